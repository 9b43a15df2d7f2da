import { expect, test } from "vitest";
import { marksIn, strokesOf, tallyOf } from "./tally.ts";

test("each digit is a ballot, anything else is not", () => {
  expect(marksIn("1１2x 3赞0-9")).toBe("11230");
  expect(marksIn("")).toBe("");
});

test("ballots are told by kind", () => {
  expect(tallyOf("1123011")).toEqual({ for: 4, against: 1, abstain: 1, invalid: 1 });
  expect(tallyOf("")).toEqual({ for: 0, against: 0, abstain: 0, invalid: 0 });
});

test.each([
  [0, []],
  [1, [1]],
  [4, [4]],
  [5, [5]],
  [6, [5, 1]],
  [15, [5, 5, 5]],
  [17, [5, 5, 5, 2]],
])("%i are the strokes %j of 正", (count, strokes) => {
  expect(strokesOf(count)).toEqual(strokes);
});
