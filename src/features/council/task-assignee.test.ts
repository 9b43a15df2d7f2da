import { expect, test } from "vitest";
import { assigneesFrom, type HolderNear } from "./task-assignee.ts";

const holder = (post: HolderNear["post"], holderName: string, more: Partial<HolderNear> = {}): HolderNear => ({
  post,
  holderName,
  contactId: `c-${holderName}`,
  organisationId: "o",
  organisationName: "居委会",
  placeName: "3号楼",
  ...more,
});

test("says by which place somebody is suggested, in the order of nearness, each once", () => {
  const found = assigneesFrom([
    holder("unitLeader", "赵一", { placeName: "1单元" }),
    holder("buildingLeader", "李四海"),
    holder("gridWorker", "王五", { placeName: "第一网格" }),
    holder("gridLeader", "王五", { placeName: "第一网格" }),
  ]);
  expect(found.map(({ why }) => why)).toEqual([
    "按单元：1单元单元长 赵*",
    "按楼栋：3号楼楼栋小组长 李*海",
    "按网格：第一网格网格员 王*",
  ]);
  expect(found[1]?.assignee).toEqual({
    contactId: "c-李四海",
    contactName: "李四海",
    organisationId: "o",
    organisationName: "居委会",
  });
});

test("a resident is named but takes no order", () => {
  expect(assigneesFrom([holder("buildingLeader", "李四", { contactId: null, organisationId: null })])).toEqual([
    { why: "按楼栋：3号楼楼栋小组长 李*", assignee: null },
  ]);
});

test("no more than four are offered", () => {
  expect(assigneesFrom([..."甲乙丙丁戊"].map((name) => holder("gridWorker", name)))).toHaveLength(4);
});
