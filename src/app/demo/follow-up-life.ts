import { addDays, weekdayOf } from "#base/dates.ts";
import type { Chance } from "./chance.ts";
import { afterOfficeMinutes, dayAt, minuteMs, momentOn, officeDays } from "./office-hours.ts";
import { type TaskStory, versionOfTask } from "./task-story.ts";
import type { World } from "./world.ts";

const unreachedNotes = {
  phone: ["无人接听", "占线", "关机", "说在开会，改天再打"],
  visit: ["敲门没人", "家里只有孩子"],
};
const satisfiedWords = ["挺好的，谢谢。", "来得快，修得也好。", "满意，没有别的意见。", "问题解决了，谢谢社区。", ""];
const fairlyWords = ["修是修好了，就是慢了点。", "还行，希望能保持。", "基本解决了。"];
const unsolvedWords = [
  "修了一天又坏了。",
  "只处理了表面，还是老样子。",
  "人来看过，没有弄。",
  "好了两天，现在又不行了。",
];

type Redo = () => void;

/** Calls everybody who reported, each by itself, some days after a task was finished. */
export const followUpTask = (world: World, story: TaskStory, redo: Redo): void => {
  const { followUps } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  for (const { id, appealId, state } of followUps)
    if (state === "open") planCall(world, story, { id, appealId, redo, isPatient: story.chance.isLucky(0.3) });
};

/** One call to each that reaches nobody. */
export const tryInVain = (world: World, story: TaskStory): void => {
  const { clerk, chance } = story;
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), chance.int(100, 200)), () => {
    const { followUps } = world.desks.ask(clerk, "council.task", { id: story.id });
    for (const { id, state, version } of followUps)
      if (state === "open")
        world.desks.ask(clerk, "council.recordTry", {
          id,
          version,
          way: "phone",
          isReached: false,
          note: chance.pick(unreachedNotes.phone),
        });
  });
};

type Call = { id: string; appealId: string; redo: Redo; isPatient: boolean };

const planCall = (world: World, story: TaskStory, call: Call): void => {
  const minutes = story.chance.int(90, officeDays(call.isPatient ? 3 : 1.5));
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), minutes), () => makeCall(world, story, call));
};

const makeCall = (world: World, story: TaskStory, call: Call): void => {
  const { desks } = world;
  const { chance, clerk } = story;
  const { state, version, round, maskedPhone } = desks.ask(clerk, "council.followUp", { id: call.id });
  if (state !== "open") return;
  const way =
    maskedPhone === ""
      ? "visit"
      : chance.weighted(["phone", "visit", "desk"] as const, (one) => ({ phone: 8, visit: 1, desk: 1 })[one]);
  if (way === "phone" && chance.isLucky(0.35)) desks.ask(clerk, "council.revealReporterPhone", { id: call.appealId });
  if (way !== "desk" && chance.isLucky(0.17)) {
    story.version = undefined;
    desks.ask(clerk, "council.recordTry", {
      id: call.id,
      version,
      way,
      isReached: false,
      note: chance.pick(unreachedNotes[way]),
    });
    planCall(world, story, call);
    return;
  }
  // The last call closes the task, and an unsolved one opens it anew.
  story.version = undefined;
  const { isRedone } = desks.ask(clerk, "council.recordTry", {
    id: call.id,
    version,
    way,
    isReached: true,
    ...answerOf(story, round),
  });
  if (!isRedone) return;
  if (round === 1) call.redo();
  else closeByDirector(world, story);
};

const answerOf = ({ chance }: TaskStory, round: number) => {
  if (chance.isLucky(round === 1 ? 0.045 : 0.1))
    return { isSolved: false, satisfaction: "unsatisfied" as const, words: chance.pick(unsolvedWords) };
  const satisfaction = chance.weighted(
    ["very", "satisfied", "fairly", "unsatisfied"] as const,
    (one) => ({ very: 31, satisfied: 53, fairly: 14, unsatisfied: 2 })[one],
  );
  const isPleased = satisfaction === "very" || satisfaction === "satisfied";
  const words = chance.pick(isPleased ? satisfiedWords : fairlyWords);
  return { isSolved: true, satisfaction, words };
};

/** 重办过一次以后仍不满意: the director closes it with a reason. */
const closeByDirector = (world: World, story: TaskStory): void => {
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), story.chance.int(200, officeDays(3))), () => {
    const closeClass = story.chance.pick(["explained", "beyondPower", "residentRefuses"] as const);
    const reason = {
      explained: "已两次上门说明，现有条件下已办到位。",
      beyondPower: "超出社区和物业职权，已告知申请的途径。",
      residentRefuses: "提出的方案双方都可接受，诉求人不同意，已书面告知。",
    }[closeClass];
    world.desks.ask("director", "council.closeTask", {
      id: story.id,
      version: versionOfTask(world, story),
      closeClass,
      reason,
    });
  });
};

const weekMs = 7 * 24 * 60 * minuteMs;

/** Once a week the clerks go through the queue and call whoever was forgotten, such as a neighbour who joined late. */
export const planSweeps = (world: World): void => {
  const chance = world.chance.fork("sweeps");
  const fridayMs = momentOn(addDays(dayAt(world.startMs), 5 - weekdayOf(dayAt(world.startMs))), 940);
  for (let ms = fridayMs; ms < world.endMs; ms += weekMs)
    for (const clerk of ["clerk", "clerkTwo"] as const) world.timeline.at(ms, () => sweep(world, chance, clerk));
};

const sweep = (world: World, chance: Chance, clerk: "clerk" | "clerkTwo"): void => {
  const { desks } = world;
  const { followUps } = desks.ask(clerk, "council.listFollowUps", { limit: 100 });
  const forgotten = followUps.filter(({ openedAt }) => Date.parse(openedAt) < desks.nowMs() - 0.8 * weekMs);
  for (const { id, version } of forgotten)
    desks.ask(clerk, "council.recordTry", {
      id,
      version,
      way: "phone",
      isReached: true,
      isSolved: true,
      satisfaction: chance.isLucky(0.8) ? "satisfied" : "fairly",
      words: chance.pick(satisfiedWords),
    });
};
