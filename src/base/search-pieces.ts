import { pinyin } from "pinyin-pro";
import { halfWidth } from "./text.ts";

/*
 * FTS5 knows no Chinese words, so a run of Han characters is cut in overlapping pairs and a query asks for the pairs
 * as a phrase. The last character of a run stands alone besides, so that a search for one character sees it.
 */
const run = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const han = /^\p{Script=Han}/u;

const pairsOf = (text: string): string[] => {
  const chars = [...text];
  const pairs: string[] = [];
  for (let index = 0; index + 1 < chars.length; index += 1) pairs.push(`${chars[index]}${chars[index + 1]}`);
  return pairs;
};

const runsOf = (text: string): string[] => {
  const runs: string[] = [];
  for (const [found] of halfWidth(text).toLowerCase().matchAll(run)) {
    // A run of letters may still hold Han characters next to digits: 3号楼 → 3, 号楼.
    for (const part of found.split(/(\p{Script=Han}+)/u)) if (part !== "") runs.push(part);
  }
  return runs;
};

/** The pieces of ordinary text, joined with spaces. */
export const textPieces = (text: string): string =>
  runsOf(text)
    .flatMap((part) => (han.test(part) ? [...pairsOf(part), [...part].at(-1) ?? ""] : [part]))
    .join(" ");

const readingOf = (name: string): string[] => pinyin(name, { toneType: "none", type: "array", surname: "head" });

/** 张晓梅 → zxm. */
export const initialsOf = (name: string): string =>
  readingOf(name)
    .map((syllable) => syllable.slice(0, 1).toLowerCase())
    .join("");

/** A name in pinyin without tones, 张晓梅 → zhangxiaomei: also what lists of names are sorted by. */
export const soundOf = (name: string) => readingOf(name).join("").toLowerCase();

/** 朴 is read piao, pu and po; beyond that a reading is a scholar's. */
const mostReadings = 3;
const mostSounds = 8;

// An import asks for the same few thousand characters again and again, and looking one up is what takes the time.
const knownReadings = new Map<string, readonly string[]>();

const allReadings = (char: string): readonly string[] => {
  const known = knownReadings.get(char);
  if (known) return known;
  const found = pinyin(char, { multiple: true, toneType: "none", type: "array" });
  knownReadings.set(char, found);
  return found;
};

/** 重 → chong besides zhong: whoever types the initials of 曾重庆 knows how it is read, and the program guesses. */
const readingsOf = (char: string, likeliest: string): string[] =>
  han.test(char) ? [...new Set([likeliest, ...allReadings(char)])].slice(0, mostReadings) : [likeliest];

/** How a name may be read, a list of syllables each: the likeliest first, few of a name in which much is open. */
const soundsOf = (name: string): string[][] => {
  const likeliest = readingOf(name);
  const chars = [...name];
  if (chars.length !== likeliest.length) return [likeliest];
  let sounds: { syllables: string[]; guesses: number }[] = [{ syllables: [], guesses: 0 }];
  for (const [at, char] of chars.entries())
    sounds = sounds
      .flatMap(({ syllables, guesses }) =>
        readingsOf(char, likeliest[at] ?? "").map((reading, rank) => ({
          syllables: [...syllables, reading],
          guesses: guesses + rank,
        })),
      )
      .sort((a, b) => a.guesses - b.guesses)
      .slice(0, mostSounds);
  return sounds.map(({ syllables }) => syllables);
};

const tokens = (mark: string, words: readonly string[]): string[] =>
  [...new Set(words)].map((word) => `${mark}${word.toLowerCase()}`);

/** The pieces of a person's or a place's name: its characters, its pinyin initials and its whole pinyin. */
export const namePieces = (name: string): string => {
  if (name === "") return "";
  if (!/\p{Script=Han}/u.test(name)) return textPieces(name);
  const sounds = soundsOf(name);
  const initials = sounds.map((syllables) => syllables.map((syllable) => syllable.slice(0, 1)).join(""));
  const whole = sounds.map((syllables) => syllables.join(""));
  return [textPieces(name), ...tokens("py", initials), ...tokens("qp", whole)].join(" ");
};

