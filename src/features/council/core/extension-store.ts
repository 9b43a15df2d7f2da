import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { GrantedExtension } from "../task-clock.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

export type KeptExtension = {
  id: string;
  taskId: string;
  round: number;
  newDueDate: string;
  reason: string;
  askedAt: Instant;
  askedBy: string;
  state: "asked" | "approved" | "refused";
  decidedAt: Instant | null;
  decidedBy: string | null;
  decisionNote: string;
};

export const extensionsOf = (db: ReadableDatabase, taskId: string): KeptExtension[] =>
  db.all("SELECT * FROM task_extensions WHERE taskId = :taskId ORDER BY askedAt, id", { taskId });

/** What was asked for in the round that runs; what nobody decided falls away with its round. */
export const askedExtension = (db: ReadableDatabase, task: { id: string; round: number }): KeptExtension | undefined =>
  db.one("SELECT * FROM task_extensions WHERE taskId = :id AND round = :round AND state = 'asked'", {
    id: task.id,
    round: task.round,
  });

export const askedExtensionCount = (db: ReadableDatabase, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM task_extensions e JOIN tasks t ON t.id = e.taskId AND t.round = e.round
     WHERE e.state = 'asked' AND t.state IN ('drafted', 'dispatched', 'accepted', 'parked') AND ${seenTask}`,
    asker,
  )?.count ?? 0;

export const insertExtension = (
  db: WritableDatabase,
  extension: Pick<KeptExtension, "id" | "taskId" | "round" | "newDueDate" | "reason" | "askedAt" | "askedBy">,
): void => {
  db.run(
    `INSERT INTO task_extensions (id, taskId, round, newDueDate, reason, askedAt, askedBy, state, decisionNote)
     VALUES (:id, :taskId, :round, :newDueDate, :reason, :askedAt, :askedBy, 'asked', '')`,
    extension,
  );
};

export const decideExtension = (
  db: WritableDatabase,
  decision: Pick<KeptExtension, "id" | "state" | "decidedAt" | "decidedBy" | "decisionNote">,
): void => {
  db.run(
    `UPDATE task_extensions SET state = :state, decidedAt = :decidedAt, decidedBy = :decidedBy, decisionNote = :decisionNote
     WHERE id = :id`,
    decision,
  );
};

/** What was approved in the round that runs, in its order. */
export const grantedExtensions = (db: ReadableDatabase, task: { id: string; round: number }): GrantedExtension[] =>
  db.all(
    `SELECT decidedAt AS approvedAt, newDueDate AS toDate, reason FROM task_extensions
     WHERE taskId = :id AND round = :round AND state = 'approved' ORDER BY decidedAt, id`,
    { id: task.id, round: task.round },
  );
