import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import type { Instant } from "#base/dates.ts";
import { appendAudit, newestAudit } from "./audit.ts";
import {
  backupDatabasePathOf,
  backupFilesPathOf,
  type Counter,
  type Manifest,
  type ManifestHead,
  manifestPathOf,
} from "./backup-manifest.ts";
import { isDamage, readingProblem } from "./backup-problem.ts";
import { databasePathOf, setAsidePathOf, stagingPathOf, swapPathOf } from "./centre-paths.ts";
import { openToRead } from "./copy.ts";
import { databaseOf, openSqlite, type SqliteFile, type WritableDatabase } from "./database.ts";
import { countersOf, type DatabaseFacts, factsOf } from "./database-facts.ts";
import { sha256Of, syncFile, syncFolder, writeWhole } from "./disk.ts";
import { insertEvent } from "./events.ts";
import { type Migration, migrate, pendingMigrations } from "./migrate.ts";
import { raiseCounters } from "./numbers.ts";
import { dropStaging, keepFiles } from "./restore-stage.ts";

/** A restore that lies ready, as `stageRestore` left it. */
export type StagedRestore = {
  backup: ManifestHead;
  /** Whose centre it is that makes room. */
  place: string;
  setAside: string;
  /** The operation in whose name it is written into the audit log. */
  operation: string;
  accountId: string | null;
};

/** The one record of which a restore tells: the centre as a whole. */
export const centreSubject = { of: "centre", id: "centre" } as const;

export type SwapContext = {
  folder: string;
  migrations: readonly Migration[];
  at: Instant;
  salt: string;
};

type Old = {
  /** Null where the file is too damaged to be described. */
  facts: DatabaseFacts | null;
  counters: Counter[];
  /** Whether its counters stand above every number given since the backup was made. */
  areNumbersKnown: boolean;
};

/** Null where that cannot be read any more. */
const ifSound = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
};

