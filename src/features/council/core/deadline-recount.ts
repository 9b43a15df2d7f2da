import type { Instant } from "#base/dates.ts";
import { defaultRules } from "#base/deadlines.ts";
import type { WritableDatabase } from "#core/database.ts";
import { insertEvent } from "#core/events.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { startWordOf } from "../task-clock.ts";
import { countLimit } from "../task-rules.ts";
import { estimatedFirstAnswers, updateAppeal } from "./appeal-store.ts";
import { dueNow } from "./parking-store.ts";
import { estimatedTasks, updateTask } from "./task-store.ts";

/**
 * Counts every open limit anew that was counted Monday to Friday for want of a holiday list. A limit that moved is an
 * event, and the task is marked: the resident was told another day.
 */
export const recountEstimates = (context: { db: WritableDatabase; now: Instant; accountId: string }): void => {
  const { db, now, accountId } = context;
  const calendar = workCalendarOf(db);
  for (const task of estimatedTasks(db)) {
    const counted = dueNow(db, task);
    const isMoved = counted.dueAt !== task.dueAt;
    updateTask(db, task, { ...counted, isToBeRetold: task.isToBeRetold || isMoved });
    if (isMoved)
      insertEvent(
        db,
        { of: "task", id: task.id, kind: "recounted", reason: counted.dueWhy, details: { before: task.dueAt } },
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
