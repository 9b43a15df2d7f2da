import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine, requiredText, Typed } from "#base/text.ts";
import { Attachment, NewAttachment } from "#features/documents/contract.ts";
import { EventLine, Id, ownerships, Saved, urgencies, Version } from "./appeal-contract.ts";
import { FollowUpLine } from "./follow-up-contract.ts";
import { countings } from "./ownership.ts";
import { TaskLetter } from "./task-letter-contract.ts";
import { TaskBasis } from "./task-ownership-contract.ts";
import { AssistingUnit, TaskMilestone, TaskVisit } from "./task-part-contract.ts";
import { TaskOffer, TaskTaker } from "./task-taker-contract.ts";
import { visibilities } from "./topic-contract.ts";

export const tracks = ["immediate", "online", "consult"] as const;
export type Track = (typeof tracks)[number];
export const taskStates = ["drafted", "dispatched", "accepted", "finished", "closed", "parked", "cancelled"] as const;
export type TaskState = (typeof taskStates)[number];
export const ruleUnits = ["hours", "days", "workdays", "date"] as const;
export const bands = ["overdue", "today", "soon", "later", "parked", "over"] as const;
export const closeClasses = ["solved", "unreachable", "explained", "beyondPower", "residentRefuses"] as const;

/** How the limit of a task is counted: so many units from its start, or a day that was agreed. */
export const Limit = z.discriminatedUnion("unit", [
  z.object({
    unit: z.enum(["hours", "days", "workdays"]),
    count: z.int({ error: "请填写期限" }).min(1, "至少 1").max(365, "最多 365"),
  }),
  z.object({ unit: z.literal("date"), day: Day }),
]);
export type Limit = z.infer<typeof Limit>;

export const TaskInput = z.object({
  title: requiredLine("事项", 80),
  measure: optionalText("办理措施", 2000),
  publicWording: requiredText("公开表述", 500),
  visibility: z.enum(visibilities).default("public"),
  track: z.enum(tracks, { error: "请选择马上办、网上办或协商办" }),
  urgency: z.enum(urgencies).default("ordinary"),
  leadOrganisationId: z.string({ error: "请选择责任单位" }).min(1, "请选择责任单位").max(64),
  responsibleId: z.string({ error: "请选择责任人" }).min(1, "请选择责任人").max(64),
  gridId: Id.nullable().default(null),
  onlinePlatform: optionalLine("办理平台", 60),
  onlineNumber: optionalLine("平台编号", 60),
  limit: Limit,
  /** By what paper it was handed down, where it was. */
  basis: TaskBasis.nullable().default(null),
  /** A person made it with the sorter's proposal before them, so that it is counted as followed or overruled. */
  isProposalSeen: z.boolean().default(false),
});
export type TaskInput = z.infer<typeof TaskInput>;

export const TaskLine = z.object({
  id: z.string(),
  /** 办〔2026〕8号 */
  numberText: z.string(),
  title: z.string(),
  publicWording: z.string(),
  track: z.enum(tracks),
  state: z.enum(taskStates),
  band: z.enum(bands),
  ownership: z.enum(ownerships),
  hasBasis: z.boolean(),
  round: z.int(),
  /** 退单: how often it was sent back. */
  returnCount: z.int(),
  urgeCount: z.int(),
  superviseCount: z.int(),
  /** 网格派单: the people of a grid may take it. */
  isOffered: z.boolean(),
  /** How many of them have taken it. */
  takerCount: z.int(),
  unitName: z.string(),
  responsibleName: z.string(),
  gridName: z.string(),
  dueAt: Instant,
  isDueEstimated: z.boolean(),
});
export type TaskLine = z.infer<typeof TaskLine>;

