import type { z } from "zod";
import type { Command, Contract, FailOf, InputOf, Need, Operation, Query, Role } from "#base/contract.ts";
import type { Day, Instant } from "#base/dates.ts";
import type { Random } from "#base/ids.ts";
import type { Refusal } from "#base/refusal.ts";
import type { Backups } from "./backups.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import type { NewEvent } from "./events.ts";
import type { FileStore } from "./files.ts";
import type { Readings } from "./import-readings.ts";
import type { Job, Jobs } from "./jobs.ts";
import type { SeatedWorker } from "./worker-seats.ts";

export type Caller = { accountId: string; roles: readonly Role[] };

type SharedRefusable = "NotFound" | "Conflict" | "NotAllowed";

/** What one session is told and may change about itself; changes take effect after the commit. */
export type SessionControl = {
  readonly id: string;
  readonly accountId: string | null;
  readonly isLocked: boolean;
  signIn(accountId: string): void;
  signOut(): void;
  lock(): void;
};

export type QueryContext<F extends string = never, N extends Need = "viewer"> = {
  readonly db: ReadableDatabase;
  readonly now: Instant;
  readonly today: Day;
  readonly caller: N extends "nobody" ? Caller | null : Caller;
  readonly session: Pick<SessionControl, "id" | "accountId" | "isLocked">;
  readonly jobs: Pick<Jobs, "find" | "list">;
  readonly files: Pick<FileStore, "has" | "pathOf" | "folder">;
  readonly readings: Pick<Readings, "find">;
  /** Null for a core that lives in memory and has nothing to copy. */
  readonly backups: Backups | null;
  /** Whether the computer's clock stands before the newest record. */
  readonly isClockSetBack: boolean;
  refuse(code: F | SharedRefusable, details?: unknown): Refusal;
  /** A refusal that stands beside one field. */
  refuseField(path: string, message: string): Refusal;
};

export type CommandContext<F extends string = never, N extends Need = "viewer"> = Omit<
  QueryContext<F, N>,
  "db" | "session" | "jobs" | "readings"
> & {
  readonly db: WritableDatabase;
  readonly session: SessionControl;
  readonly jobs: Jobs;
  readonly readings: Readings;
  newId(): string;
  random: Random;
  addEvent(event: NewEvent): void;
  /** Names another slice whose screens this command changes. */
  alsoChanged(slice: string): void;
  /** Runs after the commit, and not at all when there is none. */
  afterCommit(action: () => void): void;
  /** A worker thread for a table to be written, which waits its turn; whoever asks for it ends it. */
  openWorker(): SeatedWorker;
  /** Starts work in slices after the commit; answers with its id. */
  startJob(job: Job): string;
  /** The work of making up a centre to try the program on; null where that cannot be. */
  readonly makeSample: (() => Job) | null;
  /** Signs an account out wherever it is signed in. */
  endSessionsOf(accountId: string): void;
  /**
   * Empties what the audit log keeps of earlier commands that are about one of these records, or in which one of these
   * words stands; the rows and their chain remain. For erasing a person, and with no way back.
   */
  forget(of: { subjectIds: readonly string[]; words: readonly string[] }): void;
  /** Takes the clock as it stands for right, though it is before the newest record. */
  acceptClock(): void;
};

/** Any command's context, for functions that serve several operations. */
export type AnyCommandContext = Omit<CommandContext<string, "viewer">, "refuse"> & {
  refuse(code: string, details?: unknown): Refusal;
};

type Answer<O extends Operation> = O["output"] extends z.ZodType ? z.input<O["output"]> : never;

type HandlerOf<O extends Operation> =
  O extends Command<infer _I, infer _O, infer _F, infer N>
    ? (context: CommandContext<FailOf<O>, N>, input: InputOf<O>) => Answer<O>
    : O extends Query<infer _I, infer _O, infer _F, infer N>
      ? (context: QueryContext<FailOf<O>, N>, input: InputOf<O>) => Answer<O>
      : never;

/** One synchronous function per operation of a contract. */
export type Handlers<C extends Contract> = { readonly [N in keyof C]: HandlerOf<C[N]> };
