import type { itemKinds } from "./meeting-agenda-contract.ts";
import type { MeetingState, Outcome } from "./meeting-contract.ts";
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

type Deciding = { hasQuorum: boolean; isPassed: boolean };

/** `vote` is the one that decides. What was voted on with a quorum stays passed when people leave afterwards. */
export const decidingProblem = (
  meeting: MeetingFacts,
  item: { kind: (typeof itemKinds)[number]; hasOpenVote: boolean; vote: Deciding | null },
  decision: { outcome: Outcome; wording: string; hasQuorum: boolean },
) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (item.kind === "review") return "ItemIsReview";
  if (item.hasOpenVote) return "VoteIsOpen";
  if (decision.outcome !== "passed") return null;
  if (item.vote) {
    if (!item.vote.hasQuorum) return "VoteWithoutQuorum";
    if (!item.vote.isPassed) return "VoteNotPassed";
  } else if (!decision.hasQuorum) return "NoQuorum";
  return decision.wording === "" ? "PassedNeedsWording" : null;
};

/** A report has been heard once it was given; a topic wants an outcome. */
export const endingProblem = (
  meeting: MeetingFacts,
  items: readonly { kind: (typeof itemKinds)[number]; outcome: Outcome | null; hasOpenVote: boolean }[],
) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (items.some((item) => item.hasOpenVote)) return "VoteIsOpen";
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
