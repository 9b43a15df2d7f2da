import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Booking, BookingState, callOutcomes, Objection } from "../booking-contract.ts";
import type { Span } from "../holding.ts";

export type KeptBooking = Pick<
  Booking,
  | "id"
  | "sessionId"
  | "party"
  | "residentId"
  | "householdId"
  | "organisationId"
  | "name"
  | "contactName"
  | "headCount"
  | "channel"
  | "state"
  | "approval"
  | "isLate"
  | "enrolmentId"
  | "overruleReason"
  | "purpose"
  | "note"
  | "reason"
  | "bookedAt"
  | "version"
> & {
  year: number;
  number: number;
  phone: string;
  waitingAt: Instant | null;
  overruled: Objection[];
  bookedBy: string;
};

type Row = Omit<KeptBooking, "overruled"> & { overruled: string };
const kept = (row: Row): KeptBooking => ({ ...row, overruled: JSON.parse(row.overruled) as Objection[] });

export const findBooking = (db: ReadableDatabase, id: string): KeptBooking | undefined => {
  const row = db.one<Row>("SELECT * FROM bookings WHERE id = :id", { id });
  return row && kept(row);
};

/** Those who have a place first, then those who wait in their order, then the rest. */
export const bookingsOfSession = (db: ReadableDatabase, sessionId: string): KeptBooking[] =>
  db
    .all<Row>(
      `SELECT * FROM bookings WHERE sessionId = :sessionId
       ORDER BY CASE WHEN state IN ('booked', 'arrived', 'served', 'noShow') THEN 0 WHEN state = 'waiting' THEN 1 ELSE 2 END,
         coalesce(waitingAt, bookedAt), id`,
      { sessionId },
    )
    .map(kept);

export const bookingsById = (db: ReadableDatabase, ids: readonly string[]): KeptBooking[] =>
  db
    .all<Row>("SELECT b.* FROM json_each(:ids) j JOIN bookings b ON b.id = j.value ORDER BY j.key", {
      ids: JSON.stringify(ids),
    })
    .map(kept);

/** Those that wait for somebody's yes to a session that is not over. */
export const askedBookings = (db: ReadableDatabase, now: Instant): KeptBooking[] =>
  db
    .all<Row>(
      `SELECT b.* FROM bookings b JOIN sessions s ON s.id = b.sessionId
       WHERE b.approval = 'asked' AND b.state = 'booked' AND s.endAt > :now ORDER BY s.startAt, b.id LIMIT 200`,
      { now },
    )
    .map(kept);

/** The latest first. */
export const bookingsOfResident = (db: ReadableDatabase, residentId: string, limit: number): KeptBooking[] =>
  db
    .all<Row>(
      `SELECT b.* FROM bookings b JOIN sessions s ON s.id = b.sessionId WHERE b.residentId = :residentId
       ORDER BY s.startAt DESC, b.id DESC LIMIT :limit`,
      { residentId, limit },
    )
    .map(kept);

export const bookingsOfEnrolment = (db: ReadableDatabase, enrolmentId: string): KeptBooking[] =>
  db.all<Row>("SELECT * FROM bookings WHERE enrolmentId = :enrolmentId ORDER BY id", { enrolmentId }).map(kept);

export const insertBooking = (db: WritableDatabase, { overruled, ...booking }: Omit<KeptBooking, "version">): void => {
  db.run(
    `INSERT INTO bookings (id, year, number, sessionId, party, residentId, householdId, organisationId, name, contactName,
       phone, headCount, channel, state, approval, isLate, waitingAt, enrolmentId, overruled, overruleReason, purpose, note,
       reason, bookedAt, bookedBy, version)
     VALUES (:id, :year, :number, :sessionId, :party, :residentId, :householdId, :organisationId, :name, :contactName,
       :phone, :headCount, :channel, :state, :approval, :isLate, :waitingAt, :enrolmentId, :overruled, :overruleReason,
       :purpose, :note, :reason, :bookedAt, :bookedBy, 1)`,
    { ...booking, overruled: JSON.stringify(overruled) },
  );
};

type Changed = Pick<KeptBooking, "id" | "version">;

/** False when someone else saved first. */
export const setState = (
  db: WritableDatabase,
  booking: Changed & { state: BookingState; reason?: string; isLate?: boolean },
): boolean =>
  db.run(
    `UPDATE bookings SET state = :state, reason = coalesce(:reason, reason), isLate = coalesce(:isLate, isLate),
       version = version + 1
     WHERE id = :id AND version = :version`,
    { reason: null, isLate: null, ...booking },
  ) === 1;

export const setApproved = (db: WritableDatabase, booking: Changed): boolean =>
  db.run(
    "UPDATE bookings SET approval = 'approved', version = version + 1 WHERE id = :id AND version = :version",
    booking,
  ) === 1;

export const setSession = (
  db: WritableDatabase,
  booking: Changed & Pick<KeptBooking, "sessionId" | "overruleReason"> & { overruled: readonly Objection[] },
): boolean =>
  db.run(
    `UPDATE bookings SET sessionId = :sessionId, state = 'booked', waitingAt = NULL, overruled = :overruled,
       overruleReason = :overruleReason, version = version + 1
     WHERE id = :id AND version = :version`,
    { ...booking, overruled: JSON.stringify(booking.overruled) },
  ) === 1;

export const touchBooking = (db: WritableDatabase, { id, version }: Changed): boolean =>
  db.run("UPDATE bookings SET version = version + 1 WHERE id = :id AND version = :version", { id, version }) === 1;

/** How many heads of a session are in their places. */
export const takenPlaces = (db: ReadableDatabase, sessionId: string): number =>
  db.one<{ heads: number }>(
    `SELECT coalesce(sum(headCount), 0) AS heads FROM bookings
     WHERE sessionId = :sessionId AND state IN ('booked', 'arrived', 'served')`,
    { sessionId },
  )?.heads ?? 0;

