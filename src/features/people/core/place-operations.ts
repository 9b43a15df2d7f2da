import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { startPendingJob } from "#core/pending-jobs.ts";
import type { placeContract } from "../place-contract.ts";
import { naturalKey, placeCode } from "../rules.ts";
import * as store from "./place-store.ts";
import {
  indexPlace,
  type PlaceKind,
  refreshEstateJob,
  refreshEstateName,
  refreshPlace,
  searchTyped,
} from "./search-entries.ts";

export type Making = Pick<AnyCommandContext, "db" | "now" | "newId"> & { importId?: string };

const indexMade = ({ db, now }: Making, kind: PlaceKind, at: store.PlaceAt): void => {
  const place = store.findNamedPlace(db, at);
  if (place) indexPlace(db, kind, place, now);
};

export const makeEstate = (making: Making, estate: { name: string; note: string }): string => {
  const id = making.newId();
  store.insertEstate(making.db, { ...estate, id, importId: making.importId });
  indexMade(making, "estate", { estateId: id });
  return id;
};

export const makeBuilding = (
  making: Making,
  building: { estateId: string; gridId: string | null; name: string },
): string => {
  const id = making.newId();
  store.insertBuilding(making.db, { ...building, id, importId: making.importId });
  indexMade(making, "building", { buildingId: id });
  return id;
};

const makeUnit = (making: Making, unit: { buildingId: string; name: string }): string => {
  const id = making.newId();
  store.insertUnit(making.db, { ...unit, id, importId: making.importId });
  indexMade(making, "unit", { unitId: id });
  return id;
};

const makeHousehold = (making: Making, household: { unitId: string; room: string; note: string }): string => {
  const id = making.newId();
  store.insertHousehold(making.db, { ...household, id, importId: making.importId ?? null });
  indexMade(making, "household", { householdId: id });
  return id;
};

/** 3号楼, 3栋 and 三号楼 of one estate are one building. */
export const buildingLike = (db: ReadableDatabase, estateId: string, name: string): string | undefined => {
  const exact = store.buildingNamed(db, estateId, name);
  if (exact !== undefined) return exact;
  const codeOf = (buildingName: string) => placeCode({ buildingName, unitName: "", room: "" });
  const code = codeOf(name);
  return code === "" ? undefined : store.buildingIdsOf(db, estateId).find((other) => codeOf(other.name) === code)?.id;
};

/** Finds an address by its names or makes what is missing of it; answers with the lowest id. */
export const findOrMakePlace = (
  making: Making,
  names: { estateName: string; buildingName: string; unitName: string; room: string },
): store.PlaceAt => {
  const { db } = making;
  const estateId = store.estateNamed(db, names.estateName) ?? makeEstate(making, { name: names.estateName, note: "" });
  if (names.buildingName === "") return { estateId };
  const buildingId =
    buildingLike(db, estateId, names.buildingName) ??
    makeBuilding(making, { estateId, gridId: null, name: names.buildingName });
  if (names.unitName === "" && names.room === "") return { buildingId };
  const unitId =
    store.unitNamed(db, buildingId, names.unitName) ?? makeUnit(making, { buildingId, name: names.unitName });
  if (names.room === "") return { unitId };
  const householdId =
    store.householdNamed(db, unitId, names.room) ?? makeHousehold(making, { unitId, room: names.room, note: "" });
  return { householdId };
};

const columnOf: Record<PlaceKind, "estateId" | "buildingId" | "unitId" | "householdId"> = {
  estate: "estateId",
  building: "buildingId",
  unit: "unitId",
  household: "householdId",
};
const placeKinds = ["estate", "building", "unit", "household"] as const;

/** What fits what was typed: an address that fits whole first, then from the estate down. */
const placesLike = (
  db: ReadableDatabase,
  kinds: readonly PlaceKind[],
  typed: string,
  limit: number,
): store.NamedPlace[] =>
  kinds.flatMap((kind) => {
    const ids = searchTyped(db, kind, typed, limit);
    return store
      .namedPlacesOf(
        db,
        ids.map((id) => ({ [columnOf[kind]]: id })),
      )
      .filter((place) => place !== undefined)
      .sort((a, b) => (naturalKey(a.label) < naturalKey(b.label) ? -1 : 1));
  });

const choiceOf = (place: store.NamedPlace) => ({
  id: store.lowestId(place) ?? "",
  label: place.label,
  detail: place.gridName,
  place: store.toPlace(place),
});

