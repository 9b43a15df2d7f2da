import { describe, expect, test } from "vitest";
import {
  addFinishedTask,
  addTask,
  addTopic,
  appealOf,
  hearAll,
  openCouncil,
  register,
  taskOf,
  topicOf,
  withoutTrace,
} from "../support/council.ts";

describe("a decision on one appeal", () => {
  test("accepting, and the resident was told: that is the first answer", () => {
    const { clerk, test: core } = openCouncil();
    const id = register(clerk, "路灯不亮");
    core.advance({ hours: 1 });
    expect(clerk.ok("council.acceptAppeal", { id, version: 1, isResidentTold: true, note: "三天内来修" })).toEqual({
      id,
      version: 2,
    });
    expect(appealOf(clerk, id)).toMatchObject({
      state: "accepted",
      stage: "accepted",
      firstAnsweredAt: "2026-11-20T02:00:00.000Z",
      answer: "",
      answeredAt: null,
    });
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "accepted",
      fromState: "received",
      toState: "accepted",
      reason: "已告知诉求人；三天内来修",
    });
  });

  test("accepting without a word to the resident leaves the first answer owed", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "路灯不亮");
    clerk.ok("council.acceptAppeal", { id, version: 1, isResidentTold: false });
    expect(appealOf(clerk, id).firstAnsweredAt).toBeNull();
    expect(clerk.ok("council.recordFirstAnswer", { id, version: 2, words: "已转物业" })).toEqual({ id, version: 3 });
    expect(appealOf(clerk, id)).toMatchObject({ firstAnsweredAt: "2026-11-20T01:00:00.000Z", state: "accepted" });
    expect(clerk.code("council.recordFirstAnswer", { id, version: 3, words: "再说一遍" })).toBe("AlreadyAnsweredOnce");
  });

  test("answering at the desk", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "几点关门", { nature: "inquiry" });
    clerk.ok("council.answerAppeal", { id, version: 1, answer: "每天 17:30" });
    expect(appealOf(clerk, id)).toMatchObject({
      state: "answered",
      stage: "answered",
      answer: "每天 17:30",
      answeredAt: "2026-11-20T01:00:00.000Z",
      firstAnsweredAt: "2026-11-20T01:00:00.000Z",
    });
  });

  test("rejecting, with a reason and what was told", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "邻居欠钱不还");
    clerk.ok("council.rejectAppeal", { id, version: 1, reason: "inLawsuit", told: "请等法院判决" });
    expect(appealOf(clerk, id)).toMatchObject({ state: "rejected", answer: "请等法院判决" });
    expect(appealOf(clerk, id).events.at(-1)?.reason).toBe("已进入诉讼、仲裁或行政复议。告知：请等法院判决");
  });

  test("escalating is no end: the reply leads to the answer", () => {
    const { clerk, test: core } = openCouncil();
    const id = register(clerk, "公交改线");
    expect(clerk.code("council.takeInReply", { id, version: 1, fromWhom: "街道", answer: "已办" })).toBe(
      "AppealNotEscalated",
    );
    clerk.ok("council.escalateAppeal", { id, version: 1, toWhom: "街道", reason: "不在社区事项清单" });
    expect(appealOf(clerk, id)).toMatchObject({ state: "escalated", firstAnsweredAt: null, answer: "" });
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({ actor: "街道", toState: "escalated" });
    core.advance({ days: 3 });
    clerk.ok("council.takeInReply", { id, version: 2, fromWhom: "交通局", answer: "下月恢复原线" });
    expect(appealOf(clerk, id)).toMatchObject({
      state: "answered",
      answer: "下月恢复原线",
      firstAnsweredAt: "2026-11-23T01:00:00.000Z",
    });
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({ kind: "replied", actor: "交通局" });
  });
});

const decisions = [
  ["council.acceptAppeal", { isResidentTold: false }],
  ["council.answerAppeal", { answer: "已答复" }],
  ["council.rejectAppeal", { reason: "tooVague", told: "告知" }],
  ["council.escalateAppeal", { toWhom: "街道", reason: "不归社区管" }],
] as const;

