import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asWork, boardOf, boardRow, countsOf } from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { beginImport, importSheet, rowsOfFile } from "../support/sheets.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

const importCategories = async (
  centre: TestCore,
  rows: (string | null)[][],
  heading = ["一级标签", "二级标签", "三级标签"],
) =>
  importSheet(centre, {
    desk: centre.as("admin"),
    kind: "categories",
    bytes: await xlsxOf({ 表: [heading, ...rows] }),
  });

/** The categories of the tests' own top classes, whatever the centre began with. */
const treeOf = (centre: TestCore, ...tops: string[]) =>
  centre
    .as("clerk")
    .ok("system.listCategories", { withRetired: true })
    .categories.filter(({ path }) => tops.some((top) => path === top || path.startsWith(`${top} / `)));

describe("categories", () => {
  test("become a tree whose codes go on behind what stands there", async () => {
    const centre = openTestCore();
    const rows = [
      ["甲建", "物业", "升降机"],
      ["甲建", "物业", "停车"],
      ["甲建", "道路", null],
      ["乙通", null, null],
    ];
    expect(countsOf(await importCategories(centre, rows))).toEqual([4, 4, 0, 0]);
    const tree = treeOf(centre, "甲建", "乙通");
    expect(tree.map(({ level, path }) => [level, path])).toEqual([
      [1, "甲建"],
      [2, "甲建 / 物业"],
      [3, "甲建 / 物业 / 升降机"],
      [3, "甲建 / 物业 / 停车"],
      [2, "甲建 / 道路"],
      [1, "乙通"],
    ]);
    const [top, second, third, fourth] = tree.map(({ code }) => code);
    expect([second, third, fourth]).toEqual([`${top}-01`, `${top}-01-01`, `${top}-01-02`]);
    expect(countsOf(await importCategories(centre, [...rows, ["甲建", "物业", "充电桩"]]))).toEqual([5, 1, 4, 0]);
    expect(treeOf(centre, "甲建").find(({ name }) => name === "充电桩")?.code).toBe(`${top}-01-03`);
    expect(centre.as("clerk").ok("system.findCategories", { typed: "sjj" }).choices).toMatchObject([
      { label: "升降机", detail: "甲建 / 物业 / 升降机" },
    ]);
  });

  test("keep the codes that a file brings", async () => {
    const centre = openTestCore();
    const heading = ["分类代码", "一级分类", "二级分类"];
    await importCategories(
      centre,
      [
        ["A1", "甲建", null],
        ["A1x7", "甲建", "物业"],
        [null, "甲建", "道路"],
      ],
      heading,
    );
    expect(treeOf(centre, "甲建").map(({ code, path }) => [code, path])).toEqual([
      ["A1", "甲建"],
      ["A1-01", "甲建 / 道路"],
      ["A1x7", "甲建 / 物业"],
    ]);
    const done = await importCategories(centre, [["A1", "乙通", null]], heading);
    expect(countsOf(done)).toEqual([1, 0, 0, 1]);
    const [, refused] = await rowsOfFile(
      centre,
      centre.as("admin").ok("system.refusedRows", { id: done.id }).file.sha256,
    );
    expect(refused?.at(-1)).toBe("代码 A1 已经用于“甲建”");
  });

  test("merged cells of the upper levels count for the rows below them, and end where a new one begins", async () => {
    const centre = openTestCore();
    const done = await importCategories(centre, [
      ["甲建", "物业", "停车"],
      [null, null, "电梯"],
      [null, "道路", "井盖"],
      [null, null, "路灯"],
      ["乙建", null, "孤儿"],
      [null, "环境", null],
    ]);
    expect(countsOf(done)).toEqual([6, 5, 0, 1]);
    const paths = centre
      .as("admin")
      .ok("system.listCategories", {})
      .categories.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["甲建 / 物业 / 电梯", "甲建 / 道路 / 井盖", "甲建 / 道路 / 路灯", "乙建 / 环境"]),
    );
    expect(paths.filter((path) => path.includes("孤儿"))).toEqual([]);
  });

  test("a gap in the levels is refused, and so is what was retired", async () => {
    const centre = openTestCore();
    await importCategories(centre, [["甲建", "物业", "停车"]]);
    const admin = centre.as("admin");
    const property = treeOf(centre, "甲建").find(({ name }) => name === "物业");
    admin.ok("system.changeCategory", { code: property?.code ?? "", version: 1, name: "物业", isRetired: true });
    expect(treeOf(centre, "甲建").map(({ name, isRetired }) => [name, isRetired])).toEqual([
      ["甲建", false],
      ["物业", true],
      ["停车", true],
    ]);
    const done = await importCategories(centre, [
      ["甲建", "物业", "停车"],
      ["甲建", null, "停车"],
      [null, "物业", null],
      ["甲建", "道路", null],
    ]);
    expect(countsOf(done)).toEqual([4, 1, 0, 3]);
    const [, ...refused] = await rowsOfFile(centre, admin.ok("system.refusedRows", { id: done.id }).file.sha256);
    expect(refused.map((cells) => cells.at(-1))).toEqual([
      "这个分类已停用；如果还要用，请先在“诉求分类”里恢复",
      "上一级分类是空的",
      // Blank above a filled one is what merged cells leave: 甲建 / 物业, and that is retired.
      "这个分类已停用；如果还要用，请先在“诉求分类”里恢复",
    ]);
    // Coming back takes along what lies above.
    const parking = treeOf(centre, "甲建").find(({ name }) => name === "停车");
    admin.ok("system.changeCategory", {
      code: parking?.code ?? "",
      version: parking?.version ?? 0,
      name: "停车",
      isRetired: false,
    });
    expect(treeOf(centre, "甲建").every(({ isRetired }) => !isRetired)).toBe(true);
  });

  test("taken back, are gone but for those in use", async () => {
    const centre = openTestCore();
    const rows = Array.from({ length: 900 }, (_, index) => ["甲建", `第${index % 30}类`, `第${index}项`]);
    const bytes = await xlsxOf({ 表: [["一级分类", "二级分类", "三级分类"], ...rows] });
    const admin = centre.as("admin");
    const id = await beginImport(centre, { desk: admin, kind: "categories", bytes });
    while (treeOf(centre, "甲建").length < 20)
      if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
    const used = treeOf(centre, "甲建").find(({ level }) => level === 3);
    centre.as("clerk").ok("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: "柜台",
      categoryCode: used?.code ?? null,
    });
    admin.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(treeOf(centre, "甲建").map(({ level }) => level)).toEqual([1, 2, 3]);
    expect(admin.ok("system.import", { id }).state).toBe("takenBack");
  });
});

