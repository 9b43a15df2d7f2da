import packageLists from "chinese-days/dist/chinese-days.json" with { type: "json" };
import year2024 from "chinese-days/dist/years/2024.json" with { type: "json" };
import year2025 from "chinese-days/dist/years/2025.json" with { type: "json" };
import year2026 from "chinese-days/dist/years/2026.json" with { type: "json" };
import packageJson from "chinese-days/package.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import {
  builtInYears,
  type CalendarRow,
  CalendarYear,
  calendarOf,
  calendarRowsOf,
  holidayName,
  isWorkday,
  nextWorkday,
  packageVersion,
  parseCalendarYear,
} from "./calendar.ts";
import { addDays } from "./dates.ts";

const calendar = calendarOf([]);

/** Copied from the notices of the State Council's general office, weekday by weekday. */
const noticed = [
  {
    year: 2024,
    workdayCount: 251,
    offDays:
      "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
    workDays: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
  },
  {
    year: 2025,
    workdayCount: 248,
    offDays:
      "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
    workDays: "01-26 02-08 04-27 09-28 10-11",
  },
  {
    year: 2026,
    workdayCount: 248,
    offDays:
      "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
    workDays: "01-04 02-14 02-28 05-09 09-20 10-10",
  },
];

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

describe("the built-in lists", () => {
  test("are those of 2024, 2025 and 2026, and of no other year", () => {
    expect([...calendar.keys()]).toEqual([2024, 2025, 2026]);
  });

  test.each(noticed)("$year is as the notice says", ({ year, offDays, workDays, workdayCount }) => {
    const listed = calendar.get(year);
    expect(listed?.offDays.map(({ day }) => day)).toEqual(offDays.split(" ").map((date) => `${year}-${date}`));
    expect(listed?.workDays.map(({ day }) => day)).toEqual(workDays.split(" ").map((date) => `${year}-${date}`));
    expect(daysOf(year).filter((day) => isWorkday(calendar, day).isWorkday)).toHaveLength(workdayCount);
  });

  test("2026 has 19 weekdays off and six weekend days worked", () => {
    expect(calendar.get(2026)?.offDays).toHaveLength(19);
    expect(calendar.get(2026)?.workDays).toHaveLength(6);
  });

  test("name the holiday and say where they come from", () => {
    expect(calendar.get(2025)?.offDays.find(({ day }) => day === "2025-10-06")?.name).toBe("中秋");
    expect(calendar.get(2026)?.workDays[0]).toEqual({ day: "2026-01-04", name: "元旦" });
    expect(calendar.get(2026)).toMatchObject({ version: "国务院办公厅 2026 / 内置 1.5.7", source: "builtIn" });
  });

  test("satisfy their own schema", () => {
    for (const listed of builtInYears()) expect(CalendarYear.parse(listed)).toEqual(listed);
  });

  // The functions of the package read days in the machine's own zone and are a day off west of Greenwich; its lists are not.
  test.each([2024, 2025, 2026])("agree with the package's list of all years for each day of %i", (year) => {
    const isWorkedThere = (day: string) =>
      day in packageLists.workdays || (![0, 6].includes(new Date(day).getUTCDay()) && !(day in packageLists.holidays));
    expect(daysOf(year).filter((day) => isWorkday(calendar, day).isWorkday)).toEqual(
      daysOf(year).filter(isWorkedThere),
    );
  });

  test("name the version of the package that is installed", () => {
    expect(packageVersion).toBe(packageJson.version);
  });

  test("leave out no newer year that the package has", () => {
    expect(Object.keys(packageLists.holidays).sort().at(-1)?.slice(0, 4)).toBe("2026");
  });
});

