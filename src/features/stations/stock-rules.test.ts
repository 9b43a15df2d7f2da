import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isOwing,
  isSettled,
  type Lot,
  lotStateOf,
  lotsCounted,
  lotsDiscarded,
  lotsUsed,
  undoProblem,
} from "./stock-rules.ts";

const today = "2026-11-20";
const lots: Lot[] = [
  { bestBeforeDate: "", quantity: 2 },
  { bestBeforeDate: "2026-11-19", quantity: 3 },
  { bestBeforeDate: "2027-03-01", quantity: 4 },
  { bestBeforeDate: "2026-11-20", quantity: 1 },
];
const of = (bestBeforeDate: string, quantity: number): Lot => ({ bestBeforeDate, quantity });

test.each([
  ["", "fine"],
  ["2026-11-19", "expired"],
  ["2026-11-20", "soon"],
  ["2026-12-20", "soon"],
  ["2026-12-21", "fine"],
])("what is good until %j is %s", (day, state) => {
  expect(lotStateOf(day, today)).toBe(state);
});

describe("what is given out", () => {
  test("ends soonest, without a day last, and is never past its day", () => {
    expect(lotsUsed(lots, 3, today)).toEqual({ lots: [of("2026-11-20", -1), of("2027-03-01", -2)] });
    expect(lotsUsed(lots, 7, today)).toEqual({
      lots: [of("2026-11-20", -1), of("2027-03-01", -4), of("", -2)],
    });
    expect(lotsUsed(lots, 8, today)).toEqual({ problem: "OnlyExpiredLeft" });
    expect(lotsUsed(lots, 11, today)).toEqual({ problem: "NotEnoughStock" });
  });
});

describe("what is thrown away", () => {
  test("ends soonest, or is of the day that is named", () => {
    expect(lotsDiscarded(lots, 4, null)).toEqual({ lots: [of("2026-11-19", -3), of("2026-11-20", -1)] });
    expect(lotsDiscarded(lots, 2, "2027-03-01")).toEqual({ lots: [of("2027-03-01", -2)] });
    expect(lotsDiscarded(lots, 5, "2027-03-01")).toEqual({ problem: "LotNotThere" });
    expect(lotsDiscarded(lots, 11, null)).toEqual({ problem: "NotEnoughStock" });
  });
});

describe("what a count finds", () => {
  test("over stands with the day that was read, short leaves what is past its day to the last", () => {
    expect(lotsCounted(lots, 0, null, today)).toEqual([]);
    expect(lotsCounted(lots, 2, "2027-05-01", today)).toEqual([of("2027-05-01", 2)]);
    expect(lotsCounted(lots, 2, null, today)).toEqual([of("", 2)]);
    expect(lotsCounted(lots, -8, null, today)).toEqual([
      of("2026-11-20", -1),
      of("2027-03-01", -4),
      of("", -2),
      of("2026-11-19", -1),
    ]);
  });
});

test("nothing is taken from a day on which it was not there yet", () => {
  expect(isOwing(3, -3)).toBe(false);
  expect(isOwing(3, -4)).toBe(true);
  expect(isOwing(0, 4)).toBe(false);
});

test("what happened before a count is settled by it", () => {
  expect(isSettled("2026-11-19", { happenedDate: today })).toBe(true);
  expect(isSettled(today, { happenedDate: today })).toBe(false);
  expect(isSettled("2026-11-19", undefined)).toBe(false);
});

describe("an undo", () => {
  const event = { kind: "refill", number: 4, isUndone: false } as const;
  const free = { lastCount: undefined, back: [of("2027-03-01", -4)], lots, lowestSince: 4 };
  test.each([
    [event, free, null],
    [{ ...event, kind: "undo" as const }, free, "UndoStands"],
    [{ ...event, isUndone: true }, free, "AlreadyUndone"],
    [event, { ...free, lastCount: { number: 5 } }, "CountedSince"],
    [{ ...event, kind: "count" as const, number: 5 }, { ...free, lastCount: { number: 5 } }, null],
    [event, { ...free, back: [of("2027-03-01", -5)] }, "UsedSince"],
    [event, { ...free, back: [of("2028-01-01", -1)] }, "UsedSince"],
    [event, { ...free, lowestSince: 3 }, "UsedSince"],
    [{ ...event, kind: "use" as const }, { ...free, back: [of("2027-03-01", 4)], lowestSince: 0 }, null],
  ])("of %j with %j: %s", (undone, facts, problem) => {
    expect(undoProblem(undone, facts)).toBe(problem);
  });
});

test("whatever is taken, in whichever way, is as much as was asked for and leaves no day short", () => {
  const day = fc.constantFrom("", "2026-11-01", "2026-11-20", "2026-12-01", "2027-06-01");
  const kept = fc.uniqueArray(fc.record({ bestBeforeDate: day, quantity: fc.nat(9) }), {
    selector: ({ bestBeforeDate }) => bestBeforeDate,
  });
  fc.assert(
    fc.property(kept, fc.integer({ min: 1, max: 30 }), (before, quantity) => {
      const total = before.reduce((sum, lot) => sum + lot.quantity, 0);
      const ways = [
        lotsUsed(before, quantity, today),
        lotsDiscarded(before, quantity, null),
        { lots: quantity <= total ? lotsCounted(before, -quantity, null, today) : null },
      ];
      for (const way of ways) {
        const parts = "lots" in way ? way.lots : null;
        if (parts === null) continue;
        expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(-quantity);
        for (const part of parts) {
          const kept = before.find(({ bestBeforeDate }) => bestBeforeDate === part.bestBeforeDate)?.quantity ?? 0;
          expect(kept + part.quantity).toBeGreaterThanOrEqual(0);
        }
      }
    }),
  );
});
