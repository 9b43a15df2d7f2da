import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dropped,
  headingOf,
  isSameOrder,
  lengthOf,
  moved,
  moves,
  numeralsOf,
  orderProblem,
  startsOf,
} from "./meeting-agenda.ts";

/** 甲, under it 乙 and 丙, then 丁; 回 is 上期任务回头看. */
const order = [
  { id: "回", parentId: null },
  { id: "甲", parentId: null },
  { id: "乙", parentId: "甲" },
  { id: "丙", parentId: "甲" },
  { id: "丁", parentId: null },
];
const items = order.map(({ id }) => ({ id, kind: id === "回" ? "review" : "report" }));
const written = (found: readonly { id: string; parentId: string | null }[] | null) =>
  found?.map(({ id, parentId }) => (parentId === null ? id : `(${id})`)).join("") ?? null;

test("numbering has two levels", () => {
  expect(numeralsOf(order)).toEqual(["一", "二", "（一）", "（二）", "三"]);
  expect(headingOf({ numeral: "二", title: "停车" })).toBe("二、停车");
  expect(headingOf({ numeral: "（一）", title: "划线" })).toBe("（一）划线");
});

describe("moving an item", () => {
  const move = (id: string, step: (typeof moves)[number]) => written(moved(order, id, step));

  test("up and down among its own, with what stands under it", () => {
    expect(move("丁", "up")).toBe("回丁甲(乙)(丙)");
    expect(move("甲", "down")).toBe("回丁甲(乙)(丙)");
    expect(move("丙", "up")).toBe("回甲(丙)(乙)丁");
    // The first stays first, and a sub-item stays under its own.
    expect([move("甲", "up"), move("丁", "down"), move("乙", "up"), move("丙", "down"), move("回", "down")]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("in and out, two levels and no more", () => {
    expect(move("丁", "indent")).toBe("回甲(乙)(丙)(丁)");
    expect(move("乙", "outdent")).toBe("回甲(丙)乙丁");
    expect([move("甲", "indent"), move("乙", "indent"), move("丁", "outdent"), move("x", "up")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const plain = [order[0], order[4]].flatMap((item) => item ?? []);
    expect(moved(plain, "丁", "indent")).toBeNull();
  });

  test("by dropping it on another", () => {
    const drop = (id: string, onId: string) => written(dropped(order, id, onId));
    expect(drop("丁", "甲")).toBe("回丁甲(乙)(丙)");
    expect(drop("丁", "丙")).toBe("回甲(乙)(丁)(丙)");
    expect(drop("甲", "丁")).toBe("回丁甲(乙)(丙)");
    expect(drop("乙", "丁")).toBe("回甲(丙)丁乙");
    expect(drop("丙", "乙")).toBe("回甲(丙)(乙)丁");
    expect(drop("乙", "丙")).toBe("回甲(丙)(乙)丁");
    expect([drop("甲", "乙"), drop("丁", "回"), drop("回", "丁"), drop("x", "甲"), drop("丁", "丁")]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("keeps every item and a sound order, whatever is done", () => {
    const step = fc.oneof(
      fc.record({ id: fc.constantFrom("回", "甲", "乙", "丙", "丁"), move: fc.constantFrom(...moves) }),
      fc.record({
        id: fc.constantFrom("回", "甲", "乙", "丙", "丁"),
        onId: fc.constantFrom("回", "甲", "乙", "丙", "丁"),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = order;
        for (const each of steps) {
          now = ("move" in each ? moved(now, each.id, each.move) : dropped(now, each.id, each.onId)) ?? now;
          expect(orderProblem(items, now)).toBeNull();
        }
      }),
    );
  });
});

test("an order is whole, has two levels and 上期任务回头看 first", () => {
  const problem = (...rows: [string, string | null][]) =>
    orderProblem(
      items,
      rows.map(([id, parentId]) => ({ id, parentId })),
    );
  const rest: [string, string | null][] = [
    ["丙", null],
    ["丁", null],
  ];
  expect(problem(["回", null], ["甲", null], ["乙", "甲"], ...rest)).toBeNull();
  expect(problem(["回", null], ["甲", null], ["乙", "甲"])).toBe("OrderIsIncomplete");
  expect(problem(["回", null], ["甲", null], ["甲", null], ["乙", "甲"], ["丁", null])).toBe("OrderIsIncomplete");
  expect(problem(["甲", null], ["回", null], ["乙", null], ...rest)).toBe("OrderIsUnsound");
  expect(problem(["回", null], ["甲", "回"], ["乙", null], ...rest)).toBe("OrderIsUnsound");
  expect(problem(["回", null], ["甲", null], ["乙", "甲"], ["丙", "乙"], ["丁", null])).toBe("OrderIsUnsound");
  expect(problem(["回", null], ["甲", null], ["丁", null], ["乙", "甲"], ["丙", null])).toBe("OrderIsUnsound");
  expect(isSameOrder(order, [...order])).toBe(true);
  expect(isSameOrder(order, order.toReversed())).toBe(false);
});

describe("times", () => {
  const timed = (...minutes: (number | null)[]) =>
    order.map((item, at) => ({ ...item, plannedMinutes: minutes[at] ?? null }));
  const clock = (items: ReturnType<typeof timed>) =>
    startsOf("2026-11-20T06:00:00.000Z", items).map((at) => at.slice(11, 16));

  test("each item begins when those before it are over", () => {
    expect(clock(timed(10, 20, null, null, 5))).toEqual(["06:00", "06:10", "06:30", "06:30", "06:30"]);
    // Sub-items with times of their own make up the item above them.
    expect(clock(timed(10, 20, 15, 10, 5))).toEqual(["06:00", "06:10", "06:10", "06:25", "06:35"]);
    expect(clock(timed())).toEqual(["06:00", "06:00", "06:00", "06:00", "06:00"]);
  });

  test("the sum says by how much it is too long, and what has no time", () => {
    expect(lengthOf(timed(10, 20, 15, 10, null), 30)).toEqual({ minutes: 35, overrunMinutes: 5, untimedCount: 1 });
    expect(lengthOf(timed(10, 20, null, null, 30), 60)).toEqual({ minutes: 60, overrunMinutes: 0, untimedCount: 0 });
    expect(lengthOf(timed(10, null, 30, null, 30), null)).toEqual({ minutes: 70, overrunMinutes: 0, untimedCount: 0 });
  });
});
