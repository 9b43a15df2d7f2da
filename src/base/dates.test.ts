import { expect, test } from "vitest";
import { Day, deadlineWords, Instant, instantAt } from "./dates.ts";

test.each(["2026-11-20", "1900-01-01", "2199-12-31", "2028-02-29"])("%s is a day", (day) => {
  expect(Day.safeParse(day).success).toBe(true);
});

test.each([
  "2026-02-30",
  "2027-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-1-1",
  "1899-12-31",
  "2200-01-01",
  "9999-12-31",
  "",
])("%j is none that a record could carry", (day) => {
  expect(Day.safeParse(day).success).toBe(false);
});

test.each(["2026-11-20T01:00:00.000Z", "1900-01-01T00:00:00.000Z"])("%s is an instant", (at) => {
  expect(Instant.safeParse(at).success).toBe(true);
});

test.each([
  "2026-11-20",
  "2026-11-20T01:00:00Z",
  "2026-11-20T01:00:00.000+08:00",
  "2026-11-20T24:00:00.000Z",
  "2026-02-30T01:00:00.000Z",
  "4289-56-37T50:24:54.700Z",
  "9999-12-31T23:59:59.999Z",
])("%j is none that a record could carry", (at) => {
  expect(Instant.safeParse(at).success).toBe(false);
});

test("a deadline at midnight is called 24:00 of the day before", () => {
  expect(deadlineWords(instantAt("2026-11-27", "24:00"), "2026-11-20")).toBe("11-27 周五 24:00");
});
