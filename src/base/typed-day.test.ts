import { expect, test } from "vitest";
import { typedDay } from "./typed-day.ts";

test.each([
  ["19580308", "1958-03-08"],
  ["1958.3.8", "1958-03-08"],
  ["1958年3月8日", "1958-03-08"],
  ["２０２６－１１－２５", "2026-11-25"],
  [" 2026/1/5 ", "2026-01-05"],
])("%j is a day, whenever it is typed", (typed, day) => {
  expect(typedDay(typed)).toBe(day);
  expect(typedDay(typed, "2026-11-23")).toBe(day);
});

test.each([
  ["今天", "2026-11-23"],
  ["明天", "2026-11-24"],
  ["大后天", "2026-11-26"],
  ["周一", "2026-11-23"],
  ["周四", "2026-11-26"],
  ["星期天", "2026-11-29"],
  ["下周一", "2026-11-30"],
  ["下周日", "2026-12-06"],
  ["11-25", "2026-11-25"],
  ["11月 25 日", "2026-11-25"],
  ["11.22", "2027-11-22"],
  ["1/5", "2027-01-05"],
  ["25号", "2026-11-25"],
  ["23日", "2026-11-23"],
  ["5号", "2026-12-05"],
  ["31号", "2026-12-31"],
])("%j is the next such day after Monday 2026-11-23", (typed, day) => {
  expect(typedDay(typed, "2026-11-23")).toBe(day);
});

test.each(["2-29", "31号"])("%j where the next month has none", (typed) => {
  expect(typedDay(typed, "2027-01-31")).toBe({ "2-29": "2028-02-29", "31号": "2027-01-31" }[typed]);
});

test.each(["", "明年", "13-1", "32号", "周八", "2026-02-30", "11", "1125"])("%j is none", (typed) => {
  expect(typedDay(typed, "2026-11-23")).toBeUndefined();
});

test.each(["明天", "11-25", "周四", "25号"])("%j is none where no day is said from which to count", (typed) => {
  expect(typedDay(typed)).toBeUndefined();
});
