import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { FileHandle } from "#base/contract.ts";
import type { Instant } from "#base/dates.ts";
import type { AnyCommandContext } from "#core/contexts.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Attachment, NewAttachment } from "../contract.ts";

/** What the first bytes of a file say it is; a name can lie. */
const mediaTypeOf = (path: string): string | undefined => {
  const head = Buffer.alloc(16);
  const handle = openSync(path, "r");
  try {
    readSync(handle, head, 0, 16, 0);
  } finally {
    closeSync(handle);
  }
  const text = head.toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n")) return "image/png";
  if (text.startsWith("GIF8")) return "image/gif";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  if (text.startsWith("BM")) return "image/bmp";
  if (text.startsWith("%PDF-")) return "application/pdf";
  return undefined;
};

/** Gives files that came through the door to a record. Refuses what is neither a picture nor a PDF. */
export const attach = (
  context: Pick<AnyCommandContext, "db" | "files" | "newId" | "now" | "caller" | "refuseField">,
  subject: { kind: string; id: string },
  added: readonly NewAttachment[],
): void => {
  for (const { sha256, name } of added) {
    if (!context.files.has(sha256)) throw context.refuseField("attachments", `“${name}”没有传完，请重新添加`);
    const path = context.files.pathOf(sha256);
    const mediaType = mediaTypeOf(path);
    if (!mediaType) throw context.refuseField("attachments", `“${name}”不是图片也不是 PDF`);
    const byteCount = statSync(path).size;
    addStoredFile(context.db, sha256, byteCount, context.now);
    context.db.run(
      `INSERT INTO attachments (id, subjectKind, subjectId, sha256, name, mediaType, byteCount, addedAt, addedBy)
       VALUES (:id, :kind, :subjectId, :sha256, :name, :mediaType, :byteCount, :now, :addedBy)`,
      {
        id: context.newId(),
        kind: subject.kind,
        subjectId: subject.id,
        sha256,
        name,
        mediaType,
        byteCount,
        now: context.now,
        addedBy: context.caller.accountId,
      },
    );
  }
};

const addStoredFile = (db: WritableDatabase, sha256: string, byteCount: number, at: Instant): void => {
  db.run(
    "INSERT INTO stored_files (sha256, byteCount, addedAt) VALUES (:sha256, :byteCount, :at) ON CONFLICT DO NOTHING",
    { sha256, byteCount, at },
  );
};

export const attachmentsOf = (db: ReadableDatabase, kind: string, subjectId: string): Attachment[] =>
  db.all(
    `SELECT id, name, mediaType, byteCount FROM attachments
     WHERE subjectKind = :kind AND subjectId = :subjectId AND removedAt IS NULL ORDER BY addedAt, id`,
    { kind, subjectId },
  );

export const findAttachment = (
  db: ReadableDatabase,
  id: string,
): { subjectKind: string; subjectId: string; file: FileHandle } | undefined => {
  const row = db.one<{ subjectKind: string; subjectId: string; sha256: string; name: string; mediaType: string }>(
    "SELECT subjectKind, subjectId, sha256, name, mediaType FROM attachments WHERE id = :id AND removedAt IS NULL",
    { id },
  );
  if (!row) return undefined;
  const { subjectKind, subjectId, ...file } = row;
  return { subjectKind, subjectId, file };
};

/** What a printed sheet was of, by its code. */
export const findPrintedSheet = (
  db: ReadableDatabase,
  code: string,
): { kind: string; subjectIds: string[] } | undefined => {
  const row = db.one<{ kind: string; subjects: string }>(
    "SELECT kind, subjects FROM printed_sheets WHERE code = :code",
    {
      code,
    },
  );
  return row && { kind: row.kind, subjectIds: JSON.parse(row.subjects) as string[] };
};

/** Records that a sheet left the printer; its short code leads back here. False when another sheet has the code. */
export const addPrintedSheet = (
  db: WritableDatabase,
  sheet: {
    code: string;
    kind: string;
    title: string;
    subjectIds: readonly string[];
    printedAt: Instant;
    printedBy: string;
  },
): boolean => {
  const { subjectIds, ...rest } = sheet;
  const rows = db.run(
    `INSERT INTO printed_sheets (code, kind, title, subjects, printedAt, printedBy)
     VALUES (:code, :kind, :title, :subjects, :printedAt, :printedBy) ON CONFLICT (code) DO NOTHING`,
    { ...rest, subjects: JSON.stringify(subjectIds) },
  );
  return rows === 1;
};
