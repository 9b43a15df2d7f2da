import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export type KeptRound = {
  id: string;
  stationId: string;
  roundDate: Day;
  walkerContactId: string | null;
  walkerResidentId: string | null;
  found: string;
  isMendNeeded: boolean;
  mendNote: string;
  mendedAt: Instant | null;
  mendedBy: string | null;
  recordedAt: Instant;
  recordedBy: string;
  version: number;
};

export const findRound = (db: ReadableDatabase, id: string): KeptRound | undefined =>
  db.one("SELECT * FROM station_rounds WHERE id = :id", { id });

export const roundsOf = (
  db: ReadableDatabase,
  of: { stationId: string; fromDay: Day; toDay: Day; limit: number },
): KeptRound[] =>
  db.all(
    `SELECT * FROM station_rounds WHERE stationId = :stationId AND roundDate >= :fromDay AND roundDate <= :toDay
     ORDER BY roundDate DESC, id DESC LIMIT :limit`,
    of,
  );

/** What was found and nobody has seen to yet, oldest first. */
export const roundsToMend = (db: ReadableDatabase, stationIds: readonly string[]): KeptRound[] =>
  db.all(
    `SELECT * FROM station_rounds WHERE isMendNeeded = 1 AND mendedAt IS NULL
       AND stationId IN (SELECT value FROM json_each(:stationIds)) ORDER BY roundDate, id`,
    { stationIds: JSON.stringify(stationIds) },
  );

export const insertRound = (
  db: WritableDatabase,
  round: Omit<KeptRound, "mendNote" | "mendedAt" | "mendedBy" | "version">,
): void => {
  db.run(
    `INSERT INTO station_rounds (id, stationId, roundDate, walkerContactId, walkerResidentId, found, isMendNeeded,
       mendNote, mendedAt, mendedBy, recordedAt, recordedBy, version)
     VALUES (:id, :stationId, :roundDate, :walkerContactId, :walkerResidentId, :found, :isMendNeeded, '', NULL, NULL,
       :recordedAt, :recordedBy, 1)`,
    round,
  );
};

/** False when someone else saved first. */
export const setMended = (
  db: WritableDatabase,
  of: { id: string; version: number; mendNote: string; mendedAt: Instant; mendedBy: string },
): boolean =>
  db.run(
    `UPDATE station_rounds SET mendNote = :mendNote, mendedAt = :mendedAt, mendedBy = :mendedBy, version = version + 1
     WHERE id = :id AND version = :version`,
    of,
  ) === 1;
