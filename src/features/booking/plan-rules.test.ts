import { describe, expect, test } from "vitest";
import { calendarOf } from "#base/calendar.ts";
import { clockOf, dayOf, timeOf } from "#base/dates.ts";
import { lastEndMinute, plannedTurns, planProblem } from "./plan-rules.ts";
import { weekly } from "./recurrence.ts";

const calendar = calendarOf([]);

/** 书法课, Saturday at 9:30 for an hour and a half. */
const plan = {
  recurrence: weekly([6]),
  fromDate: "2026-09-19",
  toDate: null,
  startMinute: 570,
  durationMinutes: 90,
  breakMinutes: 0,
  sessionCount: 1,
  onHolidays: "skip" as const,
  lessonCount: null as number | null,
  title: "书法课",
};

describe("the turns of a plan", () => {
  test("name the holidays that they skip", () => {
    const turns = plannedTurns(plan, calendar, "2026-10-17", 99);
    expect(turns.map(({ plannedDate, holiday }) => [plannedDate, holiday])).toEqual([
      ["2026-09-19", null],
      ["2026-09-26", "中秋"],
      ["2026-10-03", "国庆节"],
      ["2026-10-10", null],
      ["2026-10-17", null],
    ]);
    expect(
      plannedTurns({ ...plan, onHolidays: "hold" }, calendar, "2026-10-17", 99).every(
        ({ holiday }) => holiday === null,
      ),
    ).toBe(true);
  });

  test("of a course go on until it has its lessons", () => {
    const turns = plannedTurns({ ...plan, lessonCount: 10 }, calendar, "2027-12-31", 99);
    expect(turns.filter(({ holiday }) => holiday === null)).toHaveLength(10);
    expect(turns.at(-1)?.plannedDate).toBe("2026-12-05");
    const withOneGone = plannedTurns({ ...plan, lessonCount: 10 }, calendar, "2027-12-31", 99, ({ plannedDate }) =>
      plannedDate === "2026-10-17" ? "gone" : null,
    );
    expect(withOneGone.at(-1)?.plannedDate).toBe("2026-12-12");
    const withAHoliday = plannedTurns({ ...plan, lessonCount: 10 }, calendar, "2027-12-31", 99, ({ plannedDate }) =>
      plannedDate === "2026-10-03" ? "held" : null,
    );
    expect(withAHoliday.at(-1)?.plannedDate).toBe("2026-11-28");
  });

  test("stand in a row with their breaks, in the time of the centre", () => {
    const row = { ...plan, sessionCount: 3, durationMinutes: 30, breakMinutes: 10 };
    expect(
      plannedTurns(row, calendar, "2026-09-19", 99).map(({ turn, startAt, endAt }) => [
        turn,
        timeOf(startAt),
        timeOf(endAt),
      ]),
    ).toEqual([
      [1, "09:30", "10:00"],
      [2, "10:10", "10:40"],
      [3, "10:50", "11:20"],
    ]);
  });

  test("end with the plan, with the day asked for, and with what a list can take", () => {
    expect(plannedTurns({ ...plan, toDate: "2026-09-26" }, calendar, "2027-01-01", 99)).toHaveLength(2);
    expect(plannedTurns(plan, calendar, "2026-09-18", 99)).toEqual([]);
    expect(plannedTurns(plan, calendar, "2028-01-01", 5)).toHaveLength(5);
  });

  test("end at midnight at the latest", () => {
    expect(clockOf(1440)).toBe("24:00");
    const late = { ...plan, startMinute: 22 * 60, durationMinutes: 60, sessionCount: 2 };
    expect(lastEndMinute(late)).toBe(1440);
    expect(planProblem(late)).toBeNull();
    expect(planProblem({ ...late, breakMinutes: 1 })).toBe("PlanRunsPastMidnight");
    const [, last] = plannedTurns(late, calendar, "2026-09-19", 9);
    expect([dayOf(last?.endAt ?? ""), timeOf(last?.endAt ?? "")]).toEqual(["2026-09-20", "00:00"]);
  });

  test("need a beginning before the end, and a course a title", () => {
    expect(planProblem({ ...plan, toDate: "2026-09-18" })).toBe("PlanEndsBeforeItBegins");
    expect(planProblem({ ...plan, lessonCount: 10, title: "" })).toBe("CourseNeedsTitle");
    expect(planProblem(plan)).toBeNull();
  });
});
