import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { pruneBackups } from "./backup-list.ts";
import {
  type BackupKind,
  backupDatabasePathOf,
  backupFilesPathOf,
  headOf,
  type Manifest,
  type ManifestHead,
  manifestPathOf,
} from "./backup-manifest.ts";
import { writingProblem } from "./backup-problem.ts";
import { copyFrom, openToRead } from "./copy.ts";
import { type DatabaseFacts, factsOf } from "./database-facts.ts";
import { copyWhole, isFileSound, linkOrCopy, sha256Of, syncFolder, writeWhole } from "./disk.ts";

export type TaskProgress = { done: number; total: number | null; note: string };

export type BackupOrder = {
  database: string;
  files: string;
  /** The folder that the copy becomes; it appears only once the copy is whole and checked. */
  target: string;
} & Pick<Manifest, "madeAt" | "madeBy" | "place"> & { kind: Exclude<BackupKind, "setAside" | "damaged"> };

export const partialPathOf = (target: string) => `${target}.partial`;

/** Copies the database and answers with what is in the copy. */
const copyOf = (from: string, to: string): DatabaseFacts => {
  const source = openToRead(from);
  try {
    const changes = () => source.pragma("data_version", { simple: true });
    const [version, before] = [changes(), factsOf(source)];
    copyFrom(source, to);
    const isUnchanged = changes() === version;
    const copy = openToRead(to);
    try {
      const facts = factsOf(copy);
      // Whoever works meanwhile may be in the copy or not; what was there before must be.
      const isWhole = isUnchanged ? isDeepStrictEqual(facts, before) : facts.auditId >= before.auditId;
      if (!isWhole) throw new Error("The copy does not hold what was there");
      return facts;
    } finally {
      copy.close();
    }
  } finally {
    source.close();
  }
};

/** Copies one file; false where the centre itself has lost it. */
const takeFile = (from: string, to: string, sha256: string, kind: BackupKind): boolean => {
  if (!existsSync(from)) return false;
  let failure: unknown = Object.assign(new Error(`${sha256} was not written as it is`), { code: "EIO" });
  try {
    // The store never writes to a file again, so inside the centre's folder a second name is as good as a copy.
    if (kind === "request") copyWhole(from, to);
    else linkOrCopy(from, to);
    // A migration does not touch files, and must not keep the desk waiting while gigabytes are read.
    if (kind === "beforeMigration" || sha256Of(to) === sha256) return true;
  } catch (error) {
    failure = error;
  }
  rmSync(to, { force: true });
  // One spoilt photo must not keep all the rest from being copied.
  if (!isFileSound(from, sha256)) return false;
  throw failure;
};

/**
 * Copies the database first, then the files that the copy names; checks both, and only then lets the folder appear.
 * Each turn tells how far it is. What fails throws a BackupProblem and leaves nothing.
 */
export function* backUp(order: BackupOrder): Generator<TaskProgress, ManifestHead> {
  const partial = partialPathOf(order.target);
  const { kind, madeAt, madeBy, place } = order;
  try {
    yield { done: 0, total: null, note: "正在复制并核对数据库" };
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(backupFilesPathOf(partial), { recursive: true });
    const database = backupDatabasePathOf(partial);
    const { fileNames, ...facts } = copyOf(order.database, database);
    const files: string[] = [];
    const lostFiles: string[] = [];
    for (const sha256 of fileNames) {
      yield { done: files.length + lostFiles.length, total: fileNames.length, note: "正在复制并核对附件" };
      const isTaken = takeFile(join(order.files, sha256), join(backupFilesPathOf(partial), sha256), sha256, kind);
      (isTaken ? files : lostFiles).push(sha256);
    }
    const manifest: Manifest = {
      format: 1,
      kind,
      madeAt,
      madeBy,
      place,
      ...facts,
      databaseBytes: statSync(database).size,
      databaseSha256: sha256Of(database),
      fileCount: files.length,
      lostFiles,
      files,
    };
    syncFolder(backupFilesPathOf(partial));
    writeWhole(manifestPathOf(partial), JSON.stringify(manifest));
    renameSync(partial, order.target);
    syncFolder(dirname(order.target));
    if (kind !== "request")
      for (const _ of pruneBackups(dirname(order.target), madeAt))
        yield { done: files.length, total: files.length, note: "正在清理旧的备份" };
    return headOf(manifest);
  } catch (error) {
    removeQuietly(partial);
    throw writingProblem(error);
  }
}

/** A stick that was pulled out must not hide why. */
export const removeQuietly = (path: string) => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // What stays is named .partial, and goes with the next backup to that place.
  }
};

/** Runs a task in one go. */
export const wholly = <R>(task: Generator<unknown, R>): R => {
  for (;;) {
    const turn = task.next();
    if (turn.done) return turn.value;
  }
};
