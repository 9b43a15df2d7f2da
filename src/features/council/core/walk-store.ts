import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { openStages } from "../appeal-contract.ts";
import type { WalkRowKind } from "../walk-rules.ts";

export type KeptWalk = {
  id: string;
  code: string;
  gridId: string | null;
  buildingId: string | null;
  leftOutCount: number;
  printedAt: Instant;
  printedBy: string;
};

export type KeptWalkRow = {
  sheetId: string;
  position: number;
  kind: WalkRowKind;
  householdId: string | null;
  appealId: string | null;
  taskId: string | null;
  words: string;
  keyedAt: Instant | null;
};

type At = { gridId: string | null; buildingId: string | null };

/** A sheet lies about on a walk: what is confidential is on none, whoever prints it. */
export const openAppealsAt = (db: ReadableDatabase, { gridId, buildingId }: At): string[] =>
  db
    .all<{ id: string }>(
      `SELECT id FROM appeals WHERE ${buildingId === null ? "gridId = :gridId" : "buildingId = :buildingId"}
       AND stage IN (SELECT value FROM json_each(:stages)) AND isConfidential = 0 AND isHistory = 0 AND leadId IS NULL
       ORDER BY receivedAt, id`,
      { gridId, buildingId, stages: JSON.stringify(openStages.filter((stage) => stage !== "acting")) },
    )
    .map(({ id }) => id);

/** Tasks that run for a grid, or for what came from a building. */
export const runningTasksAt = (db: ReadableDatabase, { gridId, buildingId }: At): string[] =>
  db
    .all<{ id: string }>(
      buildingId === null
        ? `SELECT t.id FROM tasks t WHERE t.gridId = :gridId AND t.visibility <> 'confidential'
           AND t.state NOT IN ('closed', 'cancelled') ORDER BY t.dueAt, t.id`
        : `SELECT DISTINCT t.id, t.dueAt FROM appeals a JOIN task_appeals l ON l.appealId = a.id
             JOIN tasks t ON t.id = l.taskId
           WHERE a.buildingId = :buildingId AND t.visibility <> 'confidential'
           AND t.state NOT IN ('closed', 'cancelled') ORDER BY t.dueAt, t.id`,
      { gridId, buildingId },
    )
    .map(({ id }) => id);

export const homesOf = (db: ReadableDatabase, buildingId: string): string[] =>
  db
    .all<{ id: string }>(
      `SELECT h.id FROM units u JOIN households h ON h.unitId = u.id WHERE u.buildingId = :buildingId
       ORDER BY length(u.name), u.name, length(h.room), h.room`,
      { buildingId },
    )
    .map(({ id }) => id);

export const insertWalk = (db: WritableDatabase, walk: KeptWalk): void => {
  db.run(
    `INSERT INTO walk_sheets (id, code, gridId, buildingId, leftOutCount, printedAt, printedBy)
     VALUES (:id, :code, :gridId, :buildingId, :leftOutCount, :printedAt, :printedBy)`,
    walk,
  );
};

export const insertWalkRow = (db: WritableDatabase, row: Omit<KeptWalkRow, "words" | "keyedAt">): void => {
  db.run(
    `INSERT INTO walk_rows (sheetId, position, kind, householdId, appealId, taskId, words)
     VALUES (:sheetId, :position, :kind, :householdId, :appealId, :taskId, '')`,
    row,
  );
};

export const findWalk = (db: ReadableDatabase, id: string): KeptWalk | undefined =>
  db.one("SELECT * FROM walk_sheets WHERE id = :id", { id });

export const walkUnderCode = (db: ReadableDatabase, code: string): KeptWalk | undefined =>
  db.one("SELECT * FROM walk_sheets WHERE code = :code", { code });

export const walkRowsOf = (db: ReadableDatabase, sheetId: string): KeptWalkRow[] =>
  db.all("SELECT * FROM walk_rows WHERE sheetId = :sheetId ORDER BY position", { sheetId });

/** False when someone else keyed it first. */
export const keyRow = (
  db: WritableDatabase,
  row: Pick<KeptWalkRow, "sheetId" | "position" | "words" | "appealId"> & { keyedAt: Instant; keyedBy: string },
): boolean =>
  db.run(
    `UPDATE walk_rows SET words = :words, appealId = :appealId, keyedAt = :keyedAt, keyedBy = :keyedBy
     WHERE sheetId = :sheetId AND position = :position AND keyedAt IS NULL`,
    row,
  ) === 1;

export const latestWalks = (db: ReadableDatabase, limit: number) =>
  db.all<KeptWalk & { rowCount: number; keyedCount: number }>(
    `SELECT s.*, (SELECT count(*) FROM walk_rows r WHERE r.sheetId = s.id) AS rowCount,
       (SELECT count(*) FROM walk_rows r WHERE r.sheetId = s.id AND r.keyedAt IS NOT NULL) AS keyedCount
     FROM walk_sheets s ORDER BY s.printedAt DESC, s.id DESC LIMIT :limit`,
    { limit },
  );