describe("isWorkday", () => {
  test.each([
    ["2026-11-20", true, true, "an ordinary Friday"],
    ["2026-11-21", false, true, "an ordinary Saturday"],
    ["2026-11-22", false, true, "an ordinary Sunday"],
    ["2026-10-01", false, true, "a Thursday off"],
    ["2026-10-03", false, true, "a Saturday among the days off"],
    ["2026-10-10", true, true, "a Saturday worked"],
    ["2026-09-20", true, true, "a Sunday worked"],
    ["2024-02-09", true, true, "the eve of the Spring Festival of 2024 was not given off"],
    ["2024-02-29", true, true, "a leap day, a Thursday"],
    ["2027-10-01", true, false, "a Friday of a year without a list: certainly off in truth, so it must not be known"],
    ["2027-10-02", false, false, "a Saturday of a year without a list"],
    ["2023-10-02", true, false, "a Monday of a year before the first list"],
  ] as const)("%s", (day, isWorked, isKnown, _why) => {
    expect(isWorkday(calendar, day)).toEqual({ isWorkday: isWorked, isKnown });
  });

  test.each([
    ["2026-11-20", "2026-11-23", "over a weekend"],
    ["2026-09-30", "2026-10-08", "over the National Day"],
    ["2026-10-09", "2026-10-10", "a Saturday worked is the next"],
    ["2025-12-31", "2026-01-04", "a Sunday worked, in the next year's list"],
    ["2026-12-31", "2027-01-01", "a guess, in a year without a list"],
  ])("the working day after %s is %s", (day, next, _why) => {
    expect(nextWorkday(calendar, day)).toBe(next);
  });
});

/** A made-up list in the shape of a real one: 元旦 1–3, 春节 5–11 February, and so on. */
const listOf2027 = (): CalendarRow[] => [
  ...["01-01", "02-05", "02-08", "02-09", "02-10", "02-11", "04-05", "05-03", "06-09", "09-15", "10-01", "10-04"].map(
    (date) => ({ day: `2027-${date}`, isWorkday: false, name: "放假" }),
  ),
  { day: "2027-02-14", isWorkday: true, name: "春节" },
  { day: "2027-05-01", isWorkday: false, name: "劳动节" },
];

const problemsOf = (rows: readonly CalendarRow[]): string[] => {
  const read = parseCalendarYear(rows);
  return read.ok ? [] : read.problems;
};

describe("an imported year", () => {
  const read = parseCalendarYear(listOf2027(), "导入 2026-11-25");
  const listed = read.ok ? read.year : undefined;

  test("is read, in order, without the Saturdays that are off anyway", () => {
    expect(listed).toMatchObject({ year: 2027, source: "imported", version: "2027年放假安排 / 导入 2026-11-25" });
    expect(listed?.offDays).toHaveLength(12);
    expect(listed?.offDays.some(({ day }) => day === "2027-05-01")).toBe(false);
    expect(listed?.workDays).toEqual([{ day: "2027-02-14", name: "春节" }]);
  });

  test("makes the year known", () => {
    const longer = calendarOf(listed ? [listed] : []);
    expect(isWorkday(longer, "2027-10-01")).toEqual({ isWorkday: false, isKnown: true });
    expect(isWorkday(longer, "2027-02-14")).toEqual({ isWorkday: true, isKnown: true });
    expect(isWorkday(longer, "2027-05-01")).toEqual({ isWorkday: false, isKnown: true });
    expect(isWorkday(longer, "2028-10-02").isKnown).toBe(false);
  });

  test("takes the place of a built-in one", () => {
    const corrected = parseCalendarYear(
      ["01-01", "01-02", "02-16", "02-17", "05-01", "10-01"].map((date) => ({
        day: `2026-${date}`,
        isWorkday: false,
        name: "",
      })),
    );
    expect(corrected.ok).toBe(true);
    if (corrected.ok) expect(isWorkday(calendarOf([corrected.year]), "2026-10-10").isWorkday).toBe(false);
  });

  test.each<[string, (rows: CalendarRow[]) => CalendarRow[], string]>([
    ["nothing", () => [], "名单里没有可用的日期"],
    [
      "a day that is none",
      (rows) => [...rows, { day: "2027-02-30", isWorkday: false, name: "" }],
      "没有“2027-02-30”这一天",
    ],
    ["a day twice", (rows) => [...rows, { day: "2027-01-01", isWorkday: false, name: "" }], "2027-01-01 出现了两次"],
    [
      "a day off and worked",
      (rows) => [...rows, { day: "2027-02-14", isWorkday: false, name: "" }],
      "2027-02-14 既写了放假，又写了上班",
    ],
    [
      "a day of another year",
      (rows) => [...rows, { day: "2026-12-31", isWorkday: false, name: "" }],
      "2026-12-31 不在 2027 年内，请写进 2026 年的名单",
    ],
    [
      "a weekday worked, which it is anyway: the date is likely mistyped",
      (rows) => [...rows, { day: "2027-02-12", isWorkday: true, name: "" }],
      "2027-02-12 是周五，本来就上班，请核对这个“上班”的日期",
    ],
    ["no National Day", (rows) => rows.filter(({ day }) => day !== "2027-10-01"), "缺少 2027-10-01（国庆节）"],
    [
      "the New Year worked",
      (rows) => rows.map((row) => ({ ...row, isWorkday: row.isWorkday || row.day === "2027-01-01" })),
      "2027-01-01 是元旦，不应写成上班",
    ],
    ["four weekdays off", (rows) => rows.slice(0, 4), "周一至周五的放假日只有 4 天，名单可能不全"],
  ])("is refused with %s", (_what, change, problem) => {
    expect(problemsOf(listOf2027())).toEqual([]);
    expect(problemsOf(change(listOf2027()))).toContain(problem);
  });
});

