import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import type { Instant } from "#base/dates.ts";
import { backupsIn, freePath, migrationName, removeUnfinishedBackups, stampOf } from "./backup-list.ts";
import { BackupProblem } from "./backup-problem.ts";
import { backUp, wholly } from "./backup-write.ts";
import { backupsPathOf, databasePathOf, filesPathOf, lockPathOf } from "./centre-paths.ts";
import { openToRead } from "./copy.ts";
import { openSqlite, type SqliteFile } from "./database.ts";
import { createFileStore, type FileStore } from "./files.ts";
import { type Migration, migrate, pendingMigrations, schemaVersionOf } from "./migrate.ts";
import { dropStaging } from "./restore-stage.ts";
import { finishSwap } from "./restore-swap.ts";
import { StartProblem, startProblemOf } from "./start-problem.ts";

export { backupsPathOf, databasePathOf };

/** Keeps every other program out of a folder for as long as it is held. */
export type FolderLock = { readonly path: string; release(): void };

export type OpenFolder = { readonly file: SqliteFile; readonly files: FileStore };

export type CentreFolder = OpenFolder & {
  readonly path: string;
  /** Lets another program open the folder. The file is closed by the core before. */
  release(): void;
};

/**
 * Holds an exclusive transaction on a small file of the folder for as long as the program lives; the operating
 * system ends it with the process, so nothing stale stays after a kill.
 */
const takeLock = (folder: string): SqliteFile => {
  const lock = new Sqlite(lockPathOf(folder), { timeout: 0 });
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

/** Step by step: where one step cannot be made, the recursive way of the standard library may try for ever. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  }
};

const ensureWritable = (folder: string) => {
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw startProblemOf(error) ?? new StartProblem("FolderMissing", error);
  }
  const probe = join(folder, ".write-probe");
  writeFileSync(probe, "1");
  rmSync(probe);
};

/** Reads a file's version without changing a byte of it: a newer file must stay as it was. */
const checkUntouched = (path: string, migrations: readonly Migration[]): void => {
  const file = openToRead(path);
  try {
    pendingMigrations(file, migrations);
  } finally {
    file.close();
  }
};

/** Throws a StartProblem where an error is one that a person can act on. */
const told = <T>(open: () => T): T => {
  try {
    return open();
  } catch (error) {
    throw startProblemOf(error instanceof BackupProblem ? error.cause : error) ?? error;
  }
};

/** Takes a centre's folder for this program. What an interrupted restore left is finished or taken away. */
export const lockCentreFolder = (folder: string): FolderLock =>
  told(() => {
    ensureWritable(folder);
    const lock = takeLock(folder);
    try {
      finishSwap(folder);
      dropStaging(folder);
      removeUnfinishedBackups(backupsPathOf(folder));
    } catch (error) {
      lock.close();
      throw error;
    }
    return { path: folder, release: () => lock.close() };
  });

const copyBeforeMigration = (folder: string, version: number, at: Instant): void => {
  const target = freePath(backupsPathOf(folder), `${migrationName}${version}-${stampOf(at)}`);
  const source = { database: databasePathOf(folder), files: filesPathOf(folder) };
  wholly(backUp({ ...source, target, kind: "beforeMigration", madeAt: at, madeBy: "", place: "" }));
};

const isEmptyOrGone = (path: string): boolean => !existsSync(path) || statSync(path).size === 0;

/** Opens what lies in a locked folder: checked, and migrated after a verified copy. */
export const openLockedFolder = (folder: string, migrations: readonly Migration[], at: Instant): OpenFolder =>
  told(() => {
    // Otherwise an empty database would take the place of one that is on its way.
    finishSwap(folder);
    const path = databasePathOf(folder);
    // A folder with copies had a centre once: a new one in its place would hide that it is gone.
    if (isEmptyOrGone(path) && backupsIn(backupsPathOf(folder)).length > 0) throw new StartProblem("FileLost");
    if (existsSync(path)) checkUntouched(path, migrations);
    const file = openSqlite(path);
    try {
      const pending = pendingMigrations(file, migrations);
      if (pending.length > 0) {
        const version = schemaVersionOf(file);
        if (version > 0) copyBeforeMigration(folder, version, at);
        migrate(file, pending);
      }
      return { file, files: createFileStore(filesPathOf(folder)) };
    } catch (error) {
      file.close();
      throw error;
    }
  });

/** Opens a centre's folder and keeps it for this program. Throws a StartProblem. */
export const openCentreFolder = (folder: string, migrations: readonly Migration[], at: Instant): CentreFolder => {
  const lock = lockCentreFolder(folder);
  try {
    return { ...openLockedFolder(folder, migrations, at), ...lock };
  } catch (error) {
    lock.release();
    throw error;
  }
};
