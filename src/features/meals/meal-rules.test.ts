import { describe, expect, test } from "vitest";
import { calendarOf } from "#base/calendar.ts";
import {
  basisAsked,
  cutOffAt,
  differencesOf,
  doOrdersMeet,
  fenOf,
  orderedOn,
  sharesOf,
  whyNotServed,
  yuan,
} from "./meal-rules.ts";

const calendar = calendarOf([]);
const lunch = { id: "lunch", opens: "workdays" as const, weekdays: [] as number[] };

describe("a day on which nothing is cooked", () => {
  test.each([
    ["2026-11-23", null],
    ["2026-11-21", "周末不开餐"],
    // National Day, and the Saturday that is worked for it.
    ["2026-10-01", "国庆节放假"],
    ["2026-10-10", null],
  ])("of working days: %s", (day, why) => expect(whyNotServed(lunch, day, calendar, [])).toBe(why));

  test.each([
    ["2026-11-21", null],
    ["2026-11-22", "这一天不开餐"],
    ["2026-10-03", "国庆节放假"],
    // Nobody who is cooked for from Monday to Saturday is cooked for on a Sunday that is worked.
    ["2026-01-04", "这一天不开餐"],
  ])("from Monday to Saturday: %s", (day, why) =>
    expect(whyNotServed({ ...lunch, opens: "weekdays", weekdays: [1, 2, 3, 4, 5, 6] }, day, calendar, [])).toBe(why),
  );

  test("is none of a meal for every day, but for a closure of it or of all", () => {
    const daily = { ...lunch, opens: "everyDay" as const };
    expect(whyNotServed(daily, "2026-10-01", calendar, [])).toBeNull();
    const closure = { mealId: "lunch", fromDay: "2026-10-01", toDay: "2026-10-02", reason: "燃气检修" };
    expect(whyNotServed(daily, "2026-10-02", calendar, [closure])).toBe("燃气检修");
    expect(whyNotServed(daily, "2026-10-03", calendar, [closure])).toBeNull();
    expect(whyNotServed(daily, "2026-10-02", calendar, [{ ...closure, mealId: "dinner" }])).toBeNull();
    expect(whyNotServed(daily, "2026-10-02", calendar, [{ ...closure, mealId: null }])).toBe("燃气检修");
  });
});

test("orders are closed at a time of a day before, in the time of Shanghai", () => {
  expect(cutOffAt({ cutOffDays: 1, cutOffMinute: 960 }, "2026-11-24")).toBe("2026-11-23T08:00:00.000Z");
  expect(cutOffAt({ cutOffDays: 0, cutOffMinute: 539 }, "2026-11-24")).toBe("2026-11-24T00:59:00.000Z");
});

describe("what is ordered on a day", () => {
  const order = { dinerId: "a", weekdays: [], fromDay: "2026-11-01", toDay: null, count: 1, isDelivered: false };
  const monday = "2026-11-23";

  test("is what stands, of those who order that weekday", () => {
    const onTuesdays = { ...order, dinerId: "b", weekdays: [2] };
    expect(orderedOn(monday, [order, onTuesdays], [], [])).toEqual([{ dinerId: "a", count: 1, isDelivered: false }]);
    expect(orderedOn("2026-11-24", [order, onTuesdays], [], [])).toHaveLength(2);
    expect(orderedOn("2026-10-31", [order], [], [])).toEqual([]);
    expect(orderedOn(monday, [{ ...order, toDay: "2026-11-22" }], [], [])).toEqual([]);
  });

  test("is nothing of whoever pauses, and the word for the day before all", () => {
    const pause = { dinerId: "a", fromDay: monday, toDay: null };
    expect(orderedOn(monday, [order], [pause], [])).toEqual([]);
    expect(orderedOn(monday, [order], [{ ...pause, toDay: "2026-11-22", fromDay: "2026-11-20" }], [])).toHaveLength(1);
    const change = { dinerId: "a", count: 2, isDelivered: true };
    expect(orderedOn(monday, [order], [pause], [change])).toEqual([change]);
    expect(orderedOn(monday, [order], [], [{ ...change, count: 0 }])).toEqual([]);
    expect(orderedOn(monday, [], [], [{ ...change, dinerId: "c" }])).toEqual([{ ...change, dinerId: "c" }]);
  });

  test.each([
    [{ weekdays: [1] }, { weekdays: [2] }, false],
    [{ weekdays: [1, 2] }, { weekdays: [2] }, true],
    [{ weekdays: [] }, { weekdays: [2] }, true],
    [{ toDay: "2026-11-20" }, { fromDay: "2026-11-21" }, false],
    [{ toDay: "2026-11-20" }, { fromDay: "2026-11-20" }, true],
    [{ fromDay: "2026-12-01" }, { toDay: "2026-11-30" }, false],
  ])("two standing orders %j and %j meet: %s", (one, other, doMeet) => {
    expect(doOrdersMeet({ ...order, ...one }, { ...order, ...other })).toBe(doMeet);
    expect(doOrdersMeet({ ...order, ...other }, { ...order, ...one })).toBe(doMeet);
  });
});

test.each([
  [1200, { isFree: true, subsidyFen: 0 }, { paysFen: 0, subsidyFen: 1200 }],
  [1200, { isFree: false, subsidyFen: 500 }, { paysFen: 700, subsidyFen: 500 }],
  [400, { isFree: false, subsidyFen: 500 }, { paysFen: 0, subsidyFen: 400 }],
  [1200, { isFree: false, subsidyFen: 0 }, { paysFen: 1200, subsidyFen: 0 }],
])("of %i fen, %j: %j", (price, of, shares) => expect(sharesOf(price, of)).toEqual(shares));

test("somebody is put in a class by age, or by what was seen", () => {
  expect(basisAsked({ minAge: 60, proof: "" }, 72)).toBeNull();
  expect(basisAsked({ minAge: 60, proof: "" }, 59)).toBe("要满 60 岁，现在 59 岁");
  expect(basisAsked({ minAge: 60, proof: "" }, null)).toBe("要满 60 岁，登记里没有出生日期");
  expect(basisAsked({ minAge: null, proof: "残疾证" }, 30)).toBe("要看残疾证");
});

describe("the counts of a day", () => {
  const even = { ordered: 10, taken: 10, cooked: 10, guests: 0, signed: 10 };
  test.each([
    [{}, []],
    [{ cooked: 12, guests: 2, signed: 12 }, []],
    [{ taken: 8, signed: 8 }, ["notTaken 2", "leftOver 2"]],
    [{ cooked: 9 }, ["short 1"]],
    [{ signed: 7 }, ["unsigned 3"]],
    [{ signed: 11 }, ["overSigned 1"]],
    [{ guests: 1 }, ["short 1", "unsigned 1"]],
  ])("%j differ by %j", (more, found) =>
    expect(differencesOf({ ...even, ...more }).map(({ kind, count }) => `${kind} ${count}`)).toEqual(found),
  );
});

test("money is typed and read in yuan and kept in fen", () => {
  expect(["12", "12.5", " 12.50 ", "0", "0.05"].map(fenOf)).toEqual([1200, 1250, 1250, 0, 5]);
  expect(["", "12.555", "-1", "十二", "1.", ".5"].map(fenOf)).toEqual([null, null, null, null, null, null]);
  expect([0, 5, 1250, 120000].map(yuan)).toEqual(["0.00", "0.05", "12.50", "1200.00"]);
});
