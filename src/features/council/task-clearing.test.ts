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
  const own = { ownership: "own" as const };
  const closed = [
    ...natures.map((nature, at) => ({ nature, count: at + 1, ...own })),
    { nature: null, count: 100, ...own },
  ];
  const { classes, withoutAppeal, ownCount } = clearingCounts(closed);
  expect(ownCount).toBe(121);
  expect(withoutAppeal).toBe(100);
  expect(classes.reduce((sum, { count }) => sum + count, withoutAppeal)).toBe(
    closed.reduce((sum, { count }) => sum + count, 0),
  );
  expect(clearingCounts([])).toMatchObject({ withoutAppeal: 0 });
});

test("what is not the community's own stands in no class, and in a line of its own", () => {
  const counts = clearingCounts([
    { nature: "help", ownership: "own", count: 1 },
    { nature: "help", ownership: "assigned", count: 2 },
    { nature: "help", ownership: "outside", count: 4 },
    { nature: null, ownership: "assist", count: 8 },
  ]);
  expect(counts).toMatchObject({ withoutAppeal: 0, ownCount: 3, outsideCount: 4, assistCount: 8 });
  expect(counts.classes.find(({ key }) => key === "helped")?.count).toBe(3);
});
