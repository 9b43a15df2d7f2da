import { expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { longSpanText } from "./times.ts";

test.each([
  ["2026-11-25", "00:00", "2026-11-26", "00:00", "11-25 周三 全天"],
  ["2026-11-25", "00:00", "2026-11-28", "00:00", "11-25 周三 到 11-27 周五 全天"],
  ["2026-11-25", "08:30", "2026-11-25", "12:00", "11-25 周三 08:30–12:00"],
  ["2026-11-25", "18:00", "2026-11-26", "00:00", "11-25 周三 18:00–24:00"],
  ["2026-11-25", "08:30", "2026-11-27", "12:00", "11-25 周三 08:30 到 11-27 周五 12:00"],
])("from %s %s to %s %s", (first, from, last, to, text) => {
  expect(longSpanText({ startAt: instantAt(first, from), endAt: instantAt(last, to) }, "2026-11-23")).toBe(text);
});
