import type { Day, Instant } from "#base/dates.ts";
import { soundOf } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { audiences, genders, partyMemberKinds } from "../resident-contract.ts";
import { placeKeyOf } from "../rules.ts";
import { findNamedPlace } from "./place-store.ts";

export type Audience = (typeof audiences)[number];
export type AudienceTag = { audience: Audience; source: string; sinceDate: Day };

export type KeptResident = {
  id: string;
  name: string;
  gender: (typeof genders)[number] | null;
  birthDate: Day | null;
  phone: string;
  householdId: string | null;
  relation: string;
  partyMember: (typeof partyMemberKinds)[number] | null;
  note: string;
  movedOutDate: Day | null;
  erasedAt: Instant | null;
  createdAt: Instant;
  version: number;
};

const columns =
  "r.id, r.name, r.gender, r.birthDate, r.phone, r.householdId, r.relation, r.partyMember, r.note, r.movedOutDate, r.erasedAt, r.createdAt, r.version";

export const residentsById = (
  db: ReadableDatabase,
  ids: readonly string[],
): Map<string, { id: string; name: string; phone: string; householdId: string | null }> => residentRowsById(db, ids);

export const residentRowsById = (db: ReadableDatabase, ids: readonly string[]): Map<string, KeptResident> =>
  new Map(
    db
      .all<KeptResident>(`SELECT ${columns} FROM residents r WHERE r.id IN (SELECT value FROM json_each(:ids))`, {
        ids: JSON.stringify(ids),
      })
      .map((row) => [row.id, row]),
  );

export const isResident = (db: ReadableDatabase, id: string): boolean =>
  db.one("SELECT 1 FROM residents WHERE id = :id", { id }) !== undefined;

export const findResident = (db: ReadableDatabase, id: string): KeptResident | undefined =>
  db.one(`SELECT ${columns} FROM residents r WHERE r.id = :id`, { id });

export const audienceTagsOf = (db: ReadableDatabase, residentId: string): AudienceTag[] =>
  db.all(
    "SELECT audience, source, sinceDate FROM resident_audiences WHERE residentId = :residentId ORDER BY audience",
    { residentId },
  );

/** The tags of many residents, by resident. */
export const audiencesOf = (db: ReadableDatabase, ids: readonly string[]): Map<string, Audience[]> => {
  const byId = new Map<string, Audience[]>();
  const rows = db.all<{ residentId: string; audience: Audience }>(
    `SELECT residentId, audience FROM resident_audiences
     WHERE residentId IN (SELECT value FROM json_each(:ids)) ORDER BY audience`,
    { ids: JSON.stringify(ids) },
  );
  for (const { residentId, audience } of rows) byId.set(residentId, [...(byId.get(residentId) ?? []), audience]);
  return byId;
};

export const membersOf = (db: ReadableDatabase, householdId: string): KeptResident[] =>
  db.all(
    `SELECT ${columns} FROM residents r
     WHERE r.householdId = :householdId AND r.movedOutDate IS NULL AND r.mergedInto IS NULL
     ORDER BY r.relation <> '户主', r.birthDate IS NULL, r.birthDate, r.id`,
    { householdId },
  );

/** The same name in the household or without one, or the same phone. */
export const sameResidents = (
  db: ReadableDatabase,
  like: { name: string; phone: string; householdId: string | null },
): KeptResident[] =>
  db.all(
    `SELECT ${columns} FROM residents r WHERE r.mergedInto IS NULL AND r.id IN (
       SELECT id FROM residents WHERE phone = :phone AND phone <> ''
       UNION SELECT id FROM residents WHERE nameKey = :nameKey AND name = :name
         AND (householdId = :householdId OR householdId IS NULL OR :householdId IS NULL))
     ORDER BY r.movedOutDate IS NOT NULL, r.id LIMIT 10`,
    { ...like, nameKey: nameKeyOf(like.name) },
  );

export type ResidentFilters = {
  /** What the search found; null when nothing was typed. */
  ids: readonly string[] | null;
  gridId: string | null;
  buildingId: string | null;
  audience: Audience | null;
  partyMember: KeptResident["partyMember"];
  withMovedOut: boolean;
};

