import type { Instant } from "#base/dates.ts";
import { namePieces, numberPieces, phonePieces, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import { index } from "#core/search.ts";
import type { tryWays } from "../follow-up-contract.ts";
import type { PromiseState } from "../promise-contract.ts";
import type { Asker } from "./appeal-store.ts";

/** A row of `promises`. */
export type KeptPromise = {
  id: string;
  year: number;
  number: number;
  appealId: string | null;
  residentId: string | null;
  name: string;
  phone: string;
  words: string;
  dueAt: Instant;
  madeAt: Instant;
  madeBy: string;
  keeperId: string;
  state: PromiseState;
  endedAt: Instant | null;
  said: string;
  moveCount: number;
  version: number;
};

export const insertPromise = (
  db: WritableDatabase,
  promise: Omit<KeptPromise, "number" | "state" | "endedAt" | "said" | "moveCount" | "version">,
): number => {
  const number = nextNumber(db, "回", promise.year);
  db.run(
    `INSERT INTO promises (id, year, number, appealId, residentId, name, phone, words, dueAt, madeAt, madeBy, keeperId,
       state, endedAt, said, moveCount, version)
     VALUES (:id, :year, :number, :appealId, :residentId, :name, :phone, :words, :dueAt, :madeAt, :madeBy, :keeperId,
       'open', NULL, '', 0, 1)`,
    { ...promise, number },
  );
  return number;
};

export const findPromise = (db: ReadableDatabase, id: string): KeptPromise | undefined =>
  db.one<KeptPromise>("SELECT * FROM promises WHERE id = :id", { id });

export const promisesById = (db: ReadableDatabase, ids: readonly string[]): KeptPromise[] =>
  db.all<KeptPromise>("SELECT p.* FROM json_each(:ids) j JOIN promises p ON p.id = j.value ORDER BY j.key", {
    ids: JSON.stringify(ids),
  });

export const promisesOfAppeal = (db: ReadableDatabase, appealId: string): KeptPromise[] =>
  db.all<KeptPromise>("SELECT * FROM promises WHERE appealId = :appealId ORDER BY madeAt, id", { appealId });

/** False when someone else saved first. */
export const updatePromise = (
  db: WritableDatabase,
  { id, version }: { id: string; version: number },
  change: Partial<Pick<KeptPromise, "dueAt" | "keeperId" | "state" | "endedAt" | "said" | "moveCount">>,
): boolean =>
  db.run(
    `UPDATE promises SET ${Object.keys(change)
      .map((name) => `${name} = :${name}, `)
      .join("")}version = version + 1 WHERE id = :id AND version = :version`,
    { ...change, id, version },
  ) === 1;

export const indexPromise = (
  db: WritableDatabase,
  promise: KeptPromise,
  whom: { name: string; phone: string },
  isConfidential: boolean,
): void =>
  index(db, {
    kind: "promise",
    subjectId: promise.id,
    sortAt: promise.madeAt,
    isConfidential,
    pieces: [
      numberPieces("回", promise.year, promise.number),
      textPieces(promise.words),
      namePieces(whom.name),
      phonePieces(whom.phone),
    ].join(" "),
  });

export type PromiseRow = KeptPromise & { missedCount: number };

const rowColumns = `p.*, (SELECT count(*) FROM promise_tries y WHERE y.promiseId = p.id AND y.isReached = 0) AS missedCount`;

/** A promise about an appeal is seen by whoever sees the appeal. */
const seen = `(p.appealId IS NULL OR :seesConfidential = 1 OR EXISTS (SELECT 1 FROM appeals a
  WHERE a.id = p.appealId AND (a.isConfidential = 0 OR a.receivedBy = :accountId)))`;

export const findPromiseRow = (db: ReadableDatabase, id: string): PromiseRow | undefined =>
  db.one<PromiseRow>(`SELECT ${rowColumns} FROM promises p WHERE p.id = :id`, { id });

/** Open promises by when they fall due; those that are over, newest first. */
export const promisePage = (
  db: ReadableDatabase,
  filters: {
    states: readonly PromiseState[];
    keeperId: string | null;
    appealId: string | null;
    residentId: string | null;
  },
  asker: Asker,
  page: { after: string | null; limit: number },
): { rows: PromiseRow[]; nextAfter: string | null } => {
  const isOpen = filters.states.every((state) => state === "open");
  const key = isOpen ? "p.dueAt" : "p.madeAt";
  const conditions = ["p.state IN (SELECT value FROM json_each(:states))", seen];
  if (filters.keeperId !== null) conditions.push("p.keeperId = :keeperId");
  if (filters.appealId !== null) conditions.push("p.appealId = :appealId");
  if (filters.residentId !== null)
    conditions.push(
      "(p.residentId = :residentId OR p.appealId IN (SELECT id FROM appeals WHERE reporterId = :residentId))",
    );
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  if (page.after !== null) conditions.push(`(${key}, p.id) ${isOpen ? ">" : "<"} (:afterAt, :afterId)`);
  const rows = db.all<PromiseRow>(
    `SELECT ${rowColumns} FROM promises p WHERE ${conditions.join(" AND ")}
     ORDER BY ${isOpen ? "p.dueAt, p.id" : "p.madeAt DESC, p.id DESC"} LIMIT :limit`,
    { ...filters, states: JSON.stringify(filters.states), ...asker, afterAt, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  const lastAt = last && (isOpen ? last.dueAt : last.madeAt);
  return { rows, nextAfter: rows.length === page.limit && last ? `${lastAt}|${last.id}` : null };
};

/** Open promises that fall due before a moment. */
export const promisesDueBefore = (db: ReadableDatabase, before: Instant, asker: Asker, limit: number): PromiseRow[] =>
  db.all<PromiseRow>(
    `SELECT ${rowColumns} FROM promises p WHERE p.state = 'open' AND p.dueAt <= :before AND ${seen}
     ORDER BY p.dueAt, p.id LIMIT :limit`,
    { before, ...asker, limit },
  );

export const countPromises = (
  db: ReadableDatabase,
  asker: Asker,
  bounds: { now: Instant; endOfToday: Instant },
): { open: number; overdue: number; today: number } =>
  db.one<{ open: number; overdue: number; today: number }>(
    `SELECT count(*) AS open, count(*) FILTER (WHERE p.dueAt < :now) AS overdue,
       count(*) FILTER (WHERE p.dueAt >= :now AND p.dueAt <= :endOfToday) AS today
     FROM promises p WHERE p.state = 'open' AND ${seen}`,
    { ...bounds, ...asker },
  ) ?? { open: 0, overdue: 0, today: 0 };

export type KeptCall = {
  id: string;
  promiseId: string;
  at: Instant;
  triedBy: string;
  way: (typeof tryWays)[number];
  isReached: boolean;
  note: string;
};

export const callsOf = (db: ReadableDatabase, promiseId: string): KeptCall[] =>
  db.all<KeptCall>("SELECT * FROM promise_tries WHERE promiseId = :promiseId ORDER BY at, id", { promiseId });

export const insertCall = (db: WritableDatabase, call: KeptCall): void => {
  db.run(
    `INSERT INTO promise_tries (id, promiseId, at, triedBy, way, isReached, note)
     VALUES (:id, :promiseId, :at, :triedBy, :way, :isReached, :note)`,
    call,
  );
};
