import { addDays, type Day, weekdayOf } from "#base/dates.ts";
import { bringMatter } from "./appeal-life.ts";
import type { Chance } from "./chance.ts";
import type { Matter } from "./matter.ts";
import { cleanMatters } from "./matters-clean.ts";
import { houseMatters } from "./matters-houses.ts";
import { orderMatters } from "./matters-order.ts";
import { parkingMatters } from "./matters-parking.ts";
import { peopleMatters } from "./matters-people.ts";
import { safetyMatters } from "./matters-safety.ts";
import { supplyMatters } from "./matters-supply.ts";
import { dayAt, momentOn, worksOn } from "./office-hours.ts";
import { buildingsOf, fits, type World } from "./world.ts";

export const matters: readonly Matter[] = [
  ...supplyMatters,
  ...houseMatters,
  ...parkingMatters,
  ...cleanMatters,
  ...orderMatters,
  ...safetyMatters,
  ...peopleMatters,
];

const inMonth = ({ months, weight }: Matter, day: Day): number => {
  if (months === undefined) return weight;
  const digits = [...months].map(Number);
  const mean = digits.reduce((sum, digit) => sum + digit, 0) / digits.length;
  return (weight * (digits[Number(day.slice(5, 7)) - 1] ?? 0)) / mean;
};

const weekdayShare = [0.42, 1.35, 1.15, 1.05, 1, 1.05, 0.55];

/** Mondays are busy, Sundays quiet; the fewest come on holidays. */
const dayShare = (day: Day): number => {
  const share = weekdayShare[weekdayOf(day)] ?? 1;
  const isHoliday = !worksOn(day) && weekdayOf(day) % 6 !== 0;
  return isHoliday ? 0.22 : worksOn(day) && weekdayOf(day) % 6 === 0 ? 1 : share;
};

/** The morning from nine to eleven is the fullest, then the middle of the afternoon. */
const hours = [
  { from: 512, to: 569, share: 2 },
  { from: 570, to: 689, share: 9 },
  { from: 690, to: 799, share: 3.5 },
  { from: 800, to: 869, share: 3 },
  { from: 870, to: 989, share: 7 },
  { from: 990, to: 1045, share: 2 },
];

const minuteOfDay = (chance: Chance): number => {
  const { from, to } = chance.weighted(hours, ({ share }) => share);
  return chance.int(from, to);
};

/** Ordinary matters, day by day through the whole story. */
export const planMatters = (world: World, count: number): void => {
  const chance = world.chance.fork("matters");
  const days: Day[] = [];
  for (let day = addDays(dayAt(world.startMs), 12); day <= dayAt(world.endMs); day = addDays(day, 1)) days.push(day);
  const weightOfDay = new Map(
    days.map((day) => [day, dayShare(day) * matters.reduce((sum, matter) => sum + inMonth(matter, day), 0)]),
  );
  const buildings = buildingsOf(world);
  for (let number = 0; number < count; number += 1) {
    const own = chance.fork(String(number));
    const day = own.weighted(days, (one) => weightOfDay.get(one) ?? 0);
    const matter = own.weighted(matters, (one) => inMonth(one, day));
    const places = buildings.filter((building) => fits(building, matter.only));
    // What is old breaks more often.
    const building = own.weighted(
      places,
      ({ homes, estate }) => homes.length * (estate.plan.traits.includes("old") ? 1.3 : 1),
    );
    world.timeline.at(momentOn(day, minuteOfDay(own)), () => bringMatter(world, own, matter, building));
  }
};
