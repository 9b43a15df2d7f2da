import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { z } from "zod";
import { migrations } from "#app/migrations.ts";
import { type Contract, command, FileHandle, query, type Reply, type Role } from "#base/contract.ts";
import { Refusal } from "#base/refusal.ts";
import type { Handlers } from "#core/contexts.ts";
import { type Core, createCore } from "#core/core.ts";
import { databaseOf, openSqlite, type SqliteFile, type WritableDatabase } from "#core/database.ts";
import { createFileStore, type FileStore } from "#core/files.ts";
import { type Migration, migrate, pendingMigrations } from "#core/migrate.ts";
import { countingRandom, startMs, workerUrl } from "./community.ts";
import type { LogEntry } from "./test-core.ts";

/*
 * A small product of its own on the real engine, for what no real operation does: break, refuse what it did not
 * declare, answer nonsense.
 */

const Done = z.object({ done: z.literal(true) });
const Note = z.object({ id: z.string(), body: z.string(), version: z.int() });

export const sampleContract = {
  "sample.signIn": command({ needs: "nobody", input: z.object({ role: z.string() }), output: Done }),
  "sample.notes": query({ needs: "viewer", input: z.object({}), output: z.object({ notes: z.array(Note) }) }),
  "sample.addNote": command({
    needs: "clerk",
    input: z.object({ body: z.string(), about: z.json().default(null) }),
    output: z.object({ id: z.string() }),
    fails: ["NoteTaken"],
    secrets: ["secret"],
  }),
  "sample.changeNote": command({ needs: "clerk", input: Note, output: Note.pick({ id: true, version: true }) }),
  "sample.tellOthers": command({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.keepQuiet": command({ needs: "clerk", input: z.object({}), output: Done, isQuiet: true }),
  "sample.breakAfterWriting": command({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.breakAfterCommit": command({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.refuseUndeclared": command({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.answerNonsense": command({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.writeWhileReading": query({ needs: "clerk", input: z.object({}), output: Done }),
  "sample.file": query({
    needs: "clerk",
    input: z.object({ sha256: z.string() }),
    output: z.object({ file: FileHandle }),
  }),
} satisfies Contract;

const addNote = (db: WritableDatabase, id: string, body: string) =>
  db.run("INSERT INTO sample_notes (id, body, version) VALUES (:id, :body, 1)", { id, body });

const handlers: Handlers<typeof sampleContract> = {
  "sample.signIn": ({ session }, { role }) => {
    session.signIn(role);
    return { done: true };
  },
  "sample.notes": ({ db }) => ({ notes: db.all("SELECT id, body, version FROM sample_notes ORDER BY id") }),
  "sample.addNote": ({ db, newId, refuse, afterCommit, addEvent }, { body }) => {
    if (db.one("SELECT 1 FROM sample_notes WHERE body = :body", { body })) throw refuse("NoteTaken", { body });
    const id = newId();
    addNote(db, id, body);
    addEvent({ of: "note", id, kind: "added" });
    afterCommit(() => afterCommits.push(id));
    return { id };
  },
  "sample.changeNote": ({ db, refuse }, note) => {
    const changed = db.run(
      "UPDATE sample_notes SET body = :body, version = version + 1 WHERE id = :id AND version = :version",
      note,
    );
    if (changed === 0) throw refuse("Conflict");
    return { id: note.id, version: note.version + 1 };
  },
  "sample.tellOthers": ({ alsoChanged }) => {
    alsoChanged("other");
    alsoChanged("sample");
    return { done: true };
  },
  "sample.keepQuiet": () => ({ done: true }),
  "sample.breakAfterWriting": ({ db, newId, afterCommit }) => {
    addNote(db, newId(), "half");
    afterCommit(() => afterCommits.push("never"));
    throw new Error("broken on purpose");
  },
  "sample.breakAfterCommit": ({ db, newId, afterCommit }) => {
    addNote(db, newId(), "whole");
    afterCommit(() => {
      throw new Error("broken afterwards");
    });
    return { done: true };
  },
  "sample.refuseUndeclared": ({ db, newId }) => {
    addNote(db, newId(), "half");
    throw new Refusal("NobodyDeclaredThis");
  },
  "sample.answerNonsense": ({ db, newId }) => {
    addNote(db, newId(), "half");
    return { done: false } as unknown as { done: true };
  },
  "sample.writeWhileReading": ({ db }) => {
    db.all("DELETE FROM sample_notes RETURNING id");
    return { done: true };
  },
  "sample.file": (_context, { sha256 }) => ({ file: { sha256, name: "照片 1.png", mediaType: "image/png" } }),
};

/** What `afterCommit` of the sample ran, since it was last emptied. */
export const afterCommits: string[] = [];

const last = migrations.length + 1;
export const sampleMigrations: Migration[] = [
  ...migrations,
  {
    number: last,
    name: `${String(last).padStart(4, "0")}-sample`,
    sql: "CREATE TABLE sample_notes (id TEXT PRIMARY KEY, body TEXT NOT NULL, version INTEGER NOT NULL) STRICT;",
  },
];

export type SampleCore = {
  core: Core;
  file: SqliteFile;
  db: WritableDatabase;
  files: FileStore;
  log: LogEntry[];
  clock: { ms: number };
  as(role: Role | "nobody"): SampleDesk;
};
export type SampleDesk = {
  (name: keyof typeof sampleContract, input?: unknown, requestId?: string): Reply;
  sessionId: string;
};

const cleanUps: (() => void)[] = [];
afterAll(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A folder that is gone after the tests of the file. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-sample-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const openSampleCore = (options: { path?: string; largestFileBytes?: number } = {}): SampleCore => {
  const file = openSqlite(options.path ?? ":memory:");
  migrate(file, pendingMigrations(file, sampleMigrations));
  const files = createFileStore(join(temporaryFolder(), "files"), options.largestFileBytes);
  const log: LogEntry[] = [];
  const clock = { ms: startMs };
  const core = createCore({
    file,
    files,
    contract: sampleContract,
    handlers,
    policy: {
      findCaller: (_db, accountId) => ({ accountId, roles: [accountId as Role] }),
      idleMinutes: () => 10,
    },
    clock: () => clock.ms,
    random: countingRandom(),
    workerUrl,
    log: (entry) => void log.push(entry),
  });
  cleanUps.unshift(core.close);
  return {
    core,
    file,
    db: databaseOf(file),
    files,
    log,
    clock,
    as: (role) => {
      const sessionId = core.openSession();
      if (role !== "nobody") core.handle(sessionId, "sample.signIn", { role });
      return Object.assign(
        (name: string, input?: unknown, requestId?: string) => core.handle(sessionId, name, input, requestId),
        { sessionId },
      );
    },
  };
};
