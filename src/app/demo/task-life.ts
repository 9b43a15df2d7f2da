import { addDays, type Day } from "#base/dates.ts";
import { blanksOf, type Filed } from "./filed.ts";
import { followUpTask, tryInVain } from "./follow-up-life.ts";
import { fill, type TaskPlan } from "./matter.ts";
import {
  afterOfficeMinutes,
  dayAt,
  minuteMs,
  momentOn,
  officeDays,
  officeHours,
  workdayAfter,
} from "./office-hours.ts";
import { changeTask, contactOf, type TaskStory, versionOfTask, workMinutesLater } from "./task-story.ts";
import { type EstatePlace, organisationFor, type World } from "./world.ts";

export type LimitWritten = { unit: "workdays" | "days" | "hours"; count: number } | { unit: "date"; day: Day };

/** What a chapter that is written by hand wants of a task; what it leaves open happens as usual. */
export type Fate = {
  limit?: LimitWritten;
  /** Stays where it is: not dispatched, not taken, not finished, or finished and nobody asked yet. */
  endsAs?: "drafted" | "dispatched" | "accepted" | "finished";
  /** Somebody has called once and reached nobody. */
  isTriedOnce?: boolean;
};

const usualLimits: Record<TaskPlan["track"], LimitWritten> = {
  immediate: { unit: "workdays", count: 1 },
  online: { unit: "workdays", count: 5 },
  consult: { unit: "workdays", count: 15 },
};

/** What the form of a task asks for, written from a plan. */
export const taskFields = (world: World, estate: EstatePlace, plan: TaskPlan, blanks: Parameters<typeof fill>[1]) => {
  const organisation = organisationFor(world, plan.unit, estate);
  const contact = contactOf(world, organisation, estate);
  return {
    organisation,
    contact,
    fields: {
      title: fill(plan.title, blanks, world.chance),
      measure: fill(plan.measure, blanks, world.chance),
      publicWording: fill(plan.wording, blanks, world.chance),
      track: plan.track,
      leadOrganisationId: organisation.id,
      responsibleId: contact.id,
      onlinePlatform: plan.platform ?? "",
    },
  };
};

/** By what paper the subdistrict handed it down; some come without one. */
const basisOf = (world: World, { chance }: Filed) => {
  const today = dayAt(world.desks.nowMs());
  return {
    document: `交办单〔${today.slice(0, 4)}〕${chance.int(11, 480)}号`,
    fromWhom: "云溪街道办事处",
    receivedDate: today,
    upstreamDueDate: addDays(today, chance.int(5, 15)),
  };
};

/** From an appeal straight to a task; none where the appeal was settled in the meantime. */
export const addDirectTask = (world: World, filed: Filed, fate: Fate = {}): TaskStory | undefined => {
  const { desks } = world;
  const { matter, chance, clerk, building } = filed;
  const plan = matter.task;
  if (!plan) throw new Error(`Nothing is written about a task for ${matter.category}`);
  const { state } = desks.ask(clerk, "council.appeal", { id: filed.id });
  if (state !== "received" && state !== "accepted") return undefined;
  const { organisation, contact, fields } = taskFields(world, building.estate, plan, blanksOf(filed));
  const isUrgent = matter.urgency === "urgent";
  const isLeftToUnit = isUrgent || fate.endsAs === "dispatched";
  const isDispatched = isLeftToUnit || (fate.endsAs !== "drafted" && chance.isLucky(0.9));
  const { id } = desks.ask(clerk, "council.addDirectTask", {
    ...fields,
    visibility: filed.isConfidential ? "confidential" : "public",
    urgency: matter.urgency ?? "ordinary",
    gridId: building.gridId,
    basis: filed.input.ownership === "assigned" && chance.isLucky(0.8) ? basisOf(world, filed) : null,
    limit: fate.limit ?? (isUrgent ? { unit: "hours", count: 2 } : usualLimits[plan.track]),
    appealIds: [filed.id],
    isDispatched,
  });
  const story = {
    id,
    clerk,
    chance,
    plan,
    organisation,
    contact,
    estate: building.estate,
    isUrgent,
    origin: "appeal" as const,
  };
  startTask(world, story, { isDispatched, fate });
  return story;
};

