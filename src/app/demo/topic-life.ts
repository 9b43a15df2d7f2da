import { fileAppeal } from "./appeal-life.ts";
import { acceptSoon, answerLater, tellSoon } from "./appeal-steps.ts";
import type { Chance } from "./chance.ts";
import { askAtDoors } from "./doors.ts";
import { blanksOf, type Filed } from "./filed.ts";
import { fill } from "./matter.ts";
import { afterOfficeMinutes, dayAt, minuteMs, momentOn, officeDays } from "./office-hours.ts";
import type { Theme } from "./theme.ts";
import { type BuildingPlace, buildingsOf, fits, isAdult, personsOf, type World } from "./world.ts";

/** A theme at a place, with what residents brought of it. */
export type TopicStory = {
  /** Empty until it is proposed. */
  id: string;
  theme: Theme;
  building: BuildingPlace;
  chance: Chance;
  filed: Filed[];
  isInternal: boolean;
  isLookedInto: boolean;
};

export const newTopic = (chance: Chance, theme: Theme, building: BuildingPlace): TopicStory => ({
  id: "",
  theme,
  building,
  chance,
  filed: [],
  isInternal: false,
  isLookedInto: false,
});

export const topicBlanks = ({ building }: TopicStory) => blanksOf({ building, unitName: "", floor: "" });

/** Themes and places that were not had yet, drawn at random. */
export const topicSource = (world: World, themes: readonly Theme[]): (() => TopicStory | undefined) => {
  const chance = world.chance.fork("topics");
  const pairs = themes.flatMap((theme) => {
    const places = buildingsOf(world).filter((building) => fits(building, theme.only));
    // One building stands for its estate; of a single building's matters a few are enough.
    return theme.where === "estate"
      ? places.filter((building) => building === building.estate.buildings[0]).map((building) => ({ theme, building }))
      : chance.some(places, 13).map((building) => ({ theme, building }));
  });
  const order = chance.some(pairs, pairs.length);
  return () => {
    const pair = order.pop();
    return pair && newTopic(chance.fork(String(order.length)), pair.theme, pair.building);
  };
};

/** One resident after the other comes with it in the weeks before; nobody answers it alone. */
export const bringVoices = (world: World, topic: TopicStory, fromMs: number, untilMs: number): void => {
  const { chance, theme, building } = topic;
  const voiceCount = chance.int(1, theme.voices.length + 2);
  for (let number = 0; number < voiceCount; number += 1) {
    const voice = theme.voices[number] ?? chance.pick(theme.voices);
    const day = dayAt(fromMs + chance.part() * (untilMs - fromMs));
    world.timeline.at(momentOn(day, chance.int(515, 1040)), () => {
      const near = theme.where === "estate" ? chance.pick(building.estate.buildings) : building;
      const { nature } = voice;
      const { category, where } = theme;
      const matter = { category, where, cases: [`${voice.title} | ${voice.said}`], nature };
      const filed = fileAppeal(world, chance, near, matter);
      tellSoon(world, filed, "已登记，将汇总后提请议事会商议。");
      acceptSoon(world, filed);
      if (filed.isConfidential) answerLater(world, filed);
      else topic.filed.push(filed);
    });
  }
};

const isOpen = (world: World, filed: Filed): boolean => {
  const { stage, state } = world.desks.ask(filed.clerk, "council.appeal", { id: filed.id });
  return (state === "received" || state === "accepted") && stage !== "evaluated" && !filed.isMerged;
};

const topicSourceOf = { joint: "residents", major: "appeals", committees: "committees" } as const;

/** The secretary makes a topic of what was brought. */
export const proposeTopic = (world: World, topic: TopicStory): void => {
  const { theme, chance } = topic;
  const blanks = topicBlanks(topic);
  const { id } = world.desks.ask("secretary", "council.proposeTopic", {
    title: fill(theme.title, blanks, chance),
    summary: fill(theme.summary, blanks, chance),
    visibility: topic.isInternal ? "internal" : "public",
    source: topicSourceOf[theme.rule],
    appealIds: topic.filed.filter((filed) => isOpen(world, filed)).map((filed) => filed.id),
  });
  topic.id = id;
};

export const versionOfTopic = (world: World, topic: TopicStory): number =>
  world.desks.ask("secretary", "council.topic", { id: topic.id }).version;

const leastHouseholds = 10;

