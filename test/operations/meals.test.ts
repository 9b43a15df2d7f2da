import { describe, expect, test } from "vitest";
import { mealDayContract } from "#features/meals/day-contract.ts";
import { dinerContract } from "#features/meals/diner-contract.ts";
import { mealContract } from "#features/meals/meal-contract.ts";
import { addResident } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, refusalOf } from "../support/council.ts";
import { addClass, addMeal, openCanteen } from "../support/meals.ts";

const monday = "2026-11-23";
const tuesday = "2026-11-24";

describe("what the canteen goes by", () => {
  test("is named once, and out of use when retired", () => {
    const { clerk, secretary, mealId, classId } = openCanteen();
    const meal = { name: "午餐", cutOffMinute: 960, priceFen: 1200 };
    expect(refusalOf(secretary, "meals.addMeal", meal).code).toBe("MealNameTaken");
    const dinner = addMeal(secretary, { name: "晚餐", opens: "weekdays", weekdays: [1, 3] });
    expect(refusalOf(secretary, "meals.changeMeal", { ...meal, id: dinner, version: 1 }).code).toBe("MealNameTaken");
    expect(refusalOf(secretary, "meals.changeMeal", { ...meal, id: mealId, version: 9 }).code).toBe("Conflict");
    expect(refusalOf(secretary, "meals.changeMeal", { ...meal, name: "早餐", id: "x", version: 1 }).code).toBe(
      "NotFound",
    );
    expect(fieldsOf(secretary, "meals.addMeal", { ...meal, name: "早餐", opens: "weekdays" })).toEqual(["weekdays"]);
    secretary.ok("meals.changeMeal", { ...meal, name: "晚餐", id: dinner, version: 1, isRetired: true });
    expect(clerk.ok("meals.setting", {}).meals.map(({ name }) => name)).toEqual(["午餐"]);
    expect(clerk.ok("meals.setting", { withRetired: true }).meals).toHaveLength(2);

    expect(refusalOf(secretary, "meals.addClass", { name: "六十岁以上", code: "丙" }).code).toBe("MealClassNameTaken");
    expect(refusalOf(secretary, "meals.addClass", { name: "其他", code: "乙" }).code).toBe("MealClassCodeTaken");
    const full = addClass(secretary, { name: "全价", code: "丁", subsidyFen: 0, minAge: null });
    const asOther = { name: "全价", code: "丁", id: classId, version: 1 };
    expect(refusalOf(secretary, "meals.changeClass", asOther).code).toBe("MealClassNameTaken");
    expect(refusalOf(secretary, "meals.changeClass", { ...asOther, name: "新" }).code).toBe("MealClassCodeTaken");
    expect(refusalOf(secretary, "meals.changeClass", { ...asOther, id: full, version: 9 }).code).toBe("Conflict");
    expect(refusalOf(secretary, "meals.changeClass", { ...asOther, id: "x" }).code).toBe("NotFound");
    expect(fieldsOf(secretary, "meals.addClass", { name: "新", code: "新", isFree: true, subsidyFen: 5 })).toEqual([
      "subsidyFen",
    ]);
  });

  test("a closure takes the days off that can still be ordered, until it is withdrawn", () => {
    const { secretary, mealId, addDiner, order, dayOf, test: core } = openCanteen();
    order(addDiner("赵大爷"));
    const closure = { mealId, fromDay: tuesday, toDay: "2026-11-25", reason: "燃气检修" };
    const { id } = secretary.ok("meals.addClosure", closure);
    expect(dayOf(tuesday)).toMatchObject({ state: "notServed", notServed: "燃气检修", lines: [] });
    expect(dayOf(monday).lines).toHaveLength(1);
    secretary.ok("meals.withdrawClosure", { id, version: 1 });
    expect(dayOf(tuesday).lines).toHaveLength(1);
    expect(refusalOf(secretary, "meals.withdrawClosure", { id, version: 2 }).code).toBe("NotFound");
    expect(refusalOf(secretary, "meals.addClosure", { ...closure, fromDay: "2026-11-20" }).code).toBe("MealDaySettled");
    expect(fieldsOf(secretary, "meals.addClosure", { ...closure, mealId: "x" })).toEqual(["mealId"]);
    const again = secretary.ok("meals.addClosure", { ...closure, mealId: null });
    expect(refusalOf(secretary, "meals.withdrawClosure", { id: again.id, version: 9 }).code).toBe("Conflict");
    core.advance({ days: 3, hours: 8 });
    expect(refusalOf(secretary, "meals.withdrawClosure", { id: again.id, version: 1 }).code).toBe("MealDaySettled");
  });
});

