import { describe, expect, test } from "vitest";
import { calendarOf, parseCalendarYear } from "./calendar.ts";
import { type Deadline, DeadlineRule, type DeadlineUnit, deadlineOf, defaultRules } from "./deadlines.ts";

const calendar = calendarOf([]);

/** `2026-11-20 14:30` in Asia/Shanghai, `24:00` included. */
const moment = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();

const due = (start: string, count: number, unit: DeadlineUnit): Deadline =>
  deadlineOf({ startAt: moment(start), rule: { count, unit }, calendar, parkings: [] });

/** Start, count, the day at whose 24:00 it is due, why. */
type Row = readonly [start: string, count: number, day: string, why: string];

const ordinaryWeeks: readonly Row[] = [
  ["2026-11-20 10:00", 5, "2026-11-27", "the example of the house: Friday, weekend, Monday to Friday"],
  ["2026-11-20 10:00", 1, "2026-11-23", "Friday's next working day is Monday"],
  ["2026-11-20 10:00", 2, "2026-11-24", "Monday, Tuesday"],
  ["2026-11-20 10:00", 15, "2026-12-11", "three whole weeks: 23–27, 30–4, 7–11"],
  ["2026-11-20 10:00", 20, "2026-12-18", "four whole weeks"],
  ["2026-11-16 09:00", 1, "2026-11-17", "Monday to Tuesday"],
  ["2026-11-16 09:00", 4, "2026-11-20", "the week's last four"],
  ["2026-11-16 09:00", 5, "2026-11-23", "17–20 are four, the fifth is Monday"],
  ["2026-11-19 23:59", 1, "2026-11-20", "a minute before midnight is still Thursday"],
  ["2026-11-20 00:00", 1, "2026-11-23", "midnight has begun Friday"],
  ["2026-11-19 24:00", 1, "2026-11-23", "24:00 of Thursday is that same moment"],
  ["2026-11-20 23:59", 1, "2026-11-23", "late on Friday"],
  ["2026-11-21 10:00", 1, "2026-11-23", "received on a Saturday"],
  ["2026-11-22 10:00", 1, "2026-11-23", "received on a Sunday"],
  ["2026-11-22 10:00", 5, "2026-11-27", "from Sunday: Monday to Friday"],
  ["2026-11-21 10:00", 10, "2026-12-04", "from Saturday: two whole weeks"],
  ["2026-11-22 23:59", 1, "2026-11-23", "a minute before Monday"],
  ["2026-11-23 00:00", 1, "2026-11-24", "Monday has begun"],
  ["2026-11-25 10:00", 3, "2026-11-30", "26, 27, 30"],
  ["2026-11-30 10:00", 1, "2026-12-01", "over the end of a month"],
  ["2026-01-09 16:00", 1, "2026-01-12", "a Friday after the worked Sunday 4 January"],
];

const newYear: readonly Row[] = [
  ["2024-12-31 10:00", 1, "2025-01-02", "1 January 2025 is off, Thursday is worked"],
  ["2024-12-30 10:00", 2, "2025-01-02", "31, then 2"],
  ["2024-12-31 23:59", 5, "2025-01-08", "2, 3, weekend, 6, 7, 8"],
  ["2025-01-01 10:00", 1, "2025-01-02", "from the day off"],
  ["2024-12-20 10:00", 15, "2025-01-13", "23–27 (5), 30 31 (7), 2 3 (9), 6–10 (14), 13"],
  ["2025-12-31 10:00", 1, "2026-01-04", "1–3 off, Sunday 4 worked"],
  ["2025-12-31 10:00", 2, "2026-01-05", "Sunday 4, Monday 5"],
  ["2025-12-31 23:59", 5, "2026-01-08", "4, 5, 6, 7, 8"],
  ["2025-12-30 10:00", 2, "2026-01-04", "31, then Sunday 4"],
  ["2026-01-01 10:00", 1, "2026-01-04", "from the first day off"],
  ["2026-01-03 10:00", 1, "2026-01-04", "from the last day off, a Saturday"],
  ["2026-01-04 10:00", 1, "2026-01-05", "received on the worked Sunday itself"],
  ["2025-12-26 10:00", 5, "2026-01-05", "29, 30, 31, 4, 5"],
  ["2025-12-26 10:00", 15, "2026-01-19", "29–31 (3), 4 (4), 5–9 (9), 12–16 (14), 19"],
];

