import { maskName } from "#base/privacy.ts";
import { gridPostWords } from "#features/people/words.ts";
import type { AssigneeSuggestion } from "./task-assignee-contract.ts";

export type HolderNear = {
  post: keyof typeof gridPostWords;
  contactId: string | null;
  holderName: string;
  organisationId: string | null;
  organisationName: string;
  placeName: string;
};

const byWhat = { unitLeader: "按单元", buildingLeader: "按楼栋", gridWorker: "按网格", gridLeader: "按网格" } as const;

/** How many are offered: more would be another list to read. */
const mostSuggestions = 4;

/** Those who hold a post near the matter, each once, the nearest first. */
export const assigneesFrom = (holders: readonly HolderNear[]): AssigneeSuggestion[] => {
  const seen = new Set<string>();
  const suggestions: AssigneeSuggestion[] = [];
  for (const holder of holders) {
    const { contactId, organisationId, holderName, placeName, post } = holder;
    const key = contactId ?? `${post} ${placeName} ${holderName}`;
    if (seen.has(key)) continue;
    seen.add(key);
    suggestions.push({
      why: `${byWhat[post]}：${placeName}${gridPostWords[post]} ${maskName(holderName)}`,
      assignee:
        contactId === null || organisationId === null
          ? null
          : { contactId, contactName: holderName, organisationId, organisationName: holder.organisationName },
    });
  }
  return suggestions.slice(0, mostSuggestions);
};
