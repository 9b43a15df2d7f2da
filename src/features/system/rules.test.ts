import { expect, test } from "vitest";
import { isBackupLate, isDiskNearlyFull, longestPinWaitSeconds, pinWaitSeconds } from "./rules.ts";

test("two slips are free, then the wait grows to a quarter of an hour and no further", () => {
  const waits = Array.from({ length: 9 }, (_, wrongPinCount) => pinWaitSeconds(wrongPinCount));
  expect(waits).toEqual([0, 0, 0, 10, 30, 60, 300, 900, 900]);
  expect(Math.max(...waits)).toBe(longestPinWaitSeconds);
});

test("a backup is late after two days, and not a moment before", () => {
  const madeAt = "2026-11-20T01:00:00.000Z";
  expect(isBackupLate(madeAt, "2026-11-22T01:00:00.000Z")).toBe(false);
  expect(isBackupLate(madeAt, "2026-11-22T01:00:00.001Z")).toBe(true);
  expect(isBackupLate(madeAt, "2026-11-01T01:00:00.000Z"), "the clock was set back").toBe(false);
});

test("a disk is nearly full below 500 MB, and nothing is said where nobody can tell", () => {
  const megabyte = 1024 * 1024;
  expect([500 * megabyte, 500 * megabyte - 1, 0, null].map(isDiskNearlyFull)).toEqual([false, true, true, false]);
});
