import { z } from "zod";
import { type Contract, command, FileHandle, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredText, Typed } from "#base/text.ts";
import { Attachment, NewAttachment } from "#features/documents/contract.ts";

export const Id = z.string().min(1).max(64);
export const Version = z.int().min(1);
export const Saved = z.object({ id: z.string(), version: z.int() });

/** Why what is on the 协商目录 is settled without a meeting. */
export const NoMeetingReason = optionalText("不经协商的理由", 500).default("");

export const channels = [
  "window",
  "phone",
  "visit",
  "box",
  "meeting",
  "wechat",
  "observer",
  "snapshot",
  "delegate",
  "petition",
  "superior",
  "other",
] as const;
export const natures = ["inquiry", "help", "complaint", "report", "suggestion", "praise"] as const;
export const urgencies = ["urgent", "utility", "ordinary"] as const;
export const ownerships = ["own", "assist", "outside", "assigned"] as const;
export const voices = ["self", "onBehalf", "anonymous"] as const;
export const appealStates = ["received", "accepted", "answered", "rejected", "escalated"] as const;
export type AppealState = (typeof appealStates)[number];
export const appealStages = [...appealStates, "deliberating", "acting", "resolved", "evaluated"] as const;
export type AppealStage = (typeof appealStages)[number];
/** The stages in which something is still to be done. */
export const openStages: readonly AppealStage[] = appealStages.filter(
  (stage) => stage !== "answered" && stage !== "rejected" && stage !== "evaluated",
);
export const rejectReasons = [
  "notCommunity",
  "inLawsuit",
  "handledElsewhere",
  "repeated",
  "tooVague",
  "withdrawn",
  "otherReason",
] as const;

/** What the clerk writes down while the resident talks. */
export const AppealInput = z.object({
  voice: z.enum(voices, { error: "请选择谁来反映" }),
  reporterId: Id.nullable().default(null),
  reporterName: optionalLine("诉求人", 40),
  reporterPhone: Phone,
  behalfOf: optionalLine("代谁反映", 40),
  behalfRelation: optionalLine("关系", 20),
  channel: z.enum(channels, { error: "请选择来源" }),
  nature: z.enum(natures, { error: "请选择性质" }),
  urgency: z.enum(urgencies).default("ordinary"),
  ownership: z.enum(ownerships).default("own"),
  categoryCode: Id.nullable().default(null),
  estateId: Id.nullable().default(null),
  buildingId: Id.nullable().default(null),
  unitId: Id.nullable().default(null),
  householdId: Id.nullable().default(null),
  placeNote: optionalLine("地点补充", 100),
  gridId: Id.nullable().default(null),
  title: optionalLine("标题", 80),
  content: requiredText("诉求内容", 20_000),
  isConfidential: z.boolean().default(false),
});
export type AppealInput = z.infer<typeof AppealInput>;

export const AppealLine = z.object({
  id: z.string(),
  /** 诉〔2026〕12号 */
  numberText: z.string(),
  receivedAt: Instant,
  title: z.string(),
  reporterLabel: z.string(),
  placeLabel: z.string(),
  gridName: z.string(),
  nature: z.enum(natures),
  urgency: z.enum(urgencies),
  channel: z.enum(channels),
  ownership: z.enum(ownerships),
  categoryName: z.string(),
  stage: z.enum(appealStages),
  firstAnswerDueAt: Instant.nullable(),
  firstAnsweredAt: Instant.nullable(),
  isConfidential: z.boolean(),
  /** Written by an import that is not over and can still be cancelled. */
  isImporting: z.boolean(),
  /** How many other voices were merged into this one. */
  mergedCount: z.int(),
  leadId: z.string().nullable(),
});
export type AppealLine = z.infer<typeof AppealLine>;

export const EventLine = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  fromState: z.string().nullable(),
  toState: z.string().nullable(),
  recordedByName: z.string(),
  actor: z.string(),
  reason: z.string(),
});
export type EventLine = z.infer<typeof EventLine>;

const Link = z.object({ id: z.string(), numberText: z.string(), title: z.string(), state: z.string() });

