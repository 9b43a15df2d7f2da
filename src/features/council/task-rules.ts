import type { WorkCalendar } from "#base/calendar.ts";
import { type Day, dayOf, deadlineDay, type Instant } from "#base/dates.ts";
import { bandOf, type DeadlineRule, defaultRules } from "#base/deadlines.ts";
import type { urgencies } from "./appeal-contract.ts";
import type { MeetingState, Outcome } from "./meeting-contract.ts";
import { isWithoutTask } from "./meeting-rules.ts";
import { taskDue } from "./task-clock.ts";
import type { bands, Limit, TaskState, Track } from "./task-contract.ts";

type TaskFacts = { state: TaskState };

export const isTaskOver = (state: TaskState): boolean => state === "closed" || state === "cancelled";

export const dispatchingProblem = (task: TaskFacts) => (task.state === "drafted" ? null : "TaskNotDrafted");
export const acceptingTaskProblem = (task: TaskFacts) => (task.state === "dispatched" ? null : "TaskNotDispatched");

const isWithUnit = (state: TaskState) => state === "dispatched" || state === "accepted";

/** Progress and extensions want somebody who has the order in hand. */
export const workingProblem = (task: TaskFacts) => (isWithUnit(task.state) ? null : "TaskNotWithUnit");

/** 退单要有理由和依据。 */
export const returningProblem = (task: TaskFacts, evidence: string, attachmentCount: number) => {
  if (!isWithUnit(task.state)) return "TaskNotWithUnit";
  return evidence === "" && attachmentCount === 0 ? "ReturnNeedsEvidence" : null;
};

/** 挂账由负责人批准，写明恢复日期，并告知居民。 */
export const parkingProblem = (
  task: TaskFacts,
  parking: { resumeDate: Day; today: Day; isResidentTold: boolean; isAnybodyKnown: boolean },
) => {
  if (task.state !== "accepted") return "TaskNotAccepted";
  if (parking.resumeDate <= parking.today) return "ResumeDateIsPast";
  return parking.isResidentTold || !parking.isAnybodyKnown ? null : "TellResidentFirst";
};

export const resumingProblem = (task: TaskFacts) => (task.state === "parked" ? null : "TaskNotParked");

/** A parked task stays parked until another day. */
export const prolongingProblem = (task: TaskFacts, { resumeDate, today }: { resumeDate: Day; today: Day }) =>
  resumingProblem(task) ?? (resumeDate <= today ? "ResumeDateIsPast" : null);

export const transferringProblem = (
  task: TaskFacts & { leadOrganisationId: string; responsibleId: string },
  to: { leadOrganisationId: string; responsibleId: string },
) => {
  if (isTaskOver(task.state) || task.state === "finished") return "TaskIsOver";
  if (task.state === "parked") return "TaskIsParked";
  const isSame = task.leadOrganisationId === to.leadOrganisationId && task.responsibleId === to.responsibleId;
  return isSame ? "SameResponsible" : null;
};

/** 延期须在到期前申请。 */
export const extensionProblem = (
  task: TaskFacts & { dueAt: Instant; hasAskedExtension: boolean },
  newDueDate: Day,
  now: Instant,
) => {
  if (!isWithUnit(task.state)) return "TaskNotWithUnit";
  if (task.hasAskedExtension) return "ExtensionIsAsked";
  if (task.dueAt < now) return "ExtensionTooLate";
  return newDueDate <= deadlineDay(task.dueAt) ? "ExtensionNotLater" : null;
};

export const decidingExtensionProblem = (
  task: TaskFacts & { hasAskedExtension: boolean },
  decision: { isApproved: boolean; isResidentTold: boolean },
) => {
  if (!task.hasAskedExtension) return "NoExtensionAsked";
  if (isTaskOver(task.state) || task.state === "finished") return "TaskIsOver";
  if (task.state === "parked") return "TaskIsParked";
  return decision.isApproved && !decision.isResidentTold ? "TellResidentFirst" : null;
};

export const finishingProblem = (
  task: TaskFacts & { track: Track },
  report: {
    evidence: string;
    attachmentCount: number;
    isResidentTold: boolean;
    /** Whether somebody behind the task left a name; the others hear of it from the posted list. */
    isAnybodyKnown: boolean;
    onlineNumber: string;
  },
) => {
  if (task.state !== "accepted") return "TaskNotAccepted";
  if (report.evidence === "" && report.attachmentCount === 0) return "FinishNeedsEvidence";
  if (task.track === "online" && report.onlineNumber === "") return "OnlineNeedsNumber";
  return report.isResidentTold || !report.isAnybodyKnown ? null : "TellResidentFirst";
};

/** 协商办 comes from a resolution, whichever way a task turns later. */
export const changingTaskProblem = (
  task: TaskFacts & { track: Track; resolutionId: string | null },
  change: { track: Track },
) => {
  if (isTaskOver(task.state)) return "TaskIsOver";
  return task.resolutionId === null && change.track === "consult" ? "ConsultNeedsMeeting" : null;
};

/**
 * What stands against adding a task to a resolution, or null. The minutes are frozen with the tasks on them, so that
 * afterwards only a task that was cancelled can be replaced.
 */
export const resolutionTaskProblem = (
  meeting: { state: MeetingState },
  resolution: { outcome: Outcome; taskCount: number; noTaskReason: string },
) => {
  if (resolution.outcome !== "passed") return "ResolutionNotPassed";
  if (meeting.state === "minuted") return isWithoutTask(resolution) ? null : "MeetingIsMinuted";
  // The clock of a resolution starts when the meeting ends.
  return meeting.state === "ended" ? null : "MeetingNotOver";
};

