import { describe, expect, test } from "vitest";
import { councilRulesContract } from "#features/council/council-rules-contract.ts";
import { topicSignerContract } from "#features/council/topic-signer-contract.ts";
import { topicStepContract } from "#features/council/topic-step-contract.ts";
import {
  addTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  decide,
  endMeeting,
  meetingOf,
  openCouncil,
  planMeeting,
  register,
  startMeeting,
  taskWords,
  topicOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

const today = "2026-11-20";

const lookedInto = { doneDate: today, doneBy: "网格员", way: "visit" as const, findings: "多数住户愿意划线" };

const proposed = ({ secretary }: Pick<ReturnType<typeof openCouncil>, "secretary">, appealIds: string[] = []) =>
  secretary.ok("council.proposeTopic", { title: "停车", appealIds }).id;

const endMeetingDeferred = (secretary: ReturnType<typeof openCouncil>["secretary"], id: string, topicId: string) => {
  decide(secretary, id, topicId, "deferred");
  endMeeting(secretary, id);
};

const stepsOf = (topic: ReturnType<typeof topicOf>) => topic.steps.map(({ state }) => state).join(" ");

describe("signing for a topic", () => {
  test("counts homes, not heads; whoever has signed signs once", () => {
    const council = openCouncil();
    const { clerk } = council;
    const id = proposed(council);
    const sheet = [
      { name: "王建国", address: "3号楼2单元501" },
      { name: "李桂兰", address: "3-2-501" },
      { name: "赵大爷", address: "5号楼1单元101" },
      { name: "过路人" },
    ];
    expect(clerk.ok("council.addSigners", { id, signers: sheet })).toEqual({
      id,
      addedCount: 4,
      knownCount: 0,
      householdCount: 2,
    });
    expect(
      clerk.ok("council.addSigners", { id, signers: [{ name: "王建国", address: "3栋2单元501室" }] }),
    ).toMatchObject({ addedCount: 0, knownCount: 1 });
    const topic = topicOf(clerk, id);
    expect(topic).toMatchObject({ signedHouseholdCount: 2, homelessSignerCount: 1, version: 1 });
    expect(topic.signers.map(({ name, isCounted }) => [name, isCounted])).toEqual([
      ["王建国", true],
      ["李桂兰", false],
      ["赵大爷", true],
      ["过路人", false],
    ]);
    expect(topic.events.filter(({ kind }) => kind === "signed").map(({ reason }) => reason)).toEqual([
      "4 人，现有 2 户联名",
    ]);
    expect(clerk.ok("council.listTopics", {}).topics).toMatchObject([{ id, signedHouseholdCount: 2 }]);
    expect(clerk.code("council.addSigners", { id, signers: [{ address: "3-2-501" }] })).toBe("SignerNeedsName");
    expect(clerk.code("council.addSigners", { id, signers: [{ residentId: "x" }] })).toBe("InvalidInput");
    expect(clerk.code("council.addSigners", { id: "x", signers: sheet })).toBe("NotFound");
  });

  test("takes residents with their home, and a wife of the same home adds none", () => {
    const council = openCouncil();
    const { clerk, test: core } = council;
    addNeighbourhood(core.as("first"));
    const [home] = core.db.all<{ id: string }>("SELECT id FROM households ORDER BY id LIMIT 1");
    const add = (name: string) => clerk.ok("people.addResident", { name, householdId: home?.id ?? "" }).id;
    const id = proposed(council);
    const signers = [add("马建军"), add("马小红")].map((residentId) => ({ residentId }));
    expect(clerk.ok("council.addSigners", { id, signers })).toMatchObject({ addedCount: 2, householdCount: 1 });
    expect(clerk.ok("council.addSigners", { id, signers })).toMatchObject({ addedCount: 0, knownCount: 2 });
    expect(topicOf(clerk, id).signers.map(({ name }) => name)).toEqual(["马建军", "马小红"]);
  });

  test("is withdrawn by name, and the next of the home counts instead", () => {
    const council = openCouncil();
    const { clerk, director } = council;
    const id = proposed(council);
    clerk.ok("council.addSigners", {
      id,
      signers: [
        { name: "王建国", address: "3-2-501" },
        { name: "李桂兰", address: "3-2-501" },
      ],
    });
    const signerId = topicOf(clerk, id).signers[0]?.id ?? "";
    clerk.ok("council.withdrawSigner", { id, signerId, reason: "不同意了" });
    expect(topicOf(clerk, id)).toMatchObject({
      signedHouseholdCount: 1,
      signers: [{ name: "李桂兰", isCounted: true }],
    });
    expect(topicOf(clerk, id).events.at(-1)).toMatchObject({ kind: "signerWithdrawn", reason: "王建国 不同意了" });
    expect(clerk.code("council.withdrawSigner", { id, signerId })).toBe("NotFound");
    director.ok("council.declineTopic", { id, version: 1, reason: "另有安排" });
    expect(clerk.code("council.withdrawSigner", { id, signerId })).toBe("TopicIsOver");
    expect(clerk.code("council.addSigners", { id, signers: [{ name: "王建国" }] })).toBe("TopicIsOver");
  });
});

describe("postponing", () => {
  test("puts a topic at the end of the pool until its day, and then before all others", () => {
    const council = openCouncil();
    const { clerk, director, test: core } = council;
    const [old, put, young] = ["旧", "缓", "新"].map((title) => {
      core.advance({ minutes: 1 });
      return council.secretary.ok("council.proposeTopic", {
        title,
        source: title === "新" ? "committees" : "residents",
      }).id;
    }) as [string, string, string];
    const pool = (more = {}) =>
      clerk.ok("council.listTopics", { order: "pool", ...more }).topics.map(({ title }) => title);
    expect(pool()).toEqual(["旧", "缓", "新"]);
    const postpone = { id: put, version: 1, until: "2026-11-24", reason: "等批复" };
    expect(director.code("council.postponeTopic", { ...postpone, until: today })).toBe("PostponeDayIsPast");
    director.ok("council.postponeTopic", postpone);
    expect(director.code("council.postponeTopic", postpone)).toBe("Conflict");
    expect(pool()).toEqual(["旧", "新", "缓"]);
    expect(pool({ isPostponed: true })).toEqual(["缓"]);
    expect(pool({ isPostponed: false })).toEqual(["旧", "新"]);
    expect(pool({ sources: ["committees"] })).toEqual(["新"]);
    expect(topicOf(clerk, put)).toMatchObject({ state: "proposed", postponeReason: "等批复", isDueAgain: false });
    core.advance({ days: 4 });
    expect(pool()).toEqual(["缓", "旧", "新"]);
    expect(topicOf(clerk, put)).toMatchObject({ isDueAgain: true, reason: "等批复" });
    const pages: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = clerk.ok("council.listTopics", { order: "pool", limit: 1, ...(after !== undefined && { after }) });
      pages.push(...page.topics.map(({ id }) => id));
      after = page.nextAfter;
    }
    expect(pages).toEqual([put, old, young]);
    expect(pool({ isPostponed: true })).toEqual([]);
    director.ok("council.endPostponement", { id: put, version: 2 });
    expect(director.code("council.endPostponement", { id: put, version: 3 })).toBe("TopicNotPostponed");
    expect(pool()).toEqual(["旧", "缓", "新"]);
  });

  test("ends when a meeting takes the topic, and is not for one that is on an agenda", () => {
    const council = openCouncil();
    const { secretary, director } = council;
    const id = addTopic(council, []);
    director.ok("council.postponeTopic", { id, version: 2, until: "2026-12-20", reason: "等批复" });
    planMeeting(secretary, [id]);
    expect(topicOf(secretary, id)).toMatchObject({ state: "scheduled", postponedUntil: null, postponeReason: "" });
    const again = { id, version: 4, until: "2026-12-20", reason: "等批复" };
    expect(director.code("council.postponeTopic", again)).toBe("TopicNotOpen");
  });
});

