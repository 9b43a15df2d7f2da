import { renameSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { syncFile } from "./disk.ts";

/** Why a copy cannot be trusted, or null. Opens the copy by itself, read-only. */
export const copyProblem = (path: string): string | null => {
  let copy: Sqlite.Database | undefined;
  try {
    copy = new Sqlite(path, { readonly: true, fileMustExist: true });
    const integrity = copy.pragma("integrity_check(1)", { simple: true });
    if (integrity !== "ok") return String(integrity);
    const broken = copy.pragma("foreign_key_check") as unknown[];
    return broken.length > 0 ? "foreign keys are broken" : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    copy?.close();
  }
};

/** Opens a database to be copied; whoever works in it at the same time is not disturbed. */
export const openToRead = (path: string): Sqlite.Database => new Sqlite(path, { readonly: true, fileMustExist: true });

/**
 * Writes a verified copy of an open database under a new name. It appears there only once it is whole and on the disk;
 * throws otherwise, leaving nothing.
 */
export const copyFrom = (source: Sqlite.Database, targetPath: string): void => {
  const partial = `${targetPath}.partial`;
  rmSync(partial, { force: true });
  try {
    source.prepare("VACUUM INTO ?").run(partial);
    const problem = copyProblem(partial);
    if (problem !== null)
      throw Object.assign(new Error(`The copy is not sound: ${problem}`), { code: "SQLITE_CORRUPT" });
    syncFile(partial);
    renameSync(partial, targetPath);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

export const copyDatabase = (sourcePath: string, targetPath: string): void => {
  const source = openToRead(sourcePath);
  try {
    copyFrom(source, targetPath);
  } finally {
    source.close();
  }
};
