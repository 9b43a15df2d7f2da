import {
  type Day,
  dayOf,
  daysBetween,
  deadlineDay,
  epochMsOf,
  type Instant,
  instantAt,
  instantOf,
  yearOf,
} from "#base/dates.ts";
import { excerpt } from "#base/text.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { HandoverItem, HandoverLine, handoverContract } from "../handover-contract.ts";
import { takingProblem, withdrawingProblem } from "../handover-rules.ts";
import { numberText } from "../numbers.ts";
import { appealPage, appealsById } from "./appeal-store.ts";
import { followUpsById, missedFollowUps } from "./follow-up-store.ts";
import * as store from "./handover-store.ts";
import { appealLines, eventLines, followUpLines, maskedReporter } from "./lines.ts";
import { meetingPage } from "./meeting-store.ts";
import { knownBeside } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import { promiseLines } from "./promise-operations.ts";
import { promisesById, promisesDueBefore } from "./promise-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById, tasksById } from "./task-store.ts";

type Reading = Pick<QueryContext<never>, "db" | "now" | "caller">;

/** A sheet that goes from hand to hand shows nothing that hangs on who asks. */
const nobody = { accountId: "", seesConfidential: false };

/** More of one kind than anybody takes over in a shift; the lists of the program hold the rest. */
const mostOfAKind = 100;

/** A holiday lies between two shifts at most; more is a slip of the hand. */
const longestShiftDays = 31;

const shiftEnd = (until: { untilDay: Day; untilTime: string | null }): Instant =>
  instantAt(until.untilDay, until.untilTime ?? "24:00");

const noFilters = {
  typed: "",
  stages: [],
  nature: null,
  channel: null,
  ownership: null,
  petition: null,
  gridId: null,
  buildingId: null,
  reporterId: null,
  categoryCode: null,
  fromDay: null,
  toDay: null,
};

/** What the next shift has to see to before its end, the nearest first; people by their masked names. */
const itemsUntil = (context: Reading, untilAt: Instant): HandoverItem[] => {
  const { db, now } = context;
  // What has the whole of the last day belongs to the shift that works on it.
  const dayEnd = instantAt(deadlineDay(untilAt), "24:00");
  const known = knownBeside(db, "");
  const onPaper = (text: string) => paperText(text, known);
  const first = { after: null, limit: mostOfAKind };
  const afterEnd = instantOf(epochMsOf(dayEnd) + 1);
  const promises = promiseLines(context, promisesDueBefore(db, dayEnd, nobody, mostOfAKind));
  const unanswered = appealPage(db, { ...noFilters, isLate: true }, nobody, { ...first, now: afterEnd }).rows;
  const tasks = taskRowsById(db, store.tasksDueBefore(db, dayEnd, mostOfAKind));
  const missed = followUpLines(context, missedFollowUps(db, nobody, mostOfAKind));
  const meetings = meetingPage(db, ["preparing", "notified", "inSession"], first).rows.filter(
    ({ plannedAt }) => plannedAt >= instantAt(dayOf(now)) && plannedAt <= untilAt,
  );
  return [
    ...promises.map(
      (promise): HandoverItem => ({
        group: "promise",
        subjectId: promise.id,
        numberText: promise.numberText,
        title: `给${maskedReporter(promise.whom)}回话：${excerpt(onPaper(promise.words), 60)}`,
        detail: promise.keeperName,
        dueAt: promise.dueAt,
      }),
    ),
    ...appealLines(db, unanswered)
      .map(
        (appeal): HandoverItem => ({
          group: "firstAnswer",
          subjectId: appeal.id,
          numberText: appeal.numberText,
          title: onPaper(appeal.title),
          detail: maskedReporter(appeal.reporterLabel),
          dueAt: appeal.firstAnswerDueAt,
        }),
      )
      .sort((a, b) => (a.dueAt ?? "").localeCompare(b.dueAt ?? "")),
    ...tasks.map(
      (task): HandoverItem => ({
        group: "task",
        subjectId: task.id,
        numberText: taskNumber(task),
        title: onPaper(task.title),
        detail: task.unitName,
        dueAt: task.dueAt,
      }),
    ),
    ...missed.map(
      (followUp): HandoverItem => ({
        group: "followUp",
        subjectId: followUp.id,
        numberText: followUp.taskNumberText,
        title: `${maskedReporter(followUp.reporterLabel)}：${onPaper(followUp.taskTitle)}`,
        detail: `试过 ${followUp.tryCount} 次`,
        dueAt: null,
      }),
    ),
    ...meetings.map(
      (meeting): HandoverItem => ({
        group: "meeting",
        subjectId: meeting.id,
        numberText: numberText("会", meeting.year, meeting.number),
        title: meeting.title,
        detail: meeting.place,
        dueAt: meeting.plannedAt,
      }),
    ),
  ];
};

