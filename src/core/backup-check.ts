import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  backupDatabasePathOf,
  backupFilesPathOf,
  headOf,
  type Manifest,
  type ManifestHead,
  readManifest,
} from "./backup-manifest.ts";
import { BackupProblem, readingProblem } from "./backup-problem.ts";
import type { TaskProgress } from "./backup-write.ts";
import { copyProblem, openToRead } from "./copy.ts";
import { factsOf } from "./database-facts.ts";
import { isFileSound, sha256Of } from "./disk.ts";

export type CheckOrder = {
  backup: string;
  /** The newest schema that this program reads. */
  knownVersion: number;
};

/** Opens the database of a backup and holds it against what the backup says of itself. */
const checkDatabase = (backup: string, { files, ...manifest }: Manifest): void => {
  const path = backupDatabasePathOf(backup);
  if (!existsSync(path)) throw new BackupProblem("BackupDamaged");
  if (statSync(path).size !== manifest.databaseBytes || sha256Of(path) !== manifest.databaseSha256)
    throw new BackupProblem("BackupDamaged");
  const problem = copyProblem(path);
  if (problem !== null) throw new BackupProblem("BackupDamaged", problem);
  const database = openToRead(path);
  try {
    const { fileNames, ...facts } = factsOf(database);
    const said = Object.fromEntries(Object.keys(facts).map((key) => [key, manifest[key as keyof typeof facts]]));
    const isComplete = isDeepStrictEqual(new Set(fileNames), new Set([...files, ...manifest.lostFiles]));
    if (!isDeepStrictEqual(said, facts) || !isComplete) throw new BackupProblem("BackupDamaged");
  } finally {
    database.close();
  }
};

/** Looks whether a restore could use a backup: all of its database, and every file. Throws a BackupProblem. */
export function* checkBackup({ backup, knownVersion }: CheckOrder): Generator<TaskProgress, Manifest> {
  try {
    const manifest = readManifest(backup);
    if (!manifest || manifest.kind === "damaged") throw new BackupProblem("NotABackup");
    if (manifest.schemaVersion > knownVersion) throw new BackupProblem("NewerBackup");
    yield { done: 0, total: null, note: "正在核对数据库" };
    checkDatabase(backup, manifest);
    const { files } = manifest;
    for (const [done, sha256] of files.entries()) {
      yield { done, total: files.length, note: "正在核对附件" };
      if (!isFileSound(join(backupFilesPathOf(backup), sha256), sha256)) throw new BackupProblem("BackupIncomplete");
    }
    return manifest;
  } catch (error) {
    throw readingProblem(error);
  }
}

/** The same, answering with no more than a list needs. */
export function* checkTask(order: CheckOrder): Generator<TaskProgress, ManifestHead> {
  return headOf(yield* checkBackup(order));
}
