import type { ReadableDatabase } from "#core/database.ts";
import type { MeetingState, Outcome } from "../meeting-contract.ts";
import type { Asker } from "./appeal-store.ts";
import { type KeptFollowUp, seenFollowUp } from "./follow-up-store.ts";
import type { KeptItem } from "./meeting-store.ts";

/* One step from record to record, for many at once. What leads nowhere gives nothing. */

const step =
  (sql: string) =>
  (db: ReadableDatabase, ids: readonly string[]): string[] =>
    ids.length === 0 ? [] : db.all<{ id: string }>(sql, { ids: JSON.stringify(ids) }).map(({ id }) => id);

const given = "(SELECT value FROM json_each(:ids))";

/** The appeals themselves, their leads and all that are merged with them: whole matters. */
export const matterIds = step(
  `WITH leads (id) AS (SELECT DISTINCT coalesce(leadId, id) FROM appeals WHERE id IN ${given})
   SELECT id FROM leads UNION SELECT a.id FROM leads l JOIN appeals a ON a.leadId = l.id`,
);

export const topicIdsOfAppeals = step(
  `SELECT topicId AS id FROM topic_appeals WHERE appealId IN ${given} AND returnedAt IS NULL
   GROUP BY topicId ORDER BY min(linkedAt), topicId`,
);

export const appealIdsOfTopics = step(
  `SELECT appealId AS id FROM topic_appeals WHERE topicId IN ${given} AND returnedAt IS NULL
   GROUP BY appealId ORDER BY min(linkedAt), appealId`,
);

export const itemIdsOfTopics = step(`SELECT i.id FROM agenda_items i WHERE i.topicId IN ${given}`);

export const itemIdsOfTasks = step(
  `SELECT DISTINCT r.itemId AS id FROM tasks t JOIN resolutions r ON r.id = t.resolutionId WHERE t.id IN ${given}`,
);

/** Where a meeting looked back on a task. */
export const reviewItemIdsOfTasks = step(`SELECT DISTINCT itemId AS id FROM reviewed_tasks WHERE taskId IN ${given}`);

export const reviewedTaskIds = step(`SELECT taskId AS id FROM reviewed_tasks WHERE itemId IN ${given}`);

export const taskIdsOfItems = step(
  `SELECT t.id FROM resolutions r JOIN tasks t ON t.resolutionId = r.id WHERE r.itemId IN ${given}`,
);

export const taskIdsOfAppeals = step(`SELECT DISTINCT taskId AS id FROM task_appeals WHERE appealId IN ${given}`);

export const appealIdsOfTasks = step(`SELECT DISTINCT appealId AS id FROM task_appeals WHERE taskId IN ${given}`);

export type TracedItem = KeptItem & {
  year: number;
  number: number;
  meetingState: MeetingState;
  plannedAt: string;
  outcome: Outcome | null;
};

/** The items with their meetings, the earliest meeting first. */
export const tracedItems = (db: ReadableDatabase, ids: readonly string[]): TracedItem[] =>
  db.all(
    `SELECT i.*, m.year, m.number, m.state AS meetingState, m.plannedAt, r.outcome
     FROM agenda_items i JOIN meetings m ON m.id = i.meetingId LEFT JOIN resolutions r ON r.itemId = i.id
     WHERE i.id IN ${given} ORDER BY m.plannedAt, m.id, i.position`,
    { ids: JSON.stringify(ids) },
  );

/** Whom the tasks were followed up with, of these voices alone where some are given. */
export const followUpsOfTasks = (
  db: ReadableDatabase,
  taskIds: readonly string[],
  appealIds: readonly string[] | null,
  asker: Asker,
): KeptFollowUp[] =>
  db.all(
    `SELECT f.* FROM follow_ups f JOIN tasks k ON k.id = f.taskId JOIN appeals a ON a.id = f.appealId
     WHERE f.taskId IN (SELECT value FROM json_each(:taskIds)) AND ${seenFollowUp}
       AND (:appealIds IS NULL OR f.appealId IN (SELECT value FROM json_each(:appealIds)))
     ORDER BY f.taskId, f.round, f.openedAt, f.id`,
    { taskIds: JSON.stringify(taskIds), appealIds: appealIds === null ? null : JSON.stringify(appealIds), ...asker },
  );
