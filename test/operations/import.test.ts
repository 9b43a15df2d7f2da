import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  asHistory,
  boardHeading,
  boardOf,
  boardRow,
  countsOf,
  keptAppeals,
  openClerk,
} from "../support/appeal-sheets.ts";
import type { Seat } from "../support/community.ts";
import { workbookParts, xlsOf, xlsxOf, zipOf } from "../support/file-bytes.ts";
import { beginImport, importSheet, readSheet } from "../support/sheets.ts";
import { openTestCore } from "../support/test-core.ts";

const choices = asHistory;

describe("who may", () => {
  test.each<[Seat, string[]]>([
    ["viewer", []],
    ["clerk", ["appeals", "residents", "organisations"]],
    ["director", ["appeals", "residents", "grids", "organisations", "communityMatters", "deliberationMatters"]],
    ["admin", ["categories", "holidays"]],
    [
      "first",
      [
        "appeals",
        "residents",
        "grids",
        "organisations",
        "communityMatters",
        "deliberationMatters",
        "categories",
        "holidays",
      ],
    ],
  ])("%s: %j", (seat, kinds) => {
    const desk = openTestCore().as(seat);
    expect(desk.ok("system.listImportKinds", {}).kinds.map(({ kind }) => kind)).toEqual(kinds);
  });

  test("no other kind is read, written, listed or handed out", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(
      boardRow(1, "路灯"),
      boardRow(null, "停水").map((cell, at) => (at === 3 ? "昨天" : cell)),
    );
    const { sha256 } = centre.core.files.put(bytes);
    const admin = centre.as("admin");
    for (const [other, kind] of [
      [admin, "appeals"],
      [desk, "categories"],
      [centre.as("viewer"), "appeals"],
    ] as const)
      expect(other.code("system.readImport", { kind, sha256, fileName: "x.xlsx", choices: {} })).toBe("NotAllowed");
    expect(desk.code("system.readImport", { kind: "secrets", sha256, fileName: "x.xlsx", choices: {} })).toBe(
      "NotFound",
    );
    const done = await importSheet(centre, { desk, kind: "appeals", bytes, choices });
    expect(admin.ok("system.listImports", {}).imports).toEqual([]);
    expect(admin.code("system.import", { id: done.id })).toBe("NotAllowed");
    expect(admin.code("system.refusedRows", { id: done.id })).toBe("NotAllowed");
    expect(centre.as("secretary").ok("system.listImports", {}).imports).toMatchObject([
      { kindTitle: "诉求", fileName: "表格.xlsx", startedByName: "李秀英", state: "done", hasRefusedFile: false },
    ]);
    expect(centre.as("secretary").code("system.refusedRows", { id: done.id })).toBe("NotAllowed");
    expect(centre.as("director").ok("system.import", { id: done.id }).hasRefusedFile).toBe(true);
    expect(centre.as("director").code("system.refusedRows", { id: done.id })).toBe("ok");
    expect(centre.as("nobody").code("system.listImports", {})).toBe("NotSignedIn");
  });

  test("a file that somebody reads is nobody else's", async () => {
    const { centre, desk } = openClerk();
    const { id } = await readSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯")),
      choices,
    });
    const other = centre.as("director");
    expect(other.code("system.importPreview", { id })).toBe("NotFound");
    expect(other.code("system.mapImport", { id, sheet: null, headingRow: null, mapping: null, choices })).toBe(
      "NotFound",
    );
    expect(other.code("system.startImport", { id, choices })).toBe("NotFound");
    expect(other.code("system.closeReading", { id })).toBe("NotFound");
    expect(desk.ok("system.closeReading", { id })).toEqual({ done: true });
    expect(desk.code("system.importPreview", { id })).toBe("NotFound");
  });
});

