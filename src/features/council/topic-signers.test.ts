import { describe, expect, test } from "vitest";
import { countedSigners, doorKey } from "./topic-signers.ts";

describe("a door", () => {
  test.each([
    ["3号楼2单元501", "3|2|501", "as it is spoken"],
    ["3-2-501", "3|2|501", "as it is jotted down"],
    ["３栋 2单元 501室", "3|2|501", "full width, with spaces"],
    ["幸福里小区3号楼2单元501", "幸福里小区|3|2|501", "with the estate"],
    ["  ", "", "nothing was written"],
  ])("%s → %s (%s)", (address, key, _why) => {
    expect(doorKey(address)).toBe(key);
  });
});

const signers = (...rows: [householdId: string | null, address: string][]) =>
  rows.map(([householdId, address], at) => ({ id: String(at), householdId, address }));

test.each([
  [signers(["h1", "幸福里 3号楼 2单元 501"], ["h1", "幸福里 3号楼 2单元 501"]), 1, "husband and wife"],
  [signers(["h1", "幸福里 3号楼 2单元 501"], [null, "3-2-501"]), 1, "one on the register, one by the door"],
  [signers([null, "3-2-501"], [null, "3号楼2单元501室"]), 1, "one door written two ways"],
  [signers([null, "3-2-501"], [null, "13-2-501"]), 2, "another building whose number ends alike"],
  [signers(["h1", "幸福里 3号楼 2单元 501"], ["h2", "安居苑 3号楼 2单元 501"]), 2, "two estates on the register"],
  [signers([null, ""], [null, ""]), 0, "nobody knows where they live"],
])("%j is %i homes (%s)", (rows, count, _why) => {
  expect(countedSigners(rows).size).toBe(count);
});

test("the first of a home is the one that counts", () => {
  expect([...countedSigners(signers(["h1", "a"], ["h1", "a"], ["h2", "b"]))]).toEqual(["0", "2"]);
});
