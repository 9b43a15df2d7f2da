import { describe, expect, test } from "vitest";
import {
  acceptTask,
  addFinishedTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  finishTask,
  hear,
  hearAll,
  openCouncil,
  openFollowUps,
  passTopic,
  refusalOf,
  register,
  taskOf,
} from "../support/council.ts";

describe("并案", () => {
  test("keeps every reporter, and a merged appeal shows the stage of its lead", () => {
    const { clerk, unit } = openCouncil();
    const lead = register(clerk, "路灯不亮", { reporterName: "甲" });
    const other = register(clerk, "路灯坏了", { reporterName: "乙" });
    const merged = clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other], reason: "同一盏灯" });
    expect(merged).toEqual({ id: lead, merged: [{ id: other, version: 2 }] });
    expect(appealOf(clerk, lead)).toMatchObject({ merged: [{ id: other, reporterLabel: "乙" }], lead: null });
    expect(appealOf(clerk, other)).toMatchObject({ lead: { id: lead }, reporterName: "乙", version: 2 });
    expect(clerk.ok("council.listAppeals", {}).appeals.map(({ mergedCount }) => mergedCount)).toEqual([0, 1]);
    expect(appealOf(clerk, lead).events.at(-1)).toMatchObject({ kind: "mergedIn", reason: "诉〔2026〕2号；同一盏灯" });
    expect(appealOf(clerk, other).events.at(-1)).toMatchObject({ kind: "merged", reason: "诉〔2026〕1号；同一盏灯" });

    const taskId = addFinishedTask(clerk, unit, [lead]);
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["acting", "acting"]);
    const [first, second] = openFollowUps(clerk, taskId);
    expect([first, second].map((followUp) => followUp?.reporterLabel)).toEqual(["甲", "乙"]);
    if (!first || !second) throw new Error("Each reporter is asked");
    hear(clerk, first, { isSolved: true });
    expect(taskOf(clerk, taskId).state).toBe("finished");
    hear(clerk, second, { isSolved: true });
    expect(taskOf(clerk, taskId).state).toBe("closed");
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["evaluated", "evaluated"]);
  });

  test("each reporter gets a first answer of their own", () => {
    const { clerk } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    clerk.ok("council.answerAppeal", { id: lead, version: 1, answer: "已修" });
    expect(appealOf(clerk, other)).toMatchObject({ stage: "answered", state: "received", firstAnsweredAt: null });
    clerk.ok("council.recordFirstAnswer", { id: other, version: 2, words: "灯已修好" });
    expect(appealOf(clerk, other).firstAnsweredAt).not.toBeNull();
  });

  test("a reporter who joins while the follow-up runs is asked as well", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other, nameless] = [
      register(clerk, "路灯不亮"),
      register(clerk, "路灯坏了"),
      register(clerk, "灯不亮", { voice: "anonymous" }),
    ];
    const taskId = addFinishedTask(clerk, unit, [lead]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other, nameless] });
    expect(taskOf(clerk, taskId).followUps.map(({ appealId, state }) => [appealId, state])).toEqual([
      [lead, "open"],
      [other, "open"],
      [nameless, "unreachable"],
    ]);
  });

  test("an open task of the merged one counts for both, and everybody behind it is asked", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    const taskId = addTask(clerk, unit, [other]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["acting", "acting"]);
    expect(appealOf(clerk, lead)).toMatchObject({ state: "accepted", tasks: [{ id: taskId }] });
    expect(clerk.code("council.answerAppeal", { id: lead, version: 2, answer: "已修" })).toBe("AppealInProgress");
    acceptTask(clerk, taskId);
    finishTask(clerk, taskId);
    expect(openFollowUps(clerk, taskId).map(({ appealId }) => appealId)).toEqual([lead, other]);
    hearAll(clerk, taskId);
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["evaluated", "evaluated"]);
  });

  test("a topic of the merged one counts for both, until it is declined", () => {
    const council = openCouncil();
    const { clerk, director } = council;
    const [lead, other] = [register(clerk, "停车难"), register(clerk, "没车位")];
    const topicId = addTopic(council, [other]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    const stages = () => [lead, other].map((id) => appealOf(clerk, id).stage);
    expect(stages()).toEqual(["deliberating", "deliberating"]);
    director.ok("council.declineTopic", { id: topicId, version: 2, reason: "另有安排" });
    expect(stages()).toEqual(["accepted", "accepted"]);
    director.ok("council.undoTopicDecision", { id: topicId, version: 3 });
    expect(stages()).toEqual(["deliberating", "deliberating"]);
  });

  test("two appeals of one topic are merged, and both are asked about its task once", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const [lead, other] = [register(clerk, "停车难"), register(clerk, "没车位")];
    const topicId = addTopic(council, [lead, other]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    const { resolutionId } = passTopic(council, topicId);
    const taskId = addResolutionTask(secretary, unit, resolutionId);
    acceptTask(clerk, taskId);
    finishTask(clerk, taskId);
    expect(openFollowUps(clerk, taskId).map(({ appealId }) => appealId)).toEqual([lead, other]);
  });

  test("is refused for each reason of its own, naming the appeal", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other, third, over, sent] = ["甲", "乙", "丙", "丁", "戊"].map((name) =>
      register(clerk, `${name}的事`),
    ) as [string, string, string, string, string];
    const merge = (leadId: string, ...ids: string[]) => clerk.code("council.mergeAppeals", { leadId, ids });
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    expect(merge(lead, lead)).toBe("MergeIntoItself");
    expect(merge(third, other)).toBe("AlreadyMerged");
    expect(merge(other, third)).toBe("LeadIsMerged");
    expect(merge(third, lead)).toBe("LeadsOthers");
    expect(merge("x", third)).toBe("NotFound");
    expect(merge(third, "x")).toBe("NotFound");
    clerk.ok("council.answerAppeal", { id: over, version: 1, answer: "已修" });
    expect(merge(third, over)).toBe("AppealIsOver");
    expect(merge(over, third)).toBe("AppealIsOver");
    clerk.ok("council.escalateAppeal", { id: sent, version: 1, toWhom: "街道", reason: "不归社区管" });
    addTask(clerk, unit, [third]);
    expect(merge(sent, third)).toBe("AppealInProgress");
    expect(refusalOf(clerk, "council.mergeAppeals", { leadId: lead, ids: [third, over] }).details).toEqual({
      id: over,
    });
    // One refusal takes the whole back.
    expect(appealOf(clerk, third).lead).toBeNull();
    expect(merge(lead, third, third)).toBe("ok");
  });
});

