import { addDays, type Day, type Instant, instantAt } from "#base/dates.ts";
import type { Caller, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { isTaskOver, taskBand } from "../task-rules.ts";
import { parkingHorizonDays, steeringReasonsOf } from "../task-steering.ts";
import {
  type SteeringKind,
  type SteeringLine,
  steeringKinds,
  type taskSteeringContract,
} from "../task-steering-contract.ts";
import { steeringTitleWords } from "../task-steering-words.ts";
import { knownByTask } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import * as store from "./task-steering-store.ts";
import { moveTask, taskNumber } from "./task-steps.ts";
import { type TaskRow, taskRowsById } from "./task-store.ts";
import { askerOf, visibleTask } from "./visibility.ts";

/** More than a meeting of one morning goes through. */
const mostRows = 200;

type At = { db: ReadableDatabase; caller: Caller; now: Instant; today: Day };

/** The tasks on a list now, each with why. */
const standingOn = ({ db, caller, now, today }: At, kind: SteeringKind, isForPaper: boolean) => {
  const at = { now, endOfDay: instantAt(today, "24:00"), horizon: addDays(today, parkingHorizonDays) };
  const facts = store.steeringFacts(db, kind, { ...at, withConfidential: !isForPaper }, askerOf(caller));
  const rows = new Map(
    taskRowsById(
      db,
      facts.map(({ id }) => id),
    ).map((row) => [row.id, row]),
  );
  return facts.flatMap((fact) => {
    const row = rows.get(fact.id);
    const reasons = row ? steeringReasonsOf(kind, { ...row, ...fact }, now) : [];
    return row && reasons.length > 0 ? [{ row, fact, reasons }] : [];
  });
};

const linesOf = (
  { db, now }: At,
  kind: SteeringKind,
  isForPaper: boolean,
  standing: ReturnType<typeof standingOn>,
): SteeringLine[] => {
  const ids = standing.map(({ row }) => row.id);
  const returns = Map.groupBy(kind === "returns" ? store.returnsOf(db, ids) : [], ({ taskId }) => taskId);
  const analyses = new Map(store.analysesOf(db, ids).map(({ taskId, reason }) => [taskId, reason]));
  const last = new Map(store.lastEventsOf(db, ids).map((event) => [event.taskId, event]));
  const calendar = workCalendarOf(db);
  const knownOf = knownByTask(db, isForPaper ? ids : []);
  return standing.map(({ row, fact, reasons }) => {
    const { at, kind: happened, reason } = last.get(row.id) ?? { at: row.createdAt, kind: "taskAdded", reason: "" };
    // The paper lies on the table of a meeting: who told of it, and their numbers, are nobody's there.
    const shown = (text: string) => (isForPaper ? paperText(text, knownOf(row.id)) : text);
    return {
      ...shownOf(row),
      title: shown(row.title),
      band: taskBand(row, now, calendar),
      reasons,
      resumeDate: fact.resumeDate,
      parkingReason: shown(fact.parkingReason),
      extendedTo: fact.extendedTo,
      returns: (returns.get(row.id) ?? []).map(({ at: returnedAt, actor, reason: why }) => ({
        at: returnedAt,
        actor,
        reason: shown(why),
      })),
      analysis: shown(analyses.get(row.id) ?? ""),
      last: { at, kind: happened, reason: shown(reason) },
    };
  });
};

const shownOf = (row: TaskRow) => ({
  id: row.id,
  version: row.version,
  numberText: taskNumber(row),
  title: row.title,
  track: row.track,
  state: row.state,
  unitName: row.unitName,
  responsibleName: row.responsibleName,
  dueAt: row.dueAt,
  urgeCount: row.urgeCount,
  superviseCount: row.superviseCount,
  returnCount: row.returnCount,
});

export const taskSteeringOperations: Handlers<typeof taskSteeringContract> = {
  "council.steeringList": (context, { kind, isForPaper }) => {
    const counted = steeringKinds.map((one) => [one, standingOn(context, one, isForPaper)] as const);
    const standing = new Map(counted).get(kind) ?? [];
    const count = (of: SteeringKind) => counted.find(([one]) => one === of)?.[1].length ?? 0;
    return {
      rows: linesOf(context, kind, isForPaper, standing.slice(0, mostRows)),
      isCut: standing.length > mostRows,
      counts: { day: count("day"), week: count("week"), returns: count("returns"), parkings: count("parkings") },
      communityName: findCommunity(context.db)?.name ?? "",
    };
  },

  "council.printSteeringList": (context, { kind }) => {
    const standing = standingOn(context, kind, true);
    if (standing.length === 0) throw context.refuse("NothingToPrint");
    const subjectIds = standing.slice(0, mostRows).map(({ row }) => row.id);
    return addSheet(context, { kind: `steering.${kind}`, title: steeringTitleWords[kind], subjectIds });
  },

  "council.analyseReturns": (context, { id, version, words }) => {
    const task = visibleTask(context, id);
    if (isTaskOver(task.state)) throw context.refuse("TaskIsOver");
    if (task.returnCount === 0) throw context.refuse("NeverReturned");
    return moveTask(context, task, version, {}, { kind: "returnsAnalysed", reason: words });
  },
};
