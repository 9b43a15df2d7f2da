import { describe, expect, test } from "vitest";
import { voteContract } from "#features/council/vote-contract.ts";
import {
  addTopic,
  auditedBy,
  closedTo,
  commandsOf,
  decide,
  endMeeting,
  fieldsOf,
  itemOf,
  meetingOf,
  namesByNeed,
  openCouncil,
  planMeeting,
  register,
  startMeeting,
} from "../support/council.ts";
import { asked, countVote, openVote, takeVote, votesOf } from "../support/vote.ts";

const inSession = () => {
  const council = openCouncil();
  const topicId = addTopic(council, [register(council.clerk, "停车难")]);
  const id = startMeeting(council.secretary, [topicId]);
  return { ...council, topicId, id, itemId: itemOf(council.secretary, id, topicId) };
};

/** By household: four homes on the list, 甲 there, 乙 by a daughter, 丙 by proxy, 丁 away. */
const byHousehold = () => {
  const council = openCouncil();
  const { secretary } = council;
  const topicId = addTopic(council, []);
  const id = planMeeting(secretary, [topicId], { entitledCount: 0, entitledBy: "household" });
  const add = (name: string, address: string, presence: "present" | "invited", isEntitled = true) =>
    secretary.ok("council.addAttendance", { id, name, address, presence, isEntitled }).attendanceId;
  const first = add("甲", "1号楼101", "present");
  const second = add("乙", "1号楼102", "invited");
  const daughter = add("乙女", "1号楼102", "present", false);
  const third = add("丙", "1号楼103", "invited");
  const fourth = add("丁", "1号楼104", "invited");
  secretary.ok("council.addProxy", { id, giverId: third, holderId: first, writtenDate: "2026-11-19" });
  secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
  return { ...council, id, topicId, itemId: itemOf(secretary, id, topicId), first, second, daughter, third, fourth };
};

describe("putting to the vote", () => {
  test("fixes the question, the way and the base; brings the topic before the meeting", () => {
    const { secretary, id, itemId } = inSession();
    const voteId = openVote(secretary, id, itemId, { base: "entitled" });
    expect(votesOf(secretary, id, itemId)).toMatchObject([
      {
        id: voteId,
        question: "是否同意划线",
        method: "hands",
        base: "entitled",
        state: "open",
        entitledCount: 5,
        presentCount: 3,
        counts: [],
        version: 1,
      },
    ]);
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({
      kind: "voteOpened",
      reason: "是否同意划线（举手，按应到过半）",
    });
    expect(secretary.code("council.openVote", { id, itemId, ...asked })).toBe("VoteIsOpen");
    expect(secretary.code("council.openVote", { id, itemId: "x", ...asked })).toBe("NotFound");
    expect(secretary.code("council.openVote", { id: "x", itemId, ...asked })).toBe("NotFound");
    const report = secretary.ok("council.addAgendaItem", { id, kind: "report", title: "通报" }).itemId;
    expect(secretary.code("council.openVote", { id, itemId: report, ...asked })).toBe("ItemNotATopic");
  });

  test("neither decides nor ends the meeting until it is counted or called off", () => {
    const { secretary, id, itemId, topicId } = inSession();
    const voteId = openVote(secretary, id, itemId);
    const defer = { id, itemId, outcome: "deferred" as const };
    expect(secretary.code("council.decideItem", defer)).toBe("VoteIsOpen");
    const reason = "改用纸票";
    const call = (version: number) => secretary.code("council.callOffVote", { id, voteId, version, reason });
    expect([call(2), call(1), call(2)]).toEqual(["Conflict", "ok", "VoteNotOpen"]);
    expect(votesOf(secretary, id, itemId)).toMatchObject([{ state: "calledOff", callOffReason: reason }]);
    decide(secretary, id, topicId, "deferred");
    openVote(secretary, id, itemId);
    const end = () => secretary.code("council.endMeeting", { id, version: meetingOf(secretary, id).version });
    expect(end()).toBe("VoteIsOpen");
    const [, again] = votesOf(secretary, id, itemId);
    countVote(secretary, id, again?.id ?? "", { againstCount: 3 });
    expect(end()).toBe("ok");
    expect(secretary.code("council.openVote", { id, itemId, ...asked })).toBe("MeetingNotInSession");
    const late = { id, voteId, version: 2, forCount: 1, againstCount: 0, abstainCount: 0 };
    expect(secretary.code("council.countVote", late)).toBe("MeetingNotInSession");
    expect(secretary.code("council.callOffVote", { id, voteId, version: 2, reason })).toBe("MeetingNotInSession");
  });

  test("is done again only after the result was put off", () => {
    const { secretary, id, itemId, topicId } = inSession();
    decide(secretary, id, topicId, "passed");
    expect(secretary.code("council.openVote", { id, itemId, ...asked })).toBe("ItemIsDecided");
    decide(secretary, id, topicId, "deferred");
    expect(takeVote(secretary, id, itemId, { forCount: 1, againstCount: 2 }).isPassed).toBe(false);
    const pass = () => secretary.code("council.decideItem", { id, itemId, outcome: "passed", wording: "划线" });
    expect(pass()).toBe("VoteNotPassed");
    expect(takeVote(secretary, id, itemId, { forCount: 2 }, { question: "先试行三个月" }).isPassed).toBe(true);
    expect(pass()).toBe("ok");
    expect(votesOf(secretary, id, itemId).map(({ question, state }) => [question, state])).toEqual([
      ["是否同意划线", "counted"],
      ["先试行三个月", "counted"],
    ]);
  });
});

