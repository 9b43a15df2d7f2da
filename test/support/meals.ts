import type { AppContract } from "#app/contract.ts";
import type { WrittenInputOf } from "#base/contract.ts";
import { addResident } from "./booking.ts";
import { openCouncil } from "./council.ts";
import type { Desk } from "./test-core.ts";

type Order = WrittenInputOf<AppContract["meals.addOrder"]>;

export const addMeal = (desk: Desk, more: Partial<WrittenInputOf<AppContract["meals.addMeal"]>> = {}): string =>
  desk.ok("meals.addMeal", { name: "午餐", cutOffMinute: 960, priceFen: 1200, ...more }).id;

export const addClass = (desk: Desk, more: Partial<WrittenInputOf<AppContract["meals.addClass"]>> = {}): string =>
  desk.ok("meals.addClass", { name: "六十岁以上", code: "乙", subsidyFen: 500, minAge: 60, ...more }).id;

/** Friday 2026-11-20, 9:00: lunch on working days for 12 yuan, ordered until 16:00 the day before. */
export const openCanteen = (at = "2026-11-20T01:00:00.000Z") => {
  const centre = openCouncil(at);
  const { clerk, secretary } = centre;
  const mealId = addMeal(secretary);
  const classId = addClass(secretary);
  const freeId = addClass(secretary, {
    name: "特困",
    code: "甲",
    isFree: true,
    subsidyFen: 0,
    minAge: null,
    proof: "特困证",
  });
  const addDiner = (name: string, more: Partial<WrittenInputOf<AppContract["meals.addDiner"]>> = {}): string =>
    clerk.ok("meals.addDiner", { residentId: addResident(clerk, name), classId, ...more }).id;
  const order = (dinerId: string, more: Partial<Order> = {}): string =>
    clerk.ok("meals.addOrder", { dinerId, mealId, fromDay: "2026-11-23", ...more }).id;
  const dayOf = (day: string) => {
    const [meal] = clerk.ok("meals.day", { day }).meals;
    if (!meal) throw new Error("No meal");
    return meal;
  };
  /** All that were ordered are taken. */
  const takeAll = (day: string) =>
    clerk.ok("meals.markTaken", {
      mealId,
      day,
      marks: dayOf(day).lines.map(({ dinerId, count }) => ({ dinerId, takenCount: count })),
    });
  return { ...centre, mealId, classId, freeId, addDiner, order, dayOf, takeAll };
};
