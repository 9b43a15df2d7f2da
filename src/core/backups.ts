import { existsSync, mkdtempSync, readdirSync, realpathSync, rmdirSync, statSync } from "node:fs";
import { basename, isAbsolute, join, relative } from "node:path";
import { dayOf, epochMsOf, type Instant } from "#base/dates.ts";
import {
  type BackupLine,
  backupsIn,
  dailyBackupsIn,
  dailyNameOf,
  freePath,
  removePartials,
  stampOf,
} from "./backup-list.ts";
import { readManifestHead } from "./backup-manifest.ts";
import { isFull } from "./backup-problem.ts";
import { type BackupOrder, partialPathOf, removeQuietly } from "./backup-write.ts";
import { backupsPathOf, databasePathOf, filesPathOf, setAsidePathOf } from "./centre-paths.ts";
import { freeBytesOf } from "./disk.ts";
import type { FileStore } from "./files.ts";
import type { Job, JobSlice } from "./jobs.ts";
import { dropStaging } from "./restore-stage.ts";
import type { StagedRestore } from "./restore-swap.ts";
import { taskJob } from "./task-job.ts";

export const folderProblems = ["notWhole", "missing", "inside", "notWritable", "full", "notReadable"] as const;
/** Why a folder that a person named cannot hold a backup, or be looked into. */
export type FolderProblem = (typeof folderProblems)[number];

export type BackupMaker = Pick<BackupOrder, "madeAt" | "madeBy" | "place">;

export type Backups = {
  readonly folder: string;
  readonly knownVersion: number;
  /** In the centre's own folder, with what restores put away; the newest first. */
  own(): BackupLine[];
  /** In a folder that a person named. */
  at(folder: string): { backups: BackupLine[] } | { problem: FolderProblem };
  find(path: string): BackupLine | undefined;
  /** The newest daily copy, passing over what a wrong clock dated into the future. */
  newestDaily(now: Instant): BackupLine | undefined;
  hasDailyOf(now: Instant): boolean;
  freeBytes(): number | null;
  /** What stands against a backup of that size in a folder. */
  targetProblem(folder: string, neededBytes: number): FolderProblem | null;
  dailyJob(name: string, maker: BackupMaker): Job;
  requestJob(name: string, folder: string, maker: BackupMaker): Job;
  checkJob(name: string, path: string): Job;
  /** Null where nobody could change one database for the other. */
  restoreJob: ((name: string, path: string, by: { at: Instant; place: string; accountId: string }) => Job) | null;
};

const keptDays = 30;
const dayMs = 86_400_000;
/** Names looked at between two looks at the clock. */
const sweptNames = 200;

/** Whether one folder is another, or lies in it, whatever links lead there. */
const isInside = (folder: string, outer: string): boolean => {
  const way = relative(realpathSync.native(outer), realpathSync.native(folder));
  return way === "" || !(way.startsWith("..") || isAbsolute(way));
};

const requestNameOf = (place: string) =>
  `小板凳备份-${place.replace(/[\\/:*?"<>|.\s\p{Cc}]/gu, "").slice(0, 20) || "社区"}`;

/** Removes, in slices, files that no record has named for thirty days. */
const sweeper = (files: FileStore): ((slice: JobSlice) => "more" | "done") => {
  let names: string[] | undefined;
  return ({ db, now, isTimeUp }) => {
    names ??= readdirSync(files.folder);
    const isNamed = (sha256: string) =>
      db.one("SELECT 1 FROM stored_files WHERE sha256 = :sha256", { sha256 }) !== undefined;
    while (names.length > 0) {
      files.sweep(isNamed, epochMsOf(now) - keptDays * dayMs, names.splice(0, sweptNames));
      if (isTimeUp()) return "more";
    }
    return "done";
  };
};

