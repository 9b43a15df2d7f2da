import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Body, BodyMember } from "../body-contract.ts";
import type { KeptMeeting } from "./meeting-store.ts";

export type KeptBody = Omit<Body, "members">;
export type KeptMember = Omit<BodyMember, "detail" | "isServing"> & { bodyId: string };

export const bodiesOf = (db: ReadableDatabase, withRetired: boolean): KeptBody[] =>
  db.all<KeptBody>("SELECT * FROM bodies WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", {
    withRetired,
  });

export const findBody = (db: ReadableDatabase, id: string): KeptBody | undefined =>
  db.one<KeptBody>("SELECT * FROM bodies WHERE id = :id", { id });

export const bodyNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM bodies WHERE name = :name", { name })?.id;

export const insertBody = (db: WritableDatabase, body: Omit<KeptBody, "isRetired" | "version">): void => {
  db.run("INSERT INTO bodies (id, name, kind, note, isRetired, version) VALUES (:id, :name, :kind, :note, 0, 1)", body);
};

/** False when someone else saved first. */
export const updateBody = (db: WritableDatabase, body: KeptBody): boolean =>
  db.run(
    `UPDATE bodies SET name = :name, kind = :kind, note = :note, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    body,
  ) === 1;

/** Those without a last day first, then the latest. */
export const membersOf = (db: ReadableDatabase, bodyIds: readonly string[]): KeptMember[] =>
  db.all<KeptMember>(
    `SELECT m.* FROM json_each(:bodyIds) j JOIN body_members m ON m.bodyId = j.value
     ORDER BY m.bodyId, m.termTo IS NOT NULL, m.termTo DESC, m.termFrom, m.id`,
    { bodyIds: JSON.stringify(bodyIds) },
  );

export const findMember = (db: ReadableDatabase, id: string): KeptMember | undefined =>
  db.one<KeptMember>("SELECT * FROM body_members WHERE id = :id", { id });

export const insertMember = (db: WritableDatabase, member: KeptMember): void => {
  db.run(
    `INSERT INTO body_members (id, bodyId, residentId, contactId, name, post, role, isEntitled, termFrom, termTo)
     VALUES (:id, :bodyId, :residentId, :contactId, :name, :post, :role, :isEntitled, :termFrom, :termTo)`,
    member,
  );
};

export const updateMember = (
  db: WritableDatabase,
  id: string,
  change: Pick<KeptMember, "post" | "role" | "isEntitled"> & { termFrom: Day; termTo: Day | null },
): void => {
  db.run(
    `UPDATE body_members SET post = :post, role = :role, isEntitled = :isEntitled, termFrom = :termFrom,
       termTo = :termTo WHERE id = :id`,
    { id, ...change },
  );
};

/** Notes that a body was asked to a meeting; that it was asked before changes nothing. */
export const noteInvited = (db: WritableDatabase, bodyId: string, meetingId: string): void => {
  db.run("INSERT INTO meeting_bodies (bodyId, meetingId) VALUES (:bodyId, :meetingId) ON CONFLICT DO NOTHING", {
    bodyId,
    meetingId,
  });
};

type BodyMeetingRow = Pick<KeptMeeting, "id" | "year" | "number" | "title" | "plannedAt" | "state">;

export const bodyMeetingPage = (
  db: ReadableDatabase,
  bodyId: string,
  page: { after: string | null; limit: number },
): { rows: BodyMeetingRow[]; nextAfter: string | null } => {
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  const rows = db.all<BodyMeetingRow>(
    `SELECT m.id, m.year, m.number, m.title, m.plannedAt, m.state
     FROM meeting_bodies b JOIN meetings m ON m.id = b.meetingId
     WHERE b.bodyId = :bodyId ${page.after === null ? "" : "AND (m.plannedAt, m.id) < (:afterAt, :afterId)"}
     ORDER BY m.plannedAt DESC, m.id DESC LIMIT :limit`,
    { bodyId, afterAt, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? `${last.plannedAt}|${last.id}` : null };
};
