import { describe, expect, test } from "vitest";
import {
  asHistory,
  asWork,
  boardHeading,
  boardOf,
  boardRow,
  countsOf,
  keptAppeals,
  openClerk,
} from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { importSheet, readSheet, rowsOfFile } from "../support/sheets.ts";

describe("the archive", () => {
  test("keeps what the file says, cleaned, under numbers of its own", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(
      [
        188006,
        " 张三\u200b",
        "路灯不亮",
        "2019/4/25 9:32:09",
        "\n\t\t\u3000路灯坏了三天。_x000D_\n请修",
        "已修好",
        "2019/5/10 14:56:00",
      ],
      [188007, "UU2008", "）", new Date("2020-01-02T08:00:00Z"), "井盖丢了，很危险，请尽快补上", null, null],
    );
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      2, 2, 0, 0,
    ]);
    const [first, second] = keptAppeals(centre);
    expect(first).toMatchObject({
      series: "史",
      year: 2019,
      number: 1,
      title: "路灯不亮",
      state: "answered",
      content: "路灯坏了三天。\n请修",
    });
    expect(second).toMatchObject({
      series: "史",
      year: 2020,
      number: 1,
      title: "井盖丢了，很危险，请尽快补上",
      state: "accepted",
    });
    const appeal = desk.ok("council.appeal", { id: first?.id ?? "" });
    expect(appeal).toMatchObject({
      receivedAt: "2019-04-25T01:32:09.000Z",
      answeredAt: "2019-05-10T06:56:00.000Z",
      firstAnsweredAt: "2019-05-10T06:56:00.000Z",
      firstAnswerDueAt: null,
      answer: "已修好",
      reporterName: "张三",
      reporterId: null,
      voice: "self",
      channel: "other",
      nature: "help",
    });
    expect(appeal.events).toMatchObject([{ kind: "imported", toState: "answered", reason: "来自“留言板”第 2 行" }]);
    expect(centre.db.one("SELECT count(*) AS count FROM residents")).toEqual({ count: 0 });
  });

  test("is found by its words, its number and the pinyin of a name", async () => {
    const { centre, desk } = openClerk();
    await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf([7, "张晓梅", "路灯", "2019/4/25", "广场舞太吵", null, null]),
      choices: asHistory,
    });
    for (const typed of ["路灯", "广场舞", "zxm", "2019-1"])
      expect(desk.ok("system.search", { typed }).hits, typed).toMatchObject([{ kind: "appeal" }]);
  });

  test("leaves the numbers of the desk alone and the figures of today", async () => {
    const { centre, desk } = openClerk();
    await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯坏了")),
      choices: asHistory,
    });
    expect(desk.ok("council.countAppeals", {})).toMatchObject({ received: 0, accepted: 0, receivedToday: 0 });
    const registered = desk.ok("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: "新的",
    });
    expect(registered.numberText).toBe("诉〔2026〕1号");
  });

  test("reads the desk's own ledger, and keeps beside an appeal what has no field", async () => {
    const { centre, desk } = openClerk();
    const { id: gridId } = desk.ok("people.addGrid", { name: "第一网格" });
    const bytes = await xlsxOf({
      台账: [
        ["花园社区居民诉求登记表"],
        [
          "序号",
          "登记日期",
          "诉求人姓名",
          "联系电话",
          "居住地址",
          "网格",
          "诉求类型",
          "诉求内容",
          "受理人",
          "处理措施",
          "处理结果",
          "完成日期",
          "满意度",
          "备注",
        ],
        [
          1,
          "2026.3.5",
          "张三",
          13812341234,
          "3号楼",
          "第一网格",
          "夜间扰民类",
          "垃圾没人收",
          "李秀英",
          "联系物业",
          "已清运",
          "2026-3-6",
          "满意",
          "电话回访",
        ],
        [2, "2026.3.6", "匿名", null, "5号楼", "第九网格", null, "楼道堆物", "李秀英", null, null, null, null, null],
      ],
    });
    await importSheet(centre, { desk, kind: "appeals", bytes, choices: { ...asHistory, source: "手工台账" } });
    const [first, second] = keptAppeals(centre).map(({ id }) => desk.ok("council.appeal", { id }));
    expect(first).toMatchObject({
      reporterName: "张三",
      maskedPhone: "138****1234",
      placeNote: "3号楼",
      gridId,
      state: "answered",
      answer: "联系物业\n已清运",
    });
    expect(first?.events[0]?.reason).toBe(
      "来自“手工台账”第 3 行；分类：夜间扰民类；受理人：李秀英；满意度：满意；备注：电话回访",
    );
    expect(second).toMatchObject({ voice: "anonymous", reporterName: "匿名", gridId: null, state: "accepted" });
    expect(second?.events[0]?.reason).toContain("网格：第九网格");
  });

  test("finds the category by its path or by a name that only one bears", async () => {
    const { centre, desk } = openClerk();
    const categories = await xlsxOf({
      表: [
        ["一级分类", "二级分类", "三级分类"],
        ["城建", "物业", "升降机"],
        ["城建", "道路", "别的"],
        ["交通", "道路", "别的"],
      ],
    });
    await importSheet(centre, { desk: centre.as("admin"), kind: "categories", bytes: categories });
    const bytes = await xlsxOf({
      表: [
        ["内容", "留言时间", "一级标签", "二级标签", "三级标签"],
        ["甲", "2019-1-1", "升降机", null, null],
        ["乙", "2019-1-1", "交通", "道路", "别的"],
        ["丙", "2019-1-1", "别的", null, null],
      ],
    });
    await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
    const names = keptAppeals(centre).map(({ id }) => desk.ok("council.appeal", { id }).categoryName);
    expect(names).toEqual(["城建 / 物业 / 升降机", "交通 / 道路 / 别的", ""]);
  });

  test("hides a report, and takes nature and source from the row where it knows the word", async () => {
    const { centre, desk } = openClerk();
    const bytes = await xlsxOf({
      表: [
        ["内容", "时间", "性质", "来源"],
        ["占道经营", "2019-1-1", "举报", "电话"],
        ["谢谢", "2019-1-1", "点赞", "公众号"],
      ],
    });
    await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
    expect(desk.ok("council.listAppeals", {}).appeals).toMatchObject([{ nature: "help", channel: "other" }]);
    expect(centre.as("director").ok("council.listAppeals", {}).appeals).toHaveLength(2);
    expect(centre.db.one("SELECT channel, isConfidential FROM appeals WHERE nature = 'report'")).toEqual({
      channel: "phone",
      isConfidential: true,
    });
  });

  test("a title longer than a list shows is cut, and stands whole in the content", async () => {
    const { centre, desk } = openClerk();
    const title = "长".repeat(120);
    await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf([1, "A", title, "2019-1-1", "内容", null, null]),
      choices: asHistory,
    });
    const [only] = keptAppeals(centre);
    expect(only?.title).toBe(`${"长".repeat(79)}…`);
    expect(only?.content).toBe(`${title}\n内容`);
  });
});

