import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { ImportButton } from "#features/system/ui/import-button.tsx";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { Answered, Page } from "#ui/page.tsx";
import { Column } from "./column.tsx";
import { useAnswer } from "./door.ts";
import { GridDialog, GridsTab } from "./grids-tab.tsx";
import { EstateDialog, NewBuildingDialog, NewHouseholdDialog, UnitDialog } from "./place-forms.tsx";
import { PlaceRecord } from "./place-record.tsx";

const Step = z.string().nullable().default(null);
const Address = z.object({
  tab: z.enum(["places", "grids"]).default("places"),
  estateId: Step,
  buildingId: Step,
  unitId: Step,
  householdId: Step,
  gridId: Step,
});

const tabs = [
  { value: "places", label: "房屋" },
  { value: "grids", label: "网格" },
];

const onlyOne = <R,>(rows: readonly R[]): R | undefined => (rows.length === 1 ? rows[0] : undefined);

const households = (count: number) => `${count} 户`;

/** 小区 → 楼栋 → 单元 → 户 in columns, and what is chosen beside them. */
const Ladder = () => {
  const [address, setAddress] = useAddress(Address);
  const answer = useAnswer("people.listPlaces", {});
  const [adding, setAdding] = useState<"estate" | "building" | "unit" | "household" | null>(null);
  const close = () => setAdding(null);
  const places = answer.data;
  const estates = places?.estates ?? [];
  // A step with one choice needs no choosing.
  const estate = estates.find(({ id }) => id === address.estateId) ?? onlyOne(estates);
  const buildings = (places?.buildings ?? []).filter(({ estateId }) => estateId === estate?.id);
  const building = buildings.find(({ id }) => id === address.buildingId);
  const units = (places?.units ?? []).filter(({ buildingId }) => buildingId === building?.id);
  const unit = units.find(({ id }) => id === address.unitId) ?? onlyOne(units);
  const homes = useAnswer("people.listHouseholds", { unitId: unit?.id ?? "" }, { isEnabled: unit !== undefined });
  const rooms = unit ? (homes.data?.households ?? []) : [];
  const household = rooms.find(({ id }) => id === address.householdId);

  const toEstate = (estateId: string) =>
    setAddress({ estateId, buildingId: null, unitId: null, householdId: null }, { replaces: true });
  const toBuilding = (buildingId: string) =>
    setAddress({ estateId: estate?.id ?? null, buildingId, unitId: null, householdId: null }, { replaces: true });
  const toUnit = (unitId: string) => setAddress({ unitId, householdId: null }, { replaces: true });
  const toHousehold = (householdId: string) => setAddress({ householdId }, { replaces: true });

  return (
    <Answered answer={answer}>
      {(all) => (
        <div className="ladder">
          <Column
            title="小区"
            entries={estates.map(({ id, name }) => ({ id, label: name, detail: "" }))}
            chosenId={estate?.id ?? null}
            onChoose={toEstate}
            onAdd={() => setAdding("estate")}
            empty="还没有小区，点“添加”建第一个"
          />
          <Column
            title="楼栋"
            entries={buildings.map(({ id, name, gridName, householdCount }) => ({
              id,
              label: name,
              detail: [gridName, households(householdCount)].filter(Boolean).join(" · "),
            }))}
            chosenId={building?.id ?? null}
            onChoose={toBuilding}
            onAdd={estate && (() => setAdding("building"))}
            empty={estate ? "这个小区还没有楼栋" : "先选小区"}
          />
          <Column
            title="单元"
            entries={units.map(({ id, name, householdCount }) => ({
              id,
              label: name || "不分单元",
              detail: households(householdCount),
            }))}
            chosenId={unit?.id ?? null}
            onChoose={toUnit}
            onAdd={building && (() => setAdding("unit"))}
            empty={building ? "这栋楼还没有单元" : "先选楼栋"}
          />
          <Column
            title="户"
            entries={rooms.map(({ id, room, residentNames }) => ({
              id,
              label: room,
              detail: residentNames.join("、"),
            }))}
            chosenId={household?.id ?? null}
            onChoose={toHousehold}
            onAdd={unit && (() => setAdding("household"))}
            empty={unit ? "这里还没有住户" : "先选单元"}
          />
          <PlaceRecord places={all} estate={estate} building={building} unit={unit} household={household} />
          <EstateDialog estate={null} isOpen={adding === "estate"} onClose={close} onSaved={toEstate} />
          {estate && (
            <NewBuildingDialog
              estateId={estate.id}
              isOpen={adding === "building"}
              onClose={close}
              onSaved={toBuilding}
            />
          )}
          {building && (
            <UnitDialog
              unit={null}
              buildingId={building.id}
              isOpen={adding === "unit"}
              onClose={close}
              onSaved={toUnit}
            />
          )}
          {building && unit && (
            <NewHouseholdDialog
              unitId={unit.id}
              unitLabel={`${building.name}${unit.name}`}
              isOpen={adding === "household"}
              onClose={close}
              onSaved={toHousehold}
            />
          )}
        </div>
      )}
    </Answered>
  );
};

export const PlacesPage = () => {
  const [{ tab, gridId }, setAddress] = useAddress(Address);
  const [isAddingGrid, setAddingGrid] = useState(false);
  const may = useMay();
  return (
    <Page
      title="网格与房屋"
      action={
        tab === "grids" && (
          <>
            {may("secretary") && <ImportButton kind="grids" />}
            <Button onClick={() => setAddingGrid(true)}>添加网格</Button>
          </>
        )
      }
      filters={
        <SegmentedControl
          aria-label="网格与房屋"
          data={tabs}
          value={tab}
          onChange={(value) => setAddress({ tab: value === "grids" ? "grids" : "places" })}
        />
      }
    >
      {tab === "places" ? <Ladder /> : <GridsTab openId={gridId} onOpen={(id) => setAddress({ gridId: id })} />}
      <GridDialog
        grid={null}
        isOpen={isAddingGrid}
        onClose={() => setAddingGrid(false)}
        onSaved={(id) => setAddress({ gridId: id })}
      />
    </Page>
  );
};
