import type { AnyCommandContext } from "#core/contexts.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import * as rules from "../task-rules.ts";
import * as followUps from "./follow-up-store.ts";
import { reporterAppealsOf } from "./link-store.ts";
import { moveTask } from "./task-steps.ts";
import { findTask, insertRound, type KeptTask } from "./task-store.ts";

/** One follow-up for each voice behind a round; whoever left no name cannot be asked. */
export const openFollowUps = (context: AnyCommandContext, task: Pick<KeptTask, "id" | "round">): void => {
  const { db, now, newId } = context;
  for (const { id: appealId, isAnonymous } of reporterAppealsOf(db, task.id)) {
    followUps.insertFollowUp(db, {
      id: newId(),
      taskId: task.id,
      round: task.round,
      appealId,
      state: isAnonymous ? "unreachable" : "open",
      openedAt: now,
      endedAt: isAnonymous ? now : null,
    });
  }
};

/** Closes a finished task once nobody is left to ask. Answers whether it did. */
export const closeWhenHeard = (context: AnyCommandContext, taskId: string, isAtOnce = false): boolean => {
  const { db, now } = context;
  const task = findTask(db, taskId);
  if (task?.state !== "finished" || followUps.hasOpenFollowUps(db, taskId)) return false;
  const rows = followUps.followUpRowsOf(db, taskId).filter((row) => row.round === task.round);
  const closeClass = rows.some((row) => row.state === "evaluated") || rows.length === 0 ? "solved" : "unreachable";
  const reason = rows.length === 0 ? "没有需要回访的诉求人" : closeClass === "unreachable" ? "无法回访" : "回访完毕";
  moveTask(
    context,
    task,
    task.version,
    { state: "closed", closedAt: now, closeClass },
    { kind: "closed", reason, details: { isAtOnce } },
  );
  return true;
};

/** Brings the follow-ups of a finished round in line with who stands behind it since a merge or its undoing. */
export const alignFollowUps = (context: AnyCommandContext, taskId: string): void => {
  const { db, now } = context;
  const task = findTask(db, taskId);
  if (task?.state !== "finished") return;
  const voices = reporterAppealsOf(db, taskId).map(({ id }) => id);
  followUps.supersedeOthers(db, taskId, voices, now);
  openFollowUps(context, task);
  closeWhenHeard(context, taskId);
};

/**
 * Opens the next round of a task with a clock of its own; the round before stays as it was. `appealId` is whose
 * reporter asked for it.
 */
export const redoTask = (context: AnyCommandContext, taskId: string, appealId: string, reason: string): void => {
  const { db, now, refuse } = context;
  const task = findTask(db, taskId);
  if (task?.state !== "finished" || task.finishedAt === null) throw refuse("Conflict");
  insertRound(db, {
    taskId,
    round: task.round,
    clockStartAt: task.clockStartAt,
    dueAt: task.dueAt,
    finishedAt: task.finishedAt,
    result: task.result,
  });
  followUps.supersedeFollowUps(db, taskId, now);
  const rule =
    task.ruleUnit === "date"
      ? rules.defaultLimit(task.track, task.urgency)
      : { count: task.ruleCount, unit: task.ruleUnit };
  const counted = rules.countLimit(rule, now, "重办", workCalendarOf(db));
  moveTask(
    context,
    task,
    task.version,
    {
      state: "accepted",
      round: task.round + 1,
      clockStartAt: now,
      ruleCount: rule.count,
      ruleUnit: rule.unit,
      agreedDate: null,
      dueAt: counted.dueAt,
      dueWhy: counted.why,
      isDueEstimated: counted.isEstimated,
      calendarVersion: counted.calendarVersion,
      isToBeRetold: false,
      finishedAt: null,
      result: "",
    },
    { kind: "redone", reason, details: { appealIds: [appealId], clockStartAt: now, limit: rule } },
  );
};
