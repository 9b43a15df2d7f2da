import { describe, expect, test } from "vitest";
import { calendarOf } from "./calendar.ts";
import { type DeadlineUnit, deadlineOf, type Parking } from "./deadlines.ts";

const calendar = calendarOf([]);

/** `2026-11-20 14:30` in Asia/Shanghai, `24:00` included. */
const moment = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();

/** From and to without the year; an empty end is a parking that lasts. */
type Span = readonly [from: string, to: string];

const parkingsOf = (year: string, spans: readonly Span[]): Parking[] =>
  spans.map(([from, to]) => ({
    from: moment(`${year}-${from}`),
    to: to === "" ? null : moment(to.length > 12 ? to : `${year}-${to}`),
  }));

/** Start, count, parkings, the day at whose 24:00 it is due or none, why. */
type Row = readonly [start: string, count: number, spans: readonly Span[], end: string, why: string];

const dueDay = ([start, count, spans]: Row, unit: DeadlineUnit) =>
  deadlineOf({
    startAt: moment(start),
    rule: { count, unit },
    calendar,
    parkings: parkingsOf(start.slice(0, 4), spans),
  });

const expectedAt = (end: string) => (end === "" ? null : moment(end.length > 10 ? end : `${end} 24:00`));

const workdayRows: readonly Row[] = [
  ["2026-11-20 10:00", 5, [["11-24 10:00", "11-26 09:00"]], "2026-12-01", "24, 25 out: 23, 26, 27, 30, 1"],
  ["2026-11-20 10:00", 5, [["11-24 09:00", "11-24 17:00"]], "2026-11-27", "began and ended the same day: counts"],
  [
    "2026-11-20 10:00",
    5,
    [["11-23 24:00", "11-24 24:00"]],
    "2026-11-30",
    "from 24:00 the 23rd counts, to 24:00 the 24th does not",
  ],
  ["2026-11-20 10:00", 5, [["11-24 00:01", "11-24 23:59"]], "2026-11-27", "almost the whole day, but not at its 24:00"],
  ["2026-11-20 10:00", 5, [["11-24 23:59", "11-25 00:01"]], "2026-11-30", "two minutes over midnight take the 24th"],
  ["2026-11-20 10:00", 5, [["11-24 00:00", "11-24 24:00"]], "2026-11-30", "the whole of one day"],
  ["2026-11-20 10:00", 5, [["11-21 10:00", "11-22 20:00"]], "2026-11-27", "within a weekend: nothing lost"],
  ["2026-11-20 10:00", 5, [["11-20 12:00", "11-22 20:00"]], "2026-11-27", "the day of the start never counts"],
  ["2026-11-20 10:00", 5, [["11-20 10:00", "11-23 08:00"]], "2026-11-27", "parked from the start until Monday morning"],
  ["2026-11-20 10:00", 5, [["11-10 10:00", "11-18 10:00"]], "2026-11-27", "over before the start"],
  ["2026-11-20 10:00", 5, [["11-10 10:00", "11-24 10:00"]], "2026-11-30", "from before the start: 23 out"],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-23 10:00", "11-24 09:00"],
      ["11-26 10:00", "11-27 09:00"],
    ],
    "2026-12-01",
    "twice: 23, 26 out",
  ],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-26 10:00", "11-27 09:00"],
      ["11-23 10:00", "11-24 09:00"],
    ],
    "2026-12-01",
    "the order does not matter",
  ],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-24 09:00", "11-24 10:00"],
      ["11-24 14:00", "11-24 15:00"],
    ],
    "2026-11-27",
    "twice on one day",
  ],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-24 10:00", "11-25 10:00"],
      ["11-25 10:00", "11-26 10:00"],
    ],
    "2026-12-01",
    "one after the other: 24, 25 out",
  ],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-24 10:00", "11-26 10:00"],
      ["11-25 08:00", "11-27 10:00"],
    ],
    "2026-12-02",
    "overlapping: 24, 25, 26 out, once",
  ],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-24 10:00", "11-27 10:00"],
      ["11-25 10:00", "11-26 10:00"],
    ],
    "2026-12-02",
    "one within the other",
  ],
  ["2026-11-20 10:00", 5, [["11-27 10:00", "12-01 10:00"]], "2026-12-01", "parked on the last day: 23–26, then 1"],
  ["2026-11-20 10:00", 5, [["11-27 23:59", "11-28 00:01"]], "2026-11-30", "a minute before the deadline"],
  ["2026-11-20 10:00", 5, [["11-27 24:00", "12-05 10:00"]], "2026-11-27", "from the deadline on: it had come"],
  ["2026-11-20 10:00", 5, [["11-28 10:00", "12-05 10:00"]], "2026-11-27", "after the deadline"],
  ["2026-11-20 10:00", 5, [["11-24 10:00", "11-24 09:00"]], "2026-11-27", "ended before it began: nothing"],
  ["2026-11-20 10:00", 1, [["11-23 10:00", "11-23 10:00"]], "2026-11-23", "no length: nothing"],
  ["2026-09-28 10:00", 5, [], "2026-10-10", "29, 30, 8, 9 and the worked Saturday"],
  ["2026-09-28 10:00", 5, [["09-30 10:00", "10-08 09:00"]], "2026-10-12", "over the holiday: 30 out; 29, 8, 9, 10, 12"],
  ["2026-09-28 10:00", 5, [["10-01 10:00", "10-05 10:00"]], "2026-10-10", "within the holiday: nothing lost"],
  [
    "2026-09-28 10:00",
    5,
    [["10-07 10:00", "10-08 10:00"]],
    "2026-10-10",
    "resumed on the first working day: only 7 out",
  ],
  ["2026-09-28 10:00", 5, [["09-30 10:00", "10-10 10:00"]], "2026-10-14", "29, then 10, 12, 13, 14"],
  ["2026-09-28 10:00", 5, [["10-09 18:00", "10-10 08:00"]], "2026-10-12", "9 out although parked after hours"],
  ["2026-09-28 10:00", 5, [["10-10 08:00", "10-10 20:00"]], "2026-10-10", "the worked Saturday, the same day"],
  ["2026-09-28 10:00", 5, [["10-10 08:00", "10-11 08:00"]], "2026-10-12", "the worked Saturday is out"],
  ["2025-01-24 10:00", 5, [["01-26 10:00", "02-05 09:00"]], "2025-02-10", "26, 27 out: 5, 6, 7, 8, 10"],
  ["2025-01-24 10:00", 5, [["01-27 18:00", "02-06 09:00"]], "2025-02-10", "27, 5 out: 26, 6, 7, 8, 10"],
  ["2025-01-24 10:00", 5, [["01-28 10:00", "02-04 10:00"]], "2025-02-07", "within the festival"],
  ["2025-01-24 10:00", 5, [["01-24 12:00", "02-08 10:00"]], "2025-02-13", "8, 10, 11, 12, 13"],
  ["2025-01-24 10:00", 5, [["02-08 10:00", "02-12 10:00"]], "2025-02-07", "after the deadline"],
  ["2026-02-10 10:00", 5, [["02-14 09:00", "02-14 18:00"]], "2026-02-24", "the same day, a worked Saturday"],
  ["2026-02-10 10:00", 5, [["02-13 09:00", "02-25 09:00"]], "2026-02-27", "11, 12, then 25, 26, 27"],
  ["2026-02-10 10:00", 5, [["02-14 09:00", "02-28 09:00"]], "2026-03-02", "11–13, worked Saturday 28, Monday"],
  ["2026-04-28 10:00", 1, [["04-29 08:00", "05-06 08:00"]], "2026-05-06", "29, 30 out, holiday, 6"],
  ["2026-04-30 23:59", 1, [["05-05 10:00", "05-06 10:00"]], "2026-05-06", "only a day off lost"],
  ["2026-04-30 10:00", 1, [["05-06 10:00", "05-08 10:00"]], "2026-05-08", "6, 7 out"],
  [
    "2026-04-30 10:00",
    1,
    [["05-06 10:00", "05-09 10:00"]],
    "2026-05-09",
    "resumed on the worked Saturday, which counts",
  ],
  ["2026-04-30 10:00", 1, [["05-06 10:00", "05-10 10:00"]], "2026-05-11", "resumed on the Sunday off"],
  ["2024-02-27 10:00", 2, [["02-29 10:00", "03-01 10:00"]], "2024-03-01", "the leap day is out: 28, 1"],
  ["2026-11-02 10:00", 15, [], "2026-11-23", "3–6 (4), 9–13 (9), 16–20 (14), 23"],
  ["2026-11-02 10:00", 15, [["11-09 10:00", "11-16 10:00"]], "2026-11-30", "a whole week out"],
];

