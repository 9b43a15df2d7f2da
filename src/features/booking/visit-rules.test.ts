import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { inVisitOrder, isShortOfPeople, visitStageOf } from "./visit-rules.ts";

const at = (time: string) => instantAt("2026-11-24", time);
const visit = { state: "booked" as const, startAt: at("09:00"), endAt: at("10:00"), returnedAt: null };

describe("a visit", () => {
  test.each([
    ["08:59", {}, "ahead"],
    ["09:00", {}, "out"],
    ["10:30", {}, "out"],
    ["10:31", {}, "late"],
    ["10:31", { returnedAt: at("10:20") }, "back"],
    ["10:31", { state: "noShow" as const }, "missed"],
    ["10:31", { state: "served" as const }, "late"],
  ])("at %s with %j is %s", (time, more, stage) => {
    expect(visitStageOf({ ...visit, ...more }, at(time))).toBe(stage);
  });

  test("for two has two", () => {
    expect([0, 1, 2].map((count) => isShortOfPeople(true, count))).toEqual([true, true, false]);
    expect(isShortOfPeople(false, 0)).toBe(false);
  });
});

test("the homes of a day stand as somebody has placed them, then by time and by where they are", () => {
  const one = (bookingId: string, turn: number | null, time: string, placeKey: string) => ({
    bookingId,
    turn,
    startAt: at(time),
    placeKey,
  });
  const order = inVisitOrder([
    one("a", null, "10:00", "幸福02"),
    one("b", 10, "08:00", ""),
    one("c", null, "09:00", "幸福10"),
    one("d", 2, "16:00", ""),
    one("e", null, "09:00", "幸福02"),
  ]);
  expect(order.map(({ bookingId }) => bookingId)).toEqual(["d", "b", "e", "c", "a"]);
});
