import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { optionalLine, requiredLine, Typed } from "#base/text.ts";
import { Id, MealEvent, Saved, Version, Weekdays } from "./meal-contract.ts";

const Count = z.int("请写几份").min(1, "至少 1 份").max(20, "最多 20 份");

export const StandingOrder = z.object({
  id: z.string(),
  mealId: z.string(),
  mealName: z.string(),
  /** Empty for every day on which the meal is cooked. */
  weekdays: Weekdays,
  fromDay: Day,
  toDay: Day.nullable(),
  count: z.int(),
  isDelivered: z.boolean(),
  version: z.int(),
});
export type StandingOrder = z.infer<typeof StandingOrder>;

export const MealPause = z.object({
  id: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
  reason: z.string(),
  version: z.int(),
});
export type MealPause = z.infer<typeof MealPause>;

export const Diner = z.object({
  id: z.string(),
  residentId: z.string(),
  name: z.string(),
  /** 78 岁 幸福小区3号楼2单元501 */
  detail: z.string(),
  maskedPhone: z.string(),
  classId: z.string(),
  className: z.string(),
  classCode: z.string(),
  basis: z.string(),
  diet: z.string(),
  isDelivered: z.boolean(),
  doorNote: z.string(),
  isEnded: z.boolean(),
  orders: z.array(StandingOrder),
  pauses: z.array(MealPause),
  version: z.int(),
});
export type Diner = z.infer<typeof Diner>;

/** One day of one meal as its diner sees it. */
export const DinerDay = z.object({
  day: Day,
  mealId: z.string(),
  mealName: z.string(),
  count: z.int(),
  isDelivered: z.boolean(),
  isPaused: z.boolean(),
  isSettled: z.boolean(),
  /** Why nothing is cooked. */
  notServed: z.string(),
});
export type DinerDay = z.infer<typeof DinerDay>;

const DinerFields = {
  classId: Id,
  basis: optionalLine("凭什么", 60),
  diet: optionalLine("忌口", 60),
  isDelivered: z.boolean().default(false),
  doorNote: optionalLine("送到门口怎么办", 60),
};

export const dinerContract = {
  "meals.listDiners": query({
    needs: "clerk",
    input: z.object({ words: Typed.default(""), withEnded: z.boolean().default(false) }),
    output: z.object({ diners: z.array(Diner), totalCount: z.int() }),
  }),
  /** A diner with the days that are near. */
  "meals.diner": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: Diner.extend({
      days: z.array(DinerDay),
      events: z.array(MealEvent),
    }),
  }),
  /** Of a person: how they eat here, if they do. */
  "meals.dinerOf": query({
    needs: "clerk",
    input: z.object({ residentId: Id }),
    output: z.object({ diner: Diner.nullable(), takenThisMonth: z.int() }),
  }),
  "meals.addDiner": command({
    needs: "clerk",
    input: z.object({ ...DinerFields, residentId: Id }),
    output: Saved,
    fails: ["DinerKnown", "MealBasisNeeded", "MealClassRetired"],
  }),
  "meals.changeDiner": command({
    needs: "clerk",
    input: z.object({ ...DinerFields, id: Id, version: Version }),
    output: Saved,
    fails: ["MealBasisNeeded", "MealClassRetired"],
  }),
  /** Ends all orders today; what is settled of later days is taken off with the reason. */
  "meals.endDiner": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, reason: requiredLine("为什么不订了", 60) }),
    output: Saved,
    fails: ["DinerEnded"],
  }),
  /** Somebody who had stopped orders again. */
  "meals.takeDinerBack": command({ needs: "clerk", input: z.object({ id: Id, version: Version }), output: Saved }),
  "meals.addOrder": command({
    needs: "clerk",
    input: z
      .object({
        dinerId: Id,
        mealId: Id,
        weekdays: Weekdays.default([]),
        fromDay: Day,
        toDay: Day.nullable().default(null),
        count: Count.default(1),
        isDelivered: z.boolean().default(false),
      })
      .refine(({ fromDay, toDay }) => toDay === null || fromDay <= toDay, {
        path: ["toDay"],
        message: "结束不能在开始之前",
      }),
    output: Saved,
    fails: ["OrdersMeet", "MealDaySettled", "DinerEnded", "MealRetired"],
  }),
  /** `lastDay` is the last on which it is still eaten; no earlier than the last settled one. */
  "meals.endOrder": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, lastDay: Day }),
    output: Saved,
    fails: ["MealDaySettled", "OrderOver"],
  }),
  /** 暂停: what is settled and not eaten yet is taken off too, as a late change. */
  "meals.addPause": command({
    needs: "clerk",
    input: z
      .object({
        dinerId: Id,
        fromDay: Day,
        toDay: Day.nullable().default(null),
        reason: requiredLine("为什么暂停", 60),
      })
      .refine(({ fromDay, toDay }) => toDay === null || fromDay <= toDay, {
        path: ["toDay"],
        message: "结束不能在开始之前",
      }),
    output: Saved.extend({ takenOffCount: z.int() }),
    fails: ["PauseInPast", "DinerEnded"],
  }),
  /** Eats again from the day after `lastDay` on; settled days stay as they are. */
  "meals.endPause": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, lastDay: Day }),
    output: Saved,
    fails: ["PauseOver"],
  }),
} satisfies Contract;