describe("work to do", () => {
  test("is numbered this year and its clock starts today, whatever the file brings", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(boardRow(1, "路灯坏了"), boardRow(2, "井盖丢了", ["已补上", "2019/4/26 10:00"]), [
      3,
      "A",
      "停水",
      null,
      "停水了",
      null,
      null,
    ]);
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asWork }))).toEqual([
      3, 3, 0, 0,
    ]);
    const all = keptAppeals(centre);
    expect(all.map(({ series, year, number, state }) => [series, year, number, state])).toEqual([
      ["诉", 2026, 1, "received"],
      ["诉", 2026, 2, "received"],
      ["诉", 2026, 3, "received"],
    ]);
    const [first, second, third] = all.map(({ id }) => desk.ok("council.appeal", { id }));
    // 20 November 2026 is a Friday: one working day ends on Monday.
    expect(first).toMatchObject({
      receivedAt: "2019-04-25T01:32:09.000Z",
      firstAnswerDueAt: "2026-11-23T16:00:00.000Z",
    });
    expect(second).toMatchObject({
      firstAnswerDueAt: "2026-11-23T16:00:00.000Z",
      firstAnsweredAt: null,
      answer: "已补上",
    });
    expect(third?.receivedAt).toBe(centre.now());
  });

  test("a row without any time is work today, and no archive", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf([1, "A", "停水", null, "停水了", null, null], boardRow(2, "路灯"));
    const reading = await readSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
    expect(reading.preview?.badRows).toMatchObject([{ number: 2, problems: ["没有留言时间，也没有答复时间"] }]);
    desk.ok("system.mapImport", { id: reading.id, sheet: null, headingRow: null, mapping: null, choices: asWork });
    await centre.finishJobs();
    expect(desk.ok("system.importPreview", { id: reading.id }).preview?.badCount).toBe(0);
    // The choice that the rows were judged by cannot change behind their back.
    expect(desk.code("system.startImport", { id: reading.id, choices: asHistory })).toBe("ImportNotReady");
  });
});

