import { describe, expect, test } from "vitest";
import { acceptTask, addTask, addUnit, oneTask, openCouncil, register, taskOf } from "../support/council.ts";

const when = "2026-11-20T01:00:00.000Z";

describe("协办和步骤", () => {
  test("a unit helps once, beside the lead, and is taken off again", () => {
    const { step, task, clerk, director, unit } = oneTask();
    const other = addUnit(clerk, "消防队");
    const asked = { organisationId: other.leadOrganisationId, contactId: other.responsibleId, part: "出动云梯" };
    expect(step("addHelper", { ...asked, organisationId: unit.leadOrganisationId })).toBe("HelperIsLead");
    expect(step("addHelper", { ...asked, organisationId: "x" })).toBe("NotFound");
    expect(step("addHelper", { ...asked, contactId: unit.responsibleId })).toBe("ResponsibleNotInUnit");
    expect(step("addHelper", { ...asked, version: 9 })).toBe("Conflict");
    expect(step("addHelper", asked)).toBe("ok");
    expect(step("addHelper", asked)).toBe("HelperIsThere");
    expect(task().helpers).toMatchObject([{ unitName: "消防队", contactName: "消防队经理", part: "出动云梯" }]);
    const helperId = task().helpers[0]?.id ?? "";
    expect(step("removeHelper", { helperId: "x" })).toBe("NotFound");
    expect(step("removeHelper", { helperId, reason: "用不上" })).toBe("ok");
    expect(task()).toMatchObject({ helpers: [] });
    expect(
      task()
        .events.slice(-2)
        .map(({ kind, reason }) => [kind, reason]),
    ).toEqual([
      ["helperAdded", "消防队：出动云梯"],
      ["helperRemoved", "消防队：用不上"],
    ]);
    step("cancelTask", { reason: "不办了" }, director);
    expect(step("addHelper", asked)).toBe("TaskIsOver");
  });

  test("a step has its own person and date, is done once with evidence, and comes up on its day", () => {
    const { step, task, clerk, viewer, test: core, unit } = oneTask();
    const asked = { title: "征求12户意见", responsibleId: unit.responsibleId, dueDate: "2026-11-22" };
    expect(step("addMilestone", { ...asked, responsibleId: "x" })).toBe("InvalidInput");
    expect(step("addMilestone", asked)).toBe("ok");
    const due = () => clerk.ok("council.listTasks", { due: "milestone" }).tasks.length;
    expect([due(), viewer.ok("council.countTasks", {}).milestonesDue]).toEqual([0, 0]);
    core.advance({ days: 2 });
    expect([due(), viewer.ok("council.countTasks", {}).milestonesDue]).toEqual([1, 1]);
    const milestoneId = task().milestones[0]?.id ?? "";
    expect(step("finishMilestone", { milestoneId: "x", evidence: "签名册" })).toBe("NotFound");
    expect(step("finishMilestone", { milestoneId, evidence: "" })).toBe("InvalidInput");
    expect(step("finishMilestone", { milestoneId, evidence: "签名册" })).toBe("ok");
    expect(step("finishMilestone", { milestoneId, evidence: "签名册" })).toBe("MilestoneIsDone");
    expect(step("removeMilestone", { milestoneId })).toBe("MilestoneIsDone");
    expect([due(), viewer.ok("council.countTasks", {}).milestonesDue]).toEqual([0, 0]);
    expect(task().milestones).toMatchObject([{ responsibleName: "第一物业经理", evidence: "签名册" }]);
    expect(task().events.at(-1)).toMatchObject({ kind: "milestoneDone", actor: "第一物业经理" });
    step("addMilestone", { ...asked, title: "另一步" });
    const other = task().milestones.find(({ title }) => title === "另一步")?.id ?? "";
    expect(step("removeMilestone", { milestoneId: other })).toBe("ok");
    expect(task().milestones).toHaveLength(1);
  });

  test("none of it stands in the way of taking back a step", () => {
    const { step, task, clerk, unit } = oneTask();
    acceptTask(clerk, task().id);
    step("addMilestone", { title: "看现场", responsibleId: unit.responsibleId, dueDate: "2026-11-23" });
    step("urgeTask", { words: "抓紧" });
    expect(step("undoTaskStep")).toBe("ok");
    expect(task()).toMatchObject({ state: "dispatched", milestones: [{ title: "看现场" }], urgeCount: 1 });
  });
});

