import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export type KeptVisit = {
  bookingId: string;
  address: string;
  hasLift: boolean | null;
  doorNote: string;
  turn: number | null;
  returnedAt: Instant | null;
  returnedBy: string | null;
  returnNote: string;
  version: number;
};

/** Bookings that go to a home and begin in a time, with where on the address ladder whoever is visited lives. */
export const visitBookings = (
  db: ReadableDatabase,
  of: { from: Instant; to: Instant; providerId: string | null },
): { id: string; placeKey: string }[] =>
  db.all(
    `SELECT b.id, coalesce(r.placeKey, '') AS placeKey FROM sessions s
       JOIN services v ON v.id = s.serviceId AND v.mode = 'deliver'
       JOIN bookings b ON b.sessionId = s.id LEFT JOIN residents r ON r.id = b.residentId
     WHERE s.startAt >= :from AND s.startAt < :to AND b.state IN ('booked', 'arrived', 'served', 'noShow')
       AND (:providerId IS NULL OR EXISTS (SELECT 1 FROM holds h WHERE h.sessionId = s.id AND h.resourceId = :providerId))`,
    of,
  );

export const visitsOf = (db: ReadableDatabase, bookingIds: readonly string[]): Map<string, KeptVisit> =>
  new Map(
    db
      .all<KeptVisit>("SELECT * FROM home_visits WHERE bookingId IN (SELECT value FROM json_each(:bookingIds))", {
        bookingIds: JSON.stringify(bookingIds),
      })
      .map((row) => [row.bookingId, row]),
  );

const blank = {
  address: "",
  hasLift: null,
  doorNote: "",
  turn: null,
  returnedAt: null,
  returnedBy: null,
  returnNote: "",
};

/** Writes what is given beside what stood there; false when someone else saved first. */
export const putVisit = (
  db: WritableDatabase,
  bookingId: string,
  version: number,
  change: Partial<Omit<KeptVisit, "bookingId" | "version">>,
): boolean => {
  const kept = visitsOf(db, [bookingId]).get(bookingId);
  if ((kept?.version ?? 0) !== version) return false;
  db.run(
    `INSERT INTO home_visits (bookingId, address, hasLift, doorNote, turn, returnedAt, returnedBy, returnNote, version)
     VALUES (:bookingId, :address, :hasLift, :doorNote, :turn, :returnedAt, :returnedBy, :returnNote, 1)
     ON CONFLICT (bookingId) DO UPDATE SET address = :address, hasLift = :hasLift, doorNote = :doorNote, turn = :turn,
       returnedAt = :returnedAt, returnedBy = :returnedBy, returnNote = :returnNote, version = version + 1`,
    { ...blank, ...kept, ...change, bookingId },
  );
  return true;
};
