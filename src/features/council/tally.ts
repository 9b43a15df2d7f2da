import { halfWidth } from "#base/text.ts";

/** 唱票 by key: each ballot is one digit. */
export const tallyKeys = { "1": "for", "2": "against", "3": "abstain", "0": "invalid" } as const;

type Mark = keyof typeof tallyKeys;

/** What was typed, without what is no ballot. */
export const marksIn = (typed: string): string => halfWidth(typed).replace(/[^0-3]/g, "");

/** The ballots of each kind, as they were called out. */
export const tallyOf = (marks: string): Record<(typeof tallyKeys)[Mark], number> => {
  const counts = { for: 0, against: 0, abstain: 0, invalid: 0 };
  for (const mark of marks) counts[tallyKeys[mark as Mark]] += 1;
  return counts;
};

/** Strokes of 正: five make one, the last may be unfinished. */
export const strokesOf = (count: number): number[] => {
  const full = Array.from({ length: Math.floor(count / 5) }, () => 5);
  return count % 5 === 0 ? full : [...full, count % 5];
};
