import { describe, expect, test } from "vitest";
import { sheetRows } from "#features/council/core/task-store.ts";
import {
  acceptTask,
  addFinishedTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  finishTask,
  hearAll,
  openCouncil,
  passTopic,
  refusalOf,
  register,
  taskOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

/** A citizen's ID number of a made-up person, with the check digit of GB 11643. */
const idNumberOf = (first17: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return `${first17}${"10X98765432"[sum % 11]}`;
};

describe("任务清单 for residents", () => {
  test("holds the public wording only, grouped by track, and leaves out what is not for the public", () => {
    const council = openCouncil();
    const { clerk, unit } = council;
    const add = (title: string, more: Parameters<typeof addTask>[3]) =>
      addTask(clerk, unit, [register(clerk, `孙大姐说${title}`)], { title, measure: `${title}的办法`, ...more });
    const online = add("网上的事", { track: "online", publicWording: "网上办的公开表述" });
    const late = add("后一件", { publicWording: "后一件的公开表述", limit: { unit: "date", day: "2026-12-31" } });
    const soon = add("先一件", { publicWording: "先一件的公开表述" });
    add("内部的事", { visibility: "internal", publicWording: "内部的公开表述" });
    const sheet = clerk.ok("council.taskSheet", {});
    expect(sheet).toMatchObject({ communityName: "花园社区", today: "2026-11-20", findings: [], leftOutCount: 1 });
    expect(sheet.rows.map(({ id }) => id)).toEqual([soon, late, online]);
    expect(sheet.rows[0]).toEqual({
      id: soon,
      numberText: "办〔2026〕3号",
      track: "immediate",
      publicWording: "先一件的公开表述",
      measure: "先一件的办法",
      unitName: "第一物业",
      responsiblePost: "经理",
      dueAt: taskOf(clerk, soon).dueAt,
      isDueEstimated: false,
      state: "dispatched",
      band: "soon",
    });
    // Neither the words of an appeal, nor who said them, nor who is responsible by name.
    expect(JSON.stringify(sheet)).not.toMatch(/孙大姐|经理.{0,3}第一物业经理|内部/);
  });

  test("is filtered by state and by meeting", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit } = council;
    const direct = addTask(clerk, unit, [register(clerk, "路灯不亮")]);
    const { meetingId, resolutionId } = passTopic(council, addTopic(council, [register(clerk, "停车难")]));
    const resolved = addResolutionTask(secretary, unit, resolutionId);
    const rows = (filter: object) => clerk.ok("council.taskSheet", filter).rows.map(({ id }) => id);
    expect(rows({})).toEqual([direct, resolved]);
    expect(rows({ meetingId })).toEqual([resolved]);
    expect(rows({ states: ["closed"] })).toEqual([]);
    acceptTask(clerk, direct);
    expect(rows({ states: ["accepted"] })).toEqual([direct]);
    director.ok("council.cancelTask", { id: direct, version: 2, reason: "不办了" });
    expect(rows({})).toEqual([resolved]);
    expect(clerk.code("council.taskSheet", { meetingId: "x" })).toBe("NotFound");
    expect(clerk.code("council.printTaskSheet", { meetingId: "x" })).toBe("NotFound");
  });

  test("holds every task of a large centre, its names looked for in all of them", () => {
    const { clerk, unit } = openCouncil();
    addNeighbourhood(clerk);
    const appealId = register(clerk, "路灯不亮");
    for (let number = 1; number <= 640; number += 1) addTask(clerk, unit, [appealId], { title: `第${number}盏路灯` });
    addTask(clerk, unit, [appealId], { title: "内部的", visibility: "internal" });
    expect(clerk.ok("council.printTaskSheet", {}).code).toHaveLength(5);
    const last = addTask(clerk, unit, [appealId], { publicWording: "张晓梅家门口的路灯" });
    const sheet = clerk.ok("council.taskSheet", {});
    expect(sheet).toMatchObject({ totalCount: 641, leftOutCount: 1 });
    expect(sheet.rows).toHaveLength(641);
    expect(sheet.findings).toMatchObject([{ taskId: last, kind: "姓名", text: "张晓梅" }]);
  });

  test("keeps what is not over and the newest where it is too much for one paper, and knows how much there is", () => {
    const { clerk, unit, test: core } = openCouncil();
    const states = ["dispatched", "closed"] as const;
    const add = (day: string) => {
      const appealId = register(clerk, "路灯不亮");
      return addTask(clerk, unit, [appealId], { limit: { unit: "date", day } });
    };
    const close = (id: string) => {
      acceptTask(clerk, id);
      finishTask(clerk, id);
      hearAll(clerk, id);
      return id;
    };
    close(add("2026-12-01"));
    const newest = close(add("2026-12-20"));
    const open = add("2026-11-30");
    const of = { states, meetingId: null };
    expect(sheetRows(core.db, of, 2).map(({ id }) => id)).toEqual([open, newest]);
    expect(clerk.ok("council.taskSheet", { states: [...states] })).toMatchObject({ totalCount: 3, leftOutCount: 0 });
  });

  test("leaves a code on the paper that leads back to what stood on it", () => {
    const { clerk, unit, test: core } = openCouncil();
    expect(clerk.code("council.printTaskSheet", {})).toBe("NothingToPrint");
    const id = addTask(clerk, unit, [register(clerk, "路灯不亮")]);
    const printed = clerk.ok("council.printTaskSheet", {});
    expect(printed).toEqual({
      code: expect.stringMatching(/^[2-9A-HJ-NP-Z]{5}$/),
      printedAt: "2026-11-20T01:00:00.000Z",
      printedByName: "李秀英",
    });
    expect(taskOf(clerk, id).events.at(-1)).toMatchObject({ kind: "printed", reason: `任务清单 ${printed.code}` });
    expect(core.db.one("SELECT kind, subjects FROM printed_sheets WHERE code = :code", printed)).toEqual({
      kind: "taskSheet",
      subjects: JSON.stringify([id]),
    });
    // Printing does not stand on the last step of a task.
    clerk.ok("council.undoTaskStep", { id, version: 1 });
  });

  test("no two sheets bear one code", () => {
    const { clerk, unit } = openCouncil();
    addTask(clerk, unit, [register(clerk, "路灯不亮")]);
    // The counting bytes of the tests come round to a code after thirty-two.
    const codes = Array.from({ length: 40 }, () => clerk.ok("council.printTaskSheet", {}).code);
    expect(new Set(codes).size).toBe(40);
  });

  const resident = "张晓梅";
  const idNumber = idNumberOf("11010519580308002");
  test.each([
    ["publicWording", "公开表述", "联系 13812341234 取件", "手机号", "13812341234"],
    ["publicWording", "公开表述", "联系 １３８ 1234-1234 取件", "手机号", "１３８ 1234-1234"],
    ["publicWording", "公开表述", `证件 ${idNumber}`, "身份证号", idNumber],
    ["publicWording", "公开表述", `为${resident}家修灯`, "姓名", resident],
    ["publicWording", "公开表述", "修3号楼2单元501室的灯", "房号", "3号楼2单元501室"],
    ["measure", "办理措施", "到3-2-501换灯", "房号", "3-2-501"],
    ["measure", "办理措施", `找${resident}开门`, "姓名", resident],
    ["measure", "办理措施", `登记${idNumber}`, "身份证号", idNumber],
    ["measure", "办理措施", "打+86 13812341234", "手机号", "+86 13812341234"],
  ])("is refused for personal data in %s (%s: %s)", (field, label, text, kind, found) => {
    const { clerk, unit } = openCouncil();
    addNeighbourhood(clerk);
    const id = addTask(clerk, unit, [register(clerk, "路灯不亮")], { [field]: text });
    const finding = { taskId: id, numberText: "办〔2026〕1号", field: label, kind, text: found };
    expect(clerk.ok("council.taskSheet", {}).findings).toEqual([finding]);
    const refusal = refusalOf(clerk, "council.printTaskSheet", {});
    expect(refusal).toMatchObject({ code: "PersonalDataOnPaper", details: { findings: [finding] } });
    const { title, visibility, track } = taskOf(clerk, id);
    const clean = { id, version: 1, title, publicWording: "修灯", measure: "换灯", visibility, track };
    clerk.ok("council.changeTask", clean);
    expect(clerk.code("council.printTaskSheet", {})).toBe("ok");
  });

  test("says nothing of personal data in a task that is not for the public", () => {
    const { clerk, unit } = openCouncil();
    const text = { publicWording: "联系 13812341234", visibility: "internal" as const };
    addTask(clerk, unit, [register(clerk, "路灯不亮")], text);
    expect(clerk.ok("council.taskSheet", {})).toMatchObject({ rows: [], findings: [], leftOutCount: 1 });
    expect(clerk.code("council.printTaskSheet", {})).toBe("NothingToPrint");
  });
});

