import { describe, expect, test } from "vitest";
import { communityMatterContract } from "#features/council/community-matter-contract.ts";
import { taskOwnershipContract } from "#features/council/task-ownership-contract.ts";
import { countsOf } from "../support/appeal-sheets.ts";
import {
  acceptTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  finishTask,
  hearAll,
  namesByNeed,
  oneTask,
  openCouncil,
  passTopic,
  refusalOf,
  register,
  taskOf,
} from "../support/council.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { importSheet } from "../support/sheets.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

const own = { kind: "own" as const, number: 99, title: "屋顶光伏", keywords: "光伏、太阳能板" };
const elsewhere = { kind: "elsewhere" as const, number: 99, title: "护照", keywords: "护照", office: "出入境大厅" };
const basis = { document: "街办发〔2026〕9号", fromWhom: "云溪街道", receivedDate: "2026-11-20" };

describe("事项清单", () => {
  test("both lists are there from the first day, marked by kind and number, and the director changes them", () => {
    const { clerk, director } = openCouncil();
    const list = (withRetired = false) => clerk.ok("council.listCommunityMatters", { withRetired }).matters;
    for (const kind of ["own", "elsewhere"] as const) {
      const numbers = list()
        .filter((matter) => matter.kind === kind)
        .map(({ number }) => number);
      expect(numbers.length).toBeGreaterThan(5);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
    const { id } = director.ok("council.addCommunityMatter", own);
    expect(director.code("council.addCommunityMatter", own)).toBe("MatterNumberTaken");
    expect(director.ok("council.addCommunityMatter", elsewhere).id).not.toBe(id);
    expect(director.code("council.addCommunityMatter", { ...elsewhere, number: 98, office: "" })).toBe(
      "OfficeIsMissing",
    );
    expect(director.code("council.addCommunityMatter", { ...own, number: 98, keywords: "光" })).toBe("KeywordTooShort");
    const { kind: _kind, ...words } = own;
    const change = { ...words, id, version: 1, isRetired: true };
    expect(
      refusalOf(director, "council.changeCommunityMatter", { ...change, categoryCodes: "S05、无此" }).fields,
    ).toEqual([{ path: "categoryCodes", message: "没有这个分类代码：无此" }]);
    expect(director.ok("council.changeCommunityMatter", change)).toEqual({ id, version: 2 });
    expect(director.code("council.changeCommunityMatter", change)).toBe("Conflict");
    expect(list().some((matter) => matter.id === id)).toBe(false);
    // Its number is free again, and then it cannot come back under it.
    director.ok("council.addCommunityMatter", { ...own, title: "新的一项" });
    expect(director.code("council.changeCommunityMatter", { ...change, version: 2, isRetired: false })).toBe(
      "MatterNumberTaken",
    );
    expect(list(true).find((matter) => matter.id === id)).toMatchObject({ isRetired: true, number: 99 });
  });

  test("a matter is suggested by its words, then by its category or one above it", () => {
    const { clerk } = openCouncil();
    const ask = (text: string, categoryCode: string | null = null) =>
      clerk.ok("council.suggestOwnership", { text, categoryCode }).suggestion;
    expect(ask("三楼楼道堆物没人管")).toMatchObject({
      ownership: "own",
      why: "提到“楼道堆物”，在社区事项清单第1项“楼道堆物清理”",
    });
    expect(ask("社保卡丢了")).toMatchObject({ ownership: "outside", matter: { office: "社保服务窗口" } });
    expect(ask("想问问", "S07-03")).toMatchObject({ ownership: "own", matter: { title: "噪声扰民劝导" } });
    expect(ask("想申请专利")).toMatchObject({ ownership: "outside", matter: null });
  });
});

describe("importing a list", () => {
  const heading = ["序号", "事项名称"];
  const rows = Array.from({ length: 58 }, (_, at) => [String(at + 1), `清单事项甲${at + 1}`]);
  const bring = async (
    centre: TestCore,
    body: (string | null)[][],
    choices: Record<string, string> = {},
    head = heading,
  ) =>
    importSheet(centre, {
      desk: centre.as("director"),
      kind: "communityMatters",
      bytes: await xlsxOf({ 表: [head, ...body] }),
      choices: { kind: "own", previous: "retire", ...choices },
    });
  const ownIn = (centre: TestCore) =>
    centre
      .as("clerk")
      .ok("council.listCommunityMatters", {})
      .matters.filter(({ kind }) => kind === "own");

  test("of 58 matters takes the place of the shipped one, and a second time nothing is new", async () => {
    const centre = openTestCore();
    expect(countsOf(await bring(centre, rows))).toEqual([58, 58, 0, 0]);
    expect(ownIn(centre).map(({ title }) => title)).toEqual(rows.map(([, title]) => title));
    expect(ownIn(centre)[0]).toMatchObject({ keywords: "清单事项甲1", number: 1 });
    expect(countsOf(await bring(centre, rows))).toEqual([58, 0, 58, 0]);
    expect(ownIn(centre)).toHaveLength(58);
    expect(centre.as("clerk").ok("council.listCommunityMatters", {}).matters.length).toBeGreaterThan(58);
    const suggested = centre.as("clerk").ok("council.suggestOwnership", { text: "楼道堆物", categoryCode: null });
    expect(suggested.suggestion).toMatchObject({ ownership: "outside", matter: null });
  });

  test("kept beside the old one goes on behind it, and a number that is taken is refused", async () => {
    const centre = openTestCore();
    const shipped = ownIn(centre).length;
    const done = await bring(
      centre,
      [
        [null, "屋顶光伏"],
        ["1", "别的事项"],
      ],
      { previous: "keep" },
    );
    expect(countsOf(done)).toEqual([2, 1, 0, 1]);
    expect(ownIn(centre).at(-1)).toMatchObject({ title: "屋顶光伏", number: shipped + 1 });
  });

  test("of what is done elsewhere wants the office", async () => {
    const centre = openTestCore();
    const head = ["序号", "事项", "办理单位", "材料"];
    const body = [
      ["1", "护照办理", "出入境大厅", "身份证"],
      ["2", "驾照换证", null, null],
    ];
    expect(countsOf(await bring(centre, body, { kind: "elsewhere" }, head))).toEqual([2, 1, 0, 1]);
    const { matters } = centre.as("clerk").ok("council.listCommunityMatters", {});
    expect(matters.filter(({ kind }) => kind === "elsewhere")).toMatchObject([
      { title: "护照办理", office: "出入境大厅", papers: "身份证" },
    ]);
  });
});

describe("归口 of a task", () => {
  test("is that of its appeals, and follows them until it is reported done", () => {
    const { clerk, director, unit } = openCouncil();
    const appealId = register(clerk, "市政路塌陷", { ownership: "outside" });
    const other = register(clerk, "路边塌陷");
    const id = addTask(clerk, unit, [appealId]);
    const both = addTask(clerk, unit, [appealId, other]);
    expect([taskOf(clerk, id).ownership, taskOf(clerk, both).ownership]).toEqual(["outside", "own"]);
    const change = (ownership: "own" | "assist" | "outside" | "assigned") =>
      director.ok("council.changeOwnership", {
        id: appealId,
        version: appealOf(clerk, appealId).version,
        ownership,
        reason: "街道定的",
      });
    change("assigned");
    expect(taskOf(clerk, id)).toMatchObject({ ownership: "assigned", hasBasis: false });
    expect(taskOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "ownershipChanged",
      reason: "社区事项清单外 → 上级转来；街道定的",
    });
    expect(taskOf(clerk, both).ownership).toBe("own");
    acceptTask(clerk, id);
    finishTask(clerk, id);
    change("outside");
    expect(taskOf(clerk, id).ownership).toBe("assigned");
  });

  test("is changed by a director with a reason, and not after the report", () => {
    const { step, task, director, clerk, id } = oneTask();
    const change = { ownership: "outside", reason: "不在清单" };
    expect(step("changeTaskOwnership", change)).toBe("NotAllowed");
    expect(step("changeTaskOwnership", { ...change, ownership: "own" }, director)).toBe("SameOwnership");
    expect(step("changeTaskOwnership", { ...change, reason: "" }, director)).toBe("InvalidInput");
    expect(step("changeTaskOwnership", { ...change, version: 9 }, director)).toBe("Conflict");
    expect(step("changeTaskOwnership", change, director)).toBe("ok");
    expect(task().ownership).toBe("outside");
    acceptTask(clerk, id);
    finishTask(clerk, id);
    expect(step("changeTaskOwnership", { ...change, ownership: "own" }, director)).toBe("OwnershipIsFixed");
  });

  test("a task that came of a meeting is that of the appeals behind it", () => {
    const council = openCouncil();
    const appealId = register(council.clerk, "停车", { ownership: "assist" });
    const { resolutionId } = passTopic(council, addTopic(council, [appealId]));
    const id = addResolutionTask(council.secretary, council.unit, resolutionId);
    expect(taskOf(council.clerk, id).ownership).toBe("assist");
  });

  test("what is not on the list is counted in a line of its own, and never as the community's", () => {
    const { clerk, unit, test: core } = openCouncil();
    const ids = (["own", "assigned", "outside", "assist"] as const).map((ownership) =>
      addTask(clerk, unit, [register(clerk, `事项${ownership}`, { ownership })]),
    );
    const counts = () => clerk.ok("council.countTasks", {});
    expect(counts()).toMatchObject({ dispatched: 2, outside: 1, outsideOverdue: 0, assisted: 1, withoutBasis: 1 });
    const list = (filter: object) => clerk.ok("council.listTasks", filter).tasks.map(({ id }) => id);
    expect(list({ counting: "own" }).sort()).toEqual([ids[0], ids[1]].sort());
    expect(list({ counting: "outside" })).toEqual([ids[2]]);
    expect(list({ counting: "assist" })).toEqual([ids[3]]);
    expect(list({ isWithoutBasis: true })).toEqual([ids[1]]);
    core.advance({ days: 10 });
    expect(counts()).toMatchObject({ overdue: 2, outsideOverdue: 1 });
    expect(list({ band: "overdue", counting: "own" })).toHaveLength(2);
    for (const id of ids) {
      acceptTask(clerk, id);
      finishTask(clerk, id);
      hearAll(clerk, id);
    }
    const sheet = clerk.ok("council.visitsAndClearings", { month: "2026-11" });
    expect(sheet).toMatchObject({ ownCount: 2, outsideCount: 1, assistCount: 1, closedCount: 4 });
    expect(sheet.classes.reduce((sum, { count }) => sum + count, sheet.withoutAppeal)).toBe(2);
  });

  test("what was handed down says by what paper, in one step with the task or later", () => {
    const { clerk, unit } = openCouncil();
    const appealId = register(clerk, "上级转来一件", { ownership: "assigned", channel: "superior" });
    const task = { basis: { ...basis, upstreamDueDate: "2026-11-30" } };
    const id = addTask(clerk, unit, [appealId], task);
    expect(taskOf(clerk, id)).toMatchObject({ hasBasis: true, basis: task.basis });
    expect(taskOf(clerk, id).events.find(({ kind }) => kind === "basisRecorded")?.reason).toBe(
      "云溪街道 街办发〔2026〕9号，2026年11月20日收到，上级要求2026年11月30日前办结",
    );
    const step = (more: object, of = id) => {
      const reply = clerk.raw("council.recordBasis", { id: of, version: taskOf(clerk, of).version, ...basis, ...more });
      return reply.ok ? "ok" : reply.code;
    };
    expect(step({ receivedDate: "2026-11-21" })).toBe("BasisIsAhead");
    expect(step({ upstreamDueDate: "2026-11-19" })).toBe("UpstreamLimitTooEarly");
    expect(step({ document: "更正后的文号" })).toBe("ok");
    expect(taskOf(clerk, id).basis).toMatchObject({ document: "更正后的文号", upstreamDueDate: null });
    const mine = addTask(clerk, unit, [register(clerk, "自己的事")]);
    expect(step({}, mine)).toBe("TaskNotAssigned");
    expect(
      clerk.code("council.addDirectTask", {
        title: "x",
        publicWording: "x",
        track: "immediate",
        limit: { unit: "days", count: 1 },
        ...unit,
        appealIds: [register(clerk, "又一件")],
        basis,
      }),
    ).toBe("TaskNotAssigned");
  });

  test("a matter outside the list goes with a numbered sheet to whose it is, who comes or sends it back", () => {
    const { step, task, director, clerk, id } = oneTask();
    const refer = { toWhom: "街道综合执法队", words: "不在社区事项清单" };
    expect(step("referTask", refer)).toBe("MatterIsOwn");
    step("changeTaskOwnership", { ownership: "outside", reason: "不在清单" }, director);
    expect(step("referTask", { ...refer, replyBy: "2026-11-19" })).toBe("ReplyDateIsPast");
    expect(step("referTask", refer)).toBe("ok");
    const [letter] = task().letters;
    expect(letter).toMatchObject({ kind: "refer", numberText: "转〔2026〕1号", toWhom: "街道综合执法队" });
    const printed = clerk.ok("council.printTaskPaper", { id, paper: "letter", letterId: letter?.id ?? "" });
    expect(printed.code).toMatch(/^[2-9A-Z]{5}$/);
    expect(step("recordArrival", { letterId: letter?.id, arrivedAt: letter?.issuedAt })).toBe("ok");
    expect(step("recordLetterReply", { letterId: letter?.id, reply: "不属我队职责，退回" })).toBe("ok");
    expect(task().letters[0]).toMatchObject({ reply: "不属我队职责，退回" });
  });
});

