import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Building, Estate, Household, Place, Unit } from "../place-contract.ts";
import { naturalKey, type PlaceNames, placeLabel } from "../rules.ts";

/** A point on the address ladder by the ids that are known; the lowest one decides. */
export type PlaceAt = {
  estateId?: string | null | undefined;
  buildingId?: string | null | undefined;
  unitId?: string | null | undefined;
  householdId?: string | null | undefined;
};

/** A place with its names apart, for sort keys and search pieces. */
export type NamedPlace = Place & PlaceNames & { gridName: string };

type PlaceRow = {
  at: number;
  estateId: string | null;
  buildingId: string | null;
  unitId: string | null;
  householdId: string | null;
  gridId: string | null;
  gridName: string | null;
  estateName: string | null;
  buildingName: string | null;
  unitName: string | null;
  room: string | null;
};

export const lowestId = (at: PlaceAt): string | null =>
  at.householdId ?? at.unitId ?? at.buildingId ?? at.estateId ?? null;

/** The places of many points in one query; undefined where an id does not exist. */
export const namedPlacesOf = (db: ReadableDatabase, ats: readonly PlaceAt[]): (NamedPlace | undefined)[] => {
  const rows = db.all<PlaceRow>(
    `SELECT j.key AS at, e.id AS estateId, b.id AS buildingId, u.id AS unitId, h.id AS householdId,
       g.id AS gridId, g.name AS gridName, e.name AS estateName, b.name AS buildingName, u.name AS unitName, h.room
     FROM json_each(:ats) j
     LEFT JOIN households h ON h.id = j.value ->> 'householdId'
     LEFT JOIN units u ON u.id = coalesce(h.unitId, j.value ->> 'unitId')
     LEFT JOIN buildings b ON b.id = coalesce(u.buildingId, j.value ->> 'buildingId')
     LEFT JOIN estates e ON e.id = coalesce(b.estateId, j.value ->> 'estateId')
     LEFT JOIN grids g ON g.id = b.gridId`,
    { ats: JSON.stringify(ats) },
  );
  const places: (NamedPlace | undefined)[] = ats.map(() => undefined);
  for (const { at, estateName, buildingName, unitName, room, gridName, ...ids } of rows) {
    const asked = ats[at];
    if (!asked || lowestId(asked) !== lowestId(ids)) continue;
    const names = {
      estateName: estateName ?? "",
      buildingName: buildingName ?? "",
      unitName: unitName ?? "",
      room: room ?? "",
    };
    places[at] = { ...ids, ...names, gridName: gridName ?? "", label: placeLabel(names) };
  }
  return places;
};

export const findNamedPlace = (db: ReadableDatabase, at: PlaceAt): NamedPlace | undefined => namedPlacesOf(db, [at])[0];

export const toPlace = ({ estateId, buildingId, unitId, householdId, gridId, label }: NamedPlace): Place => ({
  estateId,
  buildingId,
  unitId,
  householdId,
  gridId,
  label,
});

/** Everything above the lowest id given, and the grid; undefined when an id does not exist. */
export const findPlace = (db: ReadableDatabase, at: PlaceAt): Place | undefined => {
  const place = findNamedPlace(db, at);
  return place && toPlace(place);
};

/** The places of a list's rows by the rows' ids; a row without any place is left out. */
export const placesOf = (db: ReadableDatabase, rows: readonly (PlaceAt & { id: string })[]): Map<string, Place> => {
  const known = rows.filter((row) => lowestId(row) !== null);
  const places = namedPlacesOf(
    db,
    known.map(({ estateId, buildingId, unitId, householdId }) => ({ estateId, buildingId, unitId, householdId })),
  );
  return new Map(
    known.flatMap((row, at) => {
      const place = places[at];
      return place ? [[row.id, toPlace(place)] as const] : [];
    }),
  );
};

/** The labels of a list's rows by the rows' ids. */
export const placeLabelsOf = (db: ReadableDatabase, rows: readonly (PlaceAt & { id: string })[]): Map<string, string> =>
  new Map([...placesOf(db, rows)].map(([id, place]) => [id, place.label]));