describe("the cells of a list", () => {
  test("are read in the ways in which people write them", () => {
    const { rows, problems } = calendarRowsOf([
      ["日期", "类型", "名称"],
      ["2027-10-01", "放假", "国庆节"],
      ["2027/10/2", "放假", "国庆节"],
      [],
      ["2027.10.10", "上班", ""],
      ["2027年1月1日（周五）", " 放假 ", "元旦"],
      ["２０２７－５－１", "放假", "劳动节"],
    ]);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { day: "2027-10-01", isWorkday: false, name: "国庆节" },
      { day: "2027-10-02", isWorkday: false, name: "国庆节" },
      { day: "2027-10-10", isWorkday: true, name: "" },
      { day: "2027-01-01", isWorkday: false, name: "元旦" },
      { day: "2027-05-01", isWorkday: false, name: "劳动节" },
    ]);
  });

  test("are complained of by line", () => {
    const { rows, problems } = calendarRowsOf([
      ["日期", "类型", "名称"],
      ["10月1日", "放假", "国庆节"],
      ["2027-10-08", "调休", "国庆节"],
      ["2027-02-29", "放假", "没有这一天"],
    ]);
    expect(rows).toEqual([]);
    expect(problems).toEqual([
      "第2行：看不懂日期“10月1日”，应写成 2027-10-01",
      "第3行：类型应为“放假”或“上班”，现为“调休”",
      "第4行：看不懂日期“2027-02-29”，应写成 2027-10-01",
    ]);
  });
});

describe("a public holiday", () => {
  // 「端午节：6月10日放假，与周末连休」: the notice joins a weekend that the list does not name.
  test.each([
    [2024, year2024.holidays, ["2024-06-08", "2024-06-09"]],
    [2025, year2025.holidays, []],
    [2026, year2026.holidays, []],
  ])("of %s is every day of the State Council's list and no other, weekends too", (year, listed, joined) => {
    const named: string[] = [];
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      if (holidayName(calendar, day) !== null) named.push(day);
    expect(named).toEqual([...Object.keys(listed), ...joined].sort());
  });

  test("has the name of the one it lies beside; a weekend day that is worked has none", () => {
    expect(holidayName(calendar, "2026-10-03")).toBe("国庆节");
    expect(holidayName(calendar, "2026-02-22")).toBe("春节");
    expect(holidayName(calendar, "2026-10-10")).toBeNull();
    expect(holidayName(calendar, "2026-11-21")).toBeNull();
  });

  test("is not known in a year without a list", () => {
    expect(holidayName(calendar, "2027-10-01")).toBeNull();
  });
});
