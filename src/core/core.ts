import type { z } from "zod";
import {
  type Command,
  type Contract,
  type FieldProblem,
  mayDo,
  type Need,
  type Operation,
  type Query,
  type Reply,
  sliceOf,
} from "#base/contract.ts";
import { dayOf, type Instant, instantOf } from "#base/dates.ts";
import { type Random, uuidV7 } from "#base/ids.ts";
import { Refusal } from "#base/refusal.ts";
import { appendAudit, emptyPayloads, keptReply, newestAudit, payloadHashOf, withoutSecrets } from "./audit.ts";
import { type Backups, createBackups } from "./backups.ts";
import type { Caller, SessionControl } from "./contexts.ts";
import { databaseOf, type ReadableDatabase, type SqliteFile } from "./database.ts";
import { codeOfError } from "./error-code.ts";
import { insertEvent, type NewEvent } from "./events.ts";
import { createFileWorker } from "./file-work.ts";
import type { FileStore } from "./files.ts";
import { createReadings } from "./import-readings.ts";
import { createJobs, type Job, type Jobs } from "./jobs.ts";
import { maskedInput } from "./masked-input.ts";
import type { StagedRestore } from "./restore-swap.ts";
import { createSessions, type SessionState } from "./sessions.ts";
import { createSeats, seatedWorker } from "./worker-seats.ts";

type AnyHandler = (context: unknown, input: unknown) => unknown;

/** What the engine must know of accounts without knowing the slice that owns them. */
export type Policy = {
  findCaller(db: ReadableDatabase, accountId: string): Caller | undefined;
  idleMinutes(db: ReadableDatabase): number;
};

export type Change = { slices: string[]; bySession: string };

export type CoreOptions = {
  file: SqliteFile;
  files: FileStore;
  contract: Contract;
  handlers: Readonly<Record<string, unknown>>;
  policy: Policy;
  /** Epoch milliseconds. */
  clock(): number;
  random: Random;
  /** The entry of the worker thread, `file-worker`; only the host's own entry knows where it was built to. */
  workerUrl: URL;
  log(entry: { at: Instant; operation: string; error: unknown }): void;
  /** Where the centre lies, unless it lives in memory. */
  home?: {
    folder: string;
    /** The newest schema that this program reads. */
    knownVersion: number;
    /** Changes the database for a prepared one; null where nobody can. */
    restore: ((staged: StagedRestore) => void) | null;
    /** Makes up a centre to try the program on, in the place of an empty one; null where nobody can. */
    makeSample: (() => Job) | null;
  };
};

export type Core = {
  openSession(): string;
  closeSession(sessionId: string): void;
  /** Answers one operation. Never throws; `requestId` makes a command safe to send again. */
  handle(sessionId: string, name: string, input: unknown, requestId?: string): Reply;
  /** Calls back after each committed command; answers with the way to stop. */
  onChange(listener: (change: Change) => void): () => void;
  readonly jobs: Jobs;
  readonly files: FileStore;
  readonly backups: Backups | null;
  /** Whether this session may add bytes: signed in, unlocked, and a clerk or more, or who keeps the lists. */
  mayAddFiles(sessionId: string): boolean;
  close(): void;
};

/** Threads that read or write tables at a time: more would only take the memory and the disk from each other. */
const seatCount = 2;

/** Small corrections by a time server are no reason to stop the desk. */
const clockToleranceMs = 5 * 60_000;

const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

const subjectOf = (input: unknown, output: unknown): string | null => {
  for (const value of [output, input]) {
    const id = (value as { id?: unknown } | null)?.id;
    if (typeof id === "string") return id;
  }
  return null;
};

