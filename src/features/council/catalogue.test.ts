import { expect, test } from "vitest";
import { catalogueWords, keywordsProblem, mattersOnCatalogue } from "./catalogue.ts";

const matters = [
  { number: 3, title: "动用住宅维修资金", keywords: "维修资金、维修基金", isRetired: false },
  { number: 1, title: "加装电梯", keywords: "加装电梯，装电梯，加梯", isRetired: false },
  { number: 2, title: "停车", keywords: "停车", isRetired: true },
];

test.each([
  ["五楼的想用维修资金修屋顶", [3], "one word"],
  ["用维修 资金给 4 号楼加装电梯", [1, 3], "two matters, in their order, a space in the middle of a word"],
  ["电梯坏了，要维修", [], "mending an elevator is not building one"],
  ["停车难", [], "the matter is not on the list any more"],
  ["", [], "nothing was said"],
])("“%s” is on the catalogue as %j (%s)", (text, numbers, _why) => {
  expect(mattersOnCatalogue(matters, text).map(({ matter }) => matter.number)).toEqual(numbers);
});

test("it is said by which word a matter was known", () => {
  expect(mattersOnCatalogue(matters, "加装电梯也叫加梯").map(catalogueWords)).toEqual([
    "提到“加装电梯、加梯”，在协商目录第1项（加装电梯）",
  ]);
});

test.each([
  ["加装电梯、加梯", null],
  ["停车 停车费", null],
  ["加装电梯、梯", "KeywordTooShort"],
  ["、，", "KeywordTooShort"],
])("keywords “%s” → %s", (keywords, problem) => {
  expect(keywordsProblem(keywords)).toBe(problem);
});
