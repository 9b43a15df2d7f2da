import type { Instant } from "#base/dates.ts";
import type { KnownToScan } from "#base/paper-scan.ts";
import { maskName } from "#base/privacy.ts";
import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { numeralsOf } from "../meeting-agenda.ts";
import { hasQuorum, isMeetingOver } from "../meeting-rules.ts";
import type { ScreenItem, ScreenNow, screenContract } from "../screen-contract.ts";
import { taskStateWords } from "../task-words.ts";
import { secondsByItem } from "../turn-rules.ts";
import type { Vote } from "../vote-contract.ts";
import { decidingVoteOf, lastCountOf, openVoteOf } from "../vote-rules.ts";
import { turnoutSentence, voteSentence } from "../vote-sentence.ts";
import { voteBaseWords } from "../vote-words.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { attendancesOf, statementsOf } from "./attendance-store.ts";
import { countsNow } from "./meeting-list.ts";
import { meetingIn } from "./meeting-lookup.ts";
import * as meetings from "./meeting-store.ts";
import { knownByMeeting, knownByTask } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import * as store from "./screen-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById } from "./task-store.ts";
import { topicsById } from "./topic-store.ts";
import { openingsOf, turnsOf } from "./turn-store.ts";
import { votesByItem } from "./vote-lines.ts";

/** Before the meeting the hall reads its agenda, afterwards what came of it, until the minutes are issued. */
const shownStates: readonly string[] = ["preparing", "notified", "inSession", "ended"];

type PlacedItem = { kept: meetings.KeptItem; line: ScreenItem };

const itemsOnScreen = (db: ReadableDatabase, meetingId: string, onScreen: (text: string) => string): PlacedItem[] => {
  const items = meetings.itemsOf(db, meetingId);
  const numerals = numeralsOf(items);
  const topics = new Map(
    topicsById(
      db,
      items.flatMap(({ topicId }) => topicId ?? []),
    ).map((topic) => [topic.id, topic]),
  );
  const outcomes = new Map(meetings.resolutionsOf(db, meetingId).map(({ itemId, outcome }) => [itemId, outcome]));
  return items.map((kept, at) => {
    const topic = topics.get(kept.topicId ?? "");
    const isHidden = (topic?.visibility ?? kept.visibility) !== "public";
    return {
      kept,
      line: {
        id: kept.id,
        numeral: numerals[at] ?? "",
        isUnder: kept.parentId !== null,
        kind: kept.kind,
        title: isHidden ? "（内部事项）" : onScreen(topic?.title ?? kept.title),
        isHidden,
        outcome: isHidden ? null : (outcomes.get(kept.id) ?? null),
      },
    };
  });
};

/** The last attitude of each who spoke: whoever speaks twice is one voice. */
const heardOn = (
  statements: readonly { itemId: string; attendanceId: string; attitude: keyof ScreenNow["heard"] }[],
) => {
  const heard = { for: 0, conditional: 0, against: 0, neutral: 0 };
  const last = new Map(statements.map(({ attendanceId, attitude }) => [attendanceId, attitude]));
  for (const attitude of last.values()) heard[attitude] += 1;
  return heard;
};

const reviewedOnScreen = (db: ReadableDatabase, itemId: string): ScreenNow["tasks"] => {
  const ids = meetings.reviewedTasksOf(db, itemId).map(({ taskId }) => taskId);
  const knownOf = knownByTask(db, ids);
  return taskRowsById(db, ids)
    .filter(({ visibility }) => visibility === "public")
    .map((task) => ({
      numberText: taskNumber(task),
      wording: paperText(task.publicWording, knownOf(task.id)),
      // A unit's name is no person's, a number in it may be.
      unitName: paperText(task.unitName, { ...knownOf(task.id), names: [] }),
      stateText: taskStateWords[task.state],
    }));
};

