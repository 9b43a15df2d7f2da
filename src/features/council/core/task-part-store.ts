import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { visitKinds } from "../task-part-contract.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

type KeptHelper = { id: string; taskId: string; organisationId: string; contactId: string | null; part: string };

export const helpersOf = (
  db: ReadableDatabase,
  taskId: string,
): (KeptHelper & { unitName: string; contactName: string })[] =>
  db.all(
    `SELECT h.*, o.name AS unitName, coalesce(c.name, '') AS contactName FROM task_helpers h
     JOIN organisations o ON o.id = h.organisationId LEFT JOIN contacts c ON c.id = h.contactId
     WHERE h.taskId = :taskId ORDER BY h.id`,
    { taskId },
  );

export const insertAssistingUnit = (db: WritableDatabase, helper: KeptHelper): void => {
  db.run(
    `INSERT INTO task_helpers (id, taskId, organisationId, contactId, part)
     VALUES (:id, :taskId, :organisationId, :contactId, :part)`,
    helper,
  );
};

/** Whether it was there; what it was to do stays on the timeline. */
export const deleteAssistingUnit = (db: WritableDatabase, taskId: string, id: string): boolean =>
  db.run("DELETE FROM task_helpers WHERE id = :id AND taskId = :taskId", { id, taskId }) === 1;

type KeptMilestone = {
  id: string;
  taskId: string;
  title: string;
  responsibleId: string;
  dueDate: Day;
  doneAt: Instant | null;
  evidence: string;
};

export const milestonesOf = (
  db: ReadableDatabase,
  taskId: string,
): (KeptMilestone & { responsibleName: string; unitName: string })[] =>
  db.all(
    `SELECT m.*, c.name AS responsibleName, o.name AS unitName FROM task_milestones m
     JOIN contacts c ON c.id = m.responsibleId JOIN organisations o ON o.id = c.organisationId
     WHERE m.taskId = :taskId ORDER BY m.dueDate, m.id`,
    { taskId },
  );

export const insertMilestone = (db: WritableDatabase, milestone: Omit<KeptMilestone, "doneAt" | "evidence">): void => {
  db.run(
    `INSERT INTO task_milestones (id, taskId, title, responsibleId, dueDate, evidence)
     VALUES (:id, :taskId, :title, :responsibleId, :dueDate, '')`,
    milestone,
  );
};

export const setMilestoneDone = (db: WritableDatabase, id: string, doneAt: Instant, evidence: string): void => {
  db.run("UPDATE task_milestones SET doneAt = :doneAt, evidence = :evidence WHERE id = :id", { id, doneAt, evidence });
};

export const deleteMilestone = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM task_milestones WHERE id = :id", { id });
};

/** Tasks with a step that was to be done by a day. */
export const dueMilestoneCount = (db: ReadableDatabase, today: Day, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(DISTINCT t.id) AS count FROM task_milestones m JOIN tasks t ON t.id = m.taskId
     WHERE m.doneAt IS NULL AND m.dueDate <= :today AND t.state IN ('drafted', 'dispatched', 'accepted') AND ${seenTask}`,
    { today, ...asker },
  )?.count ?? 0;

type KeptVisit = {
  id: string;
  taskId: string;
  visitDate: Day;
  kind: (typeof visitKinds)[number];
  visitor: string;
  companion: string;
  outcome: string;
  nextVisitDate: Day | null;
  recordedAt: Instant;
};

export const visitsOf = (db: ReadableDatabase, taskId: string): KeptVisit[] =>
  db.all("SELECT * FROM task_visits WHERE taskId = :taskId ORDER BY visitDate, recordedAt, id", { taskId });

export const insertVisit = (db: WritableDatabase, visit: KeptVisit): void => {
  db.run(
    `INSERT INTO task_visits (id, taskId, visitDate, kind, visitor, companion, outcome, nextVisitDate, recordedAt)
     VALUES (:id, :taskId, :visitDate, :kind, :visitor, :companion, :outcome, :nextVisitDate, :recordedAt)`,
    visit,
  );
};

/** Whether it was there; that it was written and taken back stays on the timeline. */
export const deleteVisit = (db: WritableDatabase, taskId: string, id: string): boolean =>
  db.run("DELETE FROM task_visits WHERE id = :id AND taskId = :taskId", { id, taskId }) === 1;
