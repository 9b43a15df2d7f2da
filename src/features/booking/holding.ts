import type { Instant } from "#base/dates.ts";

/** From its start up to its end: what ends at ten is over when the next begins at ten. */
export type Span = { startAt: Instant; endAt: Instant };

export const isOverlapping = (one: Span, other: Span): boolean =>
  one.startAt < other.endAt && other.startAt < one.endAt;

/** The most that is held at any one moment of a span. */
export const peakCount = (holds: readonly (Span & { count: number })[], within: Span): number => {
  const met = holds.filter((hold) => isOverlapping(hold, within));
  const atStarts = met.map(({ startAt }) => (startAt > within.startAt ? startAt : within.startAt));
  return Math.max(
    0,
    ...atStarts.map((at) =>
      met.reduce((sum, { startAt, endAt, count }) => (startAt <= at && at < endAt ? sum + count : sum), 0),
    ),
  );
};

/** The spans of a day that nothing takes. */
export const freeSpans = (taken: readonly Span[], within: Span): Span[] => {
  const free: Span[] = [];
  let from = within.startAt;
  for (const { startAt, endAt } of [...taken].sort((a, b) => (a.startAt < b.startAt ? -1 : 1))) {
    if (endAt <= from || startAt >= within.endAt) continue;
    if (startAt > from) free.push({ startAt: from, endAt: startAt });
    from = endAt;
  }
  if (from < within.endAt) free.push({ startAt: from, endAt: within.endAt });
  return free;
};