test.each(workdayRows)("working days: %s + %i, parked %j → %s: %s", (...row) => {
  expect(dueDay(row, "workdays")).toMatchObject({ dueAt: expectedAt(row[3]), isEstimated: false });
});

describe("a parking that carries a deadline into a year without a list", () => {
  test.each<readonly [start: string, count: number, spans: readonly Span[], end: string, isEstimated: boolean]>([
    ["2026-12-24 10:00", 5, [], "2026-12-31", false],
    ["2026-12-24 10:00", 5, [["12-28 10:00", "12-29 10:00"]], "2027-01-01", true],
    ["2026-12-29 10:00", 1, [["12-30 10:00", "2027-01-04 10:00"]], "2027-01-04", true],
    ["2025-12-30 10:00", 1, [["12-31 10:00", "2026-01-04 10:00"]], "2026-01-04", false],
  ])("%s + %i, parked %j → %s, estimated: %s", (start, count, spans, end, isEstimated) => {
    const row = [start, count, spans, end, ""] as const;
    expect(dueDay(row, "workdays")).toMatchObject({ dueAt: expectedAt(end), isEstimated });
  });
});

describe("a parking that lasts", () => {
  test.each<Row>([
    ["2026-11-20 10:00", 5, [["11-24 10:00", ""]], "", "no deadline until it ends"],
    ["2026-11-20 10:00", 5, [["11-10 10:00", ""]], "", "from before the start"],
    [
      "2026-11-20 10:00",
      5,
      [
        ["11-23 10:00", "11-24 10:00"],
        ["11-26 10:00", ""],
      ],
      "",
      "the second one lasts",
    ],
    [
      "2026-11-20 10:00",
      5,
      [
        ["11-26 10:00", ""],
        ["11-23 10:00", "11-30 10:00"],
      ],
      "",
      "and the order does not matter",
    ],
    ["2026-11-20 10:00", 1, [["11-23 23:59", ""]], "", "a minute before the deadline"],
    ["2026-11-20 10:00", 1, [["11-23 24:00", ""]], "2026-11-23", "from the deadline on: it had come"],
    ["2026-11-20 10:00", 5, [["11-28 10:00", ""]], "2026-11-27", "after the deadline: it stays missed"],
    [
      "2026-11-20 10:00",
      5,
      [
        ["11-24 10:00", "11-25 10:00"],
        ["11-28 10:00", ""],
      ],
      "",
      "the first moved it beyond the second",
    ],
  ])("%s + %i, parked %j → %s: %s", (...row) => {
    expect(dueDay(row, "workdays").dueAt).toBe(expectedAt(row[3]));
  });
});

