import type { Instant } from "#base/dates.ts";
import type { WritableDatabase } from "./database.ts";

/** The next number of a yearly series, gapless because it is taken in the transaction that uses it. */
export const nextNumber = (db: WritableDatabase, series: string, year: number): number => {
  db.run(
    `INSERT INTO counters (series, year, value) VALUES (:series, :year, 1)
     ON CONFLICT (series, year) DO UPDATE SET value = value + 1`,
    { series, year },
  );
  const row = db.one<{ value: number }>("SELECT value FROM counters WHERE series = :series AND year = :year", {
    series,
    year,
  });
  if (!row) throw new Error("A counter row vanished inside its transaction");
  return row.value;
};

/** Notes that a number was given and stands on no record; it is never given again. */
export const voidNumber = (
  db: WritableDatabase,
  series: string,
  year: number,
  number: number,
  reason: string,
  at: Instant,
): void => {
  const isJoined =
    db.run(
      `UPDATE void_numbers SET toValue = :number
       WHERE series = :series AND year = :year AND toValue = :number - 1 AND reason = :reason`,
      { series, year, number, reason },
    ) === 1;
  if (!isJoined)
    db.run(
      `INSERT INTO void_numbers (series, year, fromValue, toValue, reason, at)
       VALUES (:series, :year, :number, :number, :reason, :at)`,
      { series, year, number, reason, at },
    );
};

/** Numbers that exist on no record of this file. */
export type NumberGap = { series: string; year: number; fromValue: number; toValue: number };

/**
 * Lets every series go on above the given counters, and notes the numbers in between as void: they stand on paper that
 * another state of the centre gave out. Counters only ever grow.
 */
export const raiseCounters = (
  db: WritableDatabase,
  counters: readonly { series: string; year: number; value: number }[],
  reason: string,
  at: Instant,
): NumberGap[] => {
  const gaps: NumberGap[] = [];
  for (const { series, year, value } of counters) {
    const own = db.one<{ value: number }>("SELECT value FROM counters WHERE series = :series AND year = :year", {
      series,
      year,
    });
    const fromValue = (own?.value ?? 0) + 1;
    if (fromValue > value) continue;
    db.run(
      `INSERT INTO counters (series, year, value) VALUES (:series, :year, :value)
       ON CONFLICT (series, year) DO UPDATE SET value = :value`,
      { series, year, value },
    );
    db.run(
      `INSERT INTO void_numbers (series, year, fromValue, toValue, reason, at)
       VALUES (:series, :year, :fromValue, :value, :reason, :at)`,
      { series, year, fromValue, value, reason, at },
    );
    gaps.push({ series, year, fromValue, toValue: value });
  }
  return gaps;
};
