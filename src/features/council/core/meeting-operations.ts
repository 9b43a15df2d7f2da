import { yearOf } from "#base/dates.ts";
import { chineseNumber } from "#base/text.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { isResident, residentsById } from "#features/people/core/resident-store.ts";
import type { AgendaItem, Attendance, meetingContract } from "../meeting-contract.ts";
import * as rules from "../meeting-rules.ts";
import { stateAfterMeeting } from "../topic-rules.ts";
import { numberText, outcomeWords } from "../words.ts";
import { appealBriefs, askerOf, eventLines } from "./lines.ts";
import { appealIdsOfTopic, refreshStages } from "./link-store.ts";
import * as store from "./meeting-store.ts";
import { taskRowsById, tasksOfResolution } from "./task-store.ts";
import { maySeeTopic, moveTopic, visibleTopic } from "./topic-operations.ts";
import { findTopic } from "./topic-store.ts";

const meetingNumber = (meeting: { year: number; number: number }) => numberText("会", meeting.year, meeting.number);

const meetingIn = ({ db, refuse }: Pick<QueryContext<never>, "db" | "refuse">, id: string): store.KeptMeeting => {
  const meeting = store.findMeeting(db, id);
  if (!meeting) throw refuse("NotFound");
  return meeting;
};

const itemIn = (
  context: Pick<QueryContext<never>, "db" | "refuse">,
  meetingId: string,
  itemId: string,
): store.KeptItem => {
  const item = store.findItem(context.db, itemId);
  if (item?.meetingId !== meetingId) throw context.refuse("NotFound");
  return item;
};

