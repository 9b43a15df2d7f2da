import { expect, test } from "vitest";
import { quotable, withoutPlaces } from "./telling-words.ts";

test.each([
  ["锦绣花园2号楼1单元电梯停运", "电梯停运"],
  ["3号楼501室漏水", "漏水"],
  ["二单元三楼的灯坏了", "的灯坏了"],
  ["12栋门口堆着建筑垃圾", "门口堆着建筑垃圾"],
  ["楼道里的灯", "楼道里的灯"],
])("%s without where it is", (text, left) => {
  expect(withoutPlaces(text, ["锦绣花园", ""]).trim()).toBe(left);
});

test("nothing is read across a place", () => {
  expect(withoutPlaces("电锦绣花园梯", ["锦绣花园"])).toBe("电 梯");
});

test.each([
  ["了楼", ""],
  ["停运了", "停运"],
  ["的电梯", "电梯"],
  ["烧烤店", "烧烤店"],
  ["不了", ""],
])("%s is quoted as “%s”", (word, quoted) => {
  expect(quotable(word)).toBe(quoted);
});
