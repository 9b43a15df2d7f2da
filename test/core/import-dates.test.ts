import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, instantAt, instantOf, timeOf } from "#base/dates.ts";
import type { Cell } from "#core/sheet-cells.ts";
import { dayIn, instantIn } from "#core/sheet-dates.ts";

const at = (cell: Cell) => {
  const found = instantIn(cell);
  return found && `${dayOf(found)} ${timeOf(found)}:${found.slice(17, 19)}`;
};

describe("a moment, read as wall time in Asia/Shanghai", () => {
  test.each<[Cell, string]>([
    ["2019/4/25 9:32:09", "2019-04-25 09:32:09"],
    ["2019-04-25", "2019-04-25 00:00:00"],
    ["2019-04-25 9:32", "2019-04-25 09:32:00"],
    ["2019-04-25T09:32:09", "2019-04-25 09:32:09"],
    ["2019.4.25", "2019-04-25 00:00:00"],
    ["20190425", "2019-04-25 00:00:00"],
    ["20190425093209", "2019-04-25 09:32:09"],
    ["2019年4月25日", "2019-04-25 00:00:00"],
    ["2019年4月25日 上午9时32分", "2019-04-25 09:32:00"],
    ["2019年4月25日下午3点05分9秒", "2019-04-25 15:05:09"],
    ["2019年4月25日 星期四 9:32", "2019-04-25 09:32:00"],
    ["2019-04-25（周四）9:30", "2019-04-25 09:30:00"],
    ["２０１９／４／２５　９：３２", "2019-04-25 09:32:00"],
    ["2019/4/25 9:30 PM", "2019-04-25 21:30:00"],
    ["2019/4/25 中午12:10", "2019-04-25 12:10:00"],
    ["2019/4/25 中午1:10", "2019-04-25 13:10:00"],
    ["2019/4/25 凌晨12:10", "2019-04-25 00:10:00"],
    ["二〇一九年四月二十五日", "2019-04-25 00:00:00"],
    ["二零一九年十月十日上午十时", "2019-10-10 10:00:00"],
    ["2019年4月25日 8点半", "2019-04-25 08:30:00"],
    ["2019年4月25日 晚8点一刻", "2019-04-25 20:15:00"],
    ["2019年4月25日 早8点", "2019-04-25 08:00:00"],
    ["2019/4/25 24:00", "2019-04-26 00:00:00"],
    ["2019/4/25 9:32:09.250", "2019-04-25 09:32:09"],
    ["  2019-04-25\u00a09:32\u200b ", "2019-04-25 09:32:00"],
    ["2019-04-25T01:32:09Z", "2019-04-25 09:32:09"],
    ["2019-04-25T09:32:09+08:00", "2019-04-25 09:32:09"],
    [43580.5, "2019-04-25 12:00:00"],
    ["43580", "2019-04-25 00:00:00"],
    [20190425, "2019-04-25 00:00:00"],
    [{ at: "2019-04-25T09:32:09" }, "2019-04-25 09:32:09"],
  ])("%j is %s", (cell, expected) => expect(at(cell)).toBe(expected));

  test.each<Cell>([
    "",
    "昨天",
    "4月25日",
    "2019-04",
    "2019",
    2019,
    "2019/13/45",
    "2019/2/29",
    "2019/4/25 25:00",
    "2019/4/25 24:01",
    "2019/4/25 9:61",
    "9:30",
    "19/4/25",
    "3019/1/1",
    "1556155929000",
    -5,
    1e12,
    true,
    { at: "1899-12-31T00:00:00" },
  ])("%j is none", (cell) => expect(instantIn(cell)).toBeUndefined());

  test("every form of every minute between 1950 and 2099 comes back the same", () => {
    const minute = fc.integer({
      min: Date.parse("1950-01-01T00:00:00Z") / 60_000,
      max: Date.parse("2099-12-30T00:00:00Z") / 60_000,
    });
    fc.assert(
      fc.property(minute, (minutes) => {
        const instant = instantOf(minutes * 60_000);
        const [year, month, day] = dayOf(instant).split("-").map(Number);
        const [hours = 0, mins] = timeOf(instant).split(":").map(Number);
        const half = hours < 12 ? "上午" : "下午";
        const forms: Cell[] = [
          `${year}/${month}/${day} ${hours}:${String(mins).padStart(2, "0")}:00`,
          `${dayOf(instant)} ${timeOf(instant)}`,
          `${year}年${month}月${day}日 ${half}${hours === 0 ? 0 : ((hours + 11) % 12) + 1}时${mins}分`,
          `${dayOf(instant).replaceAll("-", "")}${timeOf(instant).replace(":", "")}00`,
          { at: `${dayOf(instant)}T${timeOf(instant)}:00` },
          (Date.parse(instant) - Date.parse(instantAt("1899-12-30"))) / 86_400_000,
        ];
        for (const form of forms) expect(instantIn(form)).toBe(instant);
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});

test("a day drops the clock beside it", () => {
  expect(dayIn("2019/4/25 9:32:09")).toBe("2019-04-25");
  expect(dayIn({ at: "1938-02-03T00:00:00" })).toBe("1938-02-03");
  expect(dayIn("二月三日")).toBeUndefined();
});
