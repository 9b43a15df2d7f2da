import type { Handlers } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { clearingCounts } from "../task-clearing.ts";
import type { taskMonthContract } from "../task-month-contract.ts";
import { closedCounts, visitCounts } from "./task-month-store.ts";
import { askerOf } from "./visibility.ts";

export const taskMonthOperations: Handlers<typeof taskMonthContract> = {
  "council.visitsAndClearings": ({ db, caller }, { month }) => {
    const asker = askerOf(caller);
    const closed = closedCounts(db, month, asker);
    return {
      visits: visitCounts(db, month, asker),
      ...clearingCounts(closed),
      closedCount: closed.reduce((sum, { count }) => sum + count, 0),
      communityName: findCommunity(db)?.name ?? "",
    };
  },

  "council.printVisitsAndClearings": (context, { month }) =>
    addSheet(context, { kind: "visitsAndClearings", title: `三上门四清零 ${month}`, subjectIds: [] }),
};
