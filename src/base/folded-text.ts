/** A text with its digits made plain, and where in the written text each character of it came from. */
export type Folded = {
  plain: string;
  /** The part of the written text behind a part of the plain one. */
  written(from: number, to: number): { at: number; text: string };
};

const numerals = new Map<string, string>();
for (const [digit, signs] of [
  "〇零○◯⭕⓿🄋🄌",
  "一幺壹弌",
  "二两貳贰弍",
  "三叁叄參弎",
  "四肆",
  "五伍",
  "六陆陸",
  "七柒",
  "八捌",
  "九玖",
].entries())
  for (const sign of signs) numerals.set(sign, String(digit));

/** Where rows of circled numbers begin that Unicode does not take apart by itself, and with which number. */
const circledRows = [
  { from: 0x2776, to: 0x277f, first: 1 },
  { from: 0x2780, to: 0x2789, first: 1 },
  { from: 0x278a, to: 0x2793, first: 1 },
  { from: 0x24eb, to: 0x24f4, first: 11 },
  { from: 0x24f5, to: 0x24fe, first: 1 },
] as const;

/** What is read over telephones for 0, 7 and 9, and letters that look like digits: digits only between digits. */
const spoken = new Map([
  ["洞", "0"],
  ["拐", "7"],
  ["勾", "9"],
  ["O", "0"],
  ["o", "0"],
  ["l", "1"],
  ["I", "1"],
]);

/** Signs of addresses as they are written elsewhere. */
const traditional = new Map(
  ["號号", "樓楼", "棟栋", "單单", "層层", "門门", "戶户"].map(([from = "", to = ""]) => [from, to]),
);

const invisible = /[\p{Cc}\p{Cf}\p{M}\u115F\u1160\u3164\uFFA0]/u;

const digitOf = (sign: string): string | undefined => {
  const numeral = numerals.get(sign);
  if (numeral !== undefined) return numeral;
  const code = sign.codePointAt(0) ?? 0;
  const row = circledRows.find(({ from, to }) => from <= code && code <= to);
  if (row) return String(row.first + code - row.from);
  if (!/\p{Nd}/u.test(sign)) return undefined;
  // Digits of every script stand ten in a row, the zero first.
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};

const plainOf = (sign: string): string => {
  const code = sign.charCodeAt(0);
  if (code < 0x80) return code >= 0x20 && code !== 0x7f ? sign : code === 10 || code === 9 || code === 13 ? " " : "";
  const digit = digitOf(sign);
  if (digit !== undefined) return digit;
  const simple = traditional.get(sign);
  if (simple !== undefined) return simple;
  if (invisible.test(sign)) return "";
  return [...sign.normalize("NFKC")].map((part) => digitOf(part) ?? part.replace(/\s/gu, " ")).join("");
};

/**
 * Reads a text for the numbers in it: full width, circled, Chinese and foreign digits are digits, breaks are spaces,
 * and what nobody sees is not there.
 */
export const folded = (text: string): Folded => {
  const plain: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const signs = [...text];
  let at = 0;
  signs.forEach((sign, index) => {
    const isBetween = spoken.has(sign) && /\d/.test(plain.at(-1) ?? "") && /\d/.test(plainOf(signs[index + 1] ?? ""));
    for (const char of isBetween ? (spoken.get(sign) ?? "") : plainOf(sign)) {
      for (let unit = 0; unit < char.length; unit += 1) {
        plain.push(char[unit] ?? "");
        starts.push(at);
        ends.push(at + sign.length);
      }
    }
    at += sign.length;
  });
  return {
    plain: plain.join(""),
    written: (from, to) => {
      const start = starts[from] ?? text.length;
      return { at: start, text: text.slice(start, ends[to - 1] ?? start) };
    },
  };
};

/** Digits as they stand together, and what parts them from the ones before. */
export type DigitGroup = { digits: string; from: number; to: number; parting: string };

/** Groups of digits that may be one number: nothing but signs and spaces stands between them. */
export const digitRuns = (plain: string): DigitGroup[][] => {
  const runs: DigitGroup[][] = [];
  let end = -1;
  for (const match of plain.matchAll(/\d+/g)) {
    const from = match.index;
    const to = from + match[0].length;
    const parting = end < 0 ? "" : plain.slice(end, from);
    const group = { digits: match[0], from, to, parting };
    const run = runs.at(-1);
    if (run && /^(?:[^\p{L}\p{N}]{1,6}|[^\p{L}\p{N}]?[杠横点—－][^\p{L}\p{N}]?)$/u.test(parting)) run.push(group);
    else runs.push([group]);
    end = to;
  }
  return runs;
};