describe("whoever eats", () => {
  test("is put in a class with what was seen, once", () => {
    const { clerk, secretary, classId, freeId, addDiner } = openCanteen();
    const young = addResident(clerk, "小李", { birthDate: "1990-01-01", phone: "13900000000" });
    const refused = refusalOf(clerk, "meals.addDiner", { residentId: young, classId });
    expect(refused).toMatchObject({ code: "MealBasisNeeded", details: { asked: "要满 60 岁，现在 36 岁" } });
    expect(refusalOf(clerk, "meals.addDiner", { residentId: young, classId: freeId }).code).toBe("MealBasisNeeded");
    const { id } = clerk.ok("meals.addDiner", { residentId: young, classId: freeId, basis: "特困证已看" });
    expect(refusalOf(clerk, "meals.addDiner", { residentId: young, classId, basis: "x" }).code).toBe("DinerKnown");
    expect(fieldsOf(clerk, "meals.addDiner", { residentId: "x", classId })).toEqual(["residentId"]);
    expect(fieldsOf(clerk, "meals.changeDiner", { id, version: 1, classId: "x" })).toEqual(["classId"]);

    addDiner("赵大爷");
    expect(clerk.ok("meals.listDiners", {})).toMatchObject({ totalCount: 2 });
    expect(clerk.ok("meals.listDiners", { words: "小" }).diners).toMatchObject([
      { name: "小李", classCode: "甲", className: "特困", maskedPhone: "139****0000", basis: "特困证已看" },
    ]);
    clerk.ok("meals.changeDiner", { id, version: 1, classId: freeId, basis: "特困证已看", diet: "少盐" });
    expect(clerk.ok("meals.dinerOf", { residentId: young })).toMatchObject({ diner: { id, diet: "少盐" } });
    expect(clerk.ok("meals.dinerOf", { residentId: "x" }).diner).toBeNull();
    expect(refusalOf(clerk, "meals.changeDiner", { id, version: 1, classId: freeId, basis: "x" }).code).toBe(
      "Conflict",
    );
    const retired = { name: "六十岁以上", code: "乙", id: classId, version: 1, isRetired: true };
    secretary.ok("meals.changeClass", retired);
    expect(refusalOf(clerk, "meals.changeDiner", { id, version: 2, classId, basis: "x" }).code).toBe(
      "MealClassRetired",
    );
    expect(clerk.ok("meals.diner", { id }).events.map(({ kind }) => kind)).toEqual(["dinerAdded", "dinerChanged"]);
    expect(refusalOf(clerk, "meals.diner", { id: "x" }).code).toBe("NotFound");
  });

  test("orders for days that are open, and never twice for one", () => {
    const { clerk, secretary, mealId, addDiner, order, dayOf } = openCanteen();
    const dinerId = addDiner("赵大爷");
    const asked = { dinerId, mealId, fromDay: monday };
    expect(refusalOf(clerk, "meals.addOrder", { ...asked, fromDay: "2026-11-20" }).code).toBe("MealDaySettled");
    expect(fieldsOf(clerk, "meals.addOrder", { ...asked, mealId: "x" })).toEqual(["mealId"]);
    expect(fieldsOf(clerk, "meals.addOrder", { ...asked, toDay: "2026-11-01" })).toEqual(["toDay"]);
    const id = order(dinerId, { weekdays: [1, 2] });
    expect(refusalOf(clerk, "meals.addOrder", { ...asked, weekdays: [2, 3] }).code).toBe("OrdersMeet");
    order(dinerId, { weekdays: [3], isDelivered: true, count: 2 });
    expect(["2026-11-23", "2026-11-25", "2026-11-26"].map((day) => dayOf(day).lines.map(({ count }) => count))).toEqual(
      [[1], [2], []],
    );
    clerk.ok("meals.endOrder", { id, version: 1, lastDay: monday });
    expect([monday, tuesday].map((day) => dayOf(day).lines.length)).toEqual([1, 0]);
    expect(refusalOf(clerk, "meals.endOrder", { id, version: 2, lastDay: tuesday }).code).toBe("OrderOver");
    expect(refusalOf(clerk, "meals.endOrder", { id, version: 2, lastDay: "2026-11-18" }).code).toBe("MealDaySettled");
    expect(refusalOf(clerk, "meals.endOrder", { id, version: 1, lastDay: "2026-11-20" }).code).toBe("Conflict");
    expect(refusalOf(clerk, "meals.endOrder", { id: "x", version: 1, lastDay: monday }).code).toBe("NotFound");
    secretary.ok("meals.changeMeal", {
      name: "午餐",
      cutOffMinute: 960,
      priceFen: 1,
      id: mealId,
      version: 1,
      isRetired: true,
    });
    expect(refusalOf(clerk, "meals.addOrder", { ...asked, weekdays: [5] }).code).toBe("MealRetired");
  });

  test("pauses from today on: what is closed for orders comes off with the reason", () => {
    const { clerk, mealId, addDiner, order, dayOf, test: core } = openCanteen();
    const dinerId = addDiner("赵大爷");
    order(dinerId);
    core.advance({ days: 3 });
    // Monday morning: Monday stands since Sunday, Tuesday is open until 16:00.
    expect(dayOf(monday)).toMatchObject({ state: "settled", lines: [{ count: 1 }] });
    const asked = { dinerId, fromDay: monday, toDay: tuesday, reason: "住院" };
    const { id, takenOffCount } = clerk.ok("meals.addPause", asked);
    expect(takenOffCount).toBe(1);
    expect(dayOf(monday).lines).toMatchObject([{ count: 0, orderedCount: 1, lateReason: "住院" }]);
    expect(dayOf(tuesday).lines).toEqual([]);
    expect(clerk.ok("meals.diner", { id: dinerId }).days.slice(0, 3)).toMatchObject([
      { day: monday, mealId, count: 0, isPaused: true, isSettled: true },
      { day: tuesday, count: 0, isPaused: true, isSettled: false },
      { day: "2026-11-25", count: 1, isPaused: false },
    ]);
    expect(refusalOf(clerk, "meals.addPause", { ...asked, fromDay: "2026-11-22" }).code).toBe("PauseInPast");
    clerk.ok("meals.endPause", { id, version: 1, lastDay: monday });
    expect(dayOf(tuesday).lines).toHaveLength(1);
    expect(refusalOf(clerk, "meals.endPause", { id, version: 2, lastDay: monday }).code).toBe("PauseOver");
    expect(refusalOf(clerk, "meals.endPause", { id: "x", version: 2, lastDay: monday }).code).toBe("NotFound");
    expect(refusalOf(clerk, "meals.endPause", { id, version: 1, lastDay: "2026-11-22" }).code).toBe("Conflict");
  });

  test("stops, and comes back", () => {
    const { clerk, addDiner, order, dayOf, mealId, test: core } = openCanteen();
    const dinerId = addDiner("赵大爷");
    order(dinerId);
    // Friday at 16:30: Saturday is closed for orders; Monday is not.
    core.advance({ days: 2, hours: 8 });
    clerk.ok("meals.changeLine", { mealId, day: tuesday, dinerId, count: 3, isDelivered: false });
    expect(dayOf(monday).state).toBe("settled");
    clerk.ok("meals.endDiner", { id: dinerId, version: 1, reason: "搬走了" });
    expect(dayOf(monday).lines).toMatchObject([{ count: 0, lateReason: "搬走了" }]);
    expect(dayOf(tuesday).lines).toEqual([]);
    const stopped = { id: dinerId, version: 2, reason: "x" };
    expect(refusalOf(clerk, "meals.endDiner", stopped).code).toBe("DinerEnded");
    const asked = { dinerId, mealId, day: tuesday, count: 1, isDelivered: false };
    expect(refusalOf(clerk, "meals.changeLine", asked).code).toBe("DinerEnded");
    expect(refusalOf(clerk, "meals.addPause", { dinerId, fromDay: tuesday, reason: "x" }).code).toBe("DinerEnded");
    expect(clerk.ok("meals.listDiners", {}).diners).toEqual([]);
    expect(clerk.ok("meals.listDiners", { withEnded: true }).diners).toMatchObject([{ isEnded: true }]);
    expect(refusalOf(clerk, "meals.takeDinerBack", { id: dinerId, version: 9 }).code).toBe("Conflict");
    clerk.ok("meals.takeDinerBack", { id: dinerId, version: 2 });
    expect(refusalOf(clerk, "meals.takeDinerBack", { id: dinerId, version: 3 }).code).toBe("NotFound");
    order(dinerId, { fromDay: tuesday });
    expect(refusalOf(clerk, "meals.endDiner", { ...stopped, version: 1 }).code).toBe("Conflict");
  });
});

