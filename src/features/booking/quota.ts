import { addDays, type Day, weekdayOf } from "#base/dates.ts";
import type { Quota, QuotaPeriod } from "./service-contract.ts";
import { quotaPeriodWords } from "./service-words.ts";

const firstOfMonth = (year: number, month: number): Day =>
  `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-01`;

/** The days that a quota counts together with a day, both ends included. A week begins on Monday. */
export const periodOf = (period: QuotaPeriod, day: Day): { from: Day; to: Day } => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const monthsFrom = (first: number, count: number) => ({
    from: firstOfMonth(year, first),
    to: addDays(firstOfMonth(year, first + count), -1),
  });
  if (period === "day") return { from: day, to: day };
  if (period === "week") {
    const from = addDays(day, -((weekdayOf(day) + 6) % 7));
    return { from, to: addDays(from, 6) };
  }
  if (period === "month") return monthsFrom(month, 1);
  if (period === "quarter") return monthsFrom(month - ((month - 1) % 3), 3);
  return monthsFrom(1, 12);
};

/** 每人每月 2 次 */
export const quotaWords = ({ per, period, count }: Quota): string =>
  `${per === "person" ? "每人" : "每户"}${quotaPeriodWords[period]} ${count} 次`;

/** What a quota says of one booking more, where so many count already; null while it is within. */
export const quotaProblem = (quota: Quota, usedCount: number): string | null =>
  usedCount < quota.count ? null : `${quotaWords(quota)}，已经约了 ${usedCount} 次`;
