import type { Instant } from "#base/dates.ts";
import type { WritableDatabase } from "./database.ts";

export type AuditNote = { subjectId: string | null; payload: unknown };

export type JobSlice = {
  readonly db: WritableDatabase;
  readonly now: Instant;
  /** Writes one row of the audit log in the slice's own transaction. */
  audit(note: AuditNote): void;
  /** Whether the slice's time is used up and the desk is waiting. */
  isTimeUp(): boolean;
};

export type Progress = { done: number; total: number | null; note: string };

/**
 * Work that takes long, cut in slices. Each call of `step` is one transaction and should return when `isTimeUp()`;
 * `waiting` means that something outside (a worker) will call `jobs.wake`.
 */
export type Job = {
  /** `council.importAppeals`: names the job in the audit log and the slice whose screens it changes. */
  name: string;
  step(slice: JobSlice, tell: (progress: Progress) => void): "more" | "waiting" | "done";
  /** What is known at the end, JSON-safe; read by whoever started the job. */
  result?(): unknown;
  /** Takes back what was written, in slices; called after a cancel or an error until it answers `done`. */
  undo?(slice: JobSlice): "more" | "waiting" | "done";
  /**
   * Whether what the coming slice writes may be lost when the power fails: the next start takes it back or begins it
   * anew in any case. It need not wait for the disk then.
   */
  isLoose?(): boolean;
  /** A sentence for an error of which the job knows more than its code says. */
  explain?(error: unknown): string | null;
  /** Frees what the job holds outside the database. */
  end?(): void;
};

export type JobState = "running" | "cancelling" | "done" | "cancelled" | "failed";

export type JobView = {
  id: string;
  name: string;
  accountId: string | null;
  state: JobState;
  progress: Progress;
  result: unknown;
  /** The code of the error, or the message that the job itself gave by throwing a JobProblem. */
  problem: string | null;
};

/** Ends a job with a sentence for the person at the desk. */
export class JobProblem extends Error {}

export type Jobs = {
  start(id: string, job: Job, accountId: string | null): void;
  find(id: string): JobView | undefined;
  list(): JobView[];
  cancel(id: string): boolean;
  /** Runs one slice of one waiting job; false when there is nothing to do. Called by the host between requests. */
  step(): boolean;
  wake(): void;
  /** Called when there is something to step. */
  onWork(listener: () => void): void;
  close(): void;
};

type JobHost = {
  newId(): string;
  now(): Instant;
  inTransaction<T>(
    of: { name: string; accountId: string | null; isLoose: boolean },
    work: (db: WritableDatabase, now: Instant, audit: (note: AuditNote) => void) => T,
  ): T;
  failed(name: string, error: unknown): string;
  changed(slice: string): void;
};

type Running = { view: JobView; job: Job; isWaiting: boolean; problem: unknown };

/** A desk operation must never wait longer than a slice and itself. */
const sliceMs = 40;

export const createJobs = (host: JobHost): Jobs => {
  const byId = new Map<string, Running>();
  const listeners = new Set<() => void>();
  let turn = 0;

  const announce = () => {
    for (const listener of listeners) listener();
  };

  const isLive = (running: Running) => running.view.state === "running" || running.view.state === "cancelling";

  const end = (running: Running) => {
    try {
      running.job.end?.();
    } catch (error) {
      // What was committed is not taken back because a worker would not close.
      host.failed(running.view.name, error);
    }
  };

  const finish = (running: Running, state: JobState) => {
    running.view.result = state === "done" ? (running.job.result?.() ?? null) : null;
    running.view.state = state;
    end(running);
    host.changed(running.view.name.slice(0, running.view.name.indexOf(".")));
    host.changed("system");
  };

  const sliceOf = ({ view, job }: Running) => ({
    name: view.name,
    accountId: view.accountId,
    isLoose: view.state === "running" && (job.isLoose?.() ?? false),
  });

  const slice = <T>(running: Running, work: (slice: JobSlice) => T): T =>
    host.inTransaction(sliceOf(running), (db, now, audit) => {
      const startedMs = performance.now();
      return work({ db, now, audit, isTimeUp: () => performance.now() - startedMs > sliceMs });
    });

  const stepForward = (running: Running) => {
    try {
      const outcome = slice(running, (part) =>
        running.job.step(part, (progress) => {
          running.view.progress = progress;
        }),
      );
      if (outcome === "done") finish(running, "done");
      running.isWaiting = outcome === "waiting";
    } catch (error) {
      running.isWaiting = false;
      running.problem = error;
      const sentence = error instanceof JobProblem ? error.message : running.job.explain?.(error);
      running.view.problem = sentence ?? host.failed(running.view.name, error);
      running.view.state = "cancelling";
    }
  };

  const stepBack = (running: Running) => {
    const outcome = running.job.undo ? slice(running, running.job.undo) : "done";
    running.isWaiting = outcome === "waiting";
    if (outcome === "done") finish(running, running.problem === undefined ? "cancelled" : "failed");
  };

  return {
    start: (id, job, accountId) => {
      byId.set(id, {
        view: {
          id,
          name: job.name,
          accountId,
          state: "running",
          progress: { done: 0, total: null, note: "" },
          result: null,
          problem: null,
        },
        job,
        isWaiting: false,
        problem: undefined,
      });
      announce();
    },
    find: (id) => byId.get(id)?.view,
    list: () => [...byId.values()].map((running) => running.view),
    cancel: (id) => {
      const running = byId.get(id);
      if (running?.view.state !== "running") return false;
      running.view.state = "cancelling";
      running.isWaiting = false;
      announce();
      return true;
    },
    step: () => {
      const ready = [...byId.values()].filter((running) => isLive(running) && !running.isWaiting);
      const running = ready[turn++ % Math.max(ready.length, 1)];
      if (!running) return false;
      if (running.view.state === "running") stepForward(running);
      else {
        try {
          stepBack(running);
        } catch (error) {
          // What could not be taken back now is taken back at the next start.
          running.view.problem = host.failed(running.view.name, error);
          finish(running, "failed");
        }
      }
      return true;
    },
    wake: () => {
      for (const running of byId.values()) running.isWaiting = false;
      announce();
    },
    onWork: (listener) => {
      listeners.add(listener);
    },
    close: () => {
      for (const running of byId.values()) if (isLive(running)) end(running);
      byId.clear();
    },
  };
};
