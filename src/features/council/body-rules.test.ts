import { describe, expect, test } from "vitest";
import { servesOn, termProblem } from "./body-rules.ts";

const zhang = { residentId: null, contactId: null, name: "张三", termFrom: "2026-01-01", termTo: null };

test.each([
  ["2025-12-31", null, false],
  ["2026-01-01", null, true],
  ["2026-06-30", "2026-06-30", true],
  ["2026-07-01", "2026-06-30", false],
])("who sits from 2026-01-01 on %s, with the last day %s: %s", (day, termTo, isServing) => {
  expect(servesOn({ termFrom: "2026-01-01", termTo }, day)).toBe(isServing);
});

describe("a term", () => {
  test("does not end before it begins; one day is a term", () => {
    expect(termProblem([], { ...zhang, termTo: "2025-12-31" })).toBe("TermEndsBeforeItBegins");
    expect(termProblem([], { ...zhang, termTo: "2026-01-01" })).toBeNull();
  });

  test("does not run beside another of the same person, and may follow it", () => {
    expect(termProblem([zhang], { ...zhang, termFrom: "2027-01-01" })).toBe("AlreadyMember");
    const past = { ...zhang, termTo: "2026-06-30" };
    expect(termProblem([past], { ...zhang, termFrom: "2026-06-30" })).toBe("AlreadyMember");
    expect(termProblem([past], { ...zhang, termFrom: "2026-07-01" })).toBeNull();
    expect(termProblem([{ ...zhang, name: "李四" }], zhang)).toBeNull();
    expect(termProblem([{ ...zhang, name: "", residentId: "r" }], zhang)).toBeNull();
  });
});