describe("能不能在社区办", () => {
  test("the slip is kept with a code, and on the appeal that it was printed for", () => {
    const { clerk } = openCouncil();
    const slip = clerk.ok("council.matterSlip", { id: "elsewhere-1" });
    expect(slip).toMatchObject({ office: "社保服务窗口", findings: [] });
    const appealId = register(clerk, "社保卡丢了");
    const { code } = clerk.ok("council.printMatterSlip", { id: "elsewhere-1", appealId });
    expect(appealOf(clerk, appealId).events.at(-1)).toMatchObject({
      kind: "printed",
      reason: `能不能在社区办：${slip.title} ${code}`,
    });
    expect(clerk.code("council.matterSlip", { id: "x" })).toBe("NotFound");
  });

  test("every shipped matter may be printed; a private number is found and refused, that of the office is not", () => {
    const { clerk, director } = openCouncil();
    for (const { id } of clerk.ok("council.listCommunityMatters", {}).matters)
      expect(clerk.ok("council.matterSlip", { id }).findings).toEqual([]);
    const office = { officePhone: "0471-6543210", officeAddress: "云溪街道政务楼 305 室" };
    const fine = director.ok("council.addCommunityMatter", { ...elsewhere, ...office });
    expect(clerk.ok("council.matterSlip", { id: fine.id }).findings).toEqual([]);
    const bad = { ...elsewhere, number: 98, papers: "先打张科长电话 13812341234" };
    const { id } = director.ok("council.addCommunityMatter", bad);
    expect(clerk.ok("council.matterSlip", { id }).findings).toMatchObject([{ field: "要带的材料", kind: "手机号" }]);
    expect(clerk.code("council.printMatterSlip", { id })).toBe("PersonalDataOnPaper");
  });
});

