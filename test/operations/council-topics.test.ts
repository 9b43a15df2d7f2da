import { describe, expect, test } from "vitest";
import { topicContract } from "#features/council/topic-contract.ts";
import {
  acceptTask,
  addTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  decide,
  endMeeting,
  finishTask,
  hearAll,
  namesByNeed,
  openCouncil,
  passTopic,
  planMeeting,
  refusalOf,
  register,
  startMeeting,
  topicOf,
  withoutTrace,
} from "../support/council.ts";

describe("a topic", () => {
  test("gathers one or many appeals, and they show it", () => {
    const { clerk, secretary, test: core } = openCouncil();
    const appealIds = [register(clerk, "停车难"), register(clerk, "没车位")];
    const { id, numberText } = secretary.ok("council.proposeTopic", {
      title: " 小区停车怎么管 ",
      summary: "三起反映",
      appealIds: [...appealIds, ...appealIds],
    });
    expect(numberText).toBe("议〔2026〕1号");
    core.advance({ days: 2 });
    expect(topicOf(clerk, id)).toMatchObject({
      title: "小区停车怎么管",
      summary: "三起反映",
      state: "proposed",
      visibility: "public",
      appealCount: 2,
      ageDays: 2,
      proposedByName: "陈志强",
      confirmRule: null,
      meetings: [],
      tasks: [],
      version: 1,
    });
    expect(topicOf(clerk, id).appeals.map((line) => line.id)).toEqual(appealIds);
    expect(topicOf(clerk, id).events.map(({ kind, toState, reason }) => [kind, toState, reason])).toEqual([
      ["proposed", "proposed", ""],
      ["gathered", null, "诉〔2026〕1号"],
      ["gathered", null, "诉〔2026〕2号"],
    ]);
    expect(appealIds.map((appealId) => appealOf(clerk, appealId).stage)).toEqual(["deliberating", "deliberating"]);
    expect(clerk.code("council.topic", { id: "x" })).toBe("NotFound");
  });

  test("takes an appeal in and gives it back; twice is once", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const appealId = register(clerk, "停车难");
    const id = addTopic(council, []);
    secretary.ok("council.gatherAppeals", { id, appealIds: [appealId] });
    secretary.ok("council.gatherAppeals", { id, appealIds: [appealId] });
    expect(topicOf(clerk, id).events.filter(({ kind }) => kind === "gathered")).toHaveLength(1);
    secretary.ok("council.returnAppeal", { id, appealId, reason: "另案处理" });
    expect(topicOf(clerk, id)).toMatchObject({ appealCount: 0, appeals: [] });
    expect(appealOf(clerk, appealId)).toMatchObject({ stage: "accepted", topics: [] });
    expect(appealOf(clerk, appealId).events.at(-1)).toMatchObject({
      kind: "returned",
      reason: "议〔2026〕1号 另案处理",
    });
    expect(topicOf(clerk, id).events.at(-1)).toMatchObject({ kind: "returned", reason: "诉〔2026〕1号 另案处理" });
    expect(secretary.code("council.returnAppeal", { id, appealId })).toBe("AppealNotInTopic");
    expect(secretary.code("council.returnAppeal", { id, appealId: "x" })).toBe("NotFound");
    secretary.ok("council.gatherAppeals", { id, appealIds: [appealId] });
    expect(appealOf(clerk, appealId).stage).toBe("deliberating");
  });

  test("takes no appeal that is over or merged, and then none of the others", () => {
    const { clerk, secretary } = openCouncil();
    const [one, over, merged] = [register(clerk, "停车难"), register(clerk, "几点关门"), register(clerk, "没车位")];
    clerk.ok("council.rejectAppeal", { id: over, version: 1, reason: "notCommunity", told: "请到办事大厅" });
    clerk.ok("council.mergeAppeals", { leadId: one, ids: [merged] });
    const propose = (...appealIds: string[]) => secretary.code("council.proposeTopic", { title: "停车", appealIds });
    expect(propose(one, over)).toBe("AppealIsOver");
    expect(propose(one, merged)).toBe("AppealIsMerged");
    expect(propose(one, "x")).toBe("NotFound");
    expect(appealOf(clerk, one)).toMatchObject({ stage: "received", topics: [] });
    const { id, numberText } = secretary.ok("council.proposeTopic", { title: "停车", appealIds: [one] });
    expect(numberText).toBe("议〔2026〕1号");
    const gather = (appealId: string) => secretary.code("council.gatherAppeals", { id, appealIds: [appealId] });
    expect([gather(over), gather(merged), gather("x")]).toEqual(["AppealIsOver", "AppealIsMerged", "NotFound"]);
    expect(refusalOf(secretary, "council.gatherAppeals", { id, appealIds: [over] }).details).toEqual({ id: over });
  });

  test("takes up again what was answered, and says so", () => {
    const council = openCouncil();
    const { clerk } = council;
    const id = register(clerk, "几点关门");
    clerk.ok("council.answerAppeal", { id, version: 1, answer: "17:30" });
    addTopic(council, [id]);
    const appeal = appealOf(clerk, id);
    expect(appeal).toMatchObject({ state: "accepted", stage: "deliberating", answer: "17:30" });
    expect(appeal.events.find((event) => event.kind === "accepted")).toMatchObject({
      fromState: "answered",
      toState: "accepted",
      reason: "归入议题 议〔2026〕1号，重新受理",
    });
  });

  test("is worded anew while it is open", () => {
    const council = openCouncil();
    const { secretary, director } = council;
    const id = addTopic(council, []);
    const change = {
      id,
      version: 2,
      title: "停车秩序",
      summary: "改写",
      visibility: "internal" as const,
      source: "other" as const,
    };
    expect(secretary.code("council.changeTopic", { ...change, version: 1 })).toBe("Conflict");
    expect(secretary.ok("council.changeTopic", change)).toEqual({ id, version: 3 });
    expect(topicOf(secretary, id)).toMatchObject({ title: "停车秩序", summary: "改写", visibility: "internal" });
    expect(secretary.ok("system.search", { typed: "停车秩序" }).hits.map((hit) => hit.id)).toEqual([id]);
    director.ok("council.declineTopic", { id, version: 3, reason: "另有安排" });
    expect(secretary.code("council.changeTopic", { ...change, version: 4 })).toBe("TopicIsOver");
    expect(secretary.code("council.changeTopic", { ...change, id: "x" })).toBe("NotFound");
  });
});