export const Task = TaskLine.extend({
  measure: z.string(),
  visibility: z.enum(visibilities),
  urgency: z.enum(urgencies),
  leadOrganisationId: z.string(),
  responsibleId: z.string(),
  responsiblePost: z.string(),
  gridId: z.string().nullable(),
  onlinePlatform: z.string(),
  onlineNumber: z.string(),
  firstReceiverName: z.string(),
  basis: TaskBasis.nullable(),
  offer: TaskOffer.nullable(),
  takers: z.array(TaskTaker),
  helpers: z.array(AssistingUnit),
  milestones: z.array(TaskMilestone),
  visits: z.array(TaskVisit),
  nextVisitDate: Day.nullable(),
  letters: z.array(TaskLetter),
  clockStartAt: Instant,
  dueWhy: z.string(),
  isToBeRetold: z.boolean(),
  dispatchedAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  result: z.string(),
  closeClass: z.string(),
  source: z
    .object({
      meetingId: z.string(),
      meetingNumberText: z.string(),
      meetingTitle: z.string(),
      resolutionWording: z.string(),
      topicId: z.string().nullable(),
      topicTitle: z.string(),
    })
    .nullable(),
  appeals: z.array(z.object({ id: z.string(), numberText: z.string(), title: z.string(), reporterLabel: z.string() })),
  rounds: z.array(
    z.object({ round: z.int(), clockStartAt: Instant, dueAt: Instant, finishedAt: Instant, result: z.string() }),
  ),
  extensions: z.array(
    z.object({
      id: z.string(),
      newDueDate: z.string(),
      reason: z.string(),
      state: z.enum(["asked", "approved", "refused"]),
      askedAt: Instant,
      decisionNote: z.string(),
    }),
  ),
  parkings: z.array(
    z.object({
      id: z.string(),
      round: z.int(),
      reason: z.string(),
      fromAt: Instant,
      resumeDate: Day,
      toAt: Instant.nullable(),
      dayCount: z.int(),
      approvedByName: z.string(),
    }),
  ),
  followUps: z.array(FollowUpLine),
  attachments: z.array(Attachment),
  events: z.array(EventLine),
  version: z.int(),
});
export type Task = z.infer<typeof Task>;

const Step = z.object({ id: Id, version: Version });
const actor = optionalLine("经手人", 40);