const confirmNotes = { joint: "联名表已核对。", major: "涉及多数住户切身利益。", committees: "两委会议提名。" };

/** Neighbours sign, home after home, as they come by the desk. */
const bringSigners = (world: World, { building, chance, id }: TopicStory): number => {
  const homes = [building, ...building.estate.buildings.filter((other) => other !== building)].flatMap(
    (place) => place.homes,
  );
  const today = dayAt(world.desks.nowMs());
  const signers = homes.flatMap((home) => {
    const [first, second] = personsOf(home).filter((person) => isAdult(person, today));
    return first ? [[first, ...(second && chance.isLucky(0.2) ? [second] : [])]] : [];
  });
  const signed = signers.slice(0, chance.int(11, 24)).flat();
  return world.desks.ask("clerk", "council.addSigners", {
    id,
    signers: signed.map((person) => ({ residentId: person.id })),
  }).householdCount;
};

const findings = [
  "走了三个楼道，多数住户同意先定办法再动手；两户担心费用，要在会上说清楚。",
  "现场看过，与诉求说的一致。物业愿意配合，希望社区出面协调时间。",
  "问过的住户都说应当办，意见不同的是先办哪一段。",
  "查了前两年的记录，同样的事提过一次，当时因为没有定由谁管而搁下。",
];

/** 议前调研, before the meeting is called. */
export const lookInto = (world: World, topic: TopicStory): void => {
  if (topic.isLookedInto) return;
  topic.isLookedInto = true;
  const { chance, id } = topic;
  world.desks.ask("secretary", "council.recordResearch", {
    id,
    doneDate: dayAt(world.desks.nowMs()),
    doneBy: chance.pick(["社区网格员", "书记员和网格员", "楼栋小组长"]),
    way: chance.pick(["visit", "talk", "site"] as const),
    householdCount: chance.int(4, 18),
    findings: chance.pick(findings),
  });
  askAtDoors(world, topic);
};

/** A quarrel of two: who listens to both before the meeting does not go from door to door. */
export const leaveUnexplored = (world: World, { id }: TopicStory): void => {
  world.desks.ask("secretary", "council.skipStep", {
    id,
    step: "research",
    reason: "两家之间的纠纷，调解前已分别听过双方，不再走访邻居。",
  });
};

export const confirmTopic = (world: World, topic: TopicStory): void => {
  const { theme, chance, id } = topic;
  // In a small estate there are not ten homes; the committees take it up instead.
  const isShort = theme.rule === "joint" && bringSigners(world, topic) < leastHouseholds;
  const rule = isShort ? "committees" : theme.rule;
  world.desks.ask(chance.isLucky(0.7) ? "director" : "deputy", "council.confirmTopic", {
    id,
    version: versionOfTopic(world, topic),
    ruleId: rule,
    note: confirmNotes[rule],
  });
};

const declineReasons = [
  "属于业主大会法定事项，议事会不代为决定，已告知程序。",
  "反映的问题已经解决，不再列入。",
  "与上月议题重复，按已有决议办理。",
];

/** 不列入: whoever brought it hears why. */
export const declineTopic = (world: World, topic: TopicStory, written?: string): void => {
  const { chance, id } = topic;
  const reason = written ?? chance.pick(declineReasons);
  world.desks.ask("director", "council.declineTopic", { id, version: versionOfTopic(world, topic), reason });
  for (const filed of topic.filed) {
    const { timeline, desks } = world;
    timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(30, officeDays(2))), () => {
      if (!isOpen(world, filed)) return;
      const { version } = desks.ask(filed.clerk, "council.appeal", { id: filed.id });
      desks.ask(filed.clerk, "council.answerAppeal", { id: filed.id, version, answer: reason });
    });
  }
};

/** Whoever came after the topic was proposed is gathered into it as well. */
export const gatherLatecomers = (world: World, topic: TopicStory): void => {
  const { appeals, state } = world.desks.ask("secretary", "council.topic", { id: topic.id });
  if (state !== "proposed" && state !== "confirmed" && state !== "scheduled") return;
  const known = new Set(appeals.map(({ id }) => id));
  const late = topic.filed.filter((filed) => !known.has(filed.id) && isOpen(world, filed)).map(({ id }) => id);
  if (late.length > 0) world.desks.ask("secretary", "council.gatherAppeals", { id: topic.id, appealIds: late });
};

export const daysBefore = (ms: number, days: number): number => ms - days * 24 * 60 * minuteMs;
