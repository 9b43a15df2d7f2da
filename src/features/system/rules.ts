import { epochMsOf, type Instant } from "#base/dates.ts";

/** Seconds to wait after so many wrong PINs in a row: two slips are free, then it grows to a quarter of an hour. */
export const pinWaitSeconds = (wrongPinCount: number): number => [0, 0, 0, 10, 30, 60, 300][wrongPinCount] ?? 900;

export const longestPinWaitSeconds = 900;

const lateAfterMs = 2 * 86_400_000;

/** Whether the newest copy, or the day on which the centre was set up, is two days past. */
export const isBackupLate = (newestAt: Instant, now: Instant): boolean =>
  epochMsOf(now) - epochMsOf(newestAt) > lateAfterMs;

const nearlyFullBytes = 500 * 1024 * 1024;

/** Null where nobody can tell. */
export const isDiskNearlyFull = (freeBytes: number | null): boolean =>
  freeBytes !== null && freeBytes < nearlyFullBytes;
