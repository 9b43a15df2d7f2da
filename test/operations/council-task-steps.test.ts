import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import {
  acceptTask,
  addFinishedTask,
  addTask,
  addUnit,
  appealOf,
  fieldsOf,
  finishTask,
  hear,
  oneTask,
  openCouncil,
  openFollowUps,
  register,
  report,
  taskOf,
  withoutTrace,
} from "../support/council.ts";

describe("派单、接单、退单、转办", () => {
  test("a task is dispatched and accepted once", () => {
    const { step, task } = oneTask({ isDispatched: false });
    expect([step("acceptTask"), step("dispatchTask", { version: 9 }), step("dispatchTask")]).toEqual([
      "TaskNotDispatched",
      "Conflict",
      "ok",
    ]);
    expect(step("dispatchTask")).toBe("TaskNotDrafted");
    expect([step("acceptTask", { version: 9 }), step("acceptTask", { actor: "老周" }), step("acceptTask")]).toEqual([
      "Conflict",
      "ok",
      "TaskNotDispatched",
    ]);
    expect(task().events.at(-1)).toMatchObject({ kind: "taskAccepted", actor: "老周", toState: "accepted" });
    expect(step("dispatchTask", { id: "x" })).toBe("NotFound");
    expect(step("acceptTask", { id: "x" })).toBe("NotFound");
  });

  test("a return wants a reason and evidence, is counted, and lets the clock run", () => {
    const { step, task, clerk, id } = oneTask();
    const { dueAt } = task();
    expect(step("returnTask", { reason: "不归我们管" })).toBe("ReturnNeedsEvidence");
    expect(fieldsOf(clerk, "council.returnTask", { id, version: 1, evidence: "合同" })).toEqual(["reason"]);
    expect(step("returnTask", { reason: "不归我们管", evidence: "物业合同第 5 条", version: 9 })).toBe("Conflict");
    expect(step("returnTask", { reason: "不归我们管", evidence: "物业合同第 5 条", actor: "老周" })).toBe("ok");
    expect(task()).toMatchObject({ state: "drafted", returnCount: 1, dispatchedAt: null, acceptedAt: null, dueAt });
    expect(task().events.at(-1)).toMatchObject({
      kind: "taskReturned",
      actor: "老周",
      reason: "不归我们管（依据：物业合同第 5 条）",
    });
    expect(step("returnTask", { reason: "再退", evidence: "依据" })).toBe("TaskNotWithUnit");
    expect(step("returnTask", { id: "x", reason: "退", evidence: "依据" })).toBe("NotFound");
  });

  test("a photo is evidence too", () => {
    const { step, task, test: core, clerk } = oneTask();
    const { sha256 } = core.core.files.put(Buffer.from("%PDF-1.7"));
    expect(step("returnTask", { reason: "不归我们管", attachments: [{ sha256, name: "合同.pdf" }] })).toBe("ok");
    expect(task().attachments).toMatchObject([{ name: "合同.pdf" }]);
    expect(clerk.ok("council.openAttachment", { id: task().attachments[0]?.id ?? "" }).file.name).toBe("合同.pdf");
  });

  test("a transfer goes to somebody else and waits to be accepted", () => {
    const { step, task, clerk, unit } = oneTask();
    const other = addUnit(clerk, "第二物业");
    acceptTask(clerk, task().id);
    const to = { ...other, reason: "两家物业分界" };
    expect(step("transferTask", { ...unit, reason: "没变" })).toBe("SameResponsible");
    expect(step("transferTask", { ...to, responsibleId: unit.responsibleId })).toBe("ResponsibleNotInUnit");
    expect(step("transferTask", { ...to, version: 9 })).toBe("Conflict");
    expect(step("transferTask", to)).toBe("ok");
    expect(task()).toMatchObject({ ...other, state: "dispatched", acceptedAt: null });
    expect(task().events.at(-1)).toMatchObject({ kind: "transferred", actor: "第二物业 第二物业经理" });
    expect(step("transferTask", { ...to, id: "x" })).toBe("NotFound");
    acceptTask(clerk, task().id);
    finishTask(clerk, task().id);
    expect(step("transferTask", { ...unit, reason: "晚了" })).toBe("TaskIsOver");
  });

  test("progress is a word from who has it in hand", () => {
    const { step, task, clerk } = oneTask();
    expect(step("recordProgress", { words: "已订灯具", version: 9 })).toBe("Conflict");
    expect(step("recordProgress", { words: "已订灯具", actor: "老周" })).toBe("ok");
    expect(task().events.at(-1)).toMatchObject({ kind: "progressed", reason: "已订灯具", actor: "老周" });
    acceptTask(clerk, task().id);
    finishTask(clerk, task().id);
    expect(step("recordProgress", { words: "还有" })).toBe("TaskNotWithUnit");
    expect(step("recordProgress", { words: "还有", id: "x" })).toBe("NotFound");
  });

  test("a change keeps 协商办 for meetings, the date for extensions, and the search up to date", () => {
    const { step, clerk, director, id, task } = oneTask();
    const words = { title: "换路灯", publicWording: "更换主路路灯", visibility: "internal", track: "online" };
    expect(step("changeTask", { ...words, version: 9 })).toBe("Conflict");
    expect(step("changeTask", { ...words, track: "consult" })).toBe("ConsultNeedsMeeting");
    expect(fieldsOf(clerk, "council.changeTask", { ...words, id, version: 1, gridId: "x" })).toEqual(["gridId"]);
    const { dueAt } = task();
    expect(step("changeTask", words)).toBe("ok");
    expect(task()).toMatchObject({ ...words, dueAt });
    expect(clerk.ok("system.search", { typed: "更换主路" }).hits.map((hit) => hit.id)).toEqual([id]);
    expect(step("changeTask", { ...words, id: "x" })).toBe("NotFound");
    director.ok("council.cancelTask", { id, version: task().version, reason: "不办了" });
    expect(step("changeTask", words)).toBe("TaskIsOver");
  });
});

