import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine, requiredText } from "#base/text.ts";
import { AppealLine, EventLine, Id, Saved, Version } from "./appeal-contract.ts";
import { visibilities } from "./topic-contract.ts";

export const meetingKinds = ["council", "mediation", "partyCommittee"] as const;
export const meetingStates = ["preparing", "notified", "inSession", "ended", "minuted", "cancelled"] as const;
export type MeetingState = (typeof meetingStates)[number];
export const itemKinds = ["topic", "review", "report"] as const;
export const presences = ["present", "leave", "absent", "observer"] as const;
export const attitudes = ["for", "conditional", "against", "neutral"] as const;
export const voteMethods = ["hands", "paper", "signature"] as const;
export const voteBases = ["present", "entitled", "cast"] as const;
export const outcomes = ["passed", "deferred", "rejected", "noted"] as const;
export type Outcome = (typeof outcomes)[number];

const MeetingFields = {
  kind: z.enum(meetingKinds),
  title: requiredLine("会议名称", 80),
  place: requiredLine("地点", 80),
  hostName: optionalLine("主持人", 40),
  plannedAt: Instant,
  entitledCount: z.int({ error: "请填写应到人数" }).min(0, "应到人数不能为负").max(100_000),
};

export const MeetingLine = z.object({
  id: z.string(),
  numberText: z.string(),
  kind: z.enum(meetingKinds),
  title: z.string(),
  place: z.string(),
  plannedAt: Instant,
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

export const Vote = z.object({
  method: z.enum(voteMethods),
  base: z.enum(voteBases),
  entitledCount: z.int(),
  presentCount: z.int(),
  forCount: z.int(),
  againstCount: z.int(),
  abstainCount: z.int(),
  isPassed: z.boolean(),
  at: Instant,
});
export type Vote = z.infer<typeof Vote>;

export const AgendaItem = z.object({
  id: z.string(),
  /** 一、二、三 */
  numeral: z.string(),
  kind: z.enum(itemKinds),
  title: z.string(),
  note: z.string(),
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
  vote: Vote.nullable(),
  resolution: z
    .object({
      id: z.string(),
      outcome: z.enum(outcomes),
      wording: z.string(),
      noTaskReason: z.string(),
      at: Instant,
      version: z.int(),
      tasks: z.array(z.object({ id: z.string(), numberText: z.string(), title: z.string(), state: z.string() })),
    })
    .nullable(),
});
export type AgendaItem = z.infer<typeof AgendaItem>;

export const Attendance = z.object({
  id: z.string(),
  residentId: z.string().nullable(),
  contactId: z.string().nullable(),
  name: z.string(),
  /** A post or a place, to tell people of one name apart. */
  detail: z.string(),
  presence: z.enum(presences),
  householdCount: z.int(),
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
});
export type Attendance = z.infer<typeof Attendance>;

export const Meeting = z.object({
  id: z.string(),
  numberText: z.string(),
  kind: z.enum(meetingKinds),
  title: z.string(),
  place: z.string(),
  hostName: z.string(),
  plannedAt: Instant,
  state: z.enum(meetingStates),
  entitledCount: z.int(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  minutedAt: Instant.nullable(),
  presentCount: z.int(),
  hasQuorum: z.boolean(),
  items: z.array(AgendaItem),
  attendances: z.array(Attendance),
  /** What keeps the minutes from being issued, in words; empty when nothing does. */
  minutingProblems: z.array(z.string()),
  events: z.array(EventLine),
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
    input: z.object({ ...MeetingFields, topicIds: z.array(Id).max(50).default([]) }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: ["TopicNotConfirmed"],
  }),
  "council.changeMeeting": command({
    needs: "secretary",
    input: z.object({ ...MeetingFields, id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingIsOver", "EntitledBelowPresent"],
  }),
  "council.addAgendaItem": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      kind: z.enum(["topic", "report"]),
      topicId: Id.nullable().default(null),
      title: optionalLine("标题", 80),
      note: optionalText("说明", 1000),
    }),
    output: z.object({ id: z.string(), itemId: z.string() }),
    fails: ["MeetingIsOver", "TopicNotConfirmed", "ItemNeedsTitle"],
  }),
  "council.removeAgendaItem": command({
    needs: "secretary",
    input: z.object({ id: Id, itemId: Id }),
    output: OfMeeting,
    fails: ["MeetingHasStarted", "MeetingIsOver", "ReviewStays"],
  }),
  /** The whole order at once; `上期任务回头看` stays first. */
  "council.orderAgenda": command({
    needs: "secretary",
    input: z.object({ id: Id, itemIds: z.array(Id).max(100) }),
    output: OfMeeting,
    fails: ["MeetingIsOver", "OrderIsIncomplete"],
  }),
  "council.notifyMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingNotPreparing", "AgendaIsEmpty"],
  }),
  "council.startMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingHasStarted", "MeetingIsOver", "AgendaIsEmpty"],
  }),
  /** A meeting that will not take place: its topics wait for another. */
  "council.cancelMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, reason: requiredText("取消的理由", 500) }),
    output: Saved,
    fails: ["MeetingHasStarted", "MeetingIsOver"],
  }),
  "council.addAttendance": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      residentId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      name: optionalLine("姓名", 40),
      presence: z.enum(presences),
      householdCount: z.int().min(0).max(1000).default(1),
    }),
    output: z.object({ id: z.string(), attendanceId: z.string() }),
    fails: ["MeetingIsMinuted", "MeetingIsOver", "AttendeeNeedsName", "AlreadyOnList", "MorePresentThanEntitled"],
  }),
  "council.changeAttendance": command({
    needs: "secretary",
    input: z.object({ id: Id, attendanceId: Id, presence: z.enum(presences), hasLeft: z.boolean().default(false) }),
    output: OfMeeting,
    fails: ["MeetingIsMinuted", "MeetingIsOver", "MorePresentThanEntitled", "DecisionNeedsPresence"],
  }),
  "council.removeAttendance": command({
    needs: "secretary",
    input: z.object({ id: Id, attendanceId: Id }),
    output: OfMeeting,
    fails: ["MeetingIsMinuted", "MeetingIsOver", "AttendeeHasSpoken", "DecisionNeedsPresence"],
  }),
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
  "council.recordVote": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      itemId: Id,
      method: z.enum(voteMethods),
      base: z.enum(voteBases),
      forCount: z.int().min(0).max(100_000),
      againstCount: z.int().min(0).max(100_000),
      abstainCount: z.int().min(0).max(100_000),
      /** The vote that it stands in for, null for none: another one meanwhile is a conflict. */
      replacesVoteAt: Instant.nullable().optional(),
    }),
    output: z.object({ id: z.string(), isPassed: z.boolean() }),
    fails: ["MeetingNotInSession", "ItemNotATopic", "ItemIsDecided", "MoreVotesThanPresent"],
  }),
  "council.decideItem": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      itemId: Id,
      outcome: z.enum(outcomes, { error: "请选择结果" }),
      wording: optionalText("决议内容", 5000),
      /** The version of the outcome that it stands in for, null for none: another one meanwhile is a conflict. */
      replacesVersion: Version.nullable().optional(),
    }),
    output: z.object({ id: z.string(), resolutionId: z.string() }),
    fails: ["MeetingNotInSession", "NoQuorum", "VoteNotPassed", "PassedNeedsWording", "ItemIsReview"],
  }),
  "council.endMeeting": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["MeetingNotInSession", "ItemUndecided"],
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
    fails: ["MeetingNotEnded", "ResolutionWithoutTask"],
  }),
} satisfies Contract;
