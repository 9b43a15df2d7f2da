import { mayDo, type Role } from "#base/contract.ts";
import type { Instant } from "#base/dates.ts";
import { excerpt } from "#base/text.ts";
import type { AppealStage, AppealState } from "./appeal-contract.ts";
import type { TaskState } from "./task-contract.ts";
import type { visibilities } from "./topic-contract.ts";

/**
 * What the stage of an appeal is derived from: its own state, and the topics and tasks that it and the appeals merged
 * into it are linked to.
 */
export type StageFacts = {
  state: AppealState;
  /** Topics that may still bring something about: not declined, and not settled without more to come. */
  openTopicCount: number;
  taskStates: readonly TaskState[];
  /** Each reporter of the appeal and of those merged into it was asked, or could not be. */
  isEveryReporterHeard: boolean;
};

const isOver = (state: TaskState) => state === "closed" || state === "cancelled";

/** An open task wins over an open topic; an appeal without either shows its own state. */
export const stageOf = (facts: StageFacts): AppealStage => {
  if (facts.state !== "accepted") return facts.state;
  if (facts.taskStates.some((state) => !isOver(state))) return "acting";
  if (facts.openTopicCount > 0) return "deliberating";
  if (!facts.taskStates.includes("closed")) return "accepted";
  return facts.isEveryReporterHeard ? "evaluated" : "resolved";
};

type AppealFacts = { state: AppealState; stage: AppealStage; leadId: string | null };
type LinkFacts = Omit<AppealFacts, "state">;

/** What stands against deciding an appeal by itself (answer, reject, escalate), or null. */
export const decisionProblem = (appeal: AppealFacts) => {
  if (appeal.leadId !== null) return "AppealIsMerged";
  if (appeal.state !== "received" && appeal.state !== "accepted") return "AppealNotOpen";
  if (isInProgress(appeal.stage)) return "AppealInProgress";
  if (appeal.stage === "resolved" || appeal.stage === "evaluated") return "AppealNotOpen";
  return null;
};

export const acceptingProblem = (appeal: AppealFacts) => {
  if (appeal.leadId !== null) return "AppealIsMerged";
  return appeal.state === "received" ? null : "AppealNotOpen";
};

/** What stands against giving an appeal to a topic or a task, or null. A received one is accepted by it. */
export const linkingProblem = (appeal: LinkFacts) => {
  if (appeal.leadId !== null) return "AppealIsMerged";
  // What was answered may come up again: an old letter in the archive becomes a topic.
  return isMatterOver(appeal.stage) && appeal.stage !== "answered" ? "AppealIsOver" : null;
};

/** Whether topics and tasks can do nothing more for an appeal; a merged one is as far as its lead. */
export const isMatterOver = (stage: AppealStage): boolean =>
  stage === "answered" || stage === "rejected" || stage === "escalated" || stage === "evaluated";

const isInProgress = (stage: AppealStage) => stage === "deliberating" || stage === "acting";

export const mergingProblem = (
  lead: LinkFacts & { id: string },
  other: LinkFacts & { id: string; mergedCount: number },
) => {
  if (lead.id === other.id) return "MergeIntoItself";
  if (lead.leadId !== null) return "LeadIsMerged";
  if (other.leadId !== null) return "AlreadyMerged";
  if (other.mergedCount > 0) return "LeadsOthers";
  const over: readonly AppealStage[] = ["answered", "rejected", "resolved", "evaluated"];
  if (over.includes(lead.stage) || over.includes(other.stage)) return "AppealIsOver";
  // What is under way would vanish behind a matter that others have now.
  return lead.stage === "escalated" && isInProgress(other.stage) ? "AppealInProgress" : null;
};

export const changingProblem = (appeal: AppealFacts) =>
  appeal.stage === "evaluated" || appeal.state === "rejected" ? "AppealIsOver" : null;

/** Somebody with a need to know of a confidential matter: the directors, and who took it down. */
export const maySeeConfidential = (
  asker: { accountId: string; roles: readonly Role[] },
  receivedBy: string | null,
): boolean => mayDo(asker.roles, "director") || asker.accountId === receivedBy;

/**
 * A topic or a task that only confidential appeals stand behind says what they say, so it is hidden like them. Where
 * others brought the matter in the open, theirs are the words.
 */
export const hidingProblem = (
  visibility: (typeof visibilities)[number],
  appeals: readonly { isConfidential: boolean }[],
) =>
  visibility !== "confidential" && appeals.length > 0 && appeals.every((appeal) => appeal.isConfidential)
    ? "MatterIsConfidential"
    : null;

/** A list need not show the whole matter: a title, or what it begins with. */
export const titleOf = (title: string, content: string): string =>
  /[\p{L}\p{N}]{2}/u.test(title) ? title : excerpt(content, 30);

export const isFirstAnswerLate = (dueAt: Instant | null, firstAnsweredAt: Instant | null, now: Instant): boolean =>
  dueAt !== null && firstAnsweredAt === null && dueAt < now;