describe.each(decisions)("%s", (name, words) => {
  test("is refused where the appeal is decided, merged, missing, or changed meanwhile", () => {
    const { clerk } = openCouncil();
    const [id, lead, merged] = [register(clerk, "甲事"), register(clerk, "乙事"), register(clerk, "丙事")];
    const ask = (input: { id: string; version: number }) => {
      const reply = clerk.raw(name, { ...words, ...input });
      return reply.ok ? "ok" : reply.code;
    };
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
    expect(ask({ id: "x", version: 1 })).toBe("NotFound");
    expect(ask({ id, version: 7 })).toBe("Conflict");
    expect(ask({ id: merged, version: 2 })).toBe("AppealIsMerged");
    expect(ask({ id, version: 1 })).toBe("ok");
    expect(ask({ id, version: 2 })).toBe("AppealNotOpen");
    expect(appealOf(clerk, id).events).toHaveLength(2);
  });
});

describe.each(decisions.slice(1))("%s", (name, words) => {
  test("is refused while a topic or a task is open, and after a task", () => {
    const council = openCouncil();
    const { clerk, unit } = council;
    const ask = (id: string) => {
      const reply = clerk.raw(name, { ...words, id, version: appealOf(clerk, id).version });
      return reply.ok ? "ok" : reply.code;
    };
    const [inTopic, inTask] = [register(clerk, "甲事"), register(clerk, "乙事")];
    addTopic(council, [inTopic]);
    expect(ask(inTopic)).toBe("AppealInProgress");
    const taskId = addFinishedTask(clerk, unit, [inTask]);
    expect(ask(inTask)).toBe("AppealInProgress");
    hearAll(clerk, taskId);
    expect(appealOf(clerk, inTask).stage).toBe("evaluated");
    expect(ask(inTask)).toBe("AppealNotOpen");
  });
});

describe("taking a decision back", () => {
  const steps = [
    ...decisions,
    ["council.recordFirstAnswer", { words: "已转物业" }],
    ["council.acceptAppeal", { isResidentTold: true }],
  ] as const;
  test.each(steps)("%s: the record is as it was before", (name, words) => {
    const { clerk, test: core } = openCouncil();
    const id = register(clerk, "路灯不亮");
    const before = appealOf(clerk, id);
    core.advance({ minutes: 5 });
    expect(clerk.raw(name, { ...words, id, version: 1 }).ok).toBe(true);
    expect(withoutTrace(appealOf(clerk, id))).not.toEqual(withoutTrace(before));
    clerk.ok("council.undoAppealDecision", { id, version: 2, reason: "点错了" });
    expect(withoutTrace(appealOf(clerk, id))).toEqual(withoutTrace(before));
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({ kind: "undone", toState: "received", reason: "点错了" });
    expect(clerk.code("council.undoAppealDecision", { id, version: 3 })).toBe("NothingToUndo");
  });

  test("a reply goes back to the escalation, and keeps an answer given before", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "公交改线");
    clerk.ok("council.recordFirstAnswer", { id, version: 1, words: "正在问" });
    clerk.ok("council.escalateAppeal", { id, version: 2, toWhom: "街道", reason: "不归社区管" });
    const before = appealOf(clerk, id);
    clerk.ok("council.takeInReply", { id, version: 3, fromWhom: "街道", answer: "已办" });
    clerk.ok("council.undoAppealDecision", { id, version: 4 });
    expect(withoutTrace(appealOf(clerk, id))).toEqual(withoutTrace(before));
  });

  test("a first answer is taken back whatever else is under way", () => {
    const { clerk, unit } = openCouncil();
    const [acting, lead, merged] = [register(clerk, "甲事"), register(clerk, "乙事"), register(clerk, "丙事")];
    addTask(clerk, unit, [acting]);
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
    for (const id of [acting, merged]) {
      const before = appealOf(clerk, id);
      clerk.ok("council.recordFirstAnswer", { id, version: before.version, words: "已转物业" });
      clerk.ok("council.undoAppealDecision", { id, version: before.version + 1 });
      expect(withoutTrace(appealOf(clerk, id))).toEqual(withoutTrace(before));
    }
  });

  test("looking at the phone does not stand on a decision", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "路灯不亮");
    clerk.ok("council.answerAppeal", { id, version: 1, answer: "已修" });
    clerk.ok("council.revealReporterPhone", { id });
    clerk.ok("council.undoAppealDecision", { id, version: 2 });
    expect(appealOf(clerk, id).state).toBe("received");
  });

  test("is refused where something stands on it", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const [fresh, gathered, acting, lead, merged] = ["甲", "乙", "丙", "丁", "戊"].map((name) =>
      register(clerk, `${name}的事`),
    ) as [string, string, string, string, string];
    const undo = (id: string, version = appealOf(clerk, id).version) =>
      clerk.code("council.undoAppealDecision", { id, version });
    expect(undo("x", 1)).toBe("NotFound");
    expect(undo(fresh)).toBe("NothingToUndo");

    clerk.ok("council.acceptAppeal", { id: gathered, version: 1, isResidentTold: false });
    const topicId = addTopic(council, [gathered]);
    expect(undo(gathered)).toBe("AppealInProgress");
    secretary.ok("council.returnAppeal", { id: topicId, appealId: gathered });
    expect(undo(gathered)).toBe("NothingToUndo");

    addTask(clerk, unit, [acting]);
    expect(undo(acting)).toBe("AppealInProgress");

    clerk.ok("council.acceptAppeal", { id: lead, version: 1, isResidentTold: false });
    clerk.ok("council.acceptAppeal", { id: merged, version: 1, isResidentTold: false });
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
    expect(undo(merged)).toBe("AppealIsMerged");
    expect(undo(lead)).toBe("NothingToUndo");

    clerk.ok("council.answerAppeal", { id: fresh, version: 1, answer: "已修" });
    expect(undo(fresh, 9)).toBe("Conflict");
    expect(undo(fresh)).toBe("ok");
  });
});

