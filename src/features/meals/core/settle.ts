import { addDays, type Day, daysBetween, type Instant } from "#base/dates.ts";
import type { AnyCommandContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { cutOffAt, type Ordered, orderedOn, sharesOf, whyNotServed } from "../meal-rules.ts";
import * as days from "./day-store.ts";
import * as diners from "./diner-store.ts";
import { classesOf, closuresFrom, type KeptMeal, mealsOf, setSettledUntil } from "./meal-store.ts";

/** The last day whose cut-off is past. */
export const lastPassedDay = (meal: KeptMeal, today: Day, now: Instant): Day => {
  const furthest = addDays(today, meal.cutOffDays);
  return cutOffAt(meal, furthest) <= now ? furthest : addDays(furthest, -1);
};

/** Whether the orders of a day stand, taken over already or not. */
export const isSettled = (meal: KeptMeal, day: Day, today: Day, now: Instant): boolean =>
  day <= meal.settledUntil || day <= lastPassedDay(meal, today, now);

type Planned = { notServed: string; lines: Ordered[] };

/** What is ordered of a meal on each day of a time, as the orders say it now; of everybody, or of one diner. */
export const orderedBetween = (
  db: ReadableDatabase,
  meal: KeptMeal,
  fromDay: Day,
  toDay: Day,
  dinerId: string | null = null,
): Map<Day, Planned> => {
  const span = { fromDay, toDay, dinerId };
  const [calendar, closures] = [workCalendarOf(db), closuresFrom(db, fromDay)];
  const orders = diners.ordersBetween(db, meal.id, span);
  const pauses = diners.pausesBetween(db, span);
  const changes = Map.groupBy(diners.changesBetween(db, meal.id, span), ({ day }) => day);
  const planned = new Map<Day, Planned>();
  for (let at = 0; at <= daysBetween(fromDay, toDay); at += 1) {
    const day = addDays(fromDay, at);
    const notServed = whyNotServed(meal, day, calendar, closures) ?? "";
    planned.set(day, {
      notServed,
      lines: notServed === "" ? orderedOn(day, orders, pauses, changes.get(day) ?? []) : [],
    });
  }
  return planned;
};

/**
 * Takes over what was ordered of every day whose cut-off is past, with the prices and classes that hold until now. Each
 * command on meals begins with it: so what it changes reaches no day that was closed for orders.
 */
export const settle = ({ db, now, today }: Pick<AnyCommandContext, "db" | "now" | "today">): void => {
  const due = mealsOf(db, false).filter((meal) => meal.settledUntil < lastPassedDay(meal, today, now));
  if (due.length === 0) return;
  const classes = new Map(classesOf(db, true).map((one) => [one.id, one]));
  for (const meal of due) {
    const until = lastPassedDay(meal, today, now);
    const planned = orderedBetween(db, meal, addDays(meal.settledUntil, 1), until);
    const dinerIds = new Set([...planned.values()].flatMap(({ lines }) => lines.map(({ dinerId }) => dinerId)));
    const classOf = new Map(diners.dinersById(db, [...dinerIds]).map(({ id, classId }) => [id, classId]));
    for (const [day, { notServed, lines }] of planned) {
      // Where nobody ordered there is no day to close.
      if (notServed !== "" || lines.length === 0) continue;
      days.insertMealDay(db, { mealId: meal.id, day, priceFen: meal.priceFen });
      for (const { dinerId, count, isDelivered } of lines) {
        const classId = classOf.get(dinerId) ?? "";
        const shares = sharesOf(meal.priceFen, classes.get(classId) ?? { isFree: false, subsidyFen: 0 });
        const line = { mealId: meal.id, day, dinerId, classId, count, isDelivered, ...shares };
        days.insertLine(db, { ...line, orderedCount: count, lateReason: "" });
      }
    }
    setSettledUntil(db, meal.id, until);
  }
};

/** Days up to today that stand with somebody on them and are not closed, taken over already or not; the oldest first. */
export const daysToClose = (db: ReadableDatabase, today: Day, now: Instant): { mealId: string; day: Day }[] => {
  const due = mealsOf(db, false).flatMap((meal) => {
    const [from, passed] = [addDays(meal.settledUntil, 1), lastPassedDay(meal, today, now)];
    const until = passed < today ? passed : today;
    if (until < from) return [];
    return [...orderedBetween(db, meal, from, until)]
      .filter(([, { lines }]) => lines.length > 0)
      .map(([day]) => ({ mealId: meal.id, day }));
  });
  const all = [...days.daysNotClosed(db, today), ...due];
  return all.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
};

/** Takes off what a diner is still to get of settled days, each with the reason; answers with how many days. */
export const takeOff = (
  { db, addEvent }: Pick<AnyCommandContext, "db" | "addEvent">,
  dinerId: string,
  fromDay: Day,
  reason: string,
  isMet: (day: Day) => boolean = () => true,
): number => {
  const lines = days.openLinesFrom(db, dinerId, fromDay).filter(({ day }) => isMet(day));
  for (const line of lines) {
    days.changeLine(db, { ...line, count: 0, lateReason: reason });
    days.touchMealDay(db, line);
    addEvent({ of: "diner", id: dinerId, kind: "lateChange", reason: `${line.day} 退餐：${reason}` });
  }
  return lines.length;
};
