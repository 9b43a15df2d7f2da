import { type Day, dayOf, epochMsOf, type Instant, instantAt, instantOf, yearOf } from "#base/dates.ts";
import { excerpt } from "#base/text.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { HandoverItem, HandoverLine, handoverContract } from "../handover-contract.ts";
import { takingProblem, withdrawingProblem } from "../handover-rules.ts";
import { numberText } from "../numbers.ts";
import { appealPage } from "./appeal-store.ts";
import { missedFollowUps } from "./follow-up-store.ts";
import * as store from "./handover-store.ts";
import { appealLines, eventLines, followUpLines, maskedReporter } from "./lines.ts";
import { meetingPage } from "./meeting-store.ts";
import { addSheet } from "./paper-operations.ts";
import { promiseLines } from "./promise-operations.ts";
import { promisesDueBefore } from "./promise-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById } from "./task-store.ts";

type Reading = Pick<QueryContext<never>, "db" | "now" | "caller">;

/** A sheet that goes from hand to hand shows nothing that hangs on who asks. */
const nobody = { accountId: "", seesConfidential: false };

/** More of one kind than anybody takes over in a shift; the lists of the program hold the rest. */
const mostOfAKind = 100;

const shiftEnd = (until: { untilDay: Day; untilTime: string | null }): Instant =>
  instantAt(until.untilDay, until.untilTime ?? "24:00");

const noFilters = {
  typed: "",
  stages: [],
  nature: null,
  channel: null,
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
  const first = { after: null, limit: mostOfAKind };
  // What falls due at the very end of the shift belongs to it.
  const afterEnd = instantOf(epochMsOf(untilAt) + 1);
  const promises = promiseLines(context, promisesDueBefore(db, untilAt, nobody, mostOfAKind));
  const unanswered = appealPage(db, { ...noFilters, isLate: true }, nobody, { ...first, now: afterEnd }).rows;
  const tasks = taskRowsById(db, store.tasksDueBefore(db, untilAt, mostOfAKind));
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
        title: `给${maskedReporter(promise.whom)}回话：${excerpt(promise.words, 60)}`,
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
          title: appeal.title,
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
        title: task.title,
        detail: task.unitName,
        dueAt: task.dueAt,
      }),
    ),
    ...missed.map(
      (followUp): HandoverItem => ({
        group: "followUp",
        subjectId: followUp.id,
        numberText: followUp.taskNumberText,
        title: `${maskedReporter(followUp.reporterLabel)}：${followUp.taskTitle}`,
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
      items: handover.items,
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
