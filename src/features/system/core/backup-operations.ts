import { dayOf, epochMsOf, type Instant, instantOf } from "#base/dates.ts";
import type { BackupLine } from "#core/backup-list.ts";
import type { Backups } from "#core/backups.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { Core } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Jobs } from "#core/jobs.ts";
import type { BackupView, backupContract } from "../backup-contract.ts";
import { isBackupLate, isDiskNearlyFull } from "../rules.ts";
import { backupFolderWords } from "../words.ts";
import { tryPin } from "./pin-tries.ts";
import { accountNames, findCommunity, wholeBytes } from "./store.ts";

const backUpName = "system.backUp";
const checkName = "system.checkBackup";
/** In whose name a restore is written into the audit log. */
export const restoreName = "system.restoreBackup";

/** What a table holds, as the person at the desk counts it. */
export type TableWords = Readonly<Record<string, string>>;

const runningIn = (jobs: Pick<Jobs, "list">): string | undefined =>
  jobs
    .list()
    .find(
      ({ name, state }) =>
        [backUpName, checkName, restoreName].includes(name) && (state === "running" || state === "cancelling"),
    )?.id;

/** A full disk is tried again within the day, though not at every click. */
const retryMinutes = 60;

/** Starts the copy of the day when the program opens, or when somebody first works on a new day. */
export const keepDailyCopies = (
  core: Pick<Core, "backups" | "jobs" | "onChange">,
  db: ReadableDatabase,
  newId: () => string,
  clock: () => number,
): void => {
  const { backups, jobs } = core;
  if (!backups) return;
  let tried: Instant | undefined;
  const isTooSoon = (now: Instant) =>
    tried !== undefined &&
    dayOf(tried) === dayOf(now) &&
    Math.abs(epochMsOf(now) - epochMsOf(tried)) < retryMinutes * 60_000;
  const startIfDue = () => {
    const now = instantOf(clock());
    if (isTooSoon(now)) return;
    const place = findCommunity(db)?.name;
    if (place === undefined || runningIn(jobs) !== undefined) return;
    tried = now;
    if (backups.hasDailyOf(now)) return;
    const job = backups.dailyJob(backUpName, { madeAt: now, madeBy: "", place });
    jobs.start(newId(), job, null);
  };
  startIfDue();
  core.onChange(startIfDue);
};

export const backupOperations = (tableWords: TableWords): Handlers<typeof backupContract> => {
  const viewOf = ({ path, counts, lostFiles, ...line }: BackupLine, knownVersion: number): BackupView => ({
    ...line,
    id: path,
    isNewer: line.schemaVersion > knownVersion,
    counts: Object.entries(tableWords).flatMap(([table, label]) =>
      counts[table] === undefined ? [] : [{ label, count: counts[table] }],
    ),
    lostFileCount: lostFiles.length,
  });

  const known = (context: Pick<AnyCommandContext, "refuse"> & { backups: Backups | null }): Backups => {
    if (!context.backups) throw context.refuse("NotFound");
    return context.backups;
  };

  const free = (context: AnyCommandContext): Backups => {
    const backups = known(context);
    if (runningIn(context.jobs) !== undefined) throw context.refuse("BackupRunning");
    return backups;
  };

  const found = (context: AnyCommandContext, backups: Backups, path: string): BackupLine => {
    const backup = backups.find(path);
    if (!backup || backup.kind === "damaged") throw context.refuse("NotFound");
    if (backup.schemaVersion > backups.knownVersion) throw context.refuse("BackupNewer");
    return backup;
  };

  return {
    "system.listBackups": (context, { folder: typed }) => {
      const { now, jobs } = context;
      const backups = known(context);
      const folder = typed.trim();
      const named = folder === "" ? { backups: [] } : backups.at(folder);
      const problem = "problem" in named ? named.problem : null;
      const lines = "problem" in named ? [] : named.backups;
      const lastDaily = jobs.list().findLast(({ name, accountId }) => name === backUpName && accountId === null);
      return {
        backups: [...lines, ...backups.own()].map((line) => viewOf(line, backups.knownVersion)),
        folderProblem: problem,
        ownFolder: backups.folder,
        newestDailyAt: backups.newestDaily(now)?.madeAt ?? null,
        freeBytes: backups.freeBytes(),
        runningJobId: runningIn(jobs) ?? null,
        dailyProblem: lastDaily?.state === "failed" ? lastDaily.problem : null,
      };
    },
    "system.backup": (context, { id }) => {
      const backups = known(context);
      const backup = backups.find(id);
      if (!backup) throw context.refuse("NotFound");
      return viewOf(backup, backups.knownVersion);
    },
    "system.storage": ({ backups, db, now }) => {
      const newestDailyAt = backups?.newestDaily(now)?.madeAt ?? null;
      return {
        newestDailyAt,
        isBackupLate: backups !== null && isBackupLate(newestDailyAt ?? findCommunity(db)?.setUpAt ?? now, now),
        isDiskNearlyFull: isDiskNearlyFull(backups?.freeBytes() ?? null),
      };
    },
    "system.backUp": (context, { folder: typed }) => {
      const { db, now, caller } = context;
      const backups = free(context);
      const folder = typed.trim();
      const problem = backups.targetProblem(folder, wholeBytes(db));
      if (problem) throw context.refuseField("folder", backupFolderWords[problem]);
      const madeBy = accountNames(db).get(caller.accountId) ?? "";
      const place = findCommunity(db)?.name ?? "";
      return { jobId: context.startJob(backups.requestJob(backUpName, folder, { madeAt: now, madeBy, place })) };
    },
    "system.checkBackup": (context, { id }) => {
      const backups = free(context);
      return { jobId: context.startJob(backups.checkJob(checkName, found(context, backups, id).path)) };
    },
    "system.restoreBackup": (context, { id, pin }) => {
      const { db, now, caller } = context;
      const { restoreJob, ...backups } = free(context);
      const { path } = found(context, { restoreJob, ...backups }, id);
      if (!restoreJob) throw context.refuse("NotFound");
      const { isRight, waitSeconds } = tryPin(db, caller.accountId, pin, now);
      if (!isRight) return { jobId: null, waitSeconds };
      const place = findCommunity(db)?.name ?? "";
      const job = restoreJob(restoreName, path, { at: now, place, accountId: caller.accountId });
      return { jobId: context.startJob(job), waitSeconds };
    },
  };
};
