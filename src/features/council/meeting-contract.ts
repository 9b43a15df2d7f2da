import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine, requiredText } from "#base/text.ts";
import { AppealLine, EventLine, Id, Saved, Version } from "./appeal-contract.ts";
import { mediationContract } from "./mediation-contract.ts";
import { itemKinds, meetingAgendaContract } from "./meeting-agenda-contract.ts";
import { meetingKinds } from "./meeting-kinds.ts";
import { meetingPaperContract } from "./meeting-paper-contract.ts";
import { Attendance, entitlements, GivenProxy, meetingPeopleContract, Seat } from "./meeting-people-contract.ts";
import { meetingTemplateContract, Quota } from "./meeting-template-contract.ts";
import { visibilities } from "./topic-contract.ts";
import { Vote } from "./vote-contract.ts";

export const meetingStates = ["preparing", "notified", "inSession", "ended", "minuted", "cancelled"] as const;
export type MeetingState = (typeof meetingStates)[number];
export const attitudes = ["for", "conditional", "against", "neutral"] as const;
export const outcomes = ["passed", "deferred", "rejected", "noted"] as const;
export type Outcome = (typeof outcomes)[number];

const MeetingFields = {
  kind: z.enum(meetingKinds),
  title: requiredLine("会议名称", 80),
  place: requiredLine("地点", 80),
  hostName: optionalLine("主持人", 40),
  plannedAt: Instant,
  plannedMinutes: z.int().min(5, "时长最少 5 分钟").max(1440, "时长最多一天").nullable().default(null),
  /** Used while the list names nobody as entitled. */
  entitledCount: z.int({ error: "请填写应到人数" }).min(0, "应到人数不能为负").max(100_000).default(0),
  entitledBy: z.enum(entitlements).default("person"),
};

export const MeetingLine = z.object({
  id: z.string(),
  numberText: z.string(),
  kind: z.enum(meetingKinds),
  title: z.string(),
  place: z.string(),
  hostName: z.string(),
  plannedAt: Instant,
  plannedMinutes: z.int().nullable(),
  entitledBy: z.enum(entitlements),
  state: z.enum(meetingStates),
  itemCount: z.int(),
});
export type MeetingLine = z.infer<typeof MeetingLine>;

export const Statement = z.object({
  id: z.string(),
  attendanceId: z.string(),
  speakerName: z.string(),
  attitude: z.enum(attitudes),
  words: z.string(),
  at: Instant,
});

export const AgendaItem = z.object({
  id: z.string(),
  /** 一 二 三, and （一）（二） under them. */
  numeral: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(itemKinds),
  title: z.string(),
  note: z.string(),
  plannedMinutes: z.int().nullable(),
  /** When it is to begin, by the items before it. */
  startsAt: Instant,
  responsibleName: z.string(),
  /** Of its topic, or else its own. */
  visibility: z.enum(visibilities),
  topic: z
    .object({
      id: z.string(),
      numberText: z.string(),
      summary: z.string(),
      visibility: z.enum(visibilities),
      appeals: z.array(AppealLine.pick({ id: true, numberText: true, title: true, reporterLabel: true })),
    })
    .nullable(),
  reviewedTasks: z.array(
    z.object({
      taskId: z.string(),
      numberText: z.string(),
      title: z.string(),
      unitName: z.string(),
      responsibleName: z.string(),
      dueAt: Instant,
      taskState: z.string(),
      attitude: z.enum(attitudes).nullable(),
      words: z.string(),
    }),
  ),
  statements: z.array(Statement),
  /** In the order in which they were put. */
  votes: z.array(Vote),
  resolution: z
    .object({
      id: z.string(),
      outcome: z.enum(outcomes),
      wording: z.string(),
      noTaskReason: z.string(),
      /** Who had been heard when it was decided; empty where nobody said whom it concerns. */
      coverage: z.string(),
      coverageReason: z.string(),
      at: Instant,
      version: z.int(),
      tasks: z.array(z.object({ id: z.string(), numberText: z.string(), title: z.string(), state: z.string() })),
    })
    .nullable(),
});
export type AgendaItem = z.infer<typeof AgendaItem>;

