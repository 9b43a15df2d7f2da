import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Equipment, Provider, Room } from "../resource-contract.ts";

export type KeptProvider = Omit<Provider, "detail">;

export const roomsOf = (db: ReadableDatabase, withRetired: boolean): Room[] =>
  db.all<Room>("SELECT * FROM rooms WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", { withRetired });

export const findRoom = (db: ReadableDatabase, id: string): Room | undefined =>
  db.one<Room>("SELECT * FROM rooms WHERE id = :id", { id });

export const roomNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM rooms WHERE name = :name", { name })?.id;

export const insertRoom = (db: WritableDatabase, room: Omit<Room, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO rooms (id, name, place, seatCount, uses, isApprovalNeeded, releaseMinutes, isRetired, version)
     VALUES (:id, :name, :place, :seatCount, :uses, :isApprovalNeeded, :releaseMinutes, 0, 1)`,
    room,
  );
};

/** False when someone else saved first. */
export const updateRoom = (db: WritableDatabase, room: Room): boolean =>
  db.run(
    `UPDATE rooms SET name = :name, place = :place, seatCount = :seatCount, uses = :uses,
       isApprovalNeeded = :isApprovalNeeded, releaseMinutes = :releaseMinutes, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    room,
  ) === 1;

export const equipmentOf = (db: ReadableDatabase, withRetired: boolean): Equipment[] =>
  db.all<Equipment>("SELECT * FROM equipment WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", {
    withRetired,
  });

export const findEquipment = (db: ReadableDatabase, id: string): Equipment | undefined =>
  db.one<Equipment>("SELECT * FROM equipment WHERE id = :id", { id });

export const equipmentNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM equipment WHERE name = :name", { name })?.id;

export const insertEquipment = (db: WritableDatabase, one: Omit<Equipment, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO equipment (id, name, totalCount, place, isRetired, version)
     VALUES (:id, :name, :totalCount, :place, 0, 1)`,
    one,
  );
};

export const updateEquipment = (db: WritableDatabase, one: Equipment): boolean =>
  db.run(
    `UPDATE equipment SET name = :name, totalCount = :totalCount, place = :place, isRetired = :isRetired,
       version = version + 1
     WHERE id = :id AND version = :version`,
    one,
  ) === 1;

export const providersOf = (db: ReadableDatabase, withRetired: boolean): KeptProvider[] =>
  db.all<KeptProvider>("SELECT * FROM providers WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", {
    withRetired,
  });

export const providersById = (db: ReadableDatabase, ids: readonly string[]): KeptProvider[] =>
  db.all<KeptProvider>("SELECT * FROM providers WHERE id IN (SELECT value FROM json_each(:ids))", {
    ids: JSON.stringify(ids),
  });

/** Whether the same unit, person or name gives something already. */
export const isProviderKnown = (
  db: ReadableDatabase,
  like: Pick<KeptProvider, "organisationId" | "contactId" | "residentId" | "name">,
): boolean =>
  db.one(
    `SELECT 1 FROM providers WHERE organisationId = :organisationId OR contactId = :contactId
       OR residentId = :residentId OR (name = :name AND name <> '')`,
    like,
  ) !== undefined;

export const insertProvider = (db: WritableDatabase, one: Omit<KeptProvider, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO providers (id, kind, organisationId, contactId, residentId, name, trade, isRetired, version)
     VALUES (:id, :kind, :organisationId, :contactId, :residentId, :name, :trade, 0, 1)`,
    one,
  );
};

export const updateProvider = (
  db: WritableDatabase,
  one: Pick<KeptProvider, "id" | "trade" | "isRetired" | "version">,
): boolean =>
  db.run(
    `UPDATE providers SET trade = :trade, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    one,
  ) === 1;