const attendanceLines = (db: ReadableDatabase, rows: readonly store.KeptAttendance[]): Attendance[] => {
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

const agendaOf = (
  context: Pick<QueryContext<never>, "db" | "caller">,
  meeting: store.KeptMeeting,
  names: Map<string, string>,
): AgendaItem[] => {
  const { db, caller } = context;
  const statements = store.statementsOf(db, meeting.id);
  const votes = new Map(store.votesOf(db, meeting.id).map((vote) => [vote.itemId, vote]));
  const resolutions = new Map(store.resolutionsOf(db, meeting.id).map((resolution) => [resolution.itemId, resolution]));
  return store.itemsOf(db, meeting.id).map((item, position) => {
    const topic = item.topicId === null ? undefined : findTopic(db, item.topicId);
    const resolution = resolutions.get(item.id);
    if (topic && !maySeeTopic(caller, topic.visibility)) return hiddenItem(item, position);
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
            appeals: appealBriefs(db, appealIdsOfTopic(db, topic.id), askerOf(caller)),
          }
        : null,
      reviewedTasks: item.kind === "review" ? reviewedTaskLines(db, meeting, item.id) : [],
      statements: statements
        .filter((statement) => statement.itemId === item.id)
        .map((statement) => ({ ...statement, speakerName: names.get(statement.attendanceId) ?? "" })),
      vote: votes.get(item.id) ?? null,
      resolution: resolution
        ? {
            ...resolution,
            tasks: tasksOfResolution(db, resolution.id).map((task) => ({
              ...task,
              numberText: numberText("办", task.year, task.number),
            })),
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
const reviewedTaskLines = (db: ReadableDatabase, meeting: store.KeptMeeting, itemId: string) => {
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
    return task
      ? {
          taskId: task.id,
          numberText: numberText("办", task.year, task.number),
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

const putOnAgenda = (
  context: AnyCommandContext,
  meeting: { id: string; year: number; number: number },
  topicId: string,
): string => {
  const { db, newId, refuse } = context;
  const topic = visibleTopic(context, topicId);
  if (topic.state !== "confirmed" || store.isTopicOnAgenda(db, topicId))
    throw refuse("TopicNotConfirmed", { id: topicId });
  const itemId = newId();
  store.insertItem(db, { id: itemId, meetingId: meeting.id, kind: "topic", topicId, title: topic.title, note: "" });
  moveTopic(context, topic, { state: "scheduled" }, { kind: "scheduled", reason: meetingNumber(meeting) });
  return itemId;
};

/** Saves what the desk typed of a vote; who is there is counted by the program. */
const countsNow = (db: ReadableDatabase, meeting: store.KeptMeeting) => ({
  presentCount: store.presentCountOf(db, meeting.id),
  entitledCount: meeting.entitledCount,
});

const checkRoom = (context: AnyCommandContext, meeting: store.KeptMeeting): void => {
  if (store.everPresentCountOf(context.db, meeting.id) > meeting.entitledCount)
    throw context.refuse("MorePresentThanEntitled");
};

export const meetingOperations: Handlers<typeof meetingContract> = {
  "council.listMeetings": ({ db }, { states, after, limit }) => {
    const { rows, nextAfter } = store.meetingPage(db, states, { after, limit });
    return { meetings: rows.map((row) => ({ ...row, numberText: meetingNumber(row) })), nextAfter };
  },

  "council.meeting": (context, { id }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const attendances = attendanceLines(db, store.attendancesOf(db, id));
    const items = agendaOf(context, meeting, new Map(attendances.map((row) => [row.id, row.name])));
    const { presentCount, entitledCount } = countsNow(db, meeting);
    const missing = items.filter(
      (item) =>
        item.resolution &&
        rules.isWithoutTask({
          ...item.resolution,
          taskCount: item.resolution.tasks.filter((task) => task.state !== "cancelled").length,
        }),
    );
    return {
      ...meeting,
      numberText: meetingNumber(meeting),
      presentCount,
      hasQuorum: rules.hasQuorum(presentCount, entitledCount),
      items,
      attendances,
      minutingProblems: missing.map(
        (item) => `${item.numeral}、${item.title}：已通过，还没有任务，也没有写“无需办理”的理由`,
      ),
      events: eventLines(db, "meeting", id),
    };
  },

  "council.planMeeting": (context, { topicIds, ...input }) => {
    const { db, today, newId, addEvent } = context;
    const id = newId();
    const year = yearOf(today);
    const number = store.insertMeeting(db, { ...input, id }, year);
    addEvent({ of: "meeting", id, kind: "planned", to: "preparing" });
    // 上期任务回头看 is the first item of every meeting.
    store.insertItem(db, {
      id: newId(),
      meetingId: id,
      kind: "review",
      topicId: null,
      title: "上期任务回头看",
      note: "",
    });
    for (const topicId of new Set(topicIds)) putOnAgenda(context, { id, year, number }, topicId);
    const meeting = store.findMeeting(db, id);
    if (meeting) store.indexMeeting(db, meeting);
    return { id, numberText: numberText("会", year, number) };
  },

  "council.changeMeeting": (context, { id, version, ...change }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    if (change.entitledCount < store.everPresentCountOf(db, id)) throw refuse("EntitledBelowPresent");
    if (!store.updateMeeting(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "changed", details: { before: meeting } });
    store.indexMeeting(db, { ...meeting, ...change });
    return { id, version: version + 1 };
  },

  "council.addAgendaItem": (context, { id, kind, topicId, title, note }) => {
    const { db, newId, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    if (kind === "topic") {
      if (topicId === null) throw refuse("TopicNotConfirmed");
      const itemId = putOnAgenda(context, meeting, topicId);
      addEvent({ of: "meeting", id, kind: "changed", reason: "增加议题" });
      return { id, itemId };
    }
    if (title === "") throw refuse("ItemNeedsTitle");
    const itemId = newId();
    store.insertItem(db, { id: itemId, meetingId: id, kind: "report", topicId: null, title, note });
    addEvent({ of: "meeting", id, kind: "changed", reason: `增加通报：${title}` });
    return { id, itemId };
  },

  "council.removeAgendaItem": (context, { id, itemId }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state !== "preparing" && meeting.state !== "notified") throw refuse("MeetingHasStarted");
    const item = itemIn(context, id, itemId);
    if (item.kind === "review") throw refuse("ReviewStays");
    store.deleteItem(db, itemId);
    if (item.topicId !== null) {
      const topic = visibleTopic(context, item.topicId);
      moveTopic(context, topic, { state: "confirmed" }, { kind: "unscheduled", reason: meetingNumber(meeting) });
    }
    addEvent({ of: "meeting", id, kind: "changed", reason: `移出：${item.title}` });
    return { id };
  },

  "council.orderAgenda": (context, { id, itemIds }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    const items = store.itemsOf(db, id);
    const review = items.find((item) => item.kind === "review");
    const ordered = itemIds.filter((itemId) => itemId !== review?.id);
    const others = items.filter((item) => item.kind !== "review").map((item) => item.id);
    if (ordered.length !== others.length || others.some((itemId) => !ordered.includes(itemId)))
      throw refuse("OrderIsIncomplete");
    [...(review ? [review.id] : []), ...ordered].forEach((itemId, at) => {
      store.setItemPosition(db, itemId, at + 1);
    });
    return { id };
  },

  "council.notifyMeeting": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const kinds = store.itemsOf(db, id).map((item) => item.kind);
    const problem = rules.notifyingProblem(meeting, kinds);
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "notified", notifiedAt: now })) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "notified", from: meeting.state, to: "notified" });
    return { id, version: version + 1 };
  },

  "council.startMeeting": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const items = store.itemsOf(db, id);
    const problem = rules.startingProblem(
      meeting,
      items.map((item) => item.kind),
    );
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "inSession", startedAt: now })) throw refuse("Conflict");
    const review = items.find((item) => item.kind === "review");
    if (review) {
      store.tasksToReview(db, meeting).forEach((task, at) => {
        store.insertReviewedTask(db, { itemId: review.id, taskId: task.id, position: at + 1, taskState: task.state });
      });
    }
    addEvent({ of: "meeting", id, kind: "started", from: meeting.state, to: "inSession" });
    return { id, version: version + 1 };
  },

  "council.addAttendance": (context, { id, ...who }) => {
    const { db, now, newId, refuse } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    const given = [who.residentId, who.contactId, who.name || null].filter((value) => value !== null);
    if (given.length !== 1) throw refuse("AttendeeNeedsName");
    if (who.residentId !== null && !isResident(db, who.residentId)) throw refuse("AttendeeNeedsName");
    if (who.contactId !== null && !contactsById(db, [who.contactId]).has(who.contactId))
      throw refuse("AttendeeNeedsName");
    if (store.isOnList(db, id, who)) throw refuse("AlreadyOnList");
    const attendanceId = newId();
    const isHere = who.presence === "present" || who.presence === "observer";
    store.insertAttendance(db, {
      ...who,
      id: attendanceId,
      meetingId: id,
      arrivedAt: isHere && meeting.state === "inSession" ? now : null,
    });
    checkRoom(context, meeting);
    return { id, attendanceId };
  },

  "council.changeAttendance": (context, { id, attendanceId, presence, hasLeft }) => {
    const { db, now, refuse } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    const attendance = store.findAttendance(db, attendanceId);
    if (attendance?.meetingId !== id) throw refuse("NotFound");
    const isHere = presence === "present" || presence === "observer";
    store.updateAttendance(db, {
      id: attendanceId,
      presence,
      arrivedAt: isHere ? (attendance.arrivedAt ?? (meeting.state === "inSession" ? now : null)) : null,
      leftAt: isHere && hasLeft ? (attendance.leftAt ?? now) : null,
    });
    checkRoom(context, meeting);
    return { id };
  },

  "council.removeAttendance": (context, { id, attendanceId }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    if (store.findAttendance(db, attendanceId)?.meetingId !== id) throw refuse("NotFound");
    if (store.hasSpoken(db, attendanceId)) throw refuse("AttendeeHasSpoken");
    store.deleteAttendance(db, attendanceId);
    return { id };
  },

  "council.addStatement": (context, { id, itemId, attendanceId, attitude, words }) => {
    const { db, now, newId, refuse } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw refuse("MeetingNotInSession");
    const item = itemIn(context, id, itemId);
    const attendance = store.findAttendance(db, attendanceId);
    const isHere = attendance?.presence === "present" || attendance?.presence === "observer";
    if (attendance?.meetingId !== id || !isHere) throw refuse("SpeakerNotPresent");
    const statementId = newId();
    store.insertStatement(db, { id: statementId, itemId, attendanceId, attitude, words, at: now });
    discuss(context, item, meeting);
    return { id, statementId };
  },

  "council.withdrawStatement": (context, { id, statementId }) => {
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw context.refuse("MeetingNotInSession");
    if (!store.withdrawStatement(context.db, id, statementId, context.now)) throw context.refuse("NotFound");
    return { id };
  },

  "council.reviewTask": (context, { id, taskId, attitude, words }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw refuse("MeetingNotInSession");
    if (!store.setReview(db, { meetingId: id, taskId, attitude, words })) throw refuse("TaskNotReviewed");
    addEvent({ of: "task", id: taskId, kind: "reviewed", reason: `${meetingNumber(meeting)} ${words}`.trim() });
    return { id };
  },

  "council.recordVote": (context, { id, itemId, ...counts }) => {
    const { db, now, refuse } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const outcome = store.resolutionsOf(db, id).find((resolution) => resolution.itemId === itemId)?.outcome ?? null;
    const here = countsNow(db, meeting);
    const problem = rules.votingProblem(meeting, { kind: item.kind, outcome }, { ...counts, ...here });
    if (problem) throw refuse(problem);
    const isPassed = rules.isVotePassed({ ...counts, ...here });
    store.saveVote(db, { ...counts, ...here, itemId, isPassed, at: now });
    discuss(context, item, meeting);
    return { id, isPassed };
  },

  "council.decideItem": (context, { id, itemId, outcome, wording }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const before = store.resolutionsOf(db, id).find((resolution) => resolution.itemId === itemId);
    const vote = store.votesOf(db, id).find((kept) => kept.itemId === itemId) ?? null;
    const { presentCount, entitledCount } = countsNow(db, meeting);
    const problem = rules.decidingProblem(
      meeting,
      { kind: item.kind, vote, taskCount: before?.taskCount ?? 0 },
      { outcome, wording, hasQuorum: rules.hasQuorum(presentCount, entitledCount) },
    );
    if (problem) throw refuse(problem);
    const resolutionId = before?.id ?? newId();
    store.saveResolution(db, { id: resolutionId, itemId, outcome, wording, at: now });
    discuss(context, item, meeting);
    addEvent({ of: "meeting", id, kind: "decided", reason: `${item.title}：${outcomeWords[outcome]}` });
    return { id, resolutionId };
  },

  "council.endMeeting": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const outcomes = new Map(store.resolutionsOf(db, id).map((resolution) => [resolution.itemId, resolution.outcome]));
    const items = store.itemsOf(db, id).map((item) => ({ ...item, outcome: outcomes.get(item.id) ?? null }));
    const problem = rules.endingProblem(meeting, items);
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "ended", endedAt: now })) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "ended", from: meeting.state, to: "ended" });
    for (const { topicId, outcome } of items) {
      const topic = topicId === null ? undefined : findTopic(db, topicId);
      if (!topic) continue;
      const state = stateAfterMeeting(outcome);
      const reason = `${meetingNumber(meeting)} ${outcome === null ? "未议到" : outcomeWords[outcome]}`;
      moveTopic(context, topic, { state }, { kind: state === "settled" ? "settled" : "deferred", reason });
    }
    return { id, version: version + 1 };
  },

  "council.waiveTasks": (context, { id, resolutionId, reason }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    const resolution = store.findResolution(db, resolutionId);
    if (resolution?.meetingId !== id) throw refuse("NotFound");
    if (resolution.outcome !== "passed") throw refuse("ResolutionNotPassed");
    if (resolution.taskCount > 0) throw refuse("ResolutionHasTasks");
    store.setNoTaskReason(db, resolutionId, reason);
    addEvent({ of: "meeting", id, kind: "tasksWaived", reason });
    if (resolution.topicId !== null) refreshStages(db, appealIdsOfTopic(db, resolution.topicId));
    return { id };
  },

  "council.minuteMeeting": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.minutingProblem(meeting, store.resolutionsOf(db, id));
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "minuted", minutedAt: now })) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "minuted", from: meeting.state, to: "minuted" });
    return { id, version: version + 1 };
  },
};

/** A topic that was spoken on, voted or decided has been before the meeting. */
const discuss = (context: AnyCommandContext, item: store.KeptItem, meeting: store.KeptMeeting): void => {
  const topic = item.topicId === null ? undefined : findTopic(context.db, item.topicId);
  if (topic?.state !== "scheduled") return;
  moveTopic(context, topic, { state: "discussed" }, { kind: "discussed", reason: meetingNumber(meeting) });
};
