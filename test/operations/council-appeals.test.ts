import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { appealContract } from "#features/council/appeal-contract.ts";
import {
  addFinishedTask,
  addTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  fieldsOf,
  hearAll,
  namesByNeed,
  openCouncil,
  register,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

/** What the form sends back when an appeal is changed: everything but the phone. */
const written = {
  voice: "self" as const,
  reporterName: "孙大姐",
  channel: "window" as const,
  nature: "help" as const,
  content: "路灯不亮",
};

describe("registering", () => {
  test("takes down what was said, gives a number and a limit for the first answer", () => {
    const { clerk } = openCouncil();
    const ids = addNeighbourhood(clerk);
    const reply = clerk.ok("council.registerAppeal", {
      voice: "self",
      reporterId: ids.zhangId,
      reporterName: "不该留下的名字",
      channel: "phone",
      nature: "complaint",
      householdId: ids.householdId,
      content: "　楼道灯不亮，  晚上看不见  ",
    });
    expect(reply).toEqual({ id: expect.any(String), version: 1, numberText: "诉〔2026〕1号" });
    expect(appealOf(clerk, reply.id)).toMatchObject({
      receivedAt: "2026-11-20T01:00:00.000Z",
      receivedByName: "李秀英",
      reporterId: ids.zhangId,
      reporterName: "张晓梅",
      maskedPhone: "138****1234",
      estateId: ids.estateId,
      buildingId: ids.buildingId,
      placeLabel: "幸福小区3号楼2单元501室",
      gridName: "第一网格",
      title: "楼道灯不亮， 晚上看不见",
      content: "楼道灯不亮， 晚上看不见",
      urgency: "ordinary",
      ownership: "own",
      isConfidential: false,
      state: "received",
      stage: "received",
      firstAnswerDueAt: instantAt("2026-11-23", "24:00"),
      firstAnswerWhy: "11月20日登记，1个工作日，跳过11月21、22日，到11月23日24:00",
      firstAnsweredAt: null,
      events: [{ kind: "registered", fromState: null, toState: "received", recordedByName: "李秀英" }],
    });
  });

  test("gives life and property two hours, on a weekend too", () => {
    const { clerk, test: core } = openCouncil();
    core.setClock("2026-11-21T14:30:00.000Z");
    const id = register(clerk, "电梯困人", { urgency: "urgent" });
    expect(appealOf(clerk, id)).toMatchObject({
      firstAnswerDueAt: "2026-11-21T16:30:00.000Z",
      firstAnswerWhy: "11月21日22:30登记，2小时，到11月22日00:30",
    });
  });

  test("keeps nothing of somebody who wants no name", () => {
    const { clerk } = openCouncil();
    const { zhangId } = addNeighbourhood(clerk);
    const id = register(clerk, "有人占道", { voice: "anonymous", reporterId: zhangId });
    expect(appealOf(clerk, id)).toMatchObject({ reporterId: null, reporterName: "匿名", maskedPhone: "" });
    expect(clerk.ok("council.revealReporterPhone", { id }).phone).toBe("");
    expect(appealOf(clerk, register(clerk, "没说是谁", { reporterName: "" })).reporterName).toBe("未留名");
  });

  test("asks for whom, where somebody speaks for another", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "老人摔倒没人管", { voice: "onBehalf", behalfOf: "马大爷", behalfRelation: "邻居" });
    expect(appealOf(clerk, id)).toMatchObject({ behalfOf: "马大爷", behalfRelation: "邻居" });
    const self = register(clerk, "自己的事", { behalfOf: "马大爷", behalfRelation: "邻居" });
    expect(appealOf(clerk, self)).toMatchObject({ behalfOf: "", behalfRelation: "" });
  });

  test.each([
    [{ content: "" }, ["content"]],
    [{ reporterPhone: "12345" }, ["reporterPhone"]],
    [{ reporterId: "x" }, ["reporterId"]],
    [{ voice: "onBehalf" }, ["behalfOf"]],
    [{ buildingId: "x" }, ["buildingId"]],
    [{ gridId: "x" }, ["gridId"]],
    [{ categoryCode: "x" }, ["categoryCode"]],
    [{ attachments: [{ sha256: "0".repeat(64), name: "照片.jpg" }] }, ["attachments"]],
  ])("refuses %j beside its field, and leaves no number", (wrong, fields) => {
    const { clerk } = openCouncil();
    expect(fieldsOf(clerk, "council.registerAppeal", { ...written, ...wrong })).toEqual(fields);
    expect(clerk.ok("council.registerAppeal", written).numberText).toBe("诉〔2026〕1号");
  });

  test("a report is confidential from the start, whoever asks", () => {
    const { secretary } = openCouncil();
    const id = register(secretary, "有人违规", { nature: "report", isConfidential: false });
    expect(appealOf(secretary, id).isConfidential).toBe(true);
    expect(secretary.ok("council.changeAppeal", { ...written, id, version: 1, nature: "report" })).toMatchObject({
      id,
    });
    expect(appealOf(secretary, id).isConfidential).toBe(true);
  });
});