test.each<Row>([
  ["2026-11-20 10:00", 5, [], "2026-11-25", "21–25"],
  ["2026-11-20 10:00", 5, [["11-22 10:00", "11-24 10:00"]], "2026-11-27", "22, 23 out"],
  ["2026-11-20 10:00", 5, [["11-22 10:00", "11-22 18:00"]], "2026-11-25", "the same day: counts"],
  ["2026-11-20 10:00", 5, [["11-22 24:00", "11-23 24:00"]], "2026-11-26", "22 counts, 23 does not"],
  [
    "2026-11-20 10:00",
    5,
    [
      ["11-21 10:00", "11-22 10:00"],
      ["11-24 10:00", "11-26 10:00"],
    ],
    "2026-11-28",
    "21, 24, 25 out",
  ],
  ["2026-09-30 10:00", 3, [["10-01 00:00", "10-03 00:00"]], "2026-10-05", "1, 2 out: 3, 4, 5"],
  ["2024-02-28 10:00", 2, [["02-29 10:00", "03-01 10:00"]], "2024-03-02", "the leap day is out"],
  ["2026-12-30 10:00", 2, [["12-31 10:00", "2027-01-02 10:00"]], "2027-01-03", "31, 1 out: 2, 3"],
  ["2026-11-20 10:00", 5, [["11-22 10:00", ""]], "", "lasts"],
  ["2026-11-20 10:00", 5, [["11-25 24:00", ""]], "2026-11-25", "from the deadline on"],
])("natural days: %s + %i, parked %j → %s: %s", (...row) => {
  expect(dueDay(row, "days")).toMatchObject({ dueAt: expectedAt(row[3]), isEstimated: false });
});

