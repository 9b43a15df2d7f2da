import { epochMsOf, type Instant } from "#base/dates.ts";
import type { TurnState } from "./turn-contract.ts";

/** How long one may speak before the clock says so; nobody is cut off by it. */
export const speechMinutes = 3;

export const isTurnOver = (state: TurnState): boolean => state === "done" || state === "dropped";

/** Whole seconds that somebody has had the floor. */
export const spokenSeconds = (turn: { startedAt: Instant | null; endedAt: Instant | null }, now: Instant): number =>
  turn.startedAt === null ? 0 : secondsBetween(turn.startedAt, turn.endedAt ?? now);

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor((epochMsOf(to) - epochMsOf(from)) / 1000));

/** How long each item has been open: from each opening to the next one, the last until `end`. */
export const secondsByItem = (
  openings: readonly { itemId: string; at: Instant }[],
  end: Instant,
): Map<string, number> => {
  const used = new Map<string, number>();
  openings.forEach(({ itemId, at }, index) => {
    const until = openings[index + 1]?.at ?? end;
    used.set(itemId, (used.get(itemId) ?? 0) + secondsBetween(at, until));
  });
  return used;
};

/** 2:05, and −0:30 once the time is over. */
export const clockWords = (seconds: number): string => {
  const whole = Math.abs(Math.trunc(seconds));
  return `${seconds < 0 ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

/** Those who are there and have not said a word on an item, in the order of the list. */
export const notHeardOn = <P extends { id: string; presence: string; leftAt: Instant | null }>(
  people: readonly P[],
  statements: readonly { attendanceId: string }[],
): P[] => {
  const heard = new Set(statements.map(({ attendanceId }) => attendanceId));
  return people.filter(({ id, presence, leftAt }) => presence === "present" && leftAt === null && !heard.has(id));
};