/** The pieces of a telephone number: the whole and its last four digits. */
export const phonePieces = (phone: string): string => (phone === "" ? "" : `tel${phone} tail${phone.slice(-4)}`);

/** The series of numbers that the product gives, by the character that stands before them. */
export type Series = "诉" | "史" | "议" | "会" | "办" | "回" | "交";

/** The pieces of a yearly number, 诉〔2026〕12号. */
export const numberPieces = (series: Series, year: number, value: number): string =>
  `no${value} no${year}x${value} ${series}${value} ${series}${year}x${value}`;

const quoted = (token: string) => `"${token}"`;

const either = (choices: readonly string[]): string =>
  choices.length === 1 ? (choices[0] ?? "") : `(${choices.join(" OR ")})`;

const numberForms: readonly RegExp[] = [
  // 诉〔2026〕12号, wherever it stands in what was typed or pasted.
  /([诉史议会办回交])?\s*[〔[(【]?\s*((?:19|20)\d\d)\s*[〕\])】]\s*0*(\d{1,6})(?!\d)/,
  // 2026-12, 诉2026-12号
  /^\s*([诉史议会办回交])?\s*(20\d\d)\s*[-—–]\s*0*(\d+)\s*号?\s*$/,
  // 诉12, 办 8号
  /^\s*([诉史议会办回交])()\s*0*(\d{1,6})\s*号?\s*$/,
];

const numberQuery = (typed: string): string | undefined => {
  for (const form of numberForms) {
    const found = form.exec(typed);
    if (!found) continue;
    const [, series = "no", year = "", value = ""] = found;
    return quoted(`${series}${year === "" ? "" : `${year}x`}${value}`);
  }
  return undefined;
};

/** 138 1234 5678 or 0476-4229876: digits that are one number, however they are spaced. */
const phoneQuery = (typed: string): string | undefined => {
  const digits = typed.replace(/[\s()\-—–]/g, "").replace(/^(?:\+|00)86(?=\d)/, "");
  return /^\d{7,12}$/.test(digits) && digits !== typed.trim() ? `${quoted(`tel${digits}`)}*` : undefined;
};

const lettersQuery = (letters: string): string => {
  // 吕 is typed lv, as input methods have it; the index holds lü without its dots.
  const sounds = [...new Set([letters, letters.replace(/([ln])v/g, "$1u")])];
  return either([
    `${quoted(letters)}*`,
    ...sounds.flatMap((sound) => [`${quoted(`py${sound}`)}*`, `${quoted(`qp${sound}`)}*`]),
  ]);
};

const digitsQuery = (digits: string): string => {
  const choices = [quoted(digits), quoted(`no${Number(digits)}`)];
  if (digits.length === 4) choices.push(quoted(`tail${digits}`));
  if (digits.length >= 7) choices.push(`${quoted(`tel${digits}`)}*`);
  return either(choices);
};

const hanQuery = (characters: string): string => {
  const pairs = pairsOf(characters);
  return pairs.length === 0 ? `${quoted(characters)}*` : quoted(pairs.join(" "));
};

/** What a person typed, as an FTS5 query; undefined when nothing in it can be searched. */
export const searchQuery = (typed: string): string | undefined => {
  const plain = halfWidth(typed);
  const numbered = numberQuery(plain);
  if (numbered !== undefined) return numbered;
  const terms = runsOf(typed).map((part) => {
    if (han.test(part)) return hanQuery(part);
    if (/^\d+$/.test(part)) return digitsQuery(part);
    return /^[a-z]+$/.test(part) ? lettersQuery(part) : `${quoted(part)}*`;
  });
  if (terms.length === 0) return undefined;
  const words = terms.join(" AND ");
  // 12号 may be a number, or stand in an address.
  const bare = /^\s*第?\s*0*(\d{1,6})\s*号\s*$/.exec(plain)?.[1];
  const besides = [phoneQuery(plain), bare === undefined ? undefined : quoted(`no${bare}`)].filter(
    (one) => one !== undefined,
  );
  return besides.length === 0 ? words : `(${either(besides)} OR (${words}))`;
};
