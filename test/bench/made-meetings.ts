import { instantOf } from "#base/dates.ts";
import { insertEvent } from "#core/events.ts";
import * as attendances from "#features/council/core/attendance-store.ts";
import { linkToTopic } from "#features/council/core/link-store.ts";
import * as meetings from "#features/council/core/meeting-store.ts";
import * as topics from "#features/council/core/topic-store.ts";
import * as votes from "#features/council/core/vote-store.ts";
import { makeTask } from "./made-tasks.ts";
import { matterOf, measureOf, opinionOf } from "./made-words.ts";
import type { World } from "./made-world.ts";

const dayMs = 86_400_000;
const daysBetweenMeetings = 14;
const topicsPerMeeting = 4;
const appealsPerTopic = 8;

type Voice = { id: string; isAnonymous: boolean; atMs: number };
type Waiting = { id: string; title: string; voices: readonly Voice[]; proposedMs: number };

const yearOf = (atMs: number) => new Date(atMs).getUTCFullYear();

const proposeTopic = (world: World, voices: readonly Voice[]): Waiting => {
  const { db, chance, newId, secretaryId } = world;
  const proposedMs = voices.at(-1)?.atMs ?? world.endMs;
  const { title, content } = matterOf(chance);
  const id = newId(proposedMs);
  const at = instantOf(proposedMs);
  const topic = {
    id,
    title,
    summary: content,
    visibility: "public" as const,
    source: "appeals" as const,
    proposerName: "",
    proposedAt: at,
    proposedBy: secretaryId,
  };
  topics.insertTopic(db, topic, yearOf(proposedMs));
  insertEvent(db, { of: "topic", id, kind: "proposed", to: "proposed" }, at, secretaryId);
  for (const { id: appealId } of voices) {
    linkToTopic(db, id, appealId, at);
    insertEvent(db, { of: "appeal", id: appealId, kind: "gathered", reason: title }, at, secretaryId);
  }
  topics.updateTopic(db, { id, version: 1 }, { state: "confirmed", confirmRule: "major" });
  insertEvent(db, { of: "topic", id, kind: "confirmed", from: "proposed", to: "confirmed" }, at, secretaryId);
  const kept = topics.findTopic(db, id);
  if (kept) topics.indexTopic(db, kept);
  return { id, title, voices, proposedMs };
};

const makeAttendances = ({ db, chance, newId, town }: World, meetingId: string, atMs: number): string[] =>
  Array.from({ length: 15 }, () => {
    const id = newId(atMs);
    const residentId = chance.pick(town.homes).residentId;
    if (attendances.isOnList(db, meetingId, { residentId, contactId: null, name: "", address: "" })) return null;
    attendances.insertAttendance(db, {
      id,
      meetingId,
      residentId,
      contactId: null,
      name: "",
      presence: "present",
      role: "representative",
      isEntitled: true,
      householdId: null,
      address: "",
      arrivedAt: instantOf(atMs),
      householdCount: 1,
    });
    return id;
  }).filter((id) => id !== null);

/** All but two for it; who voted stands in frozen rows. */
const takeVote = (
  { db, newId }: World,
  item: { id: string; topic: Waiting },
  { at, atMs, attendanceIds }: { at: string; atMs: number; attendanceIds: readonly string[] },
) => {
  const id = newId(atMs);
  votes.insertVote(db, { id, itemId: item.id, question: "是否同意", method: "hands", base: "present", openedAt: at });
  const counted = { state: "counted" as const, entitledBy: "person" as const, entitledCount: attendanceIds.length };
  votes.updateVote(db, { id, version: 1 }, counted);
  attendanceIds.forEach((attendanceId, place) => {
    const who = { householdId: null, name: "代表", home: "", way: "self" as const, castByName: "代表" };
    votes.insertSeat(db, { ...who, voteId: id, position: place + 1, attendanceId });
  });
  votes.insertCount(db, {
    voteId: id,
    edition: 1,
    forCount: attendanceIds.length - 2,
    againstCount: 1,
    abstainCount: 1,
    invalidCount: 0,
    handedOutCount: null,
    returnedCount: null,
    isPassed: true,
    sheetCode: "",
    reason: "",
    countedBy: "",
    watchedBy: "",
    at,
  });
};

