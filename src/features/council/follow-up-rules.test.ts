import { expect, test } from "vitest";
import { satisfactionLevels } from "./follow-up-contract.ts";
import { satisfactionOfLevel } from "./follow-up-rules.ts";

test("five answers become three", () => {
  expect(satisfactionLevels.map((level) => [level, satisfactionOfLevel(level)])).toEqual([
    ["very", "satisfied"],
    ["satisfied", "satisfied"],
    ["fairly", "fairly"],
    ["unsatisfied", "unsatisfied"],
    ["veryUnsatisfied", "unsatisfied"],
  ]);
});
