import { calendarOf, isWorkday } from "#base/calendar.ts";
import { addDays, type Day, dayOf, epochMsOf, instantAt, instantOf } from "#base/dates.ts";

const calendar = calendarOf([]);

export const minuteMs = 60_000;

export const dayAt = (ms: number): Day => dayOf(instantOf(ms));
export const momentOn = (day: Day, minutes: number): number =>
  epochMsOf(instantAt(day)) + Math.round(minutes * minuteMs);
export const worksOn = (day: Day): boolean => isWorkday(calendar, day).isWorkday;

/** The working day that lies so many working days after a day. */
export const workdayAfter = (day: Day, count: number): Day => {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (worksOn(at)) left -= 1;
  }
  return at;
};

/** The day, or the last working day before it. */
export const workdayUntil = (day: Day): Day => {
  let at = day;
  while (!worksOn(at)) at = addDays(at, -1);
  return at;
};

/** Half past eight to noon, half past one to half past five: minutes of the day at which offices work. */
const shifts = [
  [510, 720],
  [810, 1050],
] as const;

/** The moment at which so many minutes of office time have passed. */
export const afterOfficeMinutes = (ms: number, minutes: number): number => {
  let left = minutes;
  for (let day = dayAt(ms); ; day = addDays(day, 1)) {
    if (!worksOn(day)) continue;
    for (const [from, to] of shifts) {
      const start = Math.max(momentOn(day, from), ms);
      const room = (momentOn(day, to) - start) / minuteMs;
      if (room <= 0) continue;
      if (left <= room) return start + Math.round(left * minuteMs);
      left -= room;
    }
  }
};

export const officeHours = (hours: number) => hours * 60;
/** Seven and a half hours make a working day. */
export const officeDays = (days: number) => days * 450;

/** The desk is open every day of the week. */
const openFrom = 510;
const openUntil = 1050;

/** The moment at which the desk has been open for so many minutes more. */
export const afterOpenMinutes = (ms: number, minutes: number): number => {
  let left = minutes;
  for (let day = dayAt(ms); ; day = addDays(day, 1)) {
    const start = Math.max(momentOn(day, openFrom), ms);
    const room = (momentOn(day, openUntil) - start) / minuteMs;
    if (room <= 0) continue;
    if (left <= room) return start + Math.round(left * minuteMs);
    left -= room;
  }
};

/** The moment at which the desk had been open for so many minutes less than at `ms`. */
export const beforeOpenMinutes = (ms: number, minutes: number): number => {
  let left = minutes;
  for (let day = dayAt(ms); ; day = addDays(day, -1)) {
    const end = Math.min(momentOn(day, openUntil), ms);
    const room = (end - momentOn(day, openFrom)) / minuteMs;
    if (room <= 0) continue;
    if (left < room) return end - Math.round(left * minuteMs);
    left -= room;
  }
};
