import type { Day } from "#base/dates.ts";
import type { ownerships } from "./appeal-contract.ts";
import { codesIn, mattersOnCatalogue } from "./catalogue.ts";
import type { matterKinds } from "./community-matter-contract.ts";

export type Ownership = (typeof ownerships)[number];

/** In which line of a sheet a matter stands: 本社区, 清单外 or 协助办理. */
export const countings = ["own", "outside", "assist"] as const;
export type Counting = (typeof countings)[number];

/** What the community does itself, and what was handed down to it, is its own; nothing else is. */
export const countingOf = (ownership: Ownership): Counting =>
  ownership === "own" || ownership === "assigned" ? "own" : ownership;

export const countsAsOwn = (ownership: Ownership): boolean => countingOf(ownership) === "own";

/** A task is the community's own as soon as one of its voices is; what came of a meeting without a voice is its own. */
export const ownershipOfTask = (voices: readonly Ownership[]): Ownership =>
  (["own", "assigned", "assist", "outside"] as const).find((ownership) => voices.includes(ownership)) ?? "own";

type Entry = {
  kind: (typeof matterKinds)[number];
  number: number;
  title: string;
  keywords: string;
  categoryCodes: string;
  office: string;
  isRetired: boolean;
};

/** 楼道堆物清理 and 楼道、院内照明: what stands in a title, where nobody wrote down how people say it. */
export const keywordsFromTitle = (title: string): string => {
  const parts = title.split(/[、，,；;：:（）()\s和与及]+/).filter((part) => [...part].length >= 2);
  return [...new Set(parts.length === 0 ? [title] : parts)].join("、");
};

const listNames: Record<Entry["kind"], string> = { own: "社区事项清单", elsewhere: "“去哪儿办”" };

const placeOf = ({ kind, number, title, office }: Entry) =>
  `${listNames[kind]}第${number}项“${title}”${kind === "elsewhere" ? `，由${office}办` : ""}`;

export type OwnershipSuggestion<M> = { ownership: "own" | "outside"; matter: M | null; why: string };

const longestOf = (words: readonly string[]) => Math.max(0, ...words.map((word) => [...word].length));

/**
 * Whose a matter is by the lists, and why: first by the words, where the longer word says more and the community's own
 * list goes first, then by the category. Null where there is no list to go by.
 */
export const suggestOwnership = <M extends Entry>(
  matters: readonly M[],
  said: { text: string; categoryCodes: readonly string[] },
): OwnershipSuggestion<M> | null => {
  if (!matters.some(({ kind, isRetired }) => kind === "own" && !isRetired)) return null;
  const found = (matter: M, reason: string): OwnershipSuggestion<M> => ({
    ownership: matter.kind === "own" ? "own" : "outside",
    matter,
    why: `${reason}${placeOf(matter)}`,
  });
  const [best] = mattersOnCatalogue(matters, said.text).sort(
    (a, b) =>
      longestOf(b.words) - longestOf(a.words) ||
      Number(a.matter.kind === "elsewhere") - Number(b.matter.kind === "elsewhere"),
  );
  if (best) return found(best.matter, `提到“${best.words.slice(0, 3).join("、")}”，在`);
  // The nearer category says more: 楼道灯 before 房屋设施.
  for (const code of said.categoryCodes) {
    const matter = matters.find(({ categoryCodes, isRetired }) => !isRetired && codesIn(categoryCodes).includes(code));
    if (matter) return found(matter, "按分类，在");
  }
  return { ownership: "outside", matter: null, why: "不在社区事项清单：没有一项的关键词或分类对得上" };
};

export const referringProblem = (task: { ownership: Ownership }) =>
  task.ownership === "outside" ? null : "MatterIsOwn";

export const ownershipProblem = (from: Ownership, to: Ownership) => (from === to ? "SameOwnership" : null);

/** 准入: what was handed down shows by what paper. */
export const lacksBasis = (task: { ownership: Ownership; hasBasis: boolean }): boolean =>
  task.ownership === "assigned" && !task.hasBasis;

export const basisProblem = (
  ownership: Ownership,
  basis: { receivedDate: Day; upstreamDueDate: Day | null },
  today: Day,
) => {
  if (ownership !== "assigned") return "TaskNotAssigned";
  if (basis.receivedDate > today) return "BasisIsAhead";
  return basis.upstreamDueDate !== null && basis.upstreamDueDate < basis.receivedDate ? "UpstreamLimitTooEarly" : null;
};
