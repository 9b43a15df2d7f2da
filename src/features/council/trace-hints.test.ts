import { expect, test } from "vitest";
import { hintsFor } from "./trace-hints.ts";

test("each line has keys of its own, and none begins another", () => {
  for (const count of [0, 1, 9, 32, 33, 200]) {
    const hints = hintsFor(count);
    expect(hints).toHaveLength(count);
    expect(new Set(hints).size).toBe(count);
    expect(hints.some((one) => hints.some((other) => other !== one && other.startsWith(one)))).toBe(false);
  }
});

test("with the key that opens them any of two hundred lines is three presses away at most", () => {
  expect(hintsFor(9)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  expect(Math.max(...hintsFor(200).map((hint) => hint.length))).toBe(2);
});
