import ical from "ical.js";
import type { Day } from "#base/dates.ts";

/** What a plan may say, by RFC 5545: days, and nothing finer. */
const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;

export const isRecurrence = (text: string): boolean => {
  try {
    const recur = ical.Recur.fromString(text);
    return (
      frequencies.some((frequency) => frequency === recur.freq) &&
      !/BYHOUR|BYMINUTE|BYSECOND|COUNT|UNTIL/i.test(text) &&
      recur.interval >= 1
    );
  } catch {
    return false;
  }
};

/**
 * The days of a recurrence from its first day on, in order, and none after `until`. The first day itself
 * is one only where the rule says so.
 */
export function* recurringDays(recurrence: string, from: Day, until: Day): Generator<Day> {
  const iterator = ical.Recur.fromString(recurrence).iterator(ical.Time.fromDateString(from));
  for (;;) {
    const next = iterator.next();
    if (!next) return;
    const day = `${String(next.year).padStart(4, "0")}-${String(next.month).padStart(2, "0")}-${String(next.day).padStart(2, "0")}`;
    if (day > until) return;
    if (day >= from) yield day;
  }
}

const weekdayCodes: readonly string[] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const weekdayChars = ["日", "一", "二", "三", "四", "五", "六"] as const;
const ordinals = ["", "第一个", "第二个", "第三个", "第四个", "第五个"] as const;

/** Every so many weeks on some weekdays, 0 = Sunday. */
export const weekly = (weekdays: readonly number[], everyWeeks = 1): string =>
  `FREQ=WEEKLY;INTERVAL=${everyWeeks};WKST=MO;BYDAY=${[...weekdays]
    .sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7))
    .map((weekday) => weekdayCodes[weekday])
    .join(",")}`;

/** 每月第几个周几; -1 is the last one. */
export const monthlyOn = (nth: number, weekday: number): string => `FREQ=MONTHLY;BYDAY=${nth}${weekdayCodes[weekday]}`;

/** 每月几号; a month that has no such day is passed over. */
export const monthlyOnDate = (date: number): string => `FREQ=MONTHLY;BYMONTHDAY=${date}`;

const partsOf = (recurrence: string): Map<string, string> =>
  new Map(recurrence.split(";").map((part) => part.split("=") as [string, string]));

/** 「每周二、四」「每 2 周的周六」「每月第二个周六」; the rule itself where it is written otherwise. */
export const recurrenceWords = (recurrence: string): string => {
  const parts = partsOf(recurrence);
  const interval = Number(parts.get("INTERVAL") ?? "1");
  const days = (parts.get("BYDAY") ?? "").split(",").filter((day) => day !== "");
  const charOf = (code: string) => weekdayChars[weekdayCodes.indexOf(code.slice(-2))] ?? "";
  if (parts.get("FREQ") === "DAILY" && interval === 1) return "每天";
  const chars = days.map(charOf).join("、");
  if (parts.get("FREQ") === "WEEKLY" && days.length > 0)
    return interval === 1 ? `每周${chars}` : `每 ${interval} 周的周${chars}`;
  const date = parts.get("BYMONTHDAY");
  if (parts.get("FREQ") === "MONTHLY" && interval === 1 && date !== undefined && days.length === 0 && Number(date) > 0)
    return `每月 ${date} 日`;
  const [only] = days;
  const nth = Number(only?.slice(0, -2) ?? "0");
  if (parts.get("FREQ") === "MONTHLY" && interval === 1 && days.length === 1 && only !== undefined)
    return `每月${nth === -1 ? "最后一个" : (ordinals[nth] ?? "")}周${charOf(only)}`;
  return recurrence;
};

/** On which of which weekday of a month; null for another rule. -1 is the last one. */
export const monthlyOf = (recurrence: string): { nth: number; weekday: number } | null => {
  const parts = partsOf(recurrence);
  const code = parts.get("BYDAY") ?? "";
  const weekday = weekdayCodes.indexOf(code.slice(-2));
  return parts.get("FREQ") === "MONTHLY" && weekday >= 0 ? { nth: Number(code.slice(0, -2)) || 1, weekday } : null;
};

/** The 15 of 每月 15 日; null for another rule. */
export const monthDateOf = (recurrence: string): number | null => {
  const parts = partsOf(recurrence);
  const date = Number(parts.get("BYMONTHDAY"));
  return parts.get("FREQ") === "MONTHLY" && date > 0 ? date : null;
};

/** Every how many weeks, months or days. */
export const intervalOf = (recurrence: string): number => Number(partsOf(recurrence).get("INTERVAL") ?? "1");

/** The weekdays that a weekly rule names, 0 = Sunday; none for another rule. */
export const weekdaysOf = (recurrence: string): number[] => {
  const parts = partsOf(recurrence);
  if (parts.get("FREQ") !== "WEEKLY") return [];
  return (parts.get("BYDAY") ?? "")
    .split(",")
    .map((code) => weekdayCodes.indexOf(code))
    .filter((weekday) => weekday >= 0);
};
