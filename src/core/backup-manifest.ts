import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Instant } from "#base/dates.ts";

/**
 * Why a copy was made. `setAside` is what a restore put away, and can be restored like any other; `damaged` is the same
 * where the file could not be read any more, and is only kept.
 */
export const backupKinds = ["daily", "request", "beforeMigration", "setAside", "damaged"] as const;
export type BackupKind = (typeof backupKinds)[number];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Counter = z.object({ series: z.string(), year: z.int(), value: z.int() });
export type Counter = z.infer<typeof Counter>;

/** What a copy says of itself, for a list. */
export const ManifestHead = z.object({
  format: z.literal(1),
  kind: z.enum(backupKinds),
  madeAt: Instant,
  /** Whoever asked for it; empty for the program itself. */
  madeBy: z.string(),
  place: z.string(),
  schemaVersion: z.int(),
  /** The newest row of the audit log and its hash: what proves, on paper, that no row before it was changed. */
  auditId: z.int(),
  auditHash: z.string(),
  /** Rows of each table. */
  counts: z.record(z.string(), z.int()),
  counters: z.array(Counter),
  databaseBytes: z.int(),
  databaseSha256: z.string(),
  fileCount: z.int(),
  /** Files that the database names and that were lost or spoilt before the copy was made. */
  lostFiles: z.array(Sha256),
});
export type ManifestHead = z.infer<typeof ManifestHead>;

export const Manifest = ManifestHead.extend({ files: z.array(Sha256) });
export type Manifest = z.infer<typeof Manifest>;

export const manifestPathOf = (backup: string) => join(backup, "manifest.json");
export const backupDatabasePathOf = (backup: string) => join(backup, "centre.sqlite");
export const backupFilesPathOf = (backup: string) => join(backup, "files");

const readAs = <S extends z.ZodType>(schema: S, backup: string): z.output<S> | undefined => {
  const path = manifestPathOf(backup);
  if (!existsSync(path)) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Undefined where the folder is no backup of ours. */
export const readManifest = (backup: string): Manifest | undefined => readAs(Manifest, backup);
/** The same without looking at the list of files, which can be long. */
export const readManifestHead = (backup: string): ManifestHead | undefined => readAs(ManifestHead, backup);

export const headOf = ({ files: _files, ...head }: Manifest): ManifestHead => head;