/** The vote under way, or else the one that decides. */
const voteOnScreen = (votes: readonly Vote[], known: KnownToScan): ScreenNow["vote"] => {
  const vote = openVoteOf(votes) ?? decidingVoteOf(votes);
  if (!vote) return null;
  return {
    question: paperText(vote.question, known),
    sentence: voteSentence(vote) || `正在表决。${turnoutSentence(vote)}，按${voteBaseWords[vote.base]}过半`,
    count: lastCountOf(vote),
  };
};

type Opening = { itemId: string; at: Instant };

const nowOnScreen = (
  db: ReadableDatabase,
  {
    meeting,
    item,
    openings,
    known,
    now,
  }: {
    meeting: meetings.KeptMeeting;
    item: meetings.KeptItem;
    openings: readonly Opening[];
    known: KnownToScan;
    now: Instant;
  },
): ScreenNow => {
  const meetingId = meeting.id;
  const names = new Map(
    attendanceLines(db, attendancesOf(db, meetingId)).map((person) => [person.id, maskName(person.name)]),
  );
  const nameOf = (attendanceId: string) => names.get(attendanceId) ?? "";
  const turns = turnsOf(db, meetingId).filter(({ itemId }) => itemId === item.id);
  const speaking = turns.find(({ state }) => state === "speaking");
  const resolution = meetings.resolutionsOf(db, meetingId).find(({ itemId }) => itemId === item.id);
  return {
    itemId: item.id,
    usedSeconds: secondsByItem(openings, now).get(item.id) ?? 0,
    plannedMinutes: item.plannedMinutes,
    speaking: speaking?.startedAt ? { name: nameOf(speaking.attendanceId), startedAt: speaking.startedAt } : null,
    waiting: turns.filter(({ state }) => state === "waiting").map(({ attendanceId }) => nameOf(attendanceId)),
    heard: heardOn(statementsOf(db, meetingId).filter(({ itemId }) => itemId === item.id)),
    vote: voteOnScreen(votesByItem(db, meeting).get(item.id) ?? [], known),
    outcome: resolution ? { outcome: resolution.outcome, wording: paperText(resolution.wording, known) } : null,
    tasks: item.kind === "review" ? reviewedOnScreen(db, item.id) : [],
  };
};

export const screenOperations: Handlers<typeof screenContract> = {
  "council.openScreen": (context, { id }) => {
    const { db, now, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (isMeetingOver(meeting.state)) throw refuse("MeetingIsOver");
    if (store.putOnScreen(db, { meetingId: id, at: now })) addEvent({ of: "meeting", id, kind: "screenOpened" });
    return { id };
  },

  "council.closeScreen": (context, { id }) => {
    const { db, addEvent } = context;
    meetingIn(context, id);
    if (store.takeOffScreen(db, id)) addEvent({ of: "meeting", id, kind: "screenClosed" });
    return { id };
  },

  "council.screen": ({ db, now, refuse }, { id }) => {
    const meeting = store.isOnScreen(db, id) ? meetings.findMeeting(db, id) : undefined;
    if (!meeting || !shownStates.includes(meeting.state)) throw refuse("NotFound");
    const known = knownByMeeting(db, id);
    const onScreen = (text: string) => paperText(text, known);
    const items = itemsOnScreen(db, id, onScreen);
    const { entitledCount, presentCount } = countsNow(db, meeting);
    const openings = openingsOf(db, id);
    const currentItemId = meeting.state === "inSession" ? (openings.at(-1)?.itemId ?? null) : null;
    const at = items.find(({ kept }) => kept.id === currentItemId);
    return {
      title: onScreen(meeting.title),
      place: onScreen(meeting.place),
      plannedAt: meeting.plannedAt,
      state: meeting.state,
      entitledBy: meeting.entitledBy,
      entitledCount,
      presentCount,
      hasQuorum: hasQuorum(presentCount, entitledCount),
      items: items.map(({ line }) => line),
      current: at && !at.line.isHidden ? nowOnScreen(db, { meeting, item: at.kept, openings, known, now }) : null,
      currentItemId,
      now,
    };
  },
};
