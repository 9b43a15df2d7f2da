import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Turn } from "../turn-contract.ts";

export type KeptTurn = Turn & { meetingId: string };

export const turnsOf = (db: ReadableDatabase, meetingId: string): KeptTurn[] =>
  db.all<KeptTurn>("SELECT * FROM speaking_turns WHERE meetingId = :meetingId ORDER BY askedAt, id", { meetingId });

export const findTurn = (db: ReadableDatabase, id: string): KeptTurn | undefined =>
  db.one<KeptTurn>("SELECT * FROM speaking_turns WHERE id = :id", { id });

export const insertTurn = (db: WritableDatabase, turn: KeptTurn): void => {
  db.run(
    `INSERT INTO speaking_turns (id, meetingId, itemId, attendanceId, state, askedAt, startedAt, endedAt)
     VALUES (:id, :meetingId, :itemId, :attendanceId, :state, :askedAt, :startedAt, :endedAt)`,
    turn,
  );
};

export const updateTurn = (
  db: WritableDatabase,
  turn: Pick<KeptTurn, "id" | "state" | "startedAt" | "endedAt">,
): void => {
  db.run("UPDATE speaking_turns SET state = :state, startedAt = :startedAt, endedAt = :endedAt WHERE id = :id", turn);
};

/** Takes the floor from whoever has it. */
export const clearFloor = (db: WritableDatabase, meetingId: string, at: Instant): void => {
  db.run(
    "UPDATE speaking_turns SET state = 'done', endedAt = :at WHERE meetingId = :meetingId AND state = 'speaking'",
    { meetingId, at },
  );
};

export const openingsOf = (db: ReadableDatabase, meetingId: string): { itemId: string; at: Instant }[] =>
  db.all("SELECT itemId, at FROM item_openings WHERE meetingId = :meetingId ORDER BY at, id", { meetingId });

export const insertOpening = (
  db: WritableDatabase,
  opening: { id: string; meetingId: string; itemId: string; at: Instant },
): void => {
  db.run("INSERT INTO item_openings (id, meetingId, itemId, at) VALUES (:id, :meetingId, :itemId, :at)", opening);
};
