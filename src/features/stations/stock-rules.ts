import { type Day, daysBetween } from "#base/dates.ts";
import type { LotState, StockKind } from "./supply-contract.ts";

/** So much with one best-before day; the empty day stands for what was given without. */
export type Lot = { bestBeforeDate: Day | ""; quantity: number };

/** A month before its day something is spoken of. */
export const soonDays = 30;

/** The day itself still counts: 有效期至. */
export const lotStateOf = (bestBeforeDate: Day | "", today: Day): LotState => {
  if (bestBeforeDate === "") return "fine";
  const days = daysBetween(today, bestBeforeDate);
  return days < 0 ? "expired" : days <= soonDays ? "soon" : "fine";
};

export const stockOf = (lots: readonly Lot[]): number => lots.reduce((sum, { quantity }) => sum + quantity, 0);

const soonestFirst = (one: Lot, other: Lot): number => {
  const keyOf = ({ bestBeforeDate }: Lot) => bestBeforeDate || "9999";
  return keyOf(one) < keyOf(other) ? -1 : 1;
};

const taken = (lots: readonly Lot[], quantity: number): Lot[] => {
  const parts: Lot[] = [];
  let left = quantity;
  for (const lot of lots) {
    const part = Math.min(left, lot.quantity);
    if (part > 0) parts.push({ bestBeforeDate: lot.bestBeforeDate, quantity: -part });
    left -= part;
  }
  return parts;
};

type Parted<P> = { lots: Lot[] } | { problem: P };

/** What is given out ends soonest; what is past its day is never given out. */
export const lotsUsed = (
  lots: readonly Lot[],
  quantity: number,
  day: Day,
): Parted<"NotEnoughStock" | "OnlyExpiredLeft"> => {
  if (stockOf(lots) < quantity) return { problem: "NotEnoughStock" };
  const good = lots.filter(({ bestBeforeDate }) => bestBeforeDate === "" || bestBeforeDate >= day);
  if (stockOf(good) < quantity) return { problem: "OnlyExpiredLeft" };
  return { lots: taken([...good].sort(soonestFirst), quantity) };
};

/** What is thrown away: of one day where it is named, else what ends soonest. */
export const lotsDiscarded = (
  lots: readonly Lot[],
  quantity: number,
  bestBeforeDate: Day | null,
): Parted<"NotEnoughStock" | "LotNotThere"> => {
  const named = bestBeforeDate === null ? lots : lots.filter((lot) => lot.bestBeforeDate === bestBeforeDate);
  if (stockOf(lots) < quantity) return { problem: "NotEnoughStock" };
  if (stockOf(named) < quantity) return { problem: "LotNotThere" };
  return { lots: taken([...named].sort(soonestFirst), quantity) };
};

/**
 * What a count found over or short. What is short is taken to have been used, so what is past its day is the last to
 * go: a warning never ends by itself.
 */
export const lotsCounted = (lots: readonly Lot[], difference: number, bestBeforeDate: Day | null, day: Day): Lot[] => {
  if (difference === 0) return [];
  if (difference > 0) return [{ bestBeforeDate: bestBeforeDate ?? "", quantity: difference }];
  const [past, good] = [true, false].map((isPast) =>
    lots.filter(({ bestBeforeDate: end }) => (end !== "" && end < day) === isPast).sort(soonestFirst),
  );
  return taken([...(good ?? []), ...(past ?? [])], -difference);
};

/** Whether taking some out on a day leaves anything owing, then or since. */
export const isOwing = (lowestSince: number, change: number): boolean => change < 0 && lowestSince + change < 0;

/** A count settles everything before it. */
export const isSettled = (day: Day, lastCount: { happenedDate: Day } | undefined): boolean =>
  lastCount !== undefined && day < lastCount.happenedDate;

export const undoProblem = (
  event: { kind: StockKind; number: number; isUndone: boolean },
  of: {
    lastCount: { number: number } | undefined;
    /** As it would be given back, and what there is of each day. */
    back: readonly Lot[];
    lots: readonly Lot[];
    lowestSince: number;
  },
): "UndoStands" | "AlreadyUndone" | "CountedSince" | "UsedSince" | null => {
  if (event.kind === "undo") return "UndoStands";
  if (event.isUndone) return "AlreadyUndone";
  if (of.lastCount !== undefined && of.lastCount.number > event.number) return "CountedSince";
  const leftOf = (bestBeforeDate: string) =>
    of.lots.find((lot) => lot.bestBeforeDate === bestBeforeDate)?.quantity ?? 0;
  if (of.back.some(({ bestBeforeDate, quantity }) => leftOf(bestBeforeDate) + quantity < 0)) return "UsedSince";
  return isOwing(of.lowestSince, stockOf(of.back)) ? "UsedSince" : null;
};
