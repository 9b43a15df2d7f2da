import { holidayName, isWorkday, type WorkCalendar } from "#base/calendar.ts";
import { addDays, clockOf, type Day, type Instant, instantAt, weekdayOf } from "#base/dates.ts";
import { ageOn, placeKeyOf } from "#features/people/rules.ts";
import type { Meal, MealClass } from "./meal-contract.ts";

export { ageOn, placeKeyOf };

/** When the orders of a day are closed. */
export const cutOffAt = ({ cutOffDays, cutOffMinute }: Pick<Meal, "cutOffDays" | "cutOffMinute">, day: Day): Instant =>
  instantAt(addDays(day, -cutOffDays), clockOf(cutOffMinute));

export type Closure = { mealId: string | null; fromDay: Day; toDay: Day; reason: string };

/** Why nothing is cooked on a day; null when it is. A meal of working days is cooked on a weekend that is worked. */
export const whyNotServed = (
  meal: Pick<Meal, "id" | "opens" | "weekdays">,
  day: Day,
  calendar: WorkCalendar,
  closures: readonly Closure[],
): string | null => {
  const closure = closures.find(
    ({ mealId, fromDay, toDay }) => (mealId === null || mealId === meal.id) && fromDay <= day && day <= toDay,
  );
  if (closure) return closure.reason;
  if (meal.opens === "everyDay") return null;
  const holiday = holidayName(calendar, day);
  if (holiday !== null) return `${holiday}放假`;
  if (meal.opens === "workdays") return isWorkday(calendar, day).isWorkday ? null : "周末不开餐";
  return meal.weekdays.includes(weekdayOf(day)) ? null : "这一天不开餐";
};

export type Order = {
  dinerId: string;
  weekdays: readonly number[];
  fromDay: Day;
  toDay: Day | null;
  count: number;
  isDelivered: boolean;
};
export type Pause = { dinerId: string; fromDay: Day; toDay: Day | null };
export type Change = { dinerId: string; count: number; isDelivered: boolean };
export type Ordered = { dinerId: string; count: number; isDelivered: boolean };

const lies = (day: Day, { fromDay, toDay }: { fromDay: Day; toDay: Day | null }): boolean =>
  fromDay <= day && (toDay === null || day <= toDay);

const isOn = (order: Order, day: Day): boolean =>
  lies(day, order) && (order.weekdays.length === 0 || order.weekdays.includes(weekdayOf(day)));

/**
 * What is ordered of one meal on a day on which it is cooked: what was said for the day, else the standing order, unless
 * its diner pauses. A word for the day holds in a pause too. Nobody with nothing is in it.
 */
export const orderedOn = (
  day: Day,
  orders: readonly Order[],
  pauses: readonly Pause[],
  changes: readonly Change[],
): Ordered[] => {
  const paused = new Set(pauses.filter((pause) => lies(day, pause)).map(({ dinerId }) => dinerId));
  const standing = orders
    .filter((order) => !paused.has(order.dinerId) && isOn(order, day))
    .map(({ dinerId, count, isDelivered }) => [dinerId, { dinerId, count, isDelivered }] as const);
  const said = changes.map((change) => [change.dinerId, change] as const);
  return [...new Map([...standing, ...said]).values()].filter(({ count }) => count > 0);
};

/** Whether two standing orders of one diner and meal would meet on a day. */
export const doOrdersMeet = (
  one: Pick<Order, "weekdays" | "fromDay" | "toDay">,
  other: Pick<Order, "weekdays" | "fromDay" | "toDay">,
): boolean => {
  const isApart =
    (one.toDay !== null && one.toDay < other.fromDay) || (other.toDay !== null && other.toDay < one.fromDay);
  const isEvery = one.weekdays.length === 0 || other.weekdays.length === 0;
  return !isApart && (isEvery || one.weekdays.some((weekday) => other.weekdays.includes(weekday)));
};

/** What a diner of a class pays of a price, and what is paid for them, in fen. Nobody is paid more than the price. */
export const sharesOf = (
  priceFen: number,
  { isFree, subsidyFen }: Pick<MealClass, "isFree" | "subsidyFen">,
): { paysFen: number; subsidyFen: number } => {
  const paidFor = isFree ? priceFen : Math.min(priceFen, subsidyFen);
  return { paysFen: priceFen - paidFor, subsidyFen: paidFor };
};

/** What has to be written down before somebody is put in a class; null when nothing has. */
export const basisAsked = (
  { minAge, proof }: Pick<MealClass, "minAge" | "proof">,
  age: number | null,
): string | null => {
  if (minAge !== null && age === null) return `要满 ${minAge} 岁，登记里没有出生日期`;
  if (minAge !== null && age !== null && age < minAge) return `要满 ${minAge} 岁，现在 ${age} 岁`;
  return proof === "" ? null : `要看${proof}`;
};

export type DayCounts = {
  /** Of the lines, as they stand after late changes. */
  ordered: number;
  taken: number;
  cooked: number;
  guests: number;
  signed: number;
};

export type Difference = { kind: "notTaken" | "leftOver" | "short" | "unsigned" | "overSigned"; count: number };

/** Where the counts of a day do not agree; each has to be explained. Guests sign too. */
export const differencesOf = ({ ordered, taken, cooked, guests, signed }: DayCounts): Difference[] => {
  const eaten = taken + guests;
  const all: Difference[] = [
    { kind: "notTaken", count: ordered - taken },
    { kind: "leftOver", count: cooked - eaten },
    { kind: "short", count: eaten - cooked },
    { kind: "unsigned", count: eaten - signed },
    { kind: "overSigned", count: signed - eaten },
  ];
  return all.filter(({ count }) => count > 0);
};

/** 1250 fen as 12.50 */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** What is typed as 12 or 12.5, in fen; null where it is no amount. */
export const fenOf = (typed: string): number | null => {
  const [, whole, part = ""] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, "0"));
};
