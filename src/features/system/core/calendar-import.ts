import { isDeepStrictEqual } from "node:util";
import { type CalendarRow, parseCalendarYear } from "#base/calendar.ts";
import { weekdayOf, yearOf } from "#base/dates.ts";
import { type ImportKind, type ImportRun, textOf } from "#core/import-kind.ts";
import { JobProblem } from "#core/jobs.ts";
import { findCalendarDay, importedYearsOf, isYearImported, replaceCalendarYear } from "./calendar-store.ts";

/** A year counts only as a whole: a list without 国庆节 would make deadlines wrong without anybody noticing. */
const beginYear = (): ImportRun => {
  const rows: CalendarRow[] = [];
  return {
    write: (row, { db }) => {
      const day = textOf(row, "day");
      const isWorkday = textOf(row, "type") === "work";
      const name = textOf(row, "name");
      if (rows.some((other) => other.day === day && other.isWorkday === isWorkday))
        return { refused: "这一天出现了两次" };
      rows.push({ day, isWorkday, name });
      // A day off at a weekend changes nothing and is not kept, so it is known as soon as its year is.
      const isKept = isWorkday || ![0, 6].includes(weekdayOf(day));
      const kept = findCalendarDay(db, day);
      const isKnown = isKept ? kept?.isWorkday === isWorkday && kept.name === name : isYearImported(db, yearOf(day));
      return isKnown ? "known" : "taken";
    },
    finish: ({ db, now }) => {
      const read = parseCalendarYear(rows);
      if (!read.ok) throw new JobProblem(`没有导入：${read.problems.slice(0, 5).join("；")}。`);
      const { year, offDays, workDays } = read.year;
      const before = importedYearsOf(db).find((listed) => listed.year === year);
      const isSame = before && isDeepStrictEqual([before.offDays, before.workDays], [offDays, workDays]);
      if (!isSame) replaceCalendarYear(db, read.year, `${year}年放假安排`, now);
    },
  };
};

export const calendarImport: ImportKind = {
  kind: "holidays",
  title: "节假日",
  needs: "admin",
  jobName: "system.importHolidays",
  shape: {
    columns: [
      { key: "day", title: "日期", aliases: ["时间", "年月日", "放假日期"], kind: "day", isRequired: true },
      {
        key: "type",
        title: "类型",
        aliases: ["类别", "安排", "状态", "是否上班"],
        kind: "word",
        isRequired: true,
        words: { 放假: "off", 休: "off", 休息: "off", 节假日: "off", 上班: "work", 班: "work", 调休上班: "work" },
      },
      { key: "name", title: "名称", aliases: ["节日", "节日名称", "节假日名称", "说明"], kind: "line", longest: 20 },
    ],
    needsOneOf: [],
  },
  choices: [],
  begin: beginYear,
  // The year is written whole, in the slice that ends the import, so there is never a part of it to take back.
  takeBack: () => 0,
};
