import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export type KeptErrand = { bookingId: string; matter: string; office: string; version: number };
export type KeptDocument = {
  id: string;
  bookingId: string;
  name: string;
  receivedAt: Instant;
  receivedBy: string;
  returnedAt: Instant | null;
  returnedBy: string | null;
  returnedTo: string;
};

const held = "EXISTS (SELECT 1 FROM errand_documents d WHERE d.bookingId = b.id AND d.returnedAt IS NULL)";

/** Bookings of errands: under way or with papers here by time, or over, the latest first. */
export const errandBookings = (db: ReadableDatabase, isOver: boolean, limit: number): string[] =>
  db
    .all<{ id: string }>(
      `SELECT b.id FROM services v JOIN sessions s ON s.serviceId = v.id JOIN bookings b ON b.sessionId = s.id
       WHERE v.category = 'errand' AND ${
         isOver
           ? `b.state IN ('served', 'noShow', 'cancelled') AND NOT ${held}`
           : `(b.state IN ('booked', 'arrived') OR ${held})`
       }
       ORDER BY s.startAt ${isOver ? "DESC" : ""}, b.id LIMIT :limit`,
      { limit },
    )
    .map(({ id }) => id);

export const errandsOf = (db: ReadableDatabase, bookingIds: readonly string[]): Map<string, KeptErrand> =>
  new Map(
    db
      .all<KeptErrand>("SELECT * FROM errands WHERE bookingId IN (SELECT value FROM json_each(:bookingIds))", {
        bookingIds: JSON.stringify(bookingIds),
      })
      .map((row) => [row.bookingId, row]),
  );

/** False when someone else saved first. */
export const putErrand = (db: WritableDatabase, { version, ...errand }: KeptErrand): boolean => {
  if ((errandsOf(db, [errand.bookingId]).get(errand.bookingId)?.version ?? 0) !== version) return false;
  db.run(
    `INSERT INTO errands (bookingId, matter, office, version) VALUES (:bookingId, :matter, :office, 1)
     ON CONFLICT (bookingId) DO UPDATE SET matter = :matter, office = :office, version = version + 1`,
    errand,
  );
  return true;
};

export const documentsOf = (db: ReadableDatabase, bookingIds: readonly string[]): KeptDocument[] =>
  db.all(
    `SELECT d.* FROM json_each(:bookingIds) j JOIN errand_documents d ON d.bookingId = j.value
     ORDER BY d.bookingId, d.position`,
    { bookingIds: JSON.stringify(bookingIds) },
  );

/** Papers of others that are here now. */
export const heldDocumentCount = (db: ReadableDatabase): number =>
  db.one<{ count: number }>("SELECT count(*) AS count FROM errand_documents WHERE returnedAt IS NULL")?.count ?? 0;

export const insertDocument = (
  db: WritableDatabase,
  document: Pick<KeptDocument, "id" | "bookingId" | "name" | "receivedAt" | "receivedBy">,
): void => {
  db.run(
    `INSERT INTO errand_documents (id, bookingId, name, position, receivedAt, receivedBy, returnedAt, returnedBy, returnedTo)
     VALUES (:id, :bookingId, :name, (SELECT count(*) + 1 FROM errand_documents WHERE bookingId = :bookingId), :receivedAt, :receivedBy, NULL, NULL, '')`,
    document,
  );
};

/** False where it is not here. */
export const returnDocument = (
  db: WritableDatabase,
  document: Pick<KeptDocument, "id" | "bookingId" | "returnedTo"> & { returnedAt: Instant; returnedBy: string },
): boolean =>
  db.run(
    `UPDATE errand_documents SET returnedAt = :returnedAt, returnedBy = :returnedBy, returnedTo = :returnedTo
     WHERE id = :id AND bookingId = :bookingId AND returnedAt IS NULL`,
    document,
  ) === 1;
