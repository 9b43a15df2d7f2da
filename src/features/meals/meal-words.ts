import type { CommandName } from "#base/contract.ts";
import { clockOf } from "#base/dates.ts";
import type { Words } from "#base/words-of.ts";
import type { Meal, MealClass, mealContract, mealOpens } from "./meal-contract.ts";
import { yuan } from "./meal-rules.ts";
import { weekdaysText } from "./order-text.ts";

export const mealOpensWords: Words<typeof mealOpens> = {
  workdays: "工作日",
  weekdays: "指定周几",
  everyDay: "天天",
};

/** 工作日（调休上班的周末也开） */
export const opensText = ({ opens, weekdays }: Pick<Meal, "opens" | "weekdays">): string => {
  if (opens === "everyDay") return "天天开，放假也开";
  return opens === "workdays" ? "工作日，调休上班的周末也开" : `${weekdaysText(weekdays)}，放假不开`;
};

/** 前一天 16:00 */
export const cutOffText = ({ cutOffDays, cutOffMinute }: Pick<Meal, "cutOffDays" | "cutOffMinute">): string => {
  const day = cutOffDays === 0 ? "当天" : cutOffDays === 1 ? "前一天" : `提前 ${cutOffDays} 天`;
  return `${day} ${clockOf(cutOffMinute)}`;
};

/** 免费；每餐补 5.00 元；不补 */
export const subsidyText = ({ isFree, subsidyFen }: Pick<MealClass, "isFree" | "subsidyFen">): string => {
  if (isFree) return "免费";
  return subsidyFen === 0 ? "不补，全价" : `每餐补 ${yuan(subsidyFen)} 元`;
};

export const mealRefusals = {
  MealNameTaken: "已有同名的餐次。",
  MealClassNameTaken: "已有同名的补助类别。",
  MealClassCodeTaken: "这个代号别的类别在用，请换一个。",
  MealDaySettled: "那一天的订餐已经截止。请从还没截止的一天开始；已截止的，在“每日用餐”里按人加退。",
};

export const mealOperationWords: Record<CommandName<typeof mealContract>, string> = {
  "meals.addMeal": "增加餐次",
  "meals.changeMeal": "修改餐次",
  "meals.addClass": "增加补助类别",
  "meals.changeClass": "修改补助类别",
  "meals.addClosure": "登记停餐",
  "meals.withdrawClosure": "撤销停餐",
};
