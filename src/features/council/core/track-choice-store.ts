import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Track } from "../task-contract.ts";
import type { SorterRule } from "../track-sorter.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

export const insertTrackChoice = (
  db: WritableDatabase,
  choice: { taskId: string; rule: SorterRule; track: Track; chosenTrack: Track; at: Instant },
): void => {
  db.run(
    `INSERT INTO track_choices (taskId, rule, track, chosenTrack, at)
     VALUES (:taskId, :rule, :track, :chosenTrack, :at)`,
    choice,
  );
};

export const choicesOfRule = (
  db: ReadableDatabase,
  rule: SorterRule,
): { followedCount: number; overruledCount: number } =>
  db.one<{ followedCount: number; overruledCount: number }>(
    `SELECT count(*) FILTER (WHERE track = chosenTrack) AS followedCount,
       count(*) FILTER (WHERE track <> chosenTrack) AS overruledCount FROM track_choices WHERE rule = :rule`,
    { rule },
  ) ?? { followedCount: 0, overruledCount: 0 };

/** The newest matters of a category stand for it: what was usual years ago is not what is usual. */
const mostAlike = 300;

/** Tasks that came of the newest appeals of some categories, whether straight or through a resolution. */
const alikeTasks = `WITH alike (id) AS (
    SELECT id FROM appeals WHERE categoryCode IN (SELECT value FROM json_each(:codes)) ORDER BY receivedAt DESC LIMIT ${mostAlike}),
  made (taskId) AS (
    SELECT l.taskId FROM alike a JOIN task_appeals l ON l.appealId = a.id
    UNION SELECT k.id FROM alike a JOIN topic_appeals o ON o.appealId = a.id JOIN agenda_items i ON i.topicId = o.topicId
      JOIN resolutions r ON r.itemId = i.id JOIN tasks k ON k.resolutionId = r.id)`;

export type AlikeTask = { id: string; track: Track; leadOrganisationId: string; responsibleId: string };

/** What was done with matters of these categories, newest first, as far as the asker may see it. */
export const tasksOfCategories = (db: ReadableDatabase, codes: readonly string[], asker: Asker): AlikeTask[] =>
  codes.length === 0
    ? []
    : db.all<AlikeTask>(
        `${alikeTasks} SELECT t.id, t.track, t.leadOrganisationId, t.responsibleId FROM made m JOIN tasks t ON t.id = m.taskId
         WHERE t.state <> 'cancelled' AND ${seenTask} ORDER BY t.createdAt DESC, t.id DESC`,
        { codes: JSON.stringify(codes), ...asker },
      );
