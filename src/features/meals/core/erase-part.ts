import type { ErasePart } from "#features/people/core/erase-operations.ts";
import { dinerOfResident } from "./diner-store.ts";

/** What was eaten stays for the months; what was known of the person goes. */
export const mealsErasePart: ErasePart = {
  stillNeeded: (db, residentId) => {
    const diner = dinerOfResident(db, residentId);
    if (!diner) return [];
    const open = db.one<{ count: number }>(
      `SELECT count(*) AS count FROM meal_lines l JOIN meal_days d ON d.mealId = l.mealId AND d.day = l.day
       WHERE l.dinerId = :id AND l.count > 0 AND d.closedAt IS NULL`,
      { id: diner.id },
    );
    return [
      ...(diner.isEnded ? [] : ["还在社区食堂订餐，请先停订"]),
      ...((open?.count ?? 0) > 0 ? [`还有 ${open?.count} 餐没有日结`] : []),
    ];
  },

  erase: ({ db }, { id }) => {
    const diner = dinerOfResident(db, id);
    const none: Record<string, string[]> = {};
    if (!diner) return none;
    const of = { id: diner.id };
    db.run("UPDATE diners SET basis = '', diet = '', doorNote = '', version = version + 1 WHERE id = :id", of);
    db.run("UPDATE meal_pauses SET reason = '已抹去' WHERE dinerId = :id", of);
    db.run("UPDATE meal_lines SET lateReason = '已抹去' WHERE dinerId = :id AND lateReason <> ''", of);
    return { diner: [diner.id] };
  },
};