describe("a day", () => {
  test("moves freely until its cut-off, then only with a reason; prices stay those of the cut-off", () => {
    const { clerk, secretary, mealId, addDiner, order, dayOf, test: core } = openCanteen();
    const [zhao, qian] = [addDiner("赵大爷"), addDiner("钱奶奶")];
    order(zhao);
    const asked = { mealId, day: monday, dinerId: qian, count: 2, isDelivered: true };
    expect(clerk.ok("meals.changeLine", asked)).toEqual({ isLate: false });
    expect(refusalOf(clerk, "meals.changeLine", { ...asked, day: "2026-11-28" }).code).toBe("MealNotServed");
    expect(dayOf(monday)).toMatchObject({ state: "open", version: 0, cutOffAt: "2026-11-22T08:00:00.000Z" });
    core.advance({ days: 2, hours: 7, minutes: 1 });
    const before = dayOf(monday);
    expect(before).toMatchObject({ state: "settled", version: 1 });
    secretary.ok("meals.changeMeal", { name: "午餐", cutOffMinute: 960, priceFen: 5000, id: mealId, version: 1 });
    // Taken over now, and looking the same.
    expect(dayOf(monday)).toEqual(before);
    expect(refusalOf(clerk, "meals.changeLine", { ...asked, count: 3 }).code).toBe("LateNeedsReason");
    expect(clerk.ok("meals.changeLine", { ...asked, count: 3, reason: "来客人" })).toEqual({ isLate: true });
    const sun = addDiner("孙阿姨");
    clerk.ok("meals.changeLine", { ...asked, dinerId: sun, count: 1, reason: "忘了订" });
    const counts = dayOf(monday).lines.map(({ name, orderedCount, count, lateReason }) => [
      name,
      orderedCount,
      count,
      lateReason,
    ]);
    expect(counts.sort()).toEqual([
      ["孙阿姨", 0, 1, "忘了订"],
      ["赵大爷", 1, 1, ""],
      ["钱奶奶", 2, 3, "来客人"],
    ]);
    const unserved = { ...asked, day: "2026-11-21", reason: "x" };
    expect(refusalOf(clerk, "meals.changeLine", unserved).code).toBe("MealNotServed");
    expect(refusalOf(clerk, "meals.changeLine", { ...asked, mealId: "x" }).code).toBe("NotFound");
    expect(
      refusalOf(clerk, "meals.markTaken", { mealId, day: monday, marks: [{ dinerId: zhao, takenCount: 1 }] }).code,
    ).toBe("MealDayAhead");
    core.advance({ hours: 20 });
    clerk.ok("meals.markTaken", {
      mealId,
      day: monday,
      marks: [zhao, sun].map((dinerId) => ({ dinerId, takenCount: 1 })),
    });
    clerk.ok("meals.markTaken", { mealId, day: monday, marks: [{ dinerId: qian, takenCount: 3 }] });
    clerk.ok("meals.closeDay", { mealId, day: monday, version: 5, cookedCount: 5, signedCount: 5 });
    // 12 yuan and 5 of them paid for, though the price has risen since.
    expect(clerk.ok("meals.month", { month: "2026-11" }).byClass).toMatchObject([
      { takenCount: 5, priceFen: 6000, subsidyFen: 2500, paysFen: 3500, dinerCount: 3 },
    ]);
  });

  test("is closed when everybody is told of and the counts agree or are explained", () => {
    const { clerk, director, mealId, freeId, addDiner, order, dayOf, takeAll, test: core } = openCanteen();
    const zhao = addDiner("赵大爷");
    const qian = addDiner("钱奶奶", { classId: freeId, basis: "特困证" });
    order(zhao, { count: 2 });
    order(qian, { isDelivered: true });
    const asked = { mealId, day: monday, version: 1, cookedCount: 3, guestCount: 0, signedCount: 3 };
    expect(refusalOf(clerk, "meals.closeDay", asked).code).toBe("MealDayOpen");
    expect(refusalOf(clerk, "meals.closeDay", { ...asked, mealId: "x" }).code).toBe("NotFound");
    core.advance({ days: 3, hours: 5 });
    expect(clerk.ok("meals.waiting", {})).toMatchObject({
      today: [{ mealName: "午餐", count: 3, deliveredCount: 1 }],
      notClosed: [],
    });
    expect(refusalOf(clerk, "meals.closeDay", asked)).toMatchObject({ code: "LinesUnmarked", details: { count: 2 } });
    const tooMany = { mealId, day: monday, marks: [{ dinerId: zhao, takenCount: 3 }] };
    expect(refusalOf(clerk, "meals.markTaken", tooMany).code).toBe("TakenTooMany");
    expect(refusalOf(clerk, "meals.markTaken", { ...tooMany, marks: [{ dinerId: "x", takenCount: 1 }] }).code).toBe(
      "NotFound",
    );
    takeAll(monday);
    clerk.ok("meals.markTaken", { mealId, day: monday, marks: [{ dinerId: zhao, takenCount: 1 }] });
    expect(dayOf(monday)).toMatchObject({ freeCount: 1, version: 3 });
    expect(refusalOf(clerk, "meals.closeDay", asked).code).toBe("Conflict");
    const refused = refusalOf(clerk, "meals.closeDay", { ...asked, version: 3 });
    expect(refused).toMatchObject({
      code: "DifferenceUnexplained",
      details: {
        differences: [
          { kind: "notTaken", count: 1 },
          { kind: "leftOver", count: 1 },
          { kind: "overSigned", count: 1 },
        ],
      },
    });
    const explained = { ...asked, version: 3, explanation: "赵大爷少领一份，送给了保洁员" };
    clerk.ok("meals.closeDay", explained);
    expect(dayOf(monday)).toMatchObject({ state: "closed", cookedCount: 3, closedAt: "2026-11-23T06:00:00.000Z" });
    const late = { mealId, day: monday, dinerId: zhao, count: 1, isDelivered: false, reason: "x" };
    expect(refusalOf(clerk, "meals.changeLine", late).code).toBe("MealDayClosed");
    expect(refusalOf(clerk, "meals.markTaken", tooMany).code).toBe("MealDayClosed");
    expect(refusalOf(clerk, "meals.closeDay", { ...explained, version: 4 }).code).toBe("MealDayClosed");
    expect(dayOf(monday).events).toMatchObject([
      { kind: "dayClosed", reason: "订了没领 1 份；做了没吃完 1 份；签字比吃的多 1 份；赵大爷少领一份，送给了保洁员" },
    ]);

    const again = { mealId, day: monday, version: 4, reason: "漏登一份" };
    expect(refusalOf(clerk, "meals.reopenDay", again).code).toBe("NotAllowed");
    expect(refusalOf(director, "meals.reopenDay", { ...again, version: 1 }).code).toBe("Conflict");
    director.ok("meals.reopenDay", again);
    expect(refusalOf(director, "meals.reopenDay", { ...again, version: 5 }).code).toBe("MealDayNotClosed");
    expect(refusalOf(director, "meals.reopenDay", { ...again, day: tuesday }).code).toBe("NotFound");
    expect(clerk.ok("meals.month", { month: "2026-11" }).notClosed).toEqual([
      { mealId, mealName: "午餐", day: monday },
    ]);
    core.advance({ days: 1 });
    expect(clerk.ok("meals.waiting", {}).notClosed).toMatchObject([{ day: monday }]);
  });

  test("on which nobody ordered asks for nothing, and takes somebody who comes late", () => {
    const { clerk, mealId, addDiner, dayOf, test: core } = openCanteen();
    const dinerId = addDiner("赵大爷");
    core.advance({ days: 3, hours: 5 });
    const marks = [{ dinerId, takenCount: 1 }];
    expect(refusalOf(clerk, "meals.markTaken", { mealId, day: monday, marks }).code).toBe("NobodyOrdered");
    expect(clerk.ok("meals.waiting", {})).toMatchObject({ today: [{ count: 0 }], notClosed: [] });
    expect(dayOf(monday)).toMatchObject({ state: "settled", lines: [], version: 0 });
    const late = { mealId, day: monday, dinerId, count: 1, isDelivered: false };
    expect(refusalOf(clerk, "meals.changeLine", late).code).toBe("LateNeedsReason");
    clerk.ok("meals.changeLine", { ...late, reason: "家里停气" });
    expect(dayOf(monday)).toMatchObject({ state: "settled", lines: [{ orderedCount: 0, count: 1 }], version: 2 });
    core.advance({ days: 1 });
    expect(clerk.ok("meals.waiting", {}).notClosed).toMatchObject([{ day: monday }]);
  });

  test("is settled for a week in which nobody came to the program, holidays left out", () => {
    const { clerk, secretary, addDiner, order, test: core } = openCanteen("2026-09-24T01:00:00.000Z");
    order(addDiner("赵大爷"), { fromDay: "2026-09-28" });
    core.advance({ days: 18 });
    const notClosed = () => clerk.ok("meals.waiting", {}).notClosed.map(({ day }) => day.slice(5));
    // The Saturday of the 10th is worked.
    const expected = ["09-28", "09-29", "09-30", "10-08", "10-09", "10-10"];
    expect(notClosed()).toEqual(expected);
    addClass(secretary, { name: "全价", code: "丁", subsidyFen: 0, minAge: null });
    expect(notClosed()).toEqual(expected);
    addDiner("钱奶奶");
    expect(notClosed()).toEqual(expected);
  });
});

