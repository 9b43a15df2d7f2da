import { expect, test } from "vitest";
import { itemsText, quotasText, typedItems, typedQuotas } from "./meeting-template-text.ts";

test("standing items are typed one a line, and read back as they were", () => {
  const items = [
    { title: "物业通报", plannedMinutes: 10, visibility: "public" as const },
    { title: "下一步 安排", plannedMinutes: null, visibility: "internal" as const },
    { title: "10分钟", plannedMinutes: null, visibility: "public" as const },
  ];
  expect(typedItems("物业通报，１０分钟\n\n 下一步 安排 内部 \n10分钟")).toEqual(items);
  expect(typedItems(itemsText(items))).toEqual(items);
  expect(typedItems("通报 保密 5分")).toEqual([{ title: "通报", plannedMinutes: 5, visibility: "confidential" }]);
  expect(typedItems("")).toEqual([]);
});

test("quotas are a group and a number", () => {
  expect(typedQuotas("居民代表15、物业 2")).toBeNull();
  expect(typedQuotas("居民代表15、物业２人")).toEqual([
    { role: "representative", count: 15 },
    { role: "property", count: 2 },
  ]);
  expect(typedQuotas("")).toEqual([]);
  expect(["路人3", "居民代表0", "物业2 物业3"].map(typedQuotas)).toEqual([null, null, null]);
  expect(quotasText(typedQuotas("业委会2 当事人2") ?? [])).toBe("业委会2、当事人2");
});
