import { describe, expect, test } from "vitest";
import { type MeetingState, meetingStates, type Outcome } from "./meeting-contract.ts";
import {
  attendingProblem,
  cancellingMeetingProblem,
  decidingProblem,
  endingProblem,
  hasQuorum,
  hasVoteByRole,
  isMeetingOver,
  isWithoutTask,
  minutingProblem,
  notifyingProblem,
  planningProblem,
  removingItemProblem,
  startingProblem,
} from "./meeting-rules.ts";

/** What stands against something, by the state of the meeting. */
const problems = (problemOf: (meeting: { state: MeetingState }) => string | null) =>
  Object.fromEntries(meetingStates.map((state) => [state, problemOf({ state })]));

test("what may be done in which state of a meeting", () => {
  expect(meetingStates.filter(isMeetingOver)).toEqual(["ended", "minuted", "cancelled"]);
  const over = { ended: "MeetingIsOver", minuted: "MeetingIsOver", cancelled: "MeetingIsOver" };
  expect(problems(planningProblem)).toEqual({ preparing: null, notified: null, inSession: null, ...over });
  const notStarted = { preparing: null, notified: null, inSession: "MeetingHasStarted", ...over };
  expect(problems(cancellingMeetingProblem)).toEqual(notStarted);
  expect(problems((meeting) => removingItemProblem(meeting, { kind: "topic" }))).toEqual(notStarted);
  expect(problems((meeting) => startingProblem(meeting, ["review", "topic"]))).toEqual(notStarted);
  expect(problems((meeting) => notifyingProblem(meeting, ["review", "report"]))).toEqual({
    preparing: null,
    notified: "MeetingNotPreparing",
    inSession: "MeetingNotPreparing",
    ended: "MeetingNotPreparing",
    minuted: "MeetingNotPreparing",
    cancelled: "MeetingNotPreparing",
  });
  expect(problems(attendingProblem)).toEqual({
    preparing: null,
    notified: null,
    inSession: null,
    // Who was there is often put right from the signature sheet, after the meeting.
    ended: null,
    minuted: "MeetingIsMinuted",
    cancelled: "MeetingIsOver",
  });
});

test("上期任务回头看 stays on the agenda, and is no agenda by itself", () => {
  expect(removingItemProblem({ state: "preparing" }, { kind: "review" })).toBe("ReviewStays");
  expect(removingItemProblem({ state: "preparing" }, { kind: "report" })).toBeNull();
  expect(startingProblem({ state: "preparing" }, ["review"])).toBe("AgendaIsEmpty");
  expect(notifyingProblem({ state: "preparing" }, ["review"])).toBe("AgendaIsEmpty");
});

test.each([
  [3, 5, true, "3 of 5 are more than half"],
  [2, 5, false, "2 of 5 are not"],
  [3, 6, false, "half is not more than half"],
  [4, 6, true, "one more is"],
  [1, 1, true, "the only one"],
  [0, 1, false, "nobody came"],
  [0, 0, false, "nobody entitled, nobody to pass anything"],
  [3, 0, false, "guests make no quorum"],
])("%i present of %i entitled: a quorum is %s (%s)", (present, entitled, isOne) => {
  expect(hasQuorum(present, entitled)).toBe(isOne);
});

