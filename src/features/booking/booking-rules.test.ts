import { describe, expect, test } from "vitest";
import * as rules from "./booking-rules.ts";

const nobody = {
  party: "person" as const,
  residentId: null,
  householdId: null,
  organisationId: null,
  name: "",
  contactName: "",
  phone: "",
};
const service = { parties: ["person", "household", "group"] as const };

describe("who a booking is for", () => {
  test.each([
    [{ residentId: "r" }, null],
    [{ name: "赵大妈" }, null],
    [{}, "PartyNeedsOne"],
    [{ residentId: "r", name: "赵大妈" }, "PartyNeedsOne"],
    [{ residentId: "r", householdId: "h" }, "PartyNeedsOne"],
    [{ householdId: "h" }, "PartyNeedsOne"],
    [{ party: "household" as const, householdId: "h" }, null],
    [{ party: "household" as const, residentId: "r" }, "PartyNeedsOne"],
    [{ party: "group" as const, organisationId: "o" }, null],
    [{ party: "group" as const, name: "合唱队" }, null],
    [{ party: "group" as const, name: "合唱队", organisationId: "o" }, "PartyNeedsOne"],
    [{ party: "group" as const, residentId: "r" }, "PartyNeedsOne"],
  ])("%j: %s", (who, problem) => {
    expect(rules.partyProblem(service, { ...nobody, ...who })).toBe(problem);
  });

  test("fits the service", () => {
    expect(rules.partyProblem({ parties: ["person"] }, { ...nobody, party: "group", name: "合唱队" })).toBe(
      "PartyNotFitting",
    );
  });
});

test("somebody's word is wanted for a service that says so, and for a room by a group", () => {
  const [yes, no] = [{ isApprovalNeeded: true }, { isApprovalNeeded: false }];
  expect(rules.isApprovalAsked(yes, null, "person")).toBe(true);
  expect(rules.isApprovalAsked(no, yes, "person")).toBe(false);
  expect(rules.isApprovalAsked(no, yes, "group")).toBe(true);
  expect(rules.isApprovalAsked(no, null, "group")).toBe(false);
});

describe("how long before", () => {
  const now = "2026-11-20T01:00:00.000Z";
  const notice = { minNoticeMinutes: 120, maxDaysAhead: 7 };
  test.each([
    ["2026-11-20T03:00:00.000Z", []],
    ["2026-11-20T02:59:00.000Z", [{ kind: "tooLate", words: "要提前 2 小时约" }]],
    ["2026-11-27T15:59:00.000Z", []],
    ["2026-11-27T16:00:00.000Z", [{ kind: "tooFarAhead", words: "最多提前 7 天约" }]],
  ])("for %s", (startAt, objections) => {
    expect(rules.noticeObjections(notice, startAt, now)).toEqual(objections);
  });
  test("nothing is asked of whoever comes in while it goes on", () => {
    expect(rules.noticeObjections({ minNoticeMinutes: 0, maxDaysAhead: 7 }, "2026-11-20T00:30:00.000Z", now)).toEqual(
      [],
    );
  });
  test("in days and minutes, too", () => {
    const late = (minNoticeMinutes: number) =>
      rules.noticeObjections({ minNoticeMinutes, maxDaysAhead: 7 }, now, now)[0]?.words;
    expect([late(2880), late(45)]).toEqual(["要提前 2 天约", "要提前 45 分钟约"]);
  });
});

test("what is not met and what is not known are two objections", () => {
  expect(
    rules.eligibilityObjections([
      { verdict: "may", words: "甲" },
      { verdict: "unknown", words: "乙" },
      { verdict: "mayNot", words: "丙" },
    ]),
  ).toEqual([
    { kind: "unknown", words: "乙" },
    { kind: "notEligible", words: "丙" },
  ]);
});

describe("the steps of a booking", () => {
  const at = { startAt: "2026-11-20T06:00:00.000Z", endAt: "2026-11-20T07:00:00.000Z", approval: "none" };
  const before = "2026-11-20T05:00:00.000Z";
  test("signing in is for the day, and waits for somebody's word", () => {
    expect(rules.checkInProblem({ ...at, state: "booked" }, "2026-11-20")).toBeNull();
    expect(rules.checkInProblem({ ...at, state: "booked" }, "2026-11-19")).toBe("NotToday");
    expect(rules.checkInProblem({ ...at, state: "waiting" }, "2026-11-20")).toBe("NotBooked");
    expect(rules.checkInProblem({ ...at, state: "booked", approval: "asked" }, "2026-11-20")).toBe("WaitsForApproval");
  });
  test("served and not come are known once it began", () => {
    expect(rules.servedProblem({ ...at, state: "arrived" }, at.startAt)).toBeNull();
    expect(rules.servedProblem({ ...at, state: "arrived" }, before)).toBe("SessionNotBegun");
    expect(rules.servedProblem({ ...at, state: "booked" }, at.startAt)).toBe("NotArrived");
    expect(rules.noShowProblem({ ...at, state: "booked" }, at.startAt)).toBeNull();
    expect(rules.noShowProblem({ ...at, state: "booked" }, before)).toBe("SessionNotBegun");
    expect(rules.noShowProblem({ ...at, state: "arrived" }, at.startAt)).toBe("NotBooked");
  });
  test("are taken back one by one", () => {
    expect((["arrived", "noShow", "served", "booked", "cancelled"] as const).map(rules.undoneState)).toEqual([
      "booked",
      "booked",
      "arrived",
      null,
      null,
    ]);
  });
});

test("whoever waits longer goes first, but for those who were phoned in vain", () => {
  const waiting = [
    { id: "a", waitingAt: "2026-11-20T01:00:00.000Z", lastOutcome: null },
    { id: "b", waitingAt: "2026-11-20T02:00:00.000Z", lastOutcome: "notReached" },
    { id: "c", waitingAt: "2026-11-20T03:00:00.000Z", lastOutcome: "told" },
    { id: "d", waitingAt: "2026-11-20T03:00:00.000Z", lastOutcome: null },
  ];
  const before = (id: string) => rules.waitLonger(waiting, id).map((one) => one.id);
  expect(before("a")).toEqual([]);
  expect(before("c")).toEqual(["a"]);
  expect(before("d")).toEqual(["a", "c"]);
  expect(before("x")).toEqual([]);
});

describe("a room that nobody comes to", () => {
  const session = {
    kind: "own",
    state: "open",
    startAt: "2026-11-24T06:00:00.000Z",
    endAt: "2026-11-24T08:00:00.000Z",
  };
  const at = (time: string) => `2026-11-24T${time}:00.000Z`;

  test.each([
    ["before the minutes are over", "06:14", 15, ["booked"], false],
    ["from the minute on", "06:15", 15, ["booked"], true],
    ["once it is over", "08:00", 15, ["booked"], false],
    ["in a room that is kept", "07:00", null, ["booked"], false],
    ["where one of them has come", "07:00", 15, ["booked", "arrived"], false],
    ["where nobody is expected any more", "07:00", 15, ["cancelled", "noShow"], false],
  ] as const)("%s", (_when, now, minutes, states, expected) => {
    expect(rules.isUnclaimed(session, minutes, states, at(now))).toBe(expected);
  });

  test("never where everybody may come", () => {
    expect(rules.isUnclaimed({ ...session, kind: "planned" }, 15, ["booked"], at("07:00"))).toBe(false);
    expect(rules.isUnclaimed({ ...session, state: "cancelled" }, 15, ["booked"], at("07:00"))).toBe(false);
  });
});
