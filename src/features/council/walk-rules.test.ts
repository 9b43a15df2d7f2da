import { expect, test } from "vitest";
import { keyedAs, keyingProblem, nextRow, walkRows } from "./walk-rules.ts";

test("rows are numbered without a gap: tasks, appeals, homes, and room to write", () => {
  const rows = walkRows(
    [
      { kind: "home", subjectId: "h" },
      { kind: "appeal", subjectId: "a" },
      { kind: "task", subjectId: "t" },
    ],
    2,
  );
  expect(rows.map(({ position, kind, subjectId }) => `${position} ${kind} ${subjectId ?? ""}`)).toEqual([
    "1 task t",
    "2 appeal a",
    "3 home h",
    "4 blank ",
    "5 blank ",
  ]);
  expect(walkRows([], 0)).toEqual([]);
});

test("a row is keyed once, on a day between the sheet and today", () => {
  const sheet = { printedDate: "2026-11-20", today: "2026-11-22" };
  const ask = (row: object, said: object) =>
    keyingProblem({ kind: "home", keyedAt: null, ...row }, { words: "", walkDate: "2026-11-21", ...said }, sheet);
  expect(ask({}, {})).toBeNull();
  expect(ask({ keyedAt: "2026-11-21T01:00:00.000Z" }, {})).toBe("WalkRowIsKeyed");
  expect(ask({}, { walkDate: "2026-11-23" })).toBe("WalkIsAhead");
  expect(ask({}, { walkDate: "2026-11-22" })).toBeNull();
  expect(ask({}, { walkDate: "2026-11-20" })).toBeNull();
  expect(ask({}, { walkDate: "2026-11-19" })).toBe("WalkBeforeSheet");
  expect(ask({ kind: "blank" }, {})).toBe("WalkRowIsEmpty");
  expect(ask({ kind: "blank" }, { words: "路灯坏了" })).toBeNull();
});

test("what was written decides what it becomes", () => {
  expect((["home", "appeal", "task", "blank"] as const).map((kind) => keyedAs(kind, "说了话"))).toEqual([
    "appeal",
    "note",
    "visit",
    "appeal",
  ]);
  expect(keyedAs("task", "")).toBe("nothing");
});

test("keying goes on in the order of the paper", () => {
  const row = (position: number, isKeyed = false) => ({ position, keyedAt: isKeyed ? "x" : null });
  expect(nextRow([row(1, true), row(2), row(3)], 1)).toBe(2);
  expect(nextRow([row(1), row(2, true), row(3, true)], 3)).toBe(1);
  expect(nextRow([row(1, true)], 1)).toBeNull();
});
