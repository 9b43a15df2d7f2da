import { describe, expect, test } from "vitest";
import { sheetRows } from "#features/council/core/task-store.ts";
import {
  acceptTask,
  addFinishedTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  decide,
  endMeeting,
  finishTask,
  hearAll,
  openCouncil,
  passTopic,
  refusalOf,
  register,
  startMeeting,
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
  // An ID number is masked before it is kept, and what is left of it is still too much for the public.
  const idNumber = "110105********002X";
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
    const finding = {
      taskId: id,
      numberText: "办〔2026〕1号",
      field: label,
      kind,
      text: found,
      canBeConfirmed: ["姓名", "房号"].includes(kind),
    };
    expect(clerk.ok("council.taskSheet", {}).findings).toEqual([finding]);
    const refusal = refusalOf(clerk, "council.printTaskSheet", {});
    expect(refusal).toMatchObject({ code: "PersonalDataOnPaper", details: { findings: [finding] } });
    const { title, visibility, track } = taskOf(clerk, id);
    const clean = { id, version: 1, title, publicWording: "修灯", measure: "换灯", visibility, track };
    clerk.ok("council.changeTask", clean);
    expect(clerk.code("council.printTaskSheet", {})).toBe("ok");
  });

  test("finds those who stand on no register but behind the task: reporter, for whom, whoever was merged, attendees", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const appealId = register(clerk, "路灯不亮", {
      voice: "onBehalf",
      reporterName: "刘德海",
      behalfOf: "孙老太",
      behalfRelation: "邻居",
    });
    const merged = register(clerk, "路灯坏了", { reporterName: "孙小花" });
    clerk.ok("council.mergeAppeals", { leadId: appealId, ids: [merged] });
    const other = register(clerk, "楼道灯", { reporterName: "周明亮" });
    const direct = addTask(clerk, unit, [appealId], {
      publicWording: "刘 德 海反映，到孙老太家旁修灯，周明亮",
      measure: "孙小花家",
    });
    const topicId = addTopic(council, [other]);
    const meetingId = startMeeting(secretary, [topicId]);
    for (const name of ["周代表", "物业公司", "居民"])
      secretary.ok("council.addAttendance", { id: meetingId, name, presence: "observer" });
    const resolutionId = decide(secretary, meetingId, topicId, "passed");
    endMeeting(secretary, meetingId);
    const resolved = addResolutionTask(secretary, unit, resolutionId, {
      publicWording: "周代表、周明亮提出，物业公司为居民修灯，刘德海",
    });
    expect(
      clerk
        .ok("council.taskSheet", {})
        .findings.map(({ taskId, text }) => [taskId === direct ? "direct" : taskId, text]),
    ).toEqual([
      ["direct", "刘 德 海"],
      ["direct", "孙老太"],
      ["direct", "孙小花"],
      [resolved, "周代表"],
      [resolved, "周明亮"],
    ]);
    expect(clerk.ok("council.taskSheet", { meetingId }).findings).toHaveLength(2);
  });

  test("lets the centre's own telephone and a unit's stand, and no number beside a unit's name", () => {
    const { clerk } = openCouncil();
    const { id } = clerk.ok("people.addOrganisation", {
      kind: "property",
      name: "安居物业 13812345678",
      phone: "04716234567",
    });
    const contact = clerk.ok("people.addContact", { organisationId: id, name: "王经理", post: "项目经理" });
    addTask(clerk, { leadOrganisationId: id, responsibleId: contact.id }, [register(clerk, "路灯不亮")], {
      publicWording: "有事打 010-66660000 或 0471-6234567，别打 0471-6234568",
    });
    expect(clerk.ok("council.taskSheet", {}).findings).toMatchObject([
      { field: "公开表述", kind: "座机号", text: "0471-6234568" },
      { field: "责任单位名称", kind: "手机号", text: "13812345678" },
    ]);
  });

  test("a secretary passes what only looks like a name or a room, with a reason that is kept; never a number", () => {
    const { clerk, secretary, unit } = openCouncil();
    addNeighbourhood(clerk);
    const appealIds = [register(clerk, "路灯不亮")];
    const id = addTask(clerk, unit, appealIds, { publicWording: "到党群中心501室取件，找张晓梅窗口" });
    const confirmed = [
      { taskId: id, field: "公开表述", text: "501室", reason: "活动室的门号" },
      { taskId: id, field: "公开表述", text: "张晓梅", reason: "以劳模命名的窗口" },
    ];
    expect(clerk.code("council.printTaskSheet", { confirmed })).toBe("NotAllowed");
    expect(secretary.code("council.printTaskSheet", { confirmed: confirmed.slice(1) })).toBe("PersonalDataOnPaper");
    expect(
      secretary.code("council.printTaskSheet", {
        confirmed: [{ taskId: id, field: "公开表述", text: "501室", reason: " " }],
      }),
    ).toBe("InvalidInput");
    const { code } = secretary.ok("council.printTaskSheet", { confirmed });
    expect(taskOf(clerk, id).events.at(-1)?.reason).toBe(
      `任务清单 ${code}；公开表述里的“501室”经确认不是个人信息：活动室的门号；公开表述里的“张晓梅”经确认不是个人信息：以劳模命名的窗口`,
    );
    const phone = addTask(clerk, unit, appealIds, { publicWording: "打13812345678" });
    const claimed = { taskId: phone, field: "公开表述", text: "13812345678", reason: "物业的电话" };
    expect(secretary.code("council.printTaskSheet", { confirmed: [...confirmed, claimed] })).toBe(
      "PersonalDataOnPaper",
    );
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

describe("the printing of a slip", () => {
  test("leaves a code on the paper, on the appeal and in the list of sheets", () => {
    const { clerk, test: core } = openCouncil();
    const id = register(clerk, "路灯不亮");
    const { code } = clerk.ok("council.printSlip", { id });
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({ kind: "printed", reason: `回执 ${code}` });
    expect(core.db.one("SELECT kind, subjects FROM printed_sheets WHERE code = :code", { code })).toEqual({
      kind: "appealSlip",
      subjects: JSON.stringify([id]),
    });
    expect(clerk.code("council.printSlip", { id: "x" })).toBe("NotFound");
  });

  test("masks who is on no register and every room, and keeps the building", () => {
    const { clerk, unit } = openCouncil();
    const content = "我是孙玉兰，住7号楼301，替刘老太说：十二号楼三单元五零一漏水，家里电话 0471-6234567";
    const id = register(clerk, content, {
      voice: "onBehalf",
      reporterName: "孙玉兰",
      behalfOf: "刘老太",
      behalfRelation: "邻居",
    });
    addTask(clerk, unit, [id], { publicWording: "为孙 玉 兰家（七号楼三〇一室）修水管" });
    const slip = clerk.ok("council.appealSlip", { id });
    expect(slip.content).toBe("我是孙*兰，住7号楼（房号略），替刘*太说：十二号楼（房号略）漏水，家里电话 （号码略）");
    expect(slip.taskLines).toMatchObject([{ title: "为孙*兰家（七号楼（房号略））修水管" }]);
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
