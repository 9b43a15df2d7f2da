import type { Instant } from "#base/dates.ts";
import { numberPieces, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import { index } from "#core/search.ts";
import type { itemKinds } from "../meeting-agenda-contract.ts";
import type { attitudes, MeetingState, Outcome } from "../meeting-contract.ts";
import type { MeetingKind } from "../meeting-kinds.ts";
import type { entitlements } from "../meeting-people-contract.ts";
import type { visibilities } from "../topic-contract.ts";

export type KeptMeeting = {
  id: string;
  year: number;
  number: number;
  kind: MeetingKind;
  title: string;
  place: string;
  hostName: string;
  plannedAt: Instant;
  plannedMinutes: number | null;
  state: MeetingState;
  /** As it was typed. */
  entitledCount: number;
  entitledBy: (typeof entitlements)[number];
  templateId: string | null;
  notifiedAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  minutedAt: Instant | null;
  version: number;
};

export const insertMeeting = (
  db: WritableDatabase,
  meeting: Pick<
    KeptMeeting,
    | "id"
    | "kind"
    | "title"
    | "place"
    | "hostName"
    | "plannedAt"
    | "plannedMinutes"
    | "entitledCount"
    | "entitledBy"
    | "templateId"
  >,
  year: number,
): number => {
  const number = nextNumber(db, "会", year);
  db.run(
    `INSERT INTO meetings (id, year, number, kind, title, place, hostName, plannedAt, plannedMinutes, state,
       entitledCount, entitledBy, templateId, version)
     VALUES (:id, :year, :number, :kind, :title, :place, :hostName, :plannedAt, :plannedMinutes, 'preparing',
       :entitledCount, :entitledBy, :templateId, 1)`,
    { ...meeting, year, number },
  );
  return number;
};

export const indexMeeting = (db: WritableDatabase, meeting: KeptMeeting): void =>
  index(db, {
    kind: "meeting",
    subjectId: meeting.id,
    sortAt: meeting.plannedAt,
    isConfidential: false,
    pieces: [
      numberPieces("会", meeting.year, meeting.number),
      textPieces(meeting.title),
      textPieces(meeting.place),
    ].join(" "),
  });

export const findMeeting = (db: ReadableDatabase, id: string): KeptMeeting | undefined =>
  db.one<KeptMeeting>("SELECT * FROM meetings WHERE id = :id", { id });

export const meetingsById = (db: ReadableDatabase, ids: readonly string[]): KeptMeeting[] =>
  db.all<KeptMeeting>("SELECT m.* FROM json_each(:ids) j JOIN meetings m ON m.id = j.value ORDER BY j.key", {
    ids: JSON.stringify(ids),
  });

/** The one of the kind before this one that had a list. */
export const lastMeetingOfKind = (
  db: ReadableDatabase,
  { id, kind, plannedAt }: Pick<KeptMeeting, "id" | "kind" | "plannedAt">,
): KeptMeeting | undefined =>
  db.one<KeptMeeting>(
    `SELECT m.* FROM meetings m WHERE m.kind = :kind AND m.plannedAt <= :plannedAt AND m.id <> :id
       AND m.state <> 'cancelled' AND EXISTS (SELECT 1 FROM attendances a WHERE a.meetingId = m.id)
     ORDER BY m.plannedAt DESC, m.id DESC LIMIT 1`,
    { id, kind, plannedAt },
  );

/** False when someone else saved first. */
export const updateMeeting = (
  db: WritableDatabase,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<KeptMeeting, "id" | "version">>,
): boolean => {
  const names = Object.keys(change);
  return (
    db.run(
      `UPDATE meetings SET ${names.map((name) => `${name} = :${name}, `).join("")}version = version + 1
       WHERE id = :id AND version = :version`,
      { ...change, id, version },
    ) === 1
  );
};

export const meetingPage = (
  db: ReadableDatabase,
  states: readonly MeetingState[],
  page: { after: string | null; limit: number },
): { rows: (KeptMeeting & { itemCount: number })[]; nextAfter: string | null } => {
  const conditions: string[] = [];
  if (states.length > 0) conditions.push("m.state IN (SELECT value FROM json_each(:states))");
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  if (page.after !== null) conditions.push("(m.plannedAt, m.id) < (:afterAt, :afterId)");
  const rows = db.all<KeptMeeting & { itemCount: number }>(
    `SELECT m.*, (SELECT count(*) FROM agenda_items i WHERE i.meetingId = m.id) AS itemCount
     FROM meetings m ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}
     ORDER BY m.plannedAt DESC, m.id DESC LIMIT :limit`,
    { states: JSON.stringify(states), afterAt, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? `${last.plannedAt}|${last.id}` : null };
};

export type KeptItem = {
  id: string;
  meetingId: string;
  position: number;
  kind: (typeof itemKinds)[number];
  topicId: string | null;
  title: string;
  note: string;
  parentId: string | null;
  plannedMinutes: number | null;
  responsibleName: string;
  visibility: (typeof visibilities)[number];
};

export const itemsOf = (db: ReadableDatabase, meetingId: string): KeptItem[] =>
  db.all<KeptItem>("SELECT * FROM agenda_items WHERE meetingId = :meetingId ORDER BY position, id", { meetingId });

export const findItem = (db: ReadableDatabase, id: string): KeptItem | undefined =>
  db.one<KeptItem>("SELECT * FROM agenda_items WHERE id = :id", { id });

/** Puts an item at the end of the agenda. */
export const insertItem = (db: WritableDatabase, item: Omit<KeptItem, "position">): void => {
  db.run(
    `INSERT INTO agenda_items (id, meetingId, position, kind, topicId, title, note, parentId, plannedMinutes,
       responsibleName, visibility)
     VALUES (:id, :meetingId, (SELECT coalesce(max(position), 0) + 1 FROM agenda_items WHERE meetingId = :meetingId),
       :kind, :topicId, :title, :note, :parentId, :plannedMinutes, :responsibleName, :visibility)`,
    item,
  );
};

export const updateItem = (
  db: WritableDatabase,
  item: Pick<KeptItem, "id" | "title" | "note" | "plannedMinutes" | "responsibleName" | "visibility">,
): void => {
  db.run(
    `UPDATE agenda_items SET title = :title, note = :note, plannedMinutes = :plannedMinutes,
       responsibleName = :responsibleName, visibility = :visibility WHERE id = :id`,
    item,
  );
};

/** What stood under it stands on its own from now on, where it was. */
export const deleteItem = (db: WritableDatabase, id: string): void => {
  db.run("UPDATE agenda_items SET parentId = NULL WHERE parentId = :id", { id });
  db.run("DELETE FROM agenda_items WHERE id = :id", { id });
};

export const placeItem = (
  db: WritableDatabase,
  { id, parentId }: { id: string; parentId: string | null },
  position: number,
): void => {
  db.run("UPDATE agenda_items SET position = :position, parentId = :parentId WHERE id = :id", {
    id,
    parentId,
    position,
  });
};

/** Whether a topic stands in a meeting that has not ended. */
export const isTopicOnAgenda = (db: ReadableDatabase, topicId: string): boolean =>
  db.one(
    `SELECT 1 FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
     WHERE i.topicId = :topicId AND m.state IN ('preparing', 'notified', 'inSession')`,
    { topicId },
  ) !== undefined;

export type KeptResolution = {
  id: string;
  itemId: string;
  outcome: Outcome;
  wording: string;
  noTaskReason: string;
  coverage: string;
  coverageReason: string;
  at: Instant;
  version: number;
};

export const resolutionsOf = (db: ReadableDatabase, meetingId: string): (KeptResolution & { taskCount: number })[] =>
  db.all(
    `SELECT r.*, (SELECT count(*) FROM tasks k WHERE k.resolutionId = r.id AND k.state <> 'cancelled') AS taskCount
     FROM resolutions r JOIN agenda_items i ON i.id = r.itemId WHERE i.meetingId = :meetingId ORDER BY i.position`,
    { meetingId },
  );

export const findResolution = (
  db: ReadableDatabase,
  id: string,
): (KeptResolution & { meetingId: string; topicId: string | null; taskCount: number }) | undefined =>
  db.one(
    `SELECT r.*, i.meetingId, i.topicId,
       (SELECT count(*) FROM tasks k WHERE k.resolutionId = r.id AND k.state <> 'cancelled') AS taskCount
     FROM resolutions r JOIN agenda_items i ON i.id = r.itemId WHERE r.id = :id`,
    { id },
  );

export const saveResolution = (
  db: WritableDatabase,
  resolution: Pick<KeptResolution, "id" | "itemId" | "outcome" | "wording" | "coverage" | "coverageReason" | "at">,
): void => {
  db.run(
    `INSERT INTO resolutions (id, itemId, outcome, wording, noTaskReason, coverage, coverageReason, at, version)
     VALUES (:id, :itemId, :outcome, :wording, '', :coverage, :coverageReason, :at, 1)
     ON CONFLICT (itemId) DO UPDATE SET outcome = excluded.outcome, wording = excluded.wording, noTaskReason = '',
       coverage = excluded.coverage, coverageReason = excluded.coverageReason, at = excluded.at, version = version + 1`,
    resolution,
  );
};

export const setNoTaskReason = (db: WritableDatabase, id: string, reason: string): void => {
  db.run("UPDATE resolutions SET noTaskReason = :reason, version = version + 1 WHERE id = :id", { id, reason });
};

export type ReviewedTask = {
  itemId: string;
  taskId: string;
  position: number;
  taskState: string;
  attitude: (typeof attitudes)[number] | null;
  words: string;
};

export const reviewedTasksOf = (db: ReadableDatabase, itemId: string): ReviewedTask[] =>
  db.all("SELECT * FROM reviewed_tasks WHERE itemId = :itemId ORDER BY position", { itemId });

/**
 * What 上期任务回头看 looks back on: every open task, and what ended since the last meeting of the kind wrote its list
 * down, which is when it started. The first of a kind goes back to the last meeting of any.
 */
export const tasksToReview = (
  db: ReadableDatabase,
  meeting: Pick<KeptMeeting, "id" | "kind">,
): { id: string; state: string }[] =>
  db.all(
    `SELECT id, state FROM tasks WHERE state IN ('drafted', 'dispatched', 'accepted', 'finished', 'parked')
       OR (state = 'closed' AND closedAt > coalesce(
         (SELECT max(m.startedAt) FROM meetings m WHERE m.kind = :kind AND m.id <> :id),
         (SELECT max(m.startedAt) FROM meetings m WHERE m.id <> :id), ''))
     ORDER BY year, number`,
    { id: meeting.id, kind: meeting.kind },
  );

export const insertReviewedTask = (
  db: WritableDatabase,
  row: { itemId: string; taskId: string; position: number; taskState: string },
): void => {
  db.run(
    `INSERT INTO reviewed_tasks (itemId, taskId, position, taskState, attitude, words)
     VALUES (:itemId, :taskId, :position, :taskState, NULL, '')`,
    row,
  );
};

/** False when the task is not looked back on by this meeting. */
export const setReview = (
  db: WritableDatabase,
  review: { meetingId: string; taskId: string; attitude: string | null; words: string },
): boolean =>
  db.run(
    `UPDATE reviewed_tasks SET attitude = :attitude, words = :words WHERE taskId = :taskId
     AND itemId IN (SELECT id FROM agenda_items WHERE meetingId = :meetingId)`,
    review,
  ) === 1;