const year2027 = [
  ["2027-01-01", "放假", "元旦"],
  ["2027年2月8日", "放假", "春节"],
  ["2027/2/9", "放假", "春节"],
  ["2027.2.10", "休", "春节"],
  ["2027-02-20", "上班", "春节"],
  ["20270503", "放假", "劳动节"],
  ["2027-05-01", "放假", "劳动节"],
  ["2027-10-01", "放假", "国庆节"],
];
const importYear = async (centre: TestCore, rows: string[][]) =>
  importSheet(centre, {
    desk: centre.as("admin"),
    kind: "holidays",
    bytes: await xlsxOf({ 表: [["日期", "类型", "名称"], ...rows] }),
  });

describe("a year of holidays", () => {
  test("counts from then on", async () => {
    const centre = openTestCore();
    const years = () => centre.as("viewer").ok("system.listCalendarYears", {}).years;
    expect(years().map(({ year, source }) => [year, source])).not.toContainEqual([2027, "imported"]);
    expect(countsOf(await importYear(centre, year2027))).toEqual([8, 8, 0, 0]);
    const listed = years().find(({ year }) => year === 2027);
    expect(listed).toMatchObject({ source: "imported", version: "2027年放假安排 第1版" });
    // Days off at a weekend change nothing and are not kept.
    expect(listed?.offDays.map(({ day }) => day)).toEqual([
      "2027-01-01",
      "2027-02-08",
      "2027-02-09",
      "2027-02-10",
      "2027-05-03",
      "2027-10-01",
    ]);
    expect(listed?.workDays).toEqual([{ day: "2027-02-20", name: "春节" }]);

    centre.setClock("2027-02-05T02:00:00.000Z");
    await importSheet(centre, {
      desk: centre.as("clerk"),
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯")),
      choices: asWork,
    });
    expect(centre.db.one("SELECT firstAnswerDueAt, isFirstAnswerEstimated FROM appeals")).toEqual({
      firstAnswerDueAt: "2027-02-11T16:00:00.000Z",
      isFirstAnswerEstimated: false,
    });
  });

  test("again is known and no new version; with a change it is the next one", async () => {
    const centre = openTestCore();
    await importYear(centre, year2027);
    expect(countsOf(await importYear(centre, year2027))).toEqual([8, 0, 8, 0]);
    const version = () =>
      centre
        .as("viewer")
        .ok("system.listCalendarYears", {})
        .years.find(({ year }) => year === 2027)?.version;
    expect(version()).toBe("2027年放假安排 第1版");
    expect(countsOf(await importYear(centre, [...year2027, ["2027-10-04", "放假", "国庆节"]]))).toEqual([9, 1, 8, 0]);
    expect(version()).toBe("2027年放假安排 第2版");
    // A list that lost a day is another list, though each of its rows is known.
    expect(countsOf(await importYear(centre, year2027))).toEqual([8, 0, 8, 0]);
    expect(version()).toBe("2027年放假安排 第3版");
  });

  test("that is not whole is not taken at all, and says why", async () => {
    const centre = openTestCore();
    const admin = centre.as("admin");
    const done = await importYear(centre, year2027.slice(0, 6));
    expect(done).toMatchObject({ state: "takenBack" });
    expect(admin.ok("system.job", { id: done.id })).toMatchObject({
      state: "failed",
      problem: expect.stringMatching(/^没有导入：.*缺少 2027-10-01（国庆节）/),
    });
    expect(centre.db.one("SELECT count(*) AS count FROM calendar_days")).toEqual({ count: 0 });
  });

  test("a day twice, and a type that nobody knows", async () => {
    const centre = openTestCore();
    const done = await importYear(centre, [...year2027, ["2027-01-01", "放假", "元旦"], ["2027-09-01", "半天", "试"]]);
    expect(countsOf(done)).toEqual([10, 8, 0, 2]);
    const [, ...refused] = await rowsOfFile(
      centre,
      centre.as("admin").ok("system.refusedRows", { id: done.id }).file.sha256,
    );
    expect(refused.map((cells) => cells.at(-1))).toEqual([
      "这一天出现了两次",
      "类型“半天”不认识，应是：放假、休、休息、节假日、上班、班、调休上班",
    ]);
  });
});

