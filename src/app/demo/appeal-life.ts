import { chineseNumber } from "#base/text.ts";
import { acceptSoon, answerLater, escalateSoon, rejectSoon, tellNow, tellSoon } from "./appeal-steps.ts";
import type { Chance } from "./chance.ts";
import { blanksOf, type Filed } from "./filed.ts";
import { caseOf, contentOf, fill, type Matter, type Nature, natures } from "./matter.ts";
import { afterOfficeMinutes, afterOpenMinutes, minuteMs } from "./office-hours.ts";
import { goForReporter } from "./petition-life.ts";
import { type Reporter, reporterFrom } from "./reporters.ts";
import { correctLater, takeApart } from "./second-thoughts.ts";
import type { Seat } from "./staff.ts";
import { addDirectTask } from "./task-life.ts";
import { type BuildingPlace, categoryCode, type World } from "./world.ts";

export const natureOf = (chance: Chance, shares: Partial<Record<Nature, number>>): Nature =>
  chance.weighted(natures, (nature) => shares[nature] ?? 0);

const placeOf = (where: Matter["where"], { home }: Reporter) => {
  const { building } = home.unit;
  if (where === "home") return { householdId: home.id };
  if (where === "unit") return { unitId: home.unit.id };
  return where === "building" ? { buildingId: building.id } : { estateId: building.estate.id };
};

/** Somebody comes to the desk and a clerk writes it down. */
export const fileAppeal = (
  world: World,
  chance: Chance,
  building: BuildingPlace,
  matter: Pick<Matter, "category" | "where" | "cases"> & Partial<Matter> & { nature: Nature },
): Filed => {
  const { desks } = world;
  const reporter = reporterFrom(world, chance, building, { ...matter, isReport: matter.nature === "report" });
  const { home, channel, reporterPhone, ...who } = reporter;
  const clerk: Seat = chance.isLucky(0.6) ? "clerk" : "clerkTwo";
  const unitName = home.unit.name;
  const floor = `${chineseNumber(Number(home.room.slice(0, -2)))}楼`;
  const blanks = blanksOf({ building, unitName, floor });
  const written = chance.pick(matter.cases);
  const told = caseOf(written);
  const isConfidential = chance.isLucky(0.008);
  const input: Filed["input"] = {
    ...who,
    ...placeOf(matter.where, reporter),
    channel,
    nature: matter.nature,
    urgency: matter.urgency ?? "ordinary",
    ownership: channel === "superior" ? "assigned" : ownershipOf(matter),
    categoryCode: categoryCode(world, matter.category),
    placeNote: matter.where === "estate" && chance.isLucky(0.4) ? chance.pick(placeNotes) : "",
    title: fill(told.title, blanks, chance),
    content: contentOf(told.said, { channel, nature: matter.nature, more: matter.more ?? [] }, blanks, chance),
    isConfidential,
  };
  const { id } = desks.ask(clerk, "council.registerAppeal", { ...input, reporterPhone });
  const filed: Filed = {
    building,
    unitName,
    floor,
    written,
    told,
    id,
    clerk,
    chance,
    matter,
    isAnonymous: who.voice === "anonymous",
    isConfidential: isConfidential || matter.nature === "report",
    isMerged: false,
    input,
  };
  if (chance.isLucky(0.025)) correctLater(world, filed);
  if (channel === "petition") goForReporter(world, filed);
  return filed;
};

const placeNotes = ["东门附近", "小广场", "西侧围墙边", "北门外", "中心花坛旁", "车棚旁"];

const ownershipOf = ({ ways }: Partial<Matter>) =>
  ways?.escalate !== undefined && ways.task === undefined ? "outside" : "own";

type Way = keyof Matter["ways"];
const allWays: readonly Way[] = ["answer", "task", "escalate", "reject"];

const wayOf = (chance: Chance, matter: Partial<Matter>): Way =>
  chance.weighted(allWays, (way) => matter.ways?.[way] ?? 0);

/** What becomes of an appeal by itself. */
export const goOn = (world: World, filed: Filed): void => {
  const { chance, matter } = filed;
  const way = wayOf(chance, matter);
  if (way === "answer") answerLater(world, filed);
  else if (way === "reject") rejectSoon(world, filed);
  else if (way === "escalate") escalateSoon(world, filed);
  else {
    const isUrgent = matter.urgency === "urgent";
    if (isUrgent) tellNow(world, filed, "已报警求助，人员马上到。");
    else acceptSoon(world, filed);
    const startMs = isUrgent
      ? world.desks.nowMs() + 2 * minuteMs
      : afterOpenMinutes(world.desks.nowMs(), chance.int(35, 150));
    world.timeline.at(startMs, () => {
      if (!filed.isMerged) addDirectTask(world, filed);
    });
  }
};

/** An ordinary matter of an ordinary day. */
export const bringMatter = (world: World, chance: Chance, matter: Matter, building: BuildingPlace): void => {
  const filed = fileAppeal(world, chance, building, { ...matter, nature: natureOf(chance, matter.natures) });
  goOn(world, filed);
  if (!filed.isConfidential && chance.isLucky(matter.clusterShare ?? 0)) gatherFollowers(world, filed, matter);
};

/** Neighbours who come with the same, most of whom are merged into the first. */
const gatherFollowers = (world: World, lead: Filed, matter: Matter): void => {
  const { chance, building } = lead;
  const followerCount = chance.int(1, 4);
  for (let number = 0; number < followerCount; number += 1) {
    const arrivalMs = afterOpenMinutes(world.desks.nowMs(), chance.int(15, 500));
    world.timeline.at(arrivalMs, () => {
      const near = matter.where === "estate" ? chance.pick(building.estate.buildings) : building;
      const nature = natureOf(chance, { ...matter.natures, report: 0 });
      const filed = fileAppeal(world, chance, near, { ...matter, cases: [lead.written], nature });
      tellSoon(world, filed, "已记下，与前面邻居反映的一起处理。");
      world.timeline.at(arrivalMs + chance.int(12, 45) * minuteMs, () => mergeOrGoOn(world, lead, filed));
    });
  }
};

const openStages: readonly string[] = ["received", "accepted", "acting", "deliberating", "escalated"];

const mergeOrGoOn = (world: World, lead: Filed, filed: Filed): void => {
  const { desks } = world;
  const { stage } = desks.ask(lead.clerk, "council.appeal", { id: lead.id });
  const isMergeable =
    openStages.includes(stage) && !lead.isMerged && !filed.isConfidential && filed.chance.isLucky(0.8);
  if (!isMergeable) {
    goOn(world, filed);
    return;
  }
  desks.ask(lead.clerk, "council.mergeAppeals", { leadId: lead.id, ids: [filed.id], reason: "同一地点、同一件事" });
  filed.isMerged = true;
  if (filed.chance.isLucky(0.05))
    world.timeline.at(afterOfficeMinutes(desks.nowMs(), filed.chance.int(60, 700)), () => {
      takeApart(world, filed);
      goOn(world, filed);
    });
};
