import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { SteeringKind } from "../task-steering-contract.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

/** What the rules look at of a task, besides its own row. */
export type SteeringFacts = {
  id: string;
  hasAskedExtension: boolean;
  extendedTo: Day | null;
  resumeDate: Day | null;
  parkingReason: string;
};

const running = "t.state IN ('drafted', 'dispatched', 'accepted')";
const extension = (state: string) =>
  `EXISTS (SELECT 1 FROM task_extensions e WHERE e.taskId = t.id AND e.round = t.round AND e.state = '${state}')`;

/** Wider than the rules, which have the last word: what cannot stand on a list is not read. */
const mayStandOn: Readonly<Record<SteeringKind, string>> = {
  day: `${running} AND (t.dueAt <= :endOfDay OR t.state <> 'accepted')`,
  week: `${running} AND (t.dueAt < :now OR t.superviseCount > 0 OR ${extension("approved")} OR ${extension("asked")})`,
  returns: `(${running} OR t.state = 'parked') AND t.returnCount >= 2`,
  parkings: `t.state = 'parked' AND p.resumeDate <= :horizon`,
};

/** Tasks that may stand on a list, the nearest deadline first, what is to be resumed by its day. */
export const steeringFacts = (
  db: ReadableDatabase,
  kind: SteeringKind,
  { withConfidential, ...at }: { now: Instant; endOfDay: Instant; horizon: Day; withConfidential: boolean },
  asker: Asker,
): SteeringFacts[] =>
  db.all<SteeringFacts>(
    `SELECT t.id, ${extension("asked")} AS hasAskedExtension,
       (SELECT max(e.newDueDate) FROM task_extensions e
        WHERE e.taskId = t.id AND e.round = t.round AND e.state = 'approved') AS extendedTo,
       p.resumeDate, coalesce(p.reason, '') AS parkingReason
     FROM tasks t LEFT JOIN task_parkings p ON p.taskId = t.id AND p.toAt IS NULL
     WHERE ${mayStandOn[kind]} AND ${seenTask} ${withConfidential ? "" : "AND t.visibility <> 'confidential'"}
     ORDER BY ${kind === "parkings" ? "p.resumeDate" : "t.dueAt"}, t.id`,
    { ...at, ...asker },
  );

type Happened = { taskId: string; at: Instant; kind: string; actor: string; reason: string };

const eventsWhere = (condition: string) =>
  `SELECT e.subjectId AS taskId, e.at, e.kind, e.actor, e.reason FROM json_each(:ids) j
   JOIN events e ON e.subjectKind = 'task' AND e.subjectId = j.value WHERE ${condition} ORDER BY e.id`;

export const returnsOf = (db: ReadableDatabase, ids: readonly string[]): Happened[] =>
  db.all(eventsWhere("e.kind = 'taskReturned'"), { ids: JSON.stringify(ids) });

export const analysesOf = (db: ReadableDatabase, ids: readonly string[]): Happened[] =>
  db.all(eventsWhere("e.kind = 'returnsAnalysed'"), { ids: JSON.stringify(ids) });

/** What happened last to each, but for what only left the printer. */
export const lastEventsOf = (db: ReadableDatabase, ids: readonly string[]): Happened[] =>
  db.all(
    eventsWhere(
      `e.id = (SELECT max(f.id) FROM events f WHERE f.subjectKind = 'task' AND f.subjectId = j.value AND f.kind <> 'printed')`,
    ),
    { ids: JSON.stringify(ids) },
  );
