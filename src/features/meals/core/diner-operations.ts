import { addDays, type Day, type Instant } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { findResident, residentRowsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { Diner, DinerDay, dinerContract } from "../diner-contract.ts";
import { ageOn, basisAsked, doOrdersMeet } from "../meal-rules.ts";
import { orderText } from "../order-text.ts";
import { linesOfDiner } from "./day-store.ts";
import * as store from "./diner-store.ts";
import { classesOf, findClass, findMeal, mealsOf } from "./meal-store.ts";
import { isSettled, orderedBetween, settle, takeOff } from "./settle.ts";

const mostListed = 300;
const daysShown = 14;
const nowhere = { estateId: null, buildingId: null, unitId: null };

const dinerLines = (db: ReadableDatabase, rows: readonly store.KeptDiner[], today: Day): Diner[] => {
  const ids = rows.map(({ id }) => id);
  const residents = residentRowsById(
    db,
    rows.map(({ residentId }) => residentId),
  );
  const homes = placeLabelsOf(
    db,
    rows.map(({ id, residentId }) => ({
      id,
      ...nowhere,
      householdId: residents.get(residentId)?.householdId ?? null,
    })),
  );
  const classes = new Map(classesOf(db, true).map((one) => [one.id, one]));
  const mealNames = new Map(mealsOf(db, true).map(({ id, name }) => [id, name]));
  const orders = Map.groupBy(store.ordersOf(db, ids), ({ dinerId }) => dinerId);
  const pauses = Map.groupBy(store.pausesOf(db, ids), ({ dinerId }) => dinerId);
  return rows.map((row) => {
    const resident = residents.get(row.residentId);
    const age = ageOn(resident?.birthDate ?? null, today);
    const isAhead = ({ toDay }: { toDay: Day | null }) => toDay === null || toDay >= today;
    return {
      ...row,
      name: resident?.name ?? "",
      detail: [age === null ? "" : `${age} 岁`, homes.get(row.id) ?? ""].filter((part) => part !== "").join(" "),
      maskedPhone: maskPhone(resident?.phone ?? ""),
      className: classes.get(row.classId)?.name ?? "",
      classCode: classes.get(row.classId)?.code ?? "",
      orders: (orders.get(row.id) ?? [])
        .filter(isAhead)
        .map(({ dinerId: _dinerId, ...order }) => ({ ...order, mealName: mealNames.get(order.mealId) ?? "" })),
      pauses: (pauses.get(row.id) ?? []).filter(isAhead).map(({ dinerId: _dinerId, ...pause }) => pause),
    };
  });
};

/** The days ahead of a diner, meal by meal. */
const daysAhead = (db: ReadableDatabase, dinerId: string, today: Day, now: Instant): DinerDay[] => {
  const toDay = addDays(today, daysShown - 1);
  const kept = new Map(
    linesOfDiner(db, dinerId, today, toDay).map((line) => [`${line.mealId} ${line.day}`, line] as const),
  );
  const pauses = store.pausesOf(db, [dinerId]);
  return mealsOf(db, false)
    .flatMap((meal) =>
      [...orderedBetween(db, meal, today, toDay, dinerId)].map(([day, { notServed, lines }]) => {
        const isTakenOver = day <= meal.settledUntil;
        const own = isTakenOver ? kept.get(`${meal.id} ${day}`) : lines[0];
        return {
          day,
          mealId: meal.id,
          mealName: meal.name,
          count: own?.count ?? 0,
          isDelivered: own?.isDelivered ?? false,
          isPaused: pauses.some((pause) => pause.fromDay <= day && (pause.toDay === null || day <= pause.toDay)),
          isSettled: isSettled(meal, day, today, now),
          notServed,
        };
      }),
    )
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
};

type Checking = Pick<AnyCommandContext, "db" | "today" | "refuse" | "refuseField">;

/** A class that is in use, with what has to be written down before somebody is put in it. */
const checkClass = (
  { db, today, refuse, refuseField }: Checking,
  { classId, basis, residentId, before }: { classId: string; basis: string; residentId: string; before?: string },
): void => {
  const one = findClass(db, classId);
  if (!one) throw refuseField("classId", "没有这个类别");
  if (one.isRetired && before !== classId) throw refuse("MealClassRetired");
  const asked = basisAsked(one, ageOn(findResident(db, residentId)?.birthDate ?? null, today));
  if (asked !== null && basis === "") throw refuse("MealBasisNeeded", { asked });
};

const findActive = ({ db, refuse }: Pick<Checking, "db" | "refuse">, id: string): store.KeptDiner => {
  const diner = store.findDiner(db, id);
  if (!diner) throw refuse("NotFound");
  if (diner.isEnded) throw refuse("DinerEnded");
  return diner;
};

export const dinerOperations: Handlers<typeof dinerContract> = {
  "meals.listDiners": ({ db, today }, search) => ({
    diners: dinerLines(db, store.searchDiners(db, search, mostListed), today),
    totalCount: store.dinerCount(db, search),
  }),

  "meals.diner": ({ db, now, today, refuse }, { id }) => {
    const row = store.findDiner(db, id);
    const [line] = row ? dinerLines(db, [row], today) : [];
    if (!line) throw refuse("NotFound");
    const accounts = accountNames(db);
    return {
      ...line,
      days: daysAhead(db, id, today, now),
      events: timelineOf(db, "diner", id).map((event) => ({
        id: event.id,
        at: event.at,
        kind: event.kind,
        reason: event.reason,
        byName: accounts.get(event.recordedBy ?? "") ?? "",
      })),
    };
  },

  "meals.dinerOf": ({ db, today }, { residentId }) => {
    const row = store.dinerOfResident(db, residentId);
    if (!row) return { diner: null, takenThisMonth: 0 };
    const lines = linesOfDiner(db, row.id, `${today.slice(0, 7)}-01`, today);
    return {
      diner: dinerLines(db, [row], today)[0] ?? null,
      takenThisMonth: lines.reduce((sum, { takenCount }) => sum + (takenCount ?? 0), 0),
    };
  },

  "meals.addDiner": (context, fields) => {
    const { db, newId, refuse, refuseField, addEvent } = context;
    settle(context);
    if (!findResident(db, fields.residentId)) throw refuseField("residentId", "没有这位居民");
    if (store.dinerOfResident(db, fields.residentId)) throw refuse("DinerKnown");
    checkClass(context, fields);
    const id = newId();
    store.insertDiner(db, { ...fields, id });
    addEvent({ of: "diner", id, kind: "dinerAdded", reason: fields.basis });
    return { id, version: 1 };
  },

  "meals.changeDiner": (context, { id, version, ...fields }) => {
    const { db, refuse, addEvent } = context;
    settle(context);
    const before = store.findDiner(db, id);
    if (!before) throw refuse("NotFound");
    checkClass(context, { ...fields, residentId: before.residentId, before: before.classId });
    if (!store.updateDiner(db, { ...before, ...fields, version })) throw refuse("Conflict");
    const isMoved = before.classId !== fields.classId;
    const from = findClass(db, before.classId)?.name ?? "";
    const to = findClass(db, fields.classId)?.name ?? "";
    addEvent({
      of: "diner",
      id,
      kind: isMoved ? "dinerMoved" : "dinerChanged",
      reason: isMoved ? `${from} → ${to}${fields.basis === "" ? "" : `（${fields.basis}）`}` : "",
    });
    return { id, version: version + 1 };
  },

  "meals.endDiner": (context, { id, version, reason }) => {
    const { db, today, refuse, addEvent } = context;
    settle(context);
    const diner = findActive(context, id);
    if (!store.updateDiner(db, { ...diner, version, isEnded: true })) throw refuse("Conflict");
    for (const order of store.ordersOf(db, [id]))
      if (order.toDay === null || order.toDay > today) store.endOrder(db, { ...order, toDay: today });
    store.dropChangesAfter(db, id, today);
    takeOff(context, id, addDays(today, 1), reason);
    addEvent({ of: "diner", id, kind: "dinerEnded", reason });
    return { id, version: version + 1 };
  },

  "meals.takeDinerBack": (context, { id, version }) => {
    const { db, refuse, addEvent } = context;
    settle(context);
    const diner = store.findDiner(db, id);
    if (!diner?.isEnded) throw refuse("NotFound");
    if (!store.updateDiner(db, { ...diner, version, isEnded: false })) throw refuse("Conflict");
    addEvent({ of: "diner", id, kind: "dinerBack" });
    return { id, version: version + 1 };
  },

  "meals.addOrder": (context, order) => {
    const { db, now, today, newId, refuse, refuseField, addEvent } = context;
    settle(context);
    findActive(context, order.dinerId);
    const meal = findMeal(db, order.mealId);
    if (!meal) throw refuseField("mealId", "没有这个餐次");
    if (meal.isRetired) throw refuse("MealRetired");
    if (isSettled(meal, order.fromDay, today, now)) throw refuse("MealDaySettled");
    const met = store
      .ordersOf(db, [order.dinerId])
      .filter((other) => other.mealId === order.mealId && doOrdersMeet(order, other));
    if (met.length > 0) throw refuse("OrdersMeet");
    const id = newId();
    store.insertOrder(db, { ...order, id });
    addEvent({
      of: "diner",
      id: order.dinerId,
      kind: "orderAdded",
      reason: orderText({ ...order, mealName: meal.name }),
    });
    return { id, version: 1 };
  },

  "meals.endOrder": (context, { id, version, lastDay }) => {
    const { db, now, today, refuse, addEvent } = context;
    settle(context);
    const order = store.findOrder(db, id);
    const meal = order && findMeal(db, order.mealId);
    if (!order || !meal) throw refuse("NotFound");
    if (order.toDay !== null && order.toDay <= lastDay) throw refuse("OrderOver");
    if (isSettled(meal, addDays(lastDay, 1), today, now)) throw refuse("MealDaySettled");
    if (!store.endOrder(db, { id, version, toDay: lastDay })) throw refuse("Conflict");
    addEvent({
      of: "diner",
      id: order.dinerId,
      kind: "orderEnded",
      reason: `${orderText({ ...order, mealName: meal.name })}，最后一天 ${lastDay}`,
    });
    return { id, version: version + 1 };
  },

  "meals.addPause": (context, pause) => {
    const { db, today, newId, refuse, addEvent } = context;
    settle(context);
    findActive(context, pause.dinerId);
    if (pause.fromDay < today) throw refuse("PauseInPast");
    const id = newId();
    store.insertPause(db, { ...pause, id });
    const lasts = (day: Day) => pause.toDay === null || day <= pause.toDay;
    const until = pause.toDay === null ? "不知道到哪天" : `到 ${pause.toDay}`;
    addEvent({
      of: "diner",
      id: pause.dinerId,
      kind: "paused",
      reason: `从 ${pause.fromDay} 起，${until}：${pause.reason}`,
    });
    const takenOffCount = takeOff(context, pause.dinerId, pause.fromDay, pause.reason, lasts);
    return { id, version: 1, takenOffCount };
  },

  "meals.endPause": (context, { id, version, lastDay }) => {
    const { db, refuse, addEvent } = context;
    settle(context);
    const pause = store.findPause(db, id);
    if (!pause) throw refuse("NotFound");
    if (pause.toDay !== null && pause.toDay <= lastDay) throw refuse("PauseOver");
    if (!store.endPause(db, { id, version, toDay: lastDay })) throw refuse("Conflict");
    addEvent({ of: "diner", id: pause.dinerId, kind: "pauseEnded", reason: `暂停到 ${lastDay} 为止` });
    return { id, version: version + 1 };
  },
};