/** What became confidential after the sheet was written is hidden on it from then on, whoever reads it. */
const readable = (db: ReadableDatabase, items: readonly HandoverItem[]): HandoverItem[] => {
  const idsOf = (group: HandoverItem["group"]) =>
    items.filter((item) => item.group === group).map(({ subjectId }) => subjectId);
  const followUps = followUpsById(db, idsOf("followUp"));
  const promises = promisesById(db, idsOf("promise"));
  const appealIds = [
    ...idsOf("firstAnswer"),
    ...promises.flatMap(({ appealId }) => appealId ?? []),
    ...followUps.map(({ appealId }) => appealId),
  ];
  const taskIds = [...idsOf("task"), ...followUps.map(({ taskId }) => taskId)];
  const hidden = new Set([
    ...appealsById(db, appealIds).flatMap((appeal) => (appeal.isConfidential ? appeal.id : [])),
    ...tasksById(db, taskIds).flatMap((task) => (task.visibility === "confidential" ? task.id : [])),
  ]);
  const isHidden = (ids: readonly (string | null)[]) => ids.some((id) => id !== null && hidden.has(id));
  const hiddenSubjects = new Set([
    ...hidden,
    ...promises.flatMap((promise) => (isHidden([promise.appealId]) ? promise.id : [])),
    ...followUps.flatMap((followUp) => (isHidden([followUp.appealId, followUp.taskId]) ? followUp.id : [])),
  ]);
  return items.map((item) =>
    hiddenSubjects.has(item.subjectId) ? { ...item, numberText: "", title: "（已转为保密）", detail: "" } : item,
  );
};

const lineOf = (
  { caller }: Pick<Reading, "caller">,
  names: ReadonlyMap<string, string>,
  handover: store.KeptHandover,
): HandoverLine => ({
  id: handover.id,
  numberText: numberText("交", handover.year, handover.number),
  madeAt: handover.madeAt,
  madeByName: names.get(handover.madeBy) ?? "",
  isMine: handover.madeBy === caller.accountId,
  untilAt: handover.untilAt,
  state: handover.state,
  itemCount: handover.items.length,
  takenAt: handover.takenAt,
  takenByName: handover.takenBy === null ? "" : (names.get(handover.takenBy) ?? ""),
});

const find = ({ db, refuse }: Pick<QueryContext<never>, "db" | "refuse">, id: string): store.KeptHandover => {
  const handover = store.findHandover(db, id);
  if (!handover) throw refuse("NotFound");
  return handover;
};

const end = (
  { db, refuse, addEvent }: AnyCommandContext,
  handover: store.KeptHandover,
  version: number,
  change: Pick<store.KeptHandover, "state" | "takenAt" | "takenBy" | "takenNote">,
  kind: string,
) => {
  if (!store.endHandover(db, { id: handover.id, version, ...change })) throw refuse("Conflict");
  addEvent({ of: "handover", id: handover.id, kind, from: handover.state, to: change.state, reason: change.takenNote });
  return { id: handover.id, version: version + 1 };
};

export const handoverOperations: Handlers<typeof handoverContract> = {
  "council.previewHandover": (context, until) => {
    const untilAt = shiftEnd(until);
    return { untilAt, items: itemsUntil(context, untilAt) };
  },

  "council.listHandovers": (context, { states, after, limit }) => {
    const { rows, nextAfter } = store.handoverPage(context.db, states, { after, limit });
    const names = accountNames(context.db);
    return { handovers: rows.map((row) => lineOf(context, names, row)), nextAfter };
  },

  "council.handover": (context, { id }) => {
    const { db } = context;
    const handover = find(context, id);
    return {
      ...lineOf(context, accountNames(db), handover),
      keys: handover.keys,
      notes: handover.notes,
      items: readable(db, handover.items),
      takenNote: handover.takenNote,
      centreName: findCommunity(db)?.centreName ?? "",
      events: eventLines(context, "handover", id),
      version: handover.version,
    };
  },

  "council.makeHandover": (context, { keys, notes, ...until }) => {
    const { db, now, caller, newId, refuse, addEvent } = context;
    const untilAt = shiftEnd(until);
    if (untilAt <= now) throw refuse("ShiftEndsInPast");
    if (daysBetween(dayOf(now), deadlineDay(untilAt)) > longestShiftDays) throw refuse("ShiftEndsTooLate");
    const id = newId();
    const year = yearOf(dayOf(now));
    const items = itemsUntil(context, untilAt);
    const made = { id, year, madeAt: now, madeBy: caller.accountId, untilAt, keys, notes, items };
    const number = store.insertHandover(db, made);
    addEvent({ of: "handover", id, kind: "handoverMade", to: "made" });
    return { id, numberText: numberText("交", year, number) };
  },

  "council.takeHandover": (context, { id, version, note }) => {
    const { now, caller } = context;
    const handover = find(context, id);
    const problem = takingProblem(handover, caller.accountId);
    if (problem) throw context.refuse(problem);
    const taken = { state: "taken" as const, takenAt: now, takenBy: caller.accountId, takenNote: note };
    return end(context, handover, version, taken, "handoverTaken");
  },

  "council.withdrawHandover": (context, { id, version }) => {
    const handover = find(context, id);
    const problem = withdrawingProblem(handover, context.caller.accountId);
    if (problem) throw context.refuse(problem);
    const withdrawn = { state: "withdrawn" as const, takenAt: null, takenBy: null, takenNote: "" };
    return end(context, handover, version, withdrawn, "handoverWithdrawn");
  },

  "council.printHandover": (context, { id }) => {
    find(context, id);
    const printed = addSheet(context, { kind: "handover", title: "交接单", subjectIds: [id] });
    context.addEvent({ of: "handover", id, kind: "printed", reason: `交接单 ${printed.code}` });
    return printed;
  },
};
