import type { TaskState } from "./task-contract.ts";

/** What usually comes next of a task, as its own page offers it first. */
export const nextSteps = ["dispatch", "accept", "take", "finish", "resume", "followUp"] as const;
export type NextStep = (typeof nextSteps)[number];

const stepsByState: Readonly<Record<TaskState, NextStep | null>> = {
  drafted: "dispatch",
  dispatched: "accept",
  accepted: "finish",
  finished: "followUp",
  parked: "resume",
  closed: null,
  cancelled: null,
};

/** An order that the grid leads waits for somebody to take it, which is its acceptance. */
export const nextStepOf = (task: { state: TaskState; offer: { isLedByGrid: boolean } | null }): NextStep | null =>
  task.state === "dispatched" && task.offer?.isLedByGrid ? "take" : stepsByState[task.state];
