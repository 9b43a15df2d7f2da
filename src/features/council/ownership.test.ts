import { describe, expect, test } from "vitest";
import { ownerships } from "./appeal-contract.ts";
import {
  basisProblem,
  countingOf,
  countsAsOwn,
  keywordsFromTitle,
  lacksBasis,
  ownershipOfTask,
  suggestOwnership,
} from "./ownership.ts";

const matter = (kind: "own" | "elsewhere", number: number, title: string, keywords: string, categoryCodes = "") => ({
  kind,
  number,
  title,
  keywords,
  categoryCodes,
  office: kind === "elsewhere" ? "区社保中心" : "",
  isRetired: false,
});

const lists = [
  matter("own", 12, "楼道堆物", "堆物、堆放杂物", "S05-03"),
  matter("own", 3, "房屋设施", "漏水", "S02"),
  matter("elsewhere", 1, "社会保障卡", "社保卡、保障卡漏水"),
];
const ask = (text: string, ...categoryCodes: string[]) => suggestOwnership(lists, { text, categoryCodes });

describe("whose a matter is", () => {
  test.each([
    ["三楼有人堆物", [], "own", "提到“堆物”，在社区事项清单第12项“楼道堆物”"],
    ["社保卡丢了怎么补", [], "outside", "提到“社保卡”，在“去哪儿办”第1项“社会保障卡”，由区社保中心办"],
    ["想问问情况", ["S05-03", "S05"], "own", "按分类，在社区事项清单第12项“楼道堆物”"],
    ["想问问情况", ["S02-01", "S02"], "own", "按分类，在社区事项清单第3项“房屋设施”"],
    ["想申请专利", [], "outside", "不在社区事项清单：没有一项的关键词或分类对得上"],
    // A word says more than the category that somebody picked.
    ["社保卡丢了", ["S02"], "outside", "提到“社保卡”，在“去哪儿办”第1项“社会保障卡”，由区社保中心办"],
    // 保障卡漏水 is longer than 漏水.
    ["保障卡漏水", [], "outside", "提到“保障卡漏水”，在“去哪儿办”第1项“社会保障卡”，由区社保中心办"],
  ] as const)("%s %j", (text, codes, ownership, why) => {
    expect(ask(text, ...codes)).toMatchObject({ ownership, why });
  });

  test("of two words of the same length the community's own list goes first", () => {
    const both = [matter("elsewhere", 1, "别处", "停车"), matter("own", 9, "停车秩序", "停车")];
    expect(suggestOwnership(both, { text: "停车乱", categoryCodes: [] })?.ownership).toBe("own");
  });

  test("nothing is said without a list, and a retired matter is not on it", () => {
    expect(suggestOwnership([], { text: "堆物", categoryCodes: [] })).toBeNull();
    const retired = [...lists, { ...matter("own", 1, "旧项", "专利"), isRetired: true }];
    expect(suggestOwnership(retired, { text: "想申请专利", categoryCodes: [] })?.matter).toBeNull();
    expect(
      suggestOwnership([{ ...matter("own", 1, "旧项", "专利"), isRetired: true }], { text: "专利", categoryCodes: [] }),
    ).toBeNull();
  });
});

test("what is outside the list or only helped with is never the community's own", () => {
  expect(ownerships.map((one) => [one, countingOf(one), countsAsOwn(one)])).toEqual([
    ["own", "own", true],
    ["assist", "assist", false],
    ["outside", "outside", false],
    ["assigned", "own", true],
  ]);
});

test("a task is whose the nearest of its voices is", () => {
  expect(ownershipOfTask([])).toBe("own");
  expect(ownershipOfTask(["outside"])).toBe("outside");
  expect(ownershipOfTask(["outside", "assist"])).toBe("assist");
  expect(ownershipOfTask(["assist", "assigned"])).toBe("assigned");
  expect(ownershipOfTask(["outside", "own", "assigned"])).toBe("own");
});

test("what was handed down has its basis", () => {
  expect(lacksBasis({ ownership: "assigned", hasBasis: false })).toBe(true);
  expect(lacksBasis({ ownership: "assigned", hasBasis: true })).toBe(false);
  expect(lacksBasis({ ownership: "own", hasBasis: false })).toBe(false);
  const basis = { receivedDate: "2026-11-20", upstreamDueDate: "2026-11-20" };
  expect(basisProblem("assigned", basis, "2026-11-20")).toBeNull();
  expect(basisProblem("assigned", { ...basis, upstreamDueDate: null }, "2026-11-20")).toBeNull();
  expect(basisProblem("own", basis, "2026-11-20")).toBe("TaskNotAssigned");
  expect(basisProblem("assigned", basis, "2026-11-19")).toBe("BasisIsAhead");
  expect(basisProblem("assigned", { ...basis, upstreamDueDate: "2026-11-19" }, "2026-11-20")).toBe(
    "UpstreamLimitTooEarly",
  );
});

test("a title says by which words it may be known", () => {
  expect(keywordsFromTitle("楼道堆物清理")).toBe("楼道堆物清理");
  expect(keywordsFromTitle("路灯、楼道灯及院内照明（含维修）")).toBe("路灯、楼道灯、院内照明、含维修");
  expect(keywordsFromTitle("犬")).toBe("犬");
});
