import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf } from "./calendar.ts";
import { deadlineOf } from "./deadlines.ts";

/*
 * A second way to every deadline: minute by minute for hours, day by day for days, in plain numbers and from its own
 * copy of the notices, sharing no code with what it checks.
 */
const minuteMs = 60_000;
const dayMs = 86_400_000;
const zoneMs = 8 * 3600_000;

const offSpans = `
2024-01-01 2024-01-01 2024-02-10 2024-02-17 2024-04-04 2024-04-06 2024-05-01 2024-05-05 2024-06-08 2024-06-10
2024-09-15 2024-09-17 2024-10-01 2024-10-07 2025-01-01 2025-01-01 2025-01-28 2025-02-04 2025-04-04 2025-04-06
2025-05-01 2025-05-05 2025-05-31 2025-06-02 2025-10-01 2025-10-08 2026-01-01 2026-01-03 2026-02-15 2026-02-23
2026-04-04 2026-04-06 2026-05-01 2026-05-05 2026-06-19 2026-06-21 2026-09-25 2026-09-27 2026-10-01 2026-10-07`
  .trim()
  .split(/\s+/)
  .map((day) => Date.parse(day) / dayMs);
const workedDays = new Set(
  `2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08
2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`
    .split(/\s+/)
    .map((day) => Date.parse(day) / dayMs),
);

type Span = { from: number; to: number | null };

const yearOfDay = (dayNumber: number) => new Date(dayNumber * dayMs).getUTCFullYear();
const isListed = (dayNumber: number) => [2024, 2025, 2026].includes(yearOfDay(dayNumber));

const isWorked = (dayNumber: number): boolean => {
  if (workedDays.has(dayNumber)) return true;
  for (let index = 0; index < offSpans.length; index += 2) {
    if ((offSpans[index] ?? 0) <= dayNumber && dayNumber <= (offSpans[index + 1] ?? 0)) return false;
  }
  // Day 0, 1 January 1970, was a Thursday.
  return (dayNumber + 3) % 7 < 5;
};

const isParkedAt = (at: number, spans: readonly Span[]) =>
  spans.some(({ from, to }) => from <= at && (to === null || at < to));

type Walked = { due: number | null; skipped: number[]; isEstimated: boolean };

const horizonDays = 900;

const walkDays = (start: number, count: number, isInWorkdays: boolean, spans: readonly Span[]): Walked => {
  const startDay = Math.floor((start + zoneMs) / dayMs);
  const skipped: number[] = [];
  let isEstimated = false;
  let left = count;
  for (let day = startDay + 1; day < startDay + horizonDays; day += 1) {
    const end = (day + 1) * dayMs - zoneMs;
    const isParked = isParkedAt(end - 1, spans);
    if (!isParked && isInWorkdays && !isListed(day)) isEstimated = true;
    if (isParked || (isInWorkdays && !isWorked(day))) skipped.push(day);
    else left -= 1;
    if (left === 0) return { due: end, skipped, isEstimated };
  }
  return { due: null, skipped, isEstimated };
};

const walkMinutes = (start: number, hours: number, spans: readonly Span[]): number | null => {
  let left = hours * 60;
  for (let at = start; at < start + horizonDays * dayMs; at += minuteMs) {
    if (left === 0) return at;
    if (!isParkedAt(at, spans)) left -= 1;
    else if (spans.some(({ from, to }) => to === null && from <= at)) return null;
  }
  return null;
};

const firstMinute = Date.parse("2023-12-01T00:00:00+08:00") / minuteMs;
const lastMinute = Date.parse("2027-03-31T00:00:00+08:00") / minuteMs;
const dayMinutes = 24 * 60;

/** Minutes after the start; many of them on midnights, where the rules are. */
const offset = (days: number) =>
  fc.oneof(
    fc.integer({ min: -2 * dayMinutes, max: days * dayMinutes }),
    fc.integer({ min: -2, max: days }).map((day) => day * dayMinutes),
  );

const minuteOfStart = fc.oneof(
  fc.integer({ min: firstMinute, max: lastMinute }),
  fc
    .tuple(fc.integer({ min: 0, max: Math.floor((lastMinute - firstMinute) / dayMinutes) }), fc.constantFrom(-1, 0, 1))
    .map(([day, minute]) => firstMinute + day * dayMinutes + minute),
);

const situation = (days: number, maxCount: number) =>
  fc.record({
    start: minuteOfStart,
    count: fc.integer({ min: 1, max: maxCount }),
    spans: fc.array(fc.record({ from: offset(days), minutes: offset(days), lasts: fc.integer({ min: 0, max: 9 }) }), {
      maxLength: 4,
    }),
  });

type Situation = { start: number; count: number; spans: { from: number; minutes: number; lasts: number }[] };

/** One parking in ten lasts; offsets below zero make some begin before the start. */
const spansOf = ({ start, spans }: Situation): Span[] =>
  spans.map(({ from, minutes, lasts }) => ({
    from: (start + from) * minuteMs,
    to: lasts === 0 ? null : (start + from + Math.abs(minutes)) * minuteMs,
  }));

const calendar = calendarOf([]);
const iso = (at: number) => new Date(at).toISOString();
const parkingsOf = (spans: readonly Span[]) =>
  spans.map(({ from, to }) => ({ from: iso(from), to: to === null ? null : iso(to) }));

const runs = { seed: 20261122, numRuns: 3000 };

test.each(["workdays", "days"] as const)("%s end where a walk from day to day ends", (unit) => {
  fc.assert(
    fc.property(situation(25, 30), (drawn) => {
      const spans = spansOf(drawn);
      const start = drawn.start * minuteMs;
      const rule = { count: drawn.count, unit };
      const deadline = deadlineOf({ startAt: iso(start), rule, calendar, parkings: parkingsOf(spans) });
      const walked = walkDays(start, drawn.count, unit === "workdays", spans);
      expect(deadline.dueAt).toBe(walked.due === null ? null : iso(walked.due));
      if (walked.due === null) return;
      expect(deadline.skipped).toEqual(walked.skipped.map((day) => iso(day * dayMs).slice(0, 10)));
      expect(deadline.isEstimated).toBe(walked.isEstimated);
    }),
    runs,
  );
});

test("hours end where a walk from minute to minute ends", () => {
  fc.assert(
    fc.property(situation(2, 48), (drawn) => {
      const spans = spansOf(drawn);
      const start = drawn.start * minuteMs;
      const rule = { count: drawn.count, unit: "hours" as const };
      const deadline = deadlineOf({ startAt: iso(start), rule, calendar, parkings: parkingsOf(spans) });
      const due = walkMinutes(start, drawn.count, spans);
      expect(deadline.dueAt).toBe(due === null ? null : iso(due));
    }),
    runs,
  );
});

test("the walk agrees at every quarter of a day and the minute before it, for three years and more", () => {
  for (let start = firstMinute; start < lastMinute; start += 6 * 60) {
    for (const at of [start - 1, start]) {
      for (const count of [1, 5, 15]) {
        const rule = { count, unit: "workdays" as const };
        const deadline = deadlineOf({ startAt: iso(at * minuteMs), rule, calendar, parkings: [] });
        const walked = walkDays(at * minuteMs, count, true, []);
        if (walked.due === null || deadline.dueAt !== iso(walked.due))
          expect.fail(
            `${iso(at * minuteMs)} + ${count}: ${deadline.dueAt} instead of ${walked.due && iso(walked.due)}`,
          );
      }
    }
  }
});