/** One page of residents in the order of their names or their addresses, after the last line of the page before. */
export const residentPage = (
  db: ReadableDatabase,
  filters: ResidentFilters,
  order: "name" | "place",
  after: { key: string; id: string } | null,
  limit: number,
): (KeptResident & { sortKey: string })[] => {
  const key = order === "name" ? "r.nameKey" : "r.placeKey";
  const conditions = ["r.mergedInto IS NULL"];
  if (!filters.withMovedOut) conditions.push("r.movedOutDate IS NULL");
  conditions.push("r.erasedAt IS NULL");
  if (after) conditions.push(`(${key}, r.id) > (:afterKey, :afterId)`);
  if (filters.ids) conditions.push("r.id IN (SELECT value FROM json_each(:ids))");
  if (filters.partyMember) conditions.push("r.partyMember = :partyMember");
  if (filters.audience)
    conditions.push("r.id IN (SELECT residentId FROM resident_audiences WHERE audience = :audience)");
  if (filters.buildingId || filters.gridId)
    conditions.push(
      `r.householdId IN (SELECT h.id FROM buildings b JOIN units u ON u.buildingId = b.id
         JOIN households h ON h.unitId = u.id
         WHERE ${filters.buildingId ? "b.id = :buildingId" : "b.gridId = :gridId"}
         ${filters.buildingId && filters.gridId ? "AND b.gridId = :gridId" : ""})`,
    );
  const { ids, ...plain } = filters;
  return db.all(
    `SELECT ${columns}, ${key} AS sortKey FROM residents r WHERE ${conditions.join(" AND ")}
     ORDER BY ${key}, r.id LIMIT :limit`,
    {
      ...plain,
      ids: JSON.stringify(ids ?? []),
      afterKey: after?.key,
      afterId: after?.id,
      limit,
    },
  );
};

const nameKeyOf = (name: string): string => soundOf(name);

const keysOf = (db: ReadableDatabase, resident: { name: string; householdId: string | null }) => {
  const place = resident.householdId === null ? null : findNamedPlace(db, { householdId: resident.householdId });
  return {
    nameKey: nameKeyOf(resident.name),
    placeKey: placeKeyOf(place ? { ...place, estateId: place.estateId ?? "" } : null),
  };
};

export const insertResident = (
  db: WritableDatabase,
  resident: Omit<KeptResident, "version" | "movedOutDate" | "erasedAt"> & { importId: string | null },
): void => {
  db.run(
    `INSERT INTO residents (id, name, nameKey, gender, birthDate, phone, householdId, placeKey, relation, partyMember,
       note, movedOutDate, mergedInto, importId, createdAt, version)
     VALUES (:id, :name, :nameKey, :gender, :birthDate, :phone, :householdId, :placeKey, :relation, :partyMember,
       :note, NULL, NULL, :importId, :createdAt, 1)`,
    { ...resident, ...keysOf(db, resident) },
  );
};

/** An absent phone stays. False when someone else saved first. */
export const updateResident = (
  db: WritableDatabase,
  resident: Omit<KeptResident, "phone" | "createdAt" | "erasedAt"> & { phone?: string | undefined },
): boolean =>
  db.run(
    `UPDATE residents SET name = :name, nameKey = :nameKey, gender = :gender, birthDate = :birthDate,
       phone = coalesce(:phone, phone), householdId = :householdId, placeKey = :placeKey, relation = :relation,
       partyMember = :partyMember, note = :note, movedOutDate = :movedOutDate, version = version + 1
     WHERE id = :id AND version = :version`,
    { ...resident, ...keysOf(db, resident), phone: resident.phone },
  ) === 1;

export const setAudienceTags = (db: WritableDatabase, residentId: string, tags: readonly AudienceTag[]): void => {
  db.run("DELETE FROM resident_audiences WHERE residentId = :residentId", { residentId });
  for (const tag of tags)
    db.run(
      `INSERT INTO resident_audiences (residentId, audience, source, sinceDate)
       VALUES (:residentId, :audience, :source, :sinceDate)`,
      { residentId, ...tag },
    );
};

/** Writes the sort key again after the address of a household was renamed. */
export const setPlaceKey = (db: WritableDatabase, householdId: string, placeKey: string): void => {
  db.run("UPDATE residents SET placeKey = :placeKey WHERE householdId = :householdId", { householdId, placeKey });
};

export const erasedName = "已抹去的居民";

/** What remains counts: that there was somebody, of what sex, born in which year. False when someone else saved first. */
export const eraseResident = (
  db: WritableDatabase,
  { id, version, erasedAt, today }: { id: string; version: number; erasedAt: Instant; today: Day },
): boolean => {
  db.run("DELETE FROM resident_audiences WHERE residentId = :id", { id });
  const isDone = db.run(
    `UPDATE residents SET name = :name, nameKey = :nameKey, phone = '', birthDate = substr(birthDate, 1, 4) || '-01-01',
       householdId = NULL, placeKey = :placeKey, relation = '', partyMember = NULL, note = '',
       movedOutDate = coalesce(movedOutDate, :today), erasedAt = :erasedAt, version = version + 1
     WHERE id = :id AND version = :version AND erasedAt IS NULL`,
    { id, version, erasedAt, today, name: erasedName, ...keysOf(db, { name: erasedName, householdId: null }) },
  );
  return isDone === 1;
};
