import { type CalendarRow, parseCalendarYear } from "#base/calendar.ts";
import { weekdayOf } from "#base/dates.ts";
import { type ImportKind, type ImportRun, textOf } from "#core/import-kind.ts";
import { JobProblem } from "#core/jobs.ts";
import { findCalendarDay, replaceCalendarYear } from "./calendar-store.ts";

const kindOfDay = { off: "off", work: "work" } as const;

/** A year counts only as a whole: a list without 国庆节 would make deadlines wrong without anybody noticing. */
const beginYear = (): ImportRun => {
  const rows: CalendarRow[] = [];
  let isNews = false;
  return {
    write: (row, { db }) => {
      const day = textOf(row, "day");
      const isWorkday = textOf(row, "type") === kindOfDay.work;
      const name = textOf(row, "name");
      if (rows.some((other) => other.day === day && other.isWorkday === isWorkday))
        return { refused: "这一天出现了两次" };
      rows.push({ day, isWorkday, name });
      const known = findCalendarDay(db, day);
      // Days off at a weekend change nothing, and are not kept.
      const isKept = isWorkday || ![0, 6].includes(weekdayOf(day));
      if (known ? known.isWorkday === isWorkday && known.name === name : !isKept && rows.length > 1) return "known";
      isNews = true;
      return "taken";
    },
    finish: ({ db, now }) => {
      const read = parseCalendarYear(rows);
      if (!read.ok) throw new JobProblem(`没有导入：${read.problems.slice(0, 5).join("；")}。`);
      if (isNews) replaceCalendarYear(db, read.year, `${read.year.year}年放假安排`, now);
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
