import { z } from "zod";
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

/** Whether 18 characters are a citizen's ID number by GB 11643: a real birth date and the check digit. */
export const isIdNumber = (text: string): boolean => {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const at = Date.parse(`${birth}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== birth) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17]?.toUpperCase();
};

/** Replaces every ID number in a text by its first six digits and last four. */
export const withoutIdNumbers = (text: string): string =>
  text.replace(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (found) =>
    isIdNumber(found) ? `${found.slice(0, 6)}********${found.slice(-4)}` : found,
  );

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

export type PersonalDataFinding = {
  kind: "mobile" | "idNumber" | "name" | "room" | "bankCard";
  text: string;
  at: number;
};

const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
};

/** Digits written full-width, or with single spaces or dashes between them, read as one run; `at` maps back. */
const digitRuns = (text: string): { digits: string; at: number; raw: string }[] => {
  const plain = halfWidth(text);
  const runs: { digits: string; at: number; raw: string }[] = [];
  for (const match of plain.matchAll(/(?<![\dA-Za-z])\+?\d(?:[\s\-—–·.]?\d){6,24}[Xx]?(?![\dA-Za-z])/g)) {
    const raw = text.slice(match.index, match.index + match[0].length);
    runs.push({ digits: match[0].replace(/[^\dXx]/g, ""), at: match.index, raw });
  }
  return runs;
};

const rooms: readonly RegExp[] = [
  /\d{1,4}\s*[号栋幢座楼]\s*楼?\s*\d{1,2}\s*单元\s*\d{2,4}\s*[室号户]?/g,
  /(?:\d{1,2}\s*单元|[一二三四五六七八九十]{1,3}单元)\s*\d{2,4}\s*[室号户]?/g,
  /(?<![\d.])\d{1,4}\s*[-－—]\s*\d{1,2}\s*[-－—]\s*\d{3,4}(?!\d)/g,
  /(?<![\d.])\d{3,4}\s*(?:室|房间|号房)/g,
];

/**
 * What must not stand on paper for the public: mobiles, ID numbers, bank cards, room numbers, and the names given.
 * The text is read as written and with full-width digits or separators folded away.
 */
export const findPersonalData = (text: string, knownNames: readonly string[]): PersonalDataFinding[] => {
  const found: PersonalDataFinding[] = [];
  for (const run of digitRuns(text)) {
    const local = run.digits.replace(/^(?:00)?86(?=1\d{10}$)/, "");
    if (isIdNumber(run.digits)) found.push({ kind: "idNumber", text: run.raw, at: run.at });
    else if (/^1[3-9]\d{9}$/.test(local)) found.push({ kind: "mobile", text: run.raw, at: run.at });
    else if (/^[3-6]\d{15,18}$/.test(run.digits) && luhn(run.digits))
      found.push({ kind: "bankCard", text: run.raw, at: run.at });
    else {
      const inside = /1[3-9]\d{9}/.exec(run.digits);
      if (inside && run.digits.length > 11) found.push({ kind: "mobile", text: run.raw, at: run.at });
    }
  }
  const plain = halfWidth(text);
  for (const pattern of rooms) {
    for (const match of plain.matchAll(pattern)) {
      if (!found.some((other) => other.at <= match.index && match.index < other.at + other.text.length))
        found.push({ kind: "room", text: text.slice(match.index, match.index + match[0].length), at: match.index });
    }
  }
  for (const name of knownNames) {
    if ([...name].length < 2) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ kind: "name", text: name, at });
  }
  return found.sort((a, b) => a.at - b.at);
};
