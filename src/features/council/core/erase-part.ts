import { emptyEvents } from "#core/events.ts";
import type { ErasePart } from "#features/people/core/erase-operations.ts";
import { indexAppealAgain } from "./appeal-search.ts";
import { findAppeal } from "./appeal-store.ts";

/** A matter stays as it was said: what goes is whose it was, and the home that it came from. */
export const councilErasePart: ErasePart = {
  stillNeeded: (db, residentId, today) => {
    const count = (sql: string) => db.one<{ count: number }>(sql, { residentId, today })?.count ?? 0;
    const appeals = count(
      `SELECT count(*) AS count FROM appeals WHERE reporterId = :residentId AND isHistory = 0
         AND stage NOT IN ('answered', 'rejected', 'escalated', 'evaluated')`,
    );
    const promises = count("SELECT count(*) AS count FROM promises WHERE residentId = :residentId AND state = 'open'");
    const members = count(
      "SELECT count(*) AS count FROM body_members WHERE residentId = :residentId AND (termTo IS NULL OR termTo >= :today)",
    );
    const takers = count(
      `SELECT count(*) AS count FROM task_takers t JOIN tasks k ON k.id = t.taskId
       WHERE t.residentId = :residentId AND t.withdrawnAt IS NULL AND k.state NOT IN ('closed', 'cancelled')`,
    );
    return [
      ...(appeals > 0 ? [`还有 ${appeals} 件诉求没有办完、评完`] : []),
      ...(promises > 0 ? [`还有 ${promises} 件答应要回的话`] : []),
      ...(members > 0 ? ["还是议事机构的成员，请先写明任期结束"] : []),
      ...(takers > 0 ? [`还接着 ${takers} 件没有销号的任务`] : []),
    ];
  },

  erase: ({ db }, { id, householdId }) => {
    const idsOf = (sql: string) => db.all<{ id: string }>(sql, { id }).map((row) => row.id);
    const appeals = idsOf("SELECT id FROM appeals WHERE reporterId = :id");
    if (householdId !== null)
      db.run(
        `UPDATE appeals SET householdId = NULL, unitId = NULL, placeNote = '', version = version + 1
         WHERE reporterId = :id AND householdId = :householdId`,
        { id, householdId },
      );
    for (const appealId of appeals) {
      const appeal = findAppeal(db, appealId);
      if (appeal) indexAppealAgain(db, appeal);
    }
    const promises = idsOf("SELECT id FROM promises WHERE residentId = :id");
    emptyEvents(db, "promise", promises);
    return { promise: promises };
  },
};