/** Sends a task through the hands of its unit. */
export const startTask = (
  world: World,
  story: TaskStory,
  { isDispatched, fate = {} }: { isDispatched: boolean; fate?: Fate },
): void => {
  const { timeline, desks } = world;
  const { chance } = story;
  const take = () => {
    if (fate.endsAs === "dispatched") return;
    const minutes = story.plan.track === "immediate" ? chance.int(8, 70) : chance.int(20, officeHours(5));
    timeline.at(workMinutesLater(world, story, minutes, 4), () => {
      if (chance.isLucky(fate.endsAs === undefined && !story.isUrgent ? 0.03 : 0))
        sendBack(world, story, () => accept(world, story, fate));
      else accept(world, story, fate);
    });
  };
  if (isDispatched) {
    take();
    return;
  }
  if (fate.endsAs === "drafted") return;
  timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(30, officeHours(4))), () => {
    changeTask(world, story, "council.dispatchTask", {});
    take();
  });
};

const returnReasons = [
  ["不在本单位管护范围内，应由产权单位办理。", "产权分界图"],
  ["现场核实属于住户自用部分，请另派。", "现场照片说明"],
  ["人员和配件不在本单位，建议转办。", "电话记录"],
] as const;

/** 退单: the unit gives the order back, and it goes to somebody else. */
const sendBack = (world: World, story: TaskStory, andThen: () => void): void => {
  const { timeline, desks } = world;
  const { chance, estate } = story;
  const [reason, evidence] = chance.pick(returnReasons);
  changeTask(world, story, "council.returnTask", { actor: story.contact.name, reason, evidence });
  timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(15, 120)), () => {
    const other = organisationFor(world, story.plan.unit === "property" ? "community" : "property", estate);
    story.organisation = other;
    story.contact = contactOf(world, other, estate);
    changeTask(world, story, "council.transferTask", {
      leadOrganisationId: other.id,
      responsibleId: story.contact.id,
      reason: "按现场核实的责任转办",
    });
    changeTask(world, story, "council.dispatchTask", {});
    timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(10, 100)), andThen);
  });
};

const progressWords = [
  "已到现场查看，正在准备材料。",
  "已约好住户，明天上门。",
  "配件已订货，到货即换。",
  "已完成一半，进展正常。",
  "和住户谈过一次，还在协商。",
];

const accept = (world: World, story: TaskStory, fate: Fate): void => {
  const { timeline, desks } = world;
  const { chance, plan } = story;
  changeTask(world, story, "council.acceptTask", { actor: story.contact.name });
  const { dueAt } = desks.ask(story.clerk, "council.task", { id: story.id });
  const acceptedMs = desks.nowMs();
  const dueMs = Date.parse(dueAt);
  const finishMs =
    fate.endsAs === "accepted" ? Number.POSITIVE_INFINITY : finishMoment(world, story, acceptedMs, dueMs);
  const noteShare = plan.track === "immediate" ? 0.08 : plan.track === "online" ? 0.35 : 0.9;
  if (chance.isLucky(noteShare)) {
    const noteMs = afterOfficeMinutes(acceptedMs, chance.int(60, plan.track === "consult" ? officeDays(3) : 500));
    if (noteMs < finishMs) timeline.at(noteMs, () => noteProgress(world, story));
  }
  if (fate.endsAs === undefined && story.origin === "appeal" && chance.isLucky(0.012)) giveUp(world, story, acceptedMs);
  else
    timeline.at(finishMs, () => {
      finish(world, story);
      if (fate.endsAs === undefined) callEverybody(world, story);
      else if (fate.isTriedOnce) tryInVain(world, story);
    });
};

const noteProgress = (world: World, story: TaskStory): void => {
  const { state } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  if (state !== "accepted") return;
  changeTask(world, story, "council.recordProgress", {
    actor: story.contact.name,
    words: story.chance.pick(progressWords),
  });
};