describe("the six steps", () => {
  test("show on a topic from the first voice to the last task", () => {
    const council = openCouncil();
    const { clerk, secretary, director } = council;
    const id = proposed(council, [register(clerk, "停车难")]);
    expect(stepsOf(topicOf(clerk, id))).toBe("done current ahead ahead ahead ahead");
    director.ok("council.confirmTopic", { id, version: 1, ruleId: "major" });
    expect(stepsOf(topicOf(clerk, id))).toBe("done done current ahead ahead ahead");
    const { researchId } = secretary.ok("council.recordResearch", { id, ...lookedInto, householdCount: 12 });
    expect(stepsOf(topicOf(clerk, id))).toBe("done done done current ahead ahead");
    expect(topicOf(clerk, id)).toMatchObject({
      version: 2,
      researches: [{ id: researchId, ...lookedInto, householdCount: 12, attachments: [] }],
    });
    expect(topicOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "researched",
      actor: "网格员",
      reason: "走访，12 户：多数住户愿意划线",
    });
    const meetingId = startMeeting(secretary, [id]);
    decide(secretary, meetingId, id, "passed");
    endMeeting(secretary, meetingId);
    expect(stepsOf(topicOf(clerk, id))).toBe("done done done done done missing");
  });

  test("a meeting neither calls nor begins with a topic that nobody looked into", () => {
    const council = openCouncil();
    const { secretary, director } = council;
    const id = proposed(council);
    director.ok("council.confirmTopic", { id, version: 1, ruleId: "major" });
    const meetingId = planMeeting(secretary, [id]);
    const version = () => meetingOf(secretary, meetingId).version;
    expect(secretary.code("council.notifyMeeting", { id: meetingId, version: version() })).toBe("TopicWithoutResearch");
    const { researchId } = secretary.ok("council.recordResearch", { id, ...lookedInto });
    secretary.ok("council.notifyMeeting", { id: meetingId, version: version() });
    secretary.ok("council.withdrawResearch", { id, researchId, reason: "记错了" });
    expect(secretary.code("council.startMeeting", { id: meetingId, version: version() })).toBe("TopicWithoutResearch");
    secretary.ok("council.skipStep", { id, step: "research", reason: "上月刚问过" });
    secretary.ok("council.startMeeting", { id: meetingId, version: version() });
    const late = secretary.ok("council.recordResearch", { id, ...lookedInto });
    const withdraw = { id, researchId: late.researchId };
    expect(secretary.code("council.withdrawResearch", withdraw)).toBe("ResearchIsUsed");
    endMeetingDeferred(secretary, meetingId, id);
    secretary.ok("council.withdrawResearch", withdraw);
    expect(topicOf(secretary, id).steps[2]).toEqual({ step: "research", state: "skipped", words: "上月刚问过" });
    expect(topicOf(secretary, id).events.find(({ kind }) => kind === "stepSkipped")?.reason).toBe(
      "议前调研：上月刚问过",
    );
  });

  test("a task past a topic that waits for its meeting needs the reason, and the topic keeps it", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const [lead, merged] = [register(clerk, "停车难"), register(clerk, "没车位")];
    const id = proposed(council, [merged]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
    const task = { ...taskWords, ...unit, appealIds: [lead] };
    expect(clerk.code("council.addDirectTask", task)).toBe("TopicHoldsAppeal");
    expect(appealOf(clerk, lead).tasks).toEqual([]);
    clerk.ok("council.addDirectTask", { ...task, noMeetingReason: "路面塌陷，当天要围挡" });
    expect(topicOf(secretary, id).steps[3]).toMatchObject({ state: "skipped", words: "路面塌陷，当天要围挡" });
    expect(topicOf(secretary, id).events.at(-1)?.reason).toBe("组织协商：路面塌陷，当天要围挡");
    addTask(clerk, unit, [lead]);
    addTask(clerk, unit, [register(clerk, "路灯不亮")]);
  });

  test("a research is one of a day that has been, and a reason is not written for what was done", () => {
    const council = openCouncil();
    const { secretary, director } = council;
    const id = proposed(council);
    const ahead = { id, ...lookedInto, doneDate: "2026-11-21" };
    expect(secretary.code("council.recordResearch", ahead)).toBe("ResearchIsAhead");
    const { researchId } = secretary.ok("council.recordResearch", { id, ...lookedInto });
    expect(secretary.code("council.skipStep", { id, step: "research", reason: "急" })).toBe("StepIsDone");
    director.ok("council.declineTopic", { id, version: 1, reason: "另有安排" });
    expect(secretary.code("council.recordResearch", { id, ...lookedInto })).toBe("TopicIsOver");
    expect(secretary.code("council.withdrawResearch", { id, researchId })).toBe("TopicIsOver");
    expect(secretary.code("council.skipStep", { id, step: "deliberate", reason: "急" })).toBe("TopicIsOver");
    expect(secretary.code("council.withdrawResearch", { id: "x", researchId })).toBe("NotFound");
  });

  test("of a confidential topic its research is not opened by a clerk", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const { id } = secretary.ok("council.proposeTopic", { title: "违建", visibility: "confidential" });
    secretary.ok("council.recordResearch", { id, ...lookedInto });
    expect(clerk.code("council.topic", { id })).toBe("NotFound");
    expect(clerk.code("council.addSigners", { id, signers: [{ name: "王建国" }] })).toBe("NotFound");
  });
});

