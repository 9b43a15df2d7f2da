import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { BookingState } from "../booking-contract.ts";
import type { Attendance } from "../figure-contract.ts";
import type { ServiceCategory } from "../service-contract.ts";

type Window = { from: Instant; to: Instant };

const returned = "EXISTS (SELECT 1 FROM home_visits h WHERE h.bookingId = b.id AND h.returnedAt IS NOT NULL)";
// The same as `attendanceOf` says, where the database has to choose by it.
const came = `(b.state IN ('arrived', 'served') OR (b.state = 'booked' AND ${returned}))`;

export type ServiceCount = {
  serviceId: string;
  state: BookingState;
  hasReturned: boolean;
  isOver: boolean;
  bookingCount: number;
  headCount: number;
  /** Of the heads those who stand on the register. */
  registeredCount: number;
};

/** The bookings of a time by service and by what became of them. */
export const serviceCounts = (db: ReadableDatabase, of: Window & { now: Instant }): ServiceCount[] =>
  db.all(
    `SELECT s.serviceId, b.state, b.state = 'booked' AND ${returned} AS hasReturned, s.endAt <= :now AS isOver,
       count(*) AS bookingCount, sum(b.headCount) AS headCount, count(b.residentId) AS registeredCount
     FROM sessions s JOIN bookings b ON b.sessionId = s.id
     WHERE s.startAt >= :from AND s.startAt < :to GROUP BY 1, 2, 3, 4`,
    of,
  );

export type PersonCount = {
  residentId: string | null;
  householdId: string | null;
  bookingCount: number;
  headCount: number;
};

/** Who came in a time, and how often. */
export const personCounts = (db: ReadableDatabase, of: Window): PersonCount[] =>
  db.all(
    `SELECT b.residentId, b.householdId, count(*) AS bookingCount, sum(b.headCount) AS headCount
     FROM sessions s JOIN bookings b ON b.sessionId = s.id
     WHERE s.startAt >= :from AND s.startAt < :to AND ${came} GROUP BY b.residentId, b.householdId`,
    of,
  );

export type PersonFact = { id: string; leadId: string; birthDate: Day | null; gridId: string | null };

/** Of each person who they were merged into, born when and living in which grid. */
export const personFacts = (db: ReadableDatabase, ids: readonly string[]): PersonFact[] =>
  db.all(
    `WITH RECURSIVE up(id, leadId) AS (
       SELECT value, value FROM json_each(:ids)
       UNION SELECT up.id, r.mergedInto FROM up JOIN residents r ON r.id = up.leadId WHERE r.mergedInto IS NOT NULL)
     SELECT up.id, up.leadId, r.birthDate, g.gridId
     FROM up JOIN residents r ON r.id = up.leadId AND r.mergedInto IS NULL
       LEFT JOIN households h ON h.id = r.householdId LEFT JOIN units u ON u.id = h.unitId
       LEFT JOIN buildings g ON g.id = u.buildingId`,
    { ids: JSON.stringify(ids) },
  );

/** The grid of each home. */
export const gridsOfHomes = (db: ReadableDatabase, householdIds: readonly string[]): Map<string, string | null> =>
  new Map(
    db
      .all<{ id: string; gridId: string | null }>(
        `SELECT h.id, g.gridId FROM json_each(:ids) j JOIN households h ON h.id = j.value JOIN units u ON u.id = h.unitId
           JOIN buildings g ON g.id = u.buildingId`,
        { ids: JSON.stringify(householdIds) },
      )
      .map(({ id, gridId }) => [id, gridId]),
  );

const conditions: Readonly<Record<Attendance, string>> = {
  came,
  missed: "b.state = 'noShow'",
  unrecorded: `b.state = 'booked' AND s.endAt <= :now AND NOT ${returned}`,
  ahead: `b.state = 'booked' AND s.endAt > :now AND NOT ${returned}`,
  cancelled: "b.state = 'cancelled'",
  waiting: "b.state IN ('waiting', 'gaveUp')",
};

export type BookingFilters = Window & {
  now: Instant;
  attendance: Attendance;
  serviceId: string | null;
  category: ServiceCategory | null;
};

