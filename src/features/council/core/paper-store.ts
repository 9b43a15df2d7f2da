import type { ReadableDatabase } from "#core/database.ts";

/** Who told of the matter behind a task, and for whom, as far as no register knows them. */
export const voicesBehindTasks = (
  db: ReadableDatabase,
  taskIds: readonly string[],
): { taskId: string; reporterName: string; behalfOf: string }[] =>
  db.all(
    `WITH asked (taskId) AS (SELECT value FROM json_each(:ids)),
     own (taskId, appealId) AS (
       SELECT q.taskId, l.appealId FROM asked q JOIN task_appeals l ON l.taskId = q.taskId
       UNION SELECT q.taskId, l.appealId FROM asked q JOIN tasks k ON k.id = q.taskId
         JOIN resolutions r ON r.id = k.resolutionId JOIN agenda_items i ON i.id = r.itemId
         JOIN topic_appeals l ON l.topicId = i.topicId),
     leads (taskId, leadId) AS (
       SELECT DISTINCT o.taskId, coalesce(a.leadId, a.id) FROM own o JOIN appeals a ON a.id = o.appealId)
     SELECT l.taskId, a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.id = l.leadId
       WHERE a.reporterName <> '' OR a.behalfOf <> ''
     UNION SELECT l.taskId, a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.leadId = l.leadId
       WHERE a.reporterName <> '' OR a.behalfOf <> ''`,
    { ids: JSON.stringify(taskIds) },
  );

/** The same for one appeal and those merged with it. */
export const voicesOfAppeal = (db: ReadableDatabase, id: string): { reporterName: string; behalfOf: string }[] =>
  db.all(
    `WITH lead (id) AS (SELECT coalesce(leadId, id) FROM appeals WHERE id = :id)
     SELECT a.reporterName, a.behalfOf FROM appeals a
     WHERE a.id IN (SELECT id FROM lead) OR a.leadId IN (SELECT id FROM lead)`,
    { id },
  );

/** The same for whatever stands on the agenda of a meeting. */
export const voicesOfAgenda = (db: ReadableDatabase, meetingId: string): { reporterName: string; behalfOf: string }[] =>
  db.all(
    `WITH leads (id) AS (
       SELECT DISTINCT coalesce(a.leadId, a.id) FROM agenda_items i JOIN topic_appeals l ON l.topicId = i.topicId
       JOIN appeals a ON a.id = l.appealId WHERE i.meetingId = :meetingId)
     SELECT a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.id = l.id
     UNION SELECT a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.leadId = l.id`,
    { meetingId },
  );

/** The same for one topic, and whoever signed for it without being on a register. */
export const voicesOfTopic = (db: ReadableDatabase, topicId: string): { reporterName: string; behalfOf: string }[] =>
  db.all(
    `WITH leads (id) AS (
       SELECT DISTINCT coalesce(a.leadId, a.id) FROM topic_appeals l JOIN appeals a ON a.id = l.appealId
       WHERE l.topicId = :topicId)
     SELECT a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.id = l.id
     UNION SELECT a.reporterName, a.behalfOf FROM leads l JOIN appeals a ON a.leadId = l.id
     UNION SELECT proposerName, '' FROM topics WHERE id = :topicId
     UNION SELECT name, '' FROM topic_signers WHERE topicId = :topicId`,
    { topicId },
  );

/** The meeting that a task came out of. */
export const meetingsBehindTasks = (
  db: ReadableDatabase,
  taskIds: readonly string[],
): { taskId: string; meetingId: string }[] =>
  db.all(
    `SELECT k.id AS taskId, i.meetingId FROM json_each(:ids) j JOIN tasks k ON k.id = j.value
     JOIN resolutions r ON r.id = k.resolutionId JOIN agenda_items i ON i.id = r.itemId`,
    { ids: JSON.stringify(taskIds) },
  );

/** Attendees who are on no register. */
export const unregisteredAttendees = (
  db: ReadableDatabase,
  meetingIds: readonly string[],
): { meetingId: string; name: string }[] =>
  db.all(
    `SELECT a.meetingId, a.name FROM json_each(:ids) j JOIN attendances a ON a.meetingId = j.value WHERE a.name <> ''`,
    { ids: JSON.stringify(meetingIds) },
  );
