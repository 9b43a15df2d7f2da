import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { attitudes } from "../meeting-contract.ts";
import type { MeetingRole, Presence, replies } from "../meeting-people-contract.ts";

export type KeptAttendance = {
  id: string;
  meetingId: string;
  residentId: string | null;
  contactId: string | null;
  name: string;
  presence: Presence;
  role: MeetingRole;
  isEntitled: boolean;
  reply: (typeof replies)[number];
  householdId: string | null;
  address: string;
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  householdCount: number;
  position: number;
};

export const attendancesOf = (db: ReadableDatabase, meetingId: string): KeptAttendance[] =>
  db.all<KeptAttendance>("SELECT * FROM attendances WHERE meetingId = :meetingId ORDER BY position, id", { meetingId });

export const findAttendance = (db: ReadableDatabase, id: string): KeptAttendance | undefined =>
  db.one<KeptAttendance>("SELECT * FROM attendances WHERE id = :id", { id });

type Who = { residentId: string | null; contactId: string | null; name: string; address: string };

/** Two of one name who live at different doors are two. */
export const isOnList = (
  db: ReadableDatabase,
  meetingId: string,
  { residentId, contactId, name, address }: Who,
): boolean =>
  db.one(
    `SELECT 1 FROM attendances WHERE meetingId = :meetingId AND (
       residentId = :residentId OR contactId = :contactId OR (name <> '' AND name = :name AND address = :address))`,
    { meetingId, residentId, contactId, name, address },
  ) !== undefined;

export const insertAttendance = (
  db: WritableDatabase,
  attendance: Omit<KeptAttendance, "position" | "leftAt" | "reply">,
): void => {
  db.run(
    `INSERT INTO attendances (id, meetingId, residentId, contactId, name, presence, role, isEntitled, reply, householdId,
       address, arrivedAt, leftAt, householdCount, position)
     VALUES (:id, :meetingId, :residentId, :contactId, :name, :presence, :role, :isEntitled, 'none', :householdId,
       :address, :arrivedAt, NULL, :householdCount,
       (SELECT coalesce(max(position), 0) + 1 FROM attendances WHERE meetingId = :meetingId))`,
    attendance,
  );
};

export const updateAttendance = (
  db: WritableDatabase,
  id: string,
  change: Partial<Pick<KeptAttendance, "presence" | "arrivedAt" | "leftAt" | "role" | "isEntitled" | "reply">>,
): void => {
  const names = Object.keys(change);
  if (names.length === 0) return;
  db.run(`UPDATE attendances SET ${names.map((name) => `${name} = :${name}`).join(", ")} WHERE id = :id`, {
    ...change,
    id,
  });
};

export const deleteAttendance = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM attendances WHERE id = :id", { id });
};

export type KeptProxy = { id: string; meetingId: string; giverId: string; holderId: string; writtenDate: string };

export const proxiesOf = (db: ReadableDatabase, meetingId: string): KeptProxy[] =>
  db.all<KeptProxy>("SELECT * FROM proxies WHERE meetingId = :meetingId ORDER BY id", { meetingId });

export const insertProxy = (db: WritableDatabase, proxy: KeptProxy): void => {
  db.run(
    `INSERT INTO proxies (id, meetingId, giverId, holderId, writtenDate)
     VALUES (:id, :meetingId, :giverId, :holderId, :writtenDate)`,
    proxy,
  );
};

export const deleteProxy = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM proxies WHERE id = :id", { id });
};

export type KeptStatement = {
  id: string;
  itemId: string;
  attendanceId: string;
  attitude: (typeof attitudes)[number];
  words: string;
  at: Instant;
};

export const statementsOf = (db: ReadableDatabase, meetingId: string): KeptStatement[] =>
  db.all<KeptStatement>(
    `SELECT s.id, s.itemId, s.attendanceId, s.attitude, s.words, s.at FROM statements s
     JOIN agenda_items i ON i.id = s.itemId WHERE i.meetingId = :meetingId AND s.withdrawnAt IS NULL ORDER BY s.at, s.id`,
    { meetingId },
  );

/** Whether somebody stands in what was said, or in the order of who asked to. */
export const hasSpoken = (db: ReadableDatabase, attendanceId: string): boolean =>
  db.one(
    `SELECT 1 FROM statements WHERE attendanceId = :attendanceId
     UNION ALL SELECT 1 FROM speaking_turns WHERE attendanceId = :attendanceId`,
    { attendanceId },
  ) !== undefined;

export const insertStatement = (db: WritableDatabase, statement: KeptStatement): void => {
  db.run(
    `INSERT INTO statements (id, itemId, attendanceId, attitude, words, at)
     VALUES (:id, :itemId, :attendanceId, :attitude, :words, :at)`,
    statement,
  );
};

/** False when the statement is not of this meeting or withdrawn already. */
export const withdrawStatement = (db: WritableDatabase, meetingId: string, id: string, at: Instant): boolean =>
  db.run(
    `UPDATE statements SET withdrawnAt = :at WHERE id = :id AND withdrawnAt IS NULL
     AND itemId IN (SELECT id FROM agenda_items WHERE meetingId = :meetingId)`,
    { id, meetingId, at },
  ) === 1;
