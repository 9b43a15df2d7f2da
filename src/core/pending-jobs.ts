import type { Instant } from "#base/dates.ts";
import type { CommandContext } from "./contexts.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import type { Job } from "./jobs.ts";

/** A job that must come to its end though the program is killed: it stands in the database until it is done. */
export type PendingJob = {
  id: string;
  name: string;
  accountId: string | null;
  subjectId: string | null;
  /** How far it is, as JSON; only the job itself reads it. */
  place: string;
  startedAt: Instant;
};

export type BeginPending = (pending: PendingJob) => Job;

export const pendingJobs = (db: ReadableDatabase): PendingJob[] =>
  db.all("SELECT * FROM pending_jobs ORDER BY startedAt, id");

export const pendingJobNamed = (db: ReadableDatabase, name: string): PendingJob | undefined =>
  db.one("SELECT * FROM pending_jobs WHERE name = :name ORDER BY startedAt, id", { name });

export const keepPlace = (db: WritableDatabase, id: string, place: unknown): void => {
  db.run("UPDATE pending_jobs SET place = :place WHERE id = :id", { id, place: JSON.stringify(place) });
};

/** In the transaction of its last slice. */
export const endPendingJob = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM pending_jobs WHERE id = :id", { id });
};

/** Starts work after the commit that will be finished, now or after the next start; answers with its id. */
export const startPendingJob = (
  context: Pick<CommandContext, "db" | "now" | "caller" | "jobs" | "newId" | "afterCommit">,
  name: string,
  subjectId: string | null,
  begin: BeginPending,
): string => {
  const { db, now, caller, jobs } = context;
  const { accountId } = caller;
  const pending: PendingJob = { id: context.newId(), name, accountId, subjectId, place: "null", startedAt: now };
  db.run(
    `INSERT INTO pending_jobs (id, name, accountId, subjectId, place, startedAt)
     VALUES (:id, :name, :accountId, :subjectId, :place, :startedAt)`,
    pending,
  );
  context.afterCommit(() => jobs.start(pending.id, begin(pending), accountId));
  return pending.id;
};

/** Goes on with one that stopped before its end; undefined where none did. */
export const takeUpPendingJob = (
  { db, jobs, afterCommit }: Pick<CommandContext, "db" | "jobs" | "afterCommit">,
  name: string,
  begin: BeginPending,
): string | undefined => {
  const pending = pendingJobNamed(db, name);
  if (!pending) return undefined;
  afterCommit(() => jobs.start(pending.id, begin(pending), pending.accountId));
  return pending.id;
};