const inNaturalOrder = <R>(rows: R[], nameOf: (row: R) => string): R[] =>
  rows
    .map((row) => ({ row, key: naturalKey(nameOf(row)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);

export const estatesOf = (db: ReadableDatabase): Estate[] =>
  db.all("SELECT id, name, note, version FROM estates ORDER BY id");

export const buildingsOf = (db: ReadableDatabase): (Building & { gridName: string; householdCount: number })[] =>
  inNaturalOrder(
    db.all<Building & { gridName: string; householdCount: number }>(
      `SELECT b.id, b.estateId, b.gridId, b.name, b.version, coalesce(g.name, '') AS gridName,
         (SELECT count(*) FROM units u JOIN households h ON h.unitId = u.id WHERE u.buildingId = b.id) AS householdCount
       FROM buildings b LEFT JOIN grids g ON g.id = b.gridId`,
    ),
    ({ name }) => name,
  );

/** Buildings to choose from before anything is typed, estate by estate. */
export const firstBuildings = (db: ReadableDatabase, limit: number): NamedPlace[] => {
  const rows = db.all<{ buildingId: string; estateId: string; name: string }>(
    "SELECT id AS buildingId, estateId, name FROM buildings",
  );
  const first = inNaturalOrder(rows, ({ estateId, name }) => `${estateId} ${name}`).slice(0, limit);
  return namedPlacesOf(db, first).filter((place) => place !== undefined);
};

export const buildingIdsOf = (db: ReadableDatabase, estateId: string): { id: string; name: string }[] =>
  db.all("SELECT id, name FROM buildings WHERE estateId = :estateId ORDER BY id", { estateId });

export const unitsOf = (db: ReadableDatabase): (Unit & { householdCount: number })[] =>
  inNaturalOrder(
    db.all<Unit & { householdCount: number }>(
      `SELECT u.id, u.buildingId, u.name, u.version,
         (SELECT count(*) FROM households h WHERE h.unitId = u.id) AS householdCount
       FROM units u`,
    ),
    ({ name }) => name,
  );

/** The households of a unit with the names of who lives there. */
export const householdsOf = (db: ReadableDatabase, unitId: string): (Household & { residentNames: string[] })[] =>
  inNaturalOrder(
    db
      .all<Household & { residentNames: string }>(
        `SELECT h.id, h.unitId, h.room, h.note, h.version,
           (SELECT json_group_array(r.name ORDER BY r.id) FROM residents r
            WHERE r.householdId = h.id AND r.movedOutDate IS NULL AND r.mergedInto IS NULL) AS residentNames
         FROM households h WHERE h.unitId = :unitId`,
        { unitId },
      )
      .map((row) => ({ ...row, residentNames: JSON.parse(row.residentNames) as string[] })),
    ({ room }) => room,
  );

export const findEstate = (db: ReadableDatabase, id: string): Estate | undefined =>
  db.one("SELECT id, name, note, version FROM estates WHERE id = :id", { id });
export const findBuilding = (db: ReadableDatabase, id: string): Building | undefined =>
  db.one("SELECT id, estateId, gridId, name, version FROM buildings WHERE id = :id", { id });
export const findUnit = (db: ReadableDatabase, id: string): Unit | undefined =>
  db.one("SELECT id, buildingId, name, version FROM units WHERE id = :id", { id });
export const findHousehold = (db: ReadableDatabase, id: string): Household | undefined =>
  db.one("SELECT id, unitId, room, note, version FROM households WHERE id = :id", { id });

export const estateNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM estates WHERE name = :name", { name })?.id;
export const buildingNamed = (db: ReadableDatabase, estateId: string, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM buildings WHERE estateId = :estateId AND name = :name", { estateId, name })
    ?.id;
export const unitNamed = (db: ReadableDatabase, buildingId: string, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM units WHERE buildingId = :buildingId AND name = :name", { buildingId, name })
    ?.id;
export const householdNamed = (db: ReadableDatabase, unitId: string, room: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM households WHERE unitId = :unitId AND room = :room", { unitId, room })?.id;

/** The import that makes a place; absent for what a person makes. */
type MadeBy = { importId?: string | undefined };

export const insertEstate = (
  db: WritableDatabase,
  estate: { id: string; name: string; note: string } & MadeBy,
): void => {
  db.run("INSERT INTO estates (id, name, note, importId, version) VALUES (:id, :name, :note, :importId, 1)", {
    ...estate,
    importId: estate.importId,
  });
};
export const insertBuilding = (
  db: WritableDatabase,
  building: { id: string; estateId: string; gridId: string | null; name: string } & MadeBy,
): void => {
  db.run(
    `INSERT INTO buildings (id, estateId, gridId, name, importId, version)
     VALUES (:id, :estateId, :gridId, :name, :importId, 1)`,
    { ...building, importId: building.importId },
  );
};
export const insertUnit = (
  db: WritableDatabase,
  unit: { id: string; buildingId: string; name: string } & MadeBy,
): void => {
  db.run("INSERT INTO units (id, buildingId, name, importId, version) VALUES (:id, :buildingId, :name, :importId, 1)", {
    ...unit,
    importId: unit.importId,
  });
};
export const insertHousehold = (
  db: WritableDatabase,
  household: { id: string; unitId: string; room: string; note: string; importId: string | null },
): void => {
  db.run(
    `INSERT INTO households (id, unitId, room, note, importId, version)
     VALUES (:id, :unitId, :room, :note, :importId, 1)`,
    household,
  );
};

/** Each is false when someone else saved first. */
export const updateEstate = (db: WritableDatabase, estate: Estate): boolean =>
  db.run(
    "UPDATE estates SET name = :name, note = :note, version = version + 1 WHERE id = :id AND version = :version",
    estate,
  ) === 1;
export const updateBuilding = (db: WritableDatabase, building: Building): boolean =>
  db.run(
    `UPDATE buildings SET estateId = :estateId, gridId = :gridId, gridImportId = NULL, name = :name,
       version = version + 1
     WHERE id = :id AND version = :version`,
    building,
  ) === 1;
export const updateUnit = (db: WritableDatabase, unit: { id: string; name: string; version: number }): boolean =>
  db.run("UPDATE units SET name = :name, version = version + 1 WHERE id = :id AND version = :version", unit) === 1;
export const updateHousehold = (
  db: WritableDatabase,
  household: { id: string; room: string; note: string; version: number },
): boolean =>
  db.run(
    "UPDATE households SET room = :room, note = :note, version = version + 1 WHERE id = :id AND version = :version",
    household,
  ) === 1;

export const isGrid = (db: ReadableDatabase, id: string): boolean =>
  db.one("SELECT 1 FROM grids WHERE id = :id", { id }) !== undefined;

export const gridNames = (db: ReadableDatabase): Map<string, string> =>
  new Map(db.all<{ id: string; name: string }>("SELECT id, name FROM grids").map(({ id, name }) => [id, name]));
