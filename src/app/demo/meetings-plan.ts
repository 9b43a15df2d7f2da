import { addDays, type Day, weekdayOf } from "#base/dates.ts";
import type { Chance } from "./chance.ts";
import {
  addReport,
  closeMeeting,
  holdMeeting,
  type MeetingStory,
  notifyMeeting,
  planMeeting,
  prepareList,
  versionOfMeeting,
} from "./meeting-life.ts";
import {
  afterOfficeMinutes,
  dayAt,
  momentOn,
  officeDays,
  workdayAfter,
  workdayUntil,
  worksOn,
} from "./office-hours.ts";
import { committeeReports } from "./theme.ts";
import { homeThemes } from "./themes-homes.ts";
import { quarrelThemes } from "./themes-quarrels.ts";
import { yardThemes } from "./themes-yard.ts";
import {
  bringVoices,
  confirmTopic,
  daysBefore,
  declineTopic,
  gatherLatecomers,
  leaveUnexplored,
  lookInto,
  newTopic,
  proposeTopic,
  type TopicStory,
  topicSource,
} from "./topic-life.ts";
import { buildingsOf, type World } from "./world.ts";

export const themes = [...yardThemes, ...homeThemes];

/** The next meeting lies a few days ahead, on a day on which people can come. */
const upcomingDay = (today: Day): Day => {
  const soon = addDays(today, 2);
  return worksOn(soon) ? soon : workdayAfter(soon, 1);
};