/** Copies of a centre: where they lie, and the jobs that make, check and restore them. */
export const createBackups = (parts: {
  folder: string;
  files: FileStore;
  knownVersion: number;
  workerUrl: URL;
  wake(): void;
  restore: ((staged: StagedRestore) => void) | null;
}): Backups => {
  const { folder, knownVersion, workerUrl, wake, restore } = parts;
  const source = { database: databasePathOf(folder), files: filesPathOf(folder) };

  const backUpJob = (name: string, order: BackupOrder, finish: (slice: JobSlice) => "more" | "done"): Job => {
    let isRecorded = false;
    const { target } = order;
    return taskJob({
      name,
      task: { task: "backUp", order },
      path: target,
      workerUrl,
      wake,
      takeBack: () => removeQuietly(partialPathOf(target)),
      unrecorded: "备份已经做好，但这台电脑的磁盘已满，没能记入操作记录。请清理磁盘。",
      finish: (slice, { auditId, auditHash, fileCount, lostFiles }) => {
        if (!isRecorded) {
          const payload = { target, kind: order.kind, auditId, auditHash, fileCount, lostFileCount: lostFiles.length };
          slice.audit({ subjectId: null, payload });
          isRecorded = true;
          return "more";
        }
        return finish(slice);
      },
    });
  };

  return {
    folder,
    knownVersion,
    own: () =>
      [...backupsIn(backupsPathOf(folder)), ...backupsIn(setAsidePathOf(folder))].sort((a, b) =>
        a.madeAt < b.madeAt ? 1 : -1,
      ),
    at: (named) => {
      if (!isAbsolute(named)) return { problem: "notWhole" };
      try {
        if (!existsSync(named) || !statSync(named).isDirectory()) return { problem: "missing" };
        return { backups: backupsIn(named) };
      } catch {
        return { problem: "notReadable" };
      }
    },
    find: (path) => {
      const head = isAbsolute(path) ? readManifestHead(path) : undefined;
      return head && { ...head, path };
    },
    newestDaily: (now) => {
      // Clocks are wrong by days or years, not by hours.
      const latest = epochMsOf(now) + dayMs;
      for (const backup of dailyBackupsIn(backupsPathOf(folder))) if (epochMsOf(backup.madeAt) < latest) return backup;
      return undefined;
    },
    hasDailyOf: (now) => {
      for (const { madeAt } of dailyBackupsIn(backupsPathOf(folder))) {
        if (dayOf(madeAt) === dayOf(now)) return true;
        if (madeAt < now) return false;
      }
      return false;
    },
    freeBytes: () => {
      try {
        return freeBytesOf(folder);
      } catch {
        return null;
      }
    },
    targetProblem: (named, neededBytes) => {
      if (!isAbsolute(named)) return "notWhole";
      try {
        if (!existsSync(named) || !statSync(named).isDirectory()) return "missing";
        if (isInside(named, folder)) return "inside";
        rmdirSync(mkdtempSync(join(named, ".xbd-")));
        return freeBytesOf(named) < neededBytes ? "full" : null;
      } catch (error) {
        return isFull(error) ? "full" : "notWritable";
      }
    },
    dailyJob: (name, maker) => {
      const target = freePath(backupsPathOf(folder), dailyNameOf(maker.madeAt));
      return backUpJob(name, { ...source, target, kind: "daily", ...maker }, sweeper(parts.files));
    },
    requestJob: (name, named, maker) => {
      const beginning = requestNameOf(maker.place);
      removePartials(named, beginning);
      const target = freePath(named, `${beginning}-${stampOf(maker.madeAt)}`);
      return backUpJob(name, { ...source, target, kind: "request", ...maker }, () => "done");
    },
    checkJob: (name, backup) =>
      taskJob({
        name,
        task: { task: "check", order: { backup, knownVersion } },
        path: backup,
        workerUrl,
        wake,
        takeBack: () => {},
        unrecorded: "",
        finish: () => "done",
      }),
    restoreJob:
      restore &&
      ((name, backup, { at, place, accountId }) => {
        const setAside = basename(freePath(setAsidePathOf(folder), stampOf(at)));
        return taskJob({
          name,
          task: { task: "stage", order: { backup, knownVersion, folder, setAside } },
          path: backup,
          workerUrl,
          wake,
          takeBack: () => dropStaging(folder),
          unrecorded: "",
          finish: () => "done",
          afterwards: (head) => restore({ backup: head, place, setAside, operation: name, accountId }),
        });
      }),
  };
};
