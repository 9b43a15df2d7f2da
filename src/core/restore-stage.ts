import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type CheckOrder, checkBackup } from "./backup-check.ts";
import { backupDatabasePathOf, backupFilesPathOf, headOf, type ManifestHead } from "./backup-manifest.ts";
import { BackupProblem, readingProblem } from "./backup-problem.ts";
import type { TaskProgress } from "./backup-write.ts";
import { databasePathOf, filesPathOf, setAsidePathOf, stagingPathOf, swapPathOf } from "./centre-paths.ts";
import { copyFrom, openToRead } from "./copy.ts";
import { freeBytesOf, isFileSound, linkOrCopy, sha256Of, syncFolder } from "./disk.ts";

export type StageOrder = CheckOrder & {
  folder: string;
  /** Name of the folder that will hold what stands in the centre now. */
  setAside: string;
};

/** Left free, so that closing one database and opening the other cannot fail for want of a few pages. */
const spareBytes = 32 * 1024 * 1024;

const isSameFile = (one: string, other: string): boolean => {
  const [a, b] = [statSync(one), statSync(other)];
  return a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;
};

/** Puts a file of the backup into the centre's store, where it is missing or spoilt. Files are named by their content. */
const takeIntoStore = (from: string, store: string, sha256: string): void => {
  const to = join(store, sha256);
  if (existsSync(to) && (isSameFile(from, to) || isFileSound(to, sha256))) return;
  const incoming = join(store, `incoming-${sha256}`);
  rmSync(incoming, { force: true });
  linkOrCopy(from, incoming);
  if (sha256Of(incoming) !== sha256) throw Object.assign(new Error(`${sha256} was spoilt on its way`), { code: "EIO" });
  renameSync(incoming, to);
};

/** Gives the files of the store a second name in the folder that keeps what a restore puts away. */
export const keepFiles = (folder: string, setAside: string, names: readonly string[]): void => {
  const kept = backupFilesPathOf(join(setAsidePathOf(folder), setAside));
  for (const name of names) {
    const [from, to] = [join(filesPathOf(folder), name), join(kept, name)];
    if (!existsSync(to) && existsSync(from)) linkOrCopy(from, to);
  }
};

const ownName = /^[0-9a-f]{64}$/;
/** Files linked between two words to whoever waits. */
const batchSize = 200;

/**
 * Prepares a restore beside the running centre: the backup is checked, its files are brought into the store, its
 * database lies ready. Nothing of what the centre shows has changed by then.
 */
export function* stageRestore(order: StageOrder): Generator<TaskProgress, ManifestHead> {
  const { backup, folder, setAside } = order;
  const staging = stagingPathOf(folder);
  const store = filesPathOf(folder);
  try {
    const manifest = yield* checkBackup(order);
    yield { done: 0, total: null, note: "正在准备恢复" };
    const setAsideFolder = join(setAsidePathOf(folder), setAside);
    mkdirSync(backupFilesPathOf(setAsideFolder), { recursive: true });
    mkdirSync(store, { recursive: true });
    mkdirSync(staging, { recursive: true });
    if (freeBytesOf(folder) < manifest.databaseBytes + spareBytes) throw new BackupProblem("CentreFull");
    const present = readdirSync(store).filter((name) => ownName.test(name));
    for (let at = 0; at < present.length; at += batchSize) {
      yield { done: at, total: present.length, note: "正在留存现在的附件" };
      keepFiles(folder, setAside, present.slice(at, at + batchSize));
    }
    for (const [done, sha256] of manifest.files.entries()) {
      yield { done, total: manifest.files.length, note: "正在放回附件" };
      takeIntoStore(join(backupFilesPathOf(backup), sha256), store, sha256);
    }
    syncFolder(store);
    yield { done: 0, total: null, note: "正在准备数据库" };
    const source = openToRead(backupDatabasePathOf(backup));
    try {
      copyFrom(source, databasePathOf(staging));
    } finally {
      source.close();
    }
    return headOf(manifest);
  } catch (error) {
    dropStaging(folder);
    throw readingProblem(error);
  }
}

const ownSetAside = /^\d{4}-\d\d-\d\d-\d{4}(?:-\d+)?$/;

/** A folder of ours that holds no database was never finished. */
const isUnfinished = (setAside: string, name: string) =>
  ownSetAside.test(name) && !existsSync(backupDatabasePathOf(join(setAside, name)));

/** Takes away what a restore prepared and did not use, unless one database is changing for the other. */
export const dropStaging = (folder: string): void => {
  if (existsSync(swapPathOf(folder))) return;
  const staging = stagingPathOf(folder);
  const prepared = existsSync(staging) ? readdirSync(staging).filter((name) => name.startsWith("centre.sqlite")) : [];
  for (const name of prepared) rmSync(join(staging, name));
  // Whatever else lies there is not ours.
  if (existsSync(staging) && readdirSync(staging).length === 0) rmdirSync(staging);
  const setAside = setAsidePathOf(folder);
  if (!existsSync(setAside)) return;
  for (const name of readdirSync(setAside))
    if (isUnfinished(setAside, name)) rmSync(join(setAside, name), { recursive: true, force: true });
};