const springFestival: readonly Row[] = [
  ["2024-02-02 10:00", 1, "2024-02-04", "Sunday 4 February is worked"],
  ["2024-02-02 10:00", 6, "2024-02-09", "Sunday 4, then 5–9; the eve is no day off"],
  ["2024-02-09 10:00", 1, "2024-02-18", "10–17 off, Sunday 18 worked"],
  ["2024-02-09 10:00", 2, "2024-02-19", "Sunday 18, Monday 19"],
  ["2024-02-08 10:00", 5, "2024-02-21", "9, 18, 19, 20, 21"],
  ["2024-02-12 10:00", 1, "2024-02-18", "from the middle of the festival"],
  ["2024-02-02 10:00", 15, "2024-02-28", "4–9 (6), 18 (7), 19–23 (12), 26 27 28"],
  ["2025-01-24 17:30", 1, "2025-01-26", "Saturday off, Sunday 26 worked"],
  ["2025-01-24 17:30", 2, "2025-01-27", "26, 27"],
  ["2025-01-24 17:30", 3, "2025-02-05", "28 January to 4 February off"],
  ["2025-01-24 17:30", 5, "2025-02-07", "26, 27, 5, 6, 7"],
  ["2025-01-24 17:30", 6, "2025-02-08", "the sixth is the worked Saturday"],
  ["2025-01-24 17:30", 7, "2025-02-10", "Sunday 9 is off as usual"],
  ["2025-01-24 17:30", 15, "2025-02-20", "26 27 (2), 5–8 (6), 10–14 (11), 17–20"],
  ["2025-01-25 10:00", 1, "2025-01-26", "from a Saturday to the worked Sunday"],
  ["2025-01-26 10:00", 1, "2025-01-27", "received on the worked Sunday"],
  ["2025-01-27 10:00", 1, "2025-02-05", "the last day before the festival"],
  ["2025-01-27 23:59", 5, "2025-02-10", "5, 6, 7, 8, 10"],
  ["2025-01-28 10:00", 1, "2025-02-05", "received on the eve, which is off in 2025"],
  ["2025-02-04 23:59", 1, "2025-02-05", "a minute before the first working day"],
  ["2025-02-05 00:00", 1, "2025-02-06", "the first working day has begun"],
  ["2025-02-04 10:00", 5, "2025-02-10", "5, 6, 7, 8, 10"],
  ["2025-02-07 10:00", 1, "2025-02-08", "Friday to the worked Saturday"],
  ["2025-02-07 10:00", 2, "2025-02-10", "8, 10"],
  ["2025-02-08 10:00", 1, "2025-02-10", "received on the worked Saturday"],
  ["2025-02-09 10:00", 1, "2025-02-10", "received on the Sunday off"],
  ["2025-01-20 10:00", 5, "2025-01-26", "21, 22, 23, 24, Sunday 26"],
  ["2025-01-20 10:00", 15, "2025-02-14", "21–24 (4), 26 27 (6), 5–8 (10), 10–14"],
  ["2025-01-13 10:00", 15, "2025-02-08", "14–17 (4), 20–24 (9), 26 27 (11), 5–8"],
  ["2025-01-30 12:00", 15, "2025-02-24", "5–8 (4), 10–14 (9), 17–21 (14), 24"],
  ["2026-02-06 10:00", 5, "2026-02-13", "an ordinary week before"],
  ["2026-02-06 10:00", 6, "2026-02-14", "the sixth is the worked Saturday"],
  ["2026-02-13 10:00", 1, "2026-02-14", "Friday to the worked Saturday"],
  ["2026-02-13 10:00", 2, "2026-02-24", "14, then 15–23 off"],
  ["2026-02-13 10:00", 5, "2026-02-27", "14, 24, 25, 26, 27"],
  ["2026-02-13 10:00", 6, "2026-02-28", "the sixth is the second worked Saturday"],
  ["2026-02-13 10:00", 7, "2026-03-02", "Sunday 1 March is off"],
  ["2026-02-13 10:00", 15, "2026-03-12", "14 24–28 (6), 2–6 (11), 9–12"],
  ["2026-02-14 10:00", 1, "2026-02-24", "received on the worked Saturday, nine days off"],
  ["2026-02-14 23:59", 5, "2026-02-28", "24–28, Saturday included"],
  ["2026-02-15 10:00", 1, "2026-02-24", "from the first day off"],
  ["2026-02-16 10:00", 15, "2026-03-13", "24–28 (5), 2–6 (10), 9–13"],
  ["2026-02-23 23:59", 1, "2026-02-24", "the last minute of the festival"],
  ["2026-02-24 00:00", 1, "2026-02-25", "the first minute after it"],
  ["2026-02-27 10:00", 1, "2026-02-28", "Friday to the worked Saturday"],
  ["2026-02-27 10:00", 2, "2026-03-02", "28, then Monday"],
  ["2026-02-28 10:00", 1, "2026-03-02", "received on the worked Saturday"],
  ["2026-03-01 10:00", 1, "2026-03-02", "received on the Sunday off"],
  ["2026-02-02 10:00", 15, "2026-02-28", "3–6 (4), 9–14 (10), 24–28"],
  ["2026-02-10 10:00", 5, "2026-02-24", "11, 12, 13, 14, 24"],
];

