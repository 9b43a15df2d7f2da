import type { AppealStage } from "./appeal-contract.ts";
import { linkingProblem, mergingProblem } from "./appeal-rules.ts";

export type TogetherFacts = {
  id: string;
  receivedAt: string;
  stage: AppealStage;
  leadId: string | null;
  mergedCount: number;
};

const isEarlier = (one: TogetherFacts, other: TogetherFacts) =>
  one.receivedAt < other.receivedAt || (one.receivedAt === other.receivedAt && one.id < other.id);

/** Who leads when appeals are merged: whoever leads the most already, else the one that came first. */
export const leadAmong = <A extends TogetherFacts>(appeals: readonly A[]): A | undefined =>
  appeals
    .filter(({ leadId }) => leadId === null)
    .reduce<A | undefined>((best, appeal) => {
      if (!best || appeal.mergedCount > best.mergedCount) return appeal;
      return appeal.mergedCount === best.mergedCount && isEarlier(appeal, best) ? appeal : best;
    }, undefined);

/** What stands against merging each of the others behind a lead, by id; null where nothing does. */
export const mergingProblems = (lead: TogetherFacts, others: readonly TogetherFacts[]) =>
  new Map(others.filter(({ id }) => id !== lead.id).map((other) => [other.id, mergingProblem(lead, other)] as const));

/** Who of two leads, where they may be merged at all: the usual one, unless only the other may. */
export const leadOfTwo = <A extends TogetherFacts>(one: A, other: A): A | undefined => {
  const usual = leadAmong([one, other]);
  if (!usual) return undefined;
  const second = usual === one ? other : one;
  if (mergingProblem(usual, second) === null) return usual;
  return mergingProblem(second, usual) === null ? second : undefined;
};

/** Of appeals to be gathered those that a topic can take; a merged one comes with its lead. */
export const gatherable = <A extends TogetherFacts>(appeals: readonly A[]): A[] =>
  appeals.filter((appeal) => linkingProblem(appeal) === null);