describe("changing", () => {
  test("keeps the phone that the form never saw, and says which words changed", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "路灯不亮");
    const change = { ...written, id, version: 1, content: "3号楼路灯不亮", reason: "听错了" };
    expect(clerk.ok("council.changeAppeal", change)).toEqual({ id, version: 2 });
    expect(clerk.ok("council.revealReporterPhone", { id }).phone).toBe("13812341234");
    clerk.ok("council.changeAppeal", { ...change, version: 2, reporterPhone: "138 0000 5678" });
    expect(clerk.ok("council.revealReporterPhone", { id }).phone).toBe("13800005678");
    expect(appealOf(clerk, id)).toMatchObject({ content: "3号楼路灯不亮", title: "3号楼路灯不亮", version: 3 });
    expect(appealOf(clerk, id).events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["registered", ""],
      ["changed", "标题、内容；听错了"],
      ["phoneRevealed", ""],
      ["changed", "电话；听错了"],
      ["phoneRevealed", ""],
    ]);
  });

  test("does not give one resident the phone of another", () => {
    const { clerk } = openCouncil();
    const { zhangId, liId } = addNeighbourhood(clerk);
    const id = register(clerk, "路灯不亮", { reporterId: zhangId, reporterPhone: "13700007777" });
    clerk.ok("council.changeAppeal", { ...written, id, version: 1, reporterId: zhangId, content: "路灯坏了" });
    expect(clerk.ok("council.revealReporterPhone", { id }).phone).toBe("13700007777");
    clerk.ok("council.changeAppeal", { ...written, id, version: 2, reporterId: liId });
    expect(clerk.ok("council.revealReporterPhone", { id }).phone).toBe("13900005678");
  });

  test("counts the limit anew with the urgency, from the receipt, while the answer is owed", () => {
    const { clerk, test: core } = openCouncil();
    const id = register(clerk, "水管漏水");
    core.advance({ hours: 1 });
    clerk.ok("council.changeAppeal", { ...written, id, version: 1, urgency: "urgent" });
    expect(appealOf(clerk, id).firstAnswerDueAt).toBe("2026-11-20T03:00:00.000Z");
    clerk.ok("council.recordFirstAnswer", { id, version: 2, words: "已派人去看" });
    clerk.ok("council.changeAppeal", { ...written, id, version: 3, urgency: "ordinary" });
    expect(appealOf(clerk, id).firstAnswerDueAt).toBe("2026-11-20T03:00:00.000Z");
  });

  test("is refused where the appeal is over, was changed meanwhile, or is not there", () => {
    const { clerk } = openCouncil();
    const id = register(clerk, "路灯不亮");
    expect(clerk.code("council.changeAppeal", { ...written, id, version: 2 })).toBe("Conflict");
    expect(clerk.code("council.changeAppeal", { ...written, id: "x", version: 1 })).toBe("NotFound");
    expect(fieldsOf(clerk, "council.changeAppeal", { ...written, id, version: 1, reporterId: "x" })).toEqual([
      "reporterId",
    ]);
    clerk.ok("council.rejectAppeal", { id, version: 1, reason: "withdrawn", told: "已电话告知" });
    expect(clerk.code("council.changeAppeal", { ...written, id, version: 2 })).toBe("AppealIsOver");
  });

  test("of the ownership is an event of its own, by a director, and no change of state", () => {
    const { clerk, director } = openCouncil();
    const id = register(clerk, "路灯不亮");
    expect(clerk.code("council.changeAppeal", { ...written, id, version: 1, ownership: "outside" })).toBe(
      "OwnershipNeedsDirector",
    );
    const change = { id, version: 1, ownership: "outside" as const, reason: "属市政设施" };
    expect(director.code("council.changeOwnership", { ...change, ownership: "own" })).toBe("SameOwnership");
    expect(fieldsOf(director, "council.changeAppeal", { ...written, id, version: 1, ownership: "outside" })).toEqual([
      "reason",
    ]);
    expect(director.code("council.changeOwnership", { ...change, version: 9 })).toBe("Conflict");
    expect(director.ok("council.changeOwnership", change)).toEqual({ id, version: 2 });
    director.ok("council.changeAppeal", { ...written, id, version: 2, ownership: "assist", reason: "街道要求配合" });
    const events = appealOf(clerk, id).events.filter(({ kind }) => kind === "ownershipChanged");
    expect(events).toMatchObject([
      { fromState: null, toState: null, reason: "社区自办 → 社区事项清单外；属市政设施" },
      { fromState: null, toState: null, reason: "社区事项清单外 → 协助办理；街道要求配合" },
    ]);
  });
});

