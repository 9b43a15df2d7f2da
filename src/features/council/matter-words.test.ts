import { expect, test } from "vitest";
import { mattersIn } from "./matter-words.ts";

test("the same matter is known in the words of several people", () => {
  for (const text of ["楼道声控灯坏了", "走廊的灯三天没亮", "楼梯间太黑了"])
    expect(mattersIn(text)).toEqual(["楼道灯"]);
  for (const text of ["有人从窗口往下扔烟头", "昨天掉下来一个花盆"]) expect(mattersIn(text)).toEqual(["高空抛物"]);
});

test("words that are wanted together are not enough alone", () => {
  expect(mattersIn("楼道里贴了通知")).toEqual([]);
  expect(mattersIn("想问一下老年证在哪里办")).toEqual([]);
});

test("a text may be on several matters", () => {
  expect(mattersIn("电动车在楼道里充电，把消防通道堵了")).toEqual(["消防通道", "电动车充电"]);
});
