import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export const holdsPost = (db: ReadableDatabase, residentId: string, today: Day): boolean =>
  db.one("SELECT 1 FROM grid_posts WHERE residentId = :residentId AND (toDate IS NULL OR toDate > :today)", {
    residentId,
    today,
  }) !== undefined;

/** The units whose contact somebody is, by name. */
export const unitsSpokenFor = (db: ReadableDatabase, residentId: string): string[] =>
  db
    .all<{ name: string }>(
      `SELECT o.name FROM contacts c JOIN organisations o ON o.id = c.organisationId
       WHERE c.residentId = :residentId AND c.isRetired = 0 ORDER BY o.name`,
      { residentId },
    )
    .map(({ name }) => name);

/** What anybody was typing in which a word stands. */
export const dropDraftsWith = (db: WritableDatabase, word: string): void => {
  db.run("DELETE FROM drafts WHERE instr(body, :word) > 0", { word });
};