describe("the list", () => {
  test("is filtered, and paged by key without a gap or a repeat", () => {
    const { clerk, test: core } = openCouncil();
    const ids = addNeighbourhood(clerk);
    const all = Array.from({ length: 7 }, (_, at) => {
      core.advance({ minutes: at % 2 });
      return register(clerk, at === 4 ? "水管漏水" : `第${at}件事`, {
        nature: at < 3 ? "complaint" : "help",
        channel: at < 2 ? "phone" : "window",
        ...(at === 0 && { buildingId: ids.buildingId, reporterId: ids.zhangId }),
      });
    });
    const pages: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = clerk.ok("council.listAppeals", { limit: 3, ...(after !== undefined && { after }) });
      pages.push(...page.appeals.map(({ id }) => id));
      after = page.nextAfter;
    }
    expect(pages).toEqual(all.toReversed());
    const found = (filter: object) => clerk.ok("council.listAppeals", filter).appeals.map(({ id }) => all.indexOf(id));
    expect(found({ nature: "complaint" })).toEqual([2, 1, 0]);
    expect(found({ nature: "complaint", channel: "phone" })).toEqual([1, 0]);
    expect(found({ buildingId: ids.buildingId })).toEqual([0]);
    expect(found({ gridId: ids.gridId })).toEqual([0]);
    expect(found({ reporterId: ids.zhangId })).toEqual([0]);
    expect(found({ stages: ["accepted"] })).toEqual([]);
    expect(found({ stages: ["received", "accepted"], fromDay: "2026-11-20", toDay: "2026-11-20" })).toHaveLength(7);
    expect(found({ toDay: "2026-11-19" })).toEqual([]);
    expect(found({ typed: "漏水" })).toEqual([4]);
    expect(found({ typed: "诉〔2026〕6号" })).toEqual([5]);
    expect(found({ typed: "1234", limit: 2 })).toEqual([6, 5]);
    expect(found({ typed: "……" })).toEqual([]);
  });

  test("names what waits past its limit, and the figures count what it lists", () => {
    const { clerk, viewer, test: core } = openCouncil();
    const late = register(clerk, "电梯困人", { urgency: "urgent" });
    register(clerk, "路灯不亮");
    core.advance({ hours: 3 });
    expect(clerk.ok("council.listAppeals", { isLate: true }).appeals.map(({ id }) => id)).toEqual([late]);
    expect(viewer.ok("council.countAppeals", {})).toEqual({
      petitions: 0,
      latePetitions: 0,
      received: 2,
      accepted: 0,
      escalated: 0,
      deliberating: 0,
      acting: 0,
      resolved: 0,
      lateFirstAnswers: 1,
      receivedToday: 2,
    });
  });

  test("finds others that sound alike, with the reason", () => {
    const { clerk } = openCouncil();
    const { buildingId } = addNeighbourhood(clerk);
    const one = register(clerk, "楼下烧烤店油烟太大", { buildingId });
    register(clerk, "电梯坏了没人修");
    const like = { text: "烧烤店的油烟呛人", buildingId };
    expect(clerk.ok("council.findSimilarAppeals", like).appeals).toMatchObject([
      { id: one, why: "同一楼栋，说的都是油烟，都提到“烧烤店、油烟”" },
    ]);
    // On the same matter in no common words.
    const dark = register(clerk, "走廊感应灯不亮", { buildingId });
    const found = clerk.ok("council.findSimilarAppeals", { text: "楼道黑，怕摔" }).appeals;
    expect(found).toMatchObject([{ id: dark, why: "说的都是楼道灯" }]);
    expect(clerk.ok("council.findSimilarAppeals", { ...like, id: one }).appeals).toEqual([]);
    expect(clerk.ok("council.findSimilarAppeals", { text: "灯" }).appeals).toEqual([]);
  });

  test("where something is makes nothing alike, and is not quoted", () => {
    const { clerk } = openCouncil();
    clerk.ok("people.addEstate", { name: "锦绣花园" });
    const lift = register(clerk, "锦绣花园2号楼2单元电梯停运，等了楼上楼下都不动");
    register(clerk, "锦绣花园9号楼3单元分类投放点离得太远，走了楼前绕一圈");
    const text = "锦绣花园2号楼2单元电梯停运三天了";
    expect(clerk.ok("council.findSimilarAppeals", { text }).appeals).toMatchObject([
      { id: lift, why: "说的都是电梯故障，都提到“电梯停运”" },
    ]);
  });
});

