import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { AppealState } from "../appeal-contract.ts";
import { type StageFacts, stageOf } from "../appeal-rules.ts";
import type { TaskState } from "../task-contract.ts";
import { setStage } from "./appeal-store.ts";
import type { KeptTask } from "./task-store.ts";
import type { KeptTopic } from "./topic-store.ts";

/** The appeal and those merged into it: one matter. */
const matter = "(SELECT id FROM appeals WHERE id = :appealId OR leadId = :appealId)";

/** Everything that the stage of one appeal, which follows no other, is derived from. */
export const stageFactsOf = (db: ReadableDatabase, appealId: string): StageFacts | undefined => {
  const appeal = db.one<{ state: AppealState }>("SELECT state FROM appeals WHERE id = :appealId", { appealId });
  if (!appeal) return undefined;
  const openTopicCount =
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM topic_appeals l JOIN topics t ON t.id = l.topicId
       WHERE l.appealId IN ${matter} AND l.returnedAt IS NULL AND (
         t.state IN ('proposed', 'confirmed', 'scheduled', 'discussed')
         -- Until its minutes a passed resolution still has its tasks to bring, or the reason why it needs none.
         OR (t.state = 'settled' AND EXISTS (
           SELECT 1 FROM agenda_items i JOIN meetings m ON m.id = i.meetingId JOIN resolutions r ON r.itemId = i.id
           WHERE i.topicId = t.id AND m.state <> 'minuted' AND r.outcome = 'passed' AND r.noTaskReason = ''
             AND NOT EXISTS (SELECT 1 FROM tasks k WHERE k.resolutionId = r.id AND k.state <> 'cancelled'))))`,
      { appealId },
    )?.count ?? 0;
  const taskStates = db
    .all<{ state: TaskState }>(
      `SELECT t.state FROM task_appeals l JOIN tasks t ON t.id = l.taskId WHERE l.appealId IN ${matter}`,
      { appealId },
    )
    .map(({ state }) => state);
  return {
    state: appeal.state,
    openTopicCount,
    taskStates,
    isEveryReporterHeard: taskStates.includes("closed") && isEveryReporterHeard(db, appealId),
  };
};

const isEveryReporterHeard = (db: ReadableDatabase, leadId: string): boolean =>
  db.one(
    `SELECT 1 FROM appeals a WHERE (a.id = :leadId OR a.leadId = :leadId) AND (
       NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.appealId = a.id AND f.state <> 'open')
       OR EXISTS (SELECT 1 FROM follow_ups f WHERE f.appealId = a.id AND f.state = 'open'))`,
    { leadId },
  ) === undefined;

/**
 * Writes the stage of appeals anew, and of those merged into them; the one place that does. A merged appeal shows the
 * stage of its lead.
 */
export const refreshStages = (db: WritableDatabase, appealIds: readonly string[]): void => {
  for (const appealId of new Set(appealIds)) {
    const lead = db.one<{ leadId: string | null }>("SELECT leadId FROM appeals WHERE id = :appealId", { appealId });
    const leadId = lead?.leadId ?? appealId;
    const facts = stageFactsOf(db, leadId);
    if (!facts) continue;
    const stage = stageOf(facts);
    setStage(db, leadId, stage);
    for (const { id } of db.all<{ id: string }>("SELECT id FROM appeals WHERE leadId = :leadId", { leadId }))
      setStage(db, id, stage);
  }
};

/** Appeals that a topic holds now, oldest link first. */
export const appealIdsOfTopic = (db: ReadableDatabase, topicId: string): string[] =>
  db
    .all<{ appealId: string }>(
      "SELECT appealId FROM topic_appeals WHERE topicId = :topicId AND returnedAt IS NULL ORDER BY linkedAt, appealId",
      { topicId },
    )
    .map(({ appealId }) => appealId);

export const appealIdsOfTask = (db: ReadableDatabase, taskId: string): string[] =>
  db
    .all<{ appealId: string }>("SELECT appealId FROM task_appeals WHERE taskId = :taskId ORDER BY appealId", { taskId })
    .map(({ appealId }) => appealId);

/** Appeals whose stage may hang on a task: its own, and those of the topic that it settles. */
export const appealIdsBehindTask = (
  db: ReadableDatabase,
  task: { id: string; resolutionId: string | null },
): string[] =>
  db
    .all<{ appealId: string }>(
      `SELECT appealId FROM task_appeals WHERE taskId = :id
       UNION SELECT l.appealId FROM resolutions r JOIN agenda_items i ON i.id = r.itemId
       JOIN topic_appeals l ON l.topicId = i.topicId WHERE r.id = :resolutionId AND l.returnedAt IS NULL`,
      { id: task.id, resolutionId: task.resolutionId },
    )
    .map(({ appealId }) => appealId);

/** The voices behind a task: its appeals and whoever is merged with them. Each is asked by itself. */
export const reporterAppealsOf = (db: ReadableDatabase, taskId: string): { id: string; isAnonymous: boolean }[] =>
  db.all<{ id: string; isAnonymous: boolean }>(
    `WITH leads (id) AS (
       SELECT coalesce(b.leadId, b.id) FROM task_appeals l JOIN appeals b ON b.id = l.appealId WHERE l.taskId = :taskId)
     SELECT a.id, a.voice = 'anonymous' AS isAnonymous FROM appeals a
     WHERE a.id IN (SELECT id FROM leads) OR a.leadId IN (SELECT id FROM leads)
     ORDER BY a.receivedAt, a.id`,
    { taskId },
  );

/** Tasks of a matter that were reported done and wait for their follow-up. */
export const finishedTaskIdsOf = (db: ReadableDatabase, leadId: string): string[] =>
  db
    .all<{ id: string }>(
      `SELECT DISTINCT k.id FROM task_appeals l JOIN tasks k ON k.id = l.taskId
       WHERE l.appealId IN ${matter} AND k.state = 'finished' ORDER BY k.id`,
      { appealId: leadId },
    )
    .map(({ id }) => id);

/** False when the topic holds the appeal already. */
export const linkToTopic = (db: WritableDatabase, topicId: string, appealId: string, at: Instant): boolean =>
  db.run(
    `INSERT INTO topic_appeals (topicId, appealId, linkedAt, returnedAt) VALUES (:topicId, :appealId, :at, NULL)
     ON CONFLICT (topicId, appealId) DO UPDATE SET linkedAt = excluded.linkedAt, returnedAt = NULL
     WHERE returnedAt IS NOT NULL`,
    { topicId, appealId, at },
  ) === 1;

/** False when the topic does not hold the appeal. */
export const returnFromTopic = (db: WritableDatabase, topicId: string, appealId: string, at: Instant): boolean =>
  db.run(
    "UPDATE topic_appeals SET returnedAt = :at WHERE topicId = :topicId AND appealId = :appealId AND returnedAt IS NULL",
    { topicId, appealId, at },
  ) === 1;

/** Gives appeals back to the topic that returned them, as if it had not. */
export const takeBackReturned = (db: WritableDatabase, topicId: string, appealIds: readonly string[]): void => {
  db.run(
    `UPDATE topic_appeals SET returnedAt = NULL
     WHERE topicId = :topicId AND appealId IN (SELECT value FROM json_each(:appealIds))`,
    { topicId, appealIds: JSON.stringify(appealIds) },
  );
};

export const linkToTask = (db: WritableDatabase, taskId: string, appealId: string): void => {
  db.run("INSERT INTO task_appeals (taskId, appealId) VALUES (:taskId, :appealId) ON CONFLICT DO NOTHING", {
    taskId,
    appealId,
  });
};

export type LinkedRecord = { id: string; year: number; number: number; title: string; state: string };

/** The topics that hold an appeal or one merged into it. */
export const topicsOfAppeal = (
  db: ReadableDatabase,
  appealId: string,
): (LinkedRecord & Pick<KeptTopic, "visibility">)[] =>
  db.all(
    `SELECT t.id, t.year, t.number, t.title, t.state, t.visibility
     FROM topic_appeals l JOIN topics t ON t.id = l.topicId
     WHERE l.appealId IN ${matter} AND l.returnedAt IS NULL GROUP BY t.id ORDER BY min(l.linkedAt), t.id`,
    { appealId },
  );

/** The tasks of an appeal or of one merged into it. */
export const tasksOfAppeal = (
  db: ReadableDatabase,
  appealId: string,
): (LinkedRecord & Pick<KeptTask, "visibility" | "createdBy">)[] =>
  db.all(
    `SELECT DISTINCT t.id, t.year, t.number, t.title, t.state, t.visibility, t.createdBy, t.createdAt
     FROM task_appeals l JOIN tasks t ON t.id = l.taskId
     WHERE l.appealId IN ${matter} ORDER BY t.createdAt, t.id`,
    { appealId },
  );