export const taskContract = {
  "council.listTasks": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(taskStates)).default([]),
      track: z.enum(tracks).nullable().default(null),
      /** Only those whose limit a new holiday list moved. */
      isToBeRetold: z.boolean().default(false),
      /** Only those that were sent back twice or more. */
      isSentBack: z.boolean().default(false),
      /** Only those with a visit, or a step, that is due. */
      due: z.enum(["visit", "milestone"]).nullable().default(null),
      band: z.enum(["overdue", "today", "soon"]).nullable().default(null),
      /** 网格派单: only those that nobody of the grid has taken yet. */
      isUntaken: z.boolean().default(false),
      /** In which line of the figures they stand. */
      counting: z.enum(countings).nullable().default(null),
      /** Only those that were handed down and do not say by what paper. */
      isWithoutBasis: z.boolean().default(false),
      organisationId: Id.nullable().default(null),
      gridId: Id.nullable().default(null),
      typed: Typed.default(""),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ tasks: z.array(TaskLine), nextAfter: z.string().nullable() }),
  }),
  "council.countTasks": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({
      drafted: z.int(),
      dispatched: z.int(),
      accepted: z.int(),
      finished: z.int(),
      overdue: z.int(),
      today: z.int(),
      soon: z.int(),
      openFollowUps: z.int(),
      askedExtensions: z.int(),
      toBeRetold: z.int(),
      parked: z.int(),
      /** Parked, and the day has come on which they were to be taken up again. */
      toBeResumed: z.int(),
      /** Running, and sent back twice or more. */
      sentBack: z.int(),
      visitsDue: z.int(),
      milestonesDue: z.int(),
      /** Running, and not the community's own: these stand in none of the figures above. */
      outside: z.int(),
      outsideOverdue: z.int(),
      assisted: z.int(),
      withoutBasis: z.int(),
    }),
  }),
  "council.task": query({ needs: "clerk", input: z.object({ id: Id }), output: Task }),
  /** The limit as it would be counted, for the form to show and explain before anything is saved. */
  "council.previewLimit": query({
    needs: "clerk",
    input: z.object({
      limit: Limit,
      startAt: Instant.nullable().default(null),
      startWord: z.string().max(10).default("受理"),
    }),
    output: z.object({ dueAt: Instant, why: z.string(), isEstimated: z.boolean() }),
  }),
  /** From an appeal straight to a task: 马上办 or 网上办 only. */
  "council.addDirectTask": command({
    needs: "clerk",
    input: TaskInput.extend({
      appealIds: z.array(Id).min(1, "至少一条诉求").max(200),
      isDispatched: z.boolean().default(true),
      /** Why what a topic holds is not brought before its meeting first. */
      noMeetingReason: optionalText("不经协商的理由", 500),
    }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: [
      "ConsultNeedsMeeting",
      "TopicHoldsAppeal",
      "AppealIsOver",
      "AppealIsMerged",
      "MatterIsConfidential",
      "ResponsibleNotInUnit",
      "LimitIsPast",
      "TaskNotAssigned",
      "BasisIsAhead",
      "UpstreamLimitTooEarly",
    ],
  }),
  "council.addResolutionTask": command({
    needs: "secretary",
    input: TaskInput.extend({ resolutionId: Id, isDispatched: z.boolean().default(true) }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: [
      "ResolutionNotPassed",
      "MeetingIsMinuted",
      "MeetingNotOver",
      "MatterIsConfidential",
      "ResponsibleNotInUnit",
      "LimitIsPast",
      "TaskNotAssigned",
      "BasisIsAhead",
      "UpstreamLimitTooEarly",
    ],
  }),
  "council.changeTask": command({
    needs: "clerk",
    input: TaskInput.omit({
      limit: true,
      leadOrganisationId: true,
      responsibleId: true,
      isProposalSeen: true,
      basis: true,
    }).extend(Step.shape),
    output: Saved,
    fails: ["TaskIsOver", "ConsultNeedsMeeting", "MatterIsConfidential"],
  }),
  "council.dispatchTask": command({ needs: "clerk", input: Step, output: Saved, fails: ["TaskNotDrafted"] }),
  "council.acceptTask": command({
    needs: "clerk",
    input: Step.extend({ actor }),
    output: Saved,
    fails: ["TaskNotDispatched"],
  }),
  "council.returnTask": command({
    needs: "clerk",
    input: Step.extend({
      actor,
      reason: requiredText("退单理由", 1000),
      evidence: optionalText("退单依据", 1000),
      attachments: z.array(NewAttachment).max(20).default([]),
    }),
    output: Saved,
    fails: ["TaskNotWithUnit", "ReturnNeedsEvidence"],
  }),
  "council.transferTask": command({
    needs: "clerk",
    input: Step.extend({
      leadOrganisationId: z.string().min(1, "请选择责任单位").max(64),
      responsibleId: z.string().min(1, "请选择责任人").max(64),
      reason: requiredText("转办理由", 1000),
    }),
    output: Saved,
    fails: ["TaskIsOver", "TaskIsParked", "ResponsibleNotInUnit", "SameResponsible"],
  }),
  "council.recordProgress": command({
    needs: "clerk",
    input: Step.extend({
      actor,
      words: requiredText("进展", 2000),
      attachments: z.array(NewAttachment).max(20).default([]),
    }),
    output: Saved,
    fails: ["TaskNotWithUnit"],
  }),
  /** The reporter was told the day to which a new holiday list moved the limit. */
  "council.recordRetelling": command({
    needs: "clerk",
    input: Step.extend({ words: optionalText("怎样告知的", 1000) }),
    output: Saved,
    fails: ["NothingToRetell"],
  }),
  "council.askExtension": command({
    needs: "clerk",
    input: Step.extend({ newDueDate: Day, reason: requiredText("延期理由", 1000) }),
    output: Saved,
    fails: ["TaskNotWithUnit", "ExtensionTooLate", "ExtensionIsAsked", "ExtensionNotLater"],
  }),
  "council.decideExtension": command({
    needs: "director",
    input: Step.extend({
      isApproved: z.boolean(),
      isResidentTold: z.boolean().default(false),
      note: optionalText("意见", 1000),
    }),
    output: Saved,
    fails: ["NoExtensionAsked", "TellResidentFirst", "TaskIsOver", "TaskIsParked"],
  }),
  "council.finishTask": command({
    needs: "clerk",
    input: Step.extend({
      actor,
      result: requiredText("办理结果", 2000),
      evidence: optionalText("凭据说明", 1000),
      attachments: z.array(NewAttachment).max(20).default([]),
      isResidentTold: z.boolean(),
      onlineNumber: optionalLine("平台编号", 60),
    }),
    output: Saved,
    fails: ["TaskNotAccepted", "FinishNeedsEvidence", "TellResidentFirst", "OnlineNeedsNumber"],
  }),
  "council.cancelTask": command({
    needs: "director",
    input: Step.extend({ reason: requiredText("终止理由", 1000) }),
    output: Saved,
    fails: ["TaskIsOver"],
  }),
  "council.closeTask": command({
    needs: "director",
    input: Step.extend({
      closeClass: z.enum(["explained", "beyondPower", "residentRefuses"], { error: "请选择销号类别" }),
      reason: requiredText("销号理由", 1000),
    }),
    output: Saved,
    fails: ["TaskIsOver", "NotRedoneYet"],
  }),
  /** Takes back the last step of a task, while nothing stands on it. */
  "council.undoTaskStep": command({
    needs: "clerk",
    input: Step.extend({ reason: optionalLine("原因", 200) }),
    output: Saved,
    fails: ["NothingToUndo", "FollowUpHasStarted", "OthersHaveTaken"],
  }),
} satisfies Contract;
