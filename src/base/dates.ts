import { z } from "zod";

/*
 * Asia/Shanghai has kept UTC+8 without summer time since 1992, and everything that this product computes lies
 * after that, so a fixed offset gives the same days on every machine, whatever zone the machine is set to.
 */
const offsetMs = 8 * 3600_000;

/** `2026-11-22T06:30:00.000Z` */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "时间格式不对")
  .refine((at) => isRealInstant(at), "没有这个时间")
  .refine((at) => isWithinReach(at), "年份应在 1900 至 2199 之间");
export type Instant = string;

/** `2026-11-22`, a day in Asia/Shanghai. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, "日期格式应为 2026-11-22")
  .refine((day) => isRealDay(day), "没有这一天")
  .refine((day) => isWithinReach(day), "年份应在 1900 至 2199 之间");
export type Day = string;

const dayPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const clockPattern = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const daysOfMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Reckoned by hand: every line of every list is checked by it, and the standard library makes a text to compare. */
export const isRealDay = (day: string): boolean =>
  dayPattern.test(day) && Number(day.slice(8)) <= daysOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));

/** A slip of the finger must not send a deadline looking for working days at the end of time. */
const isWithinReach = (dayOrInstant: string): boolean => /^(?:19|20|21)/.test(dayOrInstant);

const isRealInstant = (at: string): boolean => clockPattern.test(at.slice(10)) && isRealDay(at.slice(0, 10));

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString();
export const epochMsOf = (at: Instant): number => Date.parse(at);

/** The day in Asia/Shanghai on which an instant falls. */
export const dayOf = (at: Instant): Day => new Date(epochMsOf(at) + offsetMs).toISOString().slice(0, 10);

/** `14:30` in Asia/Shanghai. */
export const timeOf = (at: Instant): string => new Date(epochMsOf(at) + offsetMs).toISOString().slice(11, 16);

/** The instant of a day and a clock time in Asia/Shanghai; `24:00` is the end of the day. */
export const instantAt = (day: Day, time = "00:00", seconds = 0): Instant => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return instantOf(Date.parse(`${day}T00:00:00.000Z`) + (hours * 60 + minutes) * 60_000 + seconds * 1000 - offsetMs);
};

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + count * 86_400_000).toISOString().slice(0, 10);

export const addHours = (at: Instant, hours: number): Instant => instantOf(epochMsOf(at) + hours * 3600_000);

/** Whole days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / 86_400_000);

/** 0 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
export const weekdayWord = (day: Day): string => weekdays[weekdayOf(day)] ?? "";

/** `11-22 周日 14:30`; with the year where it is not this one. */
export const shortTime = (at: Instant, today: Day): string => `${shortDay(dayOf(at), today)} ${timeOf(at)}`;

export const shortDay = (day: Day, today: Day): string =>
  `${yearOf(day) === yearOf(today) ? day.slice(5) : day} ${weekdayWord(day)}`;

/** `2026年11月22日`, without leading zeros. */
export const longDay = (day: Day): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

/** A deadline as a person says it: the end of a day is called 24:00 of that day. */
export const deadlineWords = (at: Instant, today: Day): string =>
  timeOf(at) === "00:00" ? `${shortDay(addDays(dayOf(at), -1), today)} 24:00` : shortTime(at, today);

/** The day that a deadline belongs to: 24:00 of a day is the next day's 00:00. */
export const deadlineDay = (at: Instant): Day => (timeOf(at) === "00:00" ? addDays(dayOf(at), -1) : dayOf(at));

/** `9:05` of so many minutes after 0:00. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
