import { type Instant, instantOf } from "#base/dates.ts";
import { chineseNumber } from "#base/text.ts";
import type { AgendaOrder } from "./meeting-agenda-contract.ts";

type Placed = AgendaOrder[number];

const placesOf = (order: readonly Placed[]): Placed[] => order.map(({ id, parentId }) => ({ id, parentId }));

/** An item with what stands under it. */
const blocksOf = (order: readonly Placed[]): Placed[][] => {
  const blocks: Placed[][] = [];
  for (const item of placesOf(order)) {
    const last = blocks.at(-1);
    if (item.parentId === null || !last) blocks.push([item]);
    else last.push(item);
  }
  return blocks;
};

/** Two levels, each item right below what it stands under, 上期任务回头看 first and alone. */
export const orderProblem = (
  items: readonly { id: string; kind: string }[],
  order: readonly Placed[],
): "OrderIsIncomplete" | "OrderIsUnsound" | null => {
  const ids = new Set(order.map(({ id }) => id));
  if (ids.size !== order.length || ids.size !== items.length || items.some(({ id }) => !ids.has(id)))
    return "OrderIsIncomplete";
  const review = items.find(({ kind }) => kind === "review");
  if (review && (order[0]?.id !== review.id || order.some(({ parentId }) => parentId === review.id)))
    return "OrderIsUnsound";
  let top: string | null = null;
  for (const { id, parentId } of order) {
    if (parentId === null) top = id;
    else if (parentId !== top) return "OrderIsUnsound";
  }
  return null;
};

export const isSameOrder = (one: readonly Placed[], other: readonly Placed[]): boolean =>
  JSON.stringify(placesOf(one)) === JSON.stringify(placesOf(other));

/** 一 二 三, and （一）（二） below each. */
export const numeralsOf = (order: readonly Placed[]): string[] => {
  let top = 0;
  let under = 0;
  return order.map(({ parentId }) => {
    if (parentId === null) {
      top += 1;
      under = 0;
      return chineseNumber(top);
    }
    under += 1;
    return `（${chineseNumber(under)}）`;
  });
};

/** 二（一）: where an item below another is named away from it. */
export const fullNumeralsOf = (order: readonly Placed[]): string[] => {
  const numerals = numeralsOf(order);
  return order.map(({ parentId }, at) => {
    const above = order.findIndex(({ id }) => id === parentId);
    return `${numerals[above] ?? ""}${numerals[at] ?? ""}`;
  });
};

/** 一、停车 or （一）划线: a numeral in brackets wants no mark behind it. */
export const headingOf = ({ numeral, title }: { numeral: string; title: string }): string =>
  numeral.startsWith("（") ? `${numeral}${title}` : `${numeral}、${title}`;

type Timed = Placed & { plannedMinutes: number | null };

/** What counts: an item whose sub-items have times is as long as these together. */
const countedMinutes = (items: readonly Timed[]): number[] =>
  items.map((item) => {
    const isSummed = items.some(({ parentId, plannedMinutes }) => parentId === item.id && plannedMinutes !== null);
    return isSummed ? 0 : (item.plannedMinutes ?? 0);
  });

export const startsOf = (plannedAt: Instant, items: readonly Timed[]): Instant[] => {
  const counted = countedMinutes(items);
  let atMs = Date.parse(plannedAt);
  return items.map((_item, at) => {
    const startsAt = instantOf(atMs);
    atMs += (counted[at] ?? 0) * 60_000;
    return startsAt;
  });
};

/** How long the items take together, and by how much that is more than was planned. */
export const lengthOf = (
  items: readonly Timed[],
  plannedMinutes: number | null,
): { minutes: number; overrunMinutes: number; untimedCount: number } => {
  const minutes = countedMinutes(items).reduce((sum, each) => sum + each, 0);
  const isTimed = (item: Timed) =>
    item.plannedMinutes !== null || items.some(({ parentId, plannedMinutes: own }) => parentId === item.id && own);
  return {
    minutes,
    overrunMinutes: plannedMinutes === null ? 0 : Math.max(0, minutes - plannedMinutes),
    untimedCount: items.filter((item) => item.parentId === null && !isTimed(item)).length,
  };
};

export const moves = ["up", "down", "indent", "outdent"] as const;
export type Move = (typeof moves)[number];

/** The order after one step of an item, or null where it cannot go there. The first item stays where it is. */
export const moved = (order: readonly Placed[], id: string, move: Move): Placed[] | null => {
  const blocks = blocksOf(order);
  const at = blocks.findIndex((block) => block.some((item) => item.id === id));
  const block = blocks[at];
  if (!block || order[0]?.id === id) return null;
  const [head] = block;
  const isTop = head?.id === id;
  const own = block.filter((item) => item.id === id);
  if (move === "up" || move === "down") {
    const by = move === "up" ? -1 : 1;
    if (isTop) return at + by < 1 ? null : swapped(blocks, at, at + by);
    const within = block.findIndex((item) => item.id === id);
    if (within + by < 1) return null;
    const changed = swapped(
      block.map((item) => [item]),
      within,
      within + by,
    );
    return changed && blocks.with(at, changed).flat();
  }
  if (move === "indent") {
    const above = blocks[at - 1];
    // 上期任务回头看 has nothing under it, and a third level there is not.
    if (!isTop || block.length > 1 || !above || at - 1 < 1) return null;
    const parentId = above[0]?.id ?? null;
    return [
      ...blocks.slice(0, at - 1),
      [...above, ...own.map((item) => ({ ...item, parentId }))],
      ...blocks.slice(at + 1),
    ].flat();
  }
  if (isTop) return null;
  const rest = block.filter((item) => item.id !== id);
  return [
    ...blocks.slice(0, at),
    rest,
    own.map((item) => ({ ...item, parentId: null })),
    ...blocks.slice(at + 1),
  ].flat();
};

const swapped = (blocks: readonly Placed[][], one: number, other: number): Placed[] | null => {
  const [first, second] = [blocks[one], blocks[other]];
  if (!first || !second) return null;
  return blocks.with(one, second).with(other, first).flat();
};

/**
 * The order after an item was dropped on another: on its level, behind it when it came from above and before it when
 * it came from below. An item with sub-items stays on the upper level.
 */
export const dropped = (order: readonly Placed[], id: string, onId: string): Placed[] | null => {
  const target = order.find((item) => item.id === onId);
  const blocks = blocksOf(order);
  const own = blocks.find((block) => block[0]?.id === id) ?? placesOf(order).filter((item) => item.id === id);
  if (!target || own.length === 0 || order[0]?.id === id || order[0]?.id === onId) return null;
  if (own.some((item) => item.id === onId)) return null;
  const isBlock = own.length > 1;
  const parentId = isBlock ? null : target.parentId;
  const besideId = isBlock ? (target.parentId ?? onId) : onId;
  const rest = placesOf(order).filter((item) => !own.some((mine) => mine.id === item.id));
  const isFromAbove = order.findIndex((item) => item.id === id) < order.findIndex((item) => item.id === onId);
  const beside =
    parentId === null ? rest.filter((item) => item.id === besideId || item.parentId === besideId) : [target];
  const to = rest.findIndex((item) => item.id === besideId) + (isFromAbove ? beside.length : 0);
  return rest.toSpliced(to, 0, ...own.map((item, place) => (place === 0 ? { ...item, parentId } : item)));
};
