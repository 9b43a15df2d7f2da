import { addDays, type Day, isRealDay, weekdayOf, yearOf } from "./dates.ts";
import { halfWidth } from "./text.ts";

const dayFrom = (year: string, month: string, date: string): Day | undefined => {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isRealDay(day) ? day : undefined;
};

/** 19580308, 1958.3.8, 1958年3月8日 → 1958-03-08; undefined when it is not a day. */
const wholeDay = (text: string): Day | undefined => {
  const found =
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!found) return undefined;
  const [, year = "", month = "", date = ""] = found;
  return dayFrom(year, month, date);
};

const spokenDays: Readonly<Record<string, number>> = { 今天: 0, 明天: 1, 后天: 2, 大后天: 3 };

/** 11-25, 11月25日, 25日, 明天, 周四, 下周四: the next such day, today included; undefined when it is none. */
const nextDay = (text: string, today: Day): Day | undefined => {
  const away = spokenDays[text];
  if (away !== undefined) return addDays(today, away);
  const weekly = /^(下)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(text);
  if (weekly) {
    const [, isNextWeek, char = ""] = weekly;
    // Counted from Monday, as a week is read.
    const at = char === "天" ? 6 : "一二三四五六日".indexOf(char);
    const now = (weekdayOf(today) + 6) % 7;
    return addDays(today, isNextWeek ? 7 - now + at : (at - now + 7) % 7);
  }
  const monthly = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(text);
  if (monthly) {
    const [, month = "", date = ""] = monthly;
    const days = [0, 1].map((later) => dayFrom(String(yearOf(today) + later), month, date));
    return days.find((day) => day !== undefined && day >= today);
  }
  const date = /^(\d{1,2})[日号]$/.exec(text)?.[1];
  if (date === undefined) return undefined;
  const [year, month] = [yearOf(today), Number(today.slice(5, 7))];
  const days = [0, 1, 2].map((later) =>
    dayFrom(String(year + Math.floor((month - 1 + later) / 12)), String(((month - 1 + later) % 12) + 1), date),
  );
  return days.find((day) => day !== undefined && day >= today);
};

/**
 * A day as people write one. With `today` also as they say one that is still to come: 11-25, 25号, 明天, 下周四.
 * Undefined when it is not a day.
 */
export const typedDay = (typed: string, today?: Day): Day | undefined => {
  const text = halfWidth(typed).trim();
  return wholeDay(text) ?? (today === undefined ? undefined : nextDay(text.replace(/\s/g, ""), today));
};
