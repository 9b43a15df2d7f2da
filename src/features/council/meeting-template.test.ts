import { describe, expect, test } from "vitest";
import { nextDayOf, patternOf, titleOn } from "./meeting-template.ts";

describe("the next day of a recurring meeting", () => {
  test.each([
    ["每月10日", "2026-11-22", "2026-12-10"],
    ["每月10号", "2026-11-10", "2026-11-10"],
    ["每月３１日", "2026-11-01", "2026-11-30"],
    ["每月31日", "2027-02-03", "2027-02-28"],
    ["每月10日", "2026-12-11", "2027-01-10"],
    ["每月第二个周三", "2026-11-01", "2026-11-11"],
    ["每月第二个周三", "2026-11-12", "2026-12-09"],
    ["每月 最后一个星期五", "2026-11-22", "2026-11-27"],
    ["每月最后一个周五", "2026-11-28", "2026-12-25"],
    ["每月第一个周日", "2026-11-01", "2026-11-01"],
    ["每周五", "2026-11-22", "2026-11-27"],
    ["每星期天", "2026-11-22", "2026-11-22"],
  ])("%s from %s is %s", (words, today, day) => {
    expect(nextDayOf(words, today)).toBe(day);
  });

  test.each(["", "有事再开", "每月40日", "每月0日", "每季度一次", "每月第五个周三"])("%s says none", (words) => {
    expect(nextDayOf(words, "2026-11-22")).toBeNull();
  });
});

test("a title names its month, and gives it back", () => {
  expect(titleOn("{年}年{月}月小板凳议事会", "2026-12-08")).toBe("2026年12月小板凳议事会");
  expect(titleOn("{月}月{日}日调解会", "2026-02-08")).toBe("2月8日调解会");
  expect(patternOf("2026年11月小板凳议事会", "2026-11-22")).toBe("{年}年{月}月小板凳议事会");
  expect(patternOf("1月议事会", "2026-11-22")).toBe("1月议事会");
  expect(patternOf("11月议事会", "2026-01-22")).toBe("11月议事会");
  expect(titleOn(patternOf("2026年11月5日邻里调解会", "2026-11-05"), "2027-03-09")).toBe("2027年3月9日邻里调解会");
});
