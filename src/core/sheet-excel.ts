import { HucreError, readXls, streamXlsxRows, writeXlsxStream } from "hucre";
import { type Cell, type SheetRow, widestRow } from "./sheet-cells.ts";
import { SheetProblem } from "./sheet-problem.ts";
import { refuseBomb, type ZipEntry, zipEntries, zipText } from "./sheet-zip.ts";

/*
 * The one place that knows the spreadsheet library. Its dates are UTC values of what the cell shows, and formulas come
 * as the value that was kept with them; nothing is ever computed.
 */

type LibraryCell = string | number | boolean | Date | null | undefined;

const toCell = (value: LibraryCell): Cell => {
  if (value === undefined || value === null) return null;
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? null : { at: value.toISOString().slice(0, 19) };
};

const toRow = (number: number, values: readonly LibraryCell[] | null | undefined): SheetRow => {
  const cells = (values ?? []).slice(0, widestRow).map(toCell);
  while (cells.length > 0 && cells.at(-1) === null) cells.pop();
  return { number, cells };
};

/** Whatever a hostile file makes the library throw, the person is told that the file is broken. */
const asSheetProblem = (error: unknown): SheetProblem => {
  if (error instanceof SheetProblem) return error;
  return error instanceof HucreError && /decompressed size/i.test(error.message)
    ? new SheetProblem("TooLarge", error)
    : new SheetProblem("BrokenFile", error);
};

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const sheetNames = (bytes: Uint8Array, entries: readonly ZipEntry[]): string[] => {
  const workbook = entries.find(({ name }) => /(^|\/)workbook\.xml$/i.test(name));
  if (!workbook) throw new SheetProblem("NotATable");
  const names: string[] = [];
  for (const [tag] of zipText(bytes, workbook).matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    const name = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag);
    if (name && !/\sstate\s*=\s*["'](?:hidden|veryHidden)/.test(tag)) names.push(unescaped(name[1] ?? name[2] ?? ""));
  }
  return names;
};

const formatProblem = (names: readonly string[]): SheetProblem | undefined => {
  if (names.includes("[Content_Types].xml") && names.some((name) => /(^|\/)workbook\.xml$/i.test(name)))
    return undefined;
  const isOtherTable = names.some((name) => /(^|\/)workbook\.bin$/i.test(name)) || names.includes("content.xml");
  return new SheetProblem(isOtherTable ? "OldFormat" : "NotATable");
};

/** Looks into a zip file before anything of it is unfolded; answers with the names of the visible sheets. */
export const xlsxSheetNames = (bytes: Uint8Array): string[] => {
  const entries = zipEntries(bytes);
  const problem = formatProblem(entries.map(({ name }) => name));
  if (problem) throw problem;
  refuseBomb(entries);
  return sheetNames(bytes, entries);
};

/** The rows of one sheet, as they are read. */
export async function* xlsxRows(bytes: Uint8Array, sheet: string): AsyncGenerator<SheetRow> {
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet }))
      yield toRow(index + 1, values as LibraryCell[]);
  } catch (error) {
    throw asSheetProblem(error);
  }
}

/** The sheets of an .xls file; the format allows no more than 65,536 rows, so they are held at once. */
export const xlsSheets = async (bytes: Uint8Array): Promise<{ name: string; rows: SheetRow[] }[]> => {
  try {
    const { sheets } = await readXls(bytes);
    return sheets.map(({ name, rows }) => ({
      name,
      rows: Array.from(rows, (values, index) => toRow(index + 1, values as LibraryCell[] | undefined)),
    }));
  } catch (error) {
    if (error instanceof HucreError && /unsupported xls version/i.test(error.message))
      throw new SheetProblem("OldFormat", error);
    throw asSheetProblem(error);
  }
};

/** The bytes of an .xlsx file with one sheet whose first row stays in sight. Text is never taken for a formula. */
export async function* xlsxBytes(
  rows: AsyncIterable<readonly (string | number | null)[]> | Iterable<readonly (string | number | null)[]>,
  options: { sheetName: string; columnWidths: readonly number[] },
): AsyncGenerator<Uint8Array> {
  async function* copies() {
    for await (const row of rows) yield [...row];
  }
  const stream = writeXlsxStream(copies(), {
    name: options.sheetName,
    columns: options.columnWidths.map((width) => ({ width })),
    freezePane: { rows: 1 },
  });
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) yield chunk;
}
