import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import type { Job, JobSlice } from "./jobs.ts";
import { endPendingJob, keepPlace, type PendingJob, pendingJobNamed } from "./pending-jobs.ts";
import { emptyPieces, settlePieces, unindex } from "./search.ts";

/** How a kind of record is written into the search again, as it stands now. */
export type IndexedKind = {
  kind: string;
  /** Where its records are; `id` is their key. */
  table: string;
  indexAgain(db: WritableDatabase, ids: readonly string[], now: Instant): void;
};

export const rebuildSearchName = "system.rebuildSearch";

type Place = {
  /** The kind that is being written; null once the entries of vanished records are looked for. */
  kind: string | null;
  /** The last id that is done. */
  after: string | number;
  writtenCount: number;
  removedCount: number;
  /** The pieces were damaged and are made from nothing: until the end the search finds only a part. */
  isEmptied: boolean;
};

/** Written between two looks at the clock. */
const batchRows = 10;

const readPlace = ({ place }: PendingJob): Place | null => JSON.parse(place) as Place | null;

/** Whether the search finds only a part of what there is, because it is being made from nothing. */
export const isSearchIncomplete = (db: ReadableDatabase): boolean => {
  const pending = pendingJobNamed(db, rebuildSearchName);
  return pending !== undefined && readPlace(pending)?.isEmptied === true;
};

const isDamage = (error: unknown): boolean =>
  String((error as { code?: unknown } | null)?.code).startsWith("SQLITE_CORRUPT");

/**
 * Writes every record into the search again and takes out what is there of none. Each entry is replaced in its place,
 * so the desk finds everything meanwhile; a killed program goes on where the last slice ended.
 */
export const rebuildSearchJob = (kinds: readonly IndexedKind[], pending: PendingJob): Job => {
  const beginning = (isEmptied: boolean): Place => ({
    kind: kinds[0]?.kind ?? null,
    after: "",
    writtenCount: 0,
    removedCount: 0,
    isEmptied,
  });
  let place = readPlace(pending) ?? beginning(false);
  let total: number | null = null;

  const countAll = (db: ReadableDatabase): number =>
    kinds.reduce(
      (sum, { table }) => sum + (db.one<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count ?? 0),
      0,
    );

  const writeSome = (at: number, { kind, table, indexAgain }: IndexedKind, { db, now }: JobSlice): void => {
    const ids = db
      .all<{ id: string }>(`SELECT id FROM ${table} WHERE id > :after ORDER BY id LIMIT ${batchRows}`, {
        after: place.after,
      })
      .map(({ id }) => id);
    indexAgain(db, ids, now);
    const writtenCount = place.writtenCount + ids.length;
    const last = ids.at(-1);
    place =
      last !== undefined && ids.length === batchRows
        ? { ...place, kind, after: last, writtenCount }
        : { ...place, kind: kinds[at + 1]?.kind ?? null, after: kinds[at + 1] ? "" : 0, writtenCount };
  };

  /** False when no entry is left to look at. */
  const sweepSome = ({ db }: JobSlice): boolean => {
    const entries = db.all<{ id: number; kind: string; subjectId: string }>(
      `SELECT id, kind, subjectId FROM search_entries WHERE id > :after ORDER BY id LIMIT ${batchRows}`,
      { after: place.after },
    );
    for (const { id, kind, subjectId } of entries) {
      const table = kinds.find((known) => known.kind === kind)?.table;
      const isThere = table && db.one(`SELECT 1 FROM ${table} WHERE id = :subjectId`, { subjectId }) !== undefined;
      if (!isThere) unindex(db, subjectId);
      place = { ...place, after: id, removedCount: place.removedCount + (isThere ? 0 : 1) };
    }
    return entries.length === batchRows;
  };

  const goOn = (slice: JobSlice): "more" | "done" => {
    do {
      const at = kinds.findIndex(({ kind }) => kind === place.kind);
      const kind = kinds[at];
      if (kind) writeSome(at, kind, slice);
      else if (!sweepSome(slice)) return "done";
    } while (!slice.isTimeUp());
    return "more";
  };

  return {
    name: rebuildSearchName,
    step: (slice, tell) => {
      const { db, audit } = slice;
      total ??= countAll(db);
      let outcome: "more" | "done";
      try {
        outcome = goOn(slice);
        // Otherwise damage would only show while the slice is committed.
        settlePieces(db);
      } catch (error) {
        if (!isDamage(error) || place.isEmptied) throw error;
        emptyPieces(db);
        place = beginning(true);
        outcome = "more";
      }
      const { kind, writtenCount, removedCount, isEmptied } = place;
      tell({ done: writtenCount, total, note: kind === null ? "正在去掉搜索里多余的" : "正在重建搜索" });
      if (outcome === "more") keepPlace(db, pending.id, place);
      else {
        endPendingJob(db, pending.id);
        audit({ subjectId: null, payload: { writtenCount, removedCount, isEmptied } });
      }
      return outcome;
    },
    result: () => ({ writtenCount: place.writtenCount, removedCount: place.removedCount }),
    // Half rebuilt in its place, the search is whole; made from nothing it must be finished, at the next start if not now.
    undo: ({ db }) => {
      if (!place.isEmptied) endPendingJob(db, pending.id);
      return "done";
    },
  };
};
