import { peakCount } from "#features/booking/holding.ts";
import type { TestCore } from "../support/test-core.ts";

type Fault = Record<string, unknown>;

/** Each query answers with what breaks a rule of bookings. */
const faults: Readonly<Record<string, string>> = {
  "a room or a provider held twice at one moment": `
    SELECT h.sessionId, i.sessionId AS otherId, h.resourceId FROM holds h JOIN holds i
      ON i.resourceKind = h.resourceKind AND i.resourceId = h.resourceId AND i.sessionId > h.sessionId
      AND i.startAt < h.endAt AND h.startAt < i.endAt
    WHERE h.resourceKind IN ('room', 'provider')`,
  "a hold of a session that does not take place, or at another time than it": `
    SELECT h.sessionId FROM holds h JOIN sessions s ON s.id = h.sessionId
    WHERE s.state = 'cancelled' OR h.startAt <> s.startAt OR h.endAt <> s.endAt`,
  "a hold in a blackout that stood before it": `
    WITH settled (sessionId, eventId) AS (
      SELECT subjectId, max(id) FROM events WHERE subjectKind = 'session' AND kind IN ('sessionAdded', 'sessionMoved')
      GROUP BY subjectId)
    SELECT h.sessionId, b.id FROM holds h JOIN settled t ON t.sessionId = h.sessionId
      JOIN blackouts b ON (b.resourceId = h.resourceId OR b.scope = 'centre') AND b.startAt < h.endAt AND h.startAt < b.endAt
      JOIN events e ON e.subjectKind = 'blackout' AND e.subjectId = b.id AND e.kind = 'blackoutAdded'
    WHERE b.withdrawnAt IS NULL AND e.id < t.eventId`,
  "more heads than places": `
    SELECT s.id, s.placeCount FROM sessions s JOIN bookings b ON b.sessionId = s.id
    WHERE b.state IN ('booked', 'arrived', 'served') GROUP BY s.id HAVING sum(b.headCount) > s.placeCount`,
  "an open booking of a session that was cancelled": `
    SELECT b.id FROM bookings b JOIN sessions s ON s.id = b.sessionId
    WHERE s.state = 'cancelled' AND b.state IN ('booked', 'waiting')`,
  "a session of one's own that outlives its booking": `
    SELECT s.id FROM sessions s WHERE s.kind = 'own' AND s.state = 'open' AND NOT EXISTS (
      SELECT 1 FROM bookings b WHERE b.sessionId = s.id AND b.state IN ('booked', 'arrived', 'served', 'noShow'))`,
  "a room given away while whoever took it was there, or that is still kept after": `
    SELECT s.id FROM sessions s JOIN events e ON e.subjectKind = 'session' AND e.subjectId = s.id AND e.kind = 'roomReleased'
    WHERE s.state = 'open' AND (s.endAt <> e.at OR EXISTS (
      SELECT 1 FROM bookings b JOIN events a ON a.subjectKind = 'booking' AND a.subjectId = b.id AND a.toState = 'arrived'
      WHERE b.sessionId = s.id AND a.at <= e.at AND NOT EXISTS (
        SELECT 1 FROM events u WHERE u.subjectId = b.id AND u.id > a.id AND u.at <= e.at AND u.fromState = 'arrived')))`,
  "somebody twice in one session": `
    SELECT sessionId, residentId FROM bookings WHERE residentId IS NOT NULL
      AND state IN ('booked', 'arrived', 'served', 'waiting') GROUP BY sessionId, residentId HAVING count(*) > 1`,
  "a state that its events do not lead to": `
    SELECT b.id, b.state FROM bookings b WHERE b.state IS NOT (
      SELECT e.toState FROM events e WHERE e.subjectKind = 'booking' AND e.subjectId = b.id AND e.toState IS NOT NULL
      ORDER BY e.id DESC LIMIT 1)`,
  "an event that begins elsewhere than the one before it ended": `
    SELECT * FROM (
      SELECT id, kind, fromState, lag(toState) OVER (PARTITION BY subjectId ORDER BY id) AS before
      FROM events WHERE toState IS NOT NULL AND subjectKind = 'booking')
    WHERE fromState IS NOT before`,
  "more of a service in a month than the quota, and no reason": `
    SELECT b.residentId, s.serviceId, count(*) AS count FROM bookings b JOIN sessions s ON s.id = b.sessionId
      JOIN services v ON v.id = s.serviceId JOIN json_each(v.quotas) q ON q.value ->> 'period' = 'month'
    WHERE b.state IN ('booked', 'arrived', 'served', 'noShow') AND b.overruled NOT LIKE '%overQuota%'
    GROUP BY b.residentId, s.serviceId, substr(datetime(s.startAt, '+8 hours'), 1, 7)
    HAVING count(*) > max(q.value ->> 'count')`,
  "somebody put before those who wait longer, without a call in vain or a reason": `
    SELECT e.subjectId FROM events e JOIN bookings b ON b.id = e.subjectId
    WHERE e.subjectKind = 'booking' AND e.kind = 'placeTaken' AND e.reason = '' AND EXISTS (
      SELECT 1 FROM bookings w WHERE w.sessionId = b.sessionId AND w.state = 'waiting'
        AND w.waitingAt < (SELECT f.at FROM events f WHERE f.subjectId = b.id AND f.kind = 'waitingBegun')
        AND NOT EXISTS (SELECT 1 FROM waiting_calls c WHERE c.bookingId = w.id AND c.at <= e.at AND c.outcome = 'notReached'))`,
  "a number left out or given twice": `
    SELECT year FROM bookings GROUP BY year HAVING count(*) <> max(number) OR count(DISTINCT number) <> count(*)`,
  "two open tellings of one booking, or one of somebody who was served": `
    SELECT t.bookingId FROM tellings t JOIN bookings b ON b.id = t.bookingId
    WHERE t.toldAt IS NULL AND b.state = 'served'`,
};

type HeldThing = { resourceId: string; startAt: string; endAt: string; count: number; totalCount: number };

/** Equipment of which more pieces are out than there are. */
const overHeld = (core: TestCore): Fault[] => {
  const held = core.db.all<HeldThing>(
    "SELECT h.*, e.totalCount FROM holds h JOIN equipment e ON e.id = h.resourceId WHERE h.resourceKind = 'equipment'",
  );
  return [...Map.groupBy(held, ({ resourceId }) => resourceId)].flatMap(([resourceId, of]) =>
    of.some((one) => peakCount(of, one) > one.totalCount) ? [{ resourceId }] : [],
  );
};

/** What breaks a rule of bookings now, by the rule; nothing while all hold. */
export const bookingFaultsIn = (core: TestCore): Record<string, Fault[]> => {
  const found = Object.entries(faults).map(([name, sql]) => [name, core.db.all<Fault>(sql)] as const);
  const things = [["more pieces held than there are", overHeld(core)]] as const;
  return Object.fromEntries([...found, ...things].filter(([, rows]) => rows.length > 0));
};
