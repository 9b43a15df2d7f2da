import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Asker } from "./appeal-store.ts";

type Since = { since: Instant; atLeast: number; limit: number };

/** Appeals of late that the asker may see. */
const recent = `recent AS (
  SELECT a.id, a.leadId, a.reporterId, a.buildingId, a.categoryCode, a.receivedAt, a.stage FROM appeals a
  WHERE a.receivedAt >= :since AND (a.isConfidential = 0 OR a.receivedBy = :accountId OR :seesConfidential = 1))`;

/** Leading appeals by how many voices of late they hold, their own included. */
export const mergedMatters = (
  db: ReadableDatabase,
  asker: Asker,
  { since, atLeast, limit }: Since,
): { id: string; voiceCount: number }[] =>
  db.all(
    `WITH ${recent} SELECT coalesce(leadId, id) AS id, count(*) AS voiceCount FROM recent
     GROUP BY coalesce(leadId, id) HAVING count(*) >= :atLeast ORDER BY voiceCount DESC, id DESC LIMIT :limit`,
    { ...asker, since, atLeast, limit },
  );

/** Topics that a meeting has not settled, by how many appeals of late they hold. */
export const gatheredMatters = (
  db: ReadableDatabase,
  asker: Asker,
  { since, atLeast, limit }: Since,
): { id: string; voiceCount: number }[] =>
  db.all(
    `WITH ${recent} SELECT l.topicId AS id, count(*) AS voiceCount FROM recent r
       JOIN topic_appeals l ON l.appealId = r.id AND l.returnedAt IS NULL
       JOIN topics t ON t.id = l.topicId AND t.state NOT IN ('settled', 'declined')
     GROUP BY l.topicId HAVING count(*) >= :atLeast ORDER BY voiceCount DESC, id DESC LIMIT :limit`,
    { ...asker, since, atLeast, limit },
  );

/** What nobody has put together with anything yet. */
const isApart = `r.leadId IS NULL AND r.buildingId IS NOT NULL AND r.categoryCode IS NOT NULL
       AND r.stage IN ('received', 'accepted', 'acting')
       AND NOT EXISTS (SELECT 1 FROM appeals m WHERE m.leadId = r.id)
       AND NOT EXISTS (SELECT 1 FROM topic_appeals l WHERE l.appealId = r.id AND l.returnedAt IS NULL)`;

/** Appeals of one building and one category that nobody has put together yet, by their newest. */
export const apartMatters = (
  db: ReadableDatabase,
  asker: Asker,
  { since, atLeast, limit }: Since,
): { id: string; buildingId: string; categoryCode: string; voiceCount: number }[] =>
  db.all(
    `WITH ${recent} SELECT max(r.id) AS id, r.buildingId, r.categoryCode, count(*) AS voiceCount FROM recent r
     WHERE ${isApart}
     GROUP BY r.buildingId, r.categoryCode HAVING count(*) >= :atLeast ORDER BY voiceCount DESC, id DESC LIMIT :limit`,
    { ...asker, since, atLeast, limit },
  );

/** Residents by how many appeals of late they brought. */
export const busyReporters = (
  db: ReadableDatabase,
  asker: Asker,
  { since, atLeast, limit }: Since,
): { residentId: string; appealCount: number }[] =>
  db.all(
    `WITH ${recent} SELECT reporterId AS residentId, count(*) AS appealCount FROM recent WHERE reporterId IS NOT NULL
     GROUP BY reporterId HAVING count(*) >= :atLeast ORDER BY appealCount DESC, residentId LIMIT :limit`,
    { ...asker, since, atLeast, limit },
  );

type Page = { since: Instant; limit: number };

/** The appeals that stand apart with this one, in its building and category; itself among them, newest first. */
export const apartWith = (db: ReadableDatabase, asker: Asker, id: string, page: Page): string[] =>
  db
    .all<{ id: string }>(
      `WITH ${recent} SELECT r.id FROM recent r JOIN appeals a ON a.id = :id
       WHERE ${isApart} AND r.buildingId = a.buildingId AND r.categoryCode = a.categoryCode
       ORDER BY r.receivedAt DESC, r.id DESC LIMIT :limit`,
      { ...asker, ...page, id },
    )
    .map((row) => row.id);

/** What one resident brought of late, newest first. */
export const appealsOfReporter = (db: ReadableDatabase, asker: Asker, residentId: string, page: Page): string[] =>
  db
    .all<{ id: string }>(
      `SELECT a.id FROM appeals a
       WHERE a.reporterId = :residentId AND a.receivedAt >= :since
         AND (a.isConfidential = 0 OR a.receivedBy = :accountId OR :seesConfidential = 1)
       ORDER BY a.receivedAt DESC, a.id DESC LIMIT :limit`,
      { ...asker, ...page, residentId },
    )
    .map((row) => row.id);
