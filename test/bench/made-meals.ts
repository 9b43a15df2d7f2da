import { isWorkday } from "#base/calendar.ts";
import { addDays, instantOf } from "#base/dates.ts";
import { closeMealDay, insertLine, insertMealDay, markLine } from "#features/meals/core/day-store.ts";
import { insertDiner, insertOrder } from "#features/meals/core/diner-store.ts";
import { insertClass, insertMeal } from "#features/meals/core/meal-store.ts";
import { sharesOf } from "#features/meals/meal-rules.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import type { Making } from "./made-town.ts";

const dinerCount = 300;
const firstDay = "2026-09-01";
const lastDay = "2026-11-20";
const priceFen = 1200;

/** A canteen that cooks lunch for three hundred, with every working day of a quarter settled and all but the last closed. */
export const makeMeals = ({ db, chance, newId }: Making, closedBy: string, atMs: number): void => {
  const mealId = newId(atMs);
  const opens = { opens: "workdays" as const, weekdays: [] };
  insertMeal(db, {
    ...opens,
    id: mealId,
    name: "午餐",
    cutOffDays: 1,
    cutOffMinute: 960,
    priceFen,
    settledUntil: lastDay,
  });
  const classes = [
    { isFree: true, subsidyFen: 0 },
    { isFree: false, subsidyFen: 500 },
    { isFree: false, subsidyFen: 0 },
  ].map((money, at) => {
    const one = {
      ...money,
      id: newId(atMs),
      name: `类别 ${at + 1}`,
      code: `${at + 1}`,
      source: "",
      minAge: null,
      proof: "",
    };
    insertClass(db, one);
    return one;
  });
  const residentIds = db
    .all<{ id: string }>("SELECT id FROM residents ORDER BY id LIMIT :dinerCount", { dinerCount })
    .map(({ id }) => id);
  const diners = residentIds.map((residentId) => {
    const one = chance.pick(classes);
    const diner = { id: newId(atMs), residentId, classId: one.id, isDelivered: chance.pick([true, false]) };
    insertDiner(db, { ...diner, basis: "", diet: chance.pick(["", "", "少盐"]), doorNote: "" });
    const order = { dinerId: diner.id, mealId, weekdays: [], count: 1, isDelivered: diner.isDelivered };
    insertOrder(db, { ...order, id: newId(atMs), fromDay: firstDay, toDay: null });
    return { ...diner, ...sharesOf(priceFen, one) };
  });
  const calendar = workCalendarOf(db);
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (!isWorkday(calendar, day).isWorkday) continue;
    insertMealDay(db, { mealId, day, priceFen });
    for (const { id: dinerId, residentId: _residentId, ...line } of diners) {
      insertLine(db, { ...line, mealId, day, dinerId, orderedCount: 1, count: 1, lateReason: "" });
      if (day < lastDay) markLine(db, { mealId, day, dinerId, takenCount: 1 });
    }
    const counted = { cookedCount: dinerCount, guestCount: 0, signedCount: dinerCount, explanation: "" };
    if (day < lastDay) closeMealDay(db, { mealId, day, version: 1, ...counted, closedAt: instantOf(atMs), closedBy });
  }
};