describe("三上门", () => {
  const visit = { visitDate: "2026-11-20", kind: "talk", visitor: "网格员小王", outcome: "老人同意修" };

  test("a visit is kept with its outcome, and the next one comes up on its day", () => {
    const { step, task, clerk, viewer, test: core } = oneTask();
    expect(step("recordVisit", { ...visit, visitDate: "2026-11-21" })).toBe("VisitIsAhead");
    expect(step("recordVisit", { ...visit, nextVisitDate: "2026-11-20" })).toBe("NextVisitIsPast");
    expect(step("recordVisit", { ...visit, companion: "楼长", nextVisitDate: "2026-11-23" })).toBe("ok");
    expect(task()).toMatchObject({ nextVisitDate: "2026-11-23", visits: [{ ...visit, companion: "楼长" }] });
    expect(task().events.at(-1)).toMatchObject({
      kind: "visited",
      actor: "网格员小王",
      reason: "11月20日上门谈：老人同意修；同去：楼长；下次 11月23日",
    });
    const due = () => clerk.ok("council.listTasks", { due: "visit" }).tasks.length;
    expect([due(), viewer.ok("council.countTasks", {}).visitsDue]).toEqual([0, 0]);
    core.advance({ days: 3 });
    expect([due(), viewer.ok("council.countTasks", {}).visitsDue]).toEqual([1, 1]);
    expect(step("recordVisit", { ...visit, visitDate: "2026-11-23", kind: "do" })).toBe("ok");
    expect([due(), task().nextVisitDate]).toEqual([0, null]);
  });

  test("a visit that was written down by mistake is taken back", () => {
    const { step, task } = oneTask();
    step("recordVisit", { ...visit, nextVisitDate: "2026-11-23" });
    const visitId = task().visits[0]?.id ?? "";
    expect(step("withdrawVisit", { visitId: "x", reason: "记错" })).toBe("NotFound");
    expect(step("withdrawVisit", { visitId, reason: "记错" })).toBe("ok");
    expect(task()).toMatchObject({ visits: [], nextVisitDate: null });
    expect(task().events.at(-1)).toMatchObject({ kind: "visitWithdrawn", reason: "记错" });
  });

  test("an end of the task ends its visits", () => {
    const { step, director } = oneTask();
    step("cancelTask", { reason: "不办了" }, director);
    expect(step("recordVisit", visit)).toBe("TaskIsOver");
    expect(step("withdrawVisit", { visitId: "x", reason: "记错" })).toBe("TaskIsOver");
  });
});

describe("催办、督办、吹哨", () => {
  test("an urging goes to who has the order, is numbered and counted, and answered once", () => {
    const { step, task, clerk } = oneTask();
    expect(step("urgeTask", { replyBy: "2026-11-19" })).toBe("ReplyDateIsPast");
    expect(step("urgeTask", { words: "明天到期", replyBy: "2026-11-23" })).toBe("ok");
    expect(step("urgeTask")).toBe("ok");
    expect(task()).toMatchObject({
      urgeCount: 2,
      letters: [
        {
          kind: "urge",
          numberText: "催〔2026〕1号",
          toWhom: "第一物业 第一物业经理",
          replyBy: "2026-11-23",
          way: null,
        },
        { numberText: "催〔2026〕2号" },
      ],
    });
    expect(task().events.at(-2)).toMatchObject({
      kind: "urged",
      reason: "催〔2026〕1号 致第一物业 第一物业经理；明天到期；请于11月23日前答复",
    });
    const letterId = task().letters[0]?.id ?? "";
    expect(step("recordArrival", { letterId, arrivedAt: when })).toBe("NobodyToArrive");
    expect(step("recordLetterReply", { letterId, reply: "今天去" })).toBe("ok");
    expect(step("recordLetterReply", { letterId, reply: "今天去" })).toBe("LetterIsAnswered");
    expect(step("recordLetterReply", { letterId: "x", reply: "今天去" })).toBe("NotFound");
    expect(clerk.ok("council.listTasks", {}).tasks).toMatchObject([{ urgeCount: 2, superviseCount: 0 }]);
  });

  test("nobody is urged who does not have the order", () => {
    const { step } = oneTask({ isDispatched: false });
    expect(step("urgeTask")).toBe("TaskNotWithUnit");
  });

  test.each(["written", "meeting", "talk", "onSite", "regular"])("a director supervises: %s", (way) => {
    const { step, task, clerk, director } = oneTask();
    expect(step("superviseTask", { way, words: "限期办结" }, clerk)).toBe("NotAllowed");
    expect(step("superviseTask", { words: "限期办结" }, director)).toBe("InvalidInput");
    expect(step("superviseTask", { way, words: "限期办结" }, director)).toBe("ok");
    expect(task()).toMatchObject({
      superviseCount: 1,
      letters: [{ kind: "supervise", way, numberText: "督〔2026〕1号" }],
    });
    step("cancelTask", { reason: "不办了" }, director);
    expect(step("superviseTask", { way, words: "限期办结" }, director)).toBe("TaskIsOver");
  });

  test("a whistle tells when it was blown, when they came and what came of it", () => {
    const { step, task, test: core } = oneTask();
    expect(step("whistleForTask", { toWhom: "街道综合执法队", words: "占道堆物" })).toBe("ok");
    const letterId = task().letters[0]?.id ?? "";
    const { issuedAt } = task().letters[0] ?? { issuedAt: "" };
    core.advance({ minutes: 50 });
    const arrivedAt = new Date(Date.parse(issuedAt) + 40 * 60_000).toISOString();
    const before = new Date(Date.parse(issuedAt) - 60_000).toISOString();
    const ahead = new Date(Date.parse(issuedAt) + 90 * 60_000).toISOString();
    expect(step("recordArrival", { letterId, arrivedAt: before })).toBe("ArrivalNotPossible");
    expect(step("recordArrival", { letterId, arrivedAt: ahead })).toBe("ArrivalNotPossible");
    expect(step("recordArrival", { letterId, arrivedAt })).toBe("ok");
    expect(step("recordArrival", { letterId, arrivedAt })).toBe("NobodyToArrive");
    expect(step("recordLetterReply", { letterId, reply: "已清走" })).toBe("ok");
    expect(task().letters).toMatchObject([{ numberText: "哨〔2026〕1号", arrivedAt, reply: "已清走" }]);
    expect(task().events.at(-2)).toMatchObject({ kind: "arrived", actor: "街道综合执法队" });
  });
});

