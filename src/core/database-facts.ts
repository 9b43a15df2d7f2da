import type { Counter } from "./backup-manifest.ts";
import type { SqliteFile } from "./database.ts";
import { schemaVersionOf } from "./migrate.ts";

/** What can be said of a database without knowing what it is about. */
export type DatabaseFacts = {
  schemaVersion: number;
  counts: Record<string, number>;
  auditId: number;
  auditHash: string;
  counters: Counter[];
  /** The files that its records name. */
  fileNames: string[];
};

const tablesOf = (file: SqliteFile): string[] =>
  file
    .prepare(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all() as string[];

export const countersOf = (file: SqliteFile): Counter[] =>
  file.prepare("SELECT series, year, value FROM counters ORDER BY series, year").all() as Counter[];

export const newestAuditOf = (file: SqliteFile): { id: number; hash: string } =>
  (file.prepare("SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1").get() as
    | { id: number; hash: string }
    | undefined) ?? { id: 0, hash: "" };

export const factsOf = (file: SqliteFile): DatabaseFacts => {
  const tables = tablesOf(file);
  const { id, hash } = tables.includes("audit_log") ? newestAuditOf(file) : { id: 0, hash: "" };
  return {
    schemaVersion: schemaVersionOf(file),
    counts: Object.fromEntries(
      tables.map((name) => [name, Number(file.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]),
    ),
    auditId: id,
    auditHash: hash,
    counters: tables.includes("counters") ? countersOf(file) : [],
    fileNames: tables.includes("stored_files")
      ? (file.prepare("SELECT sha256 FROM stored_files ORDER BY sha256").pluck().all() as string[])
      : [],
  };
};
