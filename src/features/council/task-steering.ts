import { addDays, type Day, dayOf, type Instant } from "#base/dates.ts";
import type { TaskState } from "./task-contract.ts";
import type { SteeringKind, SteeringReason } from "./task-steering-contract.ts";

/** 七天之内 */
export const parkingHorizonDays = 7;
/** 退单两次 is where passing around begins. */
export const passedAroundFrom = 2;

export type Steered = {
  state: TaskState;
  dueAt: Instant;
  createdAt: Instant;
  dispatchedAt: Instant | null;
  returnCount: number;
  superviseCount: number;
  hasAskedExtension: boolean;
  /** Of this round. */
  extendedTo: Day | null;
  resumeDate: Day | null;
};

const isRunning = (state: TaskState): boolean => state === "drafted" || state === "dispatched" || state === "accepted";

const reasonsOfDay = (task: Steered, now: Instant, today: Day): SteeringReason[] => {
  if (!isRunning(task.state)) return [];
  const isOvernight = (at: Instant | null) => at !== null && dayOf(at) < today;
  const waits: SteeringReason[] =
    task.state === "dispatched" && isOvernight(task.dispatchedAt)
      ? ["notAccepted"]
      : task.state === "drafted" && task.returnCount > 0
        ? ["sentBack"]
        : task.state === "drafted" && isOvernight(task.createdAt)
          ? ["notDispatched"]
          : [];
  if (task.dueAt < now) return ["overdue", ...waits];
  return isDueOn(task.dueAt, today) ? ["dueToday", ...waits] : waits;
};

/** 24:00 of a day belongs to it. */
const isDueOn = (dueAt: Instant, day: Day): boolean => dayOf(new Date(Date.parse(dueAt) - 1).toISOString()) <= day;

const reasonsOfWeek = (task: Steered, now: Instant): SteeringReason[] => {
  if (!isRunning(task.state)) return [];
  return [
    ...(task.dueAt < now ? (["overdue"] as const) : []),
    ...(task.extendedTo !== null ? (["extended"] as const) : []),
    ...(task.hasAskedExtension ? (["extensionAsked"] as const) : []),
    ...(task.superviseCount > 0 ? (["supervised"] as const) : []),
  ];
};

const reasonsOfParking = (task: Steered, today: Day): SteeringReason[] => {
  if (task.state !== "parked" || task.resumeDate === null) return [];
  if (task.resumeDate <= today) return ["parkingDue"];
  return task.resumeDate <= addDays(today, parkingHorizonDays) ? ["parkingSoon"] : [];
};

/** Why a task stands on a list now; nothing where it does not. */
export const steeringReasonsOf = (kind: SteeringKind, task: Steered, now: Instant): SteeringReason[] => {
  const today = dayOf(now);
  if (kind === "day") return reasonsOfDay(task, now, today);
  if (kind === "week") return reasonsOfWeek(task, now);
  if (kind === "parkings") return reasonsOfParking(task, today);
  const isOpen = isRunning(task.state) || task.state === "parked";
  return isOpen && task.returnCount >= passedAroundFrom ? ["passedAround"] : [];
};
