import { chineseNumber } from "#base/text.ts";
import type { QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import type { AgendaItem, Attendance } from "../meeting-contract.ts";
import { numberText } from "../numbers.ts";
import { type KeptAttendance, statementsOf } from "./attendance-store.ts";
import { appealBriefs } from "./lines.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import * as store from "./meeting-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById, tasksOfResolution } from "./task-store.ts";
import { findTopic } from "./topic-store.ts";
import { maySeeTask, maySeeTopic } from "./visibility.ts";

type Asking = Pick<QueryContext<never>, "db" | "caller">;

export const attendanceLines = (db: ReadableDatabase, rows: readonly KeptAttendance[]): Attendance[] => {
  const residents = residentsById(
    db,
    rows.flatMap((row) => row.residentId ?? []),
  );
  const contacts = contactsById(
    db,
    rows.flatMap((row) => row.contactId ?? []),
  );
  return rows.map((row) => {
    const contact = row.contactId === null ? undefined : contacts.get(row.contactId);
    const resident = row.residentId === null ? undefined : residents.get(row.residentId);
    return {
      ...row,
      name: contact?.name ?? resident?.name ?? row.name,
      detail: contact
        ? [contact.organisationName, contact.post].filter((part) => part !== "").join(" ")
        : resident
          ? "居民"
          : "",
    };
  });
};

/** The agenda with all that was said and decided; `names` are the speakers by their place on the list. */
export const agendaOf = (
  context: Asking,
  meeting: store.KeptMeeting,
  names: ReadonlyMap<string, string>,
): AgendaItem[] => {
  const { db, caller } = context;
  const statements = statementsOf(db, meeting.id);
  const votes = new Map(store.votesOf(db, meeting.id).map((vote) => [vote.itemId, vote]));
  const resolutions = new Map(store.resolutionsOf(db, meeting.id).map((resolution) => [resolution.itemId, resolution]));
  return store.itemsOf(db, meeting.id).map((item, position) => {
    const topic = item.topicId === null ? undefined : findTopic(db, item.topicId);
    const resolution = resolutions.get(item.id);
    if (topic && !maySeeTopic(caller, topic)) return hiddenItem(item, position);
    return {
      id: item.id,
      numeral: chineseNumber(position + 1),
      kind: item.kind,
      title: topic?.title ?? item.title,
      note: item.note,
      topic: topic
        ? {
            id: topic.id,
            numberText: numberText("议", topic.year, topic.number),
            summary: topic.summary,
            visibility: topic.visibility,
            appeals: appealBriefs(context, appealIdsOfTopic(db, topic.id)),
          }
        : null,
      reviewedTasks: item.kind === "review" ? reviewedTaskLines(context, meeting, item.id) : [],
      statements: statements
        .filter((statement) => statement.itemId === item.id)
        .map((statement) => ({ ...statement, speakerName: names.get(statement.attendanceId) ?? "" })),
      vote: votes.get(item.id) ?? null,
      resolution: resolution
        ? {
            ...resolution,
            tasks: tasksOfResolution(db, resolution.id)
              .filter((task) => maySeeTask(caller, task))
              .map((task) => ({ ...task, numberText: taskNumber(task) })),
          }
        : null,
    };
  });
};

/** A confidential item keeps its place in the order and says nothing else. */
const hiddenItem = (item: store.KeptItem, position: number): AgendaItem => ({
  id: item.id,
  numeral: chineseNumber(position + 1),
  kind: item.kind,
  title: "（保密事项）",
  note: "",
  topic: null,
  reviewedTasks: [],
  statements: [],
  vote: null,
  resolution: null,
});

/** Before the meeting starts the list is what it would be now; from then on it is what was looked back on. */
const reviewedTaskLines = ({ db, caller }: Asking, meeting: store.KeptMeeting, itemId: string) => {
  const kept = store.reviewedTasksOf(db, itemId);
  const isFrozen = meeting.state !== "preparing" && meeting.state !== "notified";
  const rows = isFrozen
    ? kept
    : store
        .tasksToReview(db, meeting)
        .map((task) => ({ taskId: task.id, taskState: task.state, attitude: null, words: "" }));
  const tasks = new Map(
    taskRowsById(
      db,
      rows.map((row) => row.taskId),
    ).map((task) => [task.id, task]),
  );
  return rows.flatMap((row) => {
    const task = tasks.get(row.taskId);
    return task && maySeeTask(caller, task)
      ? {
          taskId: task.id,
          numberText: taskNumber(task),
          title: task.title,
          unitName: task.unitName,
          responsibleName: task.responsibleName,
          dueAt: task.dueAt,
          taskState: row.taskState,
          attitude: row.attitude,
          words: row.words,
        }
      : [];
  });
};
