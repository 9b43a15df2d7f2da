import type { Outcome } from "./meeting-contract.ts";
import type { TopicState } from "./topic-contract.ts";

type TopicFacts = { state: TopicState };

const open: readonly TopicState[] = ["proposed", "confirmed", "scheduled", "discussed"];

/** Whether a topic may still bring something about for its appeals. */
export const isTopicOpen = (state: TopicState): boolean => open.includes(state);

export const changingTopicProblem = (topic: TopicFacts) => (isTopicOpen(topic.state) ? null : "TopicIsOver");

/** Appeals come and go until a meeting has the topic before it. */
export const gatheringProblem = (topic: TopicFacts) =>
  topic.state === "proposed" || topic.state === "confirmed" || topic.state === "scheduled" ? null : "TopicIsOver";

export const confirmingProblem = (topic: TopicFacts, rule: string, jointHouseholdCount: number | null) => {
  if (topic.state !== "proposed") return "TopicNotProposed";
  return rule === "joint" && jointHouseholdCount === null ? "JointNeedsHouseholds" : null;
};

export const decliningProblem = (topic: TopicFacts) =>
  topic.state === "proposed" || topic.state === "confirmed" ? null : "TopicNotOpen";

/** Where a topic goes when its meeting ends. */
export const stateAfterMeeting = (outcome: Outcome): TopicState => (outcome === "deferred" ? "confirmed" : "settled");
