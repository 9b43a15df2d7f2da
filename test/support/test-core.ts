import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { openCentre } from "#app/centre.ts";
import type { AppContract } from "#app/contract.ts";
import { composeCore } from "#app/core.ts";
import { migrations } from "#app/migrations.ts";
import type { OutputOf, Reply, WrittenInputOf } from "#base/contract.ts";
import { type Instant, instantOf } from "#base/dates.ts";
import { uuidV7 } from "#base/ids.ts";
import { databasePathOf } from "#core/centre-folder.ts";
import type { Core } from "#core/core.ts";
import { databaseOf, openSqlite, type SqliteFile, type WritableDatabase } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { migrate, pendingMigrations } from "#core/migrate.ts";
import { type Community, countingRandom, freshCommunity, people, type Seat, startMs, workerUrl } from "./community.ts";

type Name = keyof AppContract & string;

/** Someone at a desk: asks one operation after the other in one session. */
export type Desk = {
  <N extends Name>(name: N, input: WrittenInputOf<AppContract[N]>, requestId?: string): Reply<OutputOf<AppContract[N]>>;
  /** The value of an answer that must not be refused. */
  ok<N extends Name>(name: N, input: WrittenInputOf<AppContract[N]>): OutputOf<AppContract[N]>;
  /** `ok`, or the code of the refusal. */
  code<N extends Name>(name: N, input: WrittenInputOf<AppContract[N]>): string;
  /** Asks whatever a broken page might ask. */
  raw(name: string, input: unknown, requestId?: string): Reply;
};

export type AuditRow = {
  at: Instant;
  accountId: string | null;
  operation: string;
  subjectId: string | null;
  payload: unknown;
};

export type LogEntry = { at: Instant; operation: string; error: unknown };

export type TestCore = {
  readonly core: Core;
  /** For looking behind the operations: audit, migrations, what a test damages on purpose. */
  readonly file: SqliteFile;
  readonly db: WritableDatabase;
  readonly accountIds: Readonly<Record<Seat, string>>;
  /** Errors that reached the log. Whatever is left here fails the test: take what is expected with `takeLog`. */
  readonly log: readonly LogEntry[];
  takeLog(): LogEntry[];
  now(): Instant;
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
  setClock(at: Instant): void;
  /** Somebody signed in with that role; signs in again where the desk was locked meanwhile. */
  as(seat: Seat | "nobody"): Desk;
  /** A session of its own, signed out. */
  openDesk(): Desk;
  /** The rows that an action adds to the audit log. */
  auditOf(action: () => void): AuditRow[];
  /** Steps the jobs until none is left. */
  finishJobs(): Promise<void>;
  /** Closes the program and starts it again on the same folder: only for a core on the disk. */
  restart(): void;
  readonly folder: string;
};

const open: { log: LogEntry[]; close(): void }[] = [];
afterEach(() => {
  for (const { log } of open) expect(log.splice(0), "errors in the log").toEqual([]);
});
afterAll(() => {
  for (const { close } of open.splice(0)) close();
});

const freshByStart = new Map<number, Community>();
const communityAt = (atMs: number): Community => {
  const known = freshByStart.get(atMs) ?? freshCommunity(atMs);
  freshByStart.set(atMs, known);
  return known;
};

let lastRequest = 0;
const newRequestId = () => {
  lastRequest += 1;
  return uuidV7(lastRequest, countingRandom());
};

const deskOf = (core: () => Core, sessionId: string): Desk => {
  const raw: Desk["raw"] = (name, input, requestId = newRequestId()) =>
    core().handle(sessionId, name, input, requestId);
  const ask = (name: string, input: unknown, requestId?: string) => raw(name, input, requestId);
  return Object.assign(ask, {
    raw,
    ok: (name: string, input: unknown) => {
      const reply = raw(name, input);
      if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
      return reply.value;
    },
    code: (name: string, input: unknown) => {
      const reply = raw(name, input);
      return reply.ok ? "ok" : reply.code;
    },
  }) as Desk;
};

/**
 * The real program on a real database: in memory, or in a folder where `isOnDisk`. The first run is behind it unless
 * `isEmpty`.
 */
