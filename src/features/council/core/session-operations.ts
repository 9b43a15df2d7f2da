import type { Handlers } from "#core/contexts.ts";
import { coverageSentence } from "../coverage.ts";
import type { meetingContract } from "../meeting-contract.ts";
import * as rules from "../meeting-rules.ts";
import { outcomeWords } from "../meeting-words.ts";
import { decidingVoteOf, hasVoteQuorum, lastCountOf, openVoteOf } from "../vote-rules.ts";
import * as attendances from "./attendance-store.ts";
import { coverageOfTopic } from "./coverage-of-topic.ts";
import { appealIdsOfTopic, refreshStages } from "./link-store.ts";
import { countsNow } from "./meeting-list.ts";
import { itemIn, meetingIn, meetingNumber } from "./meeting-lookup.ts";
import * as store from "./meeting-store.ts";
import { findTask } from "./task-store.ts";
import { discuss } from "./topic-discussed.ts";
import { maySeeTask } from "./visibility.ts";
import { votesByItem } from "./vote-lines.ts";

type Operations = Pick<
  typeof meetingContract,
  | "council.addStatement"
  | "council.withdrawStatement"
  | "council.reviewTask"
  | "council.decideItem"
  | "council.waiveTasks"
>;

/** What is written down while a meeting sits: what is said and decided. */
export const sessionOperations: Handlers<Operations> = {
  "council.addStatement": (context, { id, itemId, attendanceId, attitude, words }) => {
    const { db, now, newId, refuse, refuseField } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw refuse("MeetingNotInSession");
    if (attitude === "conditional" && words === "") throw refuseField("words", "有条件的，请写明条件");
    const item = itemIn(context, id, itemId);
    const attendance = attendances.findAttendance(db, attendanceId);
    const isHere = attendance?.presence === "present" || attendance?.presence === "observer";
    if (attendance?.meetingId !== id || !isHere) throw refuse("SpeakerNotPresent");
    const statementId = newId();
    attendances.insertStatement(db, { id: statementId, itemId, attendanceId, attitude, words, at: now });
    discuss(context, item, meeting);
    return { id, statementId };
  },

  "council.withdrawStatement": (context, { id, statementId }) => {
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw context.refuse("MeetingNotInSession");
    if (!attendances.withdrawStatement(context.db, id, statementId, context.now)) throw context.refuse("NotFound");
    return { id };
  },

  "council.reviewTask": (context, { id, taskId, attitude, words }) => {
    const { db, caller, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state !== "inSession") throw refuse("MeetingNotInSession");
    const task = findTask(db, taskId);
    if (!task || !maySeeTask(caller, task)) throw refuse("TaskNotReviewed");
    if (!store.setReview(db, { meetingId: id, taskId, attitude, words })) throw refuse("TaskNotReviewed");
    addEvent({ of: "task", id: taskId, kind: "reviewed", reason: `${meetingNumber(meeting)} ${words}`.trim() });
    return { id };
  },

  "council.decideItem": (context, { id, itemId, outcome, wording, coverageReason, replacesVersion }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const before = store.resolutionsOf(db, id).find((resolution) => resolution.itemId === itemId);
    if (replacesVersion !== undefined && replacesVersion !== (before?.version ?? null)) throw refuse("Conflict");
    const votes = votesByItem(db, meeting).get(itemId) ?? [];
    const vote = decidingVoteOf(votes);
    const { presentCount, entitledCount } = countsNow(db, meeting);
    const problem = rules.decidingProblem(
      meeting,
      {
        kind: item.kind,
        hasOpenVote: openVoteOf(votes) !== null,
        vote: vote && { hasQuorum: hasVoteQuorum(vote), isPassed: lastCountOf(vote)?.isPassed ?? false },
      },
      { outcome, wording, hasQuorum: rules.hasQuorum(presentCount, entitledCount) },
    );
    if (problem) throw refuse(problem);
    const coverage = item.topicId === null ? null : coverageOfTopic(db, item.topicId);
    if (outcome === "passed" && coverage?.isEnough === false && coverageReason === "") throw refuse("CoverageTooLow");
    const resolutionId = before?.id ?? newId();
    const heard = { coverage: coverage ? coverageSentence(coverage) : "", coverageReason };
    store.saveResolution(db, { id: resolutionId, itemId, outcome, wording, ...heard, at: now });
    discuss(context, item, meeting);
    addEvent({
      of: "meeting",
      id,
      kind: "decided",
      reason: `${item.kind === "report" && item.visibility === "confidential" ? "保密通报" : item.title}：${outcomeWords[outcome]}`,
      details: { topicId: item.topicId },
    });
    return { id, resolutionId };
  },

  "council.waiveTasks": (context, { id, resolutionId, reason }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    const resolution = store.findResolution(db, resolutionId);
    if (resolution?.meetingId !== id) throw refuse("NotFound");
    if (resolution.outcome !== "passed") throw refuse("ResolutionNotPassed");
    if (resolution.taskCount > 0) throw refuse("ResolutionHasTasks");
    store.setNoTaskReason(db, resolutionId, reason);
    addEvent({ of: "meeting", id, kind: "tasksWaived", reason, details: { topicId: resolution.topicId } });
    if (resolution.topicId !== null) refreshStages(db, appealIdsOfTopic(db, resolution.topicId));
    return { id };
  },
};
