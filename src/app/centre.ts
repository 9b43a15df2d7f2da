import { randomBytes } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { instantOf } from "#base/dates.ts";
import { uuidV7 } from "#base/ids.ts";
import { freePath, stampOf } from "#core/backup-list.ts";
import { BackupProblem } from "#core/backup-problem.ts";
import { wholly } from "#core/backup-write.ts";
import {
  databasePathOf,
  type FolderLock,
  lockCentreFolder,
  type OpenFolder,
  openLockedFolder,
} from "#core/centre-folder.ts";
import { setAsidePathOf } from "#core/centre-paths.ts";
import { copyFrom } from "#core/copy.ts";
import type { Core } from "#core/core.ts";
import { databaseOf } from "#core/database.ts";
import { type Job, JobProblem } from "#core/jobs.ts";
import { pendingJobs } from "#core/pending-jobs.ts";
import { dropStaging, stageRestore } from "#core/restore-stage.ts";
import { noteFailedRestore, type StagedRestore, swap } from "#core/restore-swap.ts";
import { keepDailyCopies, restoreName } from "#features/system/core/backup-operations.ts";
import { leftoverImportJobs } from "#features/system/core/import-operations.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { composeCore, type Environment, importKinds, logTo, resumedJobs, systemClock } from "./core.ts";
import { makeDemo } from "./demo/build.ts";
import { knownVersion, migrations } from "./migrations.ts";

/** A centre that is open. When a backup is restored, another core answers from then on. */
export type Centre = {
  readonly core: Core;
  readonly folder: OpenFolder & { readonly path: string };
  /** Called with the core that answers from now on; whoever was signed in is no longer. */
  onReplaced(listener: (core: Core) => void): void;
  close(): void;
};

type CentreOptions = Pick<Environment, "workerUrl"> &
  Partial<Environment> & {
    /** A backup that takes the place of what lies in the folder before anybody works in it. */
    restoreFrom?: string | undefined;
  };

type Open = OpenFolder & { core: Core };

/** Where the demonstration is put together before it takes the place of an empty database. */
const samplePathOf = (folder: string) => join(folder, "sample.sqlite");

/** Makes the demonstration in slices beside an empty database; `use` is called with the whole of it. */
const demoJob = (folder: string, environment: Environment, use: (path: string) => void): Job => {
  const steps = makeDemo({ now: nowOf(environment), workerUrl: environment.workerUrl }, folder);
  return {
    name: "system.openDemo",
    step: ({ db, isTimeUp }, tell) => {
      if (findCommunity(db)) throw new JobProblem("这里已经设置过了，没有建演示社区。");
      do {
        const step = steps.next();
        if (step.done) {
          copyFrom(step.value, samplePathOf(folder));
          step.value.close();
          use(samplePathOf(folder));
          return "done";
        }
        tell({ done: step.value.percent, total: 100, note: step.value.note });
      } while (!isTimeUp());
      return "more";
    },
  };
};

const internalSentence = "没有恢复：程序出错。现在的数据没有变。";

const nowOf = ({ clock }: Environment) => instantOf(clock());

/** Puts a prepared restore in the place of a database that nobody has open. */
const change = (folder: string, staged: StagedRestore, environment: Environment): void => {
  try {
    const salt = Buffer.from(environment.random(16)).toString("hex");
    swap({ folder, migrations, at: nowOf(environment), salt }, staged);
  } finally {
    dropStaging(folder);
  }
};

const restoreFirst = (folder: string, backup: string, environment: Environment): void => {
  const setAside = basename(freePath(setAsidePathOf(folder), stampOf(nowOf(environment))));
  const head = wholly(stageRestore({ backup, knownVersion, folder, setAside }));
  const { place } = head;
  change(folder, { backup: head, place, setAside, operation: restoreName, accountId: null }, environment);
};

type Failed = { sentence: string; accountId: string | null };

const tellFailure = ({ file }: OpenFolder, { sentence, accountId }: Failed, environment: Environment): void => {
  try {
    noteFailedRestore(file, sentence, accountId, nowOf(environment));
  } catch (error) {
    // The full disk that kept the restore from happening keeps this line away too.
    environment.log({ at: nowOf(environment), operation: restoreName, error });
  }
};

/** Opens the database of a locked folder and starts what every start starts. */
const openIn = (
  { path }: FolderLock,
  environment: Environment,
  ways: { restore(staged: StagedRestore): void; useSample(path: string): void },
  failed?: Failed,
): Open => {
  const opened = openLockedFolder(path, migrations, nowOf(environment));
  if (failed) tellFailure(opened, failed, environment);
  const core = composeCore(opened, environment, {
    folder: path,
    knownVersion,
    restore: ways.restore,
    makeSample: () => demoJob(path, environment, ways.useSample),
  });
  const db = databaseOf(opened.file);
  for (const { id, job, accountId } of leftoverImportJobs(db, importKinds)) core.jobs.start(id, job, accountId);
  for (const pending of pendingJobs(db)) {
    const job = resumedJobs[pending.name]?.(pending);
    if (job) core.jobs.start(pending.id, job, pending.accountId);
  }
  keepDailyCopies(core, db, () => uuidV7(environment.clock(), environment.random), environment.clock);
  return { ...opened, core };
};

/**
 * Opens a centre's folder for a host. Throws a StartProblem, or a BackupProblem where it should restore first, whose
 * sentence is for the person at the desk.
 */
export const openCentre = (path: string, options: CentreOptions): Centre => {
  const environment: Environment = {
    clock: options.clock ?? systemClock,
    random: options.random ?? randomBytes,
    workerUrl: options.workerUrl,
    log: options.log ?? logTo(path),
  };
  const listeners = new Set<(core: Core) => void>();
  const lock = lockCentreFolder(path);

  /** Nobody is answered between the closing of one core and the opening of the next. */
  const replace = (staged: StagedRestore) => {
    if (isClosed) return;
    open.core.close();
    let failed: Failed | undefined;
    try {
      change(path, staged, environment);
    } catch (error) {
      environment.log({ at: nowOf(environment), operation: staged.operation, error });
      const sentence = error instanceof BackupProblem ? error.sentence : internalSentence;
      failed = { sentence, accountId: staged.accountId };
    }
    open = openIn(lock, environment, ways, failed);
    for (const listener of listeners) listener(open.core);
  };
  // The job that prepared the restore is still under way when it calls.
  const ways = {
    restore: (staged: StagedRestore) => void setImmediate(() => replace(staged)),
    useSample: (made: string) => void setImmediate(() => replaceEmpty(made)),
  };

  /** Nothing was ever written into what goes: the first run has not been. */
  const replaceEmpty = (made: string) => {
    if (isClosed) return;
    // A set-up that was answered since the last slice is somebody's own centre, and stays.
    if (findCommunity(databaseOf(open.file))) return rmSync(made, { force: true });
    open.core.close();
    const database = databasePathOf(path);
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${database}${ending}`, { force: true });
    renameSync(made, database);
    open = openIn(lock, environment, ways);
    for (const listener of listeners) listener(open.core);
  };

  let isClosed = false;
  let open: Open;
  try {
    if (options.restoreFrom !== undefined) restoreFirst(path, options.restoreFrom, environment);
    open = openIn(lock, environment, ways);
  } catch (error) {
    lock.release();
    throw error;
  }

  return {
    get core() {
      return open.core;
    },
    get folder() {
      return { file: open.file, files: open.files, path };
    },
    onReplaced: (listener) => {
      listeners.add(listener);
    },
    close: () => {
      isClosed = true;
      open.core.close();
      lock.release();
    },
  };
};
