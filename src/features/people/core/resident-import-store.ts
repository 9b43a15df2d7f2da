import { soundOf } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { runningImportIds } from "#features/system/core/import-store.ts";
import type { KeptResident } from "./resident-store.ts";

type Known = Pick<KeptResident, "id" | "name" | "gender" | "birthDate" | "phone" | "movedOutDate">;

const knownColumns = "id, name, gender, birthDate, phone, movedOutDate";

/** Who bears that name in a household, or without one. */
export const residentsNamed = (db: ReadableDatabase, name: string, householdId: string | null): Known[] =>
  householdId === null
    ? db.all(
        `SELECT ${knownColumns} FROM residents
         WHERE nameKey = :nameKey AND name = :name AND householdId IS NULL AND mergedInto IS NULL ORDER BY id`,
        { nameKey: soundOf(name), name },
      )
    : db.all(
        `SELECT ${knownColumns} FROM residents
         WHERE householdId = :householdId AND name = :name AND mergedInto IS NULL ORDER BY id`,
        { householdId, name },
      );

export const residentsOfImport = (
  db: ReadableDatabase,
  importId: string,
  limit: number,
): { id: string; version: number }[] =>
  db.all("SELECT id, version FROM residents WHERE importId = :importId ORDER BY id LIMIT :limit", { importId, limit });

export const householdsOfImport = (
  db: ReadableDatabase,
  importId: string,
  limit: number,
): { id: string; unitId: string; version: number }[] =>
  db.all("SELECT id, unitId, version FROM households WHERE importId = :importId ORDER BY id LIMIT :limit", {
    importId,
    limit,
  });

/** Which of these are rows of an import that is not over. */
export const importingAmong = (db: ReadableDatabase, ids: readonly string[]): Set<string> => {
  const importIds = runningImportIds(db);
  if (importIds.length === 0) return new Set();
  const rows = db.all<{ id: string }>(
    `SELECT r.id FROM json_each(:ids) j JOIN residents r ON r.id = j.value
     WHERE r.importId IN (SELECT value FROM json_each(:importIds))`,
    { ids: JSON.stringify(ids), importIds: JSON.stringify(importIds) },
  );
  return new Set(rows.map(({ id }) => id));
};

/** What stands above a unit. */
export const ladderOf = (
  db: ReadableDatabase,
  unitId: string,
): { unitId: string; buildingId: string; estateId: string } | undefined =>
  db.one(
    `SELECT u.id AS unitId, b.id AS buildingId, b.estateId FROM units u JOIN buildings b ON b.id = u.buildingId
     WHERE u.id = :unitId`,
    { unitId },
  );

export const deleteResident = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM residents WHERE id = :id", { id });
};
export const keepResident = (db: WritableDatabase, id: string): void => {
  db.run("UPDATE residents SET importId = NULL WHERE id = :id", { id });
};
export const deleteHousehold = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM households WHERE id = :id", { id });
};
export const keepHousehold = (db: WritableDatabase, id: string): void => {
  db.run("UPDATE households SET importId = NULL WHERE id = :id", { id });
};

type Made = { id: string; importId: string };

/** Each is false where the place came otherwise than by the import, or was changed since. */
export const deleteUnit = (db: WritableDatabase, made: Made): boolean =>
  db.run("DELETE FROM units WHERE id = :id AND importId = :importId AND version = 1", made) === 1;
export const deleteBuilding = (db: WritableDatabase, made: Made): boolean =>
  db.run("DELETE FROM buildings WHERE id = :id AND importId = :importId AND version = 1", made) === 1;
export const deleteEstate = (db: WritableDatabase, made: Made): boolean =>
  db.run("DELETE FROM estates WHERE id = :id AND importId = :importId AND version = 1", made) === 1;
