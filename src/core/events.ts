import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";

/** What a handler says of a change; when and by which account is known to the engine. */
export type NewEvent = {
  of: string;
  id: string;
  /** The verb, as in `dispatched`; a change of state carries `from` and `to` besides. */
  kind: string;
  from?: string | null;
  to?: string | null;
  /** The person or unit that did it, where it is not the account. */
  actor?: string;
  reason?: string;
  details?: unknown;
};

export type TimelineEvent = {
  id: number;
  kind: string;
  fromState: string | null;
  toState: string | null;
  at: Instant;
  recordedBy: string | null;
  actor: string;
  reason: string;
  details: unknown;
};

export const insertEvent = (db: WritableDatabase, event: NewEvent, at: Instant, recordedBy: string | null): void => {
  db.run(
    `INSERT INTO events (subjectKind, subjectId, kind, fromState, toState, at, recordedBy, actor, reason, details)
     VALUES (:of, :id, :kind, :from, :to, :at, :recordedBy, :actor, :reason, :details)`,
    {
      of: event.of,
      id: event.id,
      kind: event.kind,
      from: event.from ?? null,
      to: event.to ?? null,
      at,
      recordedBy,
      actor: event.actor ?? "",
      reason: event.reason ?? "",
      details: JSON.stringify(event.details ?? null),
    },
  );
};

/** Everything that happened to a record, oldest first. */
export const timelineOf = (db: ReadableDatabase, subjectKind: string, subjectId: string): TimelineEvent[] =>
  db
    .all<TimelineEvent & { details: string }>(
      `SELECT id, kind, fromState, toState, at, recordedBy, actor, reason, details FROM events
       WHERE subjectKind = :subjectKind AND subjectId = :subjectId ORDER BY id`,
      { subjectKind, subjectId },
    )
    .map((row) => ({ ...row, details: JSON.parse(row.details) }));

/** Whether anything else happened to a record than that. */
export const hasEventsBeside = (db: ReadableDatabase, subjectKind: string, subjectId: string, kind: string): boolean =>
  db.one("SELECT 1 FROM events WHERE subjectKind = :subjectKind AND subjectId = :subjectId AND kind <> :kind LIMIT 1", {
    subjectKind,
    subjectId,
    kind,
  }) !== undefined;

/** For a record that an import takes back; whatever else happened keeps its trace. */
export const deleteEventsOf = (db: WritableDatabase, subjectKind: string, subjectId: string): void => {
  db.run("DELETE FROM events WHERE subjectKind = :subjectKind AND subjectId = :subjectId", { subjectKind, subjectId });
};

/** Empties what was said in the events of records; when, by whom and from which state to which remains. */
export const emptyEvents = (db: WritableDatabase, of: string, ids: readonly string[]): void => {
  db.run(
    `UPDATE events SET actor = '', reason = '', details = 'null'
     WHERE subjectKind = :of AND subjectId IN (SELECT value FROM json_each(:ids))`,
    { of, ids: JSON.stringify(ids) },
  );
};