const springAndSummer: readonly Row[] = [
  ["2024-04-03 10:00", 1, "2024-04-07", "4–6 off, Sunday 7 worked"],
  ["2024-04-03 10:00", 5, "2024-04-11", "7–11 in a row"],
  ["2024-04-07 10:00", 1, "2024-04-08", "received on the worked Sunday"],
  ["2025-04-03 10:00", 1, "2025-04-07", "Friday off joins the weekend"],
  ["2025-04-03 10:00", 5, "2025-04-11", "7–11"],
  ["2025-04-01 10:00", 5, "2025-04-09", "2, 3, 7, 8, 9"],
  ["2025-04-04 10:00", 1, "2025-04-07", "received on the day off"],
  ["2026-04-03 10:00", 1, "2026-04-07", "weekend and Monday 6 off"],
  ["2026-04-03 10:00", 5, "2026-04-13", "7, 8, 9, 10, 13"],
  ["2026-04-06 10:00", 1, "2026-04-07", "received on the Monday off"],
  ["2026-04-02 10:00", 2, "2026-04-07", "3, then 7"],
  ["2024-04-26 10:00", 1, "2024-04-28", "Sunday 28 April is worked"],
  ["2024-04-26 10:00", 5, "2024-05-07", "28, 29, 30, 6, 7"],
  ["2024-04-30 10:00", 5, "2024-05-10", "6–10"],
  ["2024-04-30 10:00", 6, "2024-05-11", "6–10 and the worked Saturday"],
  ["2024-05-10 10:00", 1, "2024-05-11", "Friday to the worked Saturday"],
  ["2025-04-25 10:00", 1, "2025-04-27", "Sunday 27 April is worked"],
  ["2025-04-25 10:00", 5, "2025-05-06", "27, 28, 29, 30, 6"],
  ["2025-04-25 10:00", 15, "2025-05-20", "27–30 (4), 6–9 (8), 12–16 (13), 19 20"],
  ["2025-04-27 10:00", 1, "2025-04-28", "received on the worked Sunday"],
  ["2025-04-26 10:00", 1, "2025-04-27", "from the Saturday off"],
  ["2025-04-30 23:59", 1, "2025-05-06", "1–5 May off"],
  ["2025-05-01 00:00", 1, "2025-05-06", "the holiday has begun: no difference"],
  ["2025-05-05 10:00", 1, "2025-05-06", "from the last day off"],
  ["2025-05-05 10:00", 5, "2025-05-12", "6–9, then Monday"],
  ["2025-04-30 10:00", 5, "2025-05-12", "the same five"],
  ["2026-04-30 10:00", 1, "2026-05-06", "1–5 May off"],
  ["2026-04-30 10:00", 4, "2026-05-09", "6, 7, 8 and the worked Saturday"],
  ["2026-04-30 10:00", 5, "2026-05-11", "Sunday 10 is off"],
  ["2026-05-08 10:00", 1, "2026-05-09", "Friday to the worked Saturday"],
  ["2026-05-09 10:00", 1, "2026-05-11", "received on the worked Saturday"],
  ["2026-05-10 10:00", 1, "2026-05-11", "received on the Sunday off"],
  ["2026-04-24 10:00", 5, "2026-05-06", "27, 28, 29, 30, 6"],
  ["2026-04-24 10:00", 15, "2026-05-19", "27–30 (4), 6–9 (8), 11–15 (13), 18 19"],
  ["2026-05-01 00:00", 1, "2026-05-06", "the first minute of the holiday"],
  ["2026-04-30 23:59", 15, "2026-05-25", "6–9 (4), 11–15 (9), 18–22 (14), 25"],
  ["2024-06-07 10:00", 1, "2024-06-11", "weekend and Monday 10 off"],
  ["2025-05-30 10:00", 1, "2025-06-03", "31 May to 2 June off"],
  ["2025-05-30 10:00", 5, "2025-06-09", "3–6, then Monday"],
  ["2025-06-02 10:00", 1, "2025-06-03", "received on the Monday off"],
  ["2025-05-29 10:00", 2, "2025-06-03", "30, then 3"],
  ["2026-06-18 10:00", 1, "2026-06-22", "Friday 19 joins the weekend"],
  ["2026-06-18 10:00", 5, "2026-06-26", "22–26"],
  ["2026-06-19 10:00", 1, "2026-06-22", "received on the day off"],
  ["2026-06-15 10:00", 5, "2026-06-23", "16, 17, 18, 22, 23"],
];

