import { describe, expect, test } from "vitest";
import { type TopicState, topicStates } from "./topic-contract.ts";
import {
  changingTopicProblem,
  confirmingProblem,
  decliningProblem,
  gatheringProblem,
  isDueAgain,
  isTopicOpen,
  postponingProblem,
  ruleProblem,
  signedWords,
  stateAfterMeeting,
} from "./topic-rules.ts";

/** The states in which nothing stands against something. */
const allowed = (problemOf: (topic: { state: TopicState }) => string | null) =>
  topicStates.filter((state) => problemOf({ state }) === null);

test("a topic is open until it is settled or declined", () => {
  expect(topicStates.filter(isTopicOpen)).toEqual(["proposed", "confirmed", "scheduled", "discussed"]);
});

test("it can be worded anew while it is open", () => {
  expect(allowed(changingTopicProblem)).toEqual(["proposed", "confirmed", "scheduled", "discussed"]);
  expect(changingTopicProblem({ state: "settled" })).toBe("TopicIsOver");
});

test("appeals come and go until a meeting has it before it", () => {
  expect(allowed(gatheringProblem)).toEqual(["proposed", "confirmed", "scheduled"]);
  expect(gatheringProblem({ state: "discussed" })).toBe("TopicIsOver");
});

test("it can be declined while it stands on no agenda", () => {
  expect(allowed(decliningProblem)).toEqual(["proposed", "confirmed"]);
  expect(decliningProblem({ state: "scheduled" })).toBe("TopicNotOpen");
});

describe("confirming", () => {
  const major = { kind: "major", minHouseholds: null, isActive: true } as const;
  const joint = { kind: "joint", minHouseholds: 10, isActive: true } as const;

  test("is for a proposed topic", () => {
    expect(allowed((topic) => confirmingProblem(topic, major, 0))).toEqual(["proposed"]);
    expect(confirmingProblem({ state: "confirmed" }, major, 0)).toBe("TopicNotProposed");
  });

  test.each([
    [joint, 9, "JointNotReached", "one home is missing"],
    [joint, 10, null, "as many as the rule says"],
    [{ ...joint, isActive: false }, 12, "RuleNotInUse", "the community does not go by it any more"],
    [major, 0, null, "nobody signs for a major matter"],
  ])("by %o with %i households → %s (%s)", (rule, count, problem, _why) => {
    expect(confirmingProblem({ state: "proposed" }, rule, count)).toBe(problem);
  });

  test("says what is there and what the rule asks for", () => {
    expect(signedWords(12, 10)).toBe("12 户联名，规则要 10 户");
    expect(signedWords(3, null)).toBe("3 户联名");
  });
});

test("a rule of joint signing names how many homes", () => {
  expect(ruleProblem("joint", null)).toBe("JointNeedsHouseholds");
  expect(ruleProblem("joint", 5)).toBe(null);
  expect(ruleProblem("major", null)).toBe(null);
});

test("what waits for its meeting is put off to a later day, and is due again on it", () => {
  expect(allowed((topic) => postponingProblem(topic, "2026-12-01", "2026-11-23"))).toEqual(["proposed", "confirmed"]);
  expect(postponingProblem({ state: "proposed" }, "2026-11-23", "2026-11-23")).toBe("PostponeDayIsPast");
  const due = (today: string) => isDueAgain({ postponedUntil: "2026-12-01" }, today);
  expect(["2026-11-30", "2026-12-01", "2026-12-02"].map(due)).toEqual([false, true, true]);
  expect(isDueAgain({ postponedUntil: null }, "2026-12-02")).toBe(false);
});

test.each([
  ["passed", "settled", "its tasks follow"],
  ["rejected", "settled", "it was decided against"],
  ["noted", "settled", "it was taken note of"],
  ["deferred", "confirmed", "it waits for the next meeting"],
] as const)("after a meeting that %s it, a topic is %s (%s)", (outcome, state, _why) => {
  expect(stateAfterMeeting(outcome)).toBe(state);
});