test("who may, and every command in the audit log", () => {
  const part = { ...communityMatterContract, ...taskOwnershipContract };
  const council = openCouncil();
  expect(namesByNeed(part)).toEqual({
    clerk: ["listCommunityMatters", "matterSlip", "printMatterSlip", "recordBasis", "suggestOwnership"],
    director: ["addCommunityMatter", "changeCommunityMatter", "changeTaskOwnership"],
  });
  expect(closedTo(council, part)).toEqual({
    viewer: 8,
    clerk: 3,
    secretary: 3,
    director: 0,
    admin: 8,
  });
  const { clerk, director, unit } = council;
  const audited = auditedBy(council, part, () => {
    const { id } = director.ok("council.addCommunityMatter", own);
    const { kind: _kind, ...words } = own;
    director.ok("council.changeCommunityMatter", { ...words, id, version: 1, isRetired: false });
    clerk.ok("council.printMatterSlip", { id });
    const task = addTask(clerk, unit, [register(clerk, "路灯", { ownership: "assigned" })]);
    clerk.ok("council.recordBasis", { id: task, version: 1, ...basis });
    director.ok("council.changeTaskOwnership", { id: task, version: 2, ownership: "own", reason: "查清" });
  });
  expect(audited).toEqual(commandsOf(part));
});