describe("what is refused", () => {
  test("a file that never came", () => {
    const { desk } = openClerk();
    const input = { kind: "appeals", sha256: "0".repeat(64), fileName: "x.xlsx", choices: {} };
    expect(desk.code("system.readImport", input)).toBe("FileMissing");
    expect(desk.code("system.readImport", { ...input, sha256: "../../etc/passwd" })).toBe("InvalidInput");
  });

  test("more files at once than there is room for; a person's own earlier one makes room", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(boardRow(1, "路灯"));
    const first = await readSheet(centre, { desk, kind: "appeals", bytes });
    const second = await readSheet(centre, { desk, kind: "appeals", bytes });
    expect(desk.code("system.importPreview", { id: first.id })).toBe("NotFound");
    for (const seat of ["secretary", "director"] as const)
      await readSheet(centre, { desk: centre.as(seat), kind: "appeals", bytes });
    const { sha256 } = centre.core.files.put(bytes);
    const ask = { kind: "appeals", sha256, fileName: "x.xlsx", choices: {} };
    expect(centre.as("first").code("system.readImport", ask)).toBe("TooManyReadings");
    desk.ok("system.closeReading", { id: second.id });
    expect(centre.as("first").code("system.readImport", ask)).toBe("ok");
    await centre.finishJobs();
  });

  test("starting too early, twice, with nothing, or undecided", async () => {
    const { centre, desk } = openClerk();
    const { sha256 } = centre.core.files.put(await boardOf(boardRow(1, "路灯")));
    const { id } = desk.ok("system.readImport", { kind: "appeals", sha256, fileName: "x.xlsx", choices });
    expect(desk.code("system.startImport", { id, choices })).toBe("ImportNotReady");
    expect(desk.code("system.mapImport", { id, sheet: null, headingRow: null, mapping: null, choices })).toBe(
      "ImportNotReady",
    );
    await centre.finishJobs();
    expect(desk("system.startImport", { id, choices: { ...choices, source: "" } })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "choices.source", message: "请填写表的出处" }],
    });
    expect(desk("system.startImport", { id, choices: { ...choices, nature: "nonsense" } })).toMatchObject({
      fields: [{ path: "choices.nature", message: "性质没有这个选项" }],
    });
    desk.ok("system.startImport", { id, choices });
    expect(desk.code("system.startImport", { id, choices })).toBe("ImportNotReady");
    expect(desk.code("system.mapImport", { id, sheet: null, headingRow: null, mapping: null, choices })).toBe(
      "ImportNotReady",
    );
    await centre.finishJobs();
    expect(keptAppeals(centre)).toHaveLength(1);

    const empty = await readSheet(centre, { desk, kind: "appeals", bytes: await boardOf(), choices });
    expect(empty.preview).toMatchObject({ readCount: 0, mapping: { number: 0 } });
    expect(desk.code("system.startImport", { id: empty.id, choices })).toBe("NothingToImport");
  });

  test("a repeated request does not import twice", async () => {
    const { centre, desk } = openClerk();
    const { id } = await readSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(boardRow(1, "路灯")),
      choices,
    });
    const requestId = "0000000000000000abcd";
    const first = desk("system.startImport", { id, choices }, requestId);
    await centre.finishJobs();
    expect(desk("system.startImport", { id, choices }, requestId)).toEqual(first);
    expect(desk.ok("system.listImports", {}).imports).toHaveLength(1);
  });
});

test("the beginning and the end of an import stand in the audit log, without a row of it", async () => {
  const { centre, desk } = openClerk();
  const { id } = await readSheet(centre, {
    desk,
    kind: "appeals",
    bytes: await boardOf(boardRow(1, "路灯坏了")),
    choices,
  });
  const started = centre.auditOf(() => {
    desk.ok("system.startImport", { id, choices });
  });
  expect(started).toMatchObject([{ operation: "system.startImport", payload: { id, choices } }]);
  await centre.finishJobs();
  const [ended] = centre.db.all<{ operation: string; payload: string }>(
    "SELECT a.operation, p.payload FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id ORDER BY a.id DESC LIMIT 1",
  );
  expect(ended?.operation).toBe("council.importAppeals");
  expect(JSON.parse(ended?.payload ?? "")).toEqual({ readCount: 1, takenCount: 1, knownCount: 0, refusedCount: 0 });
});

