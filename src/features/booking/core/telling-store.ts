import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

/** Somebody who is booked has to be told of what was done without them. */
export type Telling = {
  id: string;
  bookingId: string;
  /** The one that made it necessary, where a blackout did. */
  blackoutId: string | null;
  why: string;
  madeAt: Instant;
  tryCount: number;
  toldAt: Instant | null;
};

/** The one that is open takes what has to be told last. */
export const putTelling = (db: WritableDatabase, telling: Omit<Telling, "tryCount" | "toldAt">): void => {
  db.run(
    `INSERT INTO tellings (id, bookingId, blackoutId, why, madeAt, tryCount, toldAt)
     VALUES (:id, :bookingId, :blackoutId, :why, :madeAt, 0, NULL)
     ON CONFLICT (bookingId) WHERE toldAt IS NULL
     DO UPDATE SET why = :why, madeAt = :madeAt, tryCount = 0, blackoutId = coalesce(:blackoutId, blackoutId)`,
    telling,
  );
};

export const openTellings = (db: ReadableDatabase): Telling[] =>
  db.all("SELECT * FROM tellings WHERE toldAt IS NULL ORDER BY madeAt, id");

/** Whom a blackout made necessary to tell, those who have been told with them. */
export const tellingsOfBlackout = (db: ReadableDatabase, blackoutId: string): Telling[] =>
  db.all("SELECT * FROM tellings WHERE blackoutId = :blackoutId ORDER BY madeAt, id", { blackoutId });

export const tellingsOf = (db: ReadableDatabase, bookingIds: readonly string[]): Map<string, string> =>
  new Map(
    db
      .all<{ bookingId: string; why: string }>(
        `SELECT t.bookingId, t.why FROM json_each(:bookingIds) j JOIN tellings t ON t.bookingId = j.value
         WHERE t.toldAt IS NULL`,
        { bookingIds: JSON.stringify(bookingIds) },
      )
      .map(({ bookingId, why }) => [bookingId, why]),
  );

export const findTelling = (db: ReadableDatabase, id: string): Telling | undefined =>
  db.one("SELECT * FROM tellings WHERE id = :id", { id });

export const recordTry = (db: WritableDatabase, id: string, toldAt: Instant | null): void => {
  db.run("UPDATE tellings SET tryCount = tryCount + 1, toldAt = :toldAt WHERE id = :id", { id, toldAt });
};

/** Nobody is told of a booking that is no more, unless that is what has to be told. */
export const dropTelling = (db: WritableDatabase, bookingId: string): void => {
  db.run("DELETE FROM tellings WHERE bookingId = :bookingId AND toldAt IS NULL", { bookingId });
};