/** Events that change nothing of where a task stands, so that a step can be taken back behind them. */
export const passingEvents: readonly string[] = [
  "printed",
  "reviewed",
  "followUpTried",
  "parkingProlonged",
  "urged",
  "supervised",
  "whistled",
  "referred",
  "basisRecorded",
  "ownershipChanged",
  "arrived",
  "letterAnswered",
  "helperAdded",
  "helperRemoved",
  "milestoneAdded",
  "milestoneDone",
  "milestoneRemoved",
  "visited",
  "visitWithdrawn",
  "offered",
  "taken",
  "takerWithdrawn",
  "returnsAnalysed",
];

export const replyDateProblem = (replyBy: Day | null, today: Day) =>
  replyBy !== null && replyBy < today ? "ReplyDateIsPast" : null;

/** Who was whistled for arrives after the whistle, and not in time to come. */
export const arrivalProblem = (
  letter: { kind: string; issuedAt: Instant; arrivedAt: Instant | null },
  arrivedAt: Instant,
  now: Instant,
) => {
  if ((letter.kind !== "whistle" && letter.kind !== "refer") || letter.arrivedAt !== null) return "NobodyToArrive";
  // It is written down to the minute.
  return arrivedAt.slice(0, 16) < letter.issuedAt.slice(0, 16) || arrivedAt > now ? "ArrivalNotPossible" : null;
};

export const helperProblem = (
  task: TaskFacts & { leadOrganisationId: string },
  organisationId: string,
  helpers: readonly { organisationId: string }[],
) => {
  if (isTaskOver(task.state)) return "TaskIsOver";
  if (task.leadOrganisationId === organisationId) return "HelperIsLead";
  return helpers.some((helper) => helper.organisationId === organisationId) ? "HelperIsThere" : null;
};

export const milestoneProblem = (task: TaskFacts, milestone: { doneAt: Instant | null }) => {
  if (isTaskOver(task.state)) return "TaskIsOver";
  return milestone.doneAt === null ? null : "MilestoneIsDone";
};

export const visitProblem = (task: TaskFacts, visit: { visitDate: Day; nextVisitDate: Day | null }, today: Day) => {
  if (isTaskOver(task.state)) return "TaskIsOver";
  if (visit.visitDate > today) return "VisitIsAhead";
  return visit.nextVisitDate !== null && visit.nextVisitDate <= today ? "NextVisitIsPast" : null;
};

/** A figure counts whose a task was when it was reported done, so that it stays what it was counted as. */
export const ownershipFixedProblem = (state: TaskState) =>
  isTaskOver(state) || state === "finished" ? "OwnershipIsFixed" : null;

export const cancellingProblem = (task: TaskFacts) => (isTaskOver(task.state) ? "TaskIsOver" : null);

/** 重办过一次以后，负责人可以写明理由销号。 */
export const closingProblem = (task: TaskFacts & { round: number }) => {
  if (isTaskOver(task.state)) return "TaskIsOver";
  return task.round >= 2 ? null : "NotRedoneYet";
};

/** 推诿: so many returns are looked at one by one. */
export const sentBackOften = 2;

/** Two tries before 未联系上. */
export const triesBeforeUnreachable = 2;

export type FollowUpOutcome = "open" | "evaluated" | "unreachable" | "redone";

/** What a try makes of a follow-up. */
export const followUpOutcome = (tryNow: {
  isReached: boolean;
  isSolved: boolean | null;
  triesBefore: number;
}): FollowUpOutcome => {
  if (tryNow.isReached) return tryNow.isSolved === false ? "redone" : "evaluated";
  return tryNow.triesBefore + 1 >= triesBeforeUnreachable ? "unreachable" : "open";
};

export const tryProblem = (
  followUp: { state: string },
  tryNow: { isReached: boolean; isSolved: boolean | null; satisfaction: string | null },
) => {
  if (followUp.state !== "open") return "FollowUpIsOver";
  return tryNow.isReached && (tryNow.isSolved === null || tryNow.satisfaction === null) ? "ReachedNeedsAnswer" : null;
};

/** The house limit of a track; a matter of life and property has hours whatever its track. */
export const defaultLimit = (track: Track, urgency: (typeof urgencies)[number]): DeadlineRule =>
  urgency === "urgent" ? defaultRules.urgent : defaultRules[track];

export type CountedLimit = { dueAt: Instant; why: string; isEstimated: boolean; calendarVersion: string };

/** When a limit ends and why on that day. */
export const countLimit = (limit: Limit, startAt: Instant, startWord: string, calendar: WorkCalendar): CountedLimit => {
  const { dueAt, ...counted } = taskDue({ startAt, startWord, limit }, [], [], calendar);
  if (dueAt === null) throw new Error("A limit without parking always ends");
  return { dueAt, ...counted };
};

export const taskBand = (
  task: { state: TaskState; dueAt: Instant },
  now: Instant,
  calendar: WorkCalendar,
): (typeof bands)[number] =>
  isTaskOver(task.state) || task.state === "finished"
    ? "over"
    : bandOf(task.dueAt, now, calendar, task.state === "parked");

/** An agreed day must not lie behind. */
export const limitProblem = (limit: Limit, now: Instant) =>
  limit.unit === "date" && limit.day < dayOf(now) ? "LimitIsPast" : null;
