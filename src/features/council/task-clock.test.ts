import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "#base/calendar.ts";
import { instantAt, instantOf } from "#base/dates.ts";
import { type GrantedExtension, limitOf, parkedDayCount, startWordOf, type TaskClock, taskDue } from "./task-clock.ts";

const calendar = calendarOf([]);
const moment = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();
const span = (from: string, to: string) => ({ from: moment(from), to: to === "" ? null : moment(to) });

const workdays = (count: number, start = "2026-11-20 09:00"): TaskClock => ({
  startAt: moment(start),
  startWord: "受理",
  limit: { unit: "workdays", count },
});
const agreed = (day: string, start = "2026-11-20 09:00"): TaskClock => ({
  startAt: moment(start),
  startWord: "受理",
  limit: { unit: "date", day },
});
const extended = (approvedAt: string, toDate: string, reason = "缺货"): GrantedExtension => ({
  approvedAt: moment(approvedAt),
  toDate,
  reason,
});

describe("a limit that was counted", () => {
  test("says of every parking which days it took", () => {
    expect(taskDue(workdays(5), [span("2026-11-24 10:00", "2026-11-26 09:00")], [], calendar)).toMatchObject({
      dueAt: instantAt("2026-12-01", "24:00"),
      why: "11月20日受理，5个工作日，跳过11月21、22、28、29日，挂账11月24、25日不计，到12月1日24:00",
    });
  });

  test("has no day while it is parked", () => {
    expect(taskDue(workdays(5), [span("2026-11-24 10:00", "")], [], calendar)).toMatchObject({
      dueAt: null,
      why: "11月20日受理，5个工作日，跳过11月21、22日，11月24日起挂账，恢复后再算到期日",
    });
  });

  test("stays missed where it was parked too late", () => {
    expect(taskDue(workdays(1), [span("2026-11-24 10:00", "")], [], calendar).dueAt).toBe(
      instantAt("2026-11-23", "24:00"),
    );
  });
});

describe("a day that was agreed", () => {
  test.each([
    [[], "2026-12-04", "约定12月4日24:00前", "nothing stood between"],
    [
      [span("2026-11-24 10:00", "2026-11-26 09:00")],
      "2026-12-06",
      "约定12月4日24:00前，挂账11月24、25日不计，到12月6日24:00",
      "two midnights move it by two days",
    ],
    [[span("2026-11-24 10:00", "2026-11-24 17:00")], "2026-12-04", "约定12月4日24:00前", "no midnight, no day"],
    [[span("2026-12-04 23:59", "2026-12-05 00:01")], "2026-12-05", null, "the very last midnight"],
    [[span("2026-12-05 08:00", "2026-12-09 08:00")], "2026-12-04", "约定12月4日24:00前", "too late to save it"],
  ] as const)("parked %j ends on %s: %s (%s)", (parkings, day, why, _reason) => {
    const due = taskDue(agreed("2026-12-04"), parkings, [], calendar);
    expect(due.dueAt).toBe(instantAt(day, "24:00"));
    expect(due.isEstimated).toBe(false);
    if (why !== null) expect(due.why).toBe(why);
  });

  test("has none while it is parked", () => {
    expect(taskDue(agreed("2026-12-04"), [span("2026-11-24 10:00", "")], [], calendar)).toMatchObject({
      dueAt: null,
      why: "约定12月4日24:00前，11月24日起挂账，恢复后再算到期日",
    });
  });
});

describe("an extension", () => {
  test("names a day in which the parking before it is contained", () => {
    const due = taskDue(
      workdays(5),
      [span("2026-11-24 10:00", "2026-11-26 09:00")],
      [extended("2026-11-27 10:00", "2026-12-10")],
      calendar,
    );
    expect(due.dueAt).toBe(instantAt("2026-12-10", "24:00"));
    expect(due.why).toBe(
      "11月20日受理，5个工作日，跳过11月21、22、28、29日，挂账11月24、25日不计，到12月1日24:00；批准延期到12月10日24:00（缺货）",
    );
  });

  test("is moved by the parking after it, and the last one governs", () => {
    const parkings = [span("2026-12-01 10:00", "2026-12-04 10:00")];
    const one = taskDue(workdays(5), parkings, [extended("2026-11-26 10:00", "2026-12-10")], calendar);
    expect(one.dueAt).toBe(instantAt("2026-12-13", "24:00"));
    expect(one.why).toMatch(/；批准延期到12月10日24:00，挂账12月1日至3日不计，到12月13日24:00（缺货）$/);
    const two = taskDue(
      workdays(5),
      parkings,
      [extended("2026-11-26 10:00", "2026-12-10"), extended("2026-12-07 10:00", "2026-12-20", "还缺")],
      calendar,
    );
    expect(two.dueAt).toBe(instantAt("2026-12-20", "24:00"));
    expect(two.why).toMatch(/；批准延期到12月20日24:00（还缺）$/);
  });
});

test("the word of the start is read back from what was said", () => {
  expect(startWordOf("11月20日散会，15个工作日", "受理")).toBe("散会");
  expect(startWordOf("11月20日09:00重办，2小时，到11月20日11:00", "受理")).toBe("重办");
  expect(startWordOf("约定12月4日24:00前", "受理")).toBe("受理");
});

test("the rule is read back as it was kept", () => {
  expect(limitOf({ ruleUnit: "days", ruleCount: 3, agreedDate: null })).toEqual({ unit: "days", count: 3 });
  expect(limitOf({ ruleUnit: "date", ruleCount: 0, agreedDate: "2026-12-04" })).toEqual({
    unit: "date",
    day: "2026-12-04",
  });
});

test.each([
  ["2026-11-24 10:00", "2026-11-24 23:59", 0, "no midnight"],
  ["2026-11-24 23:59", "2026-11-25 00:00", 1, "24:00 belongs to the day that it ends"],
  ["2026-11-25 00:00", "2026-11-25 23:59", 0, "from that very moment on it is the next day"],
  ["2026-11-24 10:00", "2026-12-24 10:00", 30, "thirty midnights"],
  ["2026-11-24 10:00", "", 6, "it lasts: to now"],
] as const)("parked from %s to %s: %i days (%s)", (from, to, days, _why) => {
  expect(parkedDayCount(span(from, to), moment("2026-11-30 12:00"))).toBe(days);
});

const dayMs = 86_400_000;
const start = Date.parse("2026-09-01T09:00:00+08:00");

test("an agreed day moves by exactly the midnights that were parked before it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 * 1440 }), fc.integer({ min: 1, max: 5 * 1440 })), {
        maxLength: 4,
      }),
      (gaps) => {
        let at = start;
        const parkings = gaps.map(([gap, length]) => {
          const from = at + gap * 60_000 + 60_000;
          at = from + length * 60_000;
          return { from: instantOf(from), to: instantOf(at) };
        });
        // Far enough away that every parking lies before it.
        const due = taskDue(agreed("2026-12-31", "2026-09-01 09:00"), parkings, [], calendar);
        const parkedDays = parkings.reduce((sum, parking) => sum + parkedDayCount(parking, parking.to), 0);
        expect(due.dueAt).toBe(instantOf(Date.parse(instantAt("2026-12-31", "24:00")) + parkedDays * dayMs));
      },
    ),
    { numRuns: 300 },
  );
});