describe("deciding an item", () => {
  const inSession = { state: "inSession" as const };
  const topic = { kind: "topic" as const, hasOpenVote: false, vote: null };
  const vote = { isPassed: true, hasQuorum: true };
  const passed = { outcome: "passed" as Outcome, wording: "划线", hasQuorum: true };

  test.each([
    [topic, passed, null, "passed without a vote: nobody objected"],
    [{ ...topic, vote }, passed, null, "passed by vote"],
    [{ ...topic, vote }, { ...passed, hasQuorum: false }, null, "passed by vote, and then people left"],
    [{ ...topic, vote: { ...vote, isPassed: false } }, passed, "VoteNotPassed", "the vote said no"],
    [
      { ...topic, vote: { ...vote, hasQuorum: false } },
      passed,
      "VoteWithoutQuorum",
      "too few voted, whoever came since",
    ],
    [
      { ...topic, vote: { ...vote, isPassed: false } },
      { ...passed, outcome: "rejected" as const },
      null,
      "as the vote said",
    ],
    [{ ...topic, hasOpenVote: true }, passed, "VoteIsOpen", "not counted yet"],
    [{ ...topic, hasOpenVote: true }, { ...passed, outcome: "deferred" as const }, "VoteIsOpen", "nor called off"],
    [topic, { ...passed, hasQuorum: false }, "NoQuorum", "too few to pass anything"],
    [topic, { ...passed, hasQuorum: false, outcome: "deferred" as const }, null, "too few, so it waits"],
    [topic, { ...passed, hasQuorum: false, outcome: "noted" as const }, null, "nothing passes by taking note"],
    [topic, { ...passed, wording: "" }, "PassedNeedsWording", "what was passed must be said"],
    [topic, { ...passed, wording: "", outcome: "deferred" as const }, null, "putting off needs no words"],
    [{ ...topic, kind: "report" as const }, { ...passed, outcome: "noted" as const }, null, "a report is noted"],
    [{ ...topic, kind: "review" as const }, passed, "ItemIsReview", "looking back decides nothing"],
  ])("%j, %j → %s (%s)", (item, decision, problem, _why) => {
    expect(decidingProblem(inSession, item, decision)).toBe(problem);
  });

  test("happens in session", () => {
    expect(decidingProblem({ state: "notified" }, topic, passed)).toBe("MeetingNotInSession");
    expect(decidingProblem({ state: "ended" }, topic, passed)).toBe("MeetingNotInSession");
  });
});

test("a meeting ends when every topic has an outcome; a report has been heard", () => {
  const inSession = { state: "inSession" as const };
  const undecided = { kind: "topic" as const, outcome: null, hasOpenVote: false };
  expect(endingProblem(inSession, [{ ...undecided, outcome: "deferred" }])).toBeNull();
  expect(endingProblem(inSession, [{ ...undecided, outcome: "passed" }, undecided])).toBe("ItemUndecided");
  expect(
    endingProblem(inSession, [
      { ...undecided, kind: "report" },
      { ...undecided, kind: "review" },
    ]),
  ).toBeNull();
  expect(endingProblem(inSession, [{ ...undecided, outcome: "deferred", hasOpenVote: true }])).toBe("VoteIsOpen");
  expect(endingProblem({ state: "notified" }, [])).toBe("MeetingNotInSession");
  expect(endingProblem({ state: "ended" }, [])).toBe("MeetingNotInSession");
});

describe("minutes", () => {
  const ended = { state: "ended" as const };
  const passed = { outcome: "passed" as Outcome, taskCount: 1, noTaskReason: "" };
  test.each([
    [[passed], null, "its task is there"],
    [[{ ...passed, taskCount: 0, noTaskReason: "已完成" }], null, "it needs none, and why"],
    [[{ ...passed, taskCount: 0 }], "ResolutionWithoutTask", "neither task nor reason"],
    [[passed, { ...passed, taskCount: 0 }], "ResolutionWithoutTask", "one of two"],
    [[{ ...passed, taskCount: 0, outcome: "rejected" as const }], null, "nothing to be done"],
    [[{ ...passed, taskCount: 0, outcome: "deferred" as const }], null, "nothing to be done yet"],
    [[], null, "nothing decided"],
  ])("%j → %s (%s)", (resolutions, problem, _why) => {
    expect(minutingProblem(ended, resolutions)).toBe(problem);
    expect(resolutions.some(isWithoutTask)).toBe(problem !== null);
  });

  test("follow the end of the meeting, once", () => {
    const open = meetingStates.filter((state) => minutingProblem({ state }, []) === null);
    expect(open).toEqual(["ended"]);
    expect(minutingProblem({ state: "minuted" }, [])).toBe("MeetingNotEnded");
  });
});

test("whose vote counts is proposed by kind and role", () => {
  expect(hasVoteByRole("council", "representative")).toBe(true);
  expect(hasVoteByRole("council", "property")).toBe(false);
  expect(hasVoteByRole("fourParty", "property")).toBe(true);
  expect(hasVoteByRole("mediation", "party")).toBe(true);
  expect(hasVoteByRole("mediation", "professional")).toBe(false);
});
