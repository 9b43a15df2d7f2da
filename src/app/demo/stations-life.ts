import { addDays, type Day, weekdayOf } from "#base/dates.ts";
import { stationTemplates } from "#features/stations/station-templates.ts";
import type { Visitor } from "#features/stations/visit-contract.ts";
import { dayAt, momentOn, worksOn } from "./office-hours.ts";
import type { OrganisationKey } from "./organisations.ts";
import type { World } from "./world.ts";

const weeksBefore = 4;

type Plan = {
  name: string;
  place: string;
  keeper: OrganisationKey;
  /** How many of which sort come in on a day, about. */
  visitors: Readonly<Record<Visitor, number>>;
  /** How much of each supply goes on a day, about. */
  dailyUse: Readonly<Record<string, number>>;
  /** For so many days nobody wrote down any more who came, as happens. */
  silentDays: number;
};

const plans: readonly Plan[] = [
  {
    name: "服务中心暖心驿站",
    place: "青禾路 1 号一楼大厅",
    keeper: "volunteers",
    visitors: { cleaner: 6, rider: 9, outdoor: 4, elder: 12, child: 5, other: 3 },
    dailyUse: { 饮用水: 9, 创可贴: 0.1, 防暑药: 0.05 },
    silentDays: 0,
  },
  {
    name: "农贸市场暖心驿站",
    place: "青禾路农贸市场东门岗亭",
    keeper: "sanitation",
    visitors: { cleaner: 10, rider: 12, outdoor: 7, elder: 3, child: 0, other: 2 },
    dailyUse: { 饮用水: 14, 创可贴: 0.1, 防暑药: 0.1 },
    silentDays: 4,
  },
];

const visitors: readonly Visitor[] = ["cleaner", "rider", "outdoor", "elder", "child", "other"];

const liveOn = (world: World, plan: Plan, fromDay: Day): void => {
  const { desks, timeline } = world;
  const chance = world.chance.fork(`station ${plan.name}`);
  const today = dayAt(world.endMs);
  const keeper = world.organisations.get(plan.keeper);
  const giver = world.organisations.get("canteen");
  let stationId = "";
  const suppliesNow = () => desks.ask("clerk", "stations.station", { id: stationId }).supplies;

  timeline.at(momentOn(fromDay, 9 * 60 + 20), () => {
    const { supplies, openHours } = stationTemplates.rest;
    const kept = { name: plan.name, kind: "rest" as const, place: plan.place, openHours, supplies: [...supplies] };
    stationId = desks.ask("secretary", "stations.addStation", {
      ...kept,
      organisationId: keeper?.id ?? null,
      keeperContactId: keeper?.contacts[0]?.id ?? null,
    }).id;
    for (const { id, name, leastCount, isDated } of suppliesNow())
      desks.ask("clerk", "stations.refill", {
        supplyId: id,
        happenedDate: fromDay,
        quantity: name === "饮用水" ? 120 : leastCount * 2,
        source: "社区采购",
        // The plasters were given with little time left.
        bestBeforeDate: isDated ? addDays(today, name === "创可贴" ? 12 : 300) : null,
      });
  });

  const refillDay = (day: Day) => {
    const water = suppliesNow().find(({ name }) => name === "饮用水");
    if (!water || water.stock > 60) return;
    desks.ask("clerk", "stations.refill", {
      supplyId: water.id,
      happenedDate: day,
      quantity: 96,
      organisationId: giver?.id ?? null,
      source: "爱心捐赠",
    });
  };

  for (let day = addDays(fromDay, 1); day < today; day = addDays(day, 1)) {
    if (!worksOn(day)) continue;
    const own = chance.fork(day);
    const isSilent = day > addDays(today, -plan.silentDays - 1);
    timeline.at(momentOn(day, 17 * 60 + own.int(2, 25)), () => {
      for (const { id, name, stock } of suppliesNow()) {
        const use = plan.dailyUse[name] ?? 0;
        const quantity = Math.min(stock, use < 1 ? Number(own.isLucky(use)) : own.int(Math.ceil(use / 2), use * 2));
        if (quantity > 0) desks.ask("clerk", "stations.takeOut", { supplyId: id, happenedDate: day, quantity });
      }
      if (isSilent) return;
      const counts = Object.fromEntries(
        visitors.map((visitor) => [visitor, own.int(0, plan.visitors[visitor] * 2)]),
      ) as Record<Visitor, number>;
      desks.ask("clerk", "stations.tallyDay", { stationId, day, version: 0, counts });
    });
    // Tuesdays somebody goes round; in the last week nobody brought water.
    if (weekdayOf(day) === 2)
      timeline.at(momentOn(day, 15 * 60 + own.int(0, 40)), () => {
        if (day < addDays(today, -6)) refillDay(day);
        const isBroken = plan.silentDays > 0 && day > addDays(today, -8);
        desks.ask("clerk", "stations.logRound", {
          stationId,
          roundDate: day,
          walkerContactId: keeper?.contacts[0]?.id ?? null,
          found: isBroken ? "饮水机出水不热" : own.isLucky(0.3) ? "台面有水，已擦干" : "",
          isMendNeeded: isBroken,
        });
      });
  }
};

/** 冰新一夏: the fridge of the summer stands ready, in its season or out of it. */
const addFridge = (world: World, fromDay: Day): void => {
  const { desks, timeline } = world;
  timeline.at(momentOn(fromDay, 10 * 60 + 5), () => {
    const { supplies, ...template } = stationTemplates.fridge;
    desks.ask("secretary", "stations.addStation", {
      ...template,
      name: "健身广场爱心冰柜",
      kind: "fridge",
      place: "春晖小区健身广场西侧",
      supplies: [...supplies],
      tallyEveryDays: null,
    });
  });
};

/** 驿站: two stations since some weeks, and a fridge for the summer. */
export const planStations = (world: World): void => {
  let fromDay = addDays(dayAt(world.endMs), -7 * weeksBefore);
  while (!worksOn(fromDay)) fromDay = addDays(fromDay, -1);
  for (const plan of plans) liveOn(world, plan, fromDay);
  addFridge(world, fromDay);
};
