import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { followUpStates, Satisfaction, SatisfactionLevel } from "../follow-up-contract.ts";
import type { Asker } from "./appeal-store.ts";

export type KeptFollowUp = {
  id: string;
  taskId: string;
  round: number;
  appealId: string;
  state: (typeof followUpStates)[number];
  tryCount: number;
  openedAt: Instant;
  endedAt: Instant | null;
  isSolved: boolean | null;
  satisfaction: Satisfaction | null;
  level: SatisfactionLevel | null;
  /** How the level became the satisfaction; empty without a level. */
  levelMapping: string;
  words: string;
  version: number;
};

export type FollowUpRow = KeptFollowUp & {
  taskYear: number;
  taskNumber: number;
  taskTitle: string;
  taskResult: string;
  lastTryAt: Instant | null;
};

const rowColumns = `f.*, k.year AS taskYear, k.number AS taskNumber, k.title AS taskTitle,
  coalesce((SELECT r.result FROM task_rounds r WHERE r.taskId = f.taskId AND r.round = f.round), k.result) AS taskResult,
  (SELECT max(at) FROM follow_up_tries y WHERE y.followUpId = f.id) AS lastTryAt`;

export const findFollowUp = (db: ReadableDatabase, id: string): KeptFollowUp | undefined =>
  db.one("SELECT * FROM follow_ups WHERE id = :id", { id });

export const followUpsById = (db: ReadableDatabase, ids: readonly string[]): KeptFollowUp[] =>
  db.all<KeptFollowUp>("SELECT f.* FROM json_each(:ids) j JOIN follow_ups f ON f.id = j.value", {
    ids: JSON.stringify(ids),
  });

export const findFollowUpRow = (db: ReadableDatabase, id: string): FollowUpRow | undefined =>
  db.one(`SELECT ${rowColumns} FROM follow_ups f JOIN tasks k ON k.id = f.taskId WHERE f.id = :id`, { id });

export const followUpRowsOf = (db: ReadableDatabase, taskId: string): FollowUpRow[] =>
  db.all(
    `SELECT ${rowColumns} FROM follow_ups f JOIN tasks k ON k.id = f.taskId
     WHERE f.taskId = :taskId ORDER BY f.round, f.openedAt, f.id`,
    { taskId },
  );

/** Only what stands behind a task and an appeal that the asker may both see. */
export const seenFollowUp = `(:seesConfidential = 1 OR ((k.visibility <> 'confidential' OR k.createdBy = :accountId)
  AND (a.isConfidential = 0 OR a.receivedBy = :accountId)))`;