describe("confirming a topic", () => {
  test("jointly needs as many homes as the rule says, and keeps its wording and the count", () => {
    const { clerk, secretary, director } = openCouncil();
    const { id } = secretary.ok("council.proposeTopic", { title: "停车" });
    const homes = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `住户${from + at}`, address: `${from + at}号楼1单元101` }));
    const confirm = { id, version: 1, ruleId: "joint", note: "名单附后" };
    clerk.ok("council.addSigners", { id, signers: homes(1, 9) });
    expect(refusalOf(director, "council.confirmTopic", confirm)).toMatchObject({
      code: "JointNotReached",
      details: { signedCount: 9, minHouseholds: 10 },
    });
    // A second name of the ninth home is no tenth.
    clerk.ok("council.addSigners", { id, signers: [{ name: "住户九的爱人", address: "9栋1单元101室" }] });
    expect(director.code("council.confirmTopic", confirm)).toBe("JointNotReached");
    clerk.ok("council.addSigners", { id, signers: homes(10, 2) });
    expect(director.code("council.confirmTopic", { ...confirm, version: 2 })).toBe("Conflict");
    expect(director.ok("council.confirmTopic", confirm)).toEqual({ id, version: 2 });
    director.ok("council.changeConfirmRule", {
      id: "joint",
      version: 1,
      wording: "20户以上联名",
      minHouseholds: 20,
      isActive: true,
    });
    clerk.ok("council.addSigners", { id, signers: homes(12, 1) });
    expect(topicOf(secretary, id)).toMatchObject({
      state: "confirmed",
      confirmRule: "joint",
      confirmWording: "10户以上居民联名提出",
      jointHouseholdCount: 11,
      signedHouseholdCount: 12,
      confirmNote: "名单附后",
    });
    expect(topicOf(secretary, id).events.find(({ kind }) => kind === "confirmed")).toMatchObject({
      fromState: "proposed",
      toState: "confirmed",
      reason: "10户以上居民联名提出（11 户联名，规则要 10 户） 名单附后",
    });
    expect(director.code("council.confirmTopic", { ...confirm, version: 2 })).toBe("TopicNotProposed");
    expect(director.code("council.confirmTopic", { ...confirm, id: "x" })).toBe("NotFound");
    expect(director.code("council.confirmTopic", { ...confirm, ruleId: "x" })).toBe("InvalidInput");
  });

  test("by another rule keeps no count of households", () => {
    const { secretary, director } = openCouncil();
    const { id } = secretary.ok("council.proposeTopic", { title: "停车" });
    director.ok("council.confirmTopic", { id, version: 1, ruleId: "major" });
    expect(topicOf(secretary, id)).toMatchObject({ confirmRule: "major", jointHouseholdCount: null });
  });

  test("is taken back while nothing stands on it", () => {
    const { clerk, secretary, director } = openCouncil();
    const { id } = secretary.ok("council.proposeTopic", { title: "停车", appealIds: [register(clerk, "停车难")] });
    const before = topicOf(secretary, id);
    expect(director.code("council.undoTopicDecision", { id, version: 1 })).toBe("NothingToUndo");
    director.ok("council.confirmTopic", { id, version: 1, ruleId: "committees" });
    expect(director.code("council.undoTopicDecision", { id, version: 1 })).toBe("Conflict");
    expect(director.ok("council.undoTopicDecision", { id, version: 2, reason: "点错" })).toEqual({ id, version: 3 });
    expect(withoutTrace(topicOf(secretary, id))).toEqual(withoutTrace(before));
    director.ok("council.confirmTopic", { id, version: 3, ruleId: "committees" });
    secretary.ok("council.gatherAppeals", { id, appealIds: [register(clerk, "没车位")] });
    expect(director.code("council.undoTopicDecision", { id, version: 4 })).toBe("NothingToUndo");
    expect(director.code("council.undoTopicDecision", { id: "x", version: 1 })).toBe("NotFound");
  });
});

