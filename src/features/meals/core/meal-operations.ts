import { addDays } from "#base/dates.ts";
import type { Handlers } from "#core/contexts.ts";
import type { mealContract } from "../meal-contract.ts";
import * as store from "./meal-store.ts";
import { isSettled, lastPassedDay, settle } from "./settle.ts";

const withoutInner = ({ settledUntil: _settledUntil, ...meal }: store.KeptMeal) => meal;

export const mealOperations: Handlers<typeof mealContract> = {
  "meals.setting": ({ db, today }, { withRetired }) => {
    const names = new Map(store.mealsOf(db, true).map(({ id, name }) => [id, name]));
    return {
      meals: store.mealsOf(db, withRetired).map(withoutInner),
      classes: store.classesOf(db, withRetired),
      closures: store.closuresFrom(db, today).map(({ isWithdrawn: _isWithdrawn, ...closure }) => ({
        ...closure,
        mealName: names.get(closure.mealId ?? "") ?? "",
      })),
    };
  },

  "meals.addMeal": ({ db, now, today, newId, refuse }, fields) => {
    if (store.mealNamed(db, fields.name) !== undefined) throw refuse("MealNameTaken");
    const meal = { ...fields, id: newId(), settledUntil: addDays(today, -1), isRetired: false, version: 1 };
    // A meal begins with the first day that can still be ordered.
    store.insertMeal(db, { ...meal, settledUntil: lastPassedDay(meal, today, now) });
    return { id: meal.id, version: 1 };
  },

  "meals.changeMeal": (context, fields) => {
    const { db, now, today, refuse } = context;
    settle(context);
    const { id, version } = fields;
    const before = store.findMeal(db, id);
    if (!before) throw refuse("NotFound");
    if ((store.mealNamed(db, fields.name) ?? id) !== id) throw refuse("MealNameTaken");
    if (!store.updateMeal(db, fields)) throw refuse("Conflict");
    // While it was out of use nothing was cooked.
    if (before.isRetired && !fields.isRetired) {
      const passed = lastPassedDay({ ...before, ...fields }, today, now);
      if (passed > before.settledUntil) store.setSettledUntil(db, id, passed);
    }
    return { id, version: version + 1 };
  },

  "meals.addClass": ({ db, newId, refuse }, fields) => {
    if (store.classNamed(db, fields.name) !== undefined) throw refuse("MealClassNameTaken");
    if (store.classCoded(db, fields.code) !== undefined) throw refuse("MealClassCodeTaken");
    const id = newId();
    store.insertClass(db, { ...fields, id });
    return { id, version: 1 };
  },

  "meals.changeClass": (context, fields) => {
    const { db, refuse } = context;
    settle(context);
    const { id, version } = fields;
    if (!store.findClass(db, id)) throw refuse("NotFound");
    if ((store.classNamed(db, fields.name) ?? id) !== id) throw refuse("MealClassNameTaken");
    if ((store.classCoded(db, fields.code) ?? id) !== id) throw refuse("MealClassCodeTaken");
    if (!store.updateClass(db, fields)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },

  "meals.addClosure": (context, { mealId, ...span }) => {
    const { db, now, today, newId, refuse, refuseField } = context;
    settle(context);
    const met = store.mealsOf(db, false).filter(({ id }) => mealId === null || id === mealId);
    if (met.length === 0) throw refuseField("mealId", "没有这个餐次");
    if (met.some((meal) => isSettled(meal, span.fromDay, today, now))) throw refuse("MealDaySettled");
    const id = newId();
    store.insertClosure(db, { ...span, id, mealId });
    return { id, version: 1 };
  },

  // Days that went by without being cooked stay so: only one that lies wholly ahead is taken back.
  "meals.withdrawClosure": (context, { id, version }) => {
    const { db, now, today, refuse } = context;
    settle(context);
    const closure = store.findClosure(db, id);
    if (!closure || closure.isWithdrawn) throw refuse("NotFound");
    const met = store.mealsOf(db, false).filter((meal) => closure.mealId === null || meal.id === closure.mealId);
    if (met.some((meal) => isSettled(meal, closure.fromDay, today, now))) throw refuse("MealDaySettled");
    if (!store.withdrawClosure(db, id, version)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