export const placeOperations: Handlers<typeof placeContract> = {
  "people.listPlaces": ({ db }) => ({
    estates: store.estatesOf(db),
    buildings: store.buildingsOf(db),
    units: store.unitsOf(db),
  }),
  "people.listHouseholds": ({ db }, { unitId }) => ({ households: store.householdsOf(db, unitId) }),
  "people.findPlaces": ({ db }, { typed, onlyHouseholds, limit }) => {
    const kinds = onlyHouseholds ? (["household"] as const) : placeKinds;
    if (typed.trim() !== "") return { choices: placesLike(db, kinds, typed, limit).slice(0, limit).map(choiceOf) };
    return { choices: onlyHouseholds ? [] : store.firstBuildings(db, limit).map(choiceOf) };
  },

  "people.addEstate": (context, input) => {
    if (store.estateNamed(context.db, input.name) !== undefined) throw context.refuse("NameTaken");
    return { id: makeEstate(context, input), version: 1 };
  },
  "people.changeEstate": (context, estate) => {
    const { db, refuse } = context;
    const before = store.findEstate(db, estate.id);
    if (!before) throw refuse("NotFound");
    if ((store.estateNamed(db, estate.name) ?? estate.id) !== estate.id) throw refuse("NameTaken");
    if (!store.updateEstate(db, estate)) throw refuse("Conflict");
    if (before.name !== estate.name) startPendingJob(context, refreshEstateName, estate.id, refreshEstateJob);
    return { id: estate.id, version: estate.version + 1 };
  },

  "people.addBuilding": (context, { unitCount, ...building }) => {
    const { db, refuse, refuseField } = context;
    if (!store.findEstate(db, building.estateId)) throw refuse("NotFound");
    if (building.gridId !== null && !store.isGrid(db, building.gridId)) throw refuseField("gridId", "没有这个网格");
    if (store.buildingNamed(db, building.estateId, building.name) !== undefined) throw refuse("NameTaken");
    const buildingId = makeBuilding(context, building);
    if (unitCount === 0) makeUnit(context, { buildingId, name: "" });
    for (let number = 1; number <= unitCount; number += 1) makeUnit(context, { buildingId, name: `${number}单元` });
    return { id: buildingId, version: 1 };
  },
  "people.changeBuilding": ({ db, now, refuse, refuseField }, building) => {
    const before = store.findBuilding(db, building.id);
    if (!before || !store.findEstate(db, building.estateId)) throw refuse("NotFound");
    if (building.gridId !== null && !store.isGrid(db, building.gridId)) throw refuseField("gridId", "没有这个网格");
    if ((store.buildingNamed(db, building.estateId, building.name) ?? building.id) !== building.id)
      throw refuse("NameTaken");
    if (!store.updateBuilding(db, building)) throw refuse("Conflict");
    if (before.name !== building.name || before.estateId !== building.estateId)
      refreshPlace(db, { buildingId: building.id }, now);
    return { id: building.id, version: building.version + 1 };
  },

  "people.addUnit": (context, unit) => {
    const { db, refuse } = context;
    if (!store.findBuilding(db, unit.buildingId)) throw refuse("NotFound");
    if (store.unitNamed(db, unit.buildingId, unit.name) !== undefined) throw refuse("NameTaken");
    return { id: makeUnit(context, unit), version: 1 };
  },
  "people.changeUnit": ({ db, now, refuse }, unit) => {
    const before = store.findUnit(db, unit.id);
    if (!before) throw refuse("NotFound");
    if ((store.unitNamed(db, before.buildingId, unit.name) ?? unit.id) !== unit.id) throw refuse("NameTaken");
    if (!store.updateUnit(db, unit)) throw refuse("Conflict");
    if (before.name !== unit.name) refreshPlace(db, { unitId: unit.id }, now);
    return { id: unit.id, version: unit.version + 1 };
  },

  "people.addHousehold": (context, household) => {
    const { db, refuse } = context;
    if (!store.findUnit(db, household.unitId)) throw refuse("NotFound");
    if (store.householdNamed(db, household.unitId, household.room) !== undefined) throw refuse("NameTaken");
    return { id: makeHousehold(context, household), version: 1 };
  },
  "people.changeHousehold": ({ db, now, refuse }, household) => {
    const before = store.findHousehold(db, household.id);
    if (!before) throw refuse("NotFound");
    if ((store.householdNamed(db, before.unitId, household.room) ?? household.id) !== household.id)
      throw refuse("NameTaken");
    if (!store.updateHousehold(db, household)) throw refuse("Conflict");
    if (before.room !== household.room) refreshPlace(db, { householdId: household.id }, now);
    return { id: household.id, version: household.version + 1 };
  },

  "people.addPlace": (context, names) => {
    const place = store.findPlace(context.db, findOrMakePlace(context, names));
    if (!place) throw new Error("A place vanished inside the transaction that made it");
    return place;
  },
};
