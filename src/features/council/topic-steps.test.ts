import { describe, expect, test } from "vitest";
import { deliberatingProblem, type StepFacts, sixStepsOf } from "./topic-steps.ts";

const facts: StepFacts = {
  state: "proposed",
  appealCount: 3,
  signedHouseholdCount: 0,
  researchCount: 0,
  skips: {},
  lastOutcome: null,
  noTaskReason: "",
  taskCount: 0,
  overTaskCount: 0,
};

const passed = { ...facts, state: "settled", lastOutcome: "passed", researchCount: 1 } as const;

const states = (more: Partial<StepFacts>) =>
  sixStepsOf({ ...facts, ...more })
    .map(({ state }) => state)
    .join(" ");
const words = (more: Partial<StepFacts>, at: number) => sixStepsOf({ ...facts, ...more })[at]?.words;

test.each([
  [{}, "done current ahead ahead ahead ahead", "just proposed"],
  [{ state: "confirmed" }, "done done current ahead ahead ahead", "somebody has to look into it"],
  [{ state: "confirmed", researchCount: 1 }, "done done done current ahead ahead", "it waits for its meeting"],
  [
    { state: "scheduled", skips: { research: "急" } },
    "done done skipped current ahead ahead",
    "a reason stands for it",
  ],
  [{ state: "discussed", researchCount: 1 }, "done done done done current ahead", "the meeting is at it"],
  [{ state: "discussed" }, "done done missing done current ahead", "it came before a meeting without either"],
  [{ ...passed }, "done done done done done missing", "passed, and nobody does anything"],
  [{ ...passed, noTaskReason: "已做完" }, "done done done done done skipped", "nothing is to be done, and why"],
  [{ ...passed, taskCount: 2, overTaskCount: 1 }, "done done done done done current", "one of two is under way"],
  [{ ...passed, taskCount: 2, overTaskCount: 2 }, "done done done done done done", "all is done"],
  [{ ...passed, lastOutcome: "rejected" }, "done done done done done done", "nothing was resolved that is to be done"],
  [
    { state: "confirmed", researchCount: 1, skips: { deliberate: "当天抢修" } },
    "done done done skipped ahead skipped",
    "given out without a meeting",
  ],
  [{ state: "declined" }, "done ahead ahead ahead ahead ahead", "it goes no further"],
] as [Partial<StepFacts>, string, string][])("%j → %s (%s)", (more, line, _why) => {
  expect(states(more)).toBe(line);
});

describe("the words", () => {
  test("say how many stand behind a topic", () => {
    expect(words({ signedHouseholdCount: 12 }, 0)).toBe("3 条诉求，12 户联名");
    expect(words({ appealCount: 0 }, 0)).toBe("");
  });

  test("repeat the written reason", () => {
    expect(words({ state: "confirmed", skips: { research: "上月刚问过" } }, 2)).toBe("上月刚问过");
    expect(words({ ...passed, noTaskReason: "已做完" }, 5)).toBe("无需办理：已做完");
  });
});

test("a topic comes before a meeting when it was looked into, or it is written why not", () => {
  expect(deliberatingProblem(facts)).toBe("TopicWithoutResearch");
  expect(deliberatingProblem({ ...facts, researchCount: 1 })).toBe(null);
  expect(deliberatingProblem({ ...facts, skips: { research: "急" } })).toBe(null);
});
