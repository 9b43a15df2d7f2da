import type { Day, Instant } from "#base/dates.ts";
import { ageOn } from "#features/people/rules.ts";
import type { BookingState } from "./booking-contract.ts";
import type { AgeBand, Attendance } from "./figure-contract.ts";
import { periodOf } from "./quota.ts";

// The core asks for it here: it looks across slices only at other cores.
export { ageOn };

/** 独居老人: from this age on. */
export const elderAge = 60;
/** A group of fewer people than this is not told on paper for the public. */
export const fewestPeople = 3;

/** What became of a booking. A home that somebody came back from was gone to, whether or not the desk ticked it. */
export const attendanceOf = (booking: { state: BookingState; hasReturned: boolean; isOver: boolean }): Attendance => {
  const { state, hasReturned, isOver } = booking;
  if (state === "arrived" || state === "served") return "came";
  if (state === "noShow") return "missed";
  if (state === "cancelled") return "cancelled";
  if (state === "waiting" || state === "gaveUp") return "waiting";
  if (hasReturned) return "came";
  return isOver ? "unrecorded" : "ahead";
};

export const ageBandOf = (birthDate: Day | null, day: Day): AgeBand => {
  const age = ageOn(birthDate, day);
  if (age === null) return "unknown";
  if (age < 18) return "under18";
  if (age < 60) return "adult";
  if (age < 70) return "sixties";
  return age < 80 ? "seventies" : "eighties";
};

/** 83.3%; of nothing there is no rate: —. */
export const rateWords = (count: number, of: number): string =>
  of === 0 ? "—" : `${Math.round((count * 1000) / of) / 10}%`;

/**
 * Counts that tell nobody apart: a group of too few people keeps its count to itself. Where it is the only one its
 * count would follow from the total, so the smallest of the others keeps its own as well.
 */
export const guarded = <Line extends { count: number; peopleCount: number }>(
  lines: readonly Line[],
): (Omit<Line, "count"> & { count: number | null })[] => {
  const hidden = new Set(lines.filter(({ peopleCount }) => peopleCount > 0 && peopleCount < fewestPeople));
  if (hidden.size === 1) {
    const rest = lines.filter((line) => line.count > 0 && !hidden.has(line));
    const smallest = rest.reduce<Line | null>(
      (least, line) => (!least || line.count < least.count ? line : least),
      null,
    );
    if (smallest) hidden.add(smallest);
  }
  return lines.map((line) => ({ ...line, count: hidden.has(line) ? null : line.count }));
};

export const windowKinds = ["month", "quarter", "year"] as const;
export type WindowKind = (typeof windowKinds)[number];

/** The month, quarter or year of a day. */
export const windowOf = (kind: WindowKind, day: Day): { fromDay: Day; toDay: Day } => {
  const { from, to } = periodOf(kind, day);
  return { fromDay: from, toDay: to };
};

/** Whoever was served longest ago first, and before them whoever never was. */
export const longestAgoFirst = (one: { lastAt: Instant | null }, other: { lastAt: Instant | null }): number => {
  const [first, second] = [one.lastAt ?? "", other.lastAt ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
};
