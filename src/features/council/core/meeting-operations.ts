import { yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { meetingContract } from "../meeting-contract.ts";
import * as rules from "../meeting-rules.ts";
import { outcomeWords } from "../meeting-words.ts";
import { numberText } from "../numbers.ts";
import { stateAfterMeeting } from "../topic-rules.ts";
import { agendaOf, attendanceLines } from "./agenda-lines.ts";
import { attendancesOf, everPresentCountOf, presentCountOf } from "./attendance-store.ts";
import { eventLines } from "./lines.ts";
import * as store from "./meeting-store.ts";
import { moveTopic } from "./topic-operations.ts";
import { findTopic } from "./topic-store.ts";
import { visibleTopic } from "./visibility.ts";

type Operations = Pick<
  typeof meetingContract,
  | "council.listMeetings"
  | "council.meeting"
  | "council.planMeeting"
  | "council.changeMeeting"
  | "council.addAgendaItem"
  | "council.removeAgendaItem"
  | "council.orderAgenda"
  | "council.notifyMeeting"
  | "council.startMeeting"
  | "council.cancelMeeting"
  | "council.endMeeting"
  | "council.minuteMeeting"
>;

export const meetingNumber = (meeting: { year: number; number: number }) =>
  numberText("会", meeting.year, meeting.number);

export const meetingIn = (
  { db, refuse }: Pick<QueryContext<never>, "db" | "refuse">,
  id: string,
): store.KeptMeeting => {
  const meeting = store.findMeeting(db, id);
  if (!meeting) throw refuse("NotFound");
  return meeting;
};

export const itemIn = (
  context: Pick<QueryContext<never>, "db" | "refuse">,
  meetingId: string,
  itemId: string,
): store.KeptItem => {
  const item = store.findItem(context.db, itemId);
  if (item?.meetingId !== meetingId) throw context.refuse("NotFound");
  return item;
};

/** Who is there is counted by the program, whatever the desk types. */
export const countsNow = (db: QueryContext["db"], meeting: store.KeptMeeting) => ({
  presentCount: presentCountOf(db, meeting.id),
  entitledCount: meeting.entitledCount,
});

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

/** Takes a topic off the agenda of a meeting: it waits for another. */
const takeOffAgenda = (
  context: AnyCommandContext,
  meeting: { year: number; number: number },
  topicId: string | null,
): void => {
  if (topicId === null) return;
  const topic = visibleTopic(context, topicId);
  moveTopic(context, topic, { state: "confirmed" }, { kind: "unscheduled", reason: meetingNumber(meeting) });
};

export const meetingOperations: Handlers<Operations> = {
  "council.listMeetings": ({ db }, { states, after, limit }) => {
    const { rows, nextAfter } = store.meetingPage(db, states, { after, limit });
    return { meetings: rows.map((row) => ({ ...row, numberText: meetingNumber(row) })), nextAfter };
  },

  "council.meeting": (context, { id }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const attendances = attendanceLines(db, attendancesOf(db, id));
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
      events: eventLines(context, "meeting", id),
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
    if (change.entitledCount < everPresentCountOf(db, id)) throw refuse("EntitledBelowPresent");
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
    const item = itemIn(context, id, itemId);
    const problem = rules.removingItemProblem(meeting, item);
    if (problem) throw refuse(problem);
    store.deleteItem(db, itemId);
    takeOffAgenda(context, meeting, item.topicId);
    addEvent({
      of: "meeting",
      id,
      kind: "changed",
      reason: `移出：${item.title}`,
      details: { topicId: item.topicId },
    });
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

  "council.cancelMeeting": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.cancellingMeetingProblem(meeting);
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "cancelled" })) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "meetingCancelled", from: meeting.state, to: "cancelled", reason });
    // The agenda stays with the cancelled meeting, for the trace; its topics are free.
    for (const item of store.itemsOf(db, id)) takeOffAgenda(context, meeting, item.topicId);
    return { id, version: version + 1 };
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
      if (!topic || outcome === null) continue;
      const state = stateAfterMeeting(outcome);
      const reason = `${meetingNumber(meeting)} ${outcomeWords[outcome]}`;
      moveTopic(context, topic, { state }, { kind: state === "settled" ? "settled" : "deferred", reason });
    }
    return { id, version: version + 1 };
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
