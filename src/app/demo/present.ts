import { addDays, type Day } from "#base/dates.ts";
import { fileAppeal, natureOf } from "./appeal-life.ts";
import { acceptSoon, escalateSoon, rejectSoon, tellSoon } from "./appeal-steps.ts";
import type { Chance } from "./chance.ts";
import type { Filed } from "./filed.ts";
import { type Hand, offerInGrid } from "./grid-orders.ts";
import type { Matter } from "./matter.ts";
import { beforeOpenMinutes, dayAt, minuteMs, workdayAfter } from "./office-hours.ts";
import { matters } from "./story.ts";
import { addDirectTask, type Fate } from "./task-life.ts";
import { parkUntil, sendBackTwice, turnOutNotOwn, urgeAndSupervise, workTogether } from "./task-pressure.ts";
import { changeTask, type TaskStory } from "./task-story.ts";
import { buildingsOf, fits, type World } from "./world.ts";

const openDays = (days: number) => days * 540;

type Visit = {
  minutesAgo: number;
  track?: "immediate" | "online";
  wants?: (matter: Matter) => boolean;
  goOn(filed: Filed): void;
};

/** What lies on the desks this very day, so that every list of the morning has something in it. */
export const planPresent = (world: World): void => {
  const chance = world.chance.fork("present");
  const today = dayAt(world.endMs);
  const visits: Visit[] = [
    ...overdue(world),
    ...dueOn(world, today, [4, 5, 6]),
    ...dueOn(world, workdayAfter(today, 1), [3, 4, 5]),
    ...onTheWay(world),
    ...askingForTime(world, today),
    ...parked(world, today),
    ...pressed(world),
    ...finishedLately(world),
    ...sentUp(world),
    ...turnedAway(world),
    ...unanswered(world),
    ...promised(world, today),
    ...inTheGrid(world),
  ];
  for (const [at, visit] of visits.entries()) bring(world, chance.fork(String(at)), visit);
};

const bring = (world: World, chance: Chance, { minutesAgo, track, wants, goOn }: Visit): void => {
  const month = Number(dayAt(world.endMs).slice(5, 7)) - 1;
  const isInSeason = ({ months }: Matter) => months === undefined || Number(months[month]) >= 3;
  const fitting = matters.filter(
    (matter) =>
      isInSeason(matter) &&
      (track === undefined || matter.task?.track === track) &&
      (wants?.(matter) ?? true) &&
      matter.natures.praise === undefined,
  );
  const matter = chance.weighted(fitting, ({ weight }) => weight);
  const places = buildingsOf(world).filter((building) => fits(building, matter.only));
  world.timeline.at(beforeOpenMinutes(world.endMs, minutesAgo), () => {
    const nature = natureOf(chance, { ...matter.natures, report: 0 });
    goOn(fileAppeal(world, chance, chance.pick(places), { ...matter, nature }));
  });
};

const withTask = (world: World, fate: Fate, andThen?: (story: TaskStory) => void) => (filed: Filed) => {
  tellSoon(world, filed);
  world.timeline.at(world.desks.nowMs() + filed.chance.int(8, 20) * minuteMs, () => {
    const story = addDirectTask(world, filed, fate);
    if (story) andThen?.(story);
  });
};

const overdue = (world: World): Visit[] =>
  [10, 12, 13].map((days) => ({
    minutesAgo: openDays(days),
    track: "online",
    goOn: withTask(world, { limit: { unit: "days", count: 7 }, endsAs: "accepted" }),
  }));

const dueOn = (world: World, day: Day, daysAgo: readonly number[]): Visit[] =>
  daysAgo.map((days) => ({
    minutesAgo: openDays(days) + days * 13,
    track: "online",
    goOn: withTask(world, { limit: { unit: "date", day }, endsAs: "accepted" }),
  }));

const onTheWay = (world: World): Visit[] => [
  ...[70, 210].map(
    (minutesAgo): Visit => ({ minutesAgo, goOn: withTask(world, { endsAs: "drafted" }), track: "immediate" }),
  ),
  ...[95, 150, 260].map(
    (minutesAgo): Visit => ({ minutesAgo, goOn: withTask(world, { endsAs: "dispatched" }), track: "immediate" }),
  ),
];

/** 挂账: one to be taken up again this very day, one in spring. */
const parked = (world: World, today: Day): Visit[] =>
  [
    { days: 14, resumeDate: today, reason: "要等供货，厂家说这个月下旬到货" },
    { days: 9, resumeDate: addDays(today, 115), reason: "入冬不能动土施工，开春后再做" },
  ].map(({ days, resumeDate, reason }) => ({
    minutesAgo: openDays(days) + 40,
    track: "online",
    goOn: withTask(world, { limit: { unit: "workdays", count: 5 }, endsAs: "accepted" }, (story) =>
      parkUntil(world, story, resumeDate, reason),
    ),
  }));

