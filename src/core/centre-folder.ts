import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { copyDatabase } from "./copy.ts";
import { openSqlite, type SqliteFile } from "./database.ts";
import { createFileStore, type FileStore } from "./files.ts";
import { type Migration, migrate, pendingMigrations, schemaVersionOf } from "./migrate.ts";
import { StartProblem, startProblemOf } from "./start-problem.ts";

export type CentreFolder = {
  readonly path: string;
  readonly file: SqliteFile;
  readonly files: FileStore;
  /** Lets another program open the folder. The file is closed by the core before. */
  release(): void;
};

export const databasePathOf = (folder: string) => join(folder, "centre.sqlite");
export const backupsPathOf = (folder: string) => join(folder, "backups");

/**
 * Holds an exclusive transaction on a small file of the folder for as long as the program lives; the operating
 * system ends it with the process, so nothing stale stays after a kill.
 */
const takeLock = (folder: string): SqliteFile => {
  const lock = new Sqlite(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.pragma("journal_mode = DELETE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    const code = (error as { code?: string }).code ?? "";
    throw code.startsWith("SQLITE_BUSY") ? new StartProblem("AlreadyOpen", error) : error;
  }
};

const ensureWritable = (folder: string) => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw startProblemOf(error) ?? new StartProblem("FolderMissing", error);
  }
  const probe = join(folder, ".write-probe");
  writeFileSync(probe, "1");
  rmSync(probe);
};

/** Reads a file's version without changing a byte of it: a newer file must stay as it was. */
const checkUntouched = (path: string, migrations: readonly Migration[]): void => {
  const file = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    pendingMigrations(file, migrations);
  } finally {
    file.close();
  }
};

/** Opens a centre's folder: locked, checked, migrated after a verified copy. Throws a StartProblem. */
export const openCentreFolder = (
  folder: string,
  migrations: readonly Migration[],
  /** Goes into the name of the copy made before a migration. */
  timeStamp: string,
): CentreFolder => {
  let lock: SqliteFile | undefined;
  let file: SqliteFile | undefined;
  try {
    ensureWritable(folder);
    lock = takeLock(folder);
    const path = databasePathOf(folder);
    if (existsSync(path)) checkUntouched(path, migrations);
    file = openSqlite(path);
    const pending = pendingMigrations(file, migrations);
    if (pending.length > 0) {
      const version = schemaVersionOf(file);
      if (version > 0) {
        mkdirSync(backupsPathOf(folder), { recursive: true });
        copyDatabase(path, join(backupsPathOf(folder), `before-migration-${version}-${timeStamp}.sqlite`));
      }
      migrate(file, pending);
    }
    const files = createFileStore(join(folder, "files"));
    const opened = lock;
    return { path: folder, file, files, release: () => opened.close() };
  } catch (error) {
    file?.close();
    lock?.close();
    throw startProblemOf(error) ?? error;
  }
};
