import { halfWidth } from "#base/text.ts";

type Entry = { number: number; title: string; keywords: string; categoryCodes: string; isRetired: boolean };

const plain = (text: string) => halfWidth(text).toLowerCase().replace(/\s+/g, "");

/** The words of a matter, each as it is looked for. */
export const keywordsOf = (keywords: string): string[] =>
  keywords
    .split(/[、，,；;\s]+/)
    .map(plain)
    .filter((word) => word !== "");

/** The categories of a matter. */
export const codesIn = (categoryCodes: string): string[] =>
  categoryCodes.split(/[、，,；;\s]+/).filter((code) => code !== "");

/** A single character stands in too many other words. */
export const keywordsProblem = (keywords: string): "KeywordTooShort" | null => {
  const words = keywordsOf(keywords);
  return words.length === 0 || words.some((word) => [...word].length < 2) ? "KeywordTooShort" : null;
};

/** 加装电梯 says it; that 装电梯 stands in it need not be said too. */
const longest = (words: readonly string[]) =>
  words.filter((word) => !words.some((other) => other !== word && other.includes(word)));

/** A matter that something is on, by words that were said or, where none was, by its category. */
export type OnCatalogue<M> = { matter: M; words: string[] };

/** The matters of the catalogue that a text names, or that its categories stand under, in their order. */
export const mattersOnCatalogue = <M extends Entry>(
  matters: readonly M[],
  text: string,
  categoryCodes: readonly string[] = [],
): OnCatalogue<M>[] => {
  const said = plain(text);
  return matters
    .filter((matter) => !matter.isRetired)
    .map((matter) => ({ matter, words: longest(keywordsOf(matter.keywords).filter((word) => said.includes(word))) }))
    .filter(
      ({ matter, words }) =>
        words.length > 0 || codesIn(matter.categoryCodes).some((code) => categoryCodes.includes(code)),
    )
    .sort((a, b) => a.matter.number - b.matter.number);
};

/** 提到“维修资金”，在协商目录第3项（动用住宅维修资金）; or 按分类，… */
export const catalogueWords = ({ matter, words }: OnCatalogue<Entry>): string =>
  `${words.length === 0 ? "按分类" : `提到“${words.slice(0, 3).join("、")}”`}，在协商目录第${matter.number}项（${matter.title}）`;

/** What the timeline says where such a matter is settled without its meeting; empty where there is nothing to say. */
export const passedOverWords = (hits: readonly OnCatalogue<Entry>[], reason: string): string => {
  if (hits.length === 0) return reason === "" ? "" : `不经协商：${reason}`;
  return `${hits.map(catalogueWords).join("；")}；${reason === "" ? "没有写不经协商的理由" : `不经协商：${reason}`}`;
};
