import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { gridLeadersOn, worksInGrid } from "#features/people/core/grid-store.ts";
import { contactsById, findOrganisation } from "#features/people/core/organisation-store.ts";
import { gridNames } from "#features/people/core/place-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import type { taskTakerContract } from "../task-taker-contract.ts";
import { takerKindWords } from "../task-taker-words.ts";
import * as rules from "../task-takers.ts";
import type { taskTakingContract } from "../task-taking-contract.ts";
import { moveTask, taskNumber } from "./task-steps.ts";
import type { KeptTask } from "./task-store.ts";
import * as store from "./task-taker-store.ts";
import { askerOf, visibleTask } from "./visibility.ts";

/** Whether the person who answers for a task is of the grid to which it was offered. */
export const isLedByGrid = (
  db: ReadableDatabase,
  task: Pick<KeptTask, "offeredGridId" | "responsibleId">,
  today: string,
): boolean => task.offeredGridId !== null && worksInGrid(db, task.offeredGridId, task.responsibleId, today);

export const offerOf = (
  db: ReadableDatabase,
  task: Pick<KeptTask, "offeredGridId" | "offeredAt" | "responsibleId">,
  today: string,
) =>
  task.offeredGridId === null || task.offeredAt === null
    ? null
    : {
        gridId: task.offeredGridId,
        gridName: gridNames(db).get(task.offeredGridId) ?? "",
        leaderNames: gridLeadersOn(db, task.offeredGridId, today),
        offeredAt: task.offeredAt,
        isLedByGrid: isLedByGrid(db, task, today),
      };

/** Ends the taking of one person; answers what the timeline of the task says of it. */
const endTaking = ({ db, now, caller }: AnyCommandContext, taker: store.KeptTaker, reason: string) => {
  const [line] = store.takerLines(db, [taker]);
  store.setTakerWithdrawn(db, {
    id: taker.id,
    withdrawnAt: now,
    withdrawnBy: caller.accountId,
    withdrawReason: reason,
  });
  return { kind: "takerWithdrawn", actor: line?.name ?? "", reason, details: { takerId: taker.id } };
};

export const letTakerGo = (context: AnyCommandContext, taker: store.KeptTaker, reason: string): void =>
  context.addEvent({ of: "task", id: taker.taskId, ...endTaking(context, taker, reason) });

/** An order that goes back or on to another lead is no longer the one that the grid's people took. */
export const endOffer = (context: AnyCommandContext, task: Pick<KeptTask, "id">, reason: string): Partial<KeptTask> => {
  for (const taker of store.standingTakersOf(context.db, task.id)) letTakerGo(context, taker, reason);
  return { offeredGridId: null, offeredAt: null };
};

export const taskTakerOperations: Handlers<typeof taskTakerContract & typeof taskTakingContract> = {
  "council.offerTaskToGrid": (context, { id, version, gridId }) => {
    const { db, now, today, refuse, refuseField } = context;
    const task = visibleTask(context, id);
    const gridName = gridNames(db).get(gridId);
    if (gridName === undefined) throw refuseField("gridId", "没有这个网格");
    const problem = rules.offeringProblem(task, gridId, store.standingTakersOf(db, id).length);
    if (problem) throw refuse(problem);
    const leaders = gridLeadersOn(db, gridId, today);
    if (leaders.length === 0) throw refuse("GridHasNoLeader");
    const offer = { offeredGridId: gridId, offeredAt: now };
    const said = { actor: leaders.join("、"), details: { offeredGridId: gridId } };
    return task.state === "drafted"
      ? moveTask(
          context,
          task,
          version,
          { ...offer, state: "dispatched", dispatchedAt: now },
          { kind: "dispatched", reason: `网格派单：${gridName}`, ...said },
        )
      : moveTask(context, task, version, offer, { kind: "offered", reason: gridName, ...said });
  },

  "council.recordTaker": (context, { id, version, ...taker }) => {
    const { db, now, today, newId, caller, refuse, refuseField, addEvent } = context;
    const task = visibleTask(context, id);
    const { residentId, organisationId, contactId } = taker;
    if (residentId !== null && !isResident(db, residentId)) throw refuseField("residentId", "没有这位居民");
    if (organisationId !== null && !findOrganisation(db, organisationId))
      throw refuseField("organisationId", "没有这个单位");
    if (contactId !== null && contactsById(db, [contactId]).get(contactId)?.organisationId !== organisationId)
      throw refuseField("contactId", "不是这个单位的联系人");
    const problem = rules.takingProblem(task, taker, store.standingTakersOf(db, id), now);
    if (problem) throw refuse(problem);
    const kept = { ...taker, id: newId(), taskId: id, recordedAt: now, recordedBy: caller.accountId };
    store.insertTaker(db, kept);
    const [line] = store.takerLines(
      db,
      store.takersOf(db, id).filter((one) => one.id === kept.id),
    );
    const actor = line?.name ?? "";
    const details = { takerId: kept.id };
    const told = {
      kind: "taken",
      actor,
      reason: [`${takerKindWords[taker.kind]}接单`, taker.note].filter((words) => words !== "").join("："),
      details,
    };
    if (!rules.acceptsByTaking(task, isLedByGrid(db, task, today))) return moveTask(context, task, version, {}, told);
    addEvent({ of: "task", id, ...told });
    // Written down to the minute, it may seem to lie before the offer that it answers.
    const acceptedAt = task.offeredAt !== null && taker.takenAt < task.offeredAt ? task.offeredAt : taker.takenAt;
    return moveTask(
      context,
      task,
      version,
      { state: "accepted", acceptedAt },
      { kind: "taskAccepted", actor, reason: `${takerKindWords[taker.kind]}接了网格的单`, details },
    );
  },

  "council.withdrawTaker": (context, { id, version, takerId, reason }) => {
    const { db, refuse, addEvent } = context;
    const task = visibleTask(context, id);
    const taker = store.takersOf(db, id).find((one) => one.id === takerId);
    if (!taker) throw refuse("NotFound");
    const problem = rules.withdrawingProblem(task, taker);
    if (problem) throw refuse(problem);
    const told = endTaking(context, taker, reason);
    if (!rules.isLeftUntaken(task, timelineOf(db, "task", id), store.standingTakersOf(db, id)))
      return moveTask(context, task, version, {}, told);
    addEvent({ of: "task", id, ...told });
    return moveTask(context, task, version, { state: "dispatched", acceptedAt: null }, { kind: "leftUntaken" });
  },

  "council.listTakings": ({ db, caller }, { residentId, organisationId, after, limit }) => {
    const of = residentId !== null ? { residentId } : { organisationId: organisationId ?? "" };
    const { rows, nextAfter } = store.takingPage(db, of, askerOf(caller), { after, limit });
    return {
      takings: rows.map((row) => ({
        id: row.id,
        taskId: row.taskId,
        numberText: taskNumber(row),
        title: row.title,
        state: row.state,
        kind: row.kind,
        takenAt: row.takenAt,
        isWithdrawn: row.withdrawnAt !== null,
      })),
      nextAfter,
    };
  },
};
