import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportColumn, ImportShape } from "#core/import-kind.ts";
import { mappingBelow, proposeMapping } from "#core/import-mapping.ts";
import { digestOf, isHeadingAgain, isUnusedRow, piecesOf, readRow } from "#core/import-row.ts";
import type { Cell, SheetRow } from "#core/sheet-cells.ts";

const columns: ImportColumn[] = [
  { key: "number", title: "编号", aliases: ["留言编号", "工单编号"], kind: "line", longest: 20 },
  { key: "name", title: "诉求人", aliases: ["姓名", "留言用户"], kind: "line", isIdentity: true, pieces: "name" },
  { key: "phone", title: "联系电话", aliases: ["电话"], kind: "phone", pieces: "phone" },
  { key: "at", title: "留言时间", aliases: ["登记日期"], kind: "instant", isPast: true, isIdentity: true },
  { key: "born", title: "出生日期", aliases: [], kind: "day", isPast: true },
  { key: "content", title: "内容", aliases: ["留言详情"], kind: "text", isIdentity: true, pieces: "text" },
  { key: "likes", title: "点赞数", aliases: [], kind: "integer" },
  { key: "gender", title: "性别", aliases: [], kind: "word", words: { 男: "male", 女: "female" } },
  { key: "tags", title: "人群", aliases: [], kind: "words", words: { 老: "elder", 小: "child" } },
];
const shape: ImportShape = { columns, needsOneOf: [{ keys: ["content", "name"] }] };
const now = "2026-11-20T01:00:00.000Z";
const inOrder = Object.fromEntries(columns.map(({ key }, index) => [key, index]));

const read = (cells: Partial<Record<string, Cell>>, by: ImportShape = shape, choices: Record<string, string> = {}) =>
  readRow(
    columns.map(({ key }) => cells[key] ?? null),
    by,
    inOrder,
    choices,
    now,
  );