describe("the rules of the council", () => {
  test("are there from the first day, and the director changes them", () => {
    const { clerk, director } = openCouncil();
    const { rules, version, ...numbers } = clerk.ok("council.settings", {});
    expect(numbers).toEqual({
      manyReportersCount: 3,
      manyAppealsCount: 3,
      lookBackDays: 30,
      maxProxiesPerHolder: 2,
      minCoveragePercent: 50,
    });
    expect(rules.map(({ kind, minHouseholds, isActive }) => [kind, minHouseholds, isActive])).toEqual([
      ["joint", 10, true],
      ["major", null, true],
      ["committees", null, true],
    ]);
    director.ok("council.changeSettings", { ...numbers, manyReportersCount: 5, version });
    expect(director.code("council.changeSettings", { ...numbers, version })).toBe("Conflict");
    expect(clerk.ok("council.settings", {})).toMatchObject({ manyReportersCount: 5, version: 2 });
    const rule = { kind: "joint" as const, wording: "两个楼栋以上居民联名" };
    expect(director.code("council.addConfirmRule", rule)).toBe("JointNeedsHouseholds");
    const { id } = director.ok("council.addConfirmRule", { ...rule, minHouseholds: 20 });
    const change = { id, version: 1, wording: "20户以上", isActive: false };
    expect(director.code("council.changeConfirmRule", change)).toBe("JointNeedsHouseholds");
    director.ok("council.changeConfirmRule", { ...change, minHouseholds: 25 });
    expect(director.code("council.changeConfirmRule", { ...change, minHouseholds: 25 })).toBe("Conflict");
    expect(clerk.ok("council.settings", {}).rules.at(-1)).toMatchObject({ minHouseholds: 25, isActive: false });
    expect(director.code("council.changeConfirmRule", { ...change, id: "x", minHouseholds: 1 })).toBe("NotFound");
  });

  test("one stays in use, and one out of use confirms nothing", () => {
    const council = openCouncil();
    const { director } = council;
    const retire = (id: string, minHouseholds: number | null = null) =>
      director.raw("council.changeConfirmRule", { id, version: 1, wording: "停用", minHouseholds, isActive: false });
    expect(retire("joint", 10)).toMatchObject({ ok: true });
    expect(retire("major")).toMatchObject({ ok: true });
    expect(retire("committees")).toMatchObject({ code: "LastRuleInUse" });
    const id = proposed(council);
    expect(director.code("council.confirmTopic", { id, version: 1, ruleId: "major" })).toBe("RuleNotInUse");
  });
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  const { clerk, secretary, director } = council;
  const parts = { ...topicSignerContract, ...topicStepContract, ...councilRulesContract };
  expect(closedTo(council, parts)).toEqual({ viewer: 9, clerk: 6, secretary: 3, director: 0, admin: 9 });
  const audited = auditedBy(council, parts, () => {
    const id = proposed(council);
    clerk.ok("council.addSigners", { id, signers: [{ name: "王建国" }] });
    clerk.ok("council.withdrawSigner", { id, signerId: topicOf(clerk, id).signers[0]?.id ?? "" });
    const { researchId } = secretary.ok("council.recordResearch", { id, ...lookedInto });
    secretary.ok("council.withdrawResearch", { id, researchId });
    secretary.ok("council.skipStep", { id, step: "research", reason: "急" });
    const { rules: _rules, ...settings } = clerk.ok("council.settings", {});
    director.ok("council.changeSettings", settings);
    const rule = director.ok("council.addConfirmRule", { kind: "major", wording: "街道交办" });
    director.ok("council.changeConfirmRule", { id: rule.id, version: 1, wording: "街道交办", isActive: false });
  });
  expect(audited).toEqual(commandsOf(parts));
});
