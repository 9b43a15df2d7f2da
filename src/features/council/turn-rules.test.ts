import { expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { clockWords, notHeardOn, secondsByItem, spokenSeconds } from "./turn-rules.ts";

const at = (time: string) => instantAt("2026-11-20", time);

test("an item takes the time until the next one is opened, and goes on when it is opened again", () => {
  const openings = [
    { itemId: "一", at: at("09:00") },
    { itemId: "二", at: at("09:10") },
    { itemId: "一", at: at("09:25") },
  ];
  expect(Object.fromEntries(secondsByItem(openings, at("09:30")))).toEqual({ 一: 900, 二: 900 });
  expect(secondsByItem([], at("09:30")).size).toBe(0);
});

test("a clock that was set back takes nothing away", () => {
  expect(spokenSeconds({ startedAt: at("09:10"), endedAt: null }, at("09:00"))).toBe(0);
  expect(secondsByItem([{ itemId: "一", at: at("09:10") }], at("09:00")).get("一")).toBe(0);
});

test("a turn is as long as the floor was held", () => {
  expect(spokenSeconds({ startedAt: at("09:00"), endedAt: null }, at("09:02"))).toBe(120);
  expect(spokenSeconds({ startedAt: at("09:00"), endedAt: at("09:01") }, at("09:30"))).toBe(60);
  expect(spokenSeconds({ startedAt: null, endedAt: null }, at("09:30"))).toBe(0);
});

test.each([
  [125, "2:05"],
  [0, "0:00"],
  [-30, "−0:30"],
  [-90, "−1:30"],
])("%d seconds are %s", (seconds, words) => {
  expect(clockWords(seconds)).toBe(words);
});

test("who has not spoken is who is there, still there, and not among the statements", () => {
  const person = (id: string, presence = "present", leftAt: string | null = null) => ({ id, presence, leftAt });
  const people = [person("甲"), person("乙"), person("丙", "leave"), person("丁", "present", at("09:30"))];
  expect(notHeardOn(people, [{ attendanceId: "甲" }]).map(({ id }) => id)).toEqual(["乙"]);
});
