import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";

export const Id = z.string().min(1).max(64);
export const Version = z.int().min(1);
export const Saved = z.object({ id: z.string(), version: z.int() });

/** What happened to a diner or to a day. */
export const MealEvent = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  reason: z.string(),
  byName: z.string(),
});
export type MealEvent = z.infer<typeof MealEvent>;

/** On which days a meal is cooked: working days with weekends that are worked, some weekdays but holidays, or all. */
export const mealOpens = ["workdays", "weekdays", "everyDay"] as const;

/** 0 for Sunday to 6. */
export const Weekdays = z.array(z.int().min(0).max(6)).max(7);
const Fen = z.int("请写到分为止").min(0, "金额不能小于 0").max(100_000, "金额最多 1000 元");

export const Meal = z.object({
  id: z.string(),
  name: z.string(),
  opens: z.enum(mealOpens),
  weekdays: Weekdays,
  cutOffDays: z.int(),
  /** Minutes after 0:00. */
  cutOffMinute: z.int(),
  priceFen: z.int(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Meal = z.infer<typeof Meal>;

export const MealClass = z.object({
  id: z.string(),
  name: z.string(),
  /** 甲: what stands for it on paper that lies about. */
  code: z.string(),
  /** Pays nothing, whatever the price. */
  isFree: z.boolean(),
  /** Paid for each meal by the source, at most the price. */
  subsidyFen: z.int(),
  source: z.string(),
  minAge: z.int().nullable(),
  proof: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type MealClass = z.infer<typeof MealClass>;

export const MealClosure = z.object({
  id: z.string(),
  mealId: z.string().nullable(),
  mealName: z.string(),
  fromDay: Day,
  toDay: Day,
  reason: z.string(),
  version: z.int(),
});
export type MealClosure = z.infer<typeof MealClosure>;

const MealFields = {
  name: requiredLine("餐次名称", 12),
  opens: z.enum(mealOpens, { error: "请选哪几天开餐" }).default("workdays"),
  weekdays: Weekdays.default([]),
  cutOffDays: z.int().min(0).max(7, "最多提前 7 天").default(1),
  cutOffMinute: z.int({ error: "请写截止的时间，如 16:00" }).min(0).max(1439),
  priceFen: Fen,
};
const hasWeekdays = ({ opens, weekdays }: { opens: string; weekdays: number[] }): boolean =>
  opens !== "weekdays" || weekdays.length > 0;
const noWeekdays = { path: ["weekdays"], message: "请选周几开餐" };

const ClassFields = {
  name: requiredLine("类别名称", 30),
  code: requiredLine("代号", 4),
  isFree: z.boolean().default(false),
  subsidyFen: Fen.default(0),
  source: optionalLine("补助来源", 40),
  minAge: z.int().min(1).max(120).nullable().default(null),
  proof: optionalLine("要看什么证明", 60),
};
const isOneSubsidy = ({ isFree, subsidyFen }: { isFree: boolean; subsidyFen: number }): boolean =>
  !isFree || subsidyFen === 0;
const twoSubsidies = { path: ["subsidyFen"], message: "免费的不用写补助多少，按餐价全补" };

const Changed = { id: Id, version: Version, isRetired: z.boolean().default(false) };

export const mealContract = {
  /** 餐次、补助类别、停餐: what the canteen goes by. */
  "meals.setting": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ meals: z.array(Meal), classes: z.array(MealClass), closures: z.array(MealClosure) }),
  }),
  "meals.addMeal": command({
    needs: "secretary",
    input: z.object(MealFields).refine(hasWeekdays, noWeekdays),
    output: Saved,
    fails: ["MealNameTaken"],
  }),
  /** Days whose orders are closed keep the price that they had. */
  "meals.changeMeal": command({
    needs: "secretary",
    input: z.object({ ...MealFields, ...Changed }).refine(hasWeekdays, noWeekdays),
    output: Saved,
    fails: ["MealNameTaken"],
  }),
  "meals.addClass": command({
    needs: "secretary",
    input: z.object(ClassFields).refine(isOneSubsidy, twoSubsidies),
    output: Saved,
    fails: ["MealClassNameTaken", "MealClassCodeTaken"],
  }),
  "meals.changeClass": command({
    needs: "secretary",
    input: z.object({ ...ClassFields, ...Changed }).refine(isOneSubsidy, twoSubsidies),
    output: Saved,
    fails: ["MealClassNameTaken", "MealClassCodeTaken"],
  }),
  /** 停餐: on days whose orders are still open. */
  "meals.addClosure": command({
    needs: "secretary",
    input: z
      .object({ mealId: Id.nullable().default(null), fromDay: Day, toDay: Day, reason: requiredLine("为什么停餐", 60) })
      .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ["toDay"], message: "结束不能在开始之前" }),
    output: Saved,
    fails: ["MealDaySettled"],
  }),
  "meals.withdrawClosure": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MealDaySettled"],
  }),
} satisfies Contract;
