import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";

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

/**
 * Writes a verified copy of a database under a new name. It appears there only once it is whole and on the disk;
 * throws otherwise, leaving nothing.
 */
export const copyDatabase = (sourcePath: string, targetPath: string): void => {
  const partial = `${targetPath}.partial`;
  rmSync(partial, { force: true });
  try {
    const source = new Sqlite(sourcePath, { fileMustExist: true });
    try {
      source.prepare("VACUUM INTO ?").run(partial);
    } finally {
      source.close();
    }
    const problem = copyProblem(partial);
    if (problem !== null)
      throw Object.assign(new Error(`The copy is not sound: ${problem}`), { code: "SQLITE_CORRUPT" });
    const handle = openSync(partial, "r+");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, targetPath);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