describe("the list of categories as a file", () => {
  test.each(["xlsx", "csv"] as const)(
    "as .%s comes whole, is its asker's alone, and is known when it comes back",
    async (format) => {
      const centre = openTestCore();
      const rows = Array.from({ length: 1_200 }, (_, index) => ["=甲建", `第${index % 30}类`, `+第${index}项`]);
      await importCategories(centre, rows);
      const viewer = centre.as("viewer");
      const { id } = viewer.ok("system.exportCategories", { format });
      expect(viewer.code("system.exportedFile", { jobId: id })).toBe("NotFound");
      await centre.finishJobs();
      const { file } = viewer.ok("system.exportedFile", { jobId: id });
      expect(file.name).toBe(`诉求分类-2026-11-20.${format}`);
      expect(centre.as("admin").code("system.exportedFile", { jobId: id })).toBe("NotFound");
      const [titles, ...written] = await rowsOfFile(centre, file.sha256);
      expect(titles).toEqual(["代码", "一级分类", "二级分类", "三级分类", "状态"]);
      const all = viewer.ok("system.listCategories", { withRetired: true }).categories;
      expect(written.map(([code]) => code)).toEqual(all.map(({ code }) => code));
      // What a spreadsheet would run is kept from it where the format needs that.
      const own = written.filter(([, first]) => String(first).endsWith("=甲建"));
      expect(new Set(own.map(([, first]) => first))).toEqual(new Set([format === "csv" ? "'=甲建" : "=甲建"]));
      if (format === "csv") return;
      const bytes = readFileSync(centre.core.files.pathOf(file.sha256));
      const back = await importSheet(centre, { desk: centre.as("admin"), kind: "categories", bytes });
      expect(countsOf(back)).toEqual([all.length, 0, all.length, 0]);
    },
  );
});