export const openTestCore = (options: { at?: Instant; isOnDisk?: boolean; isEmpty?: boolean } = {}): TestCore => {
  const firstMs = options.at === undefined ? startMs : Date.parse(options.at);
  const { bytes, accountIds } = communityAt(firstMs);
  const folder = mkdtempSync(join(tmpdir(), "xbd-test-"));
  const log: LogEntry[] = [];
  let nowMs = firstMs;
  const environment = {
    clock: () => nowMs,
    random: countingRandom(),
    workerUrl,
    log: (entry: LogEntry) => void log.push(entry),
  };

  let sessions = new Map<Seat, string>();
  const start = (): { readonly core: Core; readonly file: SqliteFile; close(): void } => {
    if (options.isOnDisk) {
      const centre = openCentre(folder, environment);
      centre.onReplaced(() => {
        sessions = new Map();
      });
      return {
        get core() {
          return centre.core;
        },
        get file() {
          return centre.folder.file;
        },
        close: centre.close,
      };
    }
    const file = openSqlite(options.isEmpty ? ":memory:" : bytes);
    migrate(file, pendingMigrations(file, migrations));
    const core = composeCore({ file, files: createFileStore(join(folder, "files")) }, environment);
    return { core, file, close: core.close };
  };

  if (options.isOnDisk && !options.isEmpty) writeFileSync(databasePathOf(folder), bytes);
  let running = start();
  open.push({
    log,
    close: () => {
      running.close();
      rmSync(folder, { recursive: true });
    },
  });

  const sitDown = (seat: Seat | "nobody"): string => {
    // Whoever sits down as nobody must not find a desk where somebody has signed in since.
    const sessionId = (seat === "nobody" ? undefined : sessions.get(seat)) ?? running.core.openSession();
    if (seat === "nobody") return sessionId;
    sessions.set(seat, sessionId);
    const reply = running.core.handle(sessionId, "system.state", {});
    const signedIn = reply.ok ? (reply.value as OutputOf<AppContract["system.state"]>).signedIn : null;
    if (signedIn?.accountId === accountIds[seat] && !signedIn.isLocked) return sessionId;
    const signIn = running.core.handle(sessionId, "system.signIn", {
      accountId: accountIds[seat],
      pin: people[seat].pin,
    });
    if (!signIn.ok || !(signIn.value as { isSignedIn: boolean }).isSignedIn)
      throw new Error(`${seat} could not sign in: ${JSON.stringify(signIn)}`);
    return sessionId;
  };

  const auditRows = (afterId: number): AuditRow[] =>
    databaseOf(running.file)
      .all<AuditRow & { payload: string | null }>(
        `SELECT a.at, a.accountId, a.operation, a.subjectId, p.payload
         FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id WHERE a.id > :afterId ORDER BY a.id`,
        { afterId },
      )
      .map((row) => ({ ...row, payload: row.payload === null ? null : JSON.parse(row.payload) }));

  return {
    get core() {
      return running.core;
    },
    get file() {
      return running.file;
    },
    get db() {
      return databaseOf(running.file);
    },
    folder,
    accountIds,
    log,
    takeLog: () => log.splice(0),
    now: () => instantOf(nowMs),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      nowMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    setClock: (at) => {
      nowMs = Date.parse(at);
    },
    as: (seat) => deskOf(() => running.core, sitDown(seat)),
    openDesk: () => deskOf(() => running.core, running.core.openSession()),
    auditOf: (action) => {
      const before = databaseOf(running.file).one<{ id: number | null }>("SELECT max(id) AS id FROM audit_log");
      action();
      return auditRows(before?.id ?? 0);
    },
    finishJobs: async () => {
      const { jobs } = running.core;
      let wake = () => {};
      jobs.onWork(() => wake());
      const isLive = () => jobs.list().some(({ state }) => state === "running" || state === "cancelling");
      while (isLive()) {
        const called = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (!jobs.step()) await called;
      }
    },
    restart: () => {
      if (!options.isOnDisk) throw new Error("Only a core on the disk can start again");
      running.close();
      sessions = new Map();
      running = start();
    },
  };
};
