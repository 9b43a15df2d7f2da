import { type CalendarYear, calendarOf, type WorkCalendar } from "#base/calendar.ts";
import type { Day } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";

const builtIn = calendarOf([]);

export const importedYearsOf = (db: ReadableDatabase): CalendarYear[] => {
  const years = db.all<{ year: number; source: string; version: number }>(
    "SELECT year, source, version FROM calendar_years ORDER BY year",
  );
  if (years.length === 0) return [];
  const days = db.all<{ day: Day; year: number; isWorkday: boolean; name: string }>(
    "SELECT day, year, isWorkday, name FROM calendar_days ORDER BY day",
  );
  return years.map(({ year, source, version }) => {
    const ofYear = days.filter((day) => day.year === year);
    const named = (isWorkday: boolean) =>
      ofYear.filter((day) => day.isWorkday === isWorkday).map(({ day, name }) => ({ day, name }));
    return {
      year,
      version: `${source} 第${version}版`,
      source: "imported",
      offDays: named(false),
      workDays: named(true),
    };
  });
};

/** The working days as this centre knows them: the built-in years, and what it imported in their place or beyond. */
export const workCalendarOf = (db: ReadableDatabase): WorkCalendar => {
  const imported = importedYearsOf(db);
  return imported.length === 0 ? builtIn : calendarOf(imported);
};
