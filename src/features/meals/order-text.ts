import { weekdayWord } from "#base/dates.ts";
import type { StandingOrder } from "./diner-contract.ts";

// 2026-11-22 is a Sunday, which is 0.
const weekdayNames = ["22", "23", "24", "25", "26", "27", "28"].map((day) => weekdayWord(`2026-11-${day}`));
const inWeekOrder = (weekdays: readonly number[]): number[] =>
  [...weekdays].sort((one, other) => ((one + 6) % 7) - ((other + 6) % 7));

/** 周一、周三; 每个开餐日 for none. */
export const weekdaysText = (weekdays: readonly number[]): string =>
  weekdays.length === 0
    ? "每个开餐日"
    : inWeekOrder(weekdays)
        .map((weekday) => weekdayNames[weekday] ?? "")
        .join("、");

/** 午餐 1 份，周一、周三，送餐 */
export const orderText = ({
  mealName,
  count,
  weekdays,
  isDelivered,
}: Pick<StandingOrder, "mealName" | "count" | "isDelivered"> & { weekdays: readonly number[] }): string =>
  `${mealName} ${count} 份，${weekdaysText(weekdays)}，${isDelivered ? "送餐" : "堂食"}`;
