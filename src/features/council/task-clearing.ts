import type { natures } from "./appeal-contract.ts";
import { countingOf, type Ownership } from "./ownership.ts";

type Nature = (typeof natures)[number];

/**
 * 四清零, as this house defines it: what was closed is counted by the nature of what was asked. No norm fixes the classes,
 * and the sheet says so.
 */
export const clearings = [
  { key: "answered", word: "咨询答复清零", natures: ["inquiry", "praise"] },
  { key: "helped", word: "求助办结清零", natures: ["help"] },
  { key: "settled", word: "投诉举报化解清零", natures: ["complaint", "report"] },
  { key: "considered", word: "建议回应清零", natures: ["suggestion"] },
] as const satisfies readonly { key: string; word: string; natures: readonly Nature[] }[];
export type Clearing = (typeof clearings)[number]["key"];

/** The one class that a nature leads to. */
export const clearingOf = (nature: Nature): Clearing => {
  const found = clearings.find((clearing) => (clearing.natures as readonly Nature[]).includes(nature));
  if (!found) throw new Error(`No class is defined for ${nature}`);
  return found.key;
};

/**
 * The sheet of a month: of the community's own how many of each class, and what came from a meeting without an appeal
 * behind it; what is not its own stands in lines of its own.
 */
export const clearingCounts = (closed: readonly { nature: Nature | null; ownership: Ownership; count: number }[]) => {
  const sum = (rows: typeof closed) => rows.reduce((total, { count }) => total + count, 0);
  const lines = Map.groupBy(closed, ({ ownership }) => countingOf(ownership));
  const own = lines.get("own") ?? [];
  const of = (wanted: Clearing | null) =>
    sum(own.filter(({ nature }) => (nature === null ? null : clearingOf(nature)) === wanted));
  return {
    classes: clearings.map(({ key, word }) => ({ key, word, count: of(key) })),
    withoutAppeal: of(null),
    ownCount: sum(own),
    outsideCount: sum(lines.get("outside") ?? []),
    assistCount: sum(lines.get("assist") ?? []),
  };
};
