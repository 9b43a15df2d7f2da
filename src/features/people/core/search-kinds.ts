import type { WritableDatabase } from "#core/database.ts";
import type { IndexedKind } from "#core/search-rebuild.ts";
import { contactRowsById, organisationRows } from "./organisation-store.ts";
import { namedPlacesOf } from "./place-store.ts";
import { residentRowsById } from "./resident-store.ts";
import { indexContact, indexOrganisation, indexPlace, indexResident, type PlaceKind } from "./search-entries.ts";

const placeTables = [
  ["estate", "estates", "estateId"],
  ["building", "buildings", "buildingId"],
  ["unit", "units", "unitId"],
  ["household", "households", "householdId"],
] as const satisfies [PlaceKind, string, string][];

const placeKinds: readonly IndexedKind[] = placeTables.map(([kind, table, column]) => ({
  kind,
  table,
  indexAgain: (db, ids, now) => {
    const places = namedPlacesOf(
      db,
      ids.map((id) => ({ [column]: id })),
    );
    for (const place of places) if (place) indexPlace(db, kind, place, now);
  },
}));

/** What this slice puts into the search. */
export const peopleIndexedKinds: readonly IndexedKind[] = [
  ...placeKinds,
  {
    kind: "organisation",
    table: "organisations",
    indexAgain: (db: WritableDatabase, ids, now) => {
      for (const row of organisationRows(db, ids)) indexOrganisation(db, row, now);
    },
  },
  {
    kind: "contact",
    table: "contacts",
    indexAgain: (db, ids, now) => {
      for (const row of contactRowsById(db, ids).values()) indexContact(db, row, now);
    },
  },
  {
    kind: "resident",
    table: "residents",
    indexAgain: (db, ids, now) => {
      for (const row of residentRowsById(db, ids).values()) indexResident(db, row, now);
    },
  },
];