describe("the slip that a reporter takes home", () => {
  test("says what was taken down, the stage, the limit and what is done, in public words", () => {
    const { clerk, unit } = openCouncil();
    const id = register(clerk, "路灯不亮", { reporterName: "孙玉兰" });
    expect(clerk.ok("council.appealSlip", { id })).toMatchObject({
      numberText: "诉〔2026〕1号",
      reporterLabel: "孙*兰",
      natureWord: "求助",
      title: "路灯不亮",
      content: "路灯不亮",
      stageWord: "已登记",
      clerkName: "李秀英",
      firstAnswerDueAt: "2026-11-23T16:00:00.000Z",
      taskLines: [],
      communityName: "花园社区",
      centrePhone: "01066660000",
    });
    const taskId = addTask(clerk, unit, [id], { title: "给孙玉兰修灯", publicWording: "修复路灯" });
    addTask(clerk, unit, [id], { title: "内部核查", publicWording: "内部核查", visibility: "internal" });
    clerk.ok("council.recordFirstAnswer", { id, version: 2, words: "明天来修" });
    expect(clerk.ok("council.appealSlip", { id })).toMatchObject({
      stageWord: "办理中",
      firstAnswerDueAt: null,
      taskLines: [{ title: "修复路灯", unitName: "第一物业", dueAt: taskOf(clerk, taskId).dueAt }],
    });
    expect(clerk.code("council.appealSlip", { id: "x" })).toBe("NotFound");
  });

  test("shows a merged reporter what is done for the lead", () => {
    const { clerk, unit } = openCouncil();
    const [lead, other] = [register(clerk, "路灯不亮"), register(clerk, "路灯坏了")];
    clerk.ok("council.mergeAppeals", { leadId: lead, ids: [other] });
    addTask(clerk, unit, [lead]);
    expect(clerk.ok("council.appealSlip", { id: other })).toMatchObject({
      numberText: "诉〔2026〕2号",
      stageWord: "办理中",
      taskLines: [{ title: "修复小区主路路灯" }],
    });
  });

  test("carries no phone, no ID number, no room and no name, however long the text", () => {
    const { clerk } = openCouncil();
    addNeighbourhood(clerk);
    const idNumber = idNumberOf("11010519491231002");
    const said = `我是张晓梅，住3号楼2单元501室，电话 138 1234 1234，证件${idNumber}`;
    for (const content of [said, `${"路灯不亮".repeat(27)}，电话13812341234`, `${"路灯不亮。".repeat(23)}${said}`]) {
      const slip = clerk.ok("council.appealSlip", { id: register(clerk, content, { title: said }) });
      const text = `${slip.title} ${slip.content}`;
      expect(text).not.toMatch(/张晓梅|501|1234\s*1234|138\s?1234|19491231|\d{7}/);
      expect(slip.title).toBe("我是张*梅，住3号楼（房号略），电话 138****1234，证件（号码略）");
    }
  });
});

test("a finished and evaluated matter leaves the sheet", () => {
  const { clerk, unit } = openCouncil();
  const appealId = register(clerk, "路灯不亮");
  const id = addFinishedTask(clerk, unit, [appealId]);
  expect(clerk.ok("council.taskSheet", {}).rows).toMatchObject([{ id, state: "finished", band: "over" }]);
  hearAll(clerk, id);
  expect(clerk.ok("council.taskSheet", {}).rows).toEqual([]);
  expect(appealOf(clerk, appealId).stage).toBe("evaluated");
});
