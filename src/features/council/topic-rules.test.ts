import { describe, expect, test } from "vitest";
import { type TopicState, topicStates } from "./topic-contract.ts";
import {
  changingTopicProblem,
  confirmingProblem,
  decliningProblem,
  gatheringProblem,
  isTopicOpen,
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
  test("is for a proposed topic", () => {
    expect(allowed((topic) => confirmingProblem(topic, "major", null))).toEqual(["proposed"]);
    expect(confirmingProblem({ state: "confirmed" }, "major", null)).toBe("TopicNotProposed");
  });

  test.each([
    ["joint", null, "JointNeedsHouseholds", "how many households is the point of it"],
    ["joint", 12, null, "12 households"],
    ["major", null, null, "no count is asked of a major matter"],
    ["committees", null, null, "nor of what the committees name"],
  ])("by %s with %s households → %s (%s)", (rule, count, problem, _why) => {
    expect(confirmingProblem({ state: "proposed" }, rule, count)).toBe(problem);
  });
});

test.each([
  ["passed", "settled", "its tasks follow"],
  ["rejected", "settled", "it was decided against"],
  ["noted", "settled", "it was taken note of"],
  ["deferred", "confirmed", "it waits for the next meeting"],
] as const)("after a meeting that %s it, a topic is %s (%s)", (outcome, state, _why) => {
  expect(stateAfterMeeting(outcome)).toBe(state);
});
