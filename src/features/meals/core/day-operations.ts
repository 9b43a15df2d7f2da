import type { Day } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { findCommunity } from "#features/system/core/store.ts";
import type { mealDayContract } from "../day-contract.ts";
import { differenceText } from "../day-words.ts";
import { differencesOf, sharesOf } from "../meal-rules.ts";
import * as days from "./day-store.ts";
import { findDiner, putChange } from "./diner-store.ts";
import { mealDayOf } from "./meal-lines.ts";
import { findClass, findMeal, type KeptMeal, mealsOf } from "./meal-store.ts";
import { mealPaperOperations } from "./paper-operations.ts";
import { daysToClose, orderedBetween, settle } from "./settle.ts";

const mostNotClosed = 60;

type Settled = Pick<AnyCommandContext, "db" | "now" | "today" | "refuse">;

/** A day of a meal that stands, is not ahead and not closed: what was eaten can be written down. */
const findWritable = ({ db, today, refuse }: Settled, of: { mealId: string; day: string }): days.KeptMealDay => {
  const meal = findMeal(db, of.mealId);
  if (!meal) throw refuse("NotFound");
  const kept = days.findMealDay(db, of);
  if (!kept) throw refuse(of.day <= meal.settledUntil ? "NobodyOrdered" : "MealDayOpen");
  if (of.day > today) throw refuse("MealDayAhead");
  if (kept.closedAt !== null) throw refuse("MealDayClosed");
  return kept;
};

const isServedOn = (db: ReadableDatabase, meal: KeptMeal, day: Day): boolean =>
  orderedBetween(db, meal, day, day).get(day)?.notServed === "";

/** A day that was taken over with nobody on it, though it could have been cooked. */
const freshDay = (db: ReadableDatabase, meal: KeptMeal, day: Day) =>
  isServedOn(db, meal, day) ? { mealId: meal.id, day, priceFen: meal.priceFen, closedAt: null, version: 0 } : undefined;

const sumOf = <R>(rows: readonly R[], countOf: (row: R) => number): number =>
  rows.reduce((sum, row) => sum + countOf(row), 0);

