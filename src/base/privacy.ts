import { z } from "zod";
import { type DigitGroup, digitRuns, folded } from "./folded-text.ts";
import { halfWidth } from "./text.ts";

/** 张晓梅 → 张*梅, 张三 → 张*. A pseudonym is masked the same way: some people sign with their names. */
export const maskName = (name: string): string => {
  const chars = [...name];
  if (chars.length <= 1) return chars.length === 0 ? "" : "*";
  if (chars.length === 2) return `${chars[0]}*`;
  return `${chars[0]}${"*".repeat(Math.min(chars.length - 2, 3))}${chars.at(-1)}`;
};

/** 13812341234 → 138****1234; a shorter number keeps its last two digits. */
export const maskPhone = (phone: string): string => {
  if (phone === "") return "";
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  return `${"*".repeat(Math.max(phone.length - 2, 0))}${phone.slice(-2)}`;
};

/** The words beside a number without the number itself: a timeline is read over many shoulders. */
export const withoutPhones = (said: string): string =>
  said.replace(/\d[\d\s—－–-]{5,}\d/g, (found) => maskPhone(found.replace(/\D/g, "")));

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The first two digits of the provinces. */
const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

const isDay = (year: string, month: string, day: string): boolean => {
  const birth = `${year}-${month}-${day}`;
  const at = Date.parse(`${birth}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === birth;
};

/** Whether 18 characters are a citizen's ID number by GB 11643: a province, a real birth date and the check digit. */
export const isIdNumber = (text: string): boolean => {
  if (!/^[1-9]\d{5}(?:19|20)\d{9}[\dXx]$/.test(text) || !province.test(text)) return false;
  if (!isDay(text.slice(6, 10), text.slice(10, 12), text.slice(12, 14))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17]?.toUpperCase();
};

/** Whether 15 digits may be an ID number as they were given out until 1999, which carried no check digit. */
export const looksLikeOldIdNumber = (text: string): boolean =>
  /^\d{15}$/.test(text) &&
  province.test(text) &&
  // A 29 February of either century will do.
  (isDay(`19${text.slice(6, 8)}`, text.slice(8, 10), text.slice(10, 12)) ||
    isDay(`20${text.slice(6, 8)}`, text.slice(8, 10), text.slice(10, 12)));

const anyDigits = /[\p{N}〇零○◯一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两]/gu;

/** The ID number that a row of digit groups begins with; undefined when it begins with none. */
const idNumberAt = (groups: readonly DigitGroup[], plain: string): { digits: string; to: number } | undefined => {
  let digits = "";
  let old: { digits: string; to: number } | undefined;
  for (const [index, group] of groups.entries()) {
    digits += group.digits;
    if (digits.length > 18) break;
    if (digits.length === 17) {
      const x = /^[^\p{L}\p{N}]{0,3}[xX×✕叉]/u.exec(plain.slice(group.to));
      if (x && isIdNumber(`${digits}X`)) return { digits: `${digits}X`, to: group.to + x[0].length };
    }
    if (isIdNumber(digits)) return { digits, to: group.to };
    // Without a check digit, a number of today's orders must not be taken for somebody born a hundred years ago.
    const isWhole = index === 0 || groups[0]?.digits.length === 6 || index === 14;
    if (isWhole && /^\d{6}[3-9]/.test(digits) && looksLikeOldIdNumber(digits)) old = { digits, to: group.to };
  }
  return old;
};

/** Replaces every ID number in a text, in whatever digits and however parted, by its first six digits and last four. */
export const withoutIdNumbers = (text: string): string => {
  if (text.length < 15 || (text.match(anyDigits)?.length ?? 0) < 15) return text;
  const { plain, written } = folded(text);
  let masked = "";
  let readTo = 0;
  for (const run of digitRuns(plain))
    for (let start = 0; start < run.length; start += 1) {
      const from = run[start]?.from ?? 0;
      const found = idNumberAt(run.slice(start, start + 18), plain);
      if (!found) continue;
      const { at, text: number } = written(from, found.to);
      masked += `${text.slice(readTo, at)}${found.digits.slice(0, 6)}********${found.digits.slice(-4)}`;
      readTo = at + number.length;
      while (start + 1 < run.length && (run[start + 1]?.from ?? 0) < found.to) start += 1;
    }
  return masked + text.slice(readTo);
};

/** A telephone number as typed at the desk, with or without dashes, spaces, +86; kept as digits. Empty is allowed. */
export const Phone = z
  .string()
  .transform((text) =>
    halfWidth(text)
      .replace(/[\s\-—－()（）]/g, "")
      .replace(/^(\+|00)86/, ""),
  )
  .pipe(z.string().regex(/^$|^1\d{10}$|^\d{7,12}$/, "电话应为 11 位手机号，或 7 至 12 位座机号"))
  .default("");
