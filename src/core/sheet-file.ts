import { isBlank, mostRows, type SheetRow } from "./sheet-cells.ts";
import { csvRows } from "./sheet-csv.ts";
import { xlsSheets, xlsxRows, xlsxSheetNames } from "./sheet-excel.ts";
import { SheetProblem } from "./sheet-problem.ts";

/** A file that was recognised as a table by its content; its name plays no part. */
export type SheetFile = {
  format: "xlsx" | "xls" | "csv";
  sheetNames: string[];
  /** Blank rows are left out. */
  rows(sheet: string, limit?: number): AsyncGenerator<SheetRow>;
};

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, index) => bytes[index] === byte);

const utf16 = (text: string) => Buffer.from(text, "utf16le");

/** A workbook stream begins with BOF; FILEPASS stands next to it, behind WRITEPROT at most. */
const hasFilePass = (bytes: Buffer): boolean => {
  const start = Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
    let next = at + 20;
    if (next + 8 <= bytes.length && bytes.readUInt16LE(next) === 0x86) next += 4 + bytes.readUInt16LE(next + 2);
    if (next + 2 <= bytes.length && bytes.readUInt16LE(next) === 0x2f) return true;
  }
  return false;
};

const refuseOle = (bytes: Buffer): void => {
  if (bytes.includes(utf16("EncryptedPackage")) || hasFilePass(bytes)) throw new SheetProblem("HasPassword");
  if (!bytes.includes(utf16("Workbook")) && !bytes.includes(utf16("Book"))) throw new SheetProblem("NotATable");
};

const looksLikeMarkup = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*<(?:!doctype|html|\?xml|table|head|meta|workbook)/i.test(
    new TextDecoder().decode(bytes.subarray(0, 512)),
  );

async function* counted(rows: AsyncIterable<SheetRow> | Iterable<SheetRow>, limit?: number): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const row of rows) {
    if (row.cells.every(isBlank)) continue;
    count += 1;
    // One row more than data: the heading.
    if (count > mostRows + 1) throw new SheetProblem("TooManyRows");
    yield row;
    if (count === limit) return;
  }
}

/** Opens a file by what is in it. Throws a SheetProblem. */
export const openSheetFile = async (bytes: Uint8Array, fileName: string): Promise<SheetFile> => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength === 0) throw new SheetProblem("EmptyFile");
  if (fileName.startsWith("~$")) throw new SheetProblem("LockFile");
  if (startsWith(bytes, 0x50, 0x4b)) {
    const sheetNames = xlsxSheetNames(bytes);
    if (sheetNames.length === 0) throw new SheetProblem("NoSheet");
    return { format: "xlsx", sheetNames, rows: (sheet, limit) => counted(xlsxRows(bytes, sheet), limit) };
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    refuseOle(whole);
    const sheets = await xlsSheets(bytes);
    if (sheets.length === 0) throw new SheetProblem("NoSheet");
    return {
      format: "xls",
      sheetNames: sheets.map(({ name }) => name),
      rows: (sheet, limit) => counted(sheets.find(({ name }) => name === sheet)?.rows ?? [], limit),
    };
  }
  if (looksLikeMarkup(bytes)) throw new SheetProblem("WebPage");
  if (whole.every((byte) => byte <= 0x20)) throw new SheetProblem("EmptyFile");
  return { format: "csv", sheetNames: [fileName], rows: (_sheet, limit) => counted(csvRows(bytes), limit) };
};