describe("a person has the last word", () => {
  test("on the sheet, the heading and the columns", async () => {
    const { centre, desk } = openClerk();
    const bytes = await xlsxOf({
      说明: [["这里是说明"]],
      一月: [["标题行"], ["内容", "时间", "备注"], ["路灯", "2019-1-1", "甲"]],
      二月: [
        ["内容", "时间"],
        ["停水", "2019-2-1"],
        ["停电", "2019-2-2"],
      ],
    });
    const read = await readSheet(centre, { desk, kind: "appeals", bytes, choices });
    expect(read.preview).toMatchObject({
      sheetNames: ["说明", "一月", "二月"],
      sheet: "一月",
      heading: { lastRow: 2 },
      readCount: 1,
    });
    const look = async (asked: { sheet?: string; headingRow?: number; mapping?: Record<string, number> }) => {
      desk.ok("system.mapImport", { id: read.id, sheet: null, headingRow: null, mapping: null, choices, ...asked });
      await centre.finishJobs();
      return desk.ok("system.importPreview", { id: read.id }).preview;
    };
    expect(await look({ sheet: "二月" })).toMatchObject({
      sheet: "二月",
      readCount: 2,
      mapping: { content: 0, receivedAt: 1 },
    });
    const moved = await look({ sheet: "一月", headingRow: 2, mapping: { content: 2, receivedAt: 1 } });
    expect(moved?.goodRows).toMatchObject([{ texts: { content: "甲", receivedAt: "2019-01-01 00:00" } }]);
    expect(await look({ sheet: "一月", headingRow: 1 })).toMatchObject({
      heading: { labels: ["标题行"] },
      mapping: {},
    });
    await look({ sheet: "一月", headingRow: 2, mapping: { content: 2, receivedAt: 1, nonsense: 0 } });
    desk.ok("system.startImport", { id: read.id, choices });
    await centre.finishJobs();
    expect(keptAppeals(centre)).toMatchObject([{ content: "甲" }]);
  });

  test("the preview shows what would be kept, and every reason", async () => {
    const { centre, desk } = openClerk();
    const bytes = await xlsxOf({
      表: [
        [...boardHeading, "姓名"],
        boardRow(1, "路\u3000灯"),
        boardRow(2, "停水").map((cell, at) => (at === 3 ? "昨天" : cell)),
      ],
    });
    const { preview } = await readSheet(centre, { desk, kind: "appeals", bytes, choices });
    expect(preview).toMatchObject({
      readCount: 2,
      badCount: 1,
      doubles: ["姓名"],
      goodRows: [{ number: 2, texts: { number: "1", receivedAt: "2019-04-25 09:32", content: "路 灯" } }],
      badRows: [
        { number: 3, texts: { receivedAt: "昨天" }, problems: [expect.stringContaining("留言时间“昨天”看不懂")] },
      ],
    });
  });

  test("a file in any format gives the same rows", async () => {
    const { centre, desk } = openClerk();
    const rows = [
      ["留言编号", "留言详情", "留言时间"],
      ["1", "路灯坏了", "2019/4/25 9:32:09"],
      ["2", "停水了", "2019/4/26 9:32:09"],
    ];
    const csv = new TextEncoder().encode(rows.map((cells) => cells.join(",")).join("\r\n"));
    for (const [at, bytes] of [await xlsxOf({ 表: rows }), xlsOf(rows), csv].entries()) {
      const done = await importSheet(centre, { desk, kind: "appeals", bytes, choices });
      expect(countsOf(done)).toEqual(at === 0 ? [2, 2, 0, 0] : [2, 0, 2, 0]);
    }
  });
});