const autumn: readonly Row[] = [
  ["2024-09-13 10:00", 1, "2024-09-14", "Saturday 14 is worked"],
  ["2024-09-13 10:00", 2, "2024-09-18", "15–17 off"],
  ["2024-09-14 10:00", 1, "2024-09-18", "received on the worked Saturday"],
  ["2024-09-27 10:00", 1, "2024-09-29", "Sunday 29 is worked"],
  ["2024-09-27 10:00", 5, "2024-10-10", "29, 30, 8, 9, 10"],
  ["2024-09-30 10:00", 5, "2024-10-12", "8–11 and the worked Saturday"],
  ["2024-09-30 10:00", 6, "2024-10-14", "Sunday 13 is off"],
  ["2024-09-27 10:00", 15, "2024-10-23", "29 30 (2), 8–12 (7), 14–18 (12), 21–23"],
  ["2025-09-26 10:00", 1, "2025-09-28", "Sunday 28 is worked"],
  ["2025-09-26 10:00", 3, "2025-09-30", "28, 29, 30"],
  ["2025-09-26 10:00", 4, "2025-10-09", "1–8 October off, Mid-autumn among them"],
  ["2025-09-26 10:00", 5, "2025-10-10", "28, 29, 30, 9, 10"],
  ["2025-09-26 10:00", 6, "2025-10-11", "the sixth is the worked Saturday"],
  ["2025-09-26 10:00", 7, "2025-10-13", "Sunday 12 is off"],
  ["2025-09-26 10:00", 15, "2025-10-23", "28–30 (3), 9–11 (6), 13–17 (11), 20–23"],
  ["2025-09-27 10:00", 1, "2025-09-28", "from Saturday to the worked Sunday"],
  ["2025-09-30 23:59", 1, "2025-10-09", "the last minute before eight days off"],
  ["2025-09-30 10:00", 5, "2025-10-14", "9, 10, 11, 13, 14"],
  ["2025-10-01 10:00", 1, "2025-10-09", "from the first day off"],
  ["2025-10-06 10:00", 1, "2025-10-09", "from Mid-autumn"],
  ["2025-10-08 23:59", 2, "2025-10-10", "9, 10"],
  ["2025-10-09 00:00", 2, "2025-10-11", "10 and the worked Saturday"],
  ["2025-10-10 10:00", 1, "2025-10-11", "Friday to the worked Saturday"],
  ["2025-10-10 10:00", 2, "2025-10-13", "11, 13"],
  ["2025-10-11 10:00", 1, "2025-10-13", "received on the worked Saturday"],
  ["2025-10-12 10:00", 1, "2025-10-13", "received on the Sunday off"],
  ["2025-09-24 10:00", 15, "2025-10-21", "25 26 (2), 28–30 (5), 9–11 (8), 13–17 (13), 20 21"],
  ["2026-09-18 10:00", 1, "2026-09-20", "Sunday 20 is worked"],
  ["2026-09-18 10:00", 5, "2026-09-24", "20–24 in a row"],
  ["2026-09-18 10:00", 6, "2026-09-28", "Mid-autumn 25–27 off"],
  ["2026-09-18 10:00", 15, "2026-10-15", "20–24 (5), 28–30 (8), 8–10 (11), 12–15"],
  ["2026-09-19 10:00", 1, "2026-09-20", "from Saturday to the worked Sunday"],
  ["2026-09-20 10:00", 1, "2026-09-21", "received on the worked Sunday"],
  ["2026-09-24 10:00", 1, "2026-09-28", "over Mid-autumn"],
  ["2026-09-24 23:59", 5, "2026-10-09", "28, 29, 30, 8, 9: over both holidays"],
  ["2026-09-24 10:00", 6, "2026-10-10", "the sixth is the worked Saturday"],
  ["2026-09-25 10:00", 3, "2026-09-30", "28, 29, 30"],
  ["2026-09-30 10:00", 1, "2026-10-08", "1–7 October off"],
  ["2026-09-30 10:00", 3, "2026-10-10", "8, 9 and the worked Saturday"],
  ["2026-09-30 10:00", 4, "2026-10-12", "Sunday 11 is off"],
  ["2026-09-30 10:00", 15, "2026-10-27", "8–10 (3), 12–16 (8), 19–23 (13), 26 27"],
  ["2026-10-03 10:00", 5, "2026-10-13", "8, 9, 10, 12, 13"],
  ["2026-10-07 23:59", 1, "2026-10-08", "the last minute of the holiday"],
  ["2026-10-09 10:00", 1, "2026-10-10", "Friday to the worked Saturday"],
  ["2026-10-10 10:00", 1, "2026-10-12", "received on the worked Saturday"],
  ["2026-10-11 10:00", 1, "2026-10-12", "received on the Sunday off"],
];