const monthsBefore = (day: Day, count: number): Day => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const months = year * 12 + month - 1 - count;
  const on = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-${String(Math.min(date, 28)).padStart(2, "0")}`;
  // Some meet on a Saturday, so that working people can come.
  return worksOn(on) || weekdayOf(on) === 6 ? on : workdayAfter(on, 1);
};

const startMinute = (chance: Chance, day: Day) => (weekdayOf(day) === 6 || chance.isLucky(0.3) ? 570 : 870);

/** A council meeting every month, each with the topics that were gathered before it. */
export const planCouncil = (world: World): void => {
  const chance = world.chance.fork("council");
  const next = topicSource(world, themes);
  const comingDay = upcomingDay(dayAt(world.endMs));
  const waiting: TopicStory[] = [];
  for (let count = world.size.months - 1; count >= 0; count -= 1) {
    const own = chance.fork(String(count));
    const day = count === 0 ? comingDay : monthsBefore(comingDay, count);
    const startMs = momentOn(day, startMinute(own, day));
    const topics = Array.from({ length: own.int(3, 5) }, next).filter((topic) => topic !== undefined);
    for (const [at, topic] of topics.entries()) {
      topic.isInternal = own.isLucky(0.04);
      prepareTopic(world, own, topic, startMs, at > 1 && own.isLucky(0.14) ? "declined" : "confirmed");
    }
    world.timeline.at(afterOfficeMinutes(daysBefore(startMs, 9), 0), () => {
      const ready = [...waiting.splice(0), ...topics].filter((topic) => isReady(world, topic));
      const meeting = planMeeting(world, own, { kind: "council", startMs, topics: ready });
      world.timeline.at(afterOfficeMinutes(daysBefore(startMs, 5), 20), () => {
        for (const topic of meeting.topics) gatherLatecomers(world, topic);
        for (const topic of meeting.topics) lookInto(world, topic);
        notifyMeeting(world, meeting);
        if (count === 0) prepareList(world, meeting);
      });
      holdMeeting(world, meeting, () => {
        waiting.push(...meeting.putOff);
        closeMeeting(world, meeting);
      });
    });
  }
  planPool(world, chance.fork("pool"), next, comingDay);
};

const isReady = (world: World, topic: TopicStory): boolean =>
  topic.id !== "" && world.desks.ask("secretary", "council.topic", { id: topic.id }).state === "confirmed";

/** Voices for six weeks, then the topic is proposed and decided on. */
const prepareTopic = (
  world: World,
  chance: Chance,
  topic: TopicStory,
  meetingMs: number,
  fate: "confirmed" | "declined",
): void => {
  const fromMs = Math.max(daysBefore(meetingMs, 48), daysBefore(world.startMs, -10));
  bringVoices(world, topic, fromMs, daysBefore(meetingMs, 11));
  const proposedMs = afterOfficeMinutes(daysBefore(meetingMs, chance.int(13, 16)), chance.int(0, 200));
  world.timeline.at(proposedMs, () => {
    if (topic.filed.length === 0) return;
    proposeTopic(world, topic);
    world.timeline.at(afterOfficeMinutes(proposedMs, chance.int(60, officeDays(1))), () =>
      fate === "declined" ? declineTopic(world, topic) : confirmTopic(world, topic),
    );
  });
};

/** What lies in the pool today: proposed, confirmed, and one meeting that is only being prepared. */
const planPool = (world: World, chance: Chance, next: () => TopicStory | undefined, comingDay: Day): void => {
  const today = dayAt(world.endMs);
  const pool = Array.from({ length: 6 }, next).filter((topic) => topic !== undefined);
  for (const [at, topic] of pool.entries()) {
    bringVoices(world, topic, daysBefore(world.endMs, 30), daysBefore(world.endMs, 9));
    const proposedMs = momentOn(workdayUntil(addDays(today, -8 + at)), 600 + at * 11);
    world.timeline.at(proposedMs, () => {
      proposeTopic(world, topic);
      if (at < 3)
        world.timeline.at(afterOfficeMinutes(proposedMs, chance.int(60, 240)), () => confirmTopic(world, topic));
    });
  }
  const startMs = momentOn(monthsBefore(comingDay, -1), 870);
  world.timeline.at(afterOfficeMinutes(daysBefore(world.endMs, 3), 200), () => {
    const topics = pool.slice(0, 1).filter((topic) => isReady(world, topic));
    planMeeting(world, chance, { kind: "council", startMs, topics });
  });
};

/** Every third month the units of the neighbourhood sit together; they hear reports and resolve nothing. */
export const planPartyCommittee = (world: World): void => {
  const chance = world.chance.fork("partyCommittee");
  const today = dayAt(world.endMs);
  for (let count = world.size.months - 1; count >= 0; count -= 3) {
    const own = chance.fork(String(count));
    const day = workdayAfter(addDays(monthsBefore(today, count), -12), 1);
    const startMs = momentOn(day, 570);
    world.timeline.at(afterOfficeMinutes(daysBefore(startMs, 6), 60), () => {
      const meeting = planMeeting(world, own, { kind: "partyCommittee", startMs, topics: [] });
      for (const report of own.some(committeeReports, own.int(2, 3))) addReport(world, meeting, report);
      world.timeline.at(afterOfficeMinutes(daysBefore(startMs, 4), 0), () => notifyMeeting(world, meeting));
      holdMeeting(world, meeting, () => closeMeeting(world, meeting));
    });
  }
};

/** Quarrels at a small table; the last one is over, but nothing of it is written out yet. */
export const planMediations = (world: World): void => {
  const chance = world.chance.fork("mediation");
  const today = dayAt(world.endMs);
  const days = [world.size.months - 1, 16, 11, 7, 3]
    .filter((count) => count < world.size.months && count > 0)
    .map((count) => addDays(monthsBefore(today, count), 5));
  for (const [at, day] of [...days, addDays(today, -5)].entries()) {
    const isLast = at === days.length;
    const own = chance.fork(String(at));
    const startMs = momentOn(workdayUntil(day), 870);
    const theme = own.pick(quarrelThemes);
    const topic = newTopic(own, theme, own.pick(buildingsOf(world)));
    topic.isInternal = true;
    const fate = isLast ? "leftOpen" : at === 1 ? "calledOff" : "closed";
    prepareQuarrel(world, own, topic, startMs, fate);
  }
};

const prepareQuarrel = (
  world: World,
  chance: Chance,
  topic: TopicStory,
  startMs: number,
  fate: "closed" | "leftOpen" | "calledOff",
): void => {
  const { timeline } = world;
  bringVoices(world, topic, daysBefore(startMs, 20), daysBefore(startMs, 9));
  timeline.at(afterOfficeMinutes(daysBefore(startMs, 7), 30), () => {
    if (topic.filed.length === 0) return;
    proposeTopic(world, topic);
    confirmTopic(world, topic);
    leaveUnexplored(world, topic);
    const meeting = planMeeting(world, chance, { kind: "mediation", startMs, topics: [topic] });
    timeline.at(afterOfficeMinutes(daysBefore(startMs, 4), 60), () => notifyMeeting(world, meeting));
    if (fate === "calledOff")
      timeline.at(afterOfficeMinutes(daysBefore(startMs, 3), 90), () => callOff(world, meeting));
    else
      holdMeeting(world, meeting, () => {
        if (fate === "closed") closeMeeting(world, meeting);
      });
  });
};

/** The two have made it up by themselves. */
const callOff = (world: World, meeting: MeetingStory): void => {
  world.desks.ask("secretary", "council.cancelMeeting", {
    id: meeting.id,
    version: versionOfMeeting(world, meeting),
    reason: "双方来电说已经和解，不用再开。",
  });
  for (const topic of meeting.topics) declineTopic(world, topic, "双方已自行和解，不再列入。");
};
