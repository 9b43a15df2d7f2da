import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { attitudes, presences } from "../meeting-contract.ts";

export type KeptAttendance = {
  id: string;
  meetingId: string;
  residentId: string | null;
  contactId: string | null;
  name: string;
  presence: (typeof presences)[number];
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  householdCount: number;
  position: number;
};

export const attendancesOf = (db: ReadableDatabase, meetingId: string): KeptAttendance[] =>
  db.all<KeptAttendance>("SELECT * FROM attendances WHERE meetingId = :meetingId ORDER BY position, id", { meetingId });

export const findAttendance = (db: ReadableDatabase, id: string): KeptAttendance | undefined =>
  db.one<KeptAttendance>("SELECT * FROM attendances WHERE id = :id", { id });

export const isOnList = (
  db: ReadableDatabase,
  meetingId: string,
  who: { residentId: string | null; contactId: string | null; name: string },
): boolean =>
  db.one(
    `SELECT 1 FROM attendances WHERE meetingId = :meetingId AND (
       residentId = :residentId OR contactId = :contactId OR (name <> '' AND name = :name))`,
    { meetingId, ...who },
  ) !== undefined;

export const insertAttendance = (
  db: WritableDatabase,
  attendance: Omit<KeptAttendance, "position" | "leftAt">,
): void => {
  db.run(
    `INSERT INTO attendances (id, meetingId, residentId, contactId, name, presence, arrivedAt, leftAt, householdCount, position)
     VALUES (:id, :meetingId, :residentId, :contactId, :name, :presence, :arrivedAt, NULL, :householdCount,
       (SELECT coalesce(max(position), 0) + 1 FROM attendances WHERE meetingId = :meetingId))`,
    attendance,
  );
};

export const updateAttendance = (
  db: WritableDatabase,
  change: Pick<KeptAttendance, "id" | "presence" | "arrivedAt" | "leftAt">,
): void => {
  db.run(
    "UPDATE attendances SET presence = :presence, arrivedAt = :arrivedAt, leftAt = :leftAt WHERE id = :id",
    change,
  );
};

export const deleteAttendance = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM attendances WHERE id = :id", { id });
};

/** 到会: on the list as present and not gone again. */
export const presentCountOf = (db: ReadableDatabase, meetingId: string): number =>
  db.one<{ count: number }>(
    "SELECT count(*) AS count FROM attendances WHERE meetingId = :meetingId AND presence = 'present' AND leftAt IS NULL",
    { meetingId },
  )?.count ?? 0;

/** Everybody who was present at some time. */
export const everPresentCountOf = (db: ReadableDatabase, meetingId: string): number =>
  db.one<{ count: number }>(
    "SELECT count(*) AS count FROM attendances WHERE meetingId = :meetingId AND presence = 'present'",
    { meetingId },
  )?.count ?? 0;

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

export const hasSpoken = (db: ReadableDatabase, attendanceId: string): boolean =>
  db.one("SELECT 1 FROM statements WHERE attendanceId = :attendanceId", { attendanceId }) !== undefined;

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
