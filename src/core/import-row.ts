import { createHash } from "node:crypto";
import type { Instant } from "#base/dates.ts";
import { dayOf } from "#base/dates.ts";
import { withoutIdNumbers } from "#base/privacy.ts";
import { namePieces, phonePieces, textPieces } from "#base/search-pieces.ts";
import { cleanLine, cleanText, excerpt, halfWidth } from "#base/text.ts";
import type { ImportColumn, ImportShape, ImportValue } from "./import-kind.ts";
import type { Mapping } from "./import-mapping.ts";
import { type Cell, cellText, isBlank, isErrorCell, longestCell } from "./sheet-cells.ts";
import { dayIn, instantIn } from "./sheet-dates.ts";

export type ReadRow = { values: Record<string, ImportValue>; said: Record<string, string>; problems: string[] };

/** `said` is what the cell holds besides the value. */
type Read = { value: ImportValue; said?: string } | { problem: string };

/** What people put into a cell rather than leave it blank. */
const nothing = /^(?:无|没有|暂无|未填|未留|未知|不详|不明|不清楚|保密|空|略|n\/?a|null|none|[-—–－_/\\.*·、~]+)$/i;
const dashes = /^[-—–－_/\\]+$/;

const shown = (cell: Cell): string => excerpt(cellText(cell), 20);

const phoneIn = (cell: Cell): string | undefined => {
  const digits = halfWidth(cellText(cell))
    .replace(/[\s\-—－–()（）]/g, "")
    .replace(/^(\+|00)86/, "");
  return /^1\d{10}$|^\d{7,12}$/.test(digits) ? digits : undefined;
};

const phoneAmong = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}\d{7,8}(?!\d)|(?<!\d)[2-9]\d{6,7}(?!\d)/;

/**
 * The first number in a cell. An office hides digits, writes two numbers or a name beside one: no reason to refuse the
 * whole matter; the words stay beside it.
 */
const readPhone = (cell: Cell): Read => {
  const value = phoneIn(cell);
  if (value !== undefined) return { value };
  const said = cleanLine(cellText(cell));
  const joined = halfWidth(said).replace(/(?<=\d)[\s\-—–](?=\d)/g, "");
  const found = phoneAmong.exec(joined.replace(/(?:\+|00)86(?=1\d{10})/g, ""));
  return { value: found?.[0] ?? "", said };
};

const wordsIn = (text: string): string[] => text.split(/[\s、,，;；/／|]+/).filter((word) => word !== "");

const wordKnown = (column: ImportColumn, word: string): string | undefined =>
  Object.hasOwn(column.words ?? {}, word) ? column.words?.[word] : undefined;

const wordList = (column: ImportColumn) =>
  Object.keys(column.words ?? {})
    .slice(0, 8)
    .join("、");

/** No whole ID number enters by an import: none is stored before it can be stored encrypted. */
const readText = (column: ImportColumn, said: string): Read => {
  const text = withoutIdNumbers(said);
  const longest = column.longest ?? 20_000;
  return text.length > longest ? { problem: `${column.title}超过 ${longest} 个字` } : { value: text };
};

const readMoment = (column: ImportColumn, cell: Cell, now: Instant): Read => {
  const value = column.kind === "day" ? dayIn(cell) : instantIn(cell);
  if (value === undefined) {
    const wanted = column.kind === "day" ? "日期" : "日期时间";
    return {
      problem: `${column.title}“${shown(cell)}”看不懂，应是${wanted}，如 2026-04-25${column.kind === "day" ? "" : " 9:32"}`,
    };
  }
  const isLater = column.kind === "day" ? value > dayOf(now) : value > now;
  return column.isPast && isLater ? { problem: `${column.title}“${shown(cell)}”晚于今天` } : { value };
};

/** A line or a text may say 无 and mean it; a stroke says nothing anywhere. */
const isNothing = ({ kind }: ImportColumn, text: string): boolean =>
  (kind === "line" || kind === "text" ? dashes : nothing).test(text.trim());

const readFilled = (column: ImportColumn, cell: Cell, now: Instant): Read => {
  const text = cellText(cell);
  if (text.length > longestCell) return { problem: `${column.title}超过 ${longestCell} 个字` };
  if (isErrorCell(cell)) return { problem: `${column.title}是算错的公式“${text.trim()}”，请在表里改好` };
  if (isNothing(column, text)) return { value: emptyValue(column) };
  switch (column.kind) {
    case "line":
      return readText(column, cleanLine(text));
    case "text":
      return readText(column, cleanText(text));
    case "code": {
      // Many are as long as an ID number, and some happen to be one.
      const value = cleanLine(text);
      const longest = column.longest ?? 60;
      return value.length > longest ? { problem: `${column.title}超过 ${longest} 个字` } : { value };
    }
    case "day":
    case "instant":
      return readMoment(column, cell, now);
    case "integer": {
      const plain = halfWidth(cleanLine(text)).replace(/,/g, "");
      return /^-?\d{1,12}(\.0+)?$/.test(plain)
        ? { value: Number.parseInt(plain, 10) }
        : { problem: `${column.title}“${shown(cell)}”不是整数` };
    }
    case "phone":
      return readPhone(cell);
    case "word": {
      const value = wordKnown(column, cleanLine(text));
      return value === undefined
        ? { problem: `${column.title}“${shown(cell)}”不认识，应是：${wordList(column)}` }
        : { value };
    }
    case "words": {
      const words = wordsIn(cleanLine(text));
      const unknown = words.find((word) => wordKnown(column, word) === undefined);
      return unknown === undefined
        ? { value: [...new Set(words.map((word) => wordKnown(column, word) ?? ""))] }
        : { problem: `${column.title}“${excerpt(unknown, 20)}”不认识，应是：${wordList(column)}` };
    }
  }
};

