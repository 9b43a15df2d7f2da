import type { ExportCell, ExportFormat } from "./export-format.ts";
import type { FileStore, StoredFile } from "./files.ts";
import { longestCell } from "./sheet-cells.ts";
import { xlsxBytes } from "./sheet-excel.ts";

export type { ExportCell, ExportFormat } from "./export-format.ts";

export type ExportTable = {
  sheetName: string;
  titles: readonly string[];
  rows: AsyncIterable<readonly ExportCell[]> | Iterable<readonly ExportCell[]>;
};

// A spreadsheet takes a CSV cell for a formula by its first visible sign, and full-width signs count as well.
const formulaStart = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** One cell of a CSV file; an apostrophe keeps a spreadsheet from running what a stranger wrote. */
export const csvCell = (cell: ExportCell): string => {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvLine = (cells: readonly ExportCell[]) => `${cells.map(csvCell).join(",")}\r\n`;

async function* csvBytes(table: ExportTable): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // Without the mark Excel reads UTF-8 as the system's own encoding.
  let text = `\uFEFF${csvLine(table.titles)}`;
  for await (const row of table.rows) {
    text += csvLine(row);
    if (text.length > 64 * 1024) {
      yield encoder.encode(text);
      text = "";
    }
  }
  yield encoder.encode(text);
}

const notInXml = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;

const xlsxCell = (cell: ExportCell): ExportCell => {
  if (typeof cell !== "string") return cell;
  const text = cell.toWellFormed().replace(notInXml, "");
  return text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
};

const widthOf = (title: string) => Math.min(60, Math.max(12, title.length * 2 + 4));

const xlsxTableBytes = (table: ExportTable): AsyncGenerator<Uint8Array> => {
  async function* withTitles() {
    yield table.titles.map(xlsxCell);
    for await (const row of table.rows) yield row.map(xlsxCell);
  }
  return xlsxBytes(withTitles(), { sheetName: table.sheetName, columnWidths: table.titles.map(widthOf) });
};

/** The bytes of a table. Text stays text in both formats: neither can be made to run anything. */
export const tableBytes = (table: ExportTable, format: ExportFormat): AsyncGenerator<Uint8Array> =>
  format === "csv" ? csvBytes(table) : xlsxTableBytes(table);

/** Writes a table into a store of files. Long tables are written in the worker thread. */
export const storeTable = async (
  files: Pick<FileStore, "begin">,
  table: ExportTable,
  format: ExportFormat,
): Promise<StoredFile> => {
  const writer = files.begin();
  try {
    for await (const chunk of tableBytes(table, format)) writer.write(chunk);
  } catch (error) {
    writer.abort();
    throw error;
  }
  return writer.finish();
};
