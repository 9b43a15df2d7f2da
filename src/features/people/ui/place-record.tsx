import { Button, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { FormDrawer } from "#ui/layers.tsx";
import { Field } from "#ui/page.tsx";
import type { Estate, placeContract } from "../place-contract.ts";
import { placeLabel } from "../rules.ts";
import { GridPosts } from "./grid-posts.tsx";
import { BuildingDialog, EstateDialog, HouseholdDialog, UnitDialog } from "./place-forms.tsx";
import { NewResident } from "./resident-form.tsx";
import { Members } from "./resident-record.tsx";

type Places = OutputOf<(typeof placeContract)["people.listPlaces"]>;
type BuildingLine = Places["buildings"][number];
type UnitLine = Places["units"][number];
type HouseholdLine = OutputOf<(typeof placeContract)["people.listHouseholds"]>["households"][number];

const Card = (props: { title: string; actions: ReactNode; children: ReactNode }) => (
  <section className="panel ladder-record" aria-label={props.title}>
    <Group justify="space-between" mb="sm" align="flex-start">
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <Group gap="xs">{props.actions}</Group>
    </Group>
    {props.children}
  </section>
);

const EstateCard = ({ estate, places }: { estate: Estate; places: Places }) => {
  const [isChanging, setChanging] = useState(false);
  const buildings = places.buildings.filter(({ estateId }) => estateId === estate.id);
  return (
    <Card
      title={estate.name}
      actions={
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          修改小区
        </Button>
      }
    >
      <SimpleGrid cols={2} spacing="sm">
        <Field label="楼栋">{buildings.length} 栋</Field>
        <Field label="住户">{buildings.reduce((sum, { householdCount }) => sum + householdCount, 0)} 户</Field>
      </SimpleGrid>
      {estate.note !== "" && <Field label="备注">{estate.note}</Field>}
      <EstateDialog estate={estate} isOpen={isChanging} onClose={() => setChanging(false)} onSaved={() => {}} />
    </Card>
  );
};

const BuildingCard = (props: { estate: Estate; building: BuildingLine; unit: UnitLine | undefined }) => {
  const { estate, building, unit } = props;
  const [changing, setChanging] = useState<"building" | "unit" | null>(null);
  const close = () => setChanging(null);
  return (
    <Card
      title={placeLabel({
        estateName: estate.name,
        buildingName: building.name,
        unitName: unit?.name ?? "",
        room: "",
      })}
      actions={
        <>
          {unit && (
            <Button size="xs" variant="default" onClick={() => setChanging("unit")}>
              修改单元
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setChanging("building")}>
            修改楼栋
          </Button>
        </>
      }
    >
      <SimpleGrid cols={2} spacing="sm" mb="md">
        <Field label="网格">{building.gridName || "未划入网格"}</Field>
        <Field label="住户">
          {unit
            ? `本单元 ${unit.householdCount} 户，全楼 ${building.householdCount} 户`
            : `${building.householdCount} 户`}
        </Field>
      </SimpleGrid>
      <GridPosts within={{ gridId: null, buildingId: building.id }} />
      <BuildingDialog building={building} isOpen={changing === "building"} onClose={close} />
      {unit && (
        <UnitDialog
          unit={unit}
          buildingId={building.id}
          isOpen={changing === "unit"}
          onClose={close}
          onSaved={() => {}}
        />
      )}
    </Card>
  );
};

const HouseholdCard = (props: { label: string; gridName: string; household: HouseholdLine }) => {
  const { household, label } = props;
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  const [isAdding, setAdding] = useState(false);
  return (
    <Card
      title={label}
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            修改住户
          </Button>
          <Button size="xs" onClick={() => setAdding(true)}>
            登记住在这里的人
          </Button>
        </>
      }
    >
      <SimpleGrid cols={2} spacing="sm" mb="md">
        <Field label="网格">{props.gridName || "未划入网格"}</Field>
        {household.note !== "" && <Field label="备注">{household.note}</Field>}
      </SimpleGrid>
      <Text fw={700} mb={4}>
        住户成员
      </Text>
      <Members householdId={household.id} />
      <HouseholdDialog household={household} isOpen={isChanging} onClose={() => setChanging(false)} />
      <FormDrawer title="登记居民" isOpen={isAdding} onClose={() => setAdding(false)}>
        {isAdding && (
          <NewResident
            home={{ id: household.id, label }}
            onDone={(id) => {
              setAdding(false);
              void navigate({ to: "/people/residents" as never, search: { id } as never });
            }}
          />
        )}
      </FormDrawer>
    </Card>
  );
};

/** What is chosen in the columns, at its lowest step. */
export const PlaceRecord = (props: {
  places: Places;
  estate: Estate | undefined;
  building: BuildingLine | undefined;
  unit: UnitLine | undefined;
  household: HouseholdLine | undefined;
}) => {
  const { places, estate, building, unit, household } = props;
  if (!estate)
    return (
      <section className="panel">
        <Text c="dimmed">在左边选一处地址，这里显示它的网格、任职的人和住户。</Text>
      </section>
    );
  if (!building) return <EstateCard key={estate.id} estate={estate} places={places} />;
  if (!household || !unit) return <BuildingCard key={building.id} estate={estate} building={building} unit={unit} />;
  const names = { estateName: estate.name, buildingName: building.name, unitName: unit.name, room: household.room };
  return (
    <HouseholdCard key={household.id} label={placeLabel(names)} gridName={building.gridName} household={household} />
  );
};
