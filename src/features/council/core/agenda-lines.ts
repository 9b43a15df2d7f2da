import type { Instant } from "#base/dates.ts";
import type { QueryContext } from "#core/contexts.ts";
import { numeralsOf, startsOf } from "../meeting-agenda.ts";
import type { AgendaItem } from "../meeting-contract.ts";
import { numberText } from "../numbers.ts";
import { statementsOf } from "./attendance-store.ts";
import { appealBriefs } from "./lines.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import * as store from "./meeting-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById, tasksOfResolution } from "./task-store.ts";
import { findTopic } from "./topic-store.ts";
import { maySeeReport, maySeeTask, maySeeTopic } from "./visibility.ts";
import { votesByItem } from "./vote-lines.ts";

type Asking = Pick<QueryContext<never>, "db" | "caller">;

/** The agenda with all that was said and decided; `names` are the speakers by their place on the list. */
export const agendaOf = (
  context: Asking,
  meeting: store.KeptMeeting,
  names: ReadonlyMap<string, string>,
): AgendaItem[] => {
  const { db, caller } = context;
  const statements = statementsOf(db, meeting.id);
  const votes = votesByItem(db, meeting);
  const resolutions = new Map(store.resolutionsOf(db, meeting.id).map((resolution) => [resolution.itemId, resolution]));
  const items = store.itemsOf(db, meeting.id);
  const numerals = numeralsOf(items);
  const starts = startsOf(meeting.plannedAt, items);
  return items.map((item, at) => {
    const place = { numeral: numerals[at] ?? "", startsAt: starts[at] ?? meeting.plannedAt };
    const topic = item.topicId === null ? undefined : findTopic(db, item.topicId);
    const resolution = resolutions.get(item.id);
    const isSeen = topic ? maySeeTopic(caller, topic) : maySeeReport(caller, item);
    if (!isSeen) return hiddenItem(item, place);
    return {
      ...place,
      id: item.id,
      parentId: item.parentId,
      kind: item.kind,
      title: topic?.title ?? item.title,
      note: item.note,
      plannedMinutes: item.plannedMinutes,
      responsibleName: item.responsibleName,
      visibility: topic?.visibility ?? item.visibility,
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
      votes: votes.get(item.id) ?? [],
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
const hiddenItem = (item: store.KeptItem, place: { numeral: string; startsAt: Instant }): AgendaItem => ({
  ...place,
  id: item.id,
  parentId: item.parentId,
  kind: item.kind,
  title: "（保密事项）",
  note: "",
  plannedMinutes: item.plannedMinutes,
  responsibleName: "",
  visibility: "confidential",
  topic: null,
  reviewedTasks: [],
  statements: [],
  votes: [],
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