/** The engine: what must never be forgotten is done here, once, for every operation. */
export const createCore = (options: CoreOptions): Core => {
  const { file, contract, handlers, policy, clock, random } = options;
  const db = databaseOf(file);
  const begin = file.prepare("BEGIN");
  const beginImmediate = file.prepare("BEGIN IMMEDIATE");
  const commit = file.prepare("COMMIT");
  const listeners = new Set<(change: Change) => void>();
  const newId = () => uuidV7(clock(), random);
  const hex = (byteCount: number) => Buffer.from(random(byteCount)).toString("hex");
  // A session id is a bearer secret at the HTTP door, so it is random throughout.
  const sessions = createSessions(() => hex(16));
  let isClosed = false;
  let newestMs = Date.parse(newestAudit(db)?.at ?? "1970-01-01T00:00:00.000Z");

  /** What was committed stays so: an error afterwards is logged and denies nothing. */
  const runLogged = (name: string, action: () => void) => {
    try {
      action();
    } catch (error) {
      options.log({ at: instantOf(clock()), operation: name, error });
    }
  };

  const tell = (slices: readonly string[], bySession: string) => {
    const change = { slices: [...new Set(slices)], bySession };
    for (const listener of listeners) runLogged("change notice", () => listener(change));
  };

  const rollBack = () => {
    if (file.inTransaction) file.exec("ROLLBACK");
  };

  const isClockSetBack = () => clock() < newestMs - clockToleranceMs;
  /** Within the tolerance time stands still rather than running backwards, so that records keep their order. */
  const nowMs = () => (isClockSetBack() ? clock() : Math.max(clock(), newestMs));

  const jobs = createJobs({
    newId,
    now: () => instantOf(nowMs()),
    inTransaction: ({ name, accountId, isLoose }, work) => {
      if (isClosed) throw new Error("The core is closed");
      // The next command that waits for the disk takes along what stands before it in the log.
      if (isLoose) file.pragma("synchronous = NORMAL");
      beginImmediate.run();
      try {
        const at = instantOf(nowMs());
        const result = work(db, at, (entry) => {
          appendAudit(db, {
            at,
            accountId,
            operation: name,
            subjectId: entry.subjectId,
            requestId: null,
            payload: JSON.stringify(entry.payload),
            reply: "null",
            salt: hex(16),
          });
        });
        commit.run();
        newestMs = Math.max(newestMs, Date.parse(at));
        return result;
      } catch (error) {
        rollBack();
        throw error;
      } finally {
        if (isLoose) file.pragma("synchronous = FULL");
      }
    },
    failed: (name, error) => {
      options.log({ at: instantOf(clock()), operation: name, error });
      return codeOfError(error);
    },
    changed: (slice) => tell([slice], ""),
  });
  const { workerUrl, home } = options;
  const seats = createSeats(seatCount);
  const readings = createReadings(workerUrl, options.files, jobs.wake, seats);
  const openWorker = () =>
    seatedWorker(seats, { sits: "toTheEnd", start: () => createFileWorker(workerUrl, () => {}), wake: jobs.wake });
  const backups = home ? createBackups({ ...home, files: options.files, workerUrl, wake: jobs.wake }) : null;

  const lockWhenIdle = (session: SessionState) => {
    if (session.accountId === null || session.isLocked) return;
    // A clock that was ahead and came back must not keep a desk open until it is there again.
    session.lastActiveMs = Math.min(session.lastActiveMs, clock());
    if (clock() - session.lastActiveMs > policy.idleMinutes(db) * 60_000) session.isLocked = true;
  };

  const permission = (session: SessionState, need: Need): { code: string } | { caller: Caller | null } => {
    lockWhenIdle(session);
    const caller =
      session.accountId !== null && !session.isLocked ? (policy.findCaller(db, session.accountId) ?? null) : null;
    if (need === "nobody") return { caller };
    if (session.accountId === null) return { code: "NotSignedIn" };
    if (session.isLocked) return { code: "Locked" };
    if (!caller) return { code: "NotSignedIn" };
    return mayDo(caller.roles, need) ? { caller } : { code: "NotAllowed" };
  };

  const replay = (
    operationName: string,
    accountId: string | null,
    requestId: string,
    payload: string,
  ): Reply | undefined => {
    const kept = keptReply(db, requestId);
    if (!kept) return undefined;
    const isSameRequest =
      kept.operation === operationName &&
      kept.accountId === accountId &&
      (kept.salt === null || payloadHashOf(kept.salt, payload) === kept.payloadHash);
    if (!isSameRequest) return { ok: false, code: "InvalidInput", fields: [{ path: "", message: "请求编号重复" }] };
    return kept.reply === null ? { ok: false, code: "NotFound" } : { ok: true, value: JSON.parse(kept.reply) };
  };

  const failure = (error: unknown, operation: Operation, name: string): Reply => {
    if (error instanceof Refusal) {
      const isKnown =
        operation.fails.includes(error.code) ||
        ["InvalidInput", "NotAllowed", "NotFound", "Conflict"].includes(error.code);
      if (isKnown) return { ok: false, code: error.code, details: error.details, fields: error.fields };
    }
    options.log({ at: instantOf(clock()), operation: name, error });
    return { ok: false, code: codeOfError(error) };
  };

  const refuse = (code: string, details?: unknown) => new Refusal(code, details);
  const refuseField = (path: string, message: string) => new Refusal("InvalidInput", undefined, [{ path, message }]);

  const answerQuery = (operation: Query, name: string, context: Record<string, unknown>, input: unknown): Reply => {
    begin.run();
    try {
      const value = operation.output.parse((handlers[name] as AnyHandler)(context, input));
      commit.run();
      return { ok: true, value };
    } catch (error) {
      rollBack();
      return failure(error, operation, name);
    }
  };

  const handleCommand = (
    operation: Command,
    name: string,
    sessionId: string,
    session: SessionState,
    context: Record<string, unknown> & { now: Instant; caller: Caller | null },
    input: unknown,
    requestId: string | undefined,
  ): Reply => {
    const afterwards: (() => void)[] = [];
    const forgotten: Parameters<typeof emptyPayloads>[1][] = [];
    const slices = [sliceOf(name)];
    const payload = JSON.stringify(withoutSecrets(input, operation.secrets));
    // Whoever is not signed in must not be handed the reply of another by guessing its request id.
    const keepsReply = requestId !== undefined && operation.needs !== "nobody";
    beginImmediate.run();
    try {
      if (keepsReply) {
        const kept = replay(name, context.caller?.accountId ?? null, requestId, payload);
        if (kept) {
          commit.run();
          return kept;
        }
      }
      const sessionControl: SessionControl = {
        id: sessionId,
        accountId: session.accountId,
        isLocked: session.isLocked,
        signIn: (accountId) => {
          afterwards.push(() => {
            session.accountId = accountId;
            session.isLocked = false;
            session.lastActiveMs = clock();
          });
        },
        signOut: () => {
          afterwards.push(() => {
            session.accountId = null;
            session.isLocked = false;
          });
        },
        lock: () => {
          afterwards.push(() => {
            session.isLocked = session.accountId !== null;
          });
        },
      };
      const commandContext = {
        ...context,
        db,
        session: sessionControl,
        jobs,
        newId,
        random,
        addEvent: (event: NewEvent) => insertEvent(db, event, context.now, context.caller?.accountId ?? null),
        alsoChanged: (slice: string) => slices.push(slice),
        afterCommit: (action: () => void) => afterwards.push(action),
        openWorker,
        startJob: (job: Job) => {
          const id = newId();
          afterwards.push(() => jobs.start(id, job, context.caller?.accountId ?? null));
          return id;
        },
        makeSample: home?.makeSample ?? null,
        endSessionsOf: sessions.endAccount,
        forget: (of: Parameters<typeof emptyPayloads>[1]) => forgotten.push(of),
        acceptClock: () => {
          afterwards.push(() => {
            newestMs = clock();
          });
        },
      };
      const value = operation.output.parse((handlers[name] as AnyHandler)(commandContext, input));
      if (!operation.isQuiet) {
        appendAudit(db, {
          at: context.now,
          accountId: context.caller?.accountId ?? null,
          operation: name,
          subjectId: subjectOf(input, value),
          requestId: keepsReply ? requestId : null,
          payload,
          reply: keepsReply ? JSON.stringify(value) : "null",
          salt: hex(16),
        });
        for (const of of forgotten) emptyPayloads(db, of);
      }
      commit.run();
      if (!operation.isQuiet) newestMs = Math.max(newestMs, Date.parse(context.now));
      for (const action of afterwards) runLogged(name, action);
      if (!operation.isQuiet) tell(slices, sessionId);
      return { ok: true, value };
    } catch (error) {
      rollBack();
      return failure(error, operation, name);
    }
  };

  return {
    openSession: sessions.open,
    closeSession: sessions.close,
    jobs,
    files: options.files,
    backups,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mayAddFiles: (sessionId) => {
      const session = sessions.find(sessionId);
      if (session === undefined || isClosed) return false;
      return "caller" in permission(session, "clerk") || "caller" in permission(session, "admin");
    },
    handle: (sessionId, name, rawInput, requestId) => {
      if (isClosed) return { ok: false, code: "Closed" };
      const operation = Object.hasOwn(contract, name) ? contract[name] : undefined;
      const session = sessions.find(sessionId);
      if (!operation) return { ok: false, code: "InvalidInput", fields: [{ path: "", message: "没有这个操作" }] };
      if (!session) return { ok: false, code: "NotSignedIn" };
      try {
        const allowed = permission(session, operation.needs);
        if ("code" in allowed) return { ok: false, code: allowed.code };
        const parsed = operation.input.safeParse(rawInput ?? {});
        if (!parsed.success) return { ok: false, code: "InvalidInput", fields: fieldProblems(parsed.error) };
        if (requestId !== undefined && !/^[0-9a-f-]{16,64}$/.test(requestId))
          return { ok: false, code: "InvalidInput", fields: [{ path: "", message: "请求编号格式不对" }] };
        const now = instantOf(nowMs());
        const context = {
          db,
          now,
          today: dayOf(now),
          caller: allowed.caller,
          session: { id: sessionId, accountId: session.accountId, isLocked: session.isLocked },
          jobs,
          files: options.files,
          readings,
          backups,
          isClockSetBack: isClockSetBack(),
          refuse,
          refuseField,
        };
        if (operation.kind === "query") return answerQuery(operation, name, context, parsed.data);
        if (operation.needs !== "nobody") session.lastActiveMs = clock();
        if (isClockSetBack() && operation.needs !== "nobody" && !operation.isQuiet && !name.endsWith(".acceptClock"))
          return { ok: false, code: "ClockSetBack" };
        const input = maskedInput(parsed.data, operation.secrets);
        const reply = handleCommand(operation, name, sessionId, session, context, input, requestId);
        const isMasked = JSON.stringify(input) !== JSON.stringify(parsed.data);
        return reply.ok && isMasked && !operation.isQuiet ? { ...reply, isMasked } : reply;
      } catch (error) {
        rollBack();
        return failure(error, operation, name);
      }
    },
    close: () => {
      if (isClosed) return;
      jobs.close();
      readings.closeAll();
      isClosed = true;
      // On a full disk this fails, and what was saved stays in the log beside the database.
      runLogged("checkpoint", () => file.pragma("wal_checkpoint(TRUNCATE)"));
      file.close();
    },
  };
};