const decideTopic = (
  world: World,
  item: { id: string; topic: Waiting },
  meeting: { atMs: number; attendanceIds: string[] },
) => {
  const { db, chance, newId, secretaryId } = world;
  const { atMs, attendanceIds } = meeting;
  const at = instantOf(atMs);
  for (let count = chance.int(2, 5); count > 0; count -= 1)
    attendances.insertStatement(db, {
      id: newId(atMs),
      itemId: item.id,
      attendanceId: chance.pick(attendanceIds),
      attitude: chance.pick(["for", "conditional", "against", "neutral"] as const),
      words: opinionOf(chance),
      at,
    });
  takeVote(world, item, { at, atMs, attendanceIds });
  const resolutionId = newId(atMs);
  meetings.saveResolution(db, {
    id: resolutionId,
    itemId: item.id,
    outcome: "passed",
    wording: measureOf(chance),
    coverage: "",
    coverageReason: "",
    at,
  });
  topics.updateTopic(db, { id: item.topic.id, version: 2 }, { state: "settled" });
  insertEvent(
    db,
    { of: "topic", id: item.topic.id, kind: "settled", from: "scheduled", to: "settled" },
    at,
    secretaryId,
  );
  for (let count = chance.int(1, 2); count > 0; count -= 1)
    makeTask(world, {
      title: item.topic.title,
      track: "consult",
      resolutionId,
      gridId: null,
      reporters: item.topic.voices,
      atMs,
      longestDays: 21,
    });
};

const makeMeeting = (world: World, atMs: number, topicsOfIt: readonly Waiting[]): void => {
  const { db, newId, endMs, secretaryId } = world;
  const id = newId(Math.min(atMs - 7 * dayMs, endMs));
  const plannedAt = instantOf(atMs);
  const isOver = atMs <= endMs;
  const title = `${plannedAt.slice(0, 7)}议事会`;
  meetings.insertMeeting(
    db,
    {
      id,
      kind: "council",
      title,
      place: "一楼议事厅",
      hostName: "王建国",
      plannedAt,
      plannedMinutes: 90,
      entitledCount: 15,
      entitledBy: "person",
      templateId: null,
    },
    yearOf(atMs),
  );
  insertEvent(db, { of: "meeting", id, kind: "planned", to: "preparing" }, plannedAt, secretaryId);
  const reviewId = newId(atMs);
  const review = { id: reviewId, meetingId: id, kind: "review" as const, topicId: null, title: "上期任务回头看" };
  const frame = {
    note: "",
    parentId: null,
    plannedMinutes: 15,
    responsibleName: "",
    visibility: "public" as const,
  };
  meetings.insertItem(db, { ...review, ...frame });
  const items = topicsOfIt.map((topic) => {
    const item = { id: newId(atMs), meetingId: id, kind: "topic" as const, topicId: topic.id };
    meetings.insertItem(db, { ...item, ...frame, title: topic.title });
    return { id: item.id, topic };
  });
  if (isOver) {
    for (const [position, task] of meetings.tasksToReview(db, { id, kind: "council" }).slice(0, 30).entries())
      meetings.insertReviewedTask(db, { itemId: reviewId, taskId: task.id, position, taskState: task.state });
    const attendanceIds = makeAttendances(world, id, atMs);
    for (const item of items) decideTopic(world, item, { atMs, attendanceIds });
    const times = { notifiedAt: plannedAt, startedAt: plannedAt, endedAt: plannedAt, minutedAt: plannedAt };
    meetings.updateMeeting(db, { id, version: 1 }, { state: "minuted", ...times });
    for (const kind of ["notified", "started", "ended", "minuted"])
      insertEvent(db, { of: "meeting", id, kind }, plannedAt, secretaryId);
  } else {
    for (const { topic } of items) topics.updateTopic(db, { id: topic.id, version: 2 }, { state: "scheduled" });
  }
  const kept = meetings.findMeeting(db, id);
  if (kept) meetings.indexMeeting(db, kept);
};

/** Gathers voices to topics and lets a meeting decide on them every two weeks, the last one still to come. */
export const councilOf = (world: World, startMs: number) => {
  let voices: Voice[] = [];
  let waiting: Waiting[] = [];
  const lastMeetingMs = world.endMs + 3 * dayMs;
  const meetingCount = Math.floor((lastMeetingMs - startMs) / (daysBetweenMeetings * dayMs));
  let nextMeetingMs = lastMeetingMs - meetingCount * daysBetweenMeetings * dayMs;

  const meetUntil = (atMs: number) => {
    for (; nextMeetingMs <= atMs; nextMeetingMs += daysBetweenMeetings * dayMs) {
      makeMeeting(world, nextMeetingMs, waiting.slice(0, topicsPerMeeting));
      waiting = waiting.slice(topicsPerMeeting);
    }
  };

  return {
    hear: (voice: Voice) => {
      meetUntil(voice.atMs);
      voices.push(voice);
      if (voices.length < appealsPerTopic) return;
      waiting.push(proposeTopic(world, voices));
      voices = [];
    },
    /** Holds what is left and prepares the meeting that comes. */
    close: () => meetUntil(lastMeetingMs),
  };
};
