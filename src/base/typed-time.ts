import { halfWidth } from "#base/text.ts";

const halves: Readonly<Record<string, string>> = { 半: "30", 一刻: "15", 三刻: "45" };

/**
 * A time as people write one: 1530, 15:30, 15.30, 9点, 下午3点半. Null for nothing typed, which is the end of the day;
 * what is no time stays as it is, for the form's schema to say so.
 */
export const typedTime = (typed: string): string | null => {
  const text = halfWidth(typed).replace(/\s/g, "");
  if (text === "") return null;
  const found = /^(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:.：点时]?(\d\d)分?|[点时](半|一刻|三刻)?)?$/.exec(text);
  if (!found) return text;
  const [, part = "", hour = "", minute, half] = found;
  const isAfternoon = (part === "下午" || part === "晚上") && Number(hour) < 12;
  const isNoon = part === "中午" && Number(hour) < 11;
  const hours = Number(hour) + (isAfternoon || isNoon ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${minute ?? halves[half ?? ""] ?? "00"}`;
};

/** Minutes after 0:00 of what is typed as a time; null where it is none. */
export const typedMinute = (typed: string): number | null => {
  const found = /^(\d{1,2}):(\d\d)$/.exec(typedTime(typed) ?? "");
  if (!found) return null;
  const [, hours = "", minutes = ""] = found;
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(hours) < 24 && Number(minutes) < 60 ? minute : null;
};