describe("延期", () => {
  const asked = { newDueDate: "2026-12-04", reason: "灯具缺货" };

  test("is asked before expiry, approved by a director, and the resident is told", () => {
    const { step, task, director, clerk, viewer } = oneTask({ limit: { unit: "workdays", count: 5 } });
    const decide = (input: object) => step("decideExtension", input, director);
    expect(decide({ isApproved: true, isResidentTold: true })).toBe("NoExtensionAsked");
    expect(step("askExtension", { ...asked, newDueDate: "2026-11-27" })).toBe("ExtensionNotLater");
    expect(step("askExtension", { ...asked, version: 9 })).toBe("Conflict");
    expect(step("askExtension", asked)).toBe("ok");
    expect(step("askExtension", asked)).toBe("ExtensionIsAsked");
    expect(viewer.ok("council.countTasks", {}).askedExtensions).toBe(1);
    expect(clerk.code("council.decideExtension", { id: task().id, version: 2, isApproved: true })).toBe("NotAllowed");
    expect(decide({ isApproved: true })).toBe("TellResidentFirst");
    expect(decide({ isApproved: true, isResidentTold: true, version: 9 })).toBe("Conflict");
    expect(decide({ isApproved: true, isResidentTold: true, note: "同意" })).toBe("ok");
    expect(task()).toMatchObject({
      dueAt: instantAt("2026-12-04", "24:00"),
      dueWhy: "11月20日受理，5个工作日，跳过11月21、22日，到11月27日24:00；批准延期到12月4日24:00（灯具缺货）",
      extensions: [{ newDueDate: "2026-12-04", state: "approved", decisionNote: "同意" }],
    });
    expect(task().events.at(-1)).toMatchObject({
      kind: "extensionApproved",
      reason: "延到12月4日，已告知居民。同意",
    });
    expect(viewer.ok("council.countTasks", {}).askedExtensions).toBe(0);
    expect(step("askExtension", { ...asked, id: "x" })).toBe("NotFound");
    expect(decide({ isApproved: true, id: "x" })).toBe("NotFound");
  });

  test("comes too late after the limit, but may be approved after it", () => {
    const { step, task, director, test: core } = oneTask();
    expect(step("askExtension", asked)).toBe("ok");
    core.setClock(instantAt("2026-11-25"));
    expect(task().band).toBe("overdue");
    expect(step("decideExtension", { isApproved: false, note: "不同意" }, director)).toBe("ok");
    expect(task().events.at(-1)).toMatchObject({ kind: "extensionRefused", reason: "不同意" });
    expect(task()).toMatchObject({ dueAt: instantAt("2026-11-23", "24:00"), extensions: [{ state: "refused" }] });
    expect(step("askExtension", asked)).toBe("ExtensionTooLate");
  });

  test("that nobody decided falls away with its round, and no figure waits for it", () => {
    const { step, task, clerk, director, viewer, id } = oneTask();
    expect(step("askExtension", asked)).toBe("ok");
    acceptTask(clerk, id);
    finishTask(clerk, id);
    expect(viewer.ok("council.countTasks", {}).askedExtensions).toBe(0);
    expect(step("askExtension", asked)).toBe("TaskNotWithUnit");
    expect(step("decideExtension", { isApproved: true, isResidentTold: true }, director)).toBe("TaskIsOver");
    const [followUp] = openFollowUps(clerk, id);
    if (!followUp) throw new Error("The reporter is asked");
    hear(clerk, followUp, { isSolved: false });
    expect(task()).toMatchObject({ round: 2, state: "accepted" });
    // What was asked of the first round must not move the clock of the second.
    expect(step("decideExtension", { isApproved: true, isResidentTold: true }, director)).toBe("NoExtensionAsked");
    expect(viewer.ok("council.countTasks", {}).askedExtensions).toBe(0);
    expect(step("askExtension", asked)).toBe("ok");
  });
});

