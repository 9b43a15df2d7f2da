import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Meal, MealClass } from "../meal-contract.ts";
import type { Closure } from "../meal-rules.ts";

/** With the last day whose orders were taken over. */
export type KeptMeal = Meal & { settledUntil: Day };
export type KeptClosure = Closure & { id: string; isWithdrawn: boolean; version: number };

type MealRow = Omit<KeptMeal, "weekdays"> & { weekdays: string };
const mealOf = ({ weekdays, ...row }: MealRow): KeptMeal => ({ ...row, weekdays: JSON.parse(weekdays) as number[] });

export const mealsOf = (db: ReadableDatabase, withRetired: boolean): KeptMeal[] =>
  db
    .all<MealRow>("SELECT * FROM meals WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", { withRetired })
    .map(mealOf);

export const findMeal = (db: ReadableDatabase, id: string): KeptMeal | undefined => {
  const row = db.one<MealRow>("SELECT * FROM meals WHERE id = :id", { id });
  return row && mealOf(row);
};

export const mealNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM meals WHERE name = :name", { name })?.id;

export const insertMeal = (db: WritableDatabase, meal: Omit<KeptMeal, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO meals (id, name, opens, weekdays, cutOffDays, cutOffMinute, priceFen, settledUntil, isRetired, version)
     VALUES (:id, :name, :opens, :weekdays, :cutOffDays, :cutOffMinute, :priceFen, :settledUntil, 0, 1)`,
    { ...meal, weekdays: JSON.stringify(meal.weekdays) },
  );
};

/** False when someone else saved first. */
export const updateMeal = (db: WritableDatabase, meal: Meal): boolean =>
  db.run(
    `UPDATE meals SET name = :name, opens = :opens, weekdays = :weekdays, cutOffDays = :cutOffDays,
       cutOffMinute = :cutOffMinute, priceFen = :priceFen, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    { ...meal, weekdays: JSON.stringify(meal.weekdays) },
  ) === 1;

export const setSettledUntil = (db: WritableDatabase, id: string, settledUntil: Day): void => {
  db.run("UPDATE meals SET settledUntil = :settledUntil WHERE id = :id", { id, settledUntil });
};

export const classesOf = (db: ReadableDatabase, withRetired: boolean): MealClass[] =>
  db.all<MealClass>("SELECT * FROM meal_classes WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", {
    withRetired,
  });

export const findClass = (db: ReadableDatabase, id: string): MealClass | undefined =>
  db.one<MealClass>("SELECT * FROM meal_classes WHERE id = :id", { id });

export const classNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM meal_classes WHERE name = :name", { name })?.id;

export const classCoded = (db: ReadableDatabase, code: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM meal_classes WHERE code = :code", { code })?.id;

export const insertClass = (db: WritableDatabase, one: Omit<MealClass, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO meal_classes (id, name, code, isFree, subsidyFen, source, minAge, proof, isRetired, version)
     VALUES (:id, :name, :code, :isFree, :subsidyFen, :source, :minAge, :proof, 0, 1)`,
    one,
  );
};

export const updateClass = (db: WritableDatabase, one: MealClass): boolean =>
  db.run(
    `UPDATE meal_classes SET name = :name, code = :code, isFree = :isFree, subsidyFen = :subsidyFen, source = :source,
       minAge = :minAge, proof = :proof, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    one,
  ) === 1;

/** Those that reach a day or lie after it. */
export const closuresFrom = (db: ReadableDatabase, day: Day): KeptClosure[] =>
  db.all("SELECT * FROM meal_closures WHERE isWithdrawn = 0 AND toDay >= :day ORDER BY fromDay, id", { day });

export const findClosure = (db: ReadableDatabase, id: string): KeptClosure | undefined =>
  db.one("SELECT * FROM meal_closures WHERE id = :id", { id });

export const insertClosure = (db: WritableDatabase, closure: Omit<KeptClosure, "isWithdrawn" | "version">): void => {
  db.run(
    `INSERT INTO meal_closures (id, mealId, fromDay, toDay, reason, isWithdrawn, version)
     VALUES (:id, :mealId, :fromDay, :toDay, :reason, 0, 1)`,
    closure,
  );
};

export const withdrawClosure = (db: WritableDatabase, id: string, version: number): boolean =>
  db.run(
    "UPDATE meal_closures SET isWithdrawn = 1, version = version + 1 WHERE id = :id AND version = :version AND isWithdrawn = 0",
    { id, version },
  ) === 1;
