import { describe, expect, test } from "vitest";
import { ageBandOf, attendanceOf, guarded, longestAgoFirst, rateWords, windowOf } from "./figure-rules.ts";
import { arrivalBasis, outreachBasis } from "./figure-words.ts";

describe("what became of a booking", () => {
  const before = { hasReturned: false, isOver: false };
  test.each([
    ["arrived", before, "came"],
    ["served", before, "came"],
    ["noShow", { hasReturned: true, isOver: true }, "missed"],
    ["cancelled", { hasReturned: true, isOver: true }, "cancelled"],
    ["waiting", before, "waiting"],
    ["gaveUp", before, "waiting"],
    ["booked", before, "ahead"],
    ["booked", { hasReturned: false, isOver: true }, "unrecorded"],
    ["booked", { hasReturned: true, isOver: true }, "came"],
  ] as const)("%s %j: %s", (state, more, attendance) => {
    expect(attendanceOf({ state, ...more })).toBe(attendance);
  });
});

test("an age band changes on the birthday", () => {
  expect(ageBandOf("1966-11-23", "2026-11-22")).toBe("adult");
  expect(ageBandOf("1966-11-23", "2026-11-23")).toBe("sixties");
  expect(ageBandOf("2008-11-24", "2026-11-23")).toBe("under18");
  expect(ageBandOf("1946-11-23", "2026-11-23")).toBe("eighties");
  expect(ageBandOf("1947-11-23", "2026-11-23")).toBe("seventies");
  expect(ageBandOf(null, "2026-11-23")).toBe("unknown");
});

test("of nothing there is no rate", () => {
  expect(rateWords(0, 0)).toBe("—");
  expect(rateWords(0, 4)).toBe("0%");
  expect(rateWords(5, 6)).toBe("83.3%");
});

describe("a group of few people", () => {
  const line = (count: number, peopleCount: number) => ({ count, peopleCount });
  const counts = (lines: { count: number; peopleCount: number }[]) => guarded(lines).map(({ count }) => count);
  test("takes the smallest of the others with it where it stands alone", () => {
    expect(counts([line(20, 2), line(9, 8), line(5, 4), line(0, 0)])).toEqual([null, 9, null, 0]);
  });
  test("stands with another one: no third is hidden", () => {
    expect(counts([line(1, 1), line(9, 8), line(2, 2)])).toEqual([null, 9, null]);
  });
  test("is not there: all are said", () => {
    expect(counts([line(3, 3), line(0, 0)])).toEqual([3, 0]);
  });
  test("is all there is", () => {
    expect(counts([line(1, 1), line(0, 0)])).toEqual([null, 0]);
  });
});

test("a quarter has its first and its last day", () => {
  expect(windowOf("quarter", "2026-11-23")).toEqual({ fromDay: "2026-10-01", toDay: "2026-12-31" });
  expect(windowOf("month", "2026-02-28")).toEqual({ fromDay: "2026-02-01", toDay: "2026-02-28" });
  expect(windowOf("year", "2026-11-23")).toEqual({ fromDay: "2026-01-01", toDay: "2026-12-31" });
});

test("whoever never was served stands first", () => {
  const at = (lastAt: string | null) => ({ lastAt });
  expect([at("2026-09-01"), at(null), at("2026-03-01")].sort(longestAgoFirst)).toEqual([
    at(null),
    at("2026-03-01"),
    at("2026-09-01"),
  ]);
});

test("a 口径 says what was counted and what was left out", () => {
  const window = { fromDay: "2026-11-01", toDay: "2026-11-30" };
  const bookings = { came: 5, missed: 1, unrecorded: 2, ahead: 3, cancelled: 4, waiting: 0 };
  expect(arrivalBasis(window, bookings)).toBe(
    "口径：来了 5 个预约 ÷（来了 5 ＋ 未到 1），2026年11月1日至2026年11月30日开始的场次。没有算进去的：没登记来没来 2、还没到时间 3、取消 4、候补没轮上 0。",
  );
  const alone = { category: "便民生活", serviceName: "", whoMayWords: "" };
  expect(outreachBasis(window, alone)).toContain("（只看便民生活）");
  const some = { category: "", serviceName: "助浴", whoMayWords: "满 60 岁" };
  expect(outreachBasis(window, some)).toContain("符合“助浴”条件（满 60 岁）");
});
