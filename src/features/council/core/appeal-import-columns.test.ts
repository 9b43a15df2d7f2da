import { expect, test } from "vitest";
import { proposeMapping } from "#core/import-mapping.ts";
import { appealShape } from "./appeal-import-columns.ts";

/** What each heading of a sheet is taken for; null where it is left alone. */
const takenFor = (...labels: string[]) => {
  const { mapping } = proposeMapping([{ number: 1, cells: labels }], appealShape.columns);
  const keys = Object.entries(mapping);
  return labels.map((_, at) => keys.find(([, column]) => column === at)?.[0] ?? null);
};

test("headings that offices give the same column are all known", () => {
  expect(takenFor("序号", "诉求编号", "诉求人", "联系电话", "诉求时间", "诉求内容", "答复意见", "答复时间")).toEqual([
    null,
    "number",
    "reporterName",
    "reporterPhone",
    "receivedAt",
    "content",
    "answer",
    "answeredAt",
  ]);
  expect(takenFor("工单号", "来电人", "来电号码", "来电时间", "工单内容", "处置结果", "办结时间")).toEqual([
    "number",
    "reporterName",
    "reporterPhone",
    "receivedAt",
    "content",
    "answer",
    "answeredAt",
  ]);
  expect(takenFor("信件编号", "写信日期", "来信人姓名", "来信标题", "来信正文", "回复内容", "回复日期")).toEqual([
    "number",
    "receivedAt",
    "reporterName",
    "title",
    "content",
    "answer",
    "answeredAt",
  ]);
  expect(takenFor("业主姓名", "手机号", "小区", "报事时间", "问题描述", "处理措施", "处理情况", "完成日期")).toEqual([
    "reporterName",
    "reporterPhone",
    "address",
    "receivedAt",
    "content",
    "measure",
    "answer",
    "answeredAt",
  ]);
});

test("no heading is a name for two columns", () => {
  const names = appealShape.columns.flatMap(({ key, title, aliases }) =>
    [title, ...aliases].map((name) => [name, key] as const),
  );
  const keysOf = new Map<string, Set<string>>();
  for (const [name, key] of names) keysOf.set(name, new Set([...(keysOf.get(name) ?? []), key]));
  expect([...keysOf].filter(([, keys]) => keys.size > 1).map(([name]) => name)).toEqual([]);
});
