import type { itemKinds } from "./meeting-agenda-contract.ts";
import type { MeetingState, Outcome, Vote, voteBases } from "./meeting-contract.ts";
import type { MeetingKind } from "./meeting-kinds.ts";
import type { MeetingRole } from "./meeting-people-contract.ts";

type MeetingFacts = { state: MeetingState };

export const isMeetingOver = (state: MeetingState): boolean =>
  state === "ended" || state === "minuted" || state === "cancelled";

export const planningProblem = (meeting: MeetingFacts) => (isMeetingOver(meeting.state) ? "MeetingIsOver" : null);

const notStartedProblem = (meeting: MeetingFacts) =>
  meeting.state === "inSession" ? "MeetingHasStarted" : planningProblem(meeting);

const agendaProblem = (itemKindsOnAgenda: readonly string[]) =>
  itemKindsOnAgenda.some((kind) => kind !== "review") ? null : "AgendaIsEmpty";

export const notifyingProblem = (meeting: MeetingFacts, itemKindsOnAgenda: readonly string[]) =>
  meeting.state === "preparing" ? agendaProblem(itemKindsOnAgenda) : "MeetingNotPreparing";

/** A meeting that was never notified may start all the same: small ones are called across the yard. */
export const startingProblem = (meeting: MeetingFacts, itemKindsOnAgenda: readonly string[]) =>
  notStartedProblem(meeting) ?? agendaProblem(itemKindsOnAgenda);

/** A meeting that began is ended, whatever came of it. */
export const cancellingMeetingProblem = notStartedProblem;

export const removingItemProblem = (meeting: MeetingFacts, item: { kind: (typeof itemKinds)[number] }) =>
  notStartedProblem(meeting) ?? (item.kind === "review" ? "ReviewStays" : null);

/** House rule: whose vote counts in a meeting of the kind, unless the list says otherwise. */
export const hasVoteByRole = (kind: MeetingKind, role: MeetingRole): boolean => votingRoles[kind].includes(role);

const votingRoles: Record<MeetingKind, readonly MeetingRole[]> = {
  council: ["representative", "ownersCommittee"],
  mediation: ["party"],
  partyCommittee: ["committee", "partyBranch", "partner", "property", "subdistrict"],
  fourParty: ["committee", "partyBranch", "ownersCommittee", "property"],
};

/** Who was there may be put right until the minutes are issued. */
export const attendingProblem = (meeting: MeetingFacts) => {
  if (meeting.state === "minuted") return "MeetingIsMinuted";
  return meeting.state === "cancelled" ? "MeetingIsOver" : null;
};

/** 到会人数须过半。 Nobody entitled, nobody to pass anything. */
export const hasQuorum = (presentCount: number, entitledCount: number): boolean =>
  entitledCount > 0 && presentCount * 2 > entitledCount;

export const voteBaseCount = (vote: {
  base: (typeof voteBases)[number];
  presentCount: number;
  entitledCount: number;
  forCount: number;
  againstCount: number;
  abstainCount: number;
}): number => {
  if (vote.base === "present") return vote.presentCount;
  if (vote.base === "entitled") return vote.entitledCount;
  return vote.forCount + vote.againstCount + vote.abstainCount;
};

/** 赞成须过基数的一半。 */
export const isVotePassed = (vote: Parameters<typeof voteBaseCount>[0]): boolean =>
  vote.forCount * 2 > voteBaseCount(vote);

export const votingProblem = (
  meeting: MeetingFacts,
  item: { kind: (typeof itemKinds)[number]; outcome: Outcome | null },
  counts: { forCount: number; againstCount: number; abstainCount: number; presentCount: number },
) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (item.kind !== "topic") return "ItemNotATopic";
  // What was put off may be voted on again before the meeting ends.
  if (item.outcome !== null && item.outcome !== "deferred") return "ItemIsDecided";
  const cast = counts.forCount + counts.againstCount + counts.abstainCount;
  return cast > counts.presentCount ? "MoreVotesThanPresent" : null;
};

export const decidingProblem = (
  meeting: MeetingFacts,
  item: { kind: (typeof itemKinds)[number]; vote: Pick<Vote, "isPassed"> | null },
  decision: { outcome: Outcome; wording: string; hasQuorum: boolean },
) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (item.kind === "review") return "ItemIsReview";
  if (decision.outcome !== "passed") return null;
  if (!decision.hasQuorum) return "NoQuorum";
  if (item.vote && !item.vote.isPassed) return "VoteNotPassed";
  return decision.wording === "" ? "PassedNeedsWording" : null;
};

/** A report has been heard once it was given; a topic wants an outcome. */
export const endingProblem = (
  meeting: MeetingFacts,
  items: readonly { kind: (typeof itemKinds)[number]; outcome: Outcome | null }[],
) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  return items.some((item) => item.kind === "topic" && item.outcome === null) ? "ItemUndecided" : null;
};

/** 通过的决议须有任务，或写明“无需办理”的理由。 */
export const minutingProblem = (
  meeting: MeetingFacts,
  resolutions: readonly { outcome: Outcome; taskCount: number; noTaskReason: string }[],
) => {
  if (meeting.state !== "ended") return "MeetingNotEnded";
  return resolutions.some(isWithoutTask) ? "ResolutionWithoutTask" : null;
};

export const isWithoutTask = (resolution: { outcome: Outcome; taskCount: number; noTaskReason: string }): boolean =>
  resolution.outcome === "passed" && resolution.taskCount === 0 && resolution.noTaskReason === "";