describe("反馈、终止、撤销", () => {
  test("a report of a finished task needs evidence, the resident told, and who accepted it", () => {
    const { step, task, clerk, id } = oneTask();
    expect(step("finishTask", report)).toBe("TaskNotAccepted");
    acceptTask(clerk, id);
    expect(step("finishTask", { ...report, evidence: "" })).toBe("FinishNeedsEvidence");
    expect(step("finishTask", { ...report, isResidentTold: false })).toBe("TellResidentFirst");
    expect(step("finishTask", { ...report, version: 9 })).toBe("Conflict");
    expect(step("finishTask", { ...report, actor: "老周" })).toBe("ok");
    expect(task()).toMatchObject({
      state: "finished",
      band: "over",
      result: "已修好",
      finishedAt: "2026-11-20T01:00:00.000Z",
      followUps: [{ state: "open", reporterLabel: "孙大姐" }],
    });
    expect(task().events.at(-1)).toMatchObject({
      kind: "finished",
      actor: "老周",
      reason: "已修好（凭据：现场照片存档）；已告知居民",
    });
    expect(step("finishTask", report)).toBe("TaskNotAccepted");
    expect(step("finishTask", { ...report, id: "x" })).toBe("NotFound");
  });

  test("网上办 keeps its number", () => {
    const { step, task, clerk, id } = oneTask({ track: "online", onlinePlatform: "12345" });
    acceptTask(clerk, id);
    expect(step("finishTask", report)).toBe("OnlineNeedsNumber");
    expect(step("finishTask", { ...report, onlineNumber: "BJ-1" })).toBe("ok");
    expect(task().onlineNumber).toBe("BJ-1");
  });

  test("cancelling is the director's, with a reason, and gives the appeal back", () => {
    const { step, task, clerk, director, appealId, unit } = oneTask();
    expect(step("cancelTask", { reason: "不办了" })).toBe("NotAllowed");
    expect(step("cancelTask", { reason: "不办了", version: 9 }, director)).toBe("Conflict");
    expect(step("cancelTask", { reason: "不办了" }, director)).toBe("ok");
    expect(task().state).toBe("cancelled");
    expect(task().events.at(-1)).toMatchObject({ kind: "cancelled", fromState: "dispatched", reason: "不办了" });
    expect(appealOf(clerk, appealId).stage).toBe("accepted");
    expect(step("cancelTask", { reason: "再来" }, director)).toBe("TaskIsOver");
    expect(step("cancelTask", { reason: "再来", id: "x" }, director)).toBe("NotFound");
    const other = addFinishedTask(clerk, unit, [appealId]);
    director.ok("council.cancelTask", { id: other, version: taskOf(clerk, other).version, reason: "重复" });
    expect(taskOf(clerk, other).followUps.map(({ state }) => state)).toEqual(["superseded"]);
  });

  test.each([
    ["dispatchTask", { isDispatched: false }, [], {}],
    ["acceptTask", {}, [], { actor: "老周" }],
    ["finishTask", {}, ["acceptTask"], report],
    ["finishTask", { track: "online" as const }, ["acceptTask"], { ...report, onlineNumber: "BJ-1" }],
  ])("%s is taken back, and the task is as it was before", (name, more, steps, input) => {
    const { step, task, clerk, appealId, test: core } = oneTask(more);
    for (const earlier of steps) step(earlier);
    const before = task();
    const stage = appealOf(clerk, appealId).stage;
    core.advance({ minutes: 5 });
    expect(step(name, input)).toBe("ok");
    expect(withoutTrace(task())).not.toEqual(withoutTrace(before));
    expect(step("undoTaskStep", { version: 99 })).toBe("Conflict");
    expect(step("undoTaskStep", { reason: "点错" })).toBe("ok");
    expect(withoutTrace(task())).toEqual(withoutTrace(before));
    expect(appealOf(clerk, appealId).stage).toBe(stage);
    expect(task().events.at(-1)).toMatchObject({ kind: "undone", toState: before.state, reason: "点错" });
    expect(step("undoTaskStep")).toBe("NothingToUndo");
    expect(step("undoTaskStep", { id: "x" })).toBe("NotFound");
  });

  test("a report that closed the task at once, with nobody to ask, is taken back too", () => {
    const { clerk, unit } = openCouncil();
    const appealId = register(clerk, "有人占道", { voice: "anonymous" });
    const id = addTask(clerk, unit, [appealId]);
    acceptTask(clerk, id);
    const before = taskOf(clerk, id);
    finishTask(clerk, id);
    expect(taskOf(clerk, id)).toMatchObject({ state: "closed", closeClass: "unreachable" });
    expect(appealOf(clerk, appealId).stage).toBe("evaluated");
    clerk.ok("council.undoTaskStep", { id, version: taskOf(clerk, id).version });
    expect(withoutTrace(taskOf(clerk, id))).toEqual(withoutTrace(before));
    expect(appealOf(clerk, appealId).stage).toBe("acting");
  });

  test("what a try or another step stands on is not taken back", () => {
    const { step, clerk, id } = oneTask();
    acceptTask(clerk, id);
    step("recordProgress", { words: "在修" });
    expect(step("undoTaskStep")).toBe("NothingToUndo");
    finishTask(clerk, id);
    const [followUp] = openFollowUps(clerk, id);
    clerk.ok("council.recordTry", { id: followUp?.id ?? "", version: 1, way: "phone", isReached: false });
    expect(step("undoTaskStep")).toBe("FollowUpHasStarted");
  });
});