test("a phone is seen whole by asking only, and asking is logged", () => {
  const { clerk, director, test: core, unit } = openCouncil();
  const id = register(clerk, "路灯不亮");
  const taskId = addFinishedTask(clerk, unit, [id]);
  const topicId = addTopic({ secretary: director, director }, [register(clerk, "停车难")]);
  const answers = [
    clerk.ok("council.listAppeals", {}),
    clerk.ok("council.appeal", { id }),
    clerk.ok("council.findSimilarAppeals", { text: "路灯不亮了" }),
    clerk.ok("council.appealSlip", { id }),
    clerk.ok("council.topic", { id: topicId }),
    clerk.ok("council.task", { id: taskId }),
    clerk.ok("council.listFollowUps", {}),
    clerk.ok("council.taskSheet", {}),
    clerk.ok("system.search", { typed: "路灯" }),
  ];
  expect(JSON.stringify(answers)).not.toContain("13812341234");
  expect(JSON.stringify(answers)).toContain("138****1234");
  const rows = core.auditOf(() => {
    expect(clerk.ok("council.revealReporterPhone", { id })).toEqual({ phone: "13812341234" });
  });
  expect(rows).toMatchObject([
    { operation: "council.revealReporterPhone", accountId: core.accountIds.clerk, payload: { id } },
  ]);
  expect(appealOf(clerk, id).events.at(-1)).toMatchObject({ kind: "phoneRevealed", recordedByName: "李秀英" });
  expect(clerk.code("council.revealReporterPhone", { id: "x" })).toBe("NotFound");
});