/** A backup of another history, as on a new computer, says nothing of the numbers given after it. */
const isOfSameHistory = (file: SqliteFile, { auditId, auditHash }: ManifestHead): boolean =>
  file
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM audit_log WHERE id = :auditId AND hash = :auditHash)
         OR EXISTS (SELECT 1 FROM events WHERE subjectKind = :of AND subjectId = :id AND kind = 'restored'
                      AND json_extract(details, '$.putAway') = :auditHash)`,
    )
    .pluck()
    .get({ auditId, auditHash, ...centreSubject }) === 1;

/** Reads what the centre holds now, as far as it can be read. */
const readOld = (path: string, backup: ManifestHead): Old => {
  const read = ifSound(() => {
    const file = openToRead(path);
    try {
      // What will be listed as restorable has to be.
      const isSound = ifSound(() => file.pragma("quick_check(1)", { simple: true }) === "ok") ?? false;
      const facts = isSound ? ifSound(() => factsOf(file)) : null;
      const isOurs = facts === null || facts.counts.counters !== undefined;
      const counters = isOurs ? ifSound(() => countersOf(file)) : null;
      const areNumbersKnown = counters !== null && (ifSound(() => isOfSameHistory(file, backup)) ?? false);
      return { facts, counters: counters ?? [], areNumbersKnown };
    } finally {
      file.close();
    }
  });
  return read ?? { facts: null, counters: [], areNumbersKnown: false };
};

/** Makes a database one plain file, without those that SQLite keeps beside it. */
const flatten = (path: string): void => {
  const file = new Sqlite(path, { fileMustExist: true });
  try {
    const mode = file.pragma("journal_mode = DELETE", { simple: true });
    if (mode !== "delete") throw new Error(`The database stayed in the mode ${mode}`);
  } finally {
    file.close();
  }
};

/** Describes what is put away, so that it can be restored in its turn. */
const describeOld = (context: SwapContext, staged: StagedRestore, old: Old): void => {
  const { folder, at } = context;
  const target = join(setAsidePathOf(folder), staged.setAside);
  const path = databasePathOf(folder);
  const { fileNames = [], ...facts } = old.facts ?? {};
  keepFiles(folder, staged.setAside, fileNames);
  const isKept = (name: string) => existsSync(join(backupFilesPathOf(target), name));
  const files = fileNames.filter(isKept);
  const manifest: Manifest = {
    format: 1,
    kind: old.facts ? "setAside" : "damaged",
    madeAt: at,
    madeBy: "",
    place: staged.place,
    schemaVersion: 0,
    counts: {},
    auditId: 0,
    auditHash: "",
    counters: old.counters,
    ...facts,
    databaseBytes: statSync(path).size,
    databaseSha256: sha256Of(path),
    fileCount: files.length,
    lostFiles: fileNames.filter((name) => !isKept(name)),
    files,
  };
  writeWhole(manifestPathOf(target), JSON.stringify(manifest));
};

const inTransaction = (file: SqliteFile, work: (db: WritableDatabase) => void): void => {
  file.exec("BEGIN IMMEDIATE");
  try {
    work(databaseOf(file));
    file.exec("COMMIT");
  } catch (error) {
    if (file.inTransaction) file.exec("ROLLBACK");
    throw error;
  }
};

const voidReason = "恢复备份";

/** Writes into the prepared file what happened to it, and lets its numbers go on above those given meanwhile. */
const finishStaged = (context: SwapContext, staged: StagedRestore, old: Old): void => {
  const { folder, at, salt, migrations } = context;
  const { backup, operation, accountId, setAside } = staged;
  const path = databasePathOf(stagingPathOf(folder));
  const file = openSqlite(path);
  try {
    migrate(file, pendingMigrations(file, migrations));
    inTransaction(file, (db) => {
      const gaps = raiseCounters(db, old.counters, voidReason, at);
      const { madeAt, auditId, auditHash } = backup;
      const { areNumbersKnown, facts } = old;
      const putAway = facts?.auditHash ?? "";
      const payload = JSON.stringify({ madeAt, auditId, auditHash, setAside, putAway, gaps, areNumbersKnown });
      const entry = { at, accountId, operation, subjectId: centreSubject.id, requestId: null };
      appendAudit(db, { ...entry, payload, reply: "null", salt });
      const details = { madeAt, setAside, putAway, gaps, areNumbersKnown, auditId: newestAudit(db)?.id };
      insertEvent(db, { ...centreSubject, kind: "restored", details }, at, accountId);
    });
  } finally {
    file.close();
  }
  flatten(path);
  syncFile(path);
};

const Swap = z.object({ setAside: z.string().nullable() });

/** SQLite keeps these beside a database that was not closed in order. */
const besides = ["", "-wal", "-shm", "-journal"];

/**
 * Changes the database of the centre for the prepared one. Nobody may have it open. From the moment the note lies in
 * the folder the change is decided, and the next start finishes it; before that, nothing has happened.
 */
export const swap = (context: SwapContext, staged: StagedRestore): void => {
  const { folder } = context;
  try {
    const isThere = existsSync(databasePathOf(folder));
    const old = isThere
      ? readOld(databasePathOf(folder), staged.backup)
      : { facts: null, counters: [], areNumbersKnown: false };
    finishStaged(context, staged, old);
    if (old.facts) flatten(databasePathOf(folder));
    if (isThere) describeOld(context, staged, old);
    syncFolder(stagingPathOf(folder));
    const note: z.infer<typeof Swap> = { setAside: isThere ? staged.setAside : null };
    writeWhole(swapPathOf(folder), JSON.stringify(note));
  } catch (error) {
    throw readingProblem(error);
  }
  finishSwap(folder);
};

/** Finishes a change of databases that was decided. Does nothing where there is none. */
export const finishSwap = (folder: string): void => {
  const note = swapPathOf(folder);
  if (!existsSync(note)) return;
  const { setAside } = Swap.parse(JSON.parse(readFileSync(note, "utf8")));
  const staged = databasePathOf(stagingPathOf(folder));
  if (existsSync(staged)) {
    if (setAside !== null) {
      const target = join(setAsidePathOf(folder), basename(setAside));
      mkdirSync(target, { recursive: true });
      for (const ending of besides) {
        const from = `${databasePathOf(folder)}${ending}`;
        if (existsSync(from)) renameSync(from, `${backupDatabasePathOf(target)}${ending}`);
      }
      syncFolder(target);
    }
    renameSync(staged, databasePathOf(folder));
    syncFolder(folder);
  }
  rmSync(note);
  syncFolder(folder);
  dropStaging(folder);
};

/** Says in the file that stayed why it was not restored. */
export const noteFailedRestore = (file: SqliteFile, sentence: string, accountId: string | null, at: Instant): void => {
  inTransaction(file, (db) => {
    const details = { sentence, auditId: newestAudit(db)?.id ?? 0 };
    insertEvent(db, { ...centreSubject, kind: "restoreFailed", details }, at, accountId);
  });
};