describe("counting", () => {
  test("holds to the base that was chosen, and to who is there", () => {
    const { secretary, id, itemId, test: core } = inSession();
    const voteId = openVote(secretary, id, itemId, { base: "entitled" });
    const count = { id, voteId, version: 1, forCount: 2, againstCount: 1, abstainCount: 0 };
    expect(secretary.code("council.countVote", { ...count, abstainCount: 1 })).toBe("MoreVotesThanPresent");
    expect(secretary.code("council.countVote", { ...count, version: 2 })).toBe("Conflict");
    expect(secretary.code("council.countVote", { ...count, voteId: "x" })).toBe("NotFound");
    core.advance({ minutes: 2 });
    expect(secretary.ok("council.countVote", count)).toEqual({ id, edition: 1, isPassed: false });
    expect(secretary.code("council.countVote", { ...count, version: 2 })).toBe("VoteNotOpen");
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({
      kind: "voteCounted",
      reason: "是否同意划线：应到5人，到会3人；按应到过半计，赞成2、反对1、弃权0，赞成没有过半，不通过。",
    });
  });

  test("of a second desk that counted meanwhile is not written over", () => {
    const { secretary, director, id, itemId } = inSession();
    const voteId = openVote(secretary, id, itemId);
    countVote(director, id, voteId, { againstCount: 1 });
    const mine = { id, voteId, version: 1, forCount: 1, againstCount: 0, abstainCount: 0 };
    expect(secretary.code("council.countVote", mine)).toBe("Conflict");
    expect(votesOf(secretary, id, itemId)[0]?.counts).toMatchObject([{ forCount: 0, againstCount: 1 }]);
  });

  test("freezes who was entitled and who cast each vote; no later change of the list touches it", () => {
    const { secretary, id, itemId, first, daughter, fourth } = byHousehold();
    const voteId = openVote(secretary, id, itemId);
    const seats = () => secretary.ok("council.voteSeats", { id, voteId }).seats;
    const cast = [
      { position: 1, name: "甲", home: "1号楼101", way: "self", castByName: "甲" },
      { position: 2, name: "乙", home: "1号楼102", way: "household", castByName: "乙女" },
      { position: 3, name: "丙", home: "1号楼103", way: "proxy", castByName: "甲" },
      { position: 4, name: "丁", home: "1号楼104", way: "empty", castByName: "" },
    ].map((seat) => ({ ...seat, choice: null }));
    expect(seats()).toEqual(cast);
    countVote(secretary, id, voteId, { forCount: 3 });
    secretary.ok("council.changeAttendance", { id, attendanceId: fourth, presence: "present" });
    for (const attendanceId of [daughter, first])
      secretary.ok("council.changeAttendance", { id, attendanceId, presence: "present", hasLeft: true });
    expect(meetingOf(secretary, id)).toMatchObject({ entitledCount: 4, presentCount: 1 });
    expect(seats()).toEqual(cast);
    expect(votesOf(secretary, id, itemId)).toMatchObject([
      { entitledBy: "household", entitledCount: 4, presentCount: 3, relativeCount: 1, proxyCount: 1 },
    ]);
    // The vote had its quorum; who left since takes nothing from it.
    expect(secretary.code("council.decideItem", { id, itemId, outcome: "passed", wording: "划线" })).toBe("ok");
    expect(secretary.code("council.voteSeats", { id, voteId: "x" })).toBe("NotFound");
    expect(secretary.code("council.voteSeats", { id: "x", voteId })).toBe("NotFound");
  });

  test("once more is a further edition with a reason and two names, and the last one holds", () => {
    const { secretary, id, itemId, topicId } = inSession();
    const voteId = openVote(secretary, id, itemId);
    const names = { countedBy: "何俊杰", watchedBy: "周敏慧" };
    const again = { id, voteId, version: 2, forCount: 1, againstCount: 2, abstainCount: 0, reason: "有人举手没数到" };
    expect(secretary.code("council.recountVote", { ...again, version: 1, ...names })).toBe("VoteNotCounted");
    countVote(secretary, id, voteId, { forCount: 2, againstCount: 1 });
    expect(fieldsOf(secretary, "council.recountVote", again)).toEqual(["countedBy"]);
    expect(fieldsOf(secretary, "council.recountVote", { ...again, ...names, watchedBy: "何俊杰" })).toEqual([
      "watchedBy",
    ]);
    expect(secretary.code("council.recountVote", { ...again, ...names, forCount: 2 })).toBe("MoreVotesThanPresent");
    expect(secretary.code("council.recountVote", { ...again, ...names, version: 1 })).toBe("Conflict");
    expect(secretary.ok("council.recountVote", { ...again, ...names })).toEqual({ id, edition: 2, isPassed: false });
    expect(votesOf(secretary, id, itemId)[0]?.counts).toMatchObject([
      { edition: 1, forCount: 2, isPassed: true, reason: "" },
      { edition: 2, forCount: 1, isPassed: false, ...names, reason: "有人举手没数到" },
    ]);
    expect(secretary.code("council.decideItem", { id, itemId, outcome: "passed", wording: "划线" })).toBe(
      "VoteNotPassed",
    );
    const third = { ...again, ...names, version: 3, forCount: 2, againstCount: 1 };
    openVote(secretary, id, itemId);
    expect(secretary.code("council.recountVote", third)).toBe("VoteIsOpen");
    countVote(secretary, id, votesOf(secretary, id, itemId)[1]?.id ?? "", { forCount: 3 });
    decide(secretary, id, topicId, "passed");
    expect(secretary.code("council.recountVote", third)).toBe("ItemIsDecided");
    endMeeting(secretary, id);
    expect(secretary.code("council.recountVote", third)).toBe("MeetingNotInSession");
  });

  test("of what is confidential is told to those who run the meeting", () => {
    const council = openCouncil();
    const { secretary, clerk } = council;
    const topicId = addTopic(council, [], { visibility: "confidential" });
    const id = startMeeting(secretary, [topicId]);
    const itemId = itemOf(secretary, id, topicId);
    const voteId = openVote(secretary, id, itemId, { question: "保密的问题" });
    countVote(secretary, id, voteId, { forCount: 3 });
    expect(clerk.code("council.voteSeats", { id, voteId })).toBe("NotFound");
    expect(JSON.stringify(meetingOf(clerk, id))).not.toContain("保密的问题");
    expect(secretary.ok("council.voteSeats", { id, voteId }).seats).toHaveLength(3);
  });
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  const { secretary } = council;
  expect(namesByNeed(voteContract)).toEqual({
    clerk: ["voteSeats"],
    secretary: ["callOffVote", "countVote", "openVote", "recountVote"],
  });
  expect(closedTo(council, voteContract)).toEqual({ viewer: 5, clerk: 4, secretary: 0, director: 0, admin: 5 });
  const topicId = addTopic(council, []);
  const id = startMeeting(secretary, [topicId]);
  const itemId = itemOf(secretary, id, topicId);
  const audited = auditedBy(council, voteContract, () => {
    secretary.ok("council.callOffVote", { id, voteId: openVote(secretary, id, itemId), version: 1, reason: "问错了" });
    const voteId = openVote(secretary, id, itemId);
    countVote(secretary, id, voteId, { forCount: 3 });
    const names = { countedBy: "何俊杰", watchedBy: "周敏慧", reason: "复核" };
    secretary.ok("council.recountVote", {
      id,
      voteId,
      version: 2,
      forCount: 2,
      againstCount: 1,
      abstainCount: 0,
      ...names,
    });
  });
  expect(audited).toEqual(commandsOf(voteContract));
});