/** When the unit reports done: mostly in time, sometimes with an extension, now and then too late. */
const finishMoment = (world: World, story: TaskStory, acceptedMs: number, dueMs: number): number => {
  const { chance, plan } = story;
  if (story.isUrgent) return acceptedMs + chance.int(15, 85) * minuteMs;
  const isExtended = chance.isLucky({ immediate: 0.005, online: 0.05, consult: 0.16 }[plan.track]);
  if (isExtended) return extendedFinish(world, story, dueMs);
  if (chance.isLucky(0.06)) return afterOfficeMinutes(dueMs, chance.int(60, officeDays(2)));
  if (plan.track === "consult") {
    const share = 0.45 + chance.part() * 0.5;
    return afterOfficeMinutes(acceptedMs + (dueMs - acceptedMs) * share - 10 * 3_600_000, 0);
  }
  const longest = plan.track === "immediate" ? 360 : officeDays(3.4);
  return afterOfficeMinutes(acceptedMs, chance.int(Math.round(longest * 0.12), longest));
};

const extensionReasons = [
  "配件要从厂家调货。",
  "连日下雨，不能施工。",
  "几户还没签字，要再做工作。",
  "需要报批，批复还没下来。",
];

/** Asks for more time the day before the limit; answers with when the task is then finished. */
const extendedFinish = (world: World, story: TaskStory, dueMs: number): number => {
  const { timeline, desks } = world;
  const { chance } = story;
  const askMs = momentOn(addDays(dayAt(dueMs), -2), chance.int(540, 690));
  const newDueDate = workdayAfter(dayAt(dueMs - 1), chance.int(3, 8));
  const isApproved = chance.isLucky(0.88);
  timeline.at(askMs, () => {
    const { state, dueAt } = desks.ask(story.clerk, "council.task", { id: story.id });
    if (state !== "accepted" || Date.parse(dueAt) <= desks.nowMs()) return;
    changeTask(world, story, "council.askExtension", { newDueDate, reason: chance.pick(extensionReasons) });
    timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(30, 300)), () => decide(world, story, isApproved));
  });
  const lastMs = isApproved ? momentOn(newDueDate, 960) : dueMs;
  return Math.max(afterOfficeMinutes(lastMs - chance.int(1, 30) * 3_600_000, 0), askMs + 12 * 3_600_000);
};

const decide = (world: World, story: TaskStory, isApproved: boolean): void => {
  const { state } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  if (state !== "accepted") return;
  const input = isApproved
    ? { isApproved, isResidentTold: true, note: "同意，逐户说明。" }
    : { isApproved, isResidentTold: false, note: "理由不充分，请按期完成。" };
  const version = versionOfTask(world, story);
  story.version = world.desks.ask("deputy", "council.decideExtension", { id: story.id, version, ...input }).version;
};

/** 终止: the matter has settled itself. */
const giveUp = (world: World, story: TaskStory, acceptedMs: number): void => {
  world.timeline.at(afterOfficeMinutes(acceptedMs, story.chance.int(60, 900)), () => {
    world.desks.ask("deputy", "council.cancelTask", {
      id: story.id,
      version: versionOfTask(world, story),
      reason: "诉求人来电说已自行解决，不用再办。",
    });
    const { appeals } = world.desks.ask(story.clerk, "council.task", { id: story.id });
    for (const { id } of appeals) {
      const { stage, version } = world.desks.ask(story.clerk, "council.appeal", { id });
      if (stage === "accepted")
        world.desks.ask(story.clerk, "council.answerAppeal", { id, version, answer: "诉求人已自行解决，任务终止。" });
    }
  });
};

const platformNumber = (world: World, story: TaskStory): string =>
  `XB-${dayAt(world.desks.nowMs()).replaceAll("-", "").slice(2)}-${story.chance.int(101, 999)}`;

/** 反馈办结, with evidence and the reporters told. */
export const finish = (world: World, story: TaskStory, prefix = ""): void => {
  const { chance, plan } = story;
  const { state } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  if (state !== "accepted") return;
  changeTask(world, story, "council.finishTask", {
    actor: story.contact.name,
    result: prefix + chance.pick(plan.results),
    evidence: plan.evidence,
    isResidentTold: true,
    onlineNumber: plan.track === "online" ? platformNumber(world, story) : "",
  });
};

/** The calls after it; whoever says that nothing is solved sets it going again. */
const callEverybody = (world: World, story: TaskStory): void =>
  followUpTask(world, story, () => {
    const minutes = story.chance.int(120, officeDays(3));
    world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), minutes), () => {
      finish(world, story, "重办：");
      callEverybody(world, story);
    });
  });