describe("推诿", () => {
  test("who was sent back twice stands in a list and a figure of its own", () => {
    const { step, clerk, viewer, id } = oneTask();
    const giveBack = () => {
      expect(step("returnTask", { reason: "不归我们管", evidence: "合同" })).toBe("ok");
      expect(step("dispatchTask")).toBe("ok");
    };
    const found = () => clerk.ok("council.listTasks", { isSentBack: true }).tasks.map((task) => task.id);
    giveBack();
    expect([found(), viewer.ok("council.countTasks", {}).sentBack]).toEqual([[], 0]);
    giveBack();
    expect([found(), viewer.ok("council.countTasks", {}).sentBack]).toEqual([[id], 1]);
  });
});

test("首接: who took the matter down stays its first receiver, whoever makes the task", () => {
  const { clerk, secretary, unit } = openCouncil();
  const appealId = register(clerk, "路灯不亮");
  const mine = clerk.ok("council.appeal", { id: appealId }).receivedByName;
  const id = addTask(secretary, unit, [appealId]);
  expect(taskOf(secretary, id).firstReceiverName).toBe(mine);
  expect(taskOf(secretary, id).firstReceiverName).not.toBe("");
});

describe("单子", () => {
  test("the order, a letter and the slip are printed under a code each, and say so on the timeline", () => {
    const { step, clerk, id, task } = oneTask();
    const print = (paper: string, letterId: string | null = null) =>
      clerk.raw("council.printTaskPaper", { id, paper, letterId });
    expect(print("dispatch")).toMatchObject({ ok: true });
    expect(task().events.at(-1)?.reason).toMatch(/^派单（一式三联） [2-9A-Z]{5}$/);
    expect(print("letter", "x")).toMatchObject({ code: "NotFound" });
    expect(print("onTheSpot")).toMatchObject({ code: "NothingToPrint" });
    step("urgeTask");
    expect(print("letter", task().letters[0]?.id)).toMatchObject({ ok: true });
    expect(task().events.at(-1)?.reason).toMatch(/^催办单 催〔2026〕1号 [2-9A-Z]{5}$/);
    expect(clerk.code("council.taskPaper", { id: "x" })).toBe("NotFound");
  });

  test("what a resident takes home names nobody", () => {
    const { clerk, unit } = openCouncil();
    const appealId = register(clerk, "路灯不亮", { reporterName: "孙桂兰" });
    const id = addTask(clerk, unit, [appealId], { publicWording: "给孙桂兰家门前修灯，电话13812341234" });
    const paper = clerk.ok("council.taskPaper", { id });
    expect(paper.publicWording).not.toMatch(/孙桂兰|13812341234/);
    expect(paper.appeals).toMatchObject([{ reporterLabel: "孙*兰" }]);
  });

  test("a confidential task has no paper for who may not see it", () => {
    const { clerk, director, unit } = openCouncil();
    const appealId = register(director, "有人举报", { nature: "report" });
    const id = addTask(director, unit, [appealId], { visibility: "confidential" });
    expect(clerk.code("council.taskPaper", { id })).toBe("NotFound");
    expect(clerk.code("council.printTaskPaper", { id, paper: "dispatch" })).toBe("NotFound");
    expect(director.ok("council.taskPaper", { id }).numberText).toBe("办〔2026〕1号");
  });
});