test("an attachment is opened by whoever may see its record", () => {
  const { clerk, test: core } = openCouncil();
  const { sha256 } = core.core.files.put(Buffer.from("\x89PNG\r\n\x1a\nlamp", "latin1"));
  const id = register(clerk, "路灯不亮", { attachments: [{ sha256, name: "路灯.png" }] });
  clerk.ok("council.addAppealAttachments", { id, attachments: [{ sha256, name: "近景.png" }] });
  const { attachments, events } = appealOf(clerk, id);
  expect(attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ["路灯.png", "image/png"],
    ["近景.png", "image/png"],
  ]);
  expect(events.at(-1)).toMatchObject({ kind: "attached", reason: "近景.png" });
  expect(clerk.ok("council.openAttachment", { id: attachments[0]?.id ?? "" }).file).toEqual({
    sha256,
    name: "路灯.png",
    mediaType: "image/png",
  });
  expect(clerk.code("council.openAttachment", { id: "x" })).toBe("NotFound");
  expect(clerk.code("council.addAppealAttachments", { id: "x", attachments: [{ sha256, name: "a" }] })).toBe(
    "NotFound",
  );
  const { sha256: text } = core.core.files.put(Buffer.from("just words"));
  expect(fieldsOf(clerk, "council.addAppealAttachments", { id, attachments: [{ sha256: text, name: "a" }] })).toEqual([
    "attachments",
  ]);
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  const { clerk, director, unit } = council;
  expect(namesByNeed(appealContract)).toEqual({
    viewer: ["countAppeals"],
    director: ["changeOwnership", "exportAppeals"],
    clerk: expect.arrayContaining(["listAppeals", "appeal", "registerAppeal", "mergeAppeals", "revealReporterPhone"]),
  });
  expect(closedTo(council, appealContract)).toEqual({ viewer: 19, clerk: 2, secretary: 2, director: 0, admin: 19 });
  const audited = auditedBy(council, appealContract, () => {
    const [one = "", two = "", three = "", four = ""] = ["甲", "乙", "丙", "丁"].map((name) =>
      register(clerk, `${name}的事`),
    );
    clerk.ok("council.changeAppeal", { ...written, id: one, version: 1 });
    director.ok("council.changeOwnership", { id: one, version: 2, ownership: "assist", reason: "配合" });
    const { sha256 } = council.test.core.files.put(Buffer.from("%PDF-1.7"));
    clerk.ok("council.addAppealAttachments", { id: one, attachments: [{ sha256, name: "a.pdf" }] });
    clerk.ok("council.revealReporterPhone", { id: one });
    clerk.ok("council.acceptAppeal", { id: one, version: 3, isResidentTold: false });
    clerk.ok("council.recordFirstAnswer", { id: one, version: 4, words: "在办" });
    clerk.ok("council.answerAppeal", { id: two, version: 1, answer: "已答复" });
    clerk.ok("council.undoAppealDecision", { id: two, version: 2 });
    clerk.ok("council.rejectAppeal", { id: two, version: 3, reason: "tooVague", told: "告知" });
    clerk.ok("council.escalateAppeal", { id: three, version: 1, toWhom: "街道", reason: "不归社区管" });
    clerk.ok("council.takeInReply", { id: three, version: 2, fromWhom: "街道", answer: "已办" });
    clerk.ok("council.mergeAppeals", { leadId: one, ids: [four] });
    clerk.ok("council.unmergeAppeal", { id: four, version: 2 });
    hearAll(clerk, addTask(clerk, unit, [one]));
  });
  // The export is a job with tests of its own.
  expect(audited).toEqual(commandsOf(appealContract).filter((name) => name !== "council.exportAppeals"));
});
