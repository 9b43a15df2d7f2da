import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";

export type KeptMealDay = {
  mealId: string;
  day: Day;
  priceFen: number;
  cookedCount: number | null;
  guestCount: number | null;
  signedCount: number | null;
  explanation: string;
  closedAt: Instant | null;
  closedBy: string | null;
  version: number;
};

export type KeptLine = {
  mealId: string;
  day: Day;
  dinerId: string;
  classId: string;
  orderedCount: number;
  count: number;
  isDelivered: boolean;
  paysFen: number;
  subsidyFen: number;
  lateReason: string;
  takenCount: number | null;
};

type OfDay = { mealId: string; day: Day };

export const findMealDay = (db: ReadableDatabase, { mealId, day }: OfDay): KeptMealDay | undefined =>
  db.one("SELECT * FROM meal_days WHERE mealId = :mealId AND day = :day", { mealId, day });

export const insertMealDay = (db: WritableDatabase, one: OfDay & { priceFen: number }): void => {
  db.run(
    `INSERT INTO meal_days (mealId, day, priceFen, cookedCount, guestCount, signedCount, explanation, closedAt, closedBy, version)
     VALUES (:mealId, :day, :priceFen, NULL, NULL, NULL, '', NULL, NULL, 1)`,
    one,
  );
};

/** Whoever saw it before does not close it any more. */
export const touchMealDay = (db: WritableDatabase, of: OfDay): void => {
  db.run("UPDATE meal_days SET version = version + 1 WHERE mealId = :mealId AND day = :day", of);
};

/** False when something of the day moved meanwhile. */
export const closeMealDay = (db: WritableDatabase, one: Omit<KeptMealDay, "priceFen">): boolean =>
  db.run(
    `UPDATE meal_days SET cookedCount = :cookedCount, guestCount = :guestCount, signedCount = :signedCount,
       explanation = :explanation, closedAt = :closedAt, closedBy = :closedBy, version = version + 1
     WHERE mealId = :mealId AND day = :day AND version = :version`,
    one,
  ) === 1;

export const linesOf = (db: ReadableDatabase, of: OfDay): KeptLine[] =>
  db.all("SELECT * FROM meal_lines WHERE mealId = :mealId AND day = :day", of);

export const findLine = (db: ReadableDatabase, of: OfDay & { dinerId: string }): KeptLine | undefined =>
  db.one("SELECT * FROM meal_lines WHERE mealId = :mealId AND day = :day AND dinerId = :dinerId", of);

export const insertLine = (db: WritableDatabase, line: Omit<KeptLine, "takenCount">): void => {
  db.run(
    `INSERT INTO meal_lines (mealId, day, dinerId, classId, orderedCount, count, isDelivered, paysFen, subsidyFen, lateReason, takenCount)
     VALUES (:mealId, :day, :dinerId, :classId, :orderedCount, :count, :isDelivered, :paysFen, :subsidyFen, :lateReason, NULL)`,
    line,
  );
};

/** What was said of it as taken does not stand any more. */
export const changeLine = (
  db: WritableDatabase,
  line: Pick<KeptLine, "mealId" | "day" | "dinerId" | "count" | "isDelivered" | "lateReason">,
): void => {
  db.run(
    `UPDATE meal_lines SET count = :count, isDelivered = :isDelivered, lateReason = :lateReason, takenCount = NULL
     WHERE mealId = :mealId AND day = :day AND dinerId = :dinerId`,
    line,
  );
};

/** False where there is no such line, or fewer were ordered. */
export const markLine = (db: WritableDatabase, line: OfDay & { dinerId: string; takenCount: number | null }): boolean =>
  db.run(
    `UPDATE meal_lines SET takenCount = :takenCount
     WHERE mealId = :mealId AND day = :day AND dinerId = :dinerId AND coalesce(:takenCount, 0) <= count`,
    line,
  ) === 1;

/** Of a diner what is settled from a day on and not closed. */
export const openLinesFrom = (db: ReadableDatabase, dinerId: string, fromDay: Day): KeptLine[] =>
  db.all(
    `SELECT l.* FROM meal_lines l JOIN meal_days d ON d.mealId = l.mealId AND d.day = l.day
     WHERE l.dinerId = :dinerId AND l.day >= :fromDay AND d.closedAt IS NULL AND l.count > 0 AND l.takenCount IS NULL`,
    { dinerId, fromDay },
  );

export const linesOfDiner = (db: ReadableDatabase, dinerId: string, fromDay: Day, toDay: Day): KeptLine[] =>
  db.all("SELECT * FROM meal_lines WHERE dinerId = :dinerId AND day BETWEEN :fromDay AND :toDay ORDER BY day, mealId", {
    dinerId,
    fromDay,
    toDay,
  });

/** Days that were taken over and not closed, up to and with one; the oldest first. */
export const daysNotClosed = (db: ReadableDatabase, until: Day): OfDay[] =>
  db.all("SELECT mealId, day FROM meal_days WHERE closedAt IS NULL AND day <= :until ORDER BY day, mealId", { until });

export const mealDaysBetween = (db: ReadableDatabase, fromDay: Day, toDay: Day): KeptMealDay[] =>
  db.all("SELECT * FROM meal_days WHERE day BETWEEN :fromDay AND :toDay ORDER BY day, mealId", { fromDay, toDay });

/** The lines of closed days. */
export const closedLinesBetween = (db: ReadableDatabase, fromDay: Day, toDay: Day): KeptLine[] =>
  db.all(
    `SELECT l.* FROM meal_days d JOIN meal_lines l ON l.mealId = d.mealId AND l.day = d.day
     WHERE d.day BETWEEN :fromDay AND :toDay AND d.closedAt IS NOT NULL AND l.takenCount > 0`,
    { fromDay, toDay },
  );
