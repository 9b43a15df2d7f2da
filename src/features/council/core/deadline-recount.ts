import type { Instant } from "#base/dates.ts";
import { defaultRules } from "#base/deadlines.ts";
import type { WritableDatabase } from "#core/database.ts";
import { insertEvent } from "#core/events.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { countLimit } from "../task-rules.ts";
import { estimatedFirstAnswers, updateAppeal } from "./appeal-store.ts";
import { estimatedTasks, updateTask } from "./task-store.ts";

/** The word that a limit's explanation began with: 受理, 散会, 重办, 登记. */
const startWordOf = (why: string, otherwise: string): string =>
  /^\d+月\d+日(\p{Script=Han}{2})，/u.exec(why)?.[1] ?? otherwise;

/**
 * Counts every open limit anew that was counted Monday to Friday for want of a holiday list. A limit that moved is an
 * event, and the task is marked: the resident was told another day.
 */
export const recountEstimates = (context: { db: WritableDatabase; now: Instant; accountId: string }): void => {
  const { db, now, accountId } = context;
  const calendar = workCalendarOf(db);
  for (const task of estimatedTasks(db)) {
    if (task.ruleUnit === "date") continue;
    const rule = { count: task.ruleCount, unit: task.ruleUnit };
    const counted = countLimit(rule, task.clockStartAt, startWordOf(task.dueWhy, "受理"), calendar);
    const isMoved = counted.dueAt !== task.dueAt;
    updateTask(db, task, {
      dueAt: counted.dueAt,
      dueWhy: counted.why,
      isDueEstimated: counted.isEstimated,
      calendarVersion: counted.calendarVersion,
      isToBeRetold: task.isToBeRetold || isMoved,
    });
    if (isMoved)
      insertEvent(
        db,
        { of: "task", id: task.id, kind: "recounted", reason: counted.why, details: { before: task.dueAt } },
        now,
        accountId,
      );
  }
  for (const appeal of estimatedFirstAnswers(db)) {
    const rule = appeal.urgency === "urgent" ? defaultRules.urgent : defaultRules.firstAnswer;
    const counted = countLimit(rule, appeal.receivedAt, startWordOf(appeal.firstAnswerWhy, "登记"), calendar);
    updateAppeal(db, appeal, {
      firstAnswerDueAt: counted.dueAt,
      firstAnswerWhy: counted.why,
      isFirstAnswerEstimated: counted.isEstimated,
      calendarVersion: counted.calendarVersion,
    });
    if (counted.dueAt !== appeal.firstAnswerDueAt)
      insertEvent(
        db,
        {
          of: "appeal",
          id: appeal.id,
          kind: "recounted",
          reason: counted.why,
          details: { before: appeal.firstAnswerDueAt },
        },
        now,
        accountId,
      );
  }
};