const leapDays: readonly Row[] = [
  ["2024-02-28 10:00", 1, "2024-02-29", "the leap day is a Thursday and is worked"],
  ["2024-02-28 23:59", 2, "2024-03-01", "29, then Friday 1 March"],
  ["2024-02-29 10:00", 1, "2024-03-01", "from the leap day"],
  ["2024-02-29 10:00", 2, "2024-03-04", "1, weekend, 4"],
  ["2024-02-23 10:00", 5, "2024-03-01", "26, 27, 28, 29, 1"],
];

describe.each([
  ["ordinary weeks", ordinaryWeeks],
  ["New Year", newYear],
  ["Spring Festival", springFestival],
  ["Qingming, Labour Day, Dragon Boat", springAndSummer],
  ["Mid-autumn and National Day", autumn],
  ["leap days", leapDays],
] as const)("working days: %s", (_name, rows) => {
  test.each(rows)("%s + %i → %s: %s", (start, count, day) => {
    expect(due(start, count, "workdays")).toMatchObject({ dueAt: moment(`${day} 24:00`), isEstimated: false });
  });
});

describe("working days where a year has no list", () => {
  test.each<readonly [start: string, count: number, day: string, isEstimated: boolean, why: string]>([
    ["2026-12-10 10:00", 15, "2026-12-31", false, "11 (1), 14–18 (6), 21–25 (11), 28–31: just within 2026"],
    ["2026-12-11 10:00", 15, "2027-01-01", true, "14–18 (5), 21–25 (10), 28–31 (14), then a Friday of 2027"],
    ["2026-12-31 10:00", 1, "2027-01-01", true, "the New Year itself, for want of a list"],
    ["2026-12-24 10:00", 5, "2026-12-31", false, "25, 28–31"],
    ["2026-12-25 10:00", 5, "2027-01-01", true, "28–31, then 2027"],
    ["2026-12-31 23:59", 5, "2027-01-07", true, "1, weekend, 4, 5, 6, 7"],
    ["2027-02-05 10:00", 1, "2027-02-08", true, "the Spring Festival is not known"],
    ["2027-09-30 10:00", 1, "2027-10-01", true, "even the National Day is not"],
    ["2028-02-28 10:00", 1, "2028-02-29", true, "a leap day of an unknown year"],
    ["2023-12-29 10:00", 1, "2024-01-02", true, "30 and 31 December 2023 were judged without a list"],
    ["2023-12-31 10:00", 1, "2024-01-02", false, "only days of 2024 were judged"],
    ["2023-12-31 23:59", 2, "2024-01-03", false, "the day of the start is not judged"],
  ])("%s + %i → %s, estimated: %s", (start, count, day, isEstimated) => {
    expect(due(start, count, "workdays")).toMatchObject({ dueAt: moment(`${day} 24:00`), isEstimated });
  });

  test("the years are named, and the versions of all lists used", () => {
    expect(due("2026-12-11 10:00", 15, "workdays")).toMatchObject({
      unknownYears: [2027],
      calendarVersion: "国务院办公厅 2026 / 内置 1.5.7；2027 估算",
    });
    expect(due("2025-12-31 10:00", 1, "workdays").calendarVersion).toBe("国务院办公厅 2026 / 内置 1.5.7");
  });

  test("an imported list makes the same deadline certain, and another", () => {
    const read = parseCalendarYear(
      ["01-01", "02-08", "02-09", "02-10", "05-03", "10-01"]
        .map((date) => ({ day: `2027-${date}`, isWorkday: false, name: "" }))
        .concat({ day: "2027-05-01", isWorkday: false, name: "" }),
    );
    const longer = calendarOf(read.ok ? [read.year] : []);
    const rule = defaultRules.consult;
    const deadline = deadlineOf({ startAt: moment("2026-12-11 10:00"), rule, calendar: longer, parkings: [] });
    expect(deadline).toMatchObject({ dueAt: moment("2027-01-04 24:00"), isEstimated: false, unknownYears: [] });
  });
});