export const Meeting = z.object({
  id: z.string(),
  numberText: z.string(),
  kind: z.enum(meetingKinds),
  title: z.string(),
  place: z.string(),
  hostName: z.string(),
  plannedAt: Instant,
  plannedMinutes: z.int().nullable(),
  state: z.enum(meetingStates),
  /** 应到, counted from the list where it names entitled people. */
  entitledCount: z.int(),
  /** 应到 as it was typed. */
  typedEntitledCount: z.int(),
  entitledBy: z.enum(entitlements),
  isCountedFromList: z.boolean(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  minutedAt: Instant.nullable(),
  presentCount: z.int(),
  /** Votes of those present that are cast by somebody else: of the home, or with a proxy. */
  representedCount: z.int(),
  hasQuorum: z.boolean(),
  items: z.array(AgendaItem),
  attendances: z.array(Attendance),
  /** How many of a group are wanted, where its template says so. */
  quotas: z.array(Quota),
  proxies: z.array(GivenProxy),
  /** Who may vote and who casts it now, in the order of the list. */
  seats: z.array(Seat),
  /** What keeps the minutes from being issued, in words; empty when nothing does. */
  minutingProblems: z.array(z.string()),
  events: z.array(EventLine),
  /** Whether the hall reads it on the big screen. */
  isOnScreen: z.boolean(),
  version: z.int(),
});
export type Meeting = z.infer<typeof Meeting>;

const OfMeeting = z.object({ id: Id });

export const meetingContract = {
  "council.listMeetings": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(meetingStates)).default([]),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ meetings: z.array(MeetingLine), nextAfter: z.string().nullable() }),
  }),
  "council.meeting": query({ needs: "clerk", input: OfMeeting, output: Meeting }),
  "council.planMeeting": command({
    needs: "secretary",
    input: z.object({
      ...MeetingFields,
      topicIds: z.array(Id).max(50).default([]),
      /** Brings its standing items and its list. */
      templateId: Id.nullable().default(null),
      /** 按上次再开一次: brings the reports and the list of a meeting. */
      likeMeetingId: Id.nullable().default(null),
    }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: ["TopicNotConfirmed"],
  }),
  "council.changeMeeting": command({
    needs: "secretary",
    input: z.object({ ...MeetingFields, id: Id, version: Version }),
    output: Saved,
    fails: [
      "MeetingIsOver",
      "EntitledBelowPresent",
      "EntitledNeedsHousehold",
      "HouseholdHasEntitled",
      "DecisionNeedsPresence",
    ],
  }),
  ...meetingAgendaContract,
  "council.notifyMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingNotPreparing", "AgendaIsEmpty", "TopicWithoutResearch"],
  }),
  "council.startMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingHasStarted", "MeetingIsOver", "AgendaIsEmpty", "TopicWithoutResearch"],
  }),
  /** A meeting that will not take place: its topics wait for another. */
  "council.cancelMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, reason: requiredText("取消的理由", 500) }),
    output: Saved,
    fails: ["MeetingHasStarted", "MeetingIsOver"],
  }),
  ...meetingPeopleContract,
  ...meetingPaperContract,
  ...meetingTemplateContract,
  ...mediationContract,
  "council.addStatement": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      itemId: Id,
      attendanceId: Id,
      attitude: z.enum(attitudes),
      words: optionalText("发言内容", 5000),
    }),
    output: z.object({ id: z.string(), statementId: z.string() }),
    fails: ["MeetingNotInSession", "SpeakerNotPresent"],
  }),
  "council.withdrawStatement": command({
    needs: "secretary",
    input: z.object({ id: Id, statementId: Id }),
    output: OfMeeting,
    fails: ["MeetingNotInSession"],
  }),
  "council.reviewTask": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      taskId: Id,
      attitude: z.enum(attitudes).nullable(),
      words: optionalText("居民意见", 1000),
    }),
    output: OfMeeting,
    fails: ["MeetingNotInSession", "TaskNotReviewed"],
  }),
  "council.decideItem": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      itemId: Id,
      outcome: z.enum(outcomes, { error: "请选择结果" }),
      wording: optionalText("决议内容", 5000),
      /** Why it is decided although too few of those concerned were heard. */
      coverageReason: optionalText("现在就定的理由", 500),
      /** The version of the outcome that it stands in for, null for none: another one meanwhile is a conflict. */
      replacesVersion: Version.nullable().optional(),
    }),
    output: z.object({ id: z.string(), resolutionId: z.string() }),
    fails: [
      "MeetingNotInSession",
      "NoQuorum",
      "VoteIsOpen",
      "VoteNotPassed",
      "VoteWithoutQuorum",
      "CoverageTooLow",
      "PassedNeedsWording",
      "ItemIsReview",
    ],
  }),
  "council.endMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: [
      "MeetingNotInSession",
      "VoteIsOpen",
      "ItemUndecided",
      "AgreementMissing",
      "PartiesMissing",
      "AgreementUnsigned",
    ],
  }),
  "council.waiveTasks": command({
    needs: "secretary",
    input: z.object({ id: Id, resolutionId: Id, reason: requiredText("无需办理的理由", 1000) }),
    output: OfMeeting,
    fails: ["ResolutionNotPassed", "ResolutionHasTasks", "MeetingIsMinuted"],
  }),
  "council.minuteMeeting": command({
    needs: "director",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingNotEnded", "ResolutionWithoutTask", "AgreementMissing", "PartiesMissing", "AgreementUnsigned"],
  }),
} satisfies Contract;
