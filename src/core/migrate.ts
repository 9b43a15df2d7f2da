import type { SqliteFile } from "./database.ts";
import { StartProblem } from "./start-problem.ts";

export type Migration = { number: number; name: string; sql: string };

/** "XBD1" in the file header: tells a centre's file from any other SQLite file. */
export const applicationId = 0x58424431;

/** Migrations in order; throws where the sequence has a gap or a number twice. */
export const orderedMigrations = (migrations: readonly Migration[]): Migration[] => {
  const ordered = [...migrations].sort((a, b) => a.number - b.number);
  ordered.forEach((migration, index) => {
    if (migration.number !== index + 1)
      throw new Error(`Migration ${index + 1} is missing or doubled: ${migration.name}`);
  });
  return ordered;
};

export const schemaVersionOf = (file: SqliteFile): number => Number(file.pragma("user_version", { simple: true }));

/** The migrations that a file still needs. Throws a StartProblem for a file of a newer program or of another one. */
export const pendingMigrations = (file: SqliteFile, migrations: readonly Migration[]): Migration[] => {
  const version = schemaVersionOf(file);
  const id = Number(file.pragma("application_id", { simple: true }));
  const isEmpty = file.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() === 0;
  if (!isEmpty && id !== applicationId) throw new StartProblem("NotACentre");
  const ordered = orderedMigrations(migrations);
  if (version > ordered.length) throw new StartProblem("NewerFile");
  return ordered.slice(version);
};

/** Runs all given migrations in one transaction; a failing one leaves the file as it was. */
export const migrate = (file: SqliteFile, pending: readonly Migration[]): void => {
  const last = pending.at(-1);
  if (!last) return;
  // Rebuilding a table needs foreign keys off, and the pragma is ignored inside a transaction.
  file.pragma("foreign_keys = OFF");
  try {
    file.exec("BEGIN IMMEDIATE");
    try {
      for (const migration of pending) file.exec(migration.sql);
      const broken = file.pragma("foreign_key_check") as unknown[];
      if (broken.length > 0) throw new Error(`Foreign keys are broken after migration ${last.name}`);
      file.pragma(`application_id = ${applicationId}`);
      file.pragma(`user_version = ${last.number}`);
      file.exec("COMMIT");
    } catch (error) {
      if (file.inTransaction) file.exec("ROLLBACK");
      throw error;
    }
  } finally {
    file.pragma("foreign_keys = ON");
  }
};
