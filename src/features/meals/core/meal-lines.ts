import type { Day, Instant } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { type NamedPlace, namedPlacesOf } from "#features/people/core/place-store.ts";
import { residentRowsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { MealDay, MealLine } from "../day-contract.ts";
import { cutOffAt, placeKeyOf } from "../meal-rules.ts";
import * as days from "./day-store.ts";
import { dinersById } from "./diner-store.ts";
import { classesOf, type KeptMeal } from "./meal-store.ts";
import { isSettled, orderedBetween } from "./settle.ts";

type BareLine = Pick<MealLine, "dinerId" | "count" | "orderedCount" | "isDelivered" | "lateReason" | "takenCount"> & {
  classId: string | null;
};

const homeOf = (place: NamedPlace | undefined) =>
  place && place.estateId !== null ? { ...place, estateId: place.estateId } : null;

/** Who eats: those who come, then the others, each along the buildings as on paper, and called as on the register today. */
const mealLines = (db: ReadableDatabase, bare: readonly BareLine[]): MealLine[] => {
  const diners = new Map(
    dinersById(
      db,
      bare.map(({ dinerId }) => dinerId),
    ).map((diner) => [diner.id, diner]),
  );
  const residents = residentRowsById(
    db,
    [...diners.values()].map(({ residentId }) => residentId),
  );
  const codes = new Map(classesOf(db, true).map(({ id, code }) => [id, code]));
  const residentOf = (dinerId: string) => residents.get(diners.get(dinerId)?.residentId ?? "");
  const places = namedPlacesOf(
    db,
    bare.map(({ dinerId }) => ({ householdId: residentOf(dinerId)?.householdId ?? null })),
  );
  return bare
    .map(({ classId, ...line }, at) => {
      const diner = diners.get(line.dinerId);
      const resident = residentOf(line.dinerId);
      const place = places[at];
      const shown = {
        ...line,
        residentId: diner?.residentId ?? "",
        name: resident?.name ?? "",
        classCode: codes.get(classId ?? diner?.classId ?? "") ?? "",
        diet: diner?.diet ?? "",
        doorNote: diner?.doorNote ?? "",
        buildingName: place ? `${place.estateName}${place.buildingName}` : "",
        placeLabel: place?.label ?? "",
        maskedPhone: maskPhone(resident?.phone ?? ""),
      };
      return { shown, key: `${shown.isDelivered ? 1 : 0} ${placeKeyOf(homeOf(place))} ${shown.name} ${line.dinerId}` };
    })
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ shown }) => shown);
};

/** One meal of a day, as taken over at its cut-off or as the orders say it now. */
export const mealDayOf = (db: ReadableDatabase, meal: KeptMeal, day: Day, today: Day, now: Instant): MealDay => {
  const of = { mealId: meal.id, mealName: meal.name, day, cutOffAt: cutOffAt(meal, day) };
  const kept = days.findMealDay(db, of);
  if (!kept) {
    // A day that was taken over without one of its own has nobody on it, whatever the orders say by now.
    const isOver = day <= meal.settledUntil;
    const planned = orderedBetween(db, meal, day, day).get(day);
    const notServed = planned?.notServed ?? "";
    const ordered = isOver ? [] : (planned?.lines ?? []);
    const state = isSettled(meal, day, today, now) ? "settled" : "open";
    return {
      ...of,
      state: notServed === "" ? state : "notServed",
      notServed,
      lines: mealLines(
        db,
        ordered.map((line) => ({
          ...line,
          classId: null,
          orderedCount: line.count,
          lateReason: "",
          takenCount: null,
        })),
      ),
      cookedCount: null,
      guestCount: null,
      signedCount: null,
      freeCount: 0,
      explanation: "",
      closedAt: null,
      closedByName: "",
      events: [],
      // Taking it over changes nothing of what is seen of it, a sheet that is about to be printed least of all.
      version: state === "settled" && ordered.length > 0 ? 1 : 0,
    };
  }
  const { closedBy, priceFen: _priceFen, ...counts } = kept;
  const lines = days.linesOf(db, of);
  const accounts = accountNames(db);
  return {
    ...of,
    ...counts,
    state: kept.closedAt === null ? "settled" : "closed",
    notServed: "",
    lines: mealLines(
      db,
      lines.map(({ mealId: _mealId, day: _day, paysFen: _paysFen, subsidyFen: _subsidyFen, ...line }) => line),
    ),
    freeCount: lines.reduce((sum, { paysFen, takenCount }) => sum + (paysFen === 0 ? (takenCount ?? 0) : 0), 0),
    closedByName: accounts.get(closedBy ?? "") ?? "",
    events: timelineOf(db, "mealDay", `${meal.id} ${day}`).map(({ id, at, kind, reason, recordedBy }) => ({
      id,
      at,
      kind,
      reason,
      byName: accounts.get(recordedBy ?? "") ?? "",
    })),
  };
};
