import type { Day } from "#base/dates.ts";
import type { Outcome } from "./meeting-contract.ts";
import type { confirmRules, TopicState } from "./topic-contract.ts";

type TopicFacts = { state: TopicState };

const open: readonly TopicState[] = ["proposed", "confirmed", "scheduled", "discussed"];

/** Whether a topic may still bring something about for its appeals. */
export const isTopicOpen = (state: TopicState): boolean => open.includes(state);

export const changingTopicProblem = (topic: TopicFacts) => (isTopicOpen(topic.state) ? null : "TopicIsOver");

/** Appeals come and go until a meeting has the topic before it. */
export const gatheringProblem = (topic: TopicFacts) =>
  topic.state === "proposed" || topic.state === "confirmed" || topic.state === "scheduled" ? null : "TopicIsOver";

type Rule = { kind: (typeof confirmRules)[number]; minHouseholds: number | null; isActive: boolean };

/** A joint proposal is one of so many homes; no other rule counts them. */
export const ruleProblem = (kind: Rule["kind"], minHouseholds: number | null) =>
  kind === "joint" && minHouseholds === null ? "JointNeedsHouseholds" : null;

export const confirmingProblem = (topic: TopicFacts, rule: Rule, signedHouseholdCount: number) => {
  if (topic.state !== "proposed") return "TopicNotProposed";
  if (!rule.isActive) return "RuleNotInUse";
  return rule.minHouseholds !== null && signedHouseholdCount < rule.minHouseholds ? "JointNotReached" : null;
};

/** 12 户联名，规则要 10 户 */
export const signedWords = (signedHouseholdCount: number, minHouseholds: number | null): string =>
  minHouseholds === null
    ? `${signedHouseholdCount} 户联名`
    : `${signedHouseholdCount} 户联名，规则要 ${minHouseholds} 户`;

/** Names are put down as long as appeals come and go. */
export const signingProblem = (topic: TopicFacts) => gatheringProblem(topic);

export const postponingProblem = (topic: TopicFacts, until: Day, today: Day) => {
  if (decliningProblem(topic) !== null) return "TopicNotOpen";
  return until <= today ? "PostponeDayIsPast" : null;
};

/** Whether the day to which a topic was put off is there. */
export const isDueAgain = (topic: { postponedUntil: Day | null }, today: Day): boolean =>
  topic.postponedUntil !== null && topic.postponedUntil <= today;

export const decliningProblem = (topic: TopicFacts) =>
  topic.state === "proposed" || topic.state === "confirmed" ? null : "TopicNotOpen";

/** Where a topic goes when its meeting ends. */
export const stateAfterMeeting = (outcome: Outcome): TopicState => (outcome === "deferred" ? "confirmed" : "settled");