/** An appeal that may be the same matter: why it is suggested, and the open topics that hold it. */
export const SuggestedAppeal = AppealLine.extend({ why: z.string(), topics: z.array(Link) });
export type SuggestedAppeal = z.infer<typeof SuggestedAppeal>;

export const Appeal = z.object({
  id: z.string(),
  numberText: z.string(),
  receivedAt: Instant,
  receivedByName: z.string(),
  channel: z.enum(channels),
  nature: z.enum(natures),
  urgency: z.enum(urgencies),
  ownership: z.enum(ownerships),
  categoryCode: z.string().nullable(),
  categoryName: z.string(),
  voice: z.enum(voices),
  reporterId: z.string().nullable(),
  reporterName: z.string(),
  maskedPhone: z.string(),
  behalfOf: z.string(),
  behalfRelation: z.string(),
  estateId: z.string().nullable(),
  buildingId: z.string().nullable(),
  unitId: z.string().nullable(),
  householdId: z.string().nullable(),
  placeLabel: z.string(),
  placeNote: z.string(),
  gridId: z.string().nullable(),
  gridName: z.string(),
  title: z.string(),
  content: z.string(),
  isConfidential: z.boolean(),
  state: z.enum(appealStates),
  stage: z.enum(appealStages),
  firstAnswerDueAt: Instant.nullable(),
  firstAnswerWhy: z.string(),
  firstAnsweredAt: Instant.nullable(),
  answer: z.string(),
  answeredAt: Instant.nullable(),
  isHistory: z.boolean(),
  isImporting: z.boolean(),
  sourceNumber: z.string(),
  lead: Link.nullable(),
  merged: z.array(Link.extend({ reporterLabel: z.string() })),
  topics: z.array(Link),
  tasks: z.array(Link),
  attachments: z.array(Attachment),
  events: z.array(EventLine),
  version: z.int(),
});
export type Appeal = z.infer<typeof Appeal>;

/** What a list of appeals is narrowed by. */
const AppealFilter = z.object({
  typed: Typed.default(""),
  stages: z.array(z.enum(appealStages)).default([]),
  nature: z.enum(natures).nullable().default(null),
  channel: z.enum(channels).nullable().default(null),
  ownership: z.enum(ownerships).nullable().default(null),
  gridId: Id.nullable().default(null),
  buildingId: Id.nullable().default(null),
  reporterId: Id.nullable().default(null),
  categoryCode: Id.nullable().default(null),
  fromDay: Day.nullable().default(null),
  toDay: Day.nullable().default(null),
  /** Only what waits for its first answer past its limit. */
  isLate: z.boolean().default(false),
  /** Only 信访代办 that goes on, or past its reference day. */
  petition: z.enum(["open", "late"]).nullable().default(null),
});

