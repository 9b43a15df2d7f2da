import { isWorkday, type WorkCalendar } from "#base/calendar.ts";
import { addDays, type Day, dayOf, daysBetween, type Instant, instantAt, shortDay } from "#base/dates.ts";
import { type Band, bandOf } from "#base/deadlines.ts";
import type { PromiseState } from "./promise-contract.ts";

type PromiseFacts = { state: PromiseState };

/** When a promise falls due: at its time, or at the end of its day. */
export const promiseDueAt = (when: { dueDay: Day; dueTime: string | null }): Instant =>
  instantAt(when.dueDay, when.dueTime ?? "24:00");

/** Beyond it somebody has mistyped the year. */
const farthestDays = 366;

const timeProblem = (dueAt: Instant, now: Instant) => {
  if (dueAt <= now) return "PromiseIsPast";
  return daysBetween(dayOf(now), dayOf(dueAt)) > farthestDays ? "PromiseIsTooFar" : null;
};

/** A promise wants a time that is still to come, and somebody who can be called or met. */
export const promisingProblem = (promise: { dueAt: Instant; isAnybodyKnown: boolean }, now: Instant) => {
  if (!promise.isAnybodyKnown) return "NobodyToCall";
  return timeProblem(promise.dueAt, now);
};

export const openPromiseProblem = (promise: PromiseFacts) => (promise.state === "open" ? null : "PromiseIsOver");

/** A call that reached nobody leaves the promise open, however often: it was given, and it is kept. */
export const callProblem = (promise: PromiseFacts, call: { isReached: boolean; said: string }) =>
  openPromiseProblem(promise) ?? (call.isReached && call.said === "" ? "CallNeedsWords" : null);

/** Another day is a new promise to the same person, who has to hear of it first. */
export const movingProblem = (promise: PromiseFacts, move: { dueAt: Instant; isTold: boolean }, now: Instant) => {
  const problem = openPromiseProblem(promise) ?? timeProblem(move.dueAt, now);
  if (problem) return problem;
  return move.isTold ? null : "TellBeforeMoving";
};

export const promiseBand = (
  promise: PromiseFacts & { dueAt: Instant },
  now: Instant,
  calendar: WorkCalendar,
): Band | "over" => (promise.state === "open" ? bandOf(promise.dueAt, now, calendar, false) : "over");

const nearWords = ["今天", "明天", "后天"];

/** What a clerk may answer to “什么时候给我回话？”: the next seven days, and whether the centre works on them. */
export const promiseDays = (now: Instant, calendar: WorkCalendar) => {
  const today = dayOf(now);
  return Array.from({ length: 7 }, (_, ahead) => {
    const day = addDays(today, ahead);
    return {
      day,
      word: nearWords[ahead] ?? shortDay(day, today),
      isWorkday: isWorkday(calendar, day).isWorkday,
    };
  });
};