export const mealDayOperations: Handlers<typeof mealDayContract> = {
  "meals.day": ({ db, now, today }, { day }) => ({
    meals: mealsOf(db, true)
      .filter(({ id, isRetired }) => !isRetired || days.findMealDay(db, { mealId: id, day }))
      .map((meal) => mealDayOf(db, meal, day, today, now)),
    centreName: findCommunity(db)?.centreName ?? "",
  }),

  "meals.waiting": ({ db, now, today }) => {
    const names = new Map(mealsOf(db, true).map(({ id, name }) => [id, name]));
    const countsOf = (meal: KeptMeal) => {
      if (days.findMealDay(db, { mealId: meal.id, day: today }))
        return days.linesOf(db, { mealId: meal.id, day: today });
      const planned = orderedBetween(db, meal, today, today).get(today);
      if (planned?.notServed !== "") return null;
      return today <= meal.settledUntil ? [] : planned.lines;
    };
    return {
      today: mealsOf(db, false).flatMap((meal) => {
        const lines = countsOf(meal);
        if (lines === null) return [];
        const count = sumOf(lines, (line) => line.count);
        const deliveredCount = sumOf(lines, (line) => (line.isDelivered ? line.count : 0));
        return [{ mealId: meal.id, mealName: meal.name, count, deliveredCount }];
      }),
      notClosed: daysToClose(db, today, now)
        .filter(({ day }) => day < today)
        .slice(0, mostNotClosed)
        .map(({ mealId, day }) => ({ mealId, day, mealName: names.get(mealId) ?? "" })),
    };
  },

  "meals.changeLine": (context, { mealId, day, dinerId, count, isDelivered, reason }) => {
    const { db, refuse, addEvent } = context;
    settle(context);
    const meal = findMeal(db, mealId);
    const diner = findDiner(db, dinerId);
    if (!meal || !diner) throw refuse("NotFound");
    if (diner.isEnded) throw refuse("DinerEnded");
    const words = `${day} ${meal.name} ${count === 0 ? "不吃" : `${count} 份，${isDelivered ? "送餐" : "堂食"}`}`;
    const isOpen = day > meal.settledUntil;
    const kept = isOpen ? undefined : (days.findMealDay(db, { mealId, day }) ?? freshDay(db, meal, day));
    if (!kept) {
      if (!isOpen || meal.isRetired || !isServedOn(db, meal, day)) throw refuse("MealNotServed");
      putChange(db, { mealId, day, dinerId, count, isDelivered });
      addEvent({ of: "diner", id: dinerId, kind: "dayChanged", reason: reason === "" ? words : `${words}：${reason}` });
      return { isLate: false };
    }
    if (kept.closedAt !== null) throw refuse("MealDayClosed");
    if (reason === "") throw refuse("LateNeedsReason");
    if (kept.version === 0) days.insertMealDay(db, kept);
    const line = days.findLine(db, { mealId, day, dinerId });
    if (line) days.changeLine(db, { mealId, day, dinerId, count, isDelivered, lateReason: reason });
    else {
      const one = findClass(db, diner.classId) ?? { isFree: false, subsidyFen: 0 };
      const of = { mealId, day, dinerId, classId: diner.classId, ...sharesOf(kept.priceFen, one) };
      days.insertLine(db, { ...of, orderedCount: 0, count, isDelivered, lateReason: reason });
    }
    days.touchMealDay(db, { mealId, day });
    addEvent({ of: "diner", id: dinerId, kind: "lateChange", reason: `${words}：${reason}` });
    return { isLate: true };
  },

  "meals.markTaken": (context, { mealId, day, marks }) => {
    const { db, refuse } = context;
    settle(context);
    const kept = findWritable(context, { mealId, day });
    for (const mark of marks) {
      if (!days.findLine(db, { ...mark, mealId, day })) throw refuse("NotFound");
      if (!days.markLine(db, { ...mark, mealId, day })) throw refuse("TakenTooMany");
    }
    days.touchMealDay(db, { mealId, day });
    return { version: kept.version + 1 };
  },

  "meals.closeDay": (context, { mealId, day, version, explanation, ...counted }) => {
    const { db, now, caller, refuse, addEvent } = context;
    settle(context);
    const kept = findWritable(context, { mealId, day });
    if (kept.version !== version) throw refuse("Conflict");
    const lines = days.linesOf(db, { mealId, day });
    const unmarked = lines.filter(({ count, takenCount }) => count > 0 && takenCount === null);
    if (unmarked.length > 0) throw refuse("LinesUnmarked", { count: unmarked.length });
    const differences = differencesOf({
      ordered: sumOf(lines, ({ count }) => count),
      taken: sumOf(lines, ({ takenCount }) => takenCount ?? 0),
      cooked: counted.cookedCount,
      guests: counted.guestCount,
      signed: counted.signedCount,
    });
    if (differences.length > 0 && explanation === "") throw refuse("DifferenceUnexplained", { differences });
    const closed = { mealId, day, version, ...counted, explanation, closedAt: now, closedBy: caller.accountId };
    if (!days.closeMealDay(db, closed)) throw refuse("Conflict");
    const said = [...differences.map(differenceText), explanation].filter((part) => part !== "").join("；");
    addEvent({ of: "mealDay", id: `${mealId} ${day}`, kind: "dayClosed", reason: said });
    return { version: version + 1 };
  },

  "meals.reopenDay": (context, { mealId, day, version, reason }) => {
    const { db, refuse, addEvent } = context;
    settle(context);
    const kept = days.findMealDay(db, { mealId, day });
    if (!kept) throw refuse("NotFound");
    if (kept.closedAt === null) throw refuse("MealDayNotClosed");
    if (!days.closeMealDay(db, { ...kept, version, closedAt: null, closedBy: null })) throw refuse("Conflict");
    addEvent({ of: "mealDay", id: `${mealId} ${day}`, kind: "dayReopened", reason });
    return { version: version + 1 };
  },

  ...mealPaperOperations,
};