const pressed = (world: World): Visit[] => [
  {
    minutesAgo: openDays(2),
    track: "online",
    goOn: withTask(world, { endsAs: "dispatched" }, (story) => sendBackTwice(world, story)),
  },
  {
    minutesAgo: openDays(11),
    track: "online",
    goOn: withTask(world, { limit: { unit: "days", count: 7 }, endsAs: "accepted" }, (story) =>
      urgeAndSupervise(world, story),
    ),
  },
  {
    minutesAgo: openDays(5) + 25,
    track: "online",
    goOn: withTask(world, { limit: { unit: "workdays", count: 10 }, endsAs: "accepted" }, (story) =>
      workTogether(world, story),
    ),
  },
  ...(["assigned", "outside", "assist"] as const).map((ownership, at) => ({
    minutesAgo: openDays(3) + 35 + 30 * at,
    track: "online" as const,
    goOn: withTask(
      world,
      { limit: { unit: "days", count: ownership === "outside" ? 2 : 14 }, endsAs: "accepted" },
      (story) => turnOutNotOwn(world, story, ownership),
    ),
  })),
];

/** 网格派单: three that people of the grid took, and one that nobody has taken yet. */
const gridOrders: readonly { minutesAgo: number; hands: readonly Hand[] }[] = [
  {
    minutesAgo: 420,
    hands: [
      { kind: "partyMember", note: "下班后过去看一遍" },
      { kind: "merchant", note: "出工具和配件" },
    ],
  },
  { minutesAgo: 330, hands: [{ kind: "neighbour", note: "就住隔壁，顺手办" }] },
  { minutesAgo: 280, hands: [{ kind: "volunteer", note: "队里去两个人" }] },
  { minutesAgo: 120, hands: [] },
];

const inTheGrid = (world: World): Visit[] =>
  gridOrders.map(({ minutesAgo, hands }) => ({
    minutesAgo,
    wants: ({ task, urgency }) => task !== undefined && task.track !== "consult" && urgency === undefined,
    goOn: withTask(world, { limit: { unit: "workdays", count: 3 }, endsAs: "dispatched" }, (story) =>
      offerInGrid(world, story, hands),
    ),
  }));

/** 延期须在到期前申请: asked yesterday, not decided yet. */
const askingForTime = (world: World, today: Day): Visit[] =>
  [2, 3].map((days) => ({
    minutesAgo: openDays(6) + days * 20,
    track: "online",
    goOn: withTask(world, { limit: { unit: "date", day: addDays(today, days) }, endsAs: "accepted" }, (story) => {
      world.timeline.at(beforeOpenMinutes(world.endMs, openDays(0.5) + days * 15), () => {
        const { state } = world.desks.ask(story.clerk, "council.task", { id: story.id });
        if (state !== "accepted") return;
        changeTask(world, story, "council.askExtension", {
          newDueDate: workdayAfter(addDays(today, days), 4),
          reason: days === 2 ? "配件要从厂家调货，预计四天到。" : "两户约不上时间，要再上门。",
        });
      });
    }),
  }));

/** Done and told, and the calls still to be made; one has been tried in vain. */
const finishedLately = (world: World): Visit[] =>
  [2, 2.4, 3].map((days) => ({
    minutesAgo: openDays(days) + 30,
    track: "immediate",
    goOn: withTask(world, { endsAs: "finished", isTriedOnce: days === 3 }),
  }));

const turnedAway = (world: World): Visit[] => [
  {
    minutesAgo: openDays(1.5),
    wants: ({ rejection }) => rejection !== undefined,
    goOn: (filed) => rejectSoon(world, filed),
  },
];

/** Sent up some days ago, and nobody has answered yet. */
const sentUp = (world: World): Visit[] =>
  [3, 6].map((days) => ({
    minutesAgo: openDays(days) + 40,
    wants: ({ escalation }) => escalation !== undefined,
    goOn: (filed) => escalateSoon(world, filed, false),
  }));

const unanswered = (world: World): Visit[] => [
  ...[12, 31, 58, 96, 170, 330].map((minutesAgo): Visit => ({ minutesAgo, goOn: () => {} })),
  { minutesAgo: openDays(5), goOn: () => {} },
  { minutesAgo: openDays(1.2), goOn: (filed) => acceptSoon(world, filed) },
];

const words = ["告诉您师傅哪天上门", "问清楚物业怎么收费，给您回电话", "告诉您材料补齐没有，还差什么"];

/** 「明天给您回话」: one that should have been kept by now, one for today, one for tomorrow. */
const promised = (world: World, today: Day): Visit[] =>
  [-1, 0, 1].map((ahead, at) => ({
    minutesAgo: openDays(2 - at * 0.6) + 15,
    wants: ({ task }) => task !== undefined,
    goOn: (filed) => {
      tellSoon(world, filed);
      // Whoever leaves no name is promised nothing.
      if (filed.isAnonymous) return;
      world.timeline.at(world.desks.nowMs() + 4 * minuteMs, () => {
        world.desks.ask(filed.clerk, "council.promiseCall", {
          appealId: filed.id,
          words: words[at] ?? "",
          dueDay: addDays(today, ahead),
          phone: "",
        });
      });
    },
  }));