/** One page of the queue: those waiting longest first. */
export const followUpPage = (
  db: ReadableDatabase,
  states: readonly string[],
  asker: Asker,
  page: { after: string | null; limit: number },
): { rows: FollowUpRow[]; nextAfter: string | null } => {
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  const rows = db.all<FollowUpRow>(
    `SELECT ${rowColumns} FROM follow_ups f JOIN tasks k ON k.id = f.taskId JOIN appeals a ON a.id = f.appealId
     WHERE f.state IN (SELECT value FROM json_each(:states)) AND ${seenFollowUp}
       ${page.after === null ? "" : "AND (f.openedAt, f.id) > (:afterAt, :afterId)"}
     ORDER BY f.openedAt, f.id LIMIT :limit`,
    { states: JSON.stringify(states), ...asker, afterAt, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? `${last.openedAt}|${last.id}` : null };
};

/** Those who were not reached yet, though somebody tried. */
export const missedFollowUps = (db: ReadableDatabase, asker: Asker, limit: number): FollowUpRow[] =>
  db.all<FollowUpRow>(
    `SELECT ${rowColumns} FROM follow_ups f JOIN tasks k ON k.id = f.taskId JOIN appeals a ON a.id = f.appealId
     WHERE f.state = 'open' AND f.tryCount > 0 AND ${seenFollowUp} ORDER BY f.openedAt, f.id LIMIT :limit`,
    { ...asker, limit },
  );

export const openFollowUpCount = (db: ReadableDatabase, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM follow_ups f JOIN tasks k ON k.id = f.taskId JOIN appeals a ON a.id = f.appealId
     WHERE f.state = 'open' AND ${seenFollowUp}`,
    asker,
  )?.count ?? 0;

/** Asks a voice about a round: once, or anew where it had stood aside. */
export const insertFollowUp = (
  db: WritableDatabase,
  followUp: Pick<KeptFollowUp, "id" | "taskId" | "round" | "appealId" | "state" | "openedAt" | "endedAt">,
): void => {
  db.run(
    `INSERT INTO follow_ups (id, taskId, round, appealId, state, tryCount, openedAt, endedAt, isSolved, satisfaction,
       level, levelMapping, words, version)
     VALUES (:id, :taskId, :round, :appealId, :state, 0, :openedAt, :endedAt, NULL, NULL, NULL, '', '', 1)
     ON CONFLICT (taskId, round, appealId) DO UPDATE SET state = excluded.state, openedAt = excluded.openedAt,
       endedAt = excluded.endedAt, version = version + 1
     WHERE state = 'superseded'`,
    followUp,
  );
};

/** False when someone else saved first. */
export const updateFollowUp = (
  db: WritableDatabase,
  followUp: Pick<
    KeptFollowUp,
    | "id"
    | "version"
    | "state"
    | "tryCount"
    | "endedAt"
    | "isSolved"
    | "satisfaction"
    | "level"
    | "levelMapping"
    | "words"
  >,
): boolean =>
  db.run(
    `UPDATE follow_ups SET state = :state, tryCount = :tryCount, endedAt = :endedAt, isSolved = :isSolved,
       satisfaction = :satisfaction, level = :level, levelMapping = :levelMapping, words = :words, version = version + 1 WHERE id = :id AND version = :version`,
    followUp,
  ) === 1;

/** Ends what is still open of a task's follow-ups, but for the appeals named. */
export const supersedeOthers = (
  db: WritableDatabase,
  taskId: string,
  appealIds: readonly string[],
  at: Instant,
): void => {
  db.run(
    `UPDATE follow_ups SET state = 'superseded', endedAt = :at, version = version + 1
     WHERE taskId = :taskId AND state = 'open' AND appealId NOT IN (SELECT value FROM json_each(:appealIds))`,
    { taskId, at, appealIds: JSON.stringify(appealIds) },
  );
};

export const supersedeFollowUps = (db: WritableDatabase, taskId: string, at: Instant): void =>
  supersedeOthers(db, taskId, [], at);

export const hasOpenFollowUps = (db: ReadableDatabase, taskId: string): boolean =>
  db.one("SELECT 1 FROM follow_ups WHERE taskId = :taskId AND state = 'open'", { taskId }) !== undefined;

export const deleteUntriedFollowUps = (db: WritableDatabase, taskId: string, round: number): void => {
  db.run(
    `DELETE FROM follow_ups WHERE taskId = :taskId AND round = :round
       AND NOT EXISTS (SELECT 1 FROM follow_up_tries y WHERE y.followUpId = follow_ups.id)`,
    { taskId, round },
  );
};

export const hasTries = (db: ReadableDatabase, taskId: string, round: number): boolean =>
  db.one(
    `SELECT 1 FROM follow_up_tries y JOIN follow_ups f ON f.id = y.followUpId
     WHERE f.taskId = :taskId AND f.round = :round`,
    { taskId, round },
  ) !== undefined;

export type KeptTry = {
  id: string;
  followUpId: string;
  at: Instant;
  triedBy: string;
  way: "phone" | "visit" | "desk";
  isReached: boolean;
  note: string;
};

export const triesOf = (db: ReadableDatabase, followUpId: string): KeptTry[] =>
  db.all("SELECT * FROM follow_up_tries WHERE followUpId = :followUpId ORDER BY at, id", { followUpId });

export const insertTry = (db: WritableDatabase, tryNow: KeptTry): void => {
  db.run(
    `INSERT INTO follow_up_tries (id, followUpId, at, triedBy, way, isReached, note)
     VALUES (:id, :followUpId, :at, :triedBy, :way, :isReached, :note)`,
    tryNow,
  );
};

/** What the reporters said last, by appeal; whoever was not reached is left out. */
export const satisfactionOf = (
  db: ReadableDatabase,
  appealIds: readonly string[],
): Map<string, NonNullable<KeptFollowUp["satisfaction"]>> =>
  new Map(
    db
      .all<{ appealId: string; satisfaction: NonNullable<KeptFollowUp["satisfaction"]> }>(
        `SELECT appealId, satisfaction FROM follow_ups
         WHERE appealId IN (SELECT value FROM json_each(:ids)) AND satisfaction IS NOT NULL ORDER BY endedAt`,
        { ids: JSON.stringify(appealIds) },
      )
      .map(({ appealId, satisfaction }) => [appealId, satisfaction]),
  );
