import { halfWidth } from "#base/text.ts";

type Entry = { number: number; title: string; keywords: string; isRetired: boolean };

const plain = (text: string) => halfWidth(text).toLowerCase().replace(/\s+/g, "");

/** The words of a matter, each as it is looked for. */
export const keywordsOf = (keywords: string): string[] =>
  keywords
    .split(/[、，,；;\s]+/)
    .map(plain)
    .filter((word) => word !== "");

/** A single character stands in too many other words. */
export const keywordsProblem = (keywords: string): "KeywordTooShort" | null => {
  const words = keywordsOf(keywords);
  return words.length === 0 || words.some((word) => [...word].length < 2) ? "KeywordTooShort" : null;
};

/** 加装电梯 says it; that 装电梯 stands in it need not be said too. */
const longest = (words: readonly string[]) =>
  words.filter((word) => !words.some((other) => other !== word && other.includes(word)));

/** The matters of the catalogue that a text names, in their order, each with the words that it was known by. */
export const mattersOnCatalogue = <M extends Entry>(
  matters: readonly M[],
  text: string,
): { matter: M; words: string[] }[] => {
  const said = plain(text);
  return matters
    .filter((matter) => !matter.isRetired)
    .map((matter) => ({ matter, words: longest(keywordsOf(matter.keywords).filter((word) => said.includes(word))) }))
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => a.matter.number - b.matter.number);
};

/** 提到“维修资金”，在协商目录第3项（动用住宅维修资金） */
export const catalogueWords = ({ matter, words }: { matter: Entry; words: readonly string[] }): string =>
  `提到“${words.slice(0, 3).join("、")}”，在协商目录第${matter.number}项（${matter.title}）`;
