import { expect, test } from "vitest";
import { typedRows } from "./meeting-sign-in.ts";

test.each([
  ["1-3、5 7", [1, 2, 3, 5, 7]],
  ["１，２；3", [1, 2, 3]],
  ["1至3 2", [1, 2, 3]],
  ["", []],
  ["12", [12]],
])("%s names rows of a sheet", (typed, rows) => {
  expect(typedRows(typed)).toEqual(rows);
});

test.each(["甲", "3-1", "0", "1-", "1-2-3", "1000"])("%s names none", (typed) => {
  expect(typedRows(typed)).toBeNull();
});
