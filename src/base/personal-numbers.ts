import { type DigitGroup, digitRuns } from "./folded-text.ts";
import { isIdNumber, looksLikeOldIdNumber } from "./privacy.ts";

export type NumberKind = "mobile" | "landline" | "idNumber" | "bankCard";
export type NumberFound = { kind: NumberKind; from: number; to: number };

const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
};

const startsWithTime = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d/;

/** Days, hours and thousands: digits that are read as what they are and join no telephone number. */
const harmless: readonly RegExp[] = [
  /(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?(?:0?[1-9]|1[0-2])\s?[-/.月]\s?(?:0?[1-9]|[12]\d|3[01])(?!\d)/g,
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d(?!\d)/g,
  /(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])/g,
  /(?<![\d,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])/g,
];

export const withoutHarmless = (plain: string): string =>
  harmless.reduce((text, pattern) => text.replace(pattern, (found) => "Z".repeat(found.length)), plain);

const digitsOf = (groups: readonly DigitGroup[]) => groups.map(({ digits }) => digits).join("");

/** As people write the eleven digits: whatever signs stand between such groups, it is a telephone number. */
const usualGroups = new Set([
  "3-4-4",
  "3-8",
  "7-4",
  "3-3-5",
  "4-3-4",
  "3-4-2-2",
  "3-2-2-2-2",
  "3-2-2-4",
  "3-2-6",
  "3-5-3",
  "1-3-3-4",
  "1-1-1-1-1-1-1-1-1-1-1",
]);

const isMobile = (groups: readonly DigitGroup[]): boolean => {
  const [first, ...others] = groups;
  if (!first || !/^1[3-9]\d{9}$/.test(digitsOf(groups))) return false;
  if (others.length === 0) return true;
  if (usualGroups.has(groups.map(({ digits }) => digits.length).join("-"))) return true;
  const partings = others.map(({ parting }) => parting.replace(/[\s()[\]{}【】〔〕《》<>「」]/g, ""));
  if (new Set(partings).size > 1 || /[、,;；×*+=~]/.test(partings[0] ?? "")) return false;
  const numbers = groups.map(({ digits }) => Number(digits));
  const isList =
    numbers.length > 3 && numbers.every((number, at) => number < 1000 && (at === 0 || number > (numbers[at - 1] ?? 0)));
  return !isList;
};

/** The groups without the code of the country or the zero of a long-distance call. */
const withoutPrefix = (groups: readonly DigitGroup[]): readonly DigitGroup[] => {
  const [first, ...others] = groups;
  if (!first) return groups;
  const rest = first.digits.replace(/^(?:(?:00)?86|0)(?=1[3-9]|$)/, "");
  if (rest === first.digits) return groups;
  return rest === "" ? others : [{ ...first, digits: rest }, ...others];
};

const isUnbrokenMobile = (group: DigitGroup): boolean =>
  group.digits.length > 11 && !startsWithTime.test(group.digits) && /^1[3-9]\d{9}|1[3-9]\d{9}$/.test(group.digits);

const areaCode = /^0(?:10|2\d|[3-9]\d\d)/;

const isLandline = (groups: readonly DigitGroup[]): boolean => {
  const digits = digitsOf(groups);
  const code = areaCode.exec(digits)?.[0];
  if (code === undefined || !/^[2-9]\d{6,7}$/.test(digits.slice(code.length))) return false;
  return groups.length === 1 || groups[0]?.digits === code || groups[0]?.digits.length === digits.length;
};

const telephoneWord =
  /(?:电话|座机|固话|宅电|家电|致电|来电|拨打|拨|联系|号码|热线|tel|phone|☎|📞)[^\d\p{L}]{0,4}(?:是|为)?[^\d\p{L}]{0,4}$/iu;
const extension = /^[^\p{L}\p{N}]{0,2}(?:转|轉|分机号?|内线|ext\.?|x|#)[^\p{L}\p{N}]{0,3}\d{1,6}/iu;

const isLocalLandline = (groups: readonly DigitGroup[], plain: string): boolean => {
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last || !/^[2-9]\d{6,7}$/.test(digitsOf(groups))) return false;
  if (!["7", "8", "3-4", "4-4"].includes(groups.map(({ digits }) => digits.length).join("-"))) return false;
  return (
    telephoneWord.test(plain.slice(Math.max(0, first.from - 12), first.from)) || extension.test(plain.slice(last.to))
  );
};

/** Where a number of eighteen ends whose last sign is an X, in whatever form; `to` itself when there is none. */
const endWithX = (plain: string, to: number): number => {
  const found = /^[^\p{L}\p{N}]{0,3}[xX×✕✖ΧχХх叉]/u.exec(plain.slice(to));
  return found ? to + found[0].length : to;
};

/** A mistyped ID number is somebody's too: only the place and the day of birth must be possible. */
const looksLikeIdNumber = (digits: string): boolean =>
  looksLikeOldIdNumber(`${digits.slice(0, 6)}${digits.slice(8, 17)}`) && /^(?:19|20)/.test(digits.slice(6));