test.each<Row>([
  ["2026-11-20 14:00", 2, [["11-20 14:30", "11-20 15:00"]], "2026-11-20 16:30", "half an hour added"],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 14:30", "11-20 15:00"],
      ["11-20 15:30", "11-20 15:45"],
    ],
    "2026-11-20 16:45",
    "twice",
  ],
  ["2026-11-20 14:00", 2, [["11-20 15:00", "11-21 09:00"]], "2026-11-21 10:00", "over midnight: an hour is left"],
  ["2026-11-20 14:00", 2, [["11-20 16:30", "11-20 18:00"]], "2026-11-20 16:00", "after the deadline"],
  ["2026-11-20 14:00", 2, [["11-20 16:00", "11-20 18:00"]], "2026-11-20 16:00", "from the deadline on"],
  ["2026-11-20 14:00", 2, [["11-20 15:59", "11-20 18:00"]], "2026-11-20 18:01", "a minute before it"],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 14:30", "11-20 15:30"],
      ["11-20 15:00", "11-20 16:00"],
    ],
    "2026-11-20 17:30",
    "overlapping: once",
  ],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 14:30", "11-20 16:30"],
      ["11-20 15:00", "11-20 15:30"],
    ],
    "2026-11-20 18:00",
    "one within the other",
  ],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 14:30", "11-20 15:00"],
      ["11-20 15:00", "11-20 15:30"],
    ],
    "2026-11-20 17:00",
    "one after the other",
  ],
  ["2026-11-20 14:00", 2, [["11-20 13:00", "11-20 14:30"]], "2026-11-20 16:30", "only what lies after the start"],
  ["2026-11-20 14:00", 2, [["11-20 12:00", "11-20 13:00"]], "2026-11-20 16:00", "over before the start"],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 15:00", "11-20 17:00"],
      ["11-20 17:30", "11-20 18:00"],
    ],
    "2026-11-20 18:30",
    "the second is reached because of the first",
  ],
  [
    "2026-11-20 14:00",
    2,
    [
      ["11-20 17:30", "11-20 18:00"],
      ["11-20 15:00", "11-20 17:00"],
    ],
    "2026-11-20 18:30",
    "the order does not matter",
  ],
  ["2026-11-20 23:00", 2, [["11-20 23:30", "11-20 24:00"]], "2026-11-21 01:30", "until midnight"],
  ["2026-11-20 22:30", 2, [["11-20 23:00", "11-20 23:30"]], "2026-11-21 01:00", "and then over it"],
  ["2026-11-20 14:00", 2, [["11-20 15:00", "11-20 15:00"]], "2026-11-20 16:00", "no length: nothing"],
  ["2026-11-20 14:00", 2, [["11-20 15:00", "11-20 14:30"]], "2026-11-20 16:00", "ended before it began: nothing"],
  ["2026-11-20 14:00", 2, [["11-20 15:00", ""]], "", "lasts"],
  ["2026-11-20 14:00", 2, [["11-20 13:00", ""]], "", "lasts from before the start"],
  ["2026-11-20 14:00", 2, [["11-20 16:00", ""]], "2026-11-20 16:00", "lasts, but from the deadline on"],
])("hours: %s + %i, parked %j → %s: %s", (...row) => {
  expect(dueDay(row, "hours")).toMatchObject({ dueAt: expectedAt(row[3]), isEstimated: false });
});

