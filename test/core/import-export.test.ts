import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, type ExportCell, type ExportFormat, tableBytes } from "#core/export.ts";
import type { Cell } from "#core/sheet-cells.ts";
import { openSheetFile } from "#core/sheet-file.ts";
import { zipEntries, zipText } from "#core/sheet-zip.ts";

const bytesOf = async (titles: string[], rows: ExportCell[][], format: ExportFormat): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of tableBytes({ sheetName: "表", titles, rows }, format)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const readBack = async (bytes: Uint8Array): Promise<Cell[][]> => {
  const file = await openSheetFile(bytes, "x");
  const rows: Cell[][] = [];
  for await (const { cells } of file.rows(file.sheetNames[0] ?? "")) rows.push(cells);
  return rows;
};

const attacks = [
  "=1+1",
  '=HYPERLINK("http://x.test","点")',
  "+1-1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "  =1+1",
  "\u200b=1+1",
  "\u00a0-1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
];

describe("csv", () => {
  test("begins with the mark, ends its lines as spreadsheets do, and quotes what needs it", async () => {
    const bytes = await bytesOf(
      ["姓名", "电话", "说"],
      [
        ["张三", "013812341234", 'a,"b"\nc'],
        ["李四", null, 7],
      ],
      "csv",
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('姓名,电话,说\r\n张三,013812341234,"a,""b""\nc"\r\n李四,,7\r\n');
  });

  test.each(attacks)("%j does not run", (attack) => {
    expect(csvCell(attack).replace(/^"/, "")).toMatch(/^'/);
  });

  test("ordinary words and numbers stay as they are", () => {
    expect(csvCell("路灯=坏了")).toBe("路灯=坏了");
    expect(csvCell(-5)).toBe("-5");
    expect(csvCell("'x")).toBe("'x");
  });

  test("no cell of any kind begins as a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(csvCell(text)).not.toMatch(/^"?[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });

  test("a long table comes whole", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [`第${index}行`, index]);
    expect(await readBack(await bytesOf(["说", "数"], rows, "csv"))).toHaveLength(5_001);
  });
});

describe("xlsx", () => {
  test("text is a text cell, whatever it looks like", async () => {
    const bytes = await bytesOf(
      ["说"],
      attacks.map((attack) => [attack]),
      "xlsx",
    );
    const sheet = zipEntries(bytes).find(({ name }) => name.endsWith("sheet1.xml"));
    expect(sheet).toBeDefined();
    const xml = sheet ? zipText(bytes, sheet) : "";
    expect(xml).not.toContain("<f>");
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(attacks.length + 1);
    const [, ...back] = await readBack(bytes);
    expect(back.map(([cell]) => cell)).toContain("=1+1");
  });

  test("phones and numbers with zeros stay text, numbers stay numbers", async () => {
    expect(await readBack(await bytesOf(["电话", "数"], [["013812341234", 12.5]], "xlsx"))).toEqual([
      ["电话", "数"],
      ["013812341234", 12.5],
    ]);
  });

  test("what XML cannot hold is left out, and what Excel cannot hold is cut", async () => {
    const [, row] = await readBack(
      await bytesOf(["说"], [["a\u0000b\u0001\uD800c\uFFFE<&>"], ["长".repeat(40_000)]], "xlsx"),
    );
    expect(row).toEqual(["ab\uFFFDc<&>"]);
    const [, , long] = await readBack(await bytesOf(["说"], [["a"], ["长".repeat(40_000)]], "xlsx"));
    expect(String(long?.[0])).toHaveLength(32_767);
  });

  test("comes back as it was written", async () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((words) => words.trim() !== "");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fc.integer()), { minLength: 1, maxLength: 8 }), async (rows) => {
        const [, ...back] = await readBack(await bytesOf(["a", "b"], rows, "xlsx"));
        expect(back).toEqual(rows);
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });
});