const isIdIn = (groups: readonly DigitGroup[], digits: string): boolean => {
  if (digits.length === 18 && isIdNumber(digits)) return true;
  const isPlainlyGrouped = groups.length === 1 || groups[0]?.digits.length === 6 || groups.length === digits.length;
  if (!isPlainlyGrouped) return false;
  return digits.length === 18 ? looksLikeIdNumber(digits) : digits.length === 15 && looksLikeOldIdNumber(digits);
};

const idIn = (groups: readonly DigitGroup[], plain: string): number | undefined => {
  const digits = digitsOf(groups);
  const end = groups.at(-1)?.to ?? 0;
  if (digits.length === 17) {
    const to = endWithX(plain, end);
    return to > end && isIdIn(groups, `${digits}X`) ? to : undefined;
  }
  if (isIdIn(groups, digits)) return end;
  // Another number may have been run into it.
  const isRunOn = groups.length === 1 && digits.length > 18 && digits.length < 40;
  return isRunOn && (isIdNumber(digits.slice(0, 18)) || isIdNumber(digits.slice(-18))) ? end : undefined;
};

const isBankCard = (groups: readonly DigitGroup[]): boolean => {
  const digits = digitsOf(groups);
  return /^[3-6]\d{15,18}$/.test(digits) && groups.length <= 5 && luhn(digits);
};

/** What a row of groups that begins at one place is, the gravest first. */
const readAt = (run: readonly DigitGroup[], start: number, plain: string, isNumber: boolean) => {
  const windows: (readonly DigitGroup[])[] = [];
  let length = 0;
  for (let end = start; end < run.length && length < 40; end += 1) {
    length += run[end]?.digits.length ?? 0;
    windows.push(run.slice(start, end + 1));
  }
  const endOf = (groups: readonly DigitGroup[]) => groups.at(-1)?.to ?? 0;
  if (isNumber) {
    for (const groups of windows) {
      const to = idIn(groups, plain);
      if (to !== undefined) return { kind: "idNumber" as const, to };
    }
    const card = windows.find(isBankCard);
    if (card) return { kind: "bankCard" as const, to: endOf(card) };
    return undefined;
  }
  const mobile = windows.find(
    (groups) => isMobile(withoutPrefix(groups)) || (groups.length === 1 && groups[0] && isUnbrokenMobile(groups[0])),
  );
  if (mobile) return { kind: "mobile" as const, to: endOf(mobile) };
  const landline =
    windows.find((groups) => isLandline(groups)) ?? windows.find((groups) => isLocalLandline(groups, plain));
  if (!landline) return undefined;
  const to = endOf(landline);
  return { kind: "landline" as const, to: to + (extension.exec(plain.slice(to))?.[0].length ?? 0) };
};

const overlaps = (found: readonly NumberFound[], from: number, to: number) =>
  found.some((other) => other.from < to && from < other.to);

/** Eleven digits with the same words or letters twice between them: 138和1234和5678; but not three measures. */
const spelledMobile = /(?<!\d)1[3-9]\d(\D{1,6})\d{4}\1\d{4}(?!\d)/gu;

const addSpelled = (plain: string, found: NumberFound[]) => {
  for (const match of plain.matchAll(spelledMobile)) {
    const to = match.index + match[0].length;
    const parting = match[1]?.trim() ?? "";
    const isMeasure = /^[\p{L}%]/u.test(parting) && plain.slice(to).trimStart().startsWith(parting.charAt(0));
    if (!isMeasure && !overlaps(found, match.index, to)) found.push({ kind: "mobile", from: match.index, to });
  }
};

/** What is left of an ID number that was masked for use inside; on paper it says too much. */
const maskedId = /(?<!\d)\d{3,6}\s?[*xX●○•·]{6,14}\s?\d{2,4}[xX]?(?!\d)/g;

const scan = (plain: string, isNumber: boolean, found: NumberFound[]) => {
  // An ID number may be parted where a day would be, so only telephone numbers are read around days and hours.
  for (const run of digitRuns(isNumber ? plain : withoutHarmless(plain))) {
    for (let start = 0; start < run.length; start += 1) {
      const from = run[start]?.from ?? 0;
      const read = readAt(run, start, plain, isNumber);
      if (!read) continue;
      const begin = from - (/[(+]{1,2}$/.exec(plain.slice(0, from))?.[0].length ?? 0);
      if (!overlaps(found, begin, read.to)) found.push({ kind: read.kind, from: begin, to: read.to });
      while (start + 1 < run.length && (run[start + 1]?.from ?? 0) < read.to) start += 1;
    }
  }
};

/** Telephone, ID and bank card numbers in a folded text. */
export const numbersIn = (plain: string): NumberFound[] => {
  const found: NumberFound[] = [];
  scan(plain, true, found);
  scan(plain, false, found);
  addSpelled(plain, found);
  for (const match of plain.matchAll(maskedId)) {
    const to = match.index + match[0].length;
    if (!overlaps(found, match.index, to)) found.push({ kind: "idNumber", from: match.index, to });
  }
  return found;
};
