import { type Day, dayOf, type Instant, instantAt, instantOf, isRealDay } from "#base/dates.ts";
import { cleanLine, halfWidth } from "#base/text.ts";
import { type Cell, cellText } from "./sheet-cells.ts";

type Clock = { hours: number; minutes: number; seconds: number };

const dayForms: readonly RegExp[] = [
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/,
  /^(\d{4})(\d\d)(\d\d)(?!\d{1,3}(?!\d))/,
];
const weekdayWords = /^\s*[（(]?(?:星期|礼拜|周)[一二三四五六日天][）)]?/;
const halves = "上午|下午|凌晨|清晨|早上|早晨|早|中午|傍晚|晚上|晚|夜里|am|pm";
const clockForms: readonly RegExp[] = [
  new RegExp(
    `^(?:t\\s*)?(${halves})?\\s*(\\d{1,2})\\s*[:时点]\\s*(?:(\\d{1,2})\\s*[:分]?\\s*(?:(\\d{1,2})(?:\\.\\d+)?\\s*秒?)?)?\\s*(${halves})?$`,
    "i",
  ),
  /^()(\d\d)(\d\d)(\d\d)?()$/,
];

const hoursOf = (hours: number, half: string): number => {
  const isLater = /下午|傍晚|晚|夜里|pm/i.test(half) || (half === "中午" && hours < 11);
  if (isLater && hours < 12) return hours + 12;
  // 凌晨12点 and 12:30 AM are half past midnight; 晚上12点 is the end of the day.
  if (/凌晨|am/i.test(half) && hours === 12) return 0;
  return /晚|夜里/.test(half) && hours === 12 ? 24 : hours;
};

const clockOf = (text: string): Clock | undefined => {
  if (text === "") return { hours: 0, minutes: 0, seconds: 0 };
  for (const form of clockForms) {
    const found = form.exec(text);
    if (!found) continue;
    const clock = {
      hours: hoursOf(Number(found[2]), found[1] || found[5] || ""),
      minutes: Number(found[3] ?? 0),
      seconds: Number(found[4] ?? 0),
    };
    const isEndOfDay = clock.hours === 24 && clock.minutes === 0 && clock.seconds === 0;
    const isReal = (clock.hours < 24 || isEndOfDay) && clock.minutes < 60 && clock.seconds < 60;
    return isReal ? clock : undefined;
  }
  return undefined;
};

const isLikelyDay = (day: Day): boolean => isRealDay(day) && day >= "1900-01-01" && day < "2100-01-01";

const splitDay = (text: string): { day: Day; rest: string } | undefined => {
  for (const form of dayForms) {
    const found = form.exec(text);
    if (!found) continue;
    const day = `${found[1]}-${found[2]?.padStart(2, "0")}-${found[3]?.padStart(2, "0")}`;
    if (!isLikelyDay(day)) return undefined;
    return { day, rest: text.slice(found[0].length).replace(weekdayWords, "").trim() };
  }
  return undefined;
};

/** Days since 1899-12-30, as spreadsheets count; these bounds are the years 1927 to 2099. */
const serialInstant = (serial: number): Instant | undefined =>
  serial >= 10_000 && serial < 73_051
    ? instantOf(Date.parse(instantAt("1899-12-30")) + Math.round(serial * 86_400) * 1000)
    : undefined;

const digitOf = (char: string): string => String(Math.max("〇一二三四五六七八九".indexOf(char), 0));
const countOf = (chinese: string): string => {
  const [tens, rest = ""] = chinese.split("十");
  return chinese.includes("十") ? `${tens ? digitOf(tens) : "1"}${rest ? digitOf(rest) : "0"}` : digitOf(chinese);
};

/** 二〇二五年三月四日 → 2025年3月4日, 8点半 → 8点30分. */
const withDigits = (text: string): string =>
  text
    .replace(/[〇零○一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map(digitOf).join(""))
    .replace(
      /[一二三四五六七八九]?十[一二三四五六七八九]?(?=[月日号时点分])|[一二三四五六七八九](?=[月日号时点分])/g,
      countOf,
    )
    .replace(/([时点])半/g, "$130分")
    .replace(/([时点])一刻/g, "$115分")
    .replace(/([时点])三刻/g, "$145分");

/** The moment that a text means, read as wall time in Asia/Shanghai unless it names another zone. */
const instantInText = (text: string): Instant | undefined => {
  const plain = withDigits(halfWidth(cleanLine(text)).replaceAll("：", ":"));
  if (/^\d{5}(\.\d+)?$/.test(plain)) return serialInstant(Number(plain));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(plain)) {
    const at = Date.parse(plain);
    return Number.isNaN(at) ? undefined : instantOf(Math.floor(at / 1000) * 1000);
  }
  const found = splitDay(plain);
  const clock = found && clockOf(found.rest);
  return found && clock && instantAt(found.day, `${clock.hours}:${clock.minutes}`, clock.seconds);
};

/** The moment that a cell means; undefined where it means none. */
export const instantIn = (cell: Cell): Instant | undefined => {
  if (typeof cell === "number") return cell < 100_000 ? serialInstant(cell) : instantInText(cellText(cell));
  if (typeof cell === "object" && cell !== null) {
    const day = cell.at.slice(0, 10);
    const [hours = 0, minutes = 0, seconds = 0] = cell.at.slice(11).split(":").map(Number);
    return isLikelyDay(day) ? instantAt(day, `${hours}:${minutes}`, seconds) : undefined;
  }
  return typeof cell === "string" ? instantInText(cell) : undefined;
};

/** The day that a cell means; a clock time beside it is dropped. */
export const dayIn = (cell: Cell): Day | undefined => {
  const at = instantIn(cell);
  return at === undefined ? undefined : dayOf(at);
};
