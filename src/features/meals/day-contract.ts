import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { Id, MealEvent } from "./meal-contract.ts";

/** `open`: orders still move. `settled`: the cut-off is past. `closed`: the day's counts were closed. */
export const mealDayStates = ["open", "settled", "closed", "notServed"] as const;

export const MealLine = z.object({
  dinerId: z.string(),
  residentId: z.string(),
  name: z.string(),
  classCode: z.string(),
  count: z.int(),
  /** At the cut-off. */
  orderedCount: z.int(),
  isDelivered: z.boolean(),
  diet: z.string(),
  doorNote: z.string(),
  /** 幸福小区3号楼 */
  buildingName: z.string(),
  placeLabel: z.string(),
  maskedPhone: z.string(),
  lateReason: z.string(),
  takenCount: z.int().nullable(),
});
export type MealLine = z.infer<typeof MealLine>;

export const MealDay = z.object({
  mealId: z.string(),
  mealName: z.string(),
  day: Day,
  state: z.enum(mealDayStates),
  notServed: z.string(),
  cutOffAt: Instant,
  lines: z.array(MealLine),
  cookedCount: z.int().nullable(),
  guestCount: z.int().nullable(),
  signedCount: z.int().nullable(),
  /** Taken, of which nothing was paid by whoever ate. */
  freeCount: z.int(),
  explanation: z.string(),
  closedAt: Instant.nullable(),
  closedByName: z.string(),
  events: z.array(MealEvent),
  /** 0 while it is open, and where nobody ordered. */
  version: z.int(),
});
export type MealDay = z.infer<typeof MealDay>;

/** 备餐单、签字表、送餐单 */
export const mealSheets = ["kitchen", "signing", "delivery"] as const;

const OfDay = { mealId: Id, day: Day };
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "月份写作 2026-11");
const Tally = z.int("请写整数").min(0, "不能小于 0").max(9999);
const Kept = z.object({ version: z.int() });

const Money = { takenCount: z.int(), priceFen: z.int(), subsidyFen: z.int(), paysFen: z.int() };

export const MealMonth = z.object({
  month: z.string(),
  byClass: z.array(
    z.object({
      classId: z.string(),
      name: z.string(),
      code: z.string(),
      source: z.string(),
      dinerCount: z.int(),
      ...Money,
    }),
  ),
  byDiner: z.array(
    z.object({
      key: z.string(),
      dinerId: z.string(),
      name: z.string(),
      classCode: z.string(),
      deliveredCount: z.int(),
      ...Money,
    }),
  ),
  guestCount: z.int(),
  guestFen: z.int(),
  closedCount: z.int(),
  /** Cooked and not closed yet: they are not in the sums. */
  notClosed: z.array(z.object({ mealId: z.string(), mealName: z.string(), day: Day })),
  explanations: z.array(z.object({ mealName: z.string(), day: Day, words: z.string() })),
});
export type MealMonth = z.infer<typeof MealMonth>;

export const mealDayContract = {
  /** All meals of a day, each with who eats. */
  "meals.day": query({
    needs: "clerk",
    input: z.object({ day: Day }),
    output: z.object({ meals: z.array(MealDay), centreName: z.string() }),
  }),
  /** What is ordered today, and which days before were not closed. */
  "meals.waiting": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      today: z.array(z.object({ mealId: z.string(), mealName: z.string(), count: z.int(), deliveredCount: z.int() })),
      notClosed: z.array(z.object({ mealId: z.string(), mealName: z.string(), day: Day })),
    }),
  }),
  /** More, fewer or elsewhere on one day. After the cut-off only with a reason. */
  "meals.changeLine": command({
    needs: "clerk",
    input: z.object({
      ...OfDay,
      dinerId: Id,
      count: z.int("请写几份").min(0).max(20, "最多 20 份"),
      isDelivered: z.boolean(),
      reason: optionalLine("原因", 60),
    }),
    output: z.object({ isLate: z.boolean() }),
    fails: ["LateNeedsReason", "MealDayClosed", "MealNotServed", "DinerEnded"],
  }),
  /** How many each took; null takes back what was said. */
  "meals.markTaken": command({
    needs: "clerk",
    input: z.object({
      ...OfDay,
      marks: z
        .array(z.object({ dinerId: Id, takenCount: z.int().min(0).max(20).nullable() }))
        .min(1, "请选是谁")
        .max(2000),
    }),
    output: Kept,
    fails: ["MealDayOpen", "NobodyOrdered", "MealDayAhead", "MealDayClosed", "TakenTooMany"],
  }),
  /** 日结 */
  "meals.closeDay": command({
    needs: "clerk",
    input: z.object({
      ...OfDay,
      version: z.int().min(1),
      cookedCount: Tally,
      guestCount: Tally.default(0),
      signedCount: Tally,
      explanation: optionalText("说明", 500),
    }),
    output: Kept,
    fails: ["MealDayOpen", "NobodyOrdered", "MealDayAhead", "MealDayClosed", "LinesUnmarked", "DifferenceUnexplained"],
  }),
  "meals.reopenDay": command({
    needs: "director",
    input: z.object({ ...OfDay, version: z.int().min(1), reason: requiredLine("为什么重开", 60) }),
    output: Kept,
    fails: ["MealDayNotClosed"],
  }),
  /** 月报: what was taken on closed days, by class and by diner. */
  "meals.month": query({
    needs: "clerk",
    input: z.object({ month: Month, mealId: Id.nullable().default(null) }),
    output: MealMonth.extend({ communityName: z.string(), centreName: z.string() }),
  }),
  /** Phones are on the delivery list alone, and looking at them is kept. */
  "meals.printDay": command({
    needs: "clerk",
    input: z.object({ ...OfDay, sheet: z.enum(mealSheets) }),
    output: Printed.extend({ phones: z.array(z.object({ dinerId: z.string(), phone: z.string() })) }),
    fails: ["NobodyEats"],
  }),
  "meals.printMonth": command({
    needs: "clerk",
    input: z.object({ month: Month }),
    output: Printed,
    fails: ["NoDayClosed"],
  }),
} satisfies Contract;