describe("numbers of other offices", () => {
  // As long as an ID number, and by chance one with the right check digit.
  const long = ["150429199003070019", "150429199003070027", "A-2025/001"];

  test("stay whole, find their appeals and tell them apart, whatever they look like", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(...long.map((number, at) => boardRow(number, `第${at}件`)));
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      3, 3, 0, 0,
    ]);
    expect(centre.db.all("SELECT sourceNumber FROM appeals ORDER BY number")).toEqual(
      long.map((sourceNumber) => ({ sourceNumber })),
    );
    for (const [at, typed] of long.entries())
      expect(desk.ok("council.listAppeals", { typed }).appeals.map(({ title }) => title)).toEqual([`关于第${at}件`]);
  });

  test("a stroke in their place is no number, and the same office is the same however it is spaced", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(boardRow("/", "路灯"), boardRow("无", "井盖"), boardRow("7", "电梯"));
    const first = await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes,
      choices: { ...asHistory, source: "12345热线" },
    });
    expect(countsOf(first)).toEqual([3, 3, 0, 0]);
    const again = await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes,
      choices: { ...asHistory, source: "１２３４５ 热线" },
    });
    expect(countsOf(again)).toEqual([3, 0, 3, 0]);
  });
});

describe("what is there already", () => {
  test("the same file again is known, row by row, and so are the same rows under other headings", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(boardRow(1, "路灯坏了", ["已修", "2019/5/1"]), boardRow(2, "井盖丢了"));
    await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      2, 0, 2, 0,
    ]);
    const turned = await xlsxOf({
      二: [
        ["诉求内容", "编号", "姓名", "标题", "受理时间"],
        ["\t井盖丢了", "2", "A001", "关于井盖丢了", "2019年4月25日 9时32分9秒"],
      ],
    });
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes: turned, choices: asHistory }))).toEqual([
      1, 0, 1, 0,
    ]);
    expect(keptAppeals(centre)).toHaveLength(2);
  });

  test("the same number with other content is refused and never overwrites", async () => {
    const { centre, desk } = openClerk();
    await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯坏了")),
      choices: asHistory,
    });
    const changed = await boardOf(boardRow(1, "路灯修好了"), boardRow(2, "新的"));
    const done = await importSheet(centre, { desk, kind: "appeals", bytes: changed, choices: asHistory });
    expect(countsOf(done)).toEqual([2, 1, 0, 1]);
    expect(keptAppeals(centre).map(({ content }) => content)).toEqual(["路灯坏了", "新的"]);
    const { file } = desk.ok("system.refusedRows", { id: done.id });
    expect(file.name).toBe("表格-未导入的行.xlsx");
    const [titles, refused] = await rowsOfFile(centre, file.sha256);
    expect(titles).toEqual([...boardHeading, "未导入原因"]);
    expect(refused?.at(-1)).toBe("编号相同但内容不同，没有覆盖原来的");
    expect(refused?.[0]).toBe(1);
  });

  test("the same number from elsewhere is another matter", async () => {
    const { centre, desk } = openClerk();
    await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯坏了")),
      choices: asHistory,
    });
    const other = { ...asHistory, source: "12345 热线" };
    expect(
      countsOf(
        await importSheet(centre, { desk, kind: "appeals", bytes: await boardOf(boardRow(1, "停水")), choices: other }),
      ),
    ).toEqual([1, 1, 0, 0]);
  });

  test("verbatim re-posts without numbers are kept, and known again", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(
      boardRow(null, "路灯坏了"),
      boardRow(null, "路灯坏了"),
      boardRow(null, "停水"),
      boardRow(null, "路灯坏了"),
    );
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      4, 4, 0, 0,
    ]);
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      4, 0, 4, 0,
    ]);
    const more = await boardOf(boardRow(null, "停水"), boardRow(null, "停水"), boardRow(null, "路灯坏了"));
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes: more, choices: asHistory }))).toEqual([
      3, 1, 2, 0,
    ]);
  });

  test("a number that stands twice in one file: the copy is known, the other refused", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(boardRow(1, "路灯坏了"), boardRow(1, "路灯坏了"), boardRow(1, "停水"));
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory }))).toEqual([
      3, 1, 1, 1,
    ]);
  });
});
