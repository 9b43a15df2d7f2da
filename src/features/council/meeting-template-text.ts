import { halfWidth } from "#base/text.ts";
import type { MeetingTemplate } from "./meeting-template-contract.ts";
import { meetingRoleWords } from "./meeting-words.ts";
import { visibilityWords } from "./topic-words.ts";

type Items = MeetingTemplate["standingItems"];
type Quotas = MeetingTemplate["quotas"];

const keyOf = <K extends string>(words: Record<K, string>, word: string): K | undefined =>
  (Object.keys(words) as K[]).find((key) => words[key] === word);

/** One item a line: 物业通报 10分钟 内部. What is said of an item stands behind it, in any order. */
export const typedItems = (typed: string): Items =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const words = line.split(/[\s,，、]+/);
      let plannedMinutes: number | null = null;
      let visibility: Items[number]["visibility"] = "public";
      for (let last = words.at(-1); words.length > 1 && last !== undefined; last = words.at(-1)) {
        const [, minutes] = /^(\d{1,3})分钟?$/.exec(halfWidth(last)) ?? [];
        const said = keyOf(visibilityWords, last);
        if (minutes === undefined && said === undefined) break;
        if (minutes !== undefined) plannedMinutes = Number(minutes);
        if (said !== undefined) visibility = said;
        words.pop();
      }
      return { title: words.join(" "), plannedMinutes, visibility };
    });

export const itemsText = (items: Items): string =>
  items
    .map(({ title, plannedMinutes, visibility }) =>
      [
        title,
        ...(plannedMinutes === null ? [] : [`${plannedMinutes}分钟`]),
        ...(visibility === "public" ? [] : [visibilityWords[visibility]]),
      ].join(" "),
    )
    .join("\n");

/** 居民代表15 物业2; null where something else was typed. */
export const typedQuotas = (typed: string): Quotas | null => {
  const quotas: Quotas = [];
  for (const part of halfWidth(typed)
    .split(/[\s,，、;；]+/)
    .filter((each) => each !== "")) {
    const [, word = "", count = ""] = /^(\D+?)(\d{1,3})[人名]?$/.exec(part) ?? [];
    const role = keyOf(meetingRoleWords, word);
    if (!role || Number(count) < 1 || Number(count) > 500 || quotas.some((quota) => quota.role === role)) return null;
    quotas.push({ role, count: Number(count) });
  }
  return quotas;
};

export const quotasText = (quotas: Quotas): string =>
  quotas.map(({ role, count }) => `${meetingRoleWords[role]}${count}`).join("、");
