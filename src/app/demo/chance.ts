import type { Random } from "#base/ids.ts";

/** Chance that is the same in every run: everything that the demonstration throws dice for. */
export type Chance = {
  /** From 0 up to, but not including, 1. */
  part(): number;
  /** Both ends included. */
  int(from: number, to: number): number;
  isLucky(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** So many of them, none twice, in a new order. */
  some<T>(items: readonly T[], count: number): T[];
  /** Chance of its own, so that a change in one part of the story leaves the others as they are. */
  fork(name: string): Chance;
  bytes: Random;
};

/** FNV-1a, to make numbers of a name. */
const hashOf = (text: string, start: number): number => {
  let hash = start;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/** sfc32: four words of state, even enough for a story. */
const generator = (seed: string): (() => number) => {
  let a = hashOf(seed, 0x811c9dc5);
  let b = hashOf(seed, 0x9e3779b9);
  let c = hashOf(seed, 0x243f6a88);
  let count = 1;
  const next = () => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
};

export const chanceOf = (seed: string): Chance => {
  const next = generator(seed);
  const part = () => next() / 2 ** 32;
  const int = (from: number, to: number) => from + Math.floor(part() * (to - from + 1));
  const itemAt = <T>(items: readonly T[], at: number): T => {
    const item = items[at];
    if (item === undefined) throw new Error("There is nothing to choose from");
    return item;
  };
  return {
    part,
    int,
    isLucky: (probability) => part() < probability,
    pick: (items) => itemAt(items, Math.floor(part() * items.length)),
    weighted: (items, weightOf) => {
      let rest = part() * items.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of items) {
        rest -= weightOf(item);
        if (rest < 0) return item;
      }
      return itemAt(items, items.length - 1);
    },
    some: <T>(items: readonly T[], count: number) => {
      const left = [...items];
      const taken: T[] = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(part() * left.length), 1));
      return taken;
    },
    fork: (name) => chanceOf(`${seed}/${name}`),
    bytes: (byteCount) => Uint8Array.from({ length: byteCount }, () => next() & 0xff),
  };
};
