import { describe, expect, test } from "vitest";
import { outcomes } from "./meeting-contract.ts";
import {
  ballotProblem,
  countingProblem,
  decidingVoteOf,
  hasVoteQuorum,
  isMoreThanPresent,
  isVotePassed,
  openingVoteProblem,
  openVoteOf,
  recountingProblem,
  tellersProblem,
  voteBaseCount,
} from "./vote-rules.ts";

const counts = { forCount: 6, againstCount: 3, abstainCount: 0, invalidCount: 0 };
const inSession = { state: "inSession" as const };
const topic = { kind: "topic" as const, outcome: null };
const open = { state: "open" as const };
const counted = { state: "counted" as const };
const calledOff = { state: "calledOff" as const };

describe("the result of a vote", () => {
  const ground = { presentCount: 10, entitledCount: 20 };
  test.each([
    ["present", 10, true, "6 of 10 present"],
    ["entitled", 20, false, "6 of 20 entitled"],
    ["cast", 9, true, "6 of 9 votes cast"],
  ] as const)("on the base %s counts over %i and passes: %s (%s)", (base, count, isPassed, _why) => {
    expect(voteBaseCount({ ...ground, ...counts, base })).toBe(count);
    expect(isVotePassed({ ...ground, ...counts, base })).toBe(isPassed);
  });

  test.each([
    ["present", { forCount: 5 }, false, "half of those present"],
    ["entitled", { forCount: 10 }, false, "half of those entitled"],
    ["entitled", { forCount: 11 }, true, "one more than half of those entitled"],
    ["cast", { forCount: 3, againstCount: 3 }, false, "a tie"],
    ["cast", { forCount: 3, againstCount: 2, abstainCount: 1 }, false, "abstaining is a vote cast"],
    ["cast", { forCount: 3, againstCount: 2, invalidCount: 1 }, false, "an invalid ballot is a vote cast"],
    ["cast", { forCount: 0, againstCount: 0 }, false, "nobody voted"],
    ["present", { forCount: 0, presentCount: 0 }, false, "nobody there"],
  ] as const)("on the base %s with %j passes: %s (%s)", (base, more, isPassed, _why) => {
    expect(isVotePassed({ ...ground, ...counts, ...more, base })).toBe(isPassed);
  });

  test("wants more than half there when it was counted", () => {
    expect(hasVoteQuorum({ presentCount: 11, entitledCount: 21 })).toBe(true);
    expect(hasVoteQuorum({ presentCount: 10, entitledCount: 20 })).toBe(false);
  });
});

