import { writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { type Cell, mostRows } from "#core/sheet-cells.ts";
import { openSheetFile } from "#core/sheet-file.ts";
import { SheetProblem, type SheetProblemCode } from "#core/sheet-problem.ts";
import { gb18030Of, oleOf, workbookParts, xlsOf, xlsxOf, type ZipPart, zipOf } from "../support/file-bytes.ts";

const rowsOf = async (bytes: Uint8Array, fileName = "表格.xlsx", sheet?: string): Promise<Cell[][]> => {
  const file = await openSheetFile(bytes, fileName);
  const rows: Cell[][] = [];
  for await (const { cells } of file.rows(sheet ?? file.sheetNames[0] ?? "")) rows.push(cells);
  return rows;
};

const problemOf = async (bytes: Uint8Array, fileName = "表格.xlsx"): Promise<SheetProblemCode | "none"> => {
  try {
    await rowsOf(bytes, fileName);
    return "none";
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    expect(error.sentence).toMatch(/^[^a-z]*[\u4e00-\u9fff].*。$/i);
    return error.code;
  }
};

const text = (words: string) => new TextEncoder().encode(words);

describe("xlsx", () => {
  test("text, numbers, dates and blanks come as they stand; blank rows are passed over", async () => {
    const bytes = await xlsxOf({
      表: [["编号", "时间"], [188006, new Date("2019-04-25T09:32:09Z")], [], [null, null], ["007", true, 0.1 + 0.2]],
    });
    const file = await openSheetFile(bytes, "表.xlsx");
    const rows = [];
    for await (const row of file.rows("表")) rows.push(row);
    expect(rows).toEqual([
      { number: 1, cells: ["编号", "时间"] },
      { number: 2, cells: [188006, { at: "2019-04-25T09:32:09" }] },
      { number: 5, cells: ["007", true, 0.1 + 0.2] },
    ]);
  });

  test("a formula is its kept value and is never computed", async () => {
    const sheet =
      '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x.test")</f><v>点这里</v></c><c r="B1"><f>1+1</f><v>7</v></c>' +
      '<c r="C1"><f>1+1</f></c><c r="D1" t="inlineStr"><is><t>=1+1</t></is></c></row>';
    expect(await rowsOf(zipOf(workbookParts(sheet)))).toEqual([["点这里", 7, null, "=1+1"]]);
  });

  test("an entity that would unfold without end is left alone", async () => {
    const [types, rels, workbook, workbookRels] = workbookParts("");
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1">' +
      '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    const parts = [types, rels, workbook, workbookRels, { name: "xl/worksheets/sheet1.xml", bytes: text(bomb) }];
    expect(JSON.stringify(await rowsOf(zipOf(parts as ZipPart[])))).not.toContain("哈");
  });

  test("sheets have names; hidden ones are not offered", async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: "封面", rows: [["说明"]] },
        { name: "底稿", rows: [["旧"]], hidden: true },
        { name: "A&B <1>", rows: [["编号"], [1]] },
      ],
    });
    const file = await openSheetFile(bytes, "x.xlsx");
    expect(file.sheetNames).toEqual(["封面", "A&B <1>"]);
    expect(await rowsOf(bytes, "x.xlsx", "A&B <1>")).toEqual([["编号"], [1]]);
  });
});

describe("xls", () => {
  test("is read with its dates", async () => {
    const bytes = xlsOf([["编号", "登记日期"], [1, { serial: 43580.5 }], [], ["二", "2019/4/25"]]);
    expect(await rowsOf(bytes, "台账.xls")).toEqual([
      ["编号", "登记日期"],
      [1, { at: "2019-04-25T12:00:00" }],
      ["二", "2019/4/25"],
    ]);
  });
});

describe("csv", () => {
  const table = [
    ["编号", "内容"],
    ["1", "路灯,坏了"],
    ["2", "他说“急”\n第二行"],
    ["3", '引"号'],
  ];
  const csv = '编号,内容\r\n1,"路灯,坏了"\r\n2,"他说“急”\n第二行"\r\n3,"引""号"\r\n';

  test.each([
    ["UTF-8", text(csv)],
    ["UTF-8 with its mark", text(`\uFEFF${csv}`)],
    ["GB18030", gb18030Of(csv)],
    ["UTF-16 as a spreadsheet saves it", Buffer.from(`\uFEFF${csv.replaceAll("\r\n", "\r")}`, "utf16le")],
  ])("in %s", async (_, bytes) => {
    expect(await rowsOf(bytes, "表.csv")).toEqual(table);
  });

  test.each([
    ["semicolons", "编号;内容\n1;a,b\n2;c,d\n"],
    ["tabs", "编号\t内容\n1\ta,b\n2\tc,d\n"],
    ["a mark that is told", "sep=;\n编号;内容\n1;a,b\n2;c,d\n"],
  ])("with %s", async (_, words) => {
    expect(await rowsOf(text(words), "表.csv")).toEqual([
      ["编号", "内容"],
      ["1", "a,b"],
      ["2", "c,d"],
    ]);
  });

  test("text kept from losing its zeros is unwrapped, and a formula stays text", async () => {
    expect(await rowsOf(text('编号,内容\n="00123",=1+1\n'), "表.csv")).toEqual([
      ["编号", "内容"],
      ["00123", "=1+1"],
    ]);
  });

  test("the last line needs no end, and a quote in the middle is a sign like others", async () => {
    expect(await rowsOf(text('a,b\n1,5" 管\n2,x'), "表.csv")).toEqual([
      ["a", "b"],
      ["1", '5" 管'],
      ["2", "x"],
    ]);
  });

  test("a character cut by the edge of a piece is whole", async () => {
    const long = "诉".repeat(700_000);
    const rows = await rowsOf(text(`编号,内容\n1,${long}`), "表.csv");
    expect(rows[1]?.[1]).toHaveLength(700_000);
  });
});

