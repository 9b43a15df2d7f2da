import { addHours, type Day, type Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Span } from "../holding.ts";
import type { ResourceKind } from "../resource-contract.ts";
import type { Session } from "../session-contract.ts";

export type KeptSession = Pick<
  Session,
  "id" | "serviceId" | "planId" | "kind" | "startAt" | "endAt" | "placeCount" | "state" | "reason" | "note" | "version"
> & { plannedDate: Day | null; turn: number | null };

export type Hold = Span & { resourceKind: ResourceKind; resourceId: string; count: number };

export type SessionFilters = {
  from: Instant;
  to: Instant;
  serviceId: string | null;
  roomId: string | null;
  withCancelled: boolean;
  limit: number;
};

/** Sessions that touch a time, in their order. No session is longer than a day. */
export const sessionsOf = (db: ReadableDatabase, filters: SessionFilters): KeptSession[] => {
  const conditions = ["s.startAt < :to", "s.startAt > :earliest", "s.endAt > :from"];
  if (filters.serviceId) conditions.push("s.serviceId = :serviceId");
  if (!filters.withCancelled) conditions.push("s.state = 'open'");
  if (filters.roomId)
    conditions.push("EXISTS (SELECT 1 FROM holds h WHERE h.sessionId = s.id AND h.resourceId = :roomId)");
  return db.all<KeptSession>(
    `SELECT s.* FROM sessions s WHERE ${conditions.join(" AND ")} ORDER BY s.startAt, s.id LIMIT :limit`,
    { ...filters, earliest: dayBefore(filters.from) },
  );
};

/** What is no longer than a day and touches a moment begins after this; by it an index finds where to begin. */
const dayBefore = (at: Instant): Instant => addHours(at, -25);

export const findSession = (db: ReadableDatabase, id: string): KeptSession | undefined =>
  db.one<KeptSession>("SELECT * FROM sessions WHERE id = :id", { id });

export const sessionsById = (db: ReadableDatabase, ids: readonly string[]): Map<string, KeptSession> =>
  new Map(
    db
      .all<KeptSession>("SELECT * FROM sessions WHERE id IN (SELECT value FROM json_each(:ids))", {
        ids: JSON.stringify(ids),
      })
      .map((row) => [row.id, row]),
  );

export const insertSession = (
  db: WritableDatabase,
  session: Omit<KeptSession, "state" | "reason" | "version">,
): void => {
  db.run(
    `INSERT INTO sessions (id, serviceId, planId, kind, plannedDate, turn, startAt, endAt, placeCount, state, reason,
       note, version)
     VALUES (:id, :serviceId, :planId, :kind, :plannedDate, :turn, :startAt, :endAt, :placeCount, 'open', '', :note, 1)`,
    session,
  );
};

/** False when someone else saved first. */
export const moveSession = (
  db: WritableDatabase,
  session: Pick<KeptSession, "id" | "version" | "startAt" | "endAt">,
): boolean =>
  db.run(
    `UPDATE sessions SET startAt = :startAt, endAt = :endAt, version = version + 1
     WHERE id = :id AND version = :version`,
    session,
  ) === 1;

/** A session that ends before its time. False when someone else saved first. */
export const shortenSession = (db: WritableDatabase, session: Pick<KeptSession, "id" | "version" | "endAt">): boolean =>
  db.run("UPDATE sessions SET endAt = :endAt, version = version + 1 WHERE id = :id AND version = :version", session) ===
  1;

export const shortenHolds = (db: WritableDatabase, sessionId: string, endAt: Instant): void => {
  db.run("UPDATE holds SET endAt = :endAt WHERE sessionId = :sessionId AND endAt > :endAt", { sessionId, endAt });
};

export const cancelSession = (db: WritableDatabase, session: Pick<KeptSession, "id" | "version" | "reason">): boolean =>
  db.run(
    `UPDATE sessions SET state = 'cancelled', reason = :reason, version = version + 1
     WHERE id = :id AND version = :version`,
    session,
  ) === 1;

export const holdsOf = (db: ReadableDatabase, sessionIds: readonly string[]): (Hold & { sessionId: string })[] =>
  db.all(
    `SELECT h.* FROM json_each(:sessionIds) j JOIN holds h ON h.sessionId = j.value
     ORDER BY h.sessionId, h.resourceKind, h.resourceId`,
    { sessionIds: JSON.stringify(sessionIds) },
  );

export const insertHold = (db: WritableDatabase, hold: Hold & { sessionId: string }): void => {
  db.run(
    `INSERT INTO holds (resourceKind, resourceId, startAt, endAt, count, sessionId)
     VALUES (:resourceKind, :resourceId, :startAt, :endAt, :count, :sessionId)`,
    hold,
  );
};

export const releaseHolds = (db: WritableDatabase, sessionId: string): void => {
  db.run("DELETE FROM holds WHERE sessionId = :sessionId", { sessionId });
};

export type HeldBy = Hold & { sessionId: string; serviceName: string };

/** What is held at a time, of one thing or of all of a kind, besides what a session holds itself. */
export const heldAt = (
  db: ReadableDatabase,
  resourceKind: ResourceKind,
  resourceId: string | null,
  { startAt, endAt }: Span,
  exceptSessionId: string | null,
): HeldBy[] =>
  db.all<HeldBy>(
    `SELECT h.*, v.name AS serviceName FROM holds h JOIN sessions s ON s.id = h.sessionId
       JOIN services v ON v.id = s.serviceId
     WHERE h.resourceKind = :resourceKind ${resourceId === null ? "" : "AND h.resourceId = :resourceId"}
       AND h.startAt > :earliest AND h.startAt < :endAt AND h.endAt > :startAt AND h.sessionId IS NOT :exceptSessionId
     ORDER BY h.startAt, h.sessionId`,
    { resourceKind, resourceId, startAt, endAt, exceptSessionId, earliest: dayBefore(startAt) },
  );

/** Sessions to come that hold something, the next first, with how many people are booked on all of them. */
export const heldAfter = (
  db: ReadableDatabase,
  of: { resourceKind: ResourceKind; resourceId: string; now: Instant },
): { sessionIds: string[]; headCount: number } => {
  const held = "holds h WHERE h.resourceKind = :resourceKind AND h.resourceId = :resourceId AND h.startAt > :now";
  const heads = db.one<{ heads: number }>(
    `SELECT coalesce(sum(b.headCount), 0) AS heads FROM bookings b
     WHERE b.state IN ('booked', 'arrived') AND b.sessionId IN (SELECT h.sessionId FROM ${held})`,
    of,
  );
  const rows = db.all<{ sessionId: string }>(`SELECT h.sessionId FROM ${held} ORDER BY h.startAt, h.sessionId`, of);
  return { sessionIds: rows.map(({ sessionId }) => sessionId), headCount: heads?.heads ?? 0 };
};