describe("the life of a vote", () => {
  test("begins in session, on a topic, one at a time", () => {
    expect(openingVoteProblem(inSession, topic, [])).toBeNull();
    expect(openingVoteProblem({ state: "notified" }, topic, [])).toBe("MeetingNotInSession");
    expect(openingVoteProblem({ state: "ended" }, topic, [])).toBe("MeetingNotInSession");
    expect(openingVoteProblem(inSession, { ...topic, kind: "report" }, [])).toBe("ItemNotATopic");
    expect(openingVoteProblem(inSession, { ...topic, kind: "review" }, [])).toBe("ItemNotATopic");
    expect(openingVoteProblem(inSession, topic, [open])).toBe("VoteIsOpen");
    expect(openingVoteProblem(inSession, topic, [counted, calledOff])).toBeNull();
  });

  test("begins again only while the matter is undecided or put off", () => {
    const free = outcomes.filter((outcome) => openingVoteProblem(inSession, { ...topic, outcome }, [counted]) === null);
    expect(free).toEqual(["deferred"]);
    expect(openingVoteProblem(inSession, { ...topic, outcome: "passed" }, [])).toBe("ItemIsDecided");
  });

  test("ends with a count or is called off, once", () => {
    expect(countingProblem(inSession, open)).toBeNull();
    expect(countingProblem(inSession, counted)).toBe("VoteNotOpen");
    expect(countingProblem(inSession, calledOff)).toBe("VoteNotOpen");
    expect(countingProblem({ state: "ended" }, open)).toBe("MeetingNotInSession");
  });

  test("goes on with a recount until it has decided something", () => {
    expect(recountingProblem(inSession, topic, counted, [counted])).toBeNull();
    expect(recountingProblem(inSession, { ...topic, outcome: "deferred" }, counted, [counted])).toBeNull();
    expect(recountingProblem(inSession, { ...topic, outcome: "passed" }, counted, [counted])).toBe("ItemIsDecided");
    expect(recountingProblem(inSession, topic, open, [open])).toBe("VoteNotCounted");
    expect(recountingProblem(inSession, topic, calledOff, [calledOff])).toBe("VoteNotCounted");
    expect(recountingProblem(inSession, topic, counted, [counted, open])).toBe("VoteIsOpen");
    expect(recountingProblem({ state: "ended" }, topic, counted, [counted])).toBe("MeetingNotInSession");
  });

  test("the last counted one decides, whatever was called off after it", () => {
    const votes = [
      { ...counted, id: "first" },
      { ...counted, id: "second" },
      { ...calledOff, id: "third" },
    ];
    expect(decidingVoteOf(votes)?.id).toBe("second");
    expect(decidingVoteOf([calledOff])).toBeNull();
    expect(openVoteOf([...votes, { ...open, id: "fourth" }])?.id).toBe("fourth");
    expect(openVoteOf(votes)).toBeNull();
  });
});

test("nobody votes twice, and nobody from outside", () => {
  expect(isMoreThanPresent({ ...counts, abstainCount: 1 }, 10)).toBe(false);
  expect(isMoreThanPresent({ ...counts, abstainCount: 2 }, 10)).toBe(true);
  expect(isMoreThanPresent({ ...counts, abstainCount: 1, invalidCount: 1 }, 10)).toBe(true);
});

describe("ballots", () => {
  const tellers = { countedBy: "何俊杰", watchedBy: "周敏慧" };
  const papers = { ...counts, invalidCount: 1, handedOutCount: 12, returnedCount: 10, ...tellers };
  test.each([
    [papers, 12, null, "everything fits"],
    [papers, null, null, "written by hand: no number printed"],
    [{ ...papers, handedOutCount: null }, 12, "请填写发出几张", "how many were given out?"],
    [{ ...papers, returnedCount: null }, 12, "请填写收回几张", "how many came back?"],
    [papers, 11, "发出 12 张，比打印的 11 张多", "more than there were"],
    [{ ...papers, handedOutCount: 9 }, 12, "收回 10 张，比发出的 9 张多", "some were brought along"],
    [
      { ...papers, returnedCount: 11 },
      12,
      "赞成 6 + 反对 3 + 弃权 0 + 无效 1 = 10，和收回的 11 张对不上",
      "one is not counted",
    ],
  ])("%j of %s printed → %s (%s)", (count, printed, message, _why) => {
    expect(ballotProblem("paper", count, printed)?.message ?? null).toBe(message);
  });

  test("are only of paper votes", () => {
    const hands = { ...papers, invalidCount: 0, handedOutCount: null, returnedCount: null };
    expect(ballotProblem("hands", hands, null)).toBeNull();
    expect(ballotProblem("hands", { ...hands, invalidCount: 1 }, null)).toMatchObject({ field: "invalidCount" });
    expect(ballotProblem("hands", papers, 12)).toMatchObject({ field: "invalidCount" });
  });

  test("are counted by one and watched by another", () => {
    expect(tellersProblem(tellers)).toBeNull();
    expect(tellersProblem({ ...tellers, countedBy: "" })).toMatchObject({ field: "countedBy" });
    expect(tellersProblem({ ...tellers, watchedBy: "" })).toMatchObject({ field: "watchedBy" });
    expect(tellersProblem({ countedBy: "甲", watchedBy: "甲" })).toMatchObject({ field: "watchedBy" });
  });
});
