import { expect, test } from "vitest";
import { catalogueContract } from "#features/council/catalogue-contract.ts";
import { auditedBy, closedTo, commandsOf, namesByNeed, openCouncil } from "../support/council.ts";

const matter = { number: 20, title: "屋顶光伏", keywords: "光伏、太阳能板" };

test("the catalogue has a list of the house from the first day, which the director changes", () => {
  const { clerk, director } = openCouncil();
  const list = (withRetired = false) => clerk.ok("council.listMatters", { withRetired }).matters;
  const shipped = list().length;
  expect(list().map(({ number }) => number)).toEqual(Array.from({ length: shipped }, (_, at) => at + 1));
  const { id } = director.ok("council.addMatter", { ...matter, basis: "2026年居民代表会议" });
  expect(list().at(-1)).toEqual({ ...matter, id, basis: "2026年居民代表会议", isRetired: false, version: 1 });
  expect(director.code("council.addMatter", { ...matter, title: "别的" })).toBe("MatterNumberTaken");
  expect(director.code("council.addMatter", { ...matter, number: 21, keywords: "光" })).toBe("KeywordTooShort");
  const change = { id, version: 1, ...matter, isRetired: true };
  expect(director.code("council.changeMatter", { ...change, number: 1 })).toBe("MatterNumberTaken");
  expect(director.code("council.changeMatter", { ...change, keywords: "、" })).toBe("KeywordTooShort");
  expect(director.code("council.changeMatter", { ...change, id: "x" })).toBe("NotFound");
  expect(director.ok("council.changeMatter", change)).toEqual({ id, version: 2 });
  expect(director.code("council.changeMatter", change)).toBe("Conflict");
  expect(list()).toHaveLength(shipped);
  expect(list(true).at(-1)).toMatchObject({ id, isRetired: true });
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  expect(namesByNeed(catalogueContract)).toEqual({ clerk: ["listMatters"], director: ["addMatter", "changeMatter"] });
  expect(closedTo(council, catalogueContract)).toEqual({ viewer: 3, clerk: 2, secretary: 2, director: 0, admin: 3 });
  const audited = auditedBy(council, catalogueContract, () => {
    const { id } = council.director.ok("council.addMatter", matter);
    council.director.ok("council.changeMatter", { id, version: 1, ...matter, isRetired: true });
  });
  expect(audited).toEqual(commandsOf(catalogueContract));
});
