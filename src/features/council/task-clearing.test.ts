import { expect, test } from "vitest";
import { natures } from "./appeal-contract.ts";
import { clearingCounts, clearingOf, clearings } from "./task-clearing.ts";

test("every nature leads to one class, and every class is reached from its own natures alone", () => {
  const reached = Map.groupBy(natures, clearingOf);
  expect(Object.fromEntries(reached)).toEqual(
    Object.fromEntries(
      clearings.map(({ key, natures: from }) => [
        key,
        natures.filter((nature) => (from as readonly string[]).includes(nature)),
      ]),
    ),
  );
  expect(clearings.flatMap(({ natures: from }) => [...from]).sort()).toEqual([...natures].sort());
});

test("the month is the sum of its classes and of what has no appeal behind it", () => {
  const closed = [...natures.map((nature, at) => ({ nature, count: at + 1 })), { nature: null, count: 100 }];
  const { classes, withoutAppeal } = clearingCounts(closed);
  expect(withoutAppeal).toBe(100);
  expect(classes.reduce((sum, { count }) => sum + count, withoutAppeal)).toBe(
    closed.reduce((sum, { count }) => sum + count, 0),
  );
  expect(clearingCounts([])).toMatchObject({ withoutAppeal: 0 });
});