type Counts = { takenCount: number; arrivedCount: number; waitingCount: number; askedCount: number };

export const countsOf = (db: ReadableDatabase, sessionIds: readonly string[]): Map<string, Counts> =>
  new Map(
    db
      .all<Counts & { sessionId: string }>(
        `SELECT j.value AS sessionId,
           coalesce(sum(b.headCount) FILTER (WHERE b.state IN ('booked', 'arrived', 'served')), 0) AS takenCount,
           coalesce(sum(b.headCount) FILTER (WHERE b.state IN ('arrived', 'served')), 0) AS arrivedCount,
           count(b.id) FILTER (WHERE b.state = 'waiting') AS waitingCount,
           count(b.id) FILTER (WHERE b.state = 'booked' AND b.approval = 'asked') AS askedCount
         FROM json_each(:sessionIds) j LEFT JOIN bookings b ON b.sessionId = j.value GROUP BY j.value`,
        { sessionIds: JSON.stringify(sessionIds) },
      )
      .map(({ sessionId, ...counts }) => [sessionId, counts]),
  );

type Who = { residentId: string | null; householdId: string | null; organisationId: string | null };

/** An open or used booking of the same person, household or unit in a session. */
export const sameBooking = (db: ReadableDatabase, sessionId: string, who: Who & { name: string; phone: string }) =>
  db.one<{ id: string }>(
    `SELECT id FROM bookings WHERE sessionId = :sessionId AND state IN ('booked', 'arrived', 'served', 'waiting')
       AND (residentId = :residentId OR householdId = :householdId OR organisationId = :organisationId
         OR (name <> '' AND name = :name AND phone = :phone)) LIMIT 1`,
    { ...who, sessionId },
  )?.id;

/**
 * Bookings that count for a quota: of one service, by a person or by everybody of a home, from day to day. The lessons of
 * one enrolment count once, and what is left out is left out with its enrolment.
 */
export const quotaCount = (
  db: ReadableDatabase,
  of: { serviceId: string; residentId: string | null; householdId: string | null; from: Instant; to: Instant },
  exceptBookingId: string | null,
): number =>
  db.one<{ count: number }>(
    `SELECT count(DISTINCT coalesce(b.enrolmentId, b.id)) AS count FROM bookings b JOIN sessions s ON s.id = b.sessionId
     WHERE s.serviceId = :serviceId AND s.startAt >= :from AND s.startAt < :to AND b.id IS NOT :exceptBookingId
       AND (b.enrolmentId IS NULL
         OR b.enrolmentId IS NOT (SELECT e.enrolmentId FROM bookings e WHERE e.id = :exceptBookingId))
       AND b.state IN ('booked', 'arrived', 'served', 'noShow')
       AND (b.residentId = :residentId OR b.householdId = :householdId
         OR b.residentId IN (SELECT r.id FROM residents r WHERE r.householdId = :householdId))`,
    { ...of, exceptBookingId },
  )?.count ?? 0;

/** What somebody has at the same time, with the name of it. */
export const sameTime = (
  db: ReadableDatabase,
  residentId: string,
  { startAt, endAt }: Span,
  exceptBookingId: string | null,
): { serviceName: string; startAt: Instant; endAt: Instant }[] =>
  db.all(
    `SELECT v.name AS serviceName, s.startAt, s.endAt FROM bookings b JOIN sessions s ON s.id = b.sessionId
       JOIN services v ON v.id = s.serviceId
     WHERE b.residentId = :residentId AND b.state IN ('booked', 'arrived', 'served') AND b.id IS NOT :exceptBookingId
       AND s.startAt < :endAt AND s.endAt > :startAt`,
    { residentId, startAt, endAt, exceptBookingId },
  );

export const noShowCount = (db: ReadableDatabase, residentId: string, from: Instant): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM bookings b JOIN sessions s ON s.id = b.sessionId
     WHERE b.residentId = :residentId AND b.state = 'noShow' AND s.startAt >= :from`,
    { residentId, from },
  )?.count ?? 0;

type Call = {
  id: string;
  bookingId: string;
  at: Instant;
  calledBy: string;
  outcome: (typeof callOutcomes)[number];
  words: string;
};

export const callsOf = (db: ReadableDatabase, bookingIds: readonly string[]): Map<string, Call[]> =>
  Map.groupBy(
    db.all<Call>(
      `SELECT c.* FROM json_each(:bookingIds) j JOIN waiting_calls c ON c.bookingId = j.value ORDER BY c.bookingId, c.at, c.id`,
      { bookingIds: JSON.stringify(bookingIds) },
    ),
    ({ bookingId }) => bookingId,
  );

export const insertCall = (db: WritableDatabase, call: Call): void => {
  db.run(
    `INSERT INTO waiting_calls (id, bookingId, at, calledBy, outcome, words)
     VALUES (:id, :bookingId, :at, :calledBy, :outcome, :words)`,
    call,
  );
};

/** Those who wait for a session, in their order, with what came of the last call. */
export const waitingFor = (
  db: ReadableDatabase,
  sessionId: string,
): { id: string; waitingAt: Instant; headCount: number; lastOutcome: string | null }[] =>
  db.all(
    `SELECT b.id, b.waitingAt, b.headCount,
       (SELECT c.outcome FROM waiting_calls c WHERE c.bookingId = b.id ORDER BY c.at DESC, c.id DESC LIMIT 1) AS lastOutcome
     FROM bookings b WHERE b.sessionId = :sessionId AND b.state = 'waiting' ORDER BY b.waitingAt, b.id`,
    { sessionId },
  );
