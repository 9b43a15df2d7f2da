import type { Instant } from "#base/dates.ts";
import { searchQuery } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";

export type SearchEntry = {
  kind: string;
  subjectId: string;
  sortAt: Instant;
  isConfidential: boolean;
  /** Made by base/search-pieces.ts. */
  pieces: string;
};

const entryId = (db: ReadableDatabase, subjectId: string): number | undefined =>
  db.one<{ id: number }>("SELECT id FROM search_entries WHERE subjectId = :subjectId", { subjectId })?.id;

/** The kind is a token of its own, so that a search in one kind never walks the matches of another. */
export const kindToken = (kind: string) => `kind${kind.toLowerCase()}`;

/** Puts a record into the search, or replaces what stands there of it. */
export const index = (db: WritableDatabase, entry: SearchEntry): void => {
  const known = entryId(db, entry.subjectId);
  const values = {
    kind: entry.kind,
    subjectId: entry.subjectId,
    sortAt: entry.sortAt,
    isConfidential: entry.isConfidential,
  };
  if (known !== undefined) {
    db.run("DELETE FROM search_pieces WHERE rowid = :id", { id: known });
    db.run(
      "UPDATE search_entries SET kind = :kind, sortAt = :sortAt, isConfidential = :isConfidential WHERE subjectId = :subjectId",
      values,
    );
  } else {
    db.run(
      `INSERT INTO search_entries (kind, subjectId, sortAt, isConfidential)
       VALUES (:kind, :subjectId, :sortAt, :isConfidential)`,
      values,
    );
  }
  db.run("INSERT INTO search_pieces (rowid, body) VALUES (:id, :body)", {
    id: known ?? entryId(db, entry.subjectId),
    body: `${kindToken(entry.kind)} ${entry.pieces}`,
  });
};

/** Takes a record out of the search. */
export const unindex = (db: WritableDatabase, subjectId: string): void => {
  const id = entryId(db, subjectId);
  if (id === undefined) return;
  db.run("DELETE FROM search_pieces WHERE rowid = :id", { id });
  db.run("DELETE FROM search_entries WHERE id = :id", { id });
};

/** Writes out what the search still holds in memory, so that an error of it shows here. */
export const settlePieces = (db: WritableDatabase): void => {
  db.run("INSERT INTO search_pieces (search_pieces) VALUES ('flush')");
};

/** Forgets the words of all records, also where they are damaged; the entries and their order stay. */
export const emptyPieces = (db: WritableDatabase): void => {
  db.run("INSERT INTO search_pieces (search_pieces) VALUES ('delete-all')");
};

/**
 * Ids of the records that match what a person typed, the newest entry first. Confidential ones are left out unless
 * the asker may see them.
 */
export const searchIds = (
  db: ReadableDatabase,
  options: { typed: string; kind: string; limit: number; withConfidential: boolean },
): string[] => {
  const words = searchQuery(options.typed);
  if (words === undefined) return [];
  return db
    .all<{ subjectId: string }>(
      `SELECT e.subjectId FROM search_pieces p JOIN search_entries e ON e.id = p.rowid
       WHERE search_pieces MATCH :match AND (e.isConfidential = 0 OR :withConfidential = 1)
       ORDER BY p.rowid DESC LIMIT :limit`,
      {
        match: `"${kindToken(options.kind)}" AND ${words}`,
        withConfidential: options.withConfidential,
        limit: options.limit,
      },
    )
    .map((row) => row.subjectId);
};
