import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { type TimelineEvent, timelineOf } from "#core/events.ts";
import { attach } from "#features/documents/core/store.ts";
import type { taskContract } from "../task-contract.ts";
import * as rules from "../task-rules.ts";
import { takenSince, takerOf } from "../task-takers.ts";
import { answerFirst, takeBackFirstAnswers } from "./first-answers.ts";
import { deleteUntriedFollowUps, hasTries, supersedeFollowUps } from "./follow-up-store.ts";
import { appealIdsOfTask, refreshStages, reporterAppealsOf } from "./link-store.ts";
import { dueNow, endParking, reopenParking } from "./parking-store.ts";
import { closeWhenHeard, openFollowUps } from "./rounds.ts";
import { moveTask, taskNumber } from "./task-steps.ts";
import type { KeptTask } from "./task-store.ts";
import { letTakerGo } from "./task-taker-operations.ts";
import { standingTakersOf } from "./task-taker-store.ts";
import { visibleTask } from "./visibility.ts";

type Operations = Pick<
  typeof taskContract,
  "council.finishTask" | "council.cancelTask" | "council.closeTask" | "council.undoTaskStep"
>;

/** Steps that can be taken back, each with what the task was before it. */
const undoableSteps: Record<string, (event: TimelineEvent) => Partial<KeptTask>> = {
  dispatched: () => ({ state: "drafted", dispatchedAt: null, offeredGridId: null, offeredAt: null }),
  taskAccepted: () => ({ state: "dispatched", acceptedAt: null }),
  resumed: ({ details }) => ({ state: "parked", ...(details as { before?: Partial<KeptTask> } | null)?.before }),
  finished: ({ details }) => ({
    state: "accepted",
    finishedAt: null,
    closedAt: null,
    closeClass: "",
    result: "",
    ...(details as { before?: Pick<KeptTask, "onlineNumber"> } | null)?.before,
  }),
};

/** A report that left nobody to ask closed the task in the same breath. */
const isClosedAtOnce = (event: TimelineEvent | undefined) =>
  event?.kind === "closed" && (event.details as { isAtOnce?: boolean } | null)?.isAtOnce === true;

/** A task without appeals comes from a meeting, and those who sat there are to be told. */
export const isAnybodyKnown = (db: ReadableDatabase, taskId: string): boolean => {
  const reporters = reporterAppealsOf(db, taskId);
  return reporters.length === 0 || reporters.some(({ isAnonymous }) => !isAnonymous);
};

/** What ends while it is parked ends its parking, and is due by what had been counted until then. */
const parkingEnded = ({ db, now }: Pick<AnyCommandContext, "db" | "now">, task: KeptTask): Partial<KeptTask> => {
  if (task.state !== "parked") return {};
  endParking(db, task.id, now);
  return dueNow(db, task);
};

/** Where taking the order was its acceptance, that is taken back with it; whoever took it since stands in the way. */
const takeBackTaking = (
  context: AnyCommandContext,
  task: KeptTask,
  last: TimelineEvent,
  events: readonly TimelineEvent[],
): void => {
  const standing = standingTakersOf(context.db, task.id);
  if (takenSince(events, last, standing)) throw context.refuse("OthersHaveTaken");
  const accepting = last.kind === "taskAccepted" ? takerOf(last) : null;
  const taker = standing.find(({ id }) => id === accepting);
  if (taker) letTakerGo(context, taker, "撤销接单");
};

export const finishOperations: Handlers<Operations> = {
  "council.finishTask": (context, input) => {
    const { id, version, actor, result, evidence, attachments, isResidentTold } = input;
    const task = visibleTask(context, id);
    const onlineNumber = input.onlineNumber || task.onlineNumber;
    const problem = rules.finishingProblem(task, {
      evidence,
      attachmentCount: attachments.length,
      isResidentTold,
      isAnybodyKnown: isAnybodyKnown(context.db, id),
      onlineNumber,
    });
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    const saved = moveTask(
      context,
      task,
      version,
      { state: "finished", finishedAt: context.now, result, onlineNumber },
      {
        kind: "finished",
        actor,
        reason: `${result}${evidence === "" ? "" : `（凭据：${evidence}）`}；已告知居民`,
        details: { before: { onlineNumber: task.onlineNumber } },
      },
    );
    // The result may tell of other voices behind the task: it is read there, by those who may.
    if (isResidentTold) answerFirst(context, id, `${taskNumber(task)}办结时告知`);
    openFollowUps(context, task);
    refreshStages(context.db, appealIdsOfTask(context.db, id));
    return closeWhenHeard(context, id, true) ? { ...saved, version: saved.version + 1 } : saved;
  },

  "council.cancelTask": (context, { id, version, reason }) => {
    const { db, now } = context;
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task);
    if (problem) throw context.refuse(problem);
    supersedeFollowUps(db, id, now);
    return moveTask(
      context,
      task,
      version,
      { ...parkingEnded(context, task), state: "cancelled", closedAt: now },
      { kind: "cancelled", reason },
    );
  },

  "council.closeTask": (context, { id, version, closeClass, reason }) => {
    const { db, now } = context;
    const task = visibleTask(context, id);
    const problem = rules.closingProblem(task);
    if (problem) throw context.refuse(problem);
    // Whoever joined since the last round has a follow-up too, and it is over with the others'.
    openFollowUps(context, task);
    supersedeFollowUps(db, id, now);
    return moveTask(
      context,
      task,
      version,
      {
        ...parkingEnded(context, task),
        state: "closed",
        closedAt: now,
        closeClass,
        finishedAt: task.finishedAt ?? now,
      },
      { kind: "closed", reason },
    );
  },

  "council.undoTaskStep": (context, { id, version, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const events = timelineOf(db, "task", id);
    const steps = events.filter((event) => !rules.passingEvents.includes(event.kind));
    const last = isClosedAtOnce(steps.at(-1)) ? steps.at(-2) : steps.at(-1);
    const back = last && undoableSteps[last.kind];
    if (!last || !back || steps.at(-1)?.toState !== task.state) throw refuse("NothingToUndo");
    if (last.kind === "dispatched" || last.kind === "taskAccepted") takeBackTaking(context, task, last, events);
    if (last.kind === "finished") {
      if (hasTries(db, id, task.round)) throw refuse("FollowUpHasStarted");
      deleteUntriedFollowUps(db, id, task.round);
      takeBackFirstAnswers(context, id, last.at);
    }
    if (last.kind === "resumed") reopenParking(db, id);
    return moveTask(context, task, version, back(last), { kind: "undone", reason, details: { undid: last.kind } });
  },
};
