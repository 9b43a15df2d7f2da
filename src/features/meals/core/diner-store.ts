import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Change, Order, Pause } from "../meal-rules.ts";

export type KeptDiner = {
  id: string;
  residentId: string;
  classId: string;
  basis: string;
  diet: string;
  isDelivered: boolean;
  doorNote: string;
  isEnded: boolean;
  version: number;
};
export type KeptOrder = Order & { id: string; mealId: string; weekdays: number[]; version: number };
export type KeptPause = Pause & { id: string; reason: string; version: number };

type OrderRow = Omit<KeptOrder, "weekdays"> & { weekdays: string };
const orderOf = ({ weekdays, ...row }: OrderRow): KeptOrder => ({ ...row, weekdays: JSON.parse(weekdays) as number[] });

export const dinersById = (db: ReadableDatabase, ids: readonly string[]): KeptDiner[] =>
  db.all("SELECT * FROM diners WHERE id IN (SELECT value FROM json_each(:ids))", { ids: JSON.stringify(ids) });

export const findDiner = (db: ReadableDatabase, id: string): KeptDiner | undefined => dinersById(db, [id])[0];

export const dinerOfResident = (db: ReadableDatabase, residentId: string): KeptDiner | undefined =>
  db.one("SELECT * FROM diners WHERE residentId = :residentId", { residentId });

const found = `diners d JOIN residents r ON r.id = d.residentId
  WHERE (d.isEnded = 0 OR :withEnded = 1) AND (:words = '' OR instr(r.name, :words) > 0 OR instr(r.phone, :words) > 0)`;
type Search = { words: string; withEnded: boolean };

export const searchDiners = (db: ReadableDatabase, search: Search, limit: number): KeptDiner[] =>
  db.all(`SELECT d.* FROM ${found} ORDER BY d.isEnded, r.name, d.id LIMIT :limit`, { ...search, limit });

export const dinerCount = (db: ReadableDatabase, search: Search): number =>
  db.one<{ count: number }>(`SELECT count(*) AS count FROM ${found}`, search)?.count ?? 0;

export const insertDiner = (db: WritableDatabase, diner: Omit<KeptDiner, "isEnded" | "version">): void => {
  db.run(
    `INSERT INTO diners (id, residentId, classId, basis, diet, isDelivered, doorNote, isEnded, version)
     VALUES (:id, :residentId, :classId, :basis, :diet, :isDelivered, :doorNote, 0, 1)`,
    diner,
  );
};

/** False when someone else saved first. */
export const updateDiner = (db: WritableDatabase, diner: Omit<KeptDiner, "residentId">): boolean =>
  db.run(
    `UPDATE diners SET classId = :classId, basis = :basis, diet = :diet, isDelivered = :isDelivered,
       doorNote = :doorNote, isEnded = :isEnded, version = version + 1
     WHERE id = :id AND version = :version`,
    diner,
  ) === 1;

export const ordersOf = (db: ReadableDatabase, dinerIds: readonly string[]): KeptOrder[] =>
  db
    .all<OrderRow>(
      `SELECT * FROM standing_orders WHERE dinerId IN (SELECT value FROM json_each(:dinerIds))
       ORDER BY mealId, fromDay, id`,
      { dinerIds: JSON.stringify(dinerIds) },
    )
    .map(orderOf);

/** Days from one to another, of everybody or of one diner. */
export type Span = { fromDay: Day; toDay: Day; dinerId: string | null };

const isAsked = "(:dinerId IS NULL OR dinerId = :dinerId)";

/** The standing orders of a meal that reach into a time. */
export const ordersBetween = (db: ReadableDatabase, mealId: string, span: Span): KeptOrder[] =>
  db
    .all<OrderRow>(
      `SELECT * FROM standing_orders WHERE mealId = :mealId AND fromDay <= :toDay AND (toDay IS NULL OR toDay >= :fromDay)
         AND ${isAsked}
       ORDER BY id`,
      { mealId, ...span },
    )
    .map(orderOf);

export const findOrder = (db: ReadableDatabase, id: string): KeptOrder | undefined => {
  const row = db.one<OrderRow>("SELECT * FROM standing_orders WHERE id = :id", { id });
  return row && orderOf(row);
};

export const insertOrder = (db: WritableDatabase, order: Omit<KeptOrder, "version">): void => {
  db.run(
    `INSERT INTO standing_orders (id, dinerId, mealId, weekdays, fromDay, toDay, count, isDelivered, version)
     VALUES (:id, :dinerId, :mealId, :weekdays, :fromDay, :toDay, :count, :isDelivered, 1)`,
    { ...order, weekdays: JSON.stringify(order.weekdays) },
  );
};

export const endOrder = (db: WritableDatabase, { id, version, toDay }: Pick<KeptOrder, "id" | "version" | "toDay">) =>
  db.run("UPDATE standing_orders SET toDay = :toDay, version = version + 1 WHERE id = :id AND version = :version", {
    id,
    version,
    toDay,
  }) === 1;

export const pausesOf = (db: ReadableDatabase, dinerIds: readonly string[]): KeptPause[] =>
  db.all("SELECT * FROM meal_pauses WHERE dinerId IN (SELECT value FROM json_each(:dinerIds)) ORDER BY fromDay, id", {
    dinerIds: JSON.stringify(dinerIds),
  });

export const pausesBetween = (db: ReadableDatabase, span: Span): KeptPause[] =>
  db.all(
    `SELECT * FROM meal_pauses WHERE fromDay <= :toDay AND (toDay IS NULL OR toDay >= :fromDay) AND ${isAsked}`,
    span,
  );

export const findPause = (db: ReadableDatabase, id: string): KeptPause | undefined =>
  db.one("SELECT * FROM meal_pauses WHERE id = :id", { id });

export const insertPause = (db: WritableDatabase, pause: Omit<KeptPause, "version">): void => {
  db.run(
    `INSERT INTO meal_pauses (id, dinerId, fromDay, toDay, reason, version)
     VALUES (:id, :dinerId, :fromDay, :toDay, :reason, 1)`,
    pause,
  );
};

export const endPause = (db: WritableDatabase, { id, version, toDay }: Pick<KeptPause, "id" | "version" | "toDay">) =>
  db.run("UPDATE meal_pauses SET toDay = :toDay, version = version + 1 WHERE id = :id AND version = :version", {
    id,
    version,
    toDay,
  }) === 1;

/** What was said for single days of a meal. */
export const changesBetween = (db: ReadableDatabase, mealId: string, span: Span): (Change & { day: Day })[] =>
  db.all(
    `SELECT * FROM meal_changes WHERE mealId = :mealId AND day BETWEEN :fromDay AND :toDay AND ${isAsked}
     ORDER BY day, dinerId`,
    { mealId, ...span },
  );

export const putChange = (db: WritableDatabase, change: Change & { mealId: string; day: Day }): void => {
  db.run(
    `INSERT INTO meal_changes (mealId, day, dinerId, count, isDelivered)
     VALUES (:mealId, :day, :dinerId, :count, :isDelivered)
     ON CONFLICT (mealId, day, dinerId) DO UPDATE SET count = :count, isDelivered = :isDelivered`,
    change,
  );
};

/** What was said for days after one. */
export const dropChangesAfter = (db: WritableDatabase, dinerId: string, day: Day): void => {
  db.run("DELETE FROM meal_changes WHERE dinerId = :dinerId AND day > :day", { dinerId, day });
};
