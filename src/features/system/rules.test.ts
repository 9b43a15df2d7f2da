import { expect, test } from "vitest";
import { longestPinWaitSeconds, pinWaitSeconds } from "./rules.ts";

test("two slips are free, then the wait grows to a quarter of an hour and no further", () => {
  const waits = Array.from({ length: 9 }, (_, wrongPinCount) => pinWaitSeconds(wrongPinCount));
  expect(waits).toEqual([0, 0, 0, 10, 30, 60, 300, 900, 900]);
  expect(Math.max(...waits)).toBe(longestPinWaitSeconds);
});