describe("natural days", () => {
  test.each<Row>([
    ["2026-11-20 10:00", 10, "2026-11-30", "weekends count"],
    ["2026-11-20 23:59", 1, "2026-11-21", "from the last minute of Friday"],
    ["2026-11-20 00:00", 1, "2026-11-21", "from its first minute"],
    ["2026-11-19 24:00", 1, "2026-11-21", "the same moment"],
    ["2026-11-30 10:00", 1, "2026-12-01", "over the end of a month"],
    ["2026-12-31 10:00", 1, "2027-01-01", "needs no list"],
    ["2026-12-11 10:00", 30, "2027-01-10", "20 days to the 31st, and ten"],
    ["2024-02-28 10:00", 1, "2024-02-29", "to the leap day"],
    ["2024-02-28 10:00", 2, "2024-03-01", "over it"],
    ["2025-02-28 10:00", 1, "2025-03-01", "no leap day in 2025"],
    ["2024-02-29 10:00", 365, "2025-02-28", "a year from the leap day"],
    ["2026-09-30 10:00", 7, "2026-10-07", "holidays count"],
    ["2025-01-27 10:00", 8, "2025-02-04", "the whole festival counts"],
    ["2026-01-31 10:00", 28, "2026-02-28", "a whole February"],
    ["2026-11-20 10:00", 15, "2026-12-05", "ends on a Saturday, and stays there"],
  ])("%s + %i → %s: %s", (start, count, day) => {
    expect(due(start, count, "days")).toMatchObject({
      dueAt: moment(`${day} 24:00`),
      isEstimated: false,
      calendarVersion: "",
      skipped: [],
    });
  });
});