/** The bookings behind a figure, the latest first, and how many there are. */
export const bookingsBehind = (
  db: ReadableDatabase,
  { attendance, ...of }: BookingFilters,
  limit: number,
): { ids: string[]; totalCount: number } => {
  const found = `FROM sessions s JOIN services v ON v.id = s.serviceId JOIN bookings b ON b.sessionId = s.id
    WHERE s.startAt >= :from AND s.startAt < :to AND (${conditions[attendance]})
      AND (:serviceId IS NULL OR s.serviceId = :serviceId) AND (:category IS NULL OR v.category = :category)`;
  const ids = db
    .all<{ id: string }>(`SELECT b.id ${found} ORDER BY s.startAt DESC, b.id LIMIT :limit`, { ...of, limit })
    .map(({ id }) => id);
  const totalCount = db.one<{ count: number }>(`SELECT count(*) AS count ${found}`, of)?.count ?? 0;
  return { ids, totalCount };
};

export type CandidateRow = {
  residentId: string;
  householdId: string;
  isServed: boolean;
  lastAt: Instant | null;
  lastServiceId: string | null;
  comingAt: Instant | null;
  comingServiceId: string | null;
};

/** Born so that they are old enough and not too old; nothing where age does not matter. */
const isOfAge =
  "(:bornUntil IS NULL OR r.birthDate <= :bornUntil) AND (:bornAfter IS NULL OR r.birthDate > :bornAfter)";

const candidates = {
  elderAlone: `(r.birthDate <= :bornUntil
      OR EXISTS (SELECT 1 FROM resident_audiences a WHERE a.residentId = r.id AND a.audience IN (SELECT value FROM json_each(:audiences))))
    AND NOT EXISTS (SELECT 1 FROM residents o WHERE o.householdId = r.householdId AND o.id <> r.id
      AND o.movedOutDate IS NULL AND o.mergedInto IS NULL)`,
  whoMay: `${isOfAge} AND (:audiences = '[]'
      OR EXISTS (SELECT 1 FROM resident_audiences a WHERE a.residentId = r.id AND a.audience IN (SELECT value FROM json_each(:audiences))))`,
};

type Candidates = {
  who: keyof typeof candidates;
  bornUntil: Day | null;
  bornAfter: Day | null;
  audiences: readonly string[];
};

/** Residents with a home, of a kind: served in a time or not, when last and when next; by their address. */
export const candidatesOf = (
  db: ReadableDatabase,
  {
    who,
    audiences,
    ...of
  }: Window &
    Candidates & { now: Instant; gridId: string | null; category: ServiceCategory | null; serviceId: string | null },
): CandidateRow[] =>
  db.all(
    `WITH RECURSIVE
     asked AS MATERIALIZED (
       SELECT r.id, r.householdId, r.placeKey FROM residents r
       WHERE r.householdId IS NOT NULL AND r.movedOutDate IS NULL AND r.mergedInto IS NULL AND ${candidates[who]}
         AND (:gridId IS NULL OR EXISTS (SELECT 1 FROM households h JOIN units u ON u.id = h.unitId
           JOIN buildings g ON g.id = u.buildingId WHERE h.id = r.householdId AND g.gridId = :gridId))),
     same(id, leadId) AS (
       SELECT id, id FROM asked
       UNION SELECT r.id, same.leadId FROM same JOIN residents r ON r.mergedInto = same.id),
     theirs AS (
       SELECT same.leadId, b.id, b.state, b.sessionId FROM same JOIN bookings b ON b.residentId = same.id
       UNION ALL
       SELECT asked.id, b.id, b.state, b.sessionId FROM asked JOIN bookings b ON b.householdId = asked.householdId
         AND b.residentId IS NULL),
     dated AS MATERIALIZED (
       SELECT b.leadId, b.state, s.startAt, s.serviceId, ${came} AS hasCome
       FROM theirs b JOIN sessions s ON s.id = b.sessionId JOIN services v ON v.id = s.serviceId
       WHERE (:category IS NULL OR v.category = :category) AND (:serviceId IS NULL OR s.serviceId = :serviceId)),
     past AS (
       SELECT leadId, max(startAt) AS lastAt, serviceId, sum(startAt >= :from AND startAt < :to) > 0 AS isServed
       FROM dated WHERE hasCome GROUP BY leadId),
     coming AS (
       SELECT leadId, min(startAt) AS comingAt, serviceId FROM dated
       WHERE state = 'booked' AND startAt > :now AND NOT hasCome GROUP BY leadId)
     SELECT a.id AS residentId, a.householdId, coalesce(p.isServed, 0) AS isServed, p.lastAt,
       p.serviceId AS lastServiceId, c.comingAt, c.serviceId AS comingServiceId
     FROM asked a LEFT JOIN past p ON p.leadId = a.id LEFT JOIN coming c ON c.leadId = a.id
     ORDER BY a.placeKey, a.id`,
    { ...of, audiences: JSON.stringify(audiences) },
  );