describe("whatever the name says, the content decides", () => {
  test("a table under a wrong name is read", async () => {
    const bytes = await xlsxOf({ 表: [["编号"], [1]] });
    expect(await rowsOf(bytes, "表.csv")).toEqual([["编号"], [1]]);
    expect(await rowsOf(xlsOf([["编号"]]), "表.xlsx")).toEqual([["编号"]]);
    expect(await rowsOf(text("编号\n1"), "表.xls")).toEqual([["编号"], ["1"]]);
  });

  test.each<[string, Uint8Array, string, SheetProblemCode]>([
    ["an empty file", new Uint8Array(), "a.xlsx", "EmptyFile"],
    ["nothing but line breaks", text("\r\n\r\n  \r\n"), "a.csv", "EmptyFile"],
    ["the file that marks an open one", text("wangjg"), "~$表.xlsx", "LockFile"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "a.xlsx", "NotATable"],
    ["a web page called a spreadsheet", text("<html><table><tr><td>1</td></tr></table></html>"), "a.xls", "WebPage"],
    ["a letter", zipOf([{ name: "word/document.xml", bytes: text("<w/>") }]), "a.xlsx", "NotATable"],
    ["a binary workbook", zipOf([{ name: "xl/workbook.bin", bytes: text("x") }]), "a.xlsx", "OldFormat"],
    ["another office's table", zipOf([{ name: "content.xml", bytes: text("x") }]), "a.xlsx", "OldFormat"],
    ["a letter of an old office", oleOf("WordDocument", Buffer.from("x")), "a.xls", "NotATable"],
    ["an OLE container with a locked workbook", oleOf("EncryptedPackage", Buffer.from("x")), "a.xlsx", "HasPassword"],
    ["a locked .xls", xlsOf([["编号"]], { isLocked: true }), "a.xls", "HasPassword"],
    ["bytes of no encoding", new Uint8Array([0x41, 0xff, 0xff, 0x42]), "a.csv", "UnknownEncoding"],
    ["a quote that never ends", text(`a,b\n"${"x".repeat(300_000)}`), "a.csv", "OpenQuote"],
  ])("%s gets its sentence", async (_, bytes, fileName, code) => {
    expect(await problemOf(bytes, fileName)).toBe(code);
  });

  test("a password set by a spreadsheet program", async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: "表", rows: [["编号"]] }],
      encryption: { password: "1234", spinCount: 10 },
    });
    expect(await problemOf(bytes)).toBe("HasPassword");
  });
});

describe("broken and hostile archives", () => {
  const big = Buffer.alloc(30 * 1024 * 1024, "<row/>");

  test("a file cut off anywhere is broken, and never more than that", async () => {
    const whole = await xlsxOf({ 表: [["编号"], ["内容"]] });
    for (let length = 2; length < whole.byteLength; length += 97)
      expect(await problemOf(whole.subarray(0, length))).toBe("BrokenFile");
  });

  test("a file with flipped bytes is read or refused with a sentence", async () => {
    const whole = await xlsxOf({ 表: [["编号"], ["内容"]] });
    for (let at = 4; at < whole.byteLength; at += 31) {
      const damaged = Uint8Array.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      await problemOf(damaged);
    }
  });

  test("noise behind the sign of a zip or of a workbook", async () => {
    for (const sign of [
      [0x50, 0x4b, 3, 4],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ]) {
      const noise = Uint8Array.from({ length: 4000 }, (_, index) => (index * index * 31 + 7) % 251);
      const bytes = Buffer.concat([Buffer.from(sign), noise, Buffer.from("Workbook", "utf16le")]);
      expect(await problemOf(bytes)).toBe("BrokenFile");
    }
  });

  test("a bomb that says what it is", async () => {
    const parts = [...workbookParts(""), { name: "xl/media/big.bin", bytes: big }];
    expect(await problemOf(zipOf(parts))).toBe("TooLarge");
  });

  test("a directory that declares four gigabytes", async () => {
    const [first, ...rest] = workbookParts('<row r="1"/>');
    const parts = [{ ...(first as ZipPart), declaredByteCount: 0xfffffff0 }, ...rest];
    expect(await problemOf(zipOf(parts))).toBe("TooLarge");
  });

  test("a bomb that claims to be small is cut off at its claim", async () => {
    const parts = workbookParts("").map((one) =>
      one.name.endsWith("sheet1.xml") ? { ...one, bytes: big, declaredByteCount: 4_000 } : one,
    );
    expect(await problemOf(zipOf(parts))).toBe("TooLarge");
  });

  test("a bomb that claims nothing at all", async () => {
    const parts = workbookParts("").map((one) =>
      one.name.endsWith("sheet1.xml") ? { ...one, bytes: big, declaredByteCount: 0 } : one,
    );
    expect(await problemOf(zipOf(parts))).toBe("BrokenFile");
  });

  test("an entry that asks for a password", async () => {
    const parts = workbookParts("").map((one) => ({ ...one, flags: 1 }));
    expect(await problemOf(zipOf(parts))).toBe("HasPassword");
  });

  test("a sheet that is listed and not there", async () => {
    expect(await problemOf(zipOf(workbookParts("").filter(({ name }) => !name.includes("sheet1"))))).toBe("BrokenFile");
  });

  test("a cell far away costs no row of its width", async () => {
    const rows = await rowsOf(zipOf(workbookParts('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>')));
    expect(rows[0]).toEqual([1]);
  });

  test("one row too many", async () => {
    const lines = Array.from({ length: mostRows + 2 }, (_, index) => `${index},x`).join("\n");
    expect(await problemOf(text(lines), "表.csv")).toBe("TooManyRows");
  });
});
