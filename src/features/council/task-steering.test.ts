import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { type Steered, steeringReasonsOf } from "./task-steering.ts";

const now = instantAt("2026-11-23", "10:00");
const calm: Steered = {
  state: "accepted",
  dueAt: instantAt("2026-11-27", "24:00"),
  createdAt: instantAt("2026-11-20", "09:00"),
  dispatchedAt: instantAt("2026-11-20", "09:30"),
  returnCount: 0,
  superviseCount: 0,
  hasAskedExtension: false,
  extendedTo: null,
  resumeDate: null,
};
const reasons = (kind: Parameters<typeof steeringReasonsOf>[0], more: Partial<Steered>) =>
  steeringReasonsOf(kind, { ...calm, ...more }, now);

describe("今日调度", () => {
  test.each<[string, Partial<Steered>, string[]]>([
    ["nothing that is in hand and not due", {}, []],
    ["what is due at 24:00 of today", { dueAt: instantAt("2026-11-23", "24:00") }, ["dueToday"]],
    ["not what is due tomorrow", { dueAt: instantAt("2026-11-24", "00:01") }, []],
    ["what is overdue", { dueAt: instantAt("2026-11-20", "24:00") }, ["overdue"]],
    ["what nobody has taken since the day before", { state: "dispatched" }, ["notAccepted"]],
    ["not what was dispatched today", { state: "dispatched", dispatchedAt: instantAt("2026-11-23", "08:40") }, []],
    ["what came back, at once", { state: "drafted", returnCount: 1, createdAt: now }, ["sentBack"]],
    ["what nobody has dispatched since the day before", { state: "drafted", dispatchedAt: null }, ["notDispatched"]],
    ["not what was made today", { state: "drafted", createdAt: now }, []],
    [
      "both, where both are so",
      { state: "drafted", returnCount: 1, dueAt: instantAt("2026-11-20", "24:00") },
      ["overdue", "sentBack"],
    ],
    ["not what is finished", { state: "finished", dueAt: instantAt("2026-11-20", "24:00") }, []],
    ["not what is parked", { state: "parked", dueAt: instantAt("2026-11-20", "24:00") }, []],
  ])("has %s", (_name, more, expected) => {
    expect(reasons("day", more)).toEqual(expected);
  });
});

test("每周盯办 has what was extended, asks to be, is supervised or overdue, and is still in hand", () => {
  expect(reasons("week", {})).toEqual([]);
  expect(reasons("week", { extendedTo: "2026-11-30" })).toEqual(["extended"]);
  expect(reasons("week", { hasAskedExtension: true })).toEqual(["extensionAsked"]);
  expect(reasons("week", { superviseCount: 1, dueAt: instantAt("2026-11-20", "24:00") })).toEqual([
    "overdue",
    "supervised",
  ]);
  expect(reasons("week", { state: "closed", superviseCount: 1 })).toEqual([]);
});

test("推诿分析 has what was sent back twice and is not over", () => {
  expect(reasons("returns", { returnCount: 1 })).toEqual([]);
  expect(reasons("returns", { returnCount: 2 })).toEqual(["passedAround"]);
  expect(reasons("returns", { returnCount: 2, state: "parked" })).toEqual(["passedAround"]);
  expect(reasons("returns", { returnCount: 3, state: "finished" })).toEqual([]);
});

test("挂账到期 looks seven days ahead", () => {
  const parked = (resumeDate: string) => reasons("parkings", { state: "parked", resumeDate });
  expect(parked("2026-11-23")).toEqual(["parkingDue"]);
  expect(parked("2026-11-24")).toEqual(["parkingSoon"]);
  expect(parked("2026-11-30")).toEqual(["parkingSoon"]);
  expect(parked("2026-12-01")).toEqual([]);
  expect(reasons("parkings", { resumeDate: "2026-11-23" })).toEqual([]);
});
