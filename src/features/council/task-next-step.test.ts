import { expect, test } from "vitest";
import { nextStepOf } from "./task-next-step.ts";

test.each([
  ["drafted", "dispatch"],
  ["dispatched", "accept"],
  ["accepted", "finish"],
  ["parked", "resume"],
  ["finished", "followUp"],
  ["closed", null],
  ["cancelled", null],
] as const)("after %s comes %s", (state, step) => {
  expect(nextStepOf({ state, offer: null })).toBe(step);
  expect(nextStepOf({ state, offer: { isLedByGrid: false } })).toBe(step);
});

test("an order that the grid leads waits for somebody to take it", () => {
  expect(nextStepOf({ state: "dispatched", offer: { isLedByGrid: true } })).toBe("take");
  expect(nextStepOf({ state: "accepted", offer: { isLedByGrid: true } })).toBe("finish");
});