test("registered on a Friday afternoon, urgent: two hours, and an answer in them is in time", () => {
  const { clerk, viewer, test: core } = openCouncil("2026-11-20T07:30:00.000Z");
  const id = register(clerk, "电梯困人", { urgency: "urgent" });
  const late = () => viewer.ok("council.countAppeals", {}).lateFirstAnswers;
  expect(appealOf(clerk, id).firstAnswerDueAt).toBe("2026-11-20T09:30:00.000Z");
  core.advance({ hours: 2 });
  expect(late()).toBe(0);
  core.advance({ seconds: 1 });
  expect(late()).toBe(1);
  core.setClock("2026-11-20T09:29:00.000Z");
  const other = register(clerk, "水管爆裂", { urgency: "urgent" });
  core.advance({ hours: 1 });
  clerk.ok("council.recordFirstAnswer", { id: other, version: 1, words: "维修工已出发" });
  const answered = appealOf(clerk, other);
  expect((answered.firstAnsweredAt ?? "") <= (answered.firstAnswerDueAt ?? "")).toBe(true);
  expect(clerk.ok("council.listAppeals", { isLate: true }).appeals.map((line) => line.id)).toEqual([id]);
});

test("registered on a Friday, an ordinary matter has the whole Monday", () => {
  const { clerk, test: core } = openCouncil();
  const id = register(clerk, "路灯不亮");
  core.setClock("2026-11-23T15:59:59.999Z");
  expect(clerk.ok("council.listAppeals", { isLate: true }).appeals).toEqual([]);
  core.setClock("2026-11-23T16:00:00.001Z");
  expect(clerk.ok("council.listAppeals", { isLate: true }).appeals.map((line) => line.id)).toEqual([id]);
});

test("a task or a topic takes a received appeal on, and says why", () => {
  const council = openCouncil();
  const { clerk, unit } = council;
  const [one, two] = [register(clerk, "甲事"), register(clerk, "乙事")];
  const taskId = addTask(clerk, unit, [one]);
  const topicId = addTopic(council, [two]);
  const acceptance = (id: string) => appealOf(clerk, id).events.find(({ kind }) => kind === "accepted");
  expect(acceptance(one)).toMatchObject({ fromState: "received", toState: "accepted", reason: "直接转为任务" });
  expect(acceptance(two)).toMatchObject({
    fromState: "received",
    toState: "accepted",
    reason: "归入议题 议〔2026〕1号",
  });
  expect(appealOf(clerk, one)).toMatchObject({ stage: "acting", tasks: [{ id: taskId }], firstAnsweredAt: null });
  expect(appealOf(clerk, two)).toMatchObject({ stage: "deliberating", topics: [{ id: topicId }] });
  expect(taskOf(clerk, taskId).appeals.map(({ id }) => id)).toEqual([one]);
  expect(topicOf(clerk, topicId).appeals.map(({ id }) => id)).toEqual([two]);
});
