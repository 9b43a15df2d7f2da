import { instantOf } from "#base/dates.ts";
import { insertEvent } from "#core/events.ts";
import { insertExtension } from "#features/council/core/extension-store.ts";
import { insertFollowUp, insertTry, updateFollowUp } from "#features/council/core/follow-up-store.ts";
import { linkToTask } from "#features/council/core/link-store.ts";
import { insertParking } from "#features/council/core/parking-store.ts";
import * as tasks from "#features/council/core/task-store.ts";
import type { TaskState, Track } from "#features/council/task-contract.ts";
import { measureOf, resultOf } from "./made-words.ts";
import type { World } from "./made-world.ts";

const dayMs = 86_400_000;

export type Ordered = {
  title: string;
  track: Track;
  resolutionId: string | null;
  gridId: string | null;
  reporters: readonly { id: string; isAnonymous: boolean }[];
  atMs: number;
  longestDays: number;
};

const askReporters = (world: World, taskId: string, ordered: Ordered, finishedMs: number): boolean => {
  const { db, chance, newId, endMs, clerkId } = world;
  let isEveryoneHeard = true;
  for (const { id: appealId, isAnonymous } of ordered.reporters) {
    const id = newId(finishedMs);
    const openedAt = instantOf(finishedMs);
    insertFollowUp(db, {
      id,
      taskId,
      round: 1,
      appealId,
      state: isAnonymous ? "unreachable" : "open",
      openedAt,
      endedAt: isAnonymous ? openedAt : null,
    });
    if (isAnonymous) continue;
    const triedMs = finishedMs + (0.5 + chance.part() * 6) * dayMs;
    if (triedMs > endMs) {
      isEveryoneHeard = false;
      continue;
    }
    const isReached = chance.isLucky(0.9);
    const at = instantOf(triedMs);
    insertTry(db, { id: newId(triedMs), followUpId: id, at, triedBy: clerkId, way: "phone", isReached, note: "" });
    updateFollowUp(db, {
      id,
      version: 1,
      state: isReached ? "evaluated" : "unreachable",
      tryCount: isReached ? 1 : 2,
      endedAt: at,
      isSolved: isReached ? true : null,
      satisfaction: isReached ? chance.pick(["satisfied", "satisfied", "fairly"] as const) : null,
      level: null,
      levelMapping: "",
      words: isReached ? "解决了，谢谢" : "",
    });
    insertEvent(db, { of: "appeal", id: appealId, kind: "followUpTried", reason: "电话联系上：已解决" }, at, clerkId);
  }
  return isEveryoneHeard;
};

/** The steps that a task has behind it at the end of the made time, each with its event. */
const stepsOf = (world: World, ordered: Ordered) => {
  const { chance, endMs } = world;
  const acceptedMs = ordered.atMs + chance.part() * dayMs;
  const finishedMs = acceptedMs + (0.5 + chance.part() * ordered.longestDays) * dayMs;
  const isParked = chance.isLucky(0.001);
  const isCancelled = !isParked && chance.isLucky(0.003);
  return {
    acceptedMs: acceptedMs <= endMs ? acceptedMs : null,
    finishedMs: !isParked && !isCancelled && finishedMs <= endMs ? finishedMs : null,
    over: isParked && acceptedMs <= endMs ? ("parked" as const) : isCancelled ? ("cancelled" as const) : null,
  };
};

/** A task and whatever has become of it by the end of the made time. */
export const makeTask = (world: World, ordered: Ordered): string => {
  const { db, chance, newId, town, clerkId } = world;
  const id = newId(ordered.atMs);
  const createdAt = instantOf(ordered.atMs);
  const dueMs = ordered.atMs + (ordered.track === "immediate" ? 1 : ordered.longestDays) * dayMs;
  const task: tasks.NewTask = {
    id,
    title: ordered.title.slice(0, 80),
    measure: measureOf(chance),
    publicWording: ordered.title,
    visibility: chance.isLucky(0.02) ? "confidential" : "public",
    track: ordered.track,
    urgency: "ordinary",
    ...chance.pick(town.units),
    gridId: ordered.gridId,
    resolutionId: ordered.resolutionId,
    ownership: ordered.resolutionId === null && chance.isLucky(0.05) ? "outside" : "own",
    onlinePlatform: ordered.track === "online" ? "一网通办" : "",
    onlineNumber: ordered.track === "online" ? `W${chance.int(0, 999_999)}` : "",
    state: "dispatched",
    clockStartAt: createdAt,
    ruleCount: 5,
    ruleUnit: "workdays",
    agreedDate: null,
    dueAt: instantOf(dueMs),
    dueWhy: "5个工作日",
    isDueEstimated: false,
    calendarVersion: "",
    dispatchedAt: createdAt,
    createdAt,
    createdBy: clerkId,
    firstReceivedBy: clerkId,
  };
  tasks.insertTask(db, task, new Date(ordered.atMs).getUTCFullYear());
  insertEvent(db, { of: "task", id, kind: "created", to: "drafted" }, createdAt, clerkId);
  insertEvent(db, { of: "task", id, kind: "dispatched", from: "drafted", to: "dispatched" }, createdAt, clerkId);
  for (const { id: appealId } of ordered.reporters) {
    linkToTask(db, id, appealId);
    insertEvent(db, { of: "appeal", id: appealId, kind: "taskAdded", reason: "马上办" }, createdAt, clerkId);
  }
  const { acceptedMs, finishedMs, over } = stepsOf(world, ordered);
  const isHeard = finishedMs !== null && askReporters(world, id, ordered, finishedMs);
  const acceptedAt = acceptedMs === null ? null : instantOf(acceptedMs);
  const finishedAt = finishedMs === null ? null : instantOf(finishedMs);
  const state: TaskState =
    over ?? (isHeard ? "closed" : finishedAt !== null ? "finished" : acceptedAt !== null ? "accepted" : "dispatched");
  const change = {
    state,
    acceptedAt,
    finishedAt,
    closedAt: isHeard ? finishedAt : null,
    result: finishedAt === null ? "" : resultOf(chance),
    closeClass: isHeard ? "solved" : "",
  };
  if (state !== "dispatched") tasks.updateTask(db, { id, version: 1 }, change);
  if (acceptedAt !== null)
    insertEvent(db, { of: "task", id, kind: "taskAccepted", from: "dispatched", to: "accepted" }, acceptedAt, clerkId);
  if (finishedAt !== null)
    insertEvent(db, { of: "task", id, kind: "finished", from: "accepted", to: "finished" }, finishedAt, clerkId);
  if (isHeard && finishedAt !== null)
    insertEvent(db, { of: "task", id, kind: "closed", from: "finished", to: "closed" }, finishedAt, clerkId);
  if (state === "parked" && acceptedAt !== null) {
    const resumeDate = instantOf(world.endMs + chance.int(-5, 40) * dayMs).slice(0, 10);
    insertParking(db, {
      id: newId(ordered.atMs),
      taskId: id,
      round: 1,
      reason: "入冬不能施工",
      fromAt: acceptedAt,
      resumeDate,
      approvedBy: clerkId,
    });
  }
  if (chance.isLucky(0.02))
    insertExtension(db, {
      id: newId(ordered.atMs),
      taskId: id,
      round: 1,
      newDueDate: instantOf(dueMs + 3 * dayMs).slice(0, 10),
      reason: "等配件",
      askedAt: createdAt,
      askedBy: clerkId,
    });
  const kept = tasks.findTask(db, id);
  if (kept) tasks.indexTask(db, kept);
  return id;
};
