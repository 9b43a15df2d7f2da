import { addDays, type Day } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { residentRowsById } from "#features/people/core/resident-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import type { MealMonth, mealDayContract } from "../day-contract.ts";
import { mealSheetWords } from "../day-words.ts";
import * as days from "./day-store.ts";
import { dinersById } from "./diner-store.ts";
import { mealDayOf } from "./meal-lines.ts";
import { classesOf, findMeal, mealsOf } from "./meal-store.ts";
import { daysToClose, settle } from "./settle.ts";

const sumOf = <R>(rows: readonly R[], countOf: (row: R) => number): number =>
  rows.reduce((sum, row) => sum + countOf(row), 0);

/** What was taken, and who pays for it, in fen. */
const moneyOf = (lines: readonly days.KeptLine[]) => {
  const takenOf = ({ takenCount }: days.KeptLine) => takenCount ?? 0;
  const subsidyFen = sumOf(lines, (line) => takenOf(line) * line.subsidyFen);
  const paysFen = sumOf(lines, (line) => takenOf(line) * line.paysFen);
  return { takenCount: sumOf(lines, takenOf), priceFen: subsidyFen + paysFen, subsidyFen, paysFen };
};

/** The first and the last day of 2026-11. */
const spanOf = (month: string): [Day, Day] => {
  const first = `${month}-01`;
  const next = addDays(first, 31).slice(0, 7);
  return [first, addDays(`${next}-01`, -1)];
};

type Asking = Pick<QueryContext<never>, "db" | "now" | "today">;

const monthOf = ({ db, now, today }: Asking, month: string, mealId: string | null): MealMonth => {
  const [first, last] = spanOf(month);
  const isAsked = (of: { mealId: string }) => mealId === null || of.mealId === mealId;
  const closed = days.mealDaysBetween(db, first, last).filter((of) => isAsked(of) && of.closedAt !== null);
  const lines = days.closedLinesBetween(db, first, last).filter(isAsked);
  const names = new Map(mealsOf(db, true).map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "";
  const classes = new Map(classesOf(db, true).map((one) => [one.id, one]));
  const diners = new Map(dinersById(db, [...new Set(lines.map(({ dinerId }) => dinerId))]).map((one) => [one.id, one]));
  const residents = residentRowsById(
    db,
    [...diners.values()].map(({ residentId }) => residentId),
  );
  // Whoever changed class within the month stands once in each.
  const byDiner = [...Map.groupBy(lines, ({ dinerId, classId }) => `${classId} ${dinerId}`)].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const name = residents.get(diners.get(first.dinerId)?.residentId ?? "")?.name ?? "";
    const deliveredCount = sumOf(own, ({ isDelivered, takenCount }) => (isDelivered ? (takenCount ?? 0) : 0));
    const classCode = classes.get(first.classId)?.code ?? "";
    return [{ key, dinerId: first.dinerId, name, classCode, deliveredCount, ...moneyOf(own) }];
  });
  const codes = [...classes.values()].map(({ code }) => code);
  const placeOf = (code: string) => codes.indexOf(code);
  const inOrder = new Intl.Collator("zh-CN");
  return {
    month,
    byClass: [...classes.values()].flatMap((one) => {
      const own = lines.filter(({ classId }) => classId === one.id);
      const dinerCount = new Set(own.map(({ dinerId }) => dinerId)).size;
      const { id: classId, name, code, source } = one;
      return own.length === 0 ? [] : [{ classId, name, code, source, dinerCount, ...moneyOf(own) }];
    }),
    byDiner: byDiner.sort(
      (one, other) =>
        placeOf(one.classCode) - placeOf(other.classCode) ||
        inOrder.compare(one.name, other.name) ||
        (one.dinerId < other.dinerId ? -1 : 1),
    ),
    guestCount: sumOf(closed, ({ guestCount }) => guestCount ?? 0),
    guestFen: sumOf(closed, ({ guestCount, priceFen }) => (guestCount ?? 0) * priceFen),
    closedCount: closed.length,
    notClosed: daysToClose(db, today, now)
      .filter((of) => isAsked(of) && first <= of.day && of.day <= last)
      .map(({ mealId: id, day }) => ({ mealId: id, day, mealName: nameOf(id) })),
    explanations: closed
      .filter(({ explanation }) => explanation !== "")
      .map(({ mealId: id, day, explanation }) => ({ mealName: nameOf(id), day, words: explanation })),
  };
};

export const mealPaperOperations: Pick<
  Handlers<typeof mealDayContract>,
  "meals.month" | "meals.printDay" | "meals.printMonth"
> = {
  "meals.month": (context, { month, mealId }) => {
    const community = findCommunity(context.db);
    return {
      ...monthOf(context, month, mealId),
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
    };
  },

  "meals.printDay": (context, { mealId, day, sheet }) => {
    const { db, now, today, refuse, addEvent } = context;
    settle(context);
    const meal = findMeal(db, mealId);
    if (!meal) throw refuse("NotFound");
    const { lines } = mealDayOf(db, meal, day, today, now);
    const eating = lines.filter(({ count }) => count > 0);
    const onSheet = eating.filter(({ isDelivered }) => sheet === "kitchen" || isDelivered === (sheet === "delivery"));
    if (onSheet.length === 0) throw refuse("NobodyEats");
    const title = `${mealSheetWords[sheet]} ${meal.name} ${day}`;
    const subjectIds = onSheet.map(({ dinerId }) => dinerId);
    const printed = addSheet(context, { kind: `meal.${sheet}`, title, subjectIds });
    if (sheet !== "delivery") return { ...printed, phones: [] };
    for (const { dinerId } of onSheet)
      addEvent({ of: "diner", id: dinerId, kind: "phoneRevealed", reason: `${title} ${printed.code}` });
    const residents = residentRowsById(
      db,
      onSheet.map(({ residentId }) => residentId),
    );
    const phones = onSheet.map(({ dinerId, residentId }) => ({
      dinerId,
      phone: residents.get(residentId)?.phone ?? "",
    }));
    return { ...printed, phones };
  },

  "meals.printMonth": (context, { month }) => {
    settle(context);
    const { byDiner, closedCount } = monthOf(context, month, null);
    if (closedCount === 0) throw context.refuse("NoDayClosed");
    const subjectIds = byDiner.map(({ dinerId }) => dinerId);
    return addSheet(context, { kind: "mealMonth", title: `助餐月报 ${month}`, subjectIds });
  },
};
