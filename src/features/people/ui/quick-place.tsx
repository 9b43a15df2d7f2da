import { Autocomplete, Button, SimpleGrid, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { OutputOf } from "#base/contract.ts";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { NewPlace, type PlaceChoice, type placeContract } from "../place-contract.ts";
import { typedNames } from "../rules.ts";
import { useAnswer, useCommand } from "./door.ts";

type Places = OutputOf<(typeof placeContract)["people.listPlaces"]>;

/** The only estate there is, or the only one that has such a building. */
const likelyEstate = ({ estates, buildings }: Places, buildingName: string): string | undefined => {
  if (estates.length === 1) return estates[0]?.name;
  const having = estates.filter(({ id }) =>
    buildings.some(({ estateId, name }) => estateId === id && name === buildingName),
  );
  return having.length === 1 ? having[0]?.name : undefined;
};

/** An address that does not exist yet, from inside another form; what of it exists is used. */
export const QuickPlace = (props: { typed: string; needsHousehold: boolean; onDone(choice: PlaceChoice): void }) => {
  const schema = props.needsHousehold
    ? NewPlace.refine((place) => place.buildingName !== "" && place.room !== "", {
        path: ["room"],
        message: "请填写楼栋和房号",
      })
    : NewPlace;
  const form = useEntryForm(typedNames(props.typed), schema);
  const add = useCommand("people.addPlace");
  const { data } = useAnswer("people.listPlaces", {});
  const guess = data && likelyEstate(data, form.values.buildingName);
  const isGuessed = useRef(false);
  useEffect(() => {
    if (isGuessed.current || guess === undefined) return;
    isGuessed.current = true;
    if (form.getValues().estateName === "") form.setFieldValue("estateName", guess);
  }, [guess, form]);
  const estate = data?.estates.find(({ name }) => name === form.values.estateName.trim());
  const buildings = data?.buildings.filter(({ estateId }) => estateId === estate?.id) ?? [];
  const building = buildings.find(({ name }) => name === form.values.buildingName.trim());
  const units = data?.units.filter(({ buildingId, name }) => buildingId === building?.id && name !== "") ?? [];
  return (
    <FormFrame
      form={form}
      label="添加地址"
      onSave={async (values) => {
        const reply = await add.run(values);
        if (reply.ok) {
          const place = reply.value;
          const id = place.householdId ?? place.unitId ?? place.buildingId ?? place.estateId ?? "";
          props.onDone({ id, label: place.label, detail: "", place });
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={add.isRunning}>
          添加并选用
        </Button>
      }
    >
      <Stack gap="sm">
        <Autocomplete
          label="小区"
          required
          data-autofocus
          openOnFocus={false}
          data={data?.estates.map(({ name }) => name) ?? []}
          {...form.getInputProps("estateName")}
        />
        <SimpleGrid cols={3} spacing="sm">
          <Autocomplete
            label="楼栋"
            placeholder="3号楼"
            required={props.needsHousehold}
            data={[...new Set(buildings.map(({ name }) => name))]}
            {...form.getInputProps("buildingName")}
          />
          <Autocomplete
            label="单元"
            placeholder="2单元"
            data={[...new Set(units.map(({ name }) => name))]}
            {...form.getInputProps("unitName")}
          />
          <Autocomplete
            label="房号"
            placeholder="501"
            required={props.needsHousehold}
            {...form.getInputProps("room")}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          只写数字也可以：3、2、501 就是 3号楼2单元501室。已有的小区和楼栋会直接用，不会重复添加。
        </Text>
      </Stack>
    </FormFrame>
  );
};
