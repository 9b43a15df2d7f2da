import year2024 from "chinese-days/dist/years/2024.json" with { type: "json" };
import year2025 from "chinese-days/dist/years/2025.json" with { type: "json" };
import year2026 from "chinese-days/dist/years/2026.json" with { type: "json" };
import { z } from "zod";
import { addDays, Day, isRealDay, weekdayOf, weekdayWord, yearOf } from "./dates.ts";
import { cleanLine, halfWidth } from "./text.ts";

export const NamedDay = z.object({ day: Day, name: z.string() });
export type NamedDay = z.infer<typeof NamedDay>;

/** One year of the State Council's list: weekdays off and weekend days worked; every other day is as its weekday says. */
export const CalendarYear = z.object({
  year: z.int(),
  version: z.string(),
  source: z.enum(["builtIn", "imported"]),
  offDays: z.array(NamedDay),
  workDays: z.array(NamedDay),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/** By year. A year that is not in it has no list yet, and is estimated. */
export type WorkCalendar = ReadonlyMap<number, CalendarYear>;

/** The built-in years, with those that the centre imported in their place where both exist. */
export const calendarOf = (imported: readonly CalendarYear[]): WorkCalendar =>
  new Map([...builtInYears(), ...imported].map((listed) => [listed.year, listed]));

const isWeekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** In a year without a list Monday to Friday are taken for working days, and `isKnown` says that this is a guess. */
export const isWorkday = (calendar: WorkCalendar, day: Day): { isWorkday: boolean; isKnown: boolean } => {
  const listed = calendar.get(yearOf(day));
  if (!listed) return { isWorkday: !isWeekend(day), isKnown: false };
  const isListed = (days: readonly NamedDay[]) => days.some((other) => other.day === day);
  return { isWorkday: isWeekend(day) ? isListed(listed.workDays) : !isListed(listed.offDays), isKnown: true };
};

const longestRun = 12;

/**
 * 国庆节; null on a day that is like any other. The lists name only the weekdays that are off: a weekend day belongs to
 * the holiday that it lies beside. In a year without a list no holiday is known.
 */
export const holidayName = (calendar: WorkCalendar, day: Day): string | null => {
  const nameOn = (at: Day) => calendar.get(yearOf(at))?.offDays.find((off) => off.day === at)?.name ?? null;
  if (isWorkday(calendar, day).isWorkday) return null;
  for (let away = 0, canGo = [true, true]; away <= longestRun && canGo.some(Boolean); away += 1) {
    const ends = [addDays(day, -away), addDays(day, away)];
    canGo = ends.map((at, side) => canGo[side] === true && !isWorkday(calendar, at).isWorkday);
    const named = ends.flatMap((at, side) => (canGo[side] ? (nameOn(at) ?? []) : []));
    if (named[0] !== undefined) return named[0];
  }
  return null;
};

/** The first working day after a day. */
export const nextWorkday = (calendar: WorkCalendar, day: Day): Day => {
  let next = addDays(day, 1);
  while (!isWorkday(calendar, next).isWorkday) next = addDays(next, 1);
  return next;
};

/** A test holds it against the package that is installed. */
export const packageVersion = "1.5.7";

type PackageYear = { holidays: Record<string, string>; workdays: Record<string, string> };

// The package's functions take a year without a list for one without holidays, and read days in the machine's own zone;
// only its lists are used.
const packageYears: readonly (readonly [number, PackageYear])[] = [
  [2024, year2024],
  [2025, year2025],
  [2026, year2026],
];

/** Throws when an update of the package no longer holds a whole list for one of the years. */
export const builtInYears = (): CalendarYear[] =>
  packageYears.map(([year, { holidays, workdays }]) => {
    const read = parseCalendarYear([...packageRows(holidays, false), ...packageRows(workdays, true)]);
    if (!read.ok || read.year.year !== year) throw new Error(`The package has no whole list for ${year}`);
    return { ...read.year, version: `国务院办公厅 ${year} / 内置 ${packageVersion}`, source: "builtIn" };
  });

/** A value of the package reads `Spring Festival,春节,4`. */
const packageRows = (days: Record<string, string>, isWorked: boolean): CalendarRow[] =>
  Object.entries(days).map(([day, words]) => ({ day, isWorkday: isWorked, name: words.split(",")[1] ?? "" }));

export type CalendarRow = { day: string; isWorkday: boolean; name: string };

export type ParsedYear = { ok: true; year: CalendarYear } | { ok: false; problems: string[] };

/** 元旦、劳动节、国庆节 stand on the same date every year; a list without one of them is not whole. */
const fixedHolidays = [
  ["01-01", "元旦"],
  ["05-01", "劳动节"],
  ["10-01", "国庆节"],
] as const;

/** `mark` tells one import from another, as in `导入 2026-11-25 14:30`; it becomes part of the version. */
export const parseCalendarYear = (rows: readonly CalendarRow[], mark = "导入"): ParsedYear => {
  const real = rows.filter((row) => isRealDay(row.day));
  const year = mostFrequent(real.map((row) => yearOf(row.day)));
  if (year === undefined) return { ok: false, problems: ["名单里没有可用的日期"] };

  const problems = rows.filter((row) => !isRealDay(row.day)).map((row) => `没有“${row.day}”这一天`);
  const seen = new Map<Day, boolean>();
  for (const { day, isWorkday: isWorked } of real) {
    const before = seen.get(day);
    if (before !== undefined)
      problems.push(before === isWorked ? `${day} 出现了两次` : `${day} 既写了放假，又写了上班`);
    seen.set(day, isWorked);
    if (yearOf(day) !== year) problems.push(`${day} 不在 ${year} 年内，请写进 ${yearOf(day)} 年的名单`);
    else if (isWorked && !isWeekend(day))
      problems.push(`${day} 是${weekdayWord(day)}，本来就上班，请核对这个“上班”的日期`);
  }

  const offDays = namedDays(real, (row) => !row.isWorkday && !isWeekend(row.day));
  for (const [date, name] of fixedHolidays) {
    const day = `${year}-${date}`;
    if (seen.get(day) === true) problems.push(`${day} 是${name}，不应写成上班`);
    else if (!isWeekend(day) && !seen.has(day)) problems.push(`缺少 ${day}（${name}）`);
  }
  if (offDays.length < 5) problems.push(`周一至周五的放假日只有 ${offDays.length} 天，名单可能不全`);
  if (problems.length > 0) return { ok: false, problems };

  const workDays = namedDays(real, (row) => row.isWorkday);
  const version = `${year}年放假安排 / ${mark}`;
  return { ok: true, year: { year, version, source: "imported", offDays, workDays } };
};

const namedDays = (rows: readonly CalendarRow[], isMeant: (row: CalendarRow) => boolean): NamedDay[] =>
  rows
    .filter(isMeant)
    .map(({ day, name }) => ({ day, name: cleanLine(name) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));

const mostFrequent = (years: readonly number[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};

/** The columns of a list as a person keeps it: in a sheet, or pasted. */
export const calendarColumns = ["日期", "类型", "名称"] as const;

/** Reads the cells of such a list; a heading and empty lines are passed over. */
export const calendarRowsOf = (table: readonly (readonly string[])[]): { rows: CalendarRow[]; problems: string[] } => {
  const rows: CalendarRow[] = [];
  const problems: string[] = [];
  for (const [index, cells] of table.entries()) {
    const [date = "", kind = "", name = ""] = cells.map((cell) => halfWidth(cleanLine(cell)));
    if ((date === "" && kind === "" && name === "") || date === calendarColumns[0]) continue;
    const day = writtenDay(date);
    if (day === undefined) problems.push(`第${index + 1}行：看不懂日期“${date}”，应写成 2027-10-01`);
    if (kind !== "放假" && kind !== "上班") problems.push(`第${index + 1}行：类型应为“放假”或“上班”，现为“${kind}”`);
    else if (day !== undefined) rows.push({ day, isWorkday: kind === "上班", name });
  }
  return { rows, problems };
};

/** `2027-10-1`, `2027/10/01`, `2027.10.1` or `2027年10月1日`, with or without 「(周五)」. */
const writtenDay = (text: string): Day | undefined => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*\(.*\))?$/.exec(text);
  if (!found) return undefined;
  const day = `${found[1]}-${found[2]?.padStart(2, "0")}-${found[3]?.padStart(2, "0")}`;
  return isRealDay(day) ? day : undefined;
};
