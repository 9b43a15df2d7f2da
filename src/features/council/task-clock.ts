import type { WorkCalendar } from "#base/calendar.ts";
import { type Day, dayOf, daysBetween, deadlineDay, type Instant, instantAt, yearOf } from "#base/dates.ts";
import {
  type Deadline,
  type DeadlineRule,
  dayListWords,
  deadlineOf,
  type Parking,
  whyThisDay,
} from "#base/deadlines.ts";
import type { Limit, ruleUnits } from "./task-contract.ts";

/** What a limit of a task is counted from. */
export type TaskClock = { startAt: Instant; startWord: string; limit: Limit };

/** An extension that was approved: a day that a person set. */
export type GrantedExtension = { approvedAt: Instant; toDate: Day; reason: string };

export type CountedDue = {
  /** Null while the task is parked: the day is counted once it is resumed. */
  dueAt: Instant | null;
  why: string;
  isEstimated: boolean;
  calendarVersion: string;
};

/** `12月4日`, with the year where it is not the year of the start. */
export const agreedDayWords = (day: Day, startAt: Instant): string => dayListWords([day], yearOf(dayOf(startAt)));

const startWordPattern = /^\d+月\d+日(?:\d\d:\d\d)?(\p{Script=Han}{2})，/u;

/** The word that a limit's explanation began with: 受理, 散会, 重办, 登记. */
export const startWordOf = (why: string, otherwise: string): string => startWordPattern.exec(why)?.[1] ?? otherwise;

/** The rule as it is kept beside a task. */
export const limitOf = (kept: {
  ruleCount: number;
  ruleUnit: (typeof ruleUnits)[number];
  agreedDate: Day | null;
}): Limit =>
  kept.ruleUnit === "date"
    ? { unit: "date", day: kept.agreedDate ?? "" }
    : { unit: kept.ruleUnit, count: kept.ruleCount };

// A day that was agreed is held like an extension: what stands after the start moves it by the days parked.
const noRule: DeadlineRule = { unit: "days", count: 1 };

const movedWords = (deadline: Deadline, toDate: Day, clock: TaskClock, parkings: readonly Parking[]): string => {
  const open = parkings.find(({ to }) => to === null);
  if (deadline.dueAt === null)
    return open ? `，${agreedDayWords(dayOf(open.from), clock.startAt)}起挂账，恢复后再算到期日` : "";
  if (deadline.dueAt === instantAt(toDate, "24:00")) return "";
  const parkedWords = dayListWords(deadline.parkedDays, yearOf(dayOf(clock.startAt)));
  return `，挂账${parkedWords}不计，到${agreedDayWords(deadlineDay(deadline.dueAt), clock.startAt)}24:00`;
};

/**
 * When a task is due, from what happened to it in this round: its start, the times it was parked, the extensions in the
 * order they were approved. The last extension governs; what was parked before it is in the day that it names.
 */
export const taskDue = (
  clock: TaskClock,
  parkings: readonly Parking[],
  extensions: readonly GrantedExtension[],
  calendar: WorkCalendar,
): CountedDue => {
  const { startAt, startWord, limit } = clock;
  const rule = limit.unit === "date" ? noRule : limit;
  const agreed = limit.unit === "date" ? { approvedAt: startAt, toDate: limit.day } : null;
  const first = extensions[0];
  const before = first ? parkings.filter(({ from }) => from < first.approvedAt) : parkings;
  const original = { startAt, rule, calendar, parkings: before, extension: agreed };
  const said = [
    agreed
      ? `约定${agreedDayWords(agreed.toDate, startAt)}24:00前${movedWords(deadlineOf(original), agreed.toDate, clock, before)}`
      : whyThisDay(original, startWord),
  ];
  for (const [at, extension] of extensions.entries()) {
    const next = extensions[at + 1];
    const within = next ? parkings.filter(({ from }) => from < next.approvedAt) : parkings;
    const moved = movedWords(deadlineOf({ ...original, parkings: within, extension }), extension.toDate, clock, within);
    said.push(`批准延期到${agreedDayWords(extension.toDate, startAt)}24:00${moved}（${extension.reason}）`);
  }
  const deadline = deadlineOf({ ...original, parkings, extension: extensions.at(-1) ?? agreed });
  return {
    dueAt: deadline.dueAt,
    why: said.join("；"),
    isEstimated: deadline.isEstimated,
    calendarVersion: deadline.calendarVersion,
  };
};

/** Over how many midnights a parking lasted: those are the days that were not counted. */
export const parkedDayCount = (parking: Parking, now: Instant): number =>
  Math.max(daysBetween(dayOf(parking.from), dayOf(parking.to ?? now)), 0);
