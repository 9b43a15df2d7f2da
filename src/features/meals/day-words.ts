import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { mealDayContract, mealDayStates, mealSheets } from "./day-contract.ts";
import type { Difference } from "./meal-rules.ts";

export const mealDayStateWords: Words<typeof mealDayStates> = {
  open: "还能订",
  settled: "已截止",
  closed: "已日结",
  notServed: "不开餐",
};

export const mealSheetWords: Words<typeof mealSheets> = {
  kitchen: "备餐单",
  signing: "堂食签字表",
  delivery: "送餐单",
};

const differenceWords: Record<Difference["kind"], string> = {
  notTaken: "订了没领",
  leftOver: "做了没吃完",
  short: "吃的比做的多",
  unsigned: "没有签字的",
  overSigned: "签字比吃的多",
};

/** 订了没领 2 份 */
export const differenceText = ({ kind, count }: Difference): string => `${differenceWords[kind]} ${count} 份`;

export const mealDayEventWords: Record<string, string> = { dayClosed: "日结", dayReopened: "重开日结" };

export const mealDayRefusals = {
  LateNeedsReason: "订餐已经截止，加退要写原因。",
  MealDayClosed: "这一天已经日结。要改，请负责人重开。",
  MealNotServed: "这一天不开餐。",
  MealDayOpen: "这一天还没到截止时间，订餐还会变。",
  NobodyOrdered: "这一餐没有人订。",
  MealDayAhead: "这一天还没到。",
  TakenTooMany: "领的比订的多。多出来的请先加餐。",
  LinesUnmarked: "还有人没写领了没有。请逐个写明，或按“其余都领了”。",
  DifferenceUnexplained: "几个数对不上，请写明原因再日结。",
  MealDayNotClosed: "这一天还没有日结。",
  NobodyEats: "没有人在这张单上，没有打印。",
  NoDayClosed: "这个月还没有日结过的，没有打印。",
};

export const mealDayOperationWords: Record<CommandName<typeof mealDayContract>, string> = {
  "meals.changeLine": "单日加退餐",
  "meals.markTaken": "登记领餐",
  "meals.closeDay": "日结",
  "meals.reopenDay": "重开日结",
  "meals.printDay": "打印当日餐单",
  "meals.printMonth": "打印助餐月报",
};
