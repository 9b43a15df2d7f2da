import { expect, test } from "vitest";
import { catalogueWords, keywordsProblem, mattersOnCatalogue, passedOverWords } from "./catalogue.ts";

const matters = [
  { number: 3, title: "动用住宅维修资金", keywords: "维修资金、维修基金", categoryCodes: "", isRetired: false },
  { number: 1, title: "加装电梯", keywords: "加装电梯，装电梯，加梯", categoryCodes: "", isRetired: false },
  { number: 2, title: "停车", keywords: "停车", categoryCodes: "S04", isRetired: true },
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

test("a matter is known by its category too, and the words go first", () => {
  const parking = { number: 4, title: "停车", keywords: "地锁", categoryCodes: "S04、S05-01", isRetired: false };
  const all = [...matters, parking];
  const on = (text: string, codes: string[]) => mattersOnCatalogue(all, text, codes).map(catalogueWords);
  expect(on("没地方停", ["S04-02", "S04"])).toEqual(["按分类，在协商目录第4项（停车）"]);
  expect(on("有人装地锁", ["S04"])).toEqual(["提到“地锁”，在协商目录第4项（停车）"]);
  // A neighbouring code is another category, and a retired matter is none.
  expect(on("没地方停", ["S05", "S04-02"])).toEqual([]);
  expect(mattersOnCatalogue(matters, "没地方停", ["S04"])).toEqual([]);
});

test("what is settled without its meeting says what it was, and why or that nobody wrote why", () => {
  const hits = mattersOnCatalogue(matters, "想动用维修资金");
  const known = "提到“维修资金”，在协商目录第3项（动用住宅维修资金）";
  expect(passedOverWords(hits, "")).toBe(`${known}；没有写不经协商的理由`);
  expect(passedOverWords(hits, "只是问余额")).toBe(`${known}；不经协商：只是问余额`);
  expect(passedOverWords([], "急修")).toBe("不经协商：急修");
  expect(passedOverWords([], "")).toBe("");
});
