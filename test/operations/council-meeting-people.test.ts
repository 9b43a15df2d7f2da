import { describe, expect, test } from "vitest";
import {
  addTopic,
  decide,
  endMeeting,
  itemOf,
  meetingOf,
  openCouncil,
  planMeeting,
  refusalOf,
  register,
  topicOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import type { Desk } from "../support/test-core.ts";
import { openVote, takeVote } from "../support/vote.ts";

const invite = (desk: Desk, id: string, name: string, more: object = {}): string => {
  const reply = desk.raw("council.addAttendance", { id, name, presence: "invited", isEntitled: true, ...more });
  if (!reply.ok) throw new Error(reply.code);
  return (reply.value as { attendanceId: string }).attendanceId;
};

const arrive = (desk: Desk, id: string, attendanceId: string) =>
  desk.ok("council.changeAttendance", { id, attendanceId, presence: "present" });

const give = (desk: Desk, id: string, giverId: string, holderId: string) =>
  desk.code("council.addProxy", { id, giverId, holderId, writtenDate: "2026-11-19" });

/** A meeting with one topic that started, by person, five invited and entitled. */
const fiveInvited = () => {
  const council = openCouncil();
  const { secretary } = council;
  const topicId = addTopic(council, []);
  const id = planMeeting(secretary, [topicId], { entitledCount: 0 });
  const people = ["甲", "乙", "丙", "丁", "戊"].map((name) => invite(secretary, id, name));
  return { ...council, id, topicId, people };
};

describe("the list of the invited", () => {
  test("counts 应到 by itself as soon as it names one who is entitled", () => {
    const { secretary, id, people } = fiveInvited();
    expect(meetingOf(secretary, id)).toMatchObject({
      entitledCount: 5,
      typedEntitledCount: 0,
      isCountedFromList: true,
      presentCount: 0,
      hasQuorum: false,
    });
    secretary.ok("council.addAttendance", { id, name: "记者", presence: "observer", role: "guest" });
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    for (const attendanceId of people.slice(0, 3)) arrive(secretary, id, attendanceId);
    expect(meetingOf(secretary, id)).toMatchObject({ entitledCount: 5, presentCount: 3, hasQuorum: true });
    expect(meetingOf(secretary, id).attendances[0]).toMatchObject({
      presence: "present",
      role: "representative",
      isEntitled: true,
      reply: "none",
      arrivedAt: "2026-11-20T01:00:00.000Z",
    });
    // Somebody without a vote is there and makes no quorum.
    secretary.ok("council.addAttendance", { id, name: "书记", presence: "present", role: "host" });
    expect(meetingOf(secretary, id).presentCount).toBe(3);
    expect(meetingOf(secretary, id).seats.map(({ way }) => way)).toEqual(["self", "self", "self", "empty", "empty"]);
  });

  test("keeps roles and replies, and whoever is on it once", () => {
    const { secretary, id, people } = fiveInvited();
    const [first = ""] = people;
    secretary.ok("council.changeInvitee", { id, attendanceId: first, reply: "notComing" });
    secretary.ok("council.changeInvitee", { id, attendanceId: first, role: "committee" });
    expect(meetingOf(secretary, id).attendances[0]).toMatchObject({ reply: "notComing", role: "committee" });
    const again = { id, name: "甲", presence: "invited" as const };
    expect(secretary.code("council.addAttendance", again)).toBe("AlreadyOnList");
    // Two of one name at two doors are two.
    expect(secretary.code("council.addAttendance", { ...again, address: "3号楼301" })).toBe("ok");
    expect(secretary.code("council.changeInvitee", { id, attendanceId: "x", reply: "coming" })).toBe("NotFound");
    expect(secretary.code("council.changeInvitee", { id: "x", attendanceId: first })).toBe("NotFound");
  });

  test("is settled when the meeting ends, but for who was there", () => {
    const { secretary, director, id, topicId, people } = fiveInvited();
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const [first = "", second = "", third = "", fourth = ""] = people;
    for (const attendanceId of [first, second, third]) arrive(secretary, id, attendanceId);
    decide(secretary, id, topicId, "deferred");
    endMeeting(secretary, id);
    const entitled = { id, name: "己", presence: "present" as const, isEntitled: true };
    expect(secretary.code("council.addAttendance", entitled)).toBe("ListIsFrozen");
    expect(secretary.code("council.addAttendance", { ...entitled, isEntitled: false })).toBe("ok");
    const change = { id, attendanceId: fourth, isEntitled: false };
    expect(secretary.code("council.changeInvitee", change)).toBe("ListIsFrozen");
    expect(secretary.code("council.removeAttendance", { id, attendanceId: fourth })).toBe("ListIsFrozen");
    expect(give(secretary, id, fourth, first)).toBe("ListIsFrozen");
    const group = { kind: "lastMeeting" as const };
    expect(secretary.code("council.inviteGroup", { id, group })).toBe("ListIsFrozen");
    expect(secretary.code("council.changeInvitee", { id, attendanceId: fourth, role: "committee" })).toBe("ok");
    arrive(secretary, id, fourth);
    expect(meetingOf(secretary, id)).toMatchObject({ entitledCount: 5, presentCount: 4 });
    director.ok("council.minuteMeeting", { id, version: meetingOf(secretary, id).version });
    expect(secretary.code("council.changeInvitee", change)).toBe("MeetingIsMinuted");
    expect(secretary.code("council.withdrawProxy", { id, proxyId: "x" })).toBe("MeetingIsMinuted");
  });
});

describe("一户一票", () => {
  const byHousehold = () => {
    const council = openCouncil();
    const homes = addNeighbourhood(council.clerk);
    const id = planMeeting(council.secretary, [addTopic(council, [])], { entitledBy: "household", entitledCount: 0 });
    return { ...council, ...homes, id };
  };
  const ask = { presence: "invited" as const, isEntitled: true };

  test("gives a home one vote, whoever of it comes", () => {
    const { secretary, id, zhangId, liId } = byHousehold();
    const zhang = secretary.ok("council.addAttendance", { id, residentId: zhangId, ...ask }).attendanceId;
    expect(meetingOf(secretary, id).attendances[0]?.home).toBe("幸福小区3号楼2单元501室");
    expect(secretary.code("council.addAttendance", { id, residentId: liId, ...ask })).toBe("HouseholdHasEntitled");
    expect(secretary.code("council.addAttendance", { id, name: "老王", ...ask })).toBe("EntitledNeedsHousehold");
    secretary.ok("council.addAttendance", { id, name: "老王", address: "门面6号", ...ask });
    const twice = { id, name: "老王妻", address: "门面6号", ...ask };
    expect(secretary.code("council.addAttendance", twice)).toBe("HouseholdHasEntitled");
    const li = secretary.ok("council.addAttendance", { id, residentId: liId, presence: "present" }).attendanceId;
    expect(meetingOf(secretary, id)).toMatchObject({
      entitledCount: 2,
      presentCount: 1,
      representedCount: 1,
      hasQuorum: false,
      seats: [
        { entitledId: zhang, by: li, way: "household" },
        { by: null, way: "empty" },
      ],
    });
    // In person counts the home once, not twice.
    arrive(secretary, id, zhang);
    expect(meetingOf(secretary, id)).toMatchObject({ presentCount: 1, representedCount: 0 });
    secretary.ok("council.changeInvitee", { id, attendanceId: zhang, isEntitled: false });
    expect(secretary.code("council.changeInvitee", { id, attendanceId: li, isEntitled: true })).toBe("ok");
    expect(secretary.code("council.changeInvitee", { id, attendanceId: zhang, isEntitled: true })).toBe(
      "HouseholdHasEntitled",
    );
  });

  test("is chosen only while no home has two votes", () => {
    const { secretary, zhangId, liId, id: other, ...council } = byHousehold();
    const id = planMeeting(secretary, [addTopic({ secretary, ...council }, [])], { entitledCount: 0 });
    for (const residentId of [zhangId, liId]) secretary.ok("council.addAttendance", { id, residentId, ...ask });
    const { kind, title, place, plannedAt, version } = meetingOf(secretary, id);
    const change = { id, version, kind, title, place, plannedAt, entitledBy: "household" as const };
    expect(secretary.code("council.changeMeeting", change)).toBe("HouseholdHasEntitled");
    const [first] = meetingOf(secretary, id).attendances;
    secretary.ok("council.removeAttendance", { id, attendanceId: first?.id ?? "" });
    expect(secretary.code("council.changeMeeting", change)).toBe("ok");
    const nameless = planMeeting(secretary, []);
    invite(secretary, nameless, "没有门牌的人");
    expect(secretary.code("council.changeMeeting", { ...change, id: nameless, version: 1 })).toBe(
      "EntitledNeedsHousehold",
    );
    expect(meetingOf(secretary, other).entitledBy).toBe("household");
  });
});

describe("书面委托", () => {
  test("makes who is away present through another, up to the limit", () => {
    const { secretary, director, id, people } = fiveInvited();
    const [first = "", second = "", third = "", fourth = "", fifth = ""] = people;
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    arrive(secretary, id, first);
    expect([give(secretary, id, second, first), give(secretary, id, third, first)]).toEqual(["ok", "ok"]);
    expect(give(secretary, id, fourth, first)).toBe("TooManyProxies");
    // How many one may hold is the rule of the house.
    const { rules: _rules, ...settings } = director.ok("council.settings", {});
    director.ok("council.changeSettings", { ...settings, maxProxiesPerHolder: 3 });
    const held = secretary.ok("council.addProxy", { id, giverId: fourth, holderId: first, writtenDate: "2026-11-19" });
    secretary.ok("council.withdrawProxy", { id, proxyId: held.proxyId });
    expect([give(secretary, id, second, fifth), give(secretary, id, fourth, fourth)]).toEqual([
      "ProxyIsGiven",
      "ProxyToSelf",
    ]);
    expect([give(secretary, id, fourth, second), give(secretary, id, "x", first)]).toEqual(["ProxyChain", "NotFound"]);
    const guest = secretary.ok("council.addAttendance", { id, name: "记者", presence: "observer" }).attendanceId;
    expect(give(secretary, id, guest, fifth)).toBe("GiverNotEntitled");
    expect(meetingOf(secretary, id)).toMatchObject({ presentCount: 3, representedCount: 2, hasQuorum: true });
    expect(meetingOf(secretary, id).proxies).toMatchObject([
      { giverId: second, holderId: first, writtenDate: "2026-11-19" },
      { giverId: third, holderId: first },
    ]);
    expect(meetingOf(secretary, id).events.at(-2)).toMatchObject({ kind: "proxyGiven", reason: "丁 委托 甲" });
    expect(secretary.code("council.removeAttendance", { id, attendanceId: second })).toBe("AttendeeHasProxy");
    const change = { id, attendanceId: second, isEntitled: false };
    expect(secretary.code("council.changeInvitee", change)).toBe("AttendeeHasProxy");
  });

  test("is not taken back from under what was decided by it", () => {
    const { secretary, id, topicId, people } = fiveInvited();
    const [first = "", second = "", third = ""] = people;
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    for (const attendanceId of [first, second]) arrive(secretary, id, attendanceId);
    give(secretary, id, third, first);
    const itemId = itemOf(secretary, id, topicId);
    const counts = { version: 1, forCount: 3, againstCount: 0, abstainCount: 0 };
    const voteId = openVote(secretary, id, itemId);
    expect(secretary.code("council.countVote", { id, voteId, ...counts, againstCount: 1 })).toBe(
      "MoreVotesThanPresent",
    );
    secretary.ok("council.countVote", { id, voteId, ...counts });
    decide(secretary, id, topicId, "passed");
    const proxyId = meetingOf(secretary, id).proxies[0]?.id ?? "";
    expect(secretary.code("council.withdrawProxy", { id, proxyId })).toBe("DecisionNeedsPresence");
    expect(secretary.code("council.withdrawProxy", { id, proxyId: "x" })).toBe("NotFound");
    // Whoever is entitled only now would take the quorum away.
    const late = ["庚", "辛", "壬"].map((name) =>
      secretary.code("council.addAttendance", {
        id,
        name,
        presence: "invited",
        isEntitled: true,
      }),
    );
    expect(late).toEqual(["DecisionNeedsPresence", "DecisionNeedsPresence", "DecisionNeedsPresence"]);
    decide(secretary, id, topicId, "deferred");
    takeVote(secretary, id, itemId, { forCount: 2 });
    expect(secretary.code("council.withdrawProxy", { id, proxyId })).toBe("DecisionNeedsPresence");
    arrive(secretary, id, third);
    expect(secretary.code("council.withdrawProxy", { id, proxyId })).toBe("ok");
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({ kind: "proxyWithdrawn" });
  });
});

describe("whole groups", () => {
  test("the people of a unit, once, without those who have left it", () => {
    const { clerk, secretary } = openCouncil();
    const { organisationId } = addNeighbourhood(clerk);
    const add = (name: string) => clerk.ok("people.addContact", { organisationId, name }).id;
    const gone = add("走了的人");
    add("小刘");
    clerk.ok("people.changeContact", { id: gone, version: 1, name: "走了的人", residentId: null, isRetired: true });
    const id = planMeeting(secretary, []);
    const group = { kind: "unit" as const, organisationId };
    const asked = secretary.ok("council.inviteGroup", { id, group, role: "property" });
    expect(asked).toMatchObject({ addedCount: 2, knownCount: 0, withoutVoteCount: 0 });
    expect(meetingOf(secretary, id).attendances).toMatchObject([
      { name: "小刘", role: "property", presence: "invited", isEntitled: false },
      { name: "王强" },
    ]);
    expect(secretary.ok("council.inviteGroup", { id, group })).toMatchObject({ addedCount: 0, knownCount: 2 });
    const nobody = clerk.ok("people.addOrganisation", { kind: "partner", name: "没有联系人的单位" }).id;
    const empty = { kind: "unit" as const, organisationId: nobody };
    expect(secretary.code("council.inviteGroup", { id, group: empty })).toBe("GroupIsEmpty");
    expect(secretary.code("council.inviteGroup", { id, group: { ...empty, organisationId: "x" } })).toBe("NotFound");
    expect(secretary.code("council.inviteGroup", { id: "x", group })).toBe("NotFound");
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({ kind: "invited", reason: "2 人" });
  });

  test("the list of the last meeting of the kind, with roles and votes, guests left out", () => {
    const { secretary } = openCouncil();
    const last = planMeeting(secretary, [], { plannedAt: "2026-10-20T06:00:00.000Z" });
    invite(secretary, last, "甲");
    invite(secretary, last, "乙", { role: "ownersCommittee", isEntitled: false });
    invite(secretary, last, "记者", { role: "guest", isEntitled: false });
    invite(secretary, planMeeting(secretary, [], { kind: "partyCommittee" }), "别的会的人");
    const id = planMeeting(secretary, []);
    const group = { kind: "lastMeeting" as const };
    expect(secretary.ok("council.inviteGroup", { id, group })).toMatchObject({ addedCount: 2 });
    expect(meetingOf(secretary, id).attendances).toMatchObject([
      { name: "甲", role: "representative", isEntitled: true, presence: "invited" },
      { name: "乙", role: "ownersCommittee", isEntitled: false },
    ]);
    expect(secretary.code("council.inviteGroup", { id: last, group })).toBe("GroupIsEmpty");
  });

  test("whoever brought what is on the agenda: merged ones too, in confidence and without a name not", () => {
    const council = openCouncil();
    const { clerk, secretary, director } = council;
    const { zhangId, liId, otherHouseholdId } = addNeighbourhood(clerk);
    const lead = register(clerk, "停车难", { reporterId: zhangId, reporterName: "" });
    const merged = register(clerk, "也停不了", { reporterId: liId, reporterName: "" });
    director.ok("council.mergeAppeals", { leadId: lead, ids: [merged], reason: "同一件事" });
    const named = register(clerk, "车位少", { reporterName: "孙大姐", householdId: otherHouseholdId });
    const secret = register(clerk, "有人占位", { reporterName: "举报人", nature: "report", isConfidential: true });
    const nameless = register(clerk, "没名字", { voice: "anonymous", reporterName: "", reporterPhone: "" });
    const topicId = addTopic({ secretary: director, director }, [lead, named, secret, nameless]);
    const id = planMeeting(secretary, [topicId], { entitledBy: "household", entitledCount: 0 });
    const group = { kind: "reporters" as const };
    expect(secretary.ok("council.inviteGroup", { id, group, isEntitled: true })).toEqual({
      id,
      addedCount: 3,
      knownCount: 0,
      // Zhang's husband lives where she lives.
      withoutVoteCount: 1,
    });
    expect(meetingOf(director, id).attendances.map(({ name, isEntitled }) => [name, isEntitled])).toEqual([
      ["张晓梅", true],
      ["李建军", false],
      ["孙大姐", true],
    ]);
    expect(
      JSON.stringify(refusalOf(secretary, "council.inviteGroup", { id: planMeeting(secretary, []), group })),
    ).toContain("GroupIsEmpty");
  });

  test("those who signed for what is on the agenda, each once, withdrawn ones not", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const { zhangId, liId } = addNeighbourhood(clerk);
    const topicId = addTopic(council, []);
    const other = addTopic(council, [], { title: "路灯" });
    const sign = (id: string, signers: { residentId?: string; name?: string; address?: string }[]) =>
      clerk.ok("council.addSigners", { id, signers });
    sign(topicId, [{ residentId: zhangId }, { residentId: liId }, { name: "老王", address: "门面6号" }]);
    sign(other, [{ residentId: zhangId }]);
    const signed = topicOf(clerk, topicId).signers.find(({ residentId }) => residentId === liId);
    clerk.ok("council.withdrawSigner", { id: topicId, signerId: signed?.id ?? "" });
    const id = planMeeting(secretary, [topicId, other], { entitledBy: "household", entitledCount: 0 });
    const group = { kind: "signers" as const };
    expect(secretary.ok("council.inviteGroup", { id, group, isEntitled: true })).toMatchObject({ addedCount: 2 });
    expect(meetingOf(secretary, id).attendances.map(({ name, home, isEntitled }) => [name, home, isEntitled])).toEqual([
      ["张晓梅", "幸福小区3号楼2单元501室", true],
      ["老王", "门面6号", true],
    ]);
  });
});
