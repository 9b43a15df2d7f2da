import { addDays, type Day, weekdayOf } from "#base/dates.ts";
import { halfWidth } from "#base/text.ts";

const weekdays = "日一二三四五六";
const ordinals: Readonly<Record<string, number>> = { 一: 0, 二: 1, 三: 2, 四: 3 };

const monthOf = (day: Day): { year: number; month: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
});

/** The first day of the month that lies so many months later. */
const monthStart = (day: Day, later: number): Day => {
  const { year, month } = monthOf(day);
  const months = year * 12 + month - 1 + later;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`;
};

type InMonth = (first: Day) => Day;

const dateInMonth =
  (date: number): InMonth =>
  (first) => {
    const last = addDays(monthStart(first, 1), -1);
    return date > Number(last.slice(8)) ? last : addDays(first, date - 1);
  };

const weekdayInMonth =
  (ordinal: string, weekday: number): InMonth =>
  (first) => {
    if (ordinal === "最后一") {
      const last = addDays(monthStart(first, 1), -1);
      return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
    }
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (ordinals[ordinal] ?? 0));
  };

const monthlyOf = (words: string): InMonth | null => {
  const [, date] = /^每月(\d{1,2})[日号]$/.exec(words) ?? [];
  if (date !== undefined && Number(date) >= 1 && Number(date) <= 31) return dateInMonth(Number(date));
  const [, ordinal = "", weekday = ""] =
    /^每月(?:的)?第?([一二三四]|最后一)个?(?:周|星期|礼拜)([日一二三四五六天])$/.exec(words) ?? [];
  return ordinal === "" ? null : weekdayInMonth(ordinal, weekdays.indexOf(weekday.replace("天", "日")));
};

/** 每月10日、每月第二个周三、每周五: the next such day, today included; null where the words say no day. */
export const nextDayOf = (recurrence: string, today: Day): Day | null => {
  const words = halfWidth(recurrence).replace(/\s/g, "");
  const [, weekday = ""] = /^每(?:周|星期|礼拜)([日一二三四五六天])$/.exec(words) ?? [];
  if (weekday !== "") return addDays(today, (weekdays.indexOf(weekday.replace("天", "日")) - weekdayOf(today) + 7) % 7);
  const inMonth = monthlyOf(words);
  if (!inMonth) return null;
  const now = inMonth(monthStart(today, 0));
  return now >= today ? now : inMonth(monthStart(today, 1));
};

/** {年}年{月}月小板凳议事会 → 2026年12月小板凳议事会 */
export const titleOn = (pattern: string, day: Day): string =>
  pattern
    .replaceAll("{年}", String(Number(day.slice(0, 4))))
    .replaceAll("{月}", String(Number(day.slice(5, 7))))
    .replaceAll("{日}", String(Number(day.slice(8, 10))));

/** The other way round: what the next meeting of the kind would be called by. */
export const patternOf = (title: string, day: Day): string =>
  title
    .replace(`${Number(day.slice(0, 4))}年`, "{年}年")
    .replace(new RegExp(`(?<!\\d)0?${Number(day.slice(5, 7))}月`), "{月}月")
    .replace(new RegExp(`(?<!\\d)0?${Number(day.slice(8, 10))}日`), "{日}日");
