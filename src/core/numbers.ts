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
