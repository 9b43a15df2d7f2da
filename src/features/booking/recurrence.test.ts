import { describe, expect, test } from "vitest";
import {
  intervalOf,
  isRecurrence,
  monthDateOf,
  monthlyOf,
  monthlyOn,
  monthlyOnDate,
  recurrenceWords,
  recurringDays,
  weekdaysOf,
  weekly,
} from "./recurrence.ts";

const days = (rule: string, from: string, until: string) => [...recurringDays(rule, from, until)];

/*
 * The examples of RFC 5545, 3.8.5.3, as far as they speak of days; each began at 9 in New York on the day given. A COUNT
 * or UNTIL of theirs stands as the last day here.
 */
describe("the examples of RFC 5545", () => {
  test.each([
    ["daily", "FREQ=DAILY", "1997-09-02", "1997-09-11", 10, "1997-09-02", "1997-09-11"],
    ["every other day", "FREQ=DAILY;INTERVAL=2", "1997-09-02", "1997-09-30", 15, "1997-09-02", "1997-09-30"],
    ["every 10 days", "FREQ=DAILY;INTERVAL=10", "1997-09-02", "1997-10-12", 5, "1997-09-02", "1997-10-12"],
    ["weekly", "FREQ=WEEKLY", "1997-09-02", "1997-11-04", 10, "1997-09-02", "1997-11-04"],
    ["every other week", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02", "1997-12-23", 9, "1997-09-02", "1997-12-23"],
    [
      "weekly on Tuesday and Thursday",
      "FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH",
      "1997-09-02",
      "1997-10-02",
      10,
      "1997-09-02",
      "1997-10-02",
    ],
    [
      "every other week on Tuesday and Thursday",
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH",
      "1997-09-02",
      "1997-10-16",
      8,
      "1997-09-02",
      "1997-10-16",
    ],
    [
      "the first Friday of the month",
      "FREQ=MONTHLY;BYDAY=1FR",
      "1997-09-05",
      "1998-06-05",
      10,
      "1997-09-05",
      "1998-06-05",
    ],
    ["the second-to-last Monday", "FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "1998-02-16", 6, "1997-09-22", "1998-02-16"],
    ["the third-to-last day", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1998-02-26", 6, "1997-09-28", "1998-02-26"],
    ["the 2nd and 15th", "FREQ=MONTHLY;BYMONTHDAY=2,15", "1997-09-02", "1998-01-15", 10, "1997-09-02", "1998-01-15"],
    [
      "every Tuesday, every other month",
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
      "1997-09-02",
      "1998-03-31",
      18,
      "1997-09-02",
      "1998-03-31",
    ],
    [
      "every Friday the 13th",
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      "1997-09-02",
      "2000-10-13",
      5,
      "1998-02-13",
      "2000-10-13",
    ],
    [
      "the third instance of TU, WE, TH",
      "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3",
      "1997-09-04",
      "1997-11-06",
      3,
      "1997-09-04",
      "1997-11-06",
    ],
    [
      "the second-to-last weekday",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
      "1997-09-29",
      "1998-03-30",
      7,
      "1997-09-29",
      "1998-03-30",
    ],
  ])("%s", (_name, rule, from, until, count, first, last) => {
    const found = days(rule, from, until);
    expect(found).toHaveLength(count);
    expect([found[0], found.at(-1)]).toEqual([first, last]);
  });

  test("give the very days of a rule", () => {
    expect(days("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "1998-02-16")).toEqual([
      "1997-09-22",
      "1997-10-20",
      "1997-11-17",
      "1997-12-22",
      "1998-01-19",
      "1998-02-16",
    ]);
    expect(days("FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU", "1997-08-05", "1997-08-24")).toEqual([
      "1997-08-05",
      "1997-08-10",
      "1997-08-19",
      "1997-08-24",
    ]);
    expect(days("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", "1997-08-05", "1997-08-31")).toEqual([
      "1997-08-05",
      "1997-08-17",
      "1997-08-19",
      "1997-08-31",
    ]);
  });
});

describe("a rule", () => {
  test("is made from weekdays and said in words", () => {
    expect(weekly([0, 4, 2])).toBe("FREQ=WEEKLY;INTERVAL=1;WKST=MO;BYDAY=TU,TH,SU");
    expect(recurrenceWords(weekly([2, 4]))).toBe("每周二、四");
    expect(recurrenceWords(weekly([6], 2))).toBe("每 2 周的周六");
    expect(recurrenceWords(monthlyOn(2, 6))).toBe("每月第二个周六");
    expect(recurrenceWords(monthlyOn(-1, 5))).toBe("每月最后一个周五");
    expect(weekdaysOf(weekly([0, 1]))).toEqual([1, 0]);
    expect(weekdaysOf(monthlyOn(2, 6))).toEqual([]);
    expect(recurrenceWords(monthlyOnDate(15))).toBe("每月 15 日");
    expect(days(monthlyOnDate(31), "2026-11-01", "2027-03-31")).toEqual(["2026-12-31", "2027-01-31", "2027-03-31"]);
  });

  test("is taken apart again", () => {
    expect(monthlyOf(monthlyOn(2, 6))).toEqual({ nth: 2, weekday: 6 });
    expect(monthlyOf(monthlyOn(-1, 5))).toEqual({ nth: -1, weekday: 5 });
    expect(monthlyOf(monthlyOnDate(15))).toBeNull();
    expect(monthDateOf(monthlyOnDate(15))).toBe(15);
    expect(monthDateOf(monthlyOn(2, 6))).toBeNull();
    expect(intervalOf(weekly([6], 2))).toBe(2);
    expect(intervalOf("FREQ=DAILY")).toBe(1);
  });

  test("does not count a first day that it does not name", () => {
    expect(days(weekly([4]), "2026-11-23", "2026-12-03")).toEqual(["2026-11-26", "2026-12-03"]);
  });

  test("goes by days alone and has its end elsewhere", () => {
    expect(isRecurrence(weekly([1]))).toBe(true);
    for (const text of ["", "每周二", "FREQ=HOURLY", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20270101", "BYDAY=TU"])
      expect(isRecurrence(text), text).toBe(false);
  });
});