describe("a row", () => {
  test("is cleaned and read", () => {
    const { values, problems } = read({
      number: 188006,
      name: "\u200b张\u3000晓梅 ",
      phone: "＋86 138-1234-1234",
      at: "2019/4/25 9:32:09",
      born: { at: "1950-03-01T00:00:00" },
      content: "\n\n\t\t\t_x000D_\n第一句，\t第二句\u00a0。\r\n\r\n\r\n\r\n第三句",
      likes: "1,024",
      gender: "女",
      tags: "老、小 老",
    });
    expect(problems).toEqual([]);
    expect(values).toEqual({
      number: "188006",
      name: "张 晓梅",
      phone: "13812341234",
      at: "2019-04-25T01:32:09.000Z",
      born: "1950-03-01",
      content: "第一句， 第二句 。\n\n第三句",
      likes: 1024,
      gender: "female",
      tags: ["elder", "child"],
    });
  });

  test("says what is wrong with it, all at once", () => {
    expect(
      read({
        number: "长".repeat(21),
        name: "张三",
        phone: "12a",
        at: "昨天",
        born: "明年",
        likes: "很多",
        gender: "x",
        tags: "老、外",
      }).problems,
    ).toEqual([
      "编号超过 20 个字",
      "留言时间“昨天”看不懂，应是日期时间，如 2026-04-25 9:32",
      "出生日期“明年”看不懂，应是日期，如 2026-04-25",
      "点赞数“很多”不是整数",
      "性别“x”不认识，应是：男、女",
      "人群“外”不认识，应是：老、小",
    ]);
  });

  test("may hold a stroke or a word for nothing, and a formula that went wrong is no word", () => {
    const blank = read({ name: "张三", phone: "无", at: "—", likes: "/", gender: "未知", tags: "-", content: "无" });
    expect(blank.problems).toEqual([]);
    expect(blank.values).toMatchObject({ phone: "", at: null, likes: null, gender: null, tags: [], content: "无" });
    expect(read({ name: "张三", content: " / " }).values.content).toBe("");
    expect(read({ name: "张三", content: "#N/A", likes: "#DIV/0!" }).problems).toEqual([
      "内容是算错的公式“#N/A”，请在表里改好",
      "点赞数是算错的公式“#DIV/0!”，请在表里改好",
    ]);
  });

  test.each([
    ["13912345678/0476-8234567", "13912345678"],
    ["张三 139 1234 5678", "13912345678"],
    ["家里 0476-8234567 转2", "04768234567"],
    ["+86 139-1234-5678（女儿）", "13912345678"],
    ["139****5678", ""],
    ["12a", ""],
  ])("whose phone reads %s is taken with what can be dialled, and the words stay beside it", (phone, value) => {
    const row = read({ name: "张三", phone });
    expect(row.problems).toEqual([]);
    expect(row.values.phone).toBe(value);
    expect(row.said).toEqual({ phone });
  });

  test("cannot come from the future", () => {
    expect(read({ name: "张三", at: "2026-11-21" }).problems).toEqual(["留言时间“2026-11-21”晚于今天"]);
    expect(read({ name: "张三", born: "2026-11-21" }).problems).toEqual(["出生日期“2026-11-21”晚于今天"]);
    expect(read({ name: "张三", born: "2026-11-20" }).problems).toEqual([]);
  });

  test("needs what it needs, and one of several", () => {
    expect(read({ likes: 1 }).problems).toEqual(["没有内容，也没有诉求人"]);
    const strict: ImportShape = {
      columns: columns.map((column) => (column.key === "name" ? { ...column, isRequired: true } : column)),
      needsOneOf: [{ keys: ["at"], when: { choice: "mode", is: "history" } }],
    };
    expect(read({ content: "x" }, strict).problems).toEqual(["没有诉求人"]);
    expect(read({ name: "张三" }, strict, { mode: "history" }).problems).toEqual(["没有留言时间"]);
    expect(read({ name: "张三" }, strict, { mode: "open" }).problems).toEqual([]);
    // What is there and cannot be read is said once.
    expect(read({ name: "张三", at: "昨天" }, strict, { mode: "history" }).problems).toHaveLength(1);
  });

  test("carries no whole ID number in, and no cell that nobody typed", () => {
    expect(read({ content: "我的身份证 11010519491231002X 丢了" }).values.content).toBe(
      "我的身份证 110105********002X 丢了",
    );
    for (const form of ["１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X", "证11010519491231002X号"])
      expect(read({ content: form }).values.content).toMatch(/^证?110105\*{8}002X号?$/);
    expect(read({ content: "长".repeat(40_000) }).problems).toEqual(["内容超过 32767 个字"]);
    expect(read({ content: "长".repeat(20_001) }).problems).toEqual(["内容超过 20000 个字"]);
  });

  test("never makes the reader throw, whatever stands in it", () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc
        .date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-01-01") })
        .map((date) => ({ at: date.toISOString().slice(0, 19) })),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const { values, problems } = readRow(cells, shape, inOrder, {}, now);
        expect(Object.keys(values)).toHaveLength(columns.length);
        for (const problem of problems) expect(problem).toMatch(/[\u4e00-\u9fff]/);
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  test("two rows that say the same have one digest, however they were typed", () => {
    const digest = (cells: Partial<Record<string, Cell>>) => digestOf(shape, read(cells).values);
    const said = digest({ name: "张三", at: "2019/4/25 9:32", content: "路灯 坏了" });
    expect(digest({ name: "张三\u200b", at: "2019年4月25日 9时32分", content: "\n路灯\u3000坏了\t", likes: 5 })).toBe(
      said,
    );
    expect(digest({ name: "张三", at: "2019/4/25 9:33", content: "路灯 坏了" })).not.toBe(said);
    // Where one text ends and the next begins counts.
    expect(digest({ name: "张", content: "三" })).not.toBe(digest({ name: "张三", content: "" }));
  });

  test("is cut for the search", () => {
    expect(piecesOf(shape, read({ name: "张三", phone: "13812341234", content: "路灯坏了" }).values)).toBe(
      "张三 三 pyzs qpzhangsan tel13812341234 tail1234 路灯 灯坏 坏了 了",
    );
  });
});

const rows = (...lines: Cell[][]): SheetRow[] => lines.map((cells, index) => ({ number: index + 1, cells }));

describe("the heading", () => {
  test("is found below titles, by any of its names and in any order", () => {
    const found = proposeMapping(
      rows(
        ["花园社区居民诉求登记表"],
        ["填表人：李秀英", null, "2026年"],
        ["留言详情", "*姓名：", "联系电话（手机）", "登记 日期"],
        ["路灯坏了", "张三"],
      ),
      columns,
    );
    expect(found.heading).toEqual({ lastRow: 3, labels: ["留言详情", "*姓名：", "联系电话（手机）", "登记 日期"] });
    expect(found.mapping).toEqual({ content: 0, name: 1, phone: 2, at: 3 });
  });

  test("of two rows, as merged cells make it, is read as one", () => {
    const found = proposeMapping(
      rows(["编号", "诉求人信息", null, "内容"], [null, "姓名", "电话", null], ["1", "张三", "13812341234", "路灯"]),
      columns,
    );
    expect(found.heading.lastRow).toBe(2);
    expect(found.mapping).toEqual({ number: 0, name: 1, phone: 2, content: 3 });
  });

  test("takes the first of two columns that mean the same, and says so", () => {
    const found = proposeMapping(rows(["姓名", "留言用户", "内容"]), columns);
    expect(found.mapping).toEqual({ name: 0, content: 2 });
    expect(found.doubles).toEqual(["留言用户"]);
  });

  test("a longer name ends in a known one; the known one itself is preferred", () => {
    expect(proposeMapping(rows(["来电人联系电话", "内容"]), columns).mapping).toEqual({ phone: 0, content: 1 });
    expect(proposeMapping(rows(["紧急联系电话", "联系电话"]), columns).mapping).toEqual({ phone: 1 });
  });

  test("where nothing is known the first row stands there, unmapped", () => {
    const found = proposeMapping(rows(["甲", "乙"], ["1", "2"]), columns);
    expect(found).toMatchObject({ heading: { lastRow: 1, labels: ["甲", "乙"] }, mapping: {}, score: 0 });
    expect(proposeMapping([], columns).heading).toEqual({ lastRow: 0, labels: [] });
  });

  test("a person points at another row", () => {
    const all = rows(["编号"], ["姓名", "内容"], ["张三", "路灯"]);
    expect(mappingBelow(all, 2, columns)).toMatchObject({ heading: { lastRow: 2 }, mapping: { name: 0, content: 1 } });
  });

  test("that comes again in the middle is no row, and neither is a row of nothing but serial numbers", () => {
    const mapping = { name: 1, content: 2 };
    expect(isHeadingAgain(["序号", "姓名", "内容"], ["序号", "姓名", "内容"], mapping)).toBe(true);
    expect(isHeadingAgain(["1", "姓名", "坏了"], ["序号", "姓名", "内容"], mapping)).toBe(false);
    expect(isUnusedRow(["12", null, " "], mapping)).toBe(true);
    expect(isUnusedRow(["12", "张三"], mapping)).toBe(false);
  });
});
