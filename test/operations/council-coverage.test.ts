import { describe, expect, test } from "vitest";
import { opinionContract } from "#features/council/opinion-contract.ts";
import {
  addTopic,
  auditedBy,
  closedTo,
  commandsOf,
  endMeeting,
  fieldsOf,
  itemOf,
  meetingOf,
  namesByNeed,
  openCouncil,
  planMeeting,
  register,
  topicOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { takeVote } from "../support/vote.ts";

/** A unit of four homes: 501 with two people, 1001, 1002 and 1003. */
const withHomes = () => {
  const council = openCouncil();
  const homes = addNeighbourhood(council.clerk);
  const { unitId } = homes;
  for (const room of ["1002", "1003"]) council.clerk.ok("people.addHousehold", { unitId, room });
  const topicId = addTopic(council, []);
  return { ...council, ...homes, topicId };
};

type World = ReturnType<typeof withHomes>;

const scope = ({ secretary, topicId, unitId }: World, more: object = {}) => {
  const reply = secretary.raw("council.setScope", { id: topicId, version: 0, unitIds: [unitId], ...more });
  return reply.ok ? "ok" : reply.code;
};

const coverage = ({ clerk, topicId }: World) => clerk.ok("council.coverage", { id: topicId });

describe("whom a topic concerns", () => {
  test("is places of the register, or a number with what it is known by", () => {
    const world = withHomes();
    const { secretary, topicId, buildingId } = world;
    expect(coverage(world)).toMatchObject({ scope: null, percent: null, isEnough: null, sentence: "", minPercent: 50 });
    expect(scope(world, { unitIds: [] })).toBe("ScopeIsEmpty");
    expect(scope(world, { typedCount: 40, reason: "物业台账" })).toBe("ScopeIsTwofold");
    expect(scope(world, { unitIds: ["x"] })).toBe("NotFound");
    const typed = { id: topicId, version: 0, unitIds: [], typedCount: 40 };
    expect(fieldsOf(secretary, "council.setScope", typed)).toEqual(["reason"]);
    expect(scope(world)).toBe("ok");
    expect(scope(world)).toBe("Conflict");
    expect(coverage(world)).toMatchObject({
      scope: { places: [{ label: "幸福小区3号楼2单元" }], typedCount: null, version: 1 },
      sentence: "涉及4户，已听到0户（0%）：诉求0、联名0、会上0、上门0，去重后0",
      unheardCount: 4,
    });
    // A building and its unit are the same homes.
    expect(scope(world, { version: 1, buildingIds: [buildingId] })).toBe("ok");
    expect(coverage(world).sentence).toContain("涉及4户");
    expect(scope(world, { version: 2, unitIds: [], typedCount: 40, reason: "物业台账" })).toBe("ok");
    expect(coverage(world)).toMatchObject({
      scope: { places: [], typedCount: 40, reason: "物业台账" },
      unheardCount: 0,
    });
    expect(topicOf(secretary, topicId).events.at(-1)).toMatchObject({ kind: "scopeSet", reason: "40 户：物业台账" });
  });
});

describe("who has been heard", () => {
  test("is each home once: by appeal, signature, at the meeting, at its door", () => {
    const world = withHomes();
    const { clerk, secretary, topicId, zhangId, liId, otherHouseholdId } = world;
    scope(world);
    const appeal = register(clerk, "停车难", { reporterId: zhangId, voice: "self" });
    secretary.ok("council.gatherAppeals", { id: topicId, appealIds: [appeal] });
    clerk.ok("council.addSigners", {
      id: topicId,
      signers: [{ residentId: liId }, { name: "老赵", address: "3-2-1002" }],
    });
    expect(coverage(world).sentence).toBe("涉及4户，已听到2户（50%）：诉求1、联名2、会上0、上门0，去重后2");
    expect(clerk.ok("council.opinionSheet", { id: topicId }).rows).toEqual([
      { row: 1, home: "幸福小区3号楼2单元1001室", isHeard: false },
      { row: 2, home: "幸福小区3号楼2单元1003室", isHeard: false },
    ]);
    const { code } = clerk.ok("council.printOpinionSheet", { id: topicId, blankCount: 1 });
    const heard = { id: topicId, code, heardDate: "2026-11-20", heardBy: "网格员小李" };
    const key = (opinions: object[]) => {
      const reply = clerk.raw("council.keyOpinions", { ...heard, opinions });
      return reply.ok ? reply.value : reply.fields ? reply.fields.map(({ message }) => message) : reply.code;
    };
    expect(key([{ row: 4, attitude: "for" }])).toEqual(["表上没有第 4 行"]);
    expect(key([{ row: 3, attitude: "for" }])).toEqual(["第 3 行没有印门牌，请填写门牌"]);
    expect(key([{ row: 1, attitude: "conditional" }])).toEqual(["第 1 行：有条件的，请写明条件"]);
    expect(
      key([
        { row: 1, attitude: "for" },
        { row: 1, attitude: "against" },
      ]),
    ).toEqual(["第 1 行这一户已经登记过意见"]);
    expect(key([{ row: 1, attitude: "conditional", words: "留消防通道" }])).toEqual({ id: topicId, addedCount: 1 });
    expect(coverage(world)).toMatchObject({
      sentence: "涉及4户，已听到3户（75%）：诉求1、联名2、会上0、上门1，去重后3",
      unheardCount: 1,
      opinions: [
        { home: "幸福小区3号楼2单元1001室", attitude: "conditional", words: "留消防通道", heardBy: "网格员小李" },
      ],
    });
    // The rows of a printed sheet stay what they were, whoever was heard since.
    expect(clerk.ok("council.opinionSheet", { id: topicId, code: code.toLowerCase() }).rows).toEqual([
      { row: 1, home: "幸福小区3号楼2单元1001室", isHeard: true },
      { row: 2, home: "幸福小区3号楼2单元1003室", isHeard: false },
      { row: 3, home: "", isHeard: false },
    ]);
    expect(key([{ row: 1, attitude: "for" }])).toEqual(["第 1 行这一户已经登记过意见"]);
    expect(key([{ row: 3, attitude: "against", address: "9号楼1单元101" }])).toMatchObject({ addedCount: 1 });
    expect(coverage(world).sentence).toContain("已听到3户");
    const [opinion] = coverage(world).opinions;
    clerk.ok("council.withdrawOpinion", { id: topicId, opinionId: opinion?.id ?? "", reason: "记错了一户" });
    expect(coverage(world).sentence).toContain("已听到2户");
    expect(otherHouseholdId).not.toBe("");
    expect(clerk.code("council.opinionSheet", { id: topicId, code: "ZZZZZ" })).toBe("NoSuchSheet");
    expect(
      clerk.code("council.keyOpinions", { ...heard, code: "ZZZZZ", opinions: [{ row: 1, attitude: "for" }] }),
    ).toBe("NoSuchSheet");
    expect(clerk.code("council.withdrawOpinion", { id: topicId, opinionId: opinion?.id ?? "", reason: "再收回" })).toBe(
      "NotFound",
    );
    expect(
      fieldsOf(clerk, "council.keyOpinions", {
        ...heard,
        heardDate: "2026-11-25",
        opinions: [{ row: 2, attitude: "for" }],
      }),
    ).toEqual(["heardDate"]);
  });

  test("decides with a reason only where it is too few", () => {
    const world = withHomes();
    const { secretary, director, topicId, zhangId } = world;
    scope(world);
    const id = planMeeting(secretary, [topicId], { entitledCount: 0, entitledBy: "household" });
    secretary.ok("council.addAttendance", { id, residentId: zhangId, presence: "present", isEntitled: true });
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const itemId = itemOf(secretary, id, topicId);
    takeVote(secretary, id, itemId, { forCount: 1 });
    expect(coverage(world).sentence).toBe("涉及4户，已听到1户（25%）：诉求0、联名0、会上1、上门0，去重后1");
    const pass = (coverageReason = "") =>
      secretary.code("council.decideItem", { id, itemId, outcome: "passed", wording: "划线", coverageReason });
    expect(pass()).toBe("CoverageTooLow");
    expect(secretary.code("council.decideItem", { id, itemId, outcome: "deferred" })).toBe("ok");
    expect(pass("其余三户常年空置")).toBe("ok");
    expect(meetingOf(secretary, id).items[1]?.resolution).toMatchObject({
      coverage: "涉及4户，已听到1户（25%）：诉求0、联名0、会上1、上门0，去重后1",
      coverageReason: "其余三户常年空置",
    });
    secretary.ok("council.decideItem", { id, itemId, outcome: "deferred" });
    const { rules: _rules, ...settings } = director.ok("council.settings", {});
    director.ok("council.changeSettings", { ...settings, minCoveragePercent: 25 });
    expect(pass()).toBe("ok");
    endMeeting(secretary, id);
    expect(scope(world, { version: 1 })).toBe("TopicIsOver");
    expect(secretary.code("council.printOpinionSheet", { id: topicId })).toBe("TopicIsOver");
  });

  test("of what is confidential is told to those who run the meetings", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const id = addTopic(council, [], { visibility: "confidential" });
    expect(clerk.code("council.coverage", { id })).toBe("NotFound");
    expect(clerk.code("council.opinionSheet", { id })).toBe("NotFound");
    expect(secretary.code("council.coverage", { id })).toBe("ok");
    expect(secretary.code("council.printOpinionSheet", { id })).toBe("NothingToPrint");
  });
});

test("who may, and every command in the audit log", () => {
  const world = withHomes();
  const { clerk, topicId } = world;
  expect(namesByNeed(opinionContract)).toEqual({
    clerk: ["coverage", "keyOpinions", "opinionSheet", "printOpinionSheet", "withdrawOpinion"],
    secretary: ["setScope"],
  });
  expect(closedTo(world, opinionContract)).toEqual({ viewer: 6, clerk: 1, secretary: 0, director: 0, admin: 6 });
  const audited = auditedBy(world, opinionContract, () => {
    scope(world);
    const { code } = clerk.ok("council.printOpinionSheet", { id: topicId });
    const heard = { id: topicId, code, heardDate: "2026-11-20", heardBy: "小李" };
    clerk.ok("council.keyOpinions", { ...heard, opinions: [{ row: 1, attitude: "for" }] });
    const [opinion] = coverage(world).opinions;
    clerk.ok("council.withdrawOpinion", { id: topicId, opinionId: opinion?.id ?? "", reason: "记错" });
  });
  expect(audited).toEqual(commandsOf(opinionContract));
});