test("the month has what was taken on closed days alone, by class and by diner", () => {
  const { clerk, secretary, mealId, freeId, addDiner, order, takeAll, dayOf, test: core } = openCanteen();
  order(addDiner("赵大爷"));
  order(addDiner("钱奶奶", { classId: freeId, basis: "特困证" }), { isDelivered: true, count: 2 });
  const dinner = addMeal(secretary, { name: "晚餐" });
  core.advance({ days: 4, hours: 5 });
  for (const day of [monday, tuesday]) takeAll(day);
  const close = (day: string, more: object) =>
    clerk.ok("meals.closeDay", { mealId, day, version: dayOf(day).version, cookedCount: 3, signedCount: 3, ...more });
  close(monday, { cookedCount: 4, guestCount: 1, signedCount: 4 });
  const month = () => clerk.ok("meals.month", { month: "2026-11" });
  expect(month()).toMatchObject({
    closedCount: 1,
    guestCount: 1,
    guestFen: 1200,
    byClass: [
      { name: "六十岁以上", code: "乙", dinerCount: 1, takenCount: 1, priceFen: 1200, subsidyFen: 500, paysFen: 700 },
      { name: "特困", code: "甲", dinerCount: 1, takenCount: 2, priceFen: 2400, subsidyFen: 2400, paysFen: 0 },
    ],
    byDiner: [
      { name: "赵大爷", classCode: "乙", deliveredCount: 0, takenCount: 1, paysFen: 700 },
      { name: "钱奶奶", classCode: "甲", deliveredCount: 2, takenCount: 2, paysFen: 0 },
    ],
    explanations: [],
  });
  expect(month().notClosed.map(({ mealName, day }) => `${day} ${mealName}`)).toContain(`${tuesday} 午餐`);
  close(tuesday, { cookedCount: 5, explanation: "多做两份留样" });
  expect(month()).toMatchObject({
    closedCount: 2,
    explanations: [{ mealName: "午餐", day: tuesday, words: "多做两份留样" }],
  });
  expect(clerk.ok("meals.month", { month: "2026-11", mealId: dinner }).closedCount).toBe(0);
  expect(clerk.ok("meals.month", { month: "2026-10" })).toMatchObject({ closedCount: 0, byDiner: [] });
  expect(refusalOf(clerk, "meals.printMonth", { month: "2026-10" }).code).toBe("NoDayClosed");
  expect(fieldsOf(clerk, "meals.month", { month: "2026-13" })).toEqual(["month"]);
});

