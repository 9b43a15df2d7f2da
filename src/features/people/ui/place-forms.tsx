import { NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { tellDone } from "#ui/asking.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Building, type Estate, type Household, placeContract, type Unit } from "../place-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

type Dialog = { isOpen: boolean; onClose(): void };

const useGridOptions = () => {
  const { data } = useAnswer("people.listGrids", {});
  return (data?.grids ?? []).map(({ id, name }) => ({ value: id, label: name }));
};

export const EstateDialog = (props: Dialog & { estate: Estate | null; onSaved(id: string): void }) => {
  const { estate } = props;
  const add = useCommand("people.addEstate");
  const change = useCommand("people.changeEstate");
  return (
    <StepDialog
      {...props}
      title={estate ? `修改 ${estate.name}` : "添加小区"}
      action="保存"
      draft={estate ? `people.estate.${estate.id}` : "people.estate"}
      done={estate ? "已保存，地址和查找随后更新" : "已添加小区"}
      empty={{ name: estate?.name ?? "", note: estate?.note ?? "", version: estate?.version ?? 1 }}
      schema={placeContract["people.addEstate"].input}
      save={async ({ version, ...values }) => {
        const reply = await (estate ? change.run({ ...values, id: estate.id, version }) : add.run(values));
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="小区名称" required data-autofocus {...form.getInputProps("name")} />
          <Textarea label="备注" autosize minRows={2} {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};

export const NewBuildingDialog = (props: Dialog & { estateId: string; onSaved(id: string): void }) => {
  const add = useCommand("people.addBuilding");
  const grids = useGridOptions();
  return (
    <StepDialog
      {...props}
      title="添加楼栋"
      action="添加"
      draft={`people.building.of.${props.estateId}`}
      done="已添加楼栋"
      empty={{ estateId: props.estateId, name: "", unitCount: 0, gridId: null as string | null }}
      schema={placeContract["people.addBuilding"].input}
      save={async (values) => {
        const reply = await add.run(values);
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput
            label="楼栋"
            description="只写数字就是几号楼"
            placeholder="如 3 或 3号楼"
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <NumberInput
            label="几个单元"
            description="填 2 就建好 1单元、2单元；不分单元填 0"
            placeholder="0"
            min={0}
            max={20}
            allowDecimal={false}
            value={form.values.unitCount === 0 ? "" : form.values.unitCount}
            onChange={(count) => form.setFieldValue("unitCount", Number(count))}
            error={form.errors.unitCount}
          />
          <Select label="所属网格" placeholder="以后再定" clearable data={grids} {...form.getInputProps("gridId")} />
        </>
      )}
    </StepDialog>
  );
};

export const BuildingDialog = (props: Dialog & { building: Building }) => {
  const { id, estateId, version, name, gridId } = props.building;
  const change = useCommand("people.changeBuilding");
  const grids = useGridOptions();
  return (
    <StepDialog
      {...props}
      title={`修改 ${name}`}
      action="保存"
      draft={`people.building.${id}`}
      done="已保存"
      empty={{ id, estateId, version, name, gridId }}
      schema={placeContract["people.changeBuilding"].input}
      save={change.run}
    >
      {(form) => (
        <>
          <TextInput label="楼栋" required data-autofocus {...form.getInputProps("name")} />
          <Select label="所属网格" placeholder="未划入网格" clearable data={grids} {...form.getInputProps("gridId")} />
        </>
      )}
    </StepDialog>
  );
};

export const UnitDialog = (props: Dialog & { buildingId: string; unit: Unit | null; onSaved(id: string): void }) => {
  const { unit } = props;
  const add = useCommand("people.addUnit");
  const change = useCommand("people.changeUnit");
  return (
    <StepDialog
      {...props}
      title={unit ? `修改 ${unit.name || "单元"}` : "添加单元"}
      action="保存"
      draft={unit ? `people.unit.${unit.id}` : `people.unit.of.${props.buildingId}`}
      done="已保存单元"
      empty={{ name: unit?.name ?? "", version: unit?.version ?? 1 }}
      schema={placeContract["people.addUnit"].input.pick({ name: true })}
      save={async ({ name, version }) => {
        const reply = await (unit
          ? change.run({ name, id: unit.id, version })
          : add.run({ name, buildingId: props.buildingId }));
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <TextInput
          label="单元"
          description="只写数字就是几单元；不分单元的楼留空"
          placeholder="如 2 或 2单元"
          data-autofocus
          {...form.getInputProps("name")}
        />
      )}
    </StepDialog>
  );
};

/** Stays open after saving: households are entered one after the other. */
export const NewHouseholdDialog = (
  props: Dialog & { unitId: string; unitLabel: string; onSaved(id: string): void },
) => {
  const add = useCommand("people.addHousehold");
  return (
    <StepDialog
      {...props}
      title={`添加住户：${props.unitLabel}`}
      action="添加"
      draft={`people.household.of.${props.unitId}`}
      done="已添加住户"
      empty={{ unitId: props.unitId, room: "", note: "" }}
      schema={placeContract["people.addHousehold"].input}
      save={async (values) => {
        const reply = await add.run(values);
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="房号" placeholder="如 501" required data-autofocus {...form.getInputProps("room")} />
          <TextInput label="备注" {...form.getInputProps("note")} />
          <Text
            component="button"
            type="button"
            className="link-button"
            size="sm"
            ta="left"
            onClick={async () => {
              if (form.validate().hasErrors) return;
              const { room } = form.getValues();
              const reply = await add.run(form.getValues());
              if (!reply.ok) return;
              tellDone(`已添加 ${room}`);
              form.setValues({ room: "", note: "" });
            }}
          >
            添加，再加一户
          </Text>
        </>
      )}
    </StepDialog>
  );
};

export const HouseholdDialog = (props: Dialog & { household: Household }) => {
  const { id, version, room, note } = props.household;
  const change = useCommand("people.changeHousehold");
  return (
    <StepDialog
      {...props}
      title={`修改住户 ${room}`}
      action="保存"
      draft={`people.household.${id}`}
      done="已保存"
      empty={{ id, version, room, note }}
      schema={placeContract["people.changeHousehold"].input}
      save={change.run}
    >
      {(form) => (
        <>
          <TextInput label="房号" required data-autofocus {...form.getInputProps("room")} />
          <Textarea label="备注" autosize minRows={2} {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};