const emptyValue = (column: ImportColumn): ImportValue => {
  if (column.kind === "words") return [];
  return ["line", "text", "code", "phone"].includes(column.kind) ? "" : null;
};

const isEmptyValue = (value: ImportValue | undefined): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Reads the mapped cells of one row; what is wrong with it is said in whole sentences. */
export const readRow = (
  cells: readonly Cell[],
  shape: ImportShape,
  mapping: Mapping,
  choices: Readonly<Record<string, string>>,
  now: Instant,
): ReadRow => {
  const values: Record<string, ImportValue> = {};
  const said: Record<string, string> = {};
  const problems: string[] = [];
  const unread = new Set<string>();
  for (const column of shape.columns) {
    const at = mapping[column.key];
    const cell = at === undefined ? undefined : cells[at];
    values[column.key] = emptyValue(column);
    if (cell === undefined || isBlank(cell)) continue;
    const read = readFilled(column, cell, now);
    if ("value" in read) {
      values[column.key] = read.value;
      if (read.said !== undefined) said[column.key] = withoutIdNumbers(read.said);
    } else {
      problems.push(read.problem);
      unread.add(column.key);
    }
  }
  for (const column of shape.columns)
    if (column.isRequired && !unread.has(column.key) && isEmptyValue(values[column.key]))
      problems.push(`没有${column.title}`);
  for (const { keys, when, beside } of shape.needsOneOf) {
    if (when && choices[when.choice] !== when.is) continue;
    if (beside !== undefined && isEmptyValue(values[beside])) continue;
    if (keys.some((key) => unread.has(key) || !isEmptyValue(values[key]))) continue;
    problems.push(
      `没有${keys.map((key) => shape.columns.find((column) => column.key === key)?.title ?? key).join("，也没有")}`,
    );
  }
  // Two rules may miss the same cell.
  return { values, said, problems: [...new Set(problems)] };
};

/**
 * Fills the blanks that merged cells leave below their first row, where a deeper column is filled. The rows come in
 * their order; a new value above ends what stood below the old one.
 */
export const fillerDown = (shape: ImportShape, mapping: Mapping): ((cells: readonly Cell[]) => readonly Cell[]) => {
  const columns = shape.columns.flatMap(({ key, isLevel }) => (isLevel ? (mapping[key] ?? []) : []));
  let above: (Cell | undefined)[] = [];
  return (cells) => {
    const deepest = columns.findLastIndex((at) => !isBlank(cells[at]));
    if (deepest < 0) return cells;
    const filled = [...cells];
    for (const [depth, at] of columns.entries()) {
      if (!isBlank(cells[at])) above = [...above.slice(0, depth), cells[at]];
      else if (depth < deepest) filled[at] = above[depth] ?? null;
    }
    return filled;
  };
};

/** Whether nothing stands in the columns that are read: such a row is no row of the import. */
export const isUnusedRow = (cells: readonly Cell[], mapping: Mapping): boolean =>
  Object.values(mapping).every((at) => isBlank(cells[at]));

/** Whether a row repeats the heading, as tables pasted under one another do. */
export const isHeadingAgain = (cells: readonly Cell[], labels: readonly string[], mapping: Mapping): boolean => {
  const filled = Object.values(mapping).filter((at) => !isBlank(cells[at]));
  return filled.length > 1 && filled.every((at) => cleanLine(cellText(cells[at])) === labels[at]);
};

/** Of what a row says: two rows with the same digest say the same. */
export const digestOf = (shape: ImportShape, values: Readonly<Record<string, ImportValue>>): string => {
  const said = shape.columns.filter(({ isIdentity }) => isIdentity).map(({ key }) => values[key] ?? null);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
};

/** What the search will know of a row. */
export const piecesOf = (shape: ImportShape, values: Readonly<Record<string, ImportValue>>): string =>
  shape.columns
    .flatMap(({ key, pieces }) => {
      const value = values[key];
      if (pieces === undefined || typeof value !== "string" || value === "") return [];
      return [pieces === "name" ? namePieces(value) : pieces === "phone" ? phonePieces(value) : textPieces(value)];
    })
    .join(" ");
