import type { Day } from "#base/dates.ts";
import type { Handlers } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { accountNames } from "#features/system/core/store.ts";
import { agreedDayWords, parkedDayCount } from "../task-clock.ts";
import type { taskParkingContract } from "../task-parking-contract.ts";
import * as rules from "../task-rules.ts";
import { isAnybodyKnown } from "./finish-operations.ts";
import * as store from "./parking-store.ts";
import { moveTask, taskNumber } from "./task-steps.ts";
import { askerOf, visibleTask } from "./visibility.ts";

/** A ledger longer than this is printed with its first lines; nobody reads more of it on paper. */
const mostPrintedRows = 200;

const ledgerDay = (day: Day, now: string) => agreedDayWords(day, now);

export const parkingOperations: Handlers<typeof taskParkingContract> = {
  "council.parkTask": (context, { id, version, reason, resumeDate, isResidentTold, actor }) => {
    const { db, now, today, caller, newId, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.parkingProblem(task, {
      resumeDate,
      today,
      isResidentTold,
      isAnybodyKnown: isAnybodyKnown(db, id),
    });
    if (problem) throw refuse(problem);
    store.insertParking(db, {
      id: newId(),
      taskId: id,
      round: task.round,
      reason,
      fromAt: now,
      resumeDate,
      approvedBy: caller.accountId,
    });
    return moveTask(
      context,
      task,
      version,
      { ...store.dueNow(db, task), state: "parked" },
      {
        kind: "parked",
        actor,
        reason: `${reason.replace(/[。；，]$/u, "")}；${ledgerDay(resumeDate, now)}恢复办理${isResidentTold ? "，已告知居民" : ""}`,
      },
    );
  },

  "council.prolongParking": (context, { id, version, resumeDate, reason }) => {
    const { db, now, today, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.prolongingProblem(task, { resumeDate, today });
    if (problem) throw refuse(problem);
    store.setResumeDate(db, id, resumeDate);
    return moveTask(
      context,
      task,
      version,
      {},
      { kind: "parkingProlonged", reason: `改为${ledgerDay(resumeDate, now)}恢复：${reason}` },
    );
  },

  "council.resumeTask": (context, { id, version, words }) => {
    const { db, now, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.resumingProblem(task);
    if (problem) throw refuse(problem);
    const open = store.parkingsOf(db, id).find(({ toAt }) => toAt === null);
    store.endParking(db, id, now);
    const counted = store.dueNow(db, task);
    const dayCount = open ? parkedDayCount({ from: open.fromAt, to: now }, now) : 0;
    const { dueAt, dueWhy, isDueEstimated, calendarVersion, isToBeRetold } = task;
    const said = [words, `挂账${dayCount}天`, counted.dueWhy].filter((part) => part !== "").join("；");
    return moveTask(
      context,
      task,
      version,
      { ...counted, state: "accepted", isToBeRetold: isToBeRetold || counted.dueAt !== dueAt },
      {
        kind: "resumed",
        reason: said,
        details: { before: { dueAt, dueWhy, isDueEstimated, calendarVersion, isToBeRetold } },
      },
    );
  },

  "council.parkingLedger": ({ db, caller, now, today }, { isOpen, isForPaper, after, limit }) => {
    const asker = askerOf(caller);
    const { rows, nextAfter } = store.ledgerPage(db, { isOpen, withConfidential: !isForPaper }, asker, {
      after,
      limit,
    });
    const names = accountNames(db);
    return {
      rows: rows.map((row) => ({
        ...row,
        numberText: taskNumber(row),
        approvedByName: names.get(row.approvedBy) ?? "",
        dayCount: parkedDayCount({ from: row.fromAt, to: row.toAt }, now),
      })),
      nextAfter,
      ...store.parkedCounts(db, today, asker),
    };
  },

  "council.printParkingLedger": (context, { isOpen }) => {
    const { db, caller, refuse } = context;
    const asker = askerOf(caller);
    const { rows } = store.ledgerPage(db, { isOpen, withConfidential: false }, asker, {
      after: null,
      limit: mostPrintedRows,
    });
    if (rows.length === 0) throw refuse("NothingToPrint");
    const subjectIds = [...new Set(rows.map(({ taskId }) => taskId))];
    return addSheet(context, { kind: "parkingLedger", title: "挂账台账", subjectIds });
  },
};