test("phones leave on the delivery list alone, and it is kept who had them", () => {
  const { clerk, mealId, addDiner, order } = openCanteen();
  const zhao = addDiner("赵大爷", { isDelivered: true });
  const asked = { mealId, day: monday };
  expect(refusalOf(clerk, "meals.printDay", { ...asked, sheet: "kitchen" }).code).toBe("NobodyEats");
  order(zhao, { isDelivered: true });
  expect(clerk.ok("meals.printDay", { ...asked, sheet: "kitchen" }).phones).toEqual([]);
  expect(refusalOf(clerk, "meals.printDay", { ...asked, sheet: "signing" }).code).toBe("NobodyEats");
  const printed = clerk.ok("meals.printDay", { ...asked, sheet: "delivery" });
  expect(printed.phones).toEqual([{ dinerId: zhao, phone: "13800000000" }]);
  expect(clerk.ok("meals.diner", { id: zhao }).events.at(-1)).toMatchObject({
    kind: "phoneRevealed",
    reason: `送餐单 午餐 ${monday} ${printed.code}`,
  });
  expect(refusalOf(clerk, "meals.printDay", { ...asked, mealId: "x", sheet: "kitchen" }).code).toBe("NotFound");
});

test("who may do what, and all of it is in the books", () => {
  const opened = openCanteen();
  expect(closedTo(opened, mealContract)).toMatchObject({ viewer: 7, clerk: 6, secretary: 0 });
  expect(closedTo(opened, dinerContract)).toMatchObject({ viewer: 11, clerk: 0 });
  expect(closedTo(opened, mealDayContract)).toMatchObject({ viewer: 9, clerk: 1, director: 0 });
  const { clerk, secretary, director, mealId, classId, addDiner, order, takeAll, test: core } = opened;
  const parts = { ...mealContract, ...dinerContract, ...mealDayContract };
  const audited = auditedBy(opened, parts, () => {
    const id = addMeal(secretary, { name: "晚餐" });
    secretary.ok("meals.changeMeal", { id, version: 1, name: "晚餐", cutOffMinute: 960, priceFen: 1 });
    addClass(secretary, { name: "全价", code: "丁" });
    secretary.ok("meals.changeClass", { id: classId, version: 1, name: "六十岁以上", code: "乙" });
    const closure = secretary.ok("meals.addClosure", { fromDay: "2026-12-07", toDay: "2026-12-07", reason: "检修" });
    secretary.ok("meals.withdrawClosure", { id: closure.id, version: 1 });
    const dinerId = addDiner("赵大爷");
    clerk.ok("meals.changeDiner", { id: dinerId, version: 1, classId });
    const orderId = order(dinerId);
    clerk.ok("meals.endOrder", { id: orderId, version: 1, lastDay: tuesday });
    const pause = clerk.ok("meals.addPause", { dinerId, fromDay: tuesday, toDay: "2026-11-30", reason: "探亲" });
    clerk.ok("meals.endPause", { id: pause.id, version: 1, lastDay: tuesday });
    clerk.ok("meals.changeLine", { mealId, day: "2026-11-25", dinerId, count: 1, isDelivered: false });
    core.advance({ days: 3, hours: 5 });
    takeAll(monday);
    clerk.ok("meals.printDay", { mealId, day: monday, sheet: "signing" });
    clerk.ok("meals.closeDay", { mealId, day: monday, version: 2, cookedCount: 1, signedCount: 1 });
    clerk.ok("meals.printMonth", { month: "2026-11" });
    director.ok("meals.reopenDay", { mealId, day: monday, version: 3, reason: "漏了" });
    clerk.ok("meals.endDiner", { id: dinerId, version: 2, reason: "搬走" });
    clerk.ok("meals.takeDinerBack", { id: dinerId, version: 3 });
  });
  expect(audited).toEqual(commandsOf(parts));
});