describe("an extension sets a date", () => {
  test.each<readonly [approvedAt: string, toDate: string, spans: readonly Span[], end: string, why: string]>([
    ["2026-11-26 10:00", "2026-12-10", [], "2026-12-10", "to its 24:00"],
    ["2026-11-26 10:00", "2026-12-12", [], "2026-12-12", "a Saturday, as the person said"],
    ["2026-11-26 10:00", "2027-02-10", [], "2027-02-10", "in a year without a list: needs none"],
    ["2026-11-26 10:00", "2026-11-26", [], "2026-11-26", "to the end of the same day"],
    ["2026-11-26 10:00", "2026-11-25", [], "2026-11-25", "to a day gone: it stands, gone"],
    ["2026-11-26 10:00", "2026-12-10", [["11-23 10:00", "11-24 10:00"]], "2026-12-10", "a parking before it was known"],
    [
      "2026-11-26 10:00",
      "2026-12-10",
      [["12-01 10:00", "12-04 10:00"]],
      "2026-12-13",
      "a later one moves it: 1, 2, 3 out",
    ],
    ["2026-11-26 10:00", "2026-12-10", [["12-01 10:00", "12-01 17:00"]], "2026-12-10", "not within one day"],
    ["2026-11-26 10:00", "2026-12-10", [["11-25 10:00", "11-27 10:00"]], "2026-12-11", "parked while approved: 26 out"],
    ["2026-11-26 10:00", "2026-12-10", [["12-01 10:00", ""]], "", "a parking that lasts"],
    ["2026-11-26 10:00", "2026-12-10", [["12-10 24:00", ""]], "2026-12-10", "one from the deadline on"],
    ["2026-11-26 10:00", "2026-12-10", [["12-10 24:00", "12-20 10:00"]], "2026-12-10", "one after it"],
  ])("approved %s to %s, parked %j → %s: %s", (approvedAt, toDate, spans, end) => {
    const deadline = deadlineOf({
      startAt: moment("2026-11-20 10:00"),
      rule: { count: 5, unit: "workdays" },
      calendar,
      parkings: parkingsOf("2026", spans),
      extension: { approvedAt: moment(approvedAt), toDate },
    });
    expect(deadline).toMatchObject({ dueAt: expectedAt(end), isEstimated: false, calendarVersion: "" });
  });

  test("in the place of hours too", () => {
    const deadline = deadlineOf({
      startAt: moment("2026-11-20 14:00"),
      rule: { count: 2, unit: "hours" },
      calendar,
      parkings: [],
      extension: { approvedAt: moment("2026-11-20 15:00"), toDate: "2026-11-21" },
    });
    expect(deadline.dueAt).toBe(moment("2026-11-21 24:00"));
  });
});

test("parked days are told apart from days off, and take the days off among them", () => {
  const row: Row = ["2026-11-20 10:00", 5, [["11-26 10:00", "11-30 09:00"]], "", ""];
  const deadline = dueDay(row, "workdays");
  expect(deadline.skipped).toEqual(["21", "22", "26", "27", "28", "29"].map((date) => `2026-11-${date}`));
  expect(deadline.parkedDays).toEqual(["26", "27", "28", "29"].map((date) => `2026-11-${date}`));
  expect(deadline.dueAt).toBe(moment("2026-12-01 24:00"));
});