describe("撤销并案", () => {
  test("gives an appeal its own stage back; what was linked since stays with the lead", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    const taskId = addTask(clerk, unit, [lead]);
    expect(clerk.code("council.unmergeAppeal", { id: other, version: 1 })).toBe("Conflict");
    expect(clerk.ok("council.unmergeAppeal", { id: other, version: 2, reason: "不是一盏灯" })).toEqual({
      id: other,
      version: 3,
    });
    expect(appealOf(clerk, other)).toMatchObject({ lead: null, stage: "received", tasks: [] });
    expect(appealOf(clerk, lead)).toMatchObject({ merged: [], stage: "acting", tasks: [{ id: taskId }] });
    expect(appealOf(clerk, other).events.at(-1)).toMatchObject({
      kind: "unmerged",
      reason: "诉〔2026〕1号；不是一盏灯",
    });
    expect(appealOf(clerk, lead).events.at(-1)).toMatchObject({ kind: "unmergedOut" });
    expect(clerk.code("council.unmergeAppeal", { id: other, version: 3 })).toBe("NotMerged");
    expect(clerk.code("council.unmergeAppeal", { id: "x", version: 1 })).toBe("NotFound");
  });

  test("leaves what was linked before the merge with the appeal it belongs to", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    const taskId = addTask(clerk, unit, [other]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    clerk.ok("council.unmergeAppeal", { id: other, version: appealOf(clerk, other).version });
    expect(appealOf(clerk, other)).toMatchObject({ stage: "acting", tasks: [{ id: taskId }] });
    expect(appealOf(clerk, lead)).toMatchObject({ stage: "accepted", tasks: [] });
  });

  test("ends the follow-up of who stands behind the task no more; the last one closes it", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    const taskId = addFinishedTask(clerk, unit, [lead]);
    const [first] = openFollowUps(clerk, taskId);
    if (!first) throw new Error("The lead is asked");
    hear(clerk, first, { isSolved: true });
    clerk.ok("council.unmergeAppeal", { id: other, version: appealOf(clerk, other).version });
    expect(taskOf(clerk, taskId)).toMatchObject({ state: "closed", closeClass: "solved" });
    expect(taskOf(clerk, taskId).followUps.map(({ state }) => state)).toEqual(["evaluated", "superseded"]);
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["evaluated", "received"]);
  });

  test("and merging again asks anew", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    const taskId = addFinishedTask(clerk, unit, [lead]);
    clerk.ok("council.unmergeAppeal", { id: other, version: appealOf(clerk, other).version });
    expect(openFollowUps(clerk, taskId).map(({ appealId }) => appealId)).toEqual([lead]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    expect(openFollowUps(clerk, taskId).map(({ appealId }) => appealId)).toEqual([lead, other]);
    hearAll(clerk, taskId);
    expect([lead, other].map((id) => appealOf(clerk, id).stage)).toEqual(["evaluated", "evaluated"]);
  });
});