export const appealContract = {
  "council.listAppeals": query({
    needs: "clerk",
    input: AppealFilter.extend({
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ appeals: z.array(AppealLine), nextAfter: z.string().nullable() }),
  }),
  /** 居民诉求登记表, phones and all: a bulk of personal data. The id is that of the job, for `system.exportedFile`. */
  "council.exportAppeals": command({
    needs: "director",
    input: AppealFilter.extend({ format: z.enum(["xlsx", "csv"]) }),
    output: z.object({ id: z.string() }),
  }),
  "council.countAppeals": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({
      received: z.int(),
      accepted: z.int(),
      escalated: z.int(),
      deliberating: z.int(),
      acting: z.int(),
      resolved: z.int(),
      lateFirstAnswers: z.int(),
      petitions: z.int(),
      latePetitions: z.int(),
      receivedToday: z.int(),
    }),
  }),
  "council.appeal": query({ needs: "clerk", input: z.object({ id: Id }), output: Appeal }),
  /** Others that sound alike, for the clerk to look at before registering or merging. */
  "council.findSimilarAppeals": query({
    needs: "clerk",
    input: z.object({
      id: Id.nullable().default(null),
      text: z.string().max(2000),
      buildingId: Id.nullable().default(null),
      categoryCode: Id.nullable().default(null),
      limit: z.int().min(1).max(20).default(5),
    }),
    output: z.object({ appeals: z.array(SuggestedAppeal) }),
  }),
  "council.registerAppeal": command({
    needs: "clerk",
    input: AppealInput.extend({ attachments: z.array(NewAttachment).max(20).default([]) }),
    output: z.object({ id: z.string(), version: z.int(), numberText: z.string() }),
  }),
  "council.changeAppeal": command({
    needs: "clerk",
    input: AppealInput.omit({ reporterPhone: true }).extend({
      id: Id,
      version: Version,
      /** Absent: the phone stays, since the form never saw it unmasked. */
      reporterPhone: Phone.unwrap().optional(),
      reason: optionalLine("修改原因", 200),
    }),
    output: Saved,
    fails: ["AppealIsOver", "OwnershipNeedsDirector"],
  }),
  "council.changeOwnership": command({
    needs: "director",
    input: z.object({
      id: Id,
      version: Version,
      ownership: z.enum(ownerships),
      reason: requiredText("理由", 500),
    }),
    output: Saved,
    fails: ["SameOwnership"],
  }),
  "council.addAppealAttachments": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      attachments: z.array(NewAttachment).min(1, "请先添加照片或文件").max(20, "一次最多 20 个文件"),
    }),
    output: z.object({ id: z.string() }),
  }),
  "council.openAttachment": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ file: FileHandle }),
  }),
  "council.revealReporterPhone": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ phone: z.string() }),
  }),

  // Decisions on one appeal
  "council.acceptAppeal": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, isResidentTold: z.boolean(), note: optionalText("说明", 1000) }),
    output: Saved,
    fails: ["AppealNotOpen", "AppealIsMerged"],
  }),
  /** The first word to the reporter, where the matter itself takes longer. */
  "council.recordFirstAnswer": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, words: requiredText("告知内容", 1000) }),
    output: Saved,
    fails: ["AlreadyAnsweredOnce"],
  }),
  "council.answerAppeal": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      answer: requiredText("答复内容", 5000),
      noMeetingReason: NoMeetingReason,
    }),
    output: Saved,
    fails: ["AppealNotOpen", "AppealIsMerged", "AppealInProgress"],
  }),
  "council.rejectAppeal": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      reason: z.enum(rejectReasons, { error: "请选择不予受理的理由" }),
      told: requiredText("怎样告知居民", 1000),
    }),
    output: Saved,
    fails: ["AppealNotOpen", "AppealIsMerged", "AppealInProgress"],
  }),
  "council.escalateAppeal": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      toWhom: requiredText("上报给谁", 100),
      reason: requiredText("上报理由", 1000),
    }),
    output: Saved,
    fails: ["AppealNotOpen", "AppealIsMerged", "AppealInProgress"],
  }),
  "council.takeInReply": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      fromWhom: requiredText("答复单位", 100),
      answer: requiredText("答复内容", 5000),
    }),
    output: Saved,
    fails: ["AppealNotEscalated"],
  }),
  /** Takes back the last decision on an appeal, while nothing stands on it. */
  "council.undoAppealDecision": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, reason: optionalLine("原因", 200) }),
    output: Saved,
    fails: ["NothingToUndo", "AppealInProgress", "AppealIsMerged"],
  }),

  // 并案
  "council.mergeAppeals": command({
    needs: "clerk",
    input: z.object({ leadId: Id, ids: z.array(Id).min(1).max(100), reason: optionalLine("理由", 200) }),
    /** Those merged as they stand now, so that it can be taken back at once. */
    output: z.object({ id: z.string(), merged: z.array(Saved) }),
    fails: ["MergeIntoItself", "AlreadyMerged", "LeadIsMerged", "LeadsOthers", "AppealIsOver", "AppealInProgress"],
  }),
  "council.unmergeAppeal": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, reason: optionalLine("理由", 200) }),
    output: Saved,
    fails: ["NotMerged"],
  }),
} satisfies Contract;