describe("declining a topic", () => {
  test("gives every appeal back, with the reason", () => {
    const council = openCouncil();
    const { clerk, director } = council;
    const appealIds = [register(clerk, "停车难"), register(clerk, "没车位")];
    const id = addTopic(council, appealIds);
    expect(director.code("council.declineTopic", { id, version: 1, reason: "另有安排" })).toBe("Conflict");
    director.ok("council.declineTopic", { id, version: 2, reason: "另有安排" });
    expect(topicOf(clerk, id)).toMatchObject({ state: "declined", declineReason: "另有安排", appeals: [] });
    for (const appealId of appealIds) {
      expect(appealOf(clerk, appealId)).toMatchObject({ stage: "accepted", topics: [] });
      expect(appealOf(clerk, appealId).events.at(-1)).toMatchObject({
        kind: "returned",
        reason: "议〔2026〕1号 不列入：另有安排",
      });
    }
    expect(director.code("council.declineTopic", { id, version: 3, reason: "再来" })).toBe("TopicNotOpen");
    expect(director.code("council.declineTopic", { id: "x", version: 1, reason: "没有" })).toBe("NotFound");
    const gather = { id, appealIds: [appealIds[0] ?? ""] };
    expect(council.secretary.code("council.gatherAppeals", gather)).toBe("TopicIsOver");
    expect(council.secretary.code("council.returnAppeal", { id, appealId: appealIds[0] ?? "" })).toBe("TopicIsOver");
  });

  test("is taken back with its appeals, but not with one that was given back before", () => {
    const council = openCouncil();
    const { clerk, secretary, director } = council;
    const [kept, left] = [register(clerk, "停车难"), register(clerk, "没车位")];
    const id = addTopic(council, [kept, left]);
    secretary.ok("council.returnAppeal", { id, appealId: left });
    const before = topicOf(secretary, id);
    // The clock stands still: both go back at one instant, and only one of them comes again.
    director.ok("council.declineTopic", { id, version: 2, reason: "另有安排" });
    director.ok("council.undoTopicDecision", { id, version: 3 });
    expect(withoutTrace(topicOf(secretary, id))).toEqual(withoutTrace(before));
    expect([kept, left].map((appealId) => appealOf(clerk, appealId).stage)).toEqual(["deliberating", "accepted"]);
  });

  test("is taken back without the appeals that were settled otherwise meanwhile", () => {
    const council = openCouncil();
    const { clerk, director, unit } = council;
    const [answered, acting, merged, lead] = ["甲", "乙", "丙", "丁"].map((name) => register(clerk, `${name}的事`)) as [
      string,
      string,
      string,
      string,
    ];
    const id = addTopic(council, [answered, acting, merged]);
    director.ok("council.declineTopic", { id, version: 2, reason: "另有安排" });
    clerk.ok("council.answerAppeal", { id: answered, version: 2, answer: "已修" });
    addTask(clerk, unit, [acting]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
    director.ok("council.undoTopicDecision", { id, version: 3 });
    expect(topicOf(clerk, id).appeals.map((line) => line.id)).toEqual([acting, merged]);
    expect([answered, acting, merged, lead].map((appealId) => appealOf(clerk, appealId).stage)).toEqual([
      "answered",
      "acting",
      "deliberating",
      "deliberating",
    ]);
  });
});

test("on an agenda a topic is not declined, and after its meeting nothing is gathered", () => {
  const council = openCouncil();
  const { clerk, secretary, director } = council;
  const id = addTopic(council, [register(clerk, "停车难")]);
  const meetingId = startMeeting(secretary, [id]);
  expect(director.code("council.declineTopic", { id, version: 3, reason: "另有安排" })).toBe("TopicNotOpen");
  expect(director.code("council.undoTopicDecision", { id, version: 3 })).toBe("NothingToUndo");
  secretary.ok("council.gatherAppeals", { id, appealIds: [register(clerk, "没车位")] });
  decide(secretary, meetingId, id, "deferred");
  const late = register(clerk, "车位不够");
  expect(secretary.code("council.gatherAppeals", { id, appealIds: [late] })).toBe("TopicIsOver");
  endMeeting(secretary, meetingId);
  expect(topicOf(clerk, id)).toMatchObject({ state: "confirmed", meetings: [{ id: meetingId, outcome: "deferred" }] });
  secretary.ok("council.gatherAppeals", { id, appealIds: [late] });
  passTopic(council, id);
  expect(topicOf(clerk, id)).toMatchObject({ state: "settled", appealCount: 3 });
  expect(
    topicOf(clerk, id)
      .meetings.map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(["deferred", "passed"]);
});

test("the pool is filtered by state and words, and paged by key", () => {
  const council = openCouncil();
  const { clerk, secretary, test: core } = council;
  const ids = ["停车", "电梯", "养犬", "停水", "绿化"].map((title, at) => {
    core.advance({ minutes: at % 2 });
    return addTopic(council, [], { title });
  });
  planMeeting(secretary, [ids[1] ?? ""]);
  const pages: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = clerk.ok("council.listTopics", { limit: 2, ...(after !== undefined && { after }) });
    pages.push(...page.topics.map(({ id }) => id));
    after = page.nextAfter;
  }
  expect(pages).toEqual(ids.toReversed());
  const found = (filter: object) => clerk.ok("council.listTopics", filter).topics.map(({ title }) => title);
  expect(found({ states: ["scheduled"] })).toEqual(["电梯"]);
  expect(found({ typed: "停" })).toEqual(["停水", "停车"]);
  expect(found({ typed: "停车", states: ["confirmed"] })).toEqual(["停车"]);
  expect(found({ typed: "，" })).toEqual([]);
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  const { clerk, secretary, director } = council;
  expect(namesByNeed(topicContract)).toEqual({
    clerk: ["listTopics", "topic"],
    secretary: ["changeTopic", "gatherAppeals", "proposeTopic", "returnAppeal"],
    director: ["confirmTopic", "declineTopic", "endPostponement", "postponeTopic", "undoTopicDecision"],
  });
  expect(closedTo(council, topicContract)).toEqual({ viewer: 11, clerk: 9, secretary: 5, director: 0, admin: 11 });
  const audited = auditedBy(council, topicContract, () => {
    const appealId = register(clerk, "停车难");
    const { id } = secretary.ok("council.proposeTopic", { title: "停车" });
    secretary.ok("council.changeTopic", {
      id,
      version: 1,
      title: "停车秩序",
      visibility: "public",
      source: "residents",
    });
    secretary.ok("council.gatherAppeals", { id, appealIds: [appealId] });
    secretary.ok("council.returnAppeal", { id, appealId });
    director.ok("council.confirmTopic", { id, version: 2, ruleId: "major" });
    director.ok("council.undoTopicDecision", { id, version: 3 });
    director.ok("council.postponeTopic", { id, version: 4, until: "2026-12-20", reason: "等批复" });
    director.ok("council.endPostponement", { id, version: 5 });
    director.ok("council.declineTopic", { id, version: 6, reason: "另有安排" });
  });
  expect(audited).toEqual(commandsOf(topicContract));
});

test("an appeal that only its topic kept open comes back when declining it is taken back", () => {
  const council = openCouncil();
  const { clerk, secretary, director, unit } = council;
  const appeal = register(clerk, "没有车位");
  const taskId = addTask(clerk, unit, [appeal]);
  const { id } = secretary.ok("council.proposeTopic", { title: "小区停车怎么管", appealIds: [appeal] });
  acceptTask(clerk, taskId);
  finishTask(clerk, taskId);
  hearAll(clerk, taskId);
  expect(appealOf(clerk, appeal).stage).toBe("deliberating");
  director.ok("council.declineTopic", { id, version: topicOf(director, id).version, reason: "不归社区管" });
  expect(appealOf(clerk, appeal).stage).toBe("evaluated");
  director.ok("council.undoTopicDecision", { id, version: topicOf(director, id).version });
  expect(topicOf(director, id).appeals.map((one) => one.id)).toEqual([appeal]);
  expect(appealOf(clerk, appeal).stage).toBe("deliberating");
});
