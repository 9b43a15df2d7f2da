import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { ReplyTemplate } from "../reply-template-contract.ts";

type KeptTemplate = Omit<ReplyTemplate, "categoryName">;

export const replyTemplatesOf = (db: ReadableDatabase, withRetired: boolean): KeptTemplate[] =>
  db.all<KeptTemplate>(
    `SELECT id, kind, title, nature, categoryCode, plain, spoken, isRetired, version FROM reply_templates
     WHERE isRetired = 0 OR :withRetired = 1
     ORDER BY CASE kind WHEN 'answer' THEN 1 WHEN 'progress' THEN 2 WHEN 'finished' THEN 3 ELSE 4 END, title, id`,
    { withRetired },
  );

export const hasReplyTemplate = (db: ReadableDatabase, id: string): boolean =>
  db.one("SELECT 1 FROM reply_templates WHERE id = :id", { id }) !== undefined;

export const insertReplyTemplate = (db: WritableDatabase, template: Omit<KeptTemplate, "isRetired" | "version">) => {
  db.run(
    `INSERT INTO reply_templates (id, kind, title, nature, categoryCode, plain, spoken, isRetired, version)
     VALUES (:id, :kind, :title, :nature, :categoryCode, :plain, :spoken, 0, 1)`,
    template,
  );
};

/** False when someone else saved first. */
export const updateReplyTemplate = (db: WritableDatabase, template: KeptTemplate): boolean =>
  db.run(
    `UPDATE reply_templates SET kind = :kind, title = :title, nature = :nature, categoryCode = :categoryCode,
       plain = :plain, spoken = :spoken, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    template,
  ) === 1;
