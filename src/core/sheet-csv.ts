import { longestCell, type SheetRow, widestRow } from "./sheet-cells.ts";
import { SheetProblem } from "./sheet-problem.ts";

type Encoding = "utf-8" | "gb18030" | "utf-16le";

const chunkBytes = 1024 * 1024;

/** The text of a file piece by piece, so that a large one is never held as one string. Throws on a wrong byte. */
function* textOf(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.byteLength; at += chunkBytes)
    yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
  yield decoder.decode();
}

const canRead = (bytes: Uint8Array, encoding: Encoding): boolean => {
  try {
    for (const _ of textOf(bytes, encoding));
    return true;
  } catch {
    return false;
  }
};

/** A byte order mark tells; without one the bytes are UTF-8 where they are valid UTF-8, else GB18030. */
export const encodingOf = (bytes: Uint8Array): Encoding => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes.includes(0)) throw new SheetProblem("NotATable");
  if (canRead(bytes, "utf-8")) return "utf-8";
  if (canRead(bytes, "gb18030")) return "gb18030";
  throw new SheetProblem("UnknownEncoding");
};

/** The delimiter that stands most often outside quotes in the first lines; a first line `sep=;` decides. */
export const delimiterOf = (text: string): string => {
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (told !== undefined) return told;
  const bare = text
    .split("\n")
    .slice(0, 20)
    .join("\n")
    .replace(/"(?:[^"]|"")*"/g, "");
  const counted = [",", "\t", ";"].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ",";
};

/** Programs write ="00123" to keep a spreadsheet from dropping the zeros; the text inside is meant. */
const unwrapped = (text: string): string => /^="([^"]*)"$/.exec(text)?.[1] ?? text;

/** The rows of a CSV file in any of the encodings and delimiters that are met. */
export function* csvRows(bytes: Uint8Array): Generator<SheetRow> {
  const encoding = encodingOf(bytes);
  let delimiter: string | undefined;
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  // A quote inside a quoted cell either ends it or is the first half of a doubled one.
  let isAfterQuote = false;
  let isAfterReturn = false;
  let line = 1;
  let rowLine = 1;

  const endCell = () => {
    if (cells.length < widestRow) cells.push(unwrapped(cell));
    cell = "";
    isAfterQuote = false;
  };
  const endRow = (): SheetRow => {
    endCell();
    const row = { number: rowLine, cells };
    cells = [];
    line += 1;
    rowLine = line;
    return row;
  };

  for (const text of textOf(bytes, encoding)) {
    delimiter ??= delimiterOf(text);
    for (const char of text) {
      if (isQuoted && !isAfterQuote) {
        if (char === '"') isAfterQuote = true;
        else cell += char;
        if (char === "\n") line += 1;
        if (cell.length > longestCell * 8) throw new SheetProblem("OpenQuote");
        continue;
      }
      if (isAfterQuote && char === '"') {
        cell += '"';
        isAfterQuote = false;
        continue;
      }
      if (isAfterQuote) {
        isQuoted = false;
        isAfterQuote = false;
      }
      if (char === "\n" && isAfterReturn) isAfterReturn = false;
      else if (char === "\n" || char === "\r") {
        isAfterReturn = char === "\r";
        const row = endRow();
        if (row.number > 1 || !/^sep=/i.test(String(row.cells[0]))) yield row;
      } else {
        isAfterReturn = false;
        if (char === '"' && cell === "") isQuoted = true;
        else if (char === delimiter) endCell();
        else cell += char;
      }
    }
  }
  if (isQuoted && !isAfterQuote) throw new SheetProblem("OpenQuote");
  if (cell !== "" || cells.length > 0) yield endRow();
}
