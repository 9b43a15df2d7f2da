import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { AppealState } from "../appeal-contract.ts";
import { type StageFacts, stageOf } from "../appeal-rules.ts";
import type { TaskState } from "../task-contract.ts";
import { setStage } from "./appeal-store.ts";

/** Everything that the stage of one appeal is derived from. */
export const stageFactsOf = (db: ReadableDatabase, appealId: string): StageFacts | undefined => {
  const appeal = db.one<{ state: AppealState }>("SELECT state FROM appeals WHERE id = :appealId", { appealId });
  if (!appeal) return undefined;
  const openTopicCount =
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM topic_appeals l JOIN topics t ON t.id = l.topicId
       WHERE l.appealId = :appealId AND l.returnedAt IS NULL AND (
         t.state IN ('proposed', 'confirmed', 'scheduled', 'discussed')
         -- A passed resolution still has its tasks to bring, or the reason why it needs none.
         OR (t.state = 'settled' AND EXISTS (
           SELECT 1 FROM agenda_items i JOIN resolutions r ON r.itemId = i.id
           WHERE i.topicId = t.id AND r.outcome = 'passed' AND r.noTaskReason = ''
             AND NOT EXISTS (SELECT 1 FROM tasks k WHERE k.resolutionId = r.id AND k.state <> 'cancelled'))))`,
      { appealId },
    )?.count ?? 0;
  const taskStates = db
    .all<{ state: TaskState }>(
      "SELECT t.state FROM task_appeals l JOIN tasks t ON t.id = l.taskId WHERE l.appealId = :appealId",
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
       NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.appealId = a.id AND f.state IN ('evaluated', 'unreachable'))
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

/** The voices behind a task: its appeals and whatever was merged into them. Each is asked by itself. */
export const reporterAppealsOf = (db: ReadableDatabase, taskId: string): { id: string; isAnonymous: boolean }[] =>
  db.all<{ id: string; isAnonymous: boolean }>(
    `SELECT a.id, a.voice = 'anonymous' AS isAnonymous FROM appeals a
     WHERE a.id IN (SELECT appealId FROM task_appeals WHERE taskId = :taskId)
        OR a.leadId IN (SELECT appealId FROM task_appeals WHERE taskId = :taskId)
     ORDER BY a.receivedAt, a.id`,
    { taskId },
  );

export const linkToTopic = (db: WritableDatabase, topicId: string, appealId: string, at: Instant): void => {
  db.run(
    `INSERT INTO topic_appeals (topicId, appealId, linkedAt, returnedAt) VALUES (:topicId, :appealId, :at, NULL)
     ON CONFLICT (topicId, appealId) DO UPDATE SET linkedAt = excluded.linkedAt, returnedAt = NULL
     WHERE returnedAt IS NOT NULL`,
    { topicId, appealId, at },
  );
};

/** False when the topic does not hold the appeal. */
export const returnFromTopic = (db: WritableDatabase, topicId: string, appealId: string, at: Instant): boolean =>
  db.run(
    "UPDATE topic_appeals SET returnedAt = :at WHERE topicId = :topicId AND appealId = :appealId AND returnedAt IS NULL",
    { topicId, appealId, at },
  ) === 1;

/** Gives back to a topic what it returned at one moment; answers with the appeals. */
export const takeBackReturned = (db: WritableDatabase, topicId: string, returnedAt: Instant): string[] => {
  const ids = db
    .all<{ appealId: string }>(
      "SELECT appealId FROM topic_appeals WHERE topicId = :topicId AND returnedAt = :returnedAt ORDER BY appealId",
      { topicId, returnedAt },
    )
    .map(({ appealId }) => appealId);
  db.run("UPDATE topic_appeals SET returnedAt = NULL WHERE topicId = :topicId AND returnedAt = :returnedAt", {
    topicId,
    returnedAt,
  });
  return ids;
};

export const linkToTask = (db: WritableDatabase, taskId: string, appealId: string): void => {
  db.run("INSERT INTO task_appeals (taskId, appealId) VALUES (:taskId, :appealId) ON CONFLICT DO NOTHING", {
    taskId,
    appealId,
  });
};

export type LinkedRecord = { id: string; year: number; number: number; title: string; state: string };

export const topicsOfAppeal = (db: ReadableDatabase, appealId: string): LinkedRecord[] =>
  db.all(
    `SELECT t.id, t.year, t.number, t.title, t.state FROM topic_appeals l JOIN topics t ON t.id = l.topicId
     WHERE l.appealId = :appealId AND l.returnedAt IS NULL ORDER BY l.linkedAt, t.id`,
    { appealId },
  );

export const tasksOfAppeal = (db: ReadableDatabase, appealId: string): LinkedRecord[] =>
  db.all(
    `SELECT t.id, t.year, t.number, t.title, t.state FROM task_appeals l JOIN tasks t ON t.id = l.taskId
     WHERE l.appealId = :appealId ORDER BY t.createdAt, t.id`,
    { appealId },
  );
