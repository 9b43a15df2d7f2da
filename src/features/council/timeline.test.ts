import { expect, test } from "vitest";
import type { EventLine } from "./appeal-contract.ts";
import { atOnce } from "./timeline.ts";

const event = (id: number, more: Partial<EventLine> = {}): EventLine => ({
  id,
  at: "2026-11-20T01:00:00.000Z",
  kind: "gathered",
  fromState: null,
  toState: null,
  recordedByName: "何静",
  actor: "",
  reason: `诉〔2026〕${id}号`,
  ...more,
});

test("what one step did to many is one line", () => {
  expect(atOnce([1, 2, 3, 4].map((id) => event(id))).map(({ reason }) => reason)).toEqual([
    "诉〔2026〕1号、诉〔2026〕2号、诉〔2026〕3号 等 4 条",
  ]);
  expect(atOnce([event(1), event(2)]).map(({ reason }) => reason)).toEqual(["诉〔2026〕1号、诉〔2026〕2号"]);
});

test("another moment, kind, hand, state or what stands between them parts the lines", () => {
  for (const more of [
    { at: "2026-11-20T01:00:00.001Z" },
    { kind: "returned" },
    { recordedByName: "周敏" },
    { actor: "第一物业" },
    { toState: "proposed" },
  ])
    expect(atOnce([event(1), event(2, more)])).toHaveLength(2);
  expect(atOnce([event(1), event(2, { kind: "proposed" }), event(3)])).toHaveLength(3);
});