describe("hostile files", () => {
  test.each<[string, Uint8Array, RegExp]>([
    [
      "a zip bomb",
      zipOf([...workbookParts(""), { name: "a.bin", bytes: Buffer.alloc(30 * 1024 * 1024) }]),
      /展开后太大/,
    ],
    ["a broken zip", zipOf(workbookParts("")).subarray(0, 200), /已损坏/],
    ["a picture", Buffer.from("89504e470d0a1a0a0000", "hex"), /不是能读的表格文件/],
    ["a locked file", xlsOf([["编号"]], { isLocked: true }), /设了密码/],
    ["an empty file", new Uint8Array(), /是空的/],
    ["a workbook without a row", zipOf(workbookParts("")), /是空的/],
  ])("%s gets a sentence, and the desk goes on meanwhile", async (_, bytes, sentence) => {
    const { centre, desk } = openClerk();
    const { sha256 } = centre.core.files.put(bytes);
    const { id, jobId } = desk.ok("system.readImport", { kind: "appeals", sha256, fileName: "x.xlsx", choices });
    // The worker has the file now, and the desk does not wait for it.
    centre.core.jobs.step();
    expect(desk.ok("system.importPreview", { id })).toMatchObject({ isBusy: true, preview: null, problem: null });
    desk.ok("council.registerAppeal", { voice: "anonymous", channel: "window", nature: "help", content: "柜台" });
    await centre.finishJobs();
    expect(desk.ok("system.importPreview", { id })).toMatchObject({
      isBusy: false,
      problem: expect.stringMatching(sentence),
    });
    expect(desk.ok("system.job", { id: jobId })).toMatchObject({
      state: "failed",
      problem: expect.stringMatching(sentence),
    });
    expect(desk.code("system.startImport", { id, choices })).toBe("ImportNotReady");
    // Another file can be read at once.
    const good = await boardOf(boardRow(1, "路灯"));
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes: good, choices }))).toEqual([1, 1, 0, 0]);
  });

  test("a sheet that cannot be read leaves the choice of another", async () => {
    const { centre, desk } = openClerk();
    const parts = workbookParts('<row r="1"><c r="A1" t="inlineStr"><is><t>内容</t></is></c></row>').map((part) =>
      part.name === "xl/workbook.xml"
        ? {
            ...part,
            bytes: Buffer.from(
              part.bytes.toString().replace("</sheets>", '<sheet name="坏的" sheetId="2" r:id="rId9"/></sheets>'),
            ),
          }
        : part,
    );
    const { id, preview } = await readSheet(centre, { desk, kind: "appeals", bytes: zipOf(parts), choices });
    expect(preview).toMatchObject({ sheetNames: ["表一", "坏的"], sheet: "表一" });
    desk.ok("system.mapImport", { id, sheet: "坏的", headingRow: null, mapping: null, choices });
    await centre.finishJobs();
    expect(desk.ok("system.importPreview", { id })).toMatchObject({ problem: expect.stringContaining("已损坏") });
    desk.ok("system.mapImport", { id, sheet: "表一", headingRow: null, mapping: null, choices });
    await centre.finishJobs();
    expect(desk.ok("system.importPreview", { id })).toMatchObject({ problem: null, preview: { sheet: "表一" } });
  });

  test("a reading that is stopped ends at once", async () => {
    const { centre, desk } = openClerk();
    const { sha256 } = centre.core.files.put(await boardOf(boardRow(1, "路灯")));
    const ask = { kind: "appeals", sha256, fileName: "x.xlsx", choices };
    const { jobId, id } = desk.ok("system.readImport", ask);
    desk.ok("system.cancelJob", { id: jobId });
    await centre.finishJobs();
    expect(desk.ok("system.job", { id: jobId }).state).toBe("cancelled");
    expect(desk.code("system.importPreview", { id })).toBe("NotFound");
    const other = desk.ok("system.readImport", ask);
    desk.ok("system.closeReading", { id: other.id });
    await centre.finishJobs();
    expect(desk.ok("system.job", { id: other.jobId }).state).toBe("failed");
  });

  test("rows that a killed program left beside the files are gone with the next start", async () => {
    const { centre, desk } = openClerk({ isOnDisk: true });
    await beginImport(centre, { desk, kind: "appeals", bytes: await boardOf(boardRow(1, "路灯")), choices });
    const rowFiles = () => readdirSync(join(centre.folder, "files")).filter((name) => name.startsWith("reading-"));
    expect(rowFiles()).toHaveLength(1);
    centre.restart();
    expect(rowFiles()).toEqual([]);
    await centre.finishJobs();
  });
});
