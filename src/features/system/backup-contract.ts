import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Pin } from "./pin.ts";

export const backupKinds = ["daily", "request", "beforeMigration", "setAside", "damaged"] as const;
export const backupFolderProblems = ["notWhole", "missing", "inside", "notWritable", "full", "notReadable"] as const;

/** A path is kept as it was typed: a name may hold what a line of text may not. */
const Path = z.string().max(1000);

export const BackupView = z.object({
  /** The path, by which it is checked and restored. */
  id: z.string(),
  kind: z.enum(backupKinds),
  madeAt: Instant,
  /** Whoever asked for it; empty for the program itself. */
  madeBy: z.string(),
  place: z.string(),
  schemaVersion: z.int(),
  /** Made by a newer program than this one. */
  isNewer: z.boolean(),
  /** The newest row of the audit log in it, and its hash. */
  auditId: z.int(),
  auditHash: z.string(),
  counts: z.array(z.object({ label: z.string(), count: z.int() })),
  fileCount: z.int(),
  lostFileCount: z.int(),
  databaseBytes: z.int(),
});
export type BackupView = z.infer<typeof BackupView>;

const Started = z.object({ jobId: z.string() });

export const backupContract = {
  "system.listBackups": query({
    needs: "admin",
    /** A folder that the person named, besides the centre's own. */
    input: z.object({ folder: Path.default("") }),
    output: z.object({
      backups: z.array(BackupView),
      folderProblem: z.enum(backupFolderProblems).nullable(),
      ownFolder: z.string(),
      newestDailyAt: Instant.nullable(),
      freeBytes: z.int().nullable(),
      /** The copy that is being made, checked or restored now. */
      runningJobId: z.string().nullable(),
      /** Why today's copy was not made: a sentence, or the code of an error. */
      dailyProblem: z.string().nullable(),
    }),
  }),
  "system.backup": query({ needs: "admin", input: z.object({ id: Path }), output: BackupView }),
  /** For a warning on today's page; says nothing of what is in the backups. */
  "system.storage": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({ isBackupLate: z.boolean(), newestDailyAt: Instant.nullable(), isDiskNearlyFull: z.boolean() }),
  }),
  /** Copies the centre into a folder; quiet, so that a full disk does not stand in its way: the job is audited. */
  "system.backUp": command({
    needs: "admin",
    input: z.object({ folder: Path }),
    output: Started,
    fails: ["BackupRunning"],
    isQuiet: true,
  }),
  "system.checkBackup": command({
    needs: "admin",
    input: z.object({ id: Path }),
    output: Started,
    fails: ["BackupRunning", "BackupNewer"],
    isQuiet: true,
  }),
  /** Puts the centre back to a backup; what stands now is set aside. A wrong PIN is an answer, so that it is counted. */
  "system.restoreBackup": command({
    needs: "admin",
    input: z.object({ id: Path, pin: Pin }),
    output: z.object({ jobId: z.string().nullable(), waitSeconds: z.int() }),
    fails: ["BackupRunning", "BackupNewer"],
    secrets: ["pin"],
  }),
} satisfies Contract;