describe("hours", () => {
  test.each<readonly [start: string, count: number, end: string, why: string]>([
    ["2026-11-20 14:30", 2, "2026-11-20 16:30", "the clock on the wall"],
    ["2026-11-20 23:00", 2, "2026-11-21 01:00", "over midnight into a Saturday: hours know no holidays"],
    ["2026-11-20 22:00", 2, "2026-11-20 24:00", "to midnight exactly"],
    ["2026-11-20 23:59", 2, "2026-11-21 01:59", "from the last minute"],
    ["2026-11-21 00:00", 2, "2026-11-21 02:00", "from midnight"],
    ["2026-12-31 23:00", 2, "2027-01-01 01:00", "into a year without a list: needs none"],
    ["2026-10-01 09:00", 24, "2026-10-02 09:00", "a whole holiday"],
    ["2024-02-28 23:00", 2, "2024-02-29 01:00", "into the leap day"],
    ["2024-02-29 23:30", 1, "2024-03-01 00:30", "out of it"],
    ["2025-02-28 23:30", 1, "2025-03-01 00:30", "no leap day in 2025"],
    ["2026-02-14 18:00", 48, "2026-02-16 18:00", "into the Spring Festival"],
    ["2026-11-20 08:15", 72, "2026-11-23 08:15", "over a weekend"],
  ])("%s + %i → %s: %s", (start, count, end) => {
    expect(due(start, count, "hours")).toMatchObject({ dueAt: moment(end), isEstimated: false, calendarVersion: "" });
  });
});

test("what was skipped is listed, and what was worked at a weekend", () => {
  const deadline = due("2026-09-30 10:00", 5, "workdays");
  const days = ["01", "02", "03", "04", "05", "06", "07", "11"].map((date) => `2026-10-${date}`);
  expect(deadline.skipped).toEqual(days);
  expect(deadline.parkedDays).toEqual([]);
  expect(deadline.workedWeekends).toEqual(["2026-10-10"]);
});

test("the default rules are those of the house, and are rules", () => {
  expect(defaultRules).toEqual({
    firstAnswer: { count: 1, unit: "workdays" },
    immediate: { count: 1, unit: "workdays" },
    online: { count: 5, unit: "workdays" },
    consult: { count: 15, unit: "workdays" },
    urgent: { count: 2, unit: "hours" },
  });
  for (const rule of Object.values(defaultRules)) expect(DeadlineRule.parse(rule)).toEqual(rule);
});

test.each([0, -1, 1.5, 1000])("a rule of %d days is none", (count) => {
  expect(DeadlineRule.safeParse({ count, unit: "days" }).success).toBe(false);
});
