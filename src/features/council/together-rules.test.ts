import { describe, expect, test } from "vitest";
import { gatherable, leadAmong, leadOfTwo, mergingProblems, type TogetherFacts } from "./together-rules.ts";

const appeal = (id: string, more: Partial<TogetherFacts> = {}): TogetherFacts => ({
  id,
  receivedAt: `2026-07-0${id.length}T01:00:00.000Z`,
  stage: "received",
  leadId: null,
  mergedCount: 0,
  ...more,
});

describe("who leads", () => {
  test("the one that came first, and of one moment the one that was written first", () => {
    expect(leadAmong([appeal("bb"), appeal("a"), appeal("ccc")])?.id).toBe("a");
    expect(leadAmong([appeal("b"), appeal("a")])?.id).toBe("a");
    expect(leadAmong([])).toBeUndefined();
  });

  test("whoever leads others already leads on", () => {
    expect(leadAmong([appeal("a"), appeal("bb", { mergedCount: 2 }), appeal("c", { mergedCount: 1 })])?.id).toBe("bb");
  });

  test("what is merged leads nothing", () => {
    expect(leadAmong([appeal("a", { leadId: "x" }), appeal("bb")])?.id).toBe("bb");
  });

  test("of two, the later one leads where the earlier may not", () => {
    const escalated = appeal("a", { stage: "escalated" });
    const acting = appeal("bb", { stage: "acting" });
    expect(leadOfTwo(escalated, acting)?.id).toBe("bb");
    expect(leadOfTwo(appeal("a", { stage: "resolved" }), acting)).toBeUndefined();
    expect(leadOfTwo(appeal("a", { mergedCount: 1 }), appeal("bb", { mergedCount: 1 }))).toBeUndefined();
  });
});

test("each of the others says why it cannot be merged", () => {
  const lead = appeal("a", { mergedCount: 1 });
  const others = [appeal("bb"), appeal("ccc", { mergedCount: 1 }), appeal("dddd", { stage: "answered" })];
  expect([...mergingProblems(lead, [lead, ...others])]).toEqual([
    ["bb", null],
    ["ccc", "LeadsOthers"],
    ["dddd", "AppealIsOver"],
  ]);
});

test("a topic takes what nobody else leads and what is not over", () => {
  const stages = ["received", "answered", "escalated", "evaluated"] as const;
  expect(gatherable(stages.map((stage) => appeal(stage, { stage: stage }))).map(({ id }) => id)).toEqual([
    "received",
    "answered",
  ]);
  expect(gatherable([appeal("a", { leadId: "bb" })])).toEqual([]);
});
