import type { Day } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { lotStateOf } from "../stock-rules.ts";
import type { Supply, SupplyLine } from "../supply-contract.ts";
import { lotsOf, stocksOf } from "./supply-store.ts";

/** Supplies with what is left of them. */
export const supplyLines = (db: ReadableDatabase, supplies: readonly Supply[], today: Day): SupplyLine[] => {
  const ids = supplies.map(({ id }) => id);
  const [stocks, lots] = [stocksOf(db, ids), lotsOf(db, ids)];
  return supplies.map((supply) => {
    const { stock, lastNumber } = stocks.get(supply.id) ?? { stock: 0, lastNumber: 0 };
    return {
      ...supply,
      stock,
      lastNumber,
      lots: (lots.get(supply.id) ?? []).map(({ bestBeforeDate, quantity }) => ({
        bestBeforeDate: bestBeforeDate || null,
        quantity,
        state: lotStateOf(bestBeforeDate, today),
      })),
      isLow: !supply.isRetired && stock < supply.leastCount,
    };
  });
};
