import { type Day, dayOf, yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { headingOf } from "../meeting-agenda.ts";
import type { meetingContract } from "../meeting-contract.ts";
import * as rules from "../meeting-rules.ts";
import { countsOf, entitlingProblem, seatsOf } from "../meeting-seats.ts";
import { outcomeWords } from "../meeting-words.ts";
import { numberText } from "../numbers.ts";
import { stateAfterMeeting } from "../topic-rules.ts";
import { openVoteOf } from "../vote-rules.ts";
import { agendaOf } from "./agenda-lines.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { attendancesOf } from "./attendance-store.ts";
import { newcomersOfBody } from "./body-operations.ts";
import { noteInvited } from "./body-store.ts";
import { eventLines } from "./lines.ts";
import { mediationProblemOf } from "./mediation-operations.ts";
import { putReport, putReview, putTopic, takeOffAgenda } from "./meeting-agenda-operations.ts";
import { countsEver, listOf } from "./meeting-list.ts";
import { meetingIn, meetingNumber } from "./meeting-lookup.ts";
import { checkGround, invite, toNewcomers } from "./meeting-people-operations.ts";
import * as store from "./meeting-store.ts";
import { templateIn } from "./meeting-template-operations.ts";
import { findTemplate } from "./meeting-template-store.ts";
import { isOnScreen } from "./screen-store.ts";
import { moveTopic } from "./topic-operations.ts";
import { checkResearched } from "./topic-step-operations.ts";
import { findTopic } from "./topic-store.ts";
import { clearFloor } from "./turn-store.ts";
import { votesByItem } from "./vote-lines.ts";

type Operations = Pick<
  typeof meetingContract,
  | "council.listMeetings"
  | "council.meeting"
  | "council.planMeeting"
  | "council.changeMeeting"
  | "council.notifyMeeting"
  | "council.startMeeting"
  | "council.cancelMeeting"
  | "council.endMeeting"
  | "council.minuteMeeting"
>;

/** What a new meeting takes from a template, or from the one that it is held like. */
const modelOf = (
  context: AnyCommandContext,
  { templateId, likeMeetingId, day }: { templateId: string | null; likeMeetingId: string | null; day: Day },
) => {
  const template = templateId === null ? null : templateIn(context, templateId);
  if (likeMeetingId === null) {
    const members = template?.bodyId ? newcomersOfBody(context, template.bodyId, day) : [];
    return {
      items: template?.standingItems ?? [],
      people: [...members, ...(template?.invitees ?? [])],
      bodyId: template?.bodyId ?? null,
    };
  }
  const { id } = meetingIn(context, likeMeetingId);
  const reports = store.itemsOf(context.db, id).filter((item) => item.kind === "report" && item.parentId === null);
  return {
    items: reports.map(({ title, plannedMinutes, visibility }) => ({ title, plannedMinutes, visibility })),
    people: toNewcomers(attendancesOf(context.db, id)),
    bodyId: null,
  };
};

export const meetingOperations: Handlers<Operations> = {
  "council.listMeetings": ({ db }, { states, after, limit }) => {
    const { rows, nextAfter } = store.meetingPage(db, states, { after, limit });
    return { meetings: rows.map((row) => ({ ...row, numberText: meetingNumber(row) })), nextAfter };
  },

  "council.meeting": (context, { id }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const list = listOf(db, meeting);
    const attendances = attendanceLines(db, list.people);
    const items = agendaOf(context, meeting, new Map(attendances.map((row) => [row.id, row.name])));
    const { presentCount, entitledCount, representedCount, isFromList } = countsOf(list);
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
      entitledCount,
      typedEntitledCount: meeting.entitledCount,
      isCountedFromList: isFromList,
      presentCount,
      representedCount,
      hasQuorum: rules.hasQuorum(presentCount, entitledCount),
      items,
      attendances,
      quotas: meeting.templateId === null ? [] : (findTemplate(db, meeting.templateId)?.quotas ?? []),
      proxies: list.proxies,
      seats: seatsOf(list),
      isOnScreen: isOnScreen(db, meeting.id),
      minutingProblems: missing.map((item) => `${headingOf(item)}：已通过，还没有任务，也没有写“无需办理”的理由`),
      events: eventLines(context, "meeting", id),
    };
  },

  "council.planMeeting": (context, { topicIds, templateId, likeMeetingId, ...input }) => {
    const { db, today, newId, addEvent } = context;
    const model = modelOf(context, { templateId, likeMeetingId, day: dayOf(input.plannedAt) });
    const id = newId();
    const year = yearOf(today);
    const number = store.insertMeeting(db, { ...input, id, templateId }, year);
    if (model.bodyId !== null) noteInvited(db, model.bodyId, id);
    addEvent({ of: "meeting", id, kind: "planned", to: "preparing" });
    putReview(context, id);
    for (const topicId of new Set(topicIds)) putTopic(context, { id, year, number }, topicId);
    for (const item of model.items) putReport(context, id, item);
    const meeting = meetingIn(context, id);
    invite(context, meeting, model.people);
    store.indexMeeting(db, meeting);
    return { id, numberText: numberText("会", year, number) };
  },

  "council.changeMeeting": (context, { id, version, ...change }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    const changed = { ...meeting, ...change };
    const { presentCount, entitledCount } = countsEver(db, changed);
    if (entitledCount < presentCount) throw refuse("EntitledBelowPresent");
    const unsound = entitlingProblem(listOf(db, changed));
    if (unsound) throw refuse(unsound);
    if (!store.updateMeeting(db, { id, version }, change)) throw refuse("Conflict");
    checkGround(context, changed);
    addEvent({ of: "meeting", id, kind: "changed", details: { before: meeting } });
    store.indexMeeting(db, changed);
    return { id, version: version + 1 };
  },

  "council.notifyMeeting": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const kinds = store.itemsOf(db, id).map((item) => item.kind);
    const problem = rules.notifyingProblem(meeting, kinds);
    if (problem) throw refuse(problem);
    checkResearched(context, id);
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
    checkResearched(context, id);
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
    const votes = votesByItem(db, meeting);
    const items = store.itemsOf(db, id).map((item) => ({
      ...item,
      outcome: outcomes.get(item.id) ?? null,
      hasOpenVote: openVoteOf(votes.get(item.id) ?? []) !== null,
    }));
    const problem = rules.endingProblem(meeting, items) ?? mediationProblemOf(db, meeting);
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "ended", endedAt: now })) throw refuse("Conflict");
    clearFloor(db, id, now);
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
    // A wording or a signature may have changed since the meeting ended.
    const problem = rules.minutingProblem(meeting, store.resolutionsOf(db, id)) ?? mediationProblemOf(db, meeting);
    if (problem) throw refuse(problem);
    if (!store.updateMeeting(db, { id, version }, { state: "minuted", minutedAt: now })) throw refuse("Conflict");
    addEvent({ of: "meeting", id, kind: "minuted", from: meeting.state, to: "minuted" });
    return { id, version: version + 1 };
  },
};
