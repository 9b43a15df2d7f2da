import { type CalendarYear, calendarOf, type WorkCalendar } from "#base/calendar.ts";
import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

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

export const findCalendarDay = (
  db: ReadableDatabase,
  day: Day,
): { day: Day; isWorkday: boolean; name: string } | undefined =>
  db.one("SELECT day, isWorkday, name FROM calendar_days WHERE day = :day", { day });

export const isYearImported = (db: ReadableDatabase, year: number): boolean =>
  db.one("SELECT 1 FROM calendar_years WHERE year = :year", { year }) !== undefined;

/** Puts the list of a year in the place of the one imported before. */
export const replaceCalendarYear = (db: WritableDatabase, listed: CalendarYear, source: string, at: Instant): void => {
  const { year } = listed;
  db.run("DELETE FROM calendar_days WHERE year = :year", { year });
  db.run(
    `INSERT INTO calendar_years (year, source, version, importedAt) VALUES (:year, :source, 1, :at)
     ON CONFLICT (year) DO UPDATE SET source = :source, version = version + 1, importedAt = :at`,
    { year, source, at },
  );
  const days = [
    ...listed.offDays.map((named) => ({ ...named, isWorkday: false })),
    ...listed.workDays.map((named) => ({ ...named, isWorkday: true })),
  ];
  for (const day of days)
    db.run("INSERT INTO calendar_days (day, year, isWorkday, name) VALUES (:day, :year, :isWorkday, :name)", {
      ...day,
      year,
    });
};
