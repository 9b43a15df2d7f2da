import type { Day, Instant } from "#base/dates.ts";
import type { Parking } from "#base/deadlines.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { limitOf, startWordOf, taskDue } from "../task-clock.ts";
import type { Asker } from "./appeal-store.ts";
import { grantedExtensions } from "./extension-store.ts";
import { type KeptTask, seenTask } from "./task-store.ts";

export type KeptParking = {
  id: string;
  taskId: string;
  round: number;
  reason: string;
  fromAt: Instant;
  resumeDate: Day;
  approvedBy: string;
  toAt: Instant | null;
};

export const parkingsOf = (db: ReadableDatabase, taskId: string): KeptParking[] =>
  db.all("SELECT * FROM task_parkings WHERE taskId = :taskId ORDER BY fromAt, id", { taskId });

export const insertParking = (db: WritableDatabase, parking: Omit<KeptParking, "toAt">): void => {
  db.run(
    `INSERT INTO task_parkings (id, taskId, round, reason, fromAt, resumeDate, approvedBy)
     VALUES (:id, :taskId, :round, :reason, :fromAt, :resumeDate, :approvedBy)`,
    parking,
  );
};

export const setResumeDate = (db: WritableDatabase, taskId: string, resumeDate: Day): void => {
  db.run("UPDATE task_parkings SET resumeDate = :resumeDate WHERE taskId = :taskId AND toAt IS NULL", {
    taskId,
    resumeDate,
  });
};

/** Ends the parking that lasts, where there is one. */
export const endParking = (db: WritableDatabase, taskId: string, toAt: Instant): void => {
  db.run("UPDATE task_parkings SET toAt = :toAt WHERE taskId = :taskId AND toAt IS NULL", { taskId, toAt });
};

/** For a resuming that is taken back. */
export const reopenParking = (db: WritableDatabase, taskId: string): void => {
  db.run(
    `UPDATE task_parkings SET toAt = NULL
     WHERE id = (SELECT id FROM task_parkings WHERE taskId = :taskId ORDER BY fromAt DESC, id DESC LIMIT 1)`,
    { taskId },
  );
};

const asParking = ({ fromAt, toAt }: KeptParking): Parking => ({ from: fromAt, to: toAt });

/**
 * When a task is due by what happened to it in this round. A parked task keeps the day that it had, and says that it is
 * not counted.
 */
export const dueNow = (
  db: ReadableDatabase,
  task: KeptTask,
): Pick<KeptTask, "dueAt" | "dueWhy" | "isDueEstimated" | "calendarVersion"> => {
  const parkings = parkingsOf(db, task.id).filter(({ round }) => round === task.round);
  const { dueAt, why, isEstimated, calendarVersion } = taskDue(
    { startAt: task.clockStartAt, startWord: startWordOf(task.dueWhy, "受理"), limit: limitOf(task) },
    parkings.map(asParking),
    grantedExtensions(db, task),
    workCalendarOf(db),
  );
  return { dueAt: dueAt ?? task.dueAt, dueWhy: why, isDueEstimated: isEstimated, calendarVersion };
};

export type LedgerRow = KeptParking & {
  year: number;
  number: number;
  title: string;
  state: KeptTask["state"];
  dueAt: Instant;
  unitName: string;
  responsibleName: string;
};

const ledgerFrom = `FROM task_parkings p JOIN tasks t ON t.id = p.taskId
  JOIN organisations o ON o.id = t.leadOrganisationId JOIN contacts c ON c.id = t.responsibleId`;

/** One page of the ledger: what is parked by the day it is to be resumed, or everything, the newest first. */
export const ledgerPage = (
  db: ReadableDatabase,
  { isOpen, withConfidential }: { isOpen: boolean; withConfidential: boolean },
  asker: Asker,
  page: { after: string | null; limit: number },
): { rows: LedgerRow[]; nextAfter: string | null } => {
  const [afterKey = "", afterId = ""] = page.after?.split("|") ?? [];
  const key = isOpen ? "p.resumeDate" : "p.fromAt";
  const conditions = [seenTask];
  if (isOpen) conditions.push("p.toAt IS NULL");
  if (!withConfidential) conditions.push("t.visibility <> 'confidential'");
  if (page.after !== null) conditions.push(`(${key}, p.id) ${isOpen ? ">" : "<"} (:afterKey, :afterId)`);
  const rows = db.all<LedgerRow>(
    `SELECT p.*, t.year, t.number, t.title, t.state, t.dueAt, o.name AS unitName, c.name AS responsibleName ${ledgerFrom}
     WHERE ${conditions.join(" AND ")} ORDER BY ${isOpen ? "p.resumeDate, p.id" : "p.fromAt DESC, p.id DESC"} LIMIT :limit`,
    { ...asker, afterKey, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  return {
    rows,
    nextAfter: last && rows.length === page.limit ? `${isOpen ? last.resumeDate : last.fromAt}|${last.id}` : null,
  };
};

/** How many tasks are parked, and how many of them were to be resumed by a day. */
export const parkedCounts = (
  db: ReadableDatabase,
  today: Day,
  asker: Asker,
): { parkedCount: number; toBeResumed: number } =>
  db.one(
    `SELECT count(*) AS parkedCount, coalesce(sum(p.resumeDate <= :today), 0) AS toBeResumed
     FROM task_parkings p JOIN tasks t ON t.id = p.taskId WHERE p.toAt IS NULL AND ${seenTask}`,
    { today, ...asker },
  ) ?? { parkedCount: 0, toBeResumed: 0 };
