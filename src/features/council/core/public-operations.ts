import type { Handlers } from "#core/contexts.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { numberText } from "../numbers.ts";
import { type publicContract, publicStates } from "../public-contract.ts";
import { taskBand } from "../task-rules.ts";
import { knownByTask } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import { publicTaskPage } from "./public-task-store.ts";

export const publicOperations: Handlers<typeof publicContract> = {
  "council.listPublicTasks": ({ db, now }, { states, track, order, after, limit }) => {
    const filters = { states: states.length === 0 ? publicStates : states, track, order };
    const { rows, nextAfter } = publicTaskPage(db, filters, { after, limit });
    const calendar = workCalendarOf(db);
    const knownOf = knownByTask(
      db,
      rows.map(({ id }) => id),
    );
    // A unit's name is no person's, a number in it may be.
    const unitNames = new Map<string, string>();
    for (const { id, unitName } of rows)
      if (!unitNames.has(unitName)) unitNames.set(unitName, paperText(unitName, { ...knownOf(id), names: [] }));
    const tasks = rows.flatMap((row) => {
      const state = publicStates.find((known) => known === row.state);
      if (!state) return [];
      return {
        numberText: numberText("办", row.year, row.number),
        publicWording: paperText(row.publicWording, knownOf(row.id)),
        track: row.track,
        unitName: unitNames.get(row.unitName) ?? "",
        state,
        band: taskBand(row, now, calendar),
        dueAt: row.dueAt,
        isDueEstimated: row.isDueEstimated,
        finishedAt: row.finishedAt,
      };
    });
    return { tasks, nextAfter };
  },
};
