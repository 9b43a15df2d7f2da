import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export const isOnScreen = (db: ReadableDatabase, meetingId: string): boolean =>
  db.one("SELECT 1 FROM meeting_screens WHERE meetingId = :meetingId", { meetingId }) !== undefined;

/** False when it is there already. */
export const putOnScreen = (db: WritableDatabase, screen: { meetingId: string; at: Instant }): boolean =>
  db.run("INSERT INTO meeting_screens (meetingId, at) VALUES (:meetingId, :at) ON CONFLICT DO NOTHING", screen) === 1;

/** False when it was not there. */
export const takeOffScreen = (db: WritableDatabase, meetingId: string): boolean =>
  db.run("DELETE FROM meeting_screens WHERE meetingId = :meetingId", { meetingId }) === 1;
