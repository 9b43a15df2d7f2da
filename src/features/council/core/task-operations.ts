import type { WorkCalendar } from "#base/calendar.ts";
import { nextWorkday } from "#base/calendar.ts";
import { type Instant, yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { attachmentsOf } from "#features/documents/core/store.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { gridNames } from "#features/people/core/place-store.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import { hidingProblem, isMatterOver, linkingProblem } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import { basisProblem, ownershipOfTask } from "../ownership.ts";
import { parkedDayCount } from "../task-clock.ts";
import type { Limit, TaskInput, taskContract } from "../task-contract.ts";
import * as rules from "../task-rules.ts";
import { trackWords } from "../task-words.ts";
import { appealsById } from "./appeal-store.ts";
import { catalogueNote } from "./catalogue-operations.ts";
import { basisOf } from "./community-matter-store.ts";
import { acceptBecause } from "./decision-operations.ts";
import { askedExtensionCount, extensionsOf } from "./extension-store.ts";
import * as followUps from "./follow-up-store.ts";
import { letterLines } from "./letter-operations.ts";
import { appealBriefs, eventLines, followUpLines, hiddenWords, taskLine } from "./lines.ts";
import { appealIdsBehindTask, appealIdsOfTask, appealIdsOfTopic, linkToTask, refreshStages } from "./link-store.ts";
import { findMeeting, findResolution, setNoTaskReason } from "./meeting-store.ts";
import { noteBasis } from "./ownership-operations.ts";
import { parkedCounts, parkingsOf } from "./parking-store.ts";
import { sortedMatter } from "./sorted-matter.ts";
import { dueMilestoneCount, helpersOf, milestonesOf, visitsOf } from "./task-part-store.ts";
import { taskNumber } from "./task-steps.ts";
import * as store from "./task-store.ts";
import { offerOf } from "./task-taker-operations.ts";
import { takerLines, takersOf } from "./task-taker-store.ts";
import { passOverTopics } from "./topic-step-operations.ts";
import { findTopic } from "./topic-store.ts";
import { insertTrackChoice } from "./track-choice-store.ts";
import { askerOf, maySeeTopic, visibleAppeal, visibleTask } from "./visibility.ts";

type Operations = Pick<
  typeof taskContract,
  | "council.listTasks"
  | "council.countTasks"
  | "council.task"
  | "council.previewLimit"
  | "council.addDirectTask"
  | "council.addResolutionTask"
  | "council.changeTask"
>;

export const checkResponsible = (
  { db, refuse }: Pick<AnyCommandContext, "db" | "refuse">,
  unitId: string,
  personId: string,
): void => {
  if (contactsById(db, [personId]).get(personId)?.organisationId !== unitId) throw refuse("ResponsibleNotInUnit");
};

/** The matter of a resolution is as confidential as its topic, that of a direct task as its appeals. */
const matterProblem = (
  db: ReadableDatabase,
  task: { visibility: store.KeptTask["visibility"]; resolutionId: string | null; appealIds: readonly string[] },
) => {
  if (task.resolutionId === null) return hidingProblem(task.visibility, appealsById(db, task.appealIds));
  const topicId = findResolution(db, task.resolutionId)?.topicId ?? null;
  const topic = topicId === null ? undefined : findTopic(db, topicId);
  return hidingProblem(task.visibility, [{ isConfidential: topic?.visibility === "confidential" }]);
};

const addTask = (
  context: AnyCommandContext,
  input: TaskInput & { isDispatched: boolean },
  from: {
    resolutionId: string | null;
    appealIds: readonly string[];
    clockStartAt: Instant;
    startWord: string;
    reason: string;
    /** What is said of each appeal on its own timeline, where not all may read it. */
    notes?: ReadonlyMap<string, string>;
  },
): { id: string; numberText: string } => {
  const { db, now, today, newId, caller, refuse, refuseField, addEvent } = context;
  const { limit, isDispatched, isProposalSeen, basis, ...fields } = input;
  const limitProblem = rules.limitProblem(limit, now);
  if (limitProblem) throw refuse(limitProblem);
  const problem = matterProblem(db, { ...from, visibility: input.visibility });
  if (problem) throw refuse(problem);
  checkResponsible(context, input.leadOrganisationId, input.responsibleId);
  if (input.gridId !== null && !gridNames(db).has(input.gridId)) throw refuseField("gridId", "没有这个网格");
  const counted = rules.countLimit(limit, from.clockStartAt, from.startWord, workCalendarOf(db));
  const appeals = appealsById(db, from.appealIds);
  const ownership = ownershipOfTask(appeals.map((appeal) => appeal.ownership));
  const wrongBasis = basis && basisProblem(ownership, basis, today);
  if (wrongBasis) throw refuse(wrongBasis);
  // What was proposed is the core's own, of the matter as it stands before the task.
  const proposal = isProposalSeen ? sortedMatter(context, from).proposal : null;
  const id = newId();
  const year = yearOf(today);
  const number = store.insertTask(
    db,
    {
      ...fields,
      id,
      resolutionId: from.resolutionId,
      ownership,
      state: isDispatched ? "dispatched" : "drafted",
      clockStartAt: from.clockStartAt,
      ...ruleOf(limit),
      dueAt: counted.dueAt,
      dueWhy: counted.why,
      isDueEstimated: counted.isEstimated,
      calendarVersion: counted.calendarVersion,
      dispatchedAt: isDispatched ? now : null,
      createdAt: now,
      createdBy: caller.accountId,
      firstReceivedBy: appeals[0]?.receivedBy ?? caller.accountId,
    },
    year,
  );
  if (proposal)
    insertTrackChoice(db, {
      taskId: id,
      rule: proposal.rule,
      track: proposal.track,
      chosenTrack: input.track,
      at: now,
    });
  const details = {
    appealIds: from.resolutionId === null ? from.appealIds : [],
    clockStartAt: from.clockStartAt,
    limit,
  };
  addEvent({ of: "task", id, kind: "created", to: "drafted", reason: from.reason, details });
  if (basis) noteBasis(context, id, basis);
  if (isDispatched) addEvent({ of: "task", id, kind: "dispatched", from: "drafted", to: "dispatched" });
  for (const appealId of from.appealIds) {
    linkToTask(db, id, appealId);
    const note = from.notes?.get(appealId) ?? "";
    addEvent({
      of: "appeal",
      id: appealId,
      kind: "taskAdded",
      reason: [`${taskNumber({ year, number })} ${trackWords[input.track]}`, note]
        .filter((part) => part !== "")
        .join("；"),
      // A reason is written for all of them, and may tell of one that not everybody knows of.
      ...(note !== "" && { details: { appealIds: from.appealIds } }),
    });
  }
  refreshStages(db, appealIdsBehindTask(db, { id, resolutionId: from.resolutionId }));
  const task = store.findTask(db, id);
  if (task) store.indexTask(db, task);
  return { id, numberText: taskNumber({ year, number }) };
};

const ruleOf = (limit: Limit) =>
  limit.unit === "date"
    ? { ruleCount: 0, ruleUnit: "date" as const, agreedDate: limit.day }
    : { ruleCount: limit.count, ruleUnit: limit.unit, agreedDate: null };

/** The bounds of a band as instants of deadlines. */
const dueRange = (band: "overdue" | "today" | "soon" | null, now: Instant, today: string, calendar: WorkCalendar) => {
  if (band === null) return { dueFrom: null, dueBefore: null };
  if (band === "overdue") return { dueFrom: null, dueBefore: now };
  const endOfToday = store.afterEndOf(today);
  if (band === "today") return { dueFrom: now, dueBefore: endOfToday };
  return { dueFrom: endOfToday, dueBefore: store.afterEndOf(nextWorkday(calendar, today)) };
};

/** The meeting, the resolution and the topic that a task came from. */
const sourceOf = ({ db, caller }: Pick<QueryContext<never>, "db" | "caller">, task: store.KeptTask) => {
  const resolution = task.resolutionId === null ? undefined : findResolution(db, task.resolutionId);
  const meeting = resolution && findMeeting(db, resolution.meetingId);
  if (!resolution || !meeting) return null;
  const topic = resolution.topicId === null ? undefined : findTopic(db, resolution.topicId);
  const isHidden = topic !== undefined && !maySeeTopic(caller, topic);
  return {
    meetingId: meeting.id,
    meetingNumberText: numberText("会", meeting.year, meeting.number),
    meetingTitle: meeting.title,
    resolutionWording: isHidden ? hiddenWords : resolution.wording,
    topicId: isHidden ? null : resolution.topicId,
    topicTitle: isHidden ? hiddenWords : (topic?.title ?? ""),
  };
};

export const taskOperations: Handlers<Operations> = {
  "council.listTasks": ({ db, caller, now, today }, { band, due, after, limit, ...filters }) => {
    const calendar = workCalendarOf(db);
    const states =
      band !== null && filters.states.length === 0 ? (["drafted", "dispatched", "accepted"] as const) : filters.states;
    const { rows, nextAfter } = store.taskPage(
      db,
      {
        ...filters,
        states,
        visitBy: due === "visit" ? today : null,
        milestoneBy: due === "milestone" ? today : null,
        ...dueRange(band, now, today, calendar),
      },
      askerOf(caller),
      { after, limit },
    );
    return { tasks: rows.map((row) => taskLine(row, now, calendar)), nextAfter };
  },

  "council.countTasks": ({ db, caller, now, today }) => {
    const asker = askerOf(caller);
    const counts = store.openStateCounts(db, asker);
    const parked = parkedCounts(db, today, asker);
    const endOfToday = store.afterEndOf(today);
    const endOfNext = store.afterEndOf(nextWorkday(workCalendarOf(db), today));
    return {
      drafted: counts.get("drafted") ?? 0,
      dispatched: counts.get("dispatched") ?? 0,
      accepted: counts.get("accepted") ?? 0,
      finished: counts.get("finished") ?? 0,
      overdue: store.dueCount(db, "", now, asker),
      today: store.dueCount(db, now, endOfToday, asker),
      soon: store.dueCount(db, endOfToday, endOfNext, asker),
      openFollowUps: followUps.openFollowUpCount(db, asker),
      askedExtensions: askedExtensionCount(db, asker),
      toBeRetold: store.toBeRetoldCount(db, asker),
      parked: parked.parkedCount,
      toBeResumed: parked.toBeResumed,
      ...store.attentionCounts(db, today, asker),
      ...store.outsideCounts(db, now, asker),
      milestonesDue: dueMilestoneCount(db, today, asker),
    };
  },

  "council.task": (context, { id }) => {
    const { db, now, today } = context;
    visibleTask(context, id);
    const row = store.findTaskRow(db, id);
    if (!row) throw context.refuse("NotFound");
    return {
      ...row,
      ...taskLine(row, now, workCalendarOf(db)),
      source: sourceOf(context, row),
      appeals: appealBriefs(context, appealIdsOfTask(db, id)),
      rounds: store.roundsOf(db, id),
      extensions: extensionsOf(db, id),
      firstReceiverName: accountNames(db).get(row.firstReceivedBy) ?? "",
      basis: basisOf(db, id),
      offer: offerOf(db, row, today),
      takers: takerLines(db, takersOf(db, id)),
      helpers: helpersOf(db, id),
      milestones: milestonesOf(db, id),
      visits: visitsOf(db, id),
      letters: letterLines(db, id),
      parkings: parkingsOf(db, id).map((parking) => ({
        ...parking,
        dayCount: parkedDayCount({ from: parking.fromAt, to: parking.toAt }, now),
        approvedByName: accountNames(db).get(parking.approvedBy) ?? "",
      })),
      followUps: followUpLines(context, followUps.followUpRowsOf(db, id)),
      attachments: attachmentsOf(db, "task", id),
      events: eventLines(context, "task", id),
    };
  },

  "council.previewLimit": ({ db, now }, { limit, startAt, startWord }) => {
    const { dueAt, why, isEstimated } = rules.countLimit(limit, startAt ?? now, startWord, workCalendarOf(db));
    return { dueAt, why, isEstimated };
  },

  "council.addDirectTask": (context, { appealIds, noMeetingReason, ...input }) => {
    const { now, refuse } = context;
    if (input.track === "consult") throw refuse("ConsultNeedsMeeting");
    const ids = [...new Set(appealIds)];
    const numbers = ids.map((appealId) => {
      const appeal = visibleAppeal(context, appealId);
      const problem = linkingProblem(appeal);
      if (problem) throw refuse(problem, { id: appealId });
      acceptBecause(context, appeal, "直接转为任务");
      return numberText(appeal.series, appeal.year, appeal.number);
    });
    passOverTopics(context, ids, noMeetingReason);
    const said = { words: `${input.title} ${input.measure}`, reason: noMeetingReason };
    return addTask(context, input, {
      notes: new Map(appealsById(context.db, ids).map((one) => [one.id, catalogueNote(context.db, one, said)])),
      resolutionId: null,
      appealIds: ids,
      clockStartAt: now,
      startWord: "受理",
      reason: `来自 ${numbers.join("、")}${noMeetingReason === "" ? "" : `。不经协商：${noMeetingReason}`}`,
    });
  },

  "council.addResolutionTask": (context, { resolutionId, ...input }) => {
    const { db, refuse } = context;
    const resolution = findResolution(db, resolutionId);
    const meeting = resolution && findMeeting(db, resolution.meetingId);
    if (!resolution || !meeting) throw refuse("NotFound");
    const problem = rules.resolutionTaskProblem(meeting, resolution);
    if (problem || meeting.endedAt === null) throw refuse(problem ?? "MeetingNotOver");
    setNoTaskReason(db, resolutionId, "");
    const held = resolution.topicId === null ? [] : appealsById(db, appealIdsOfTopic(db, resolution.topicId));
    return addTask(context, input, {
      resolutionId,
      // What was answered or sent on while the resolution had no task is no longer its matter.
      appealIds: held.filter((appeal) => !isMatterOver(appeal.stage)).map((appeal) => appeal.id),
      clockStartAt: meeting.endedAt,
      startWord: "散会",
      reason: `来自 ${numberText("会", meeting.year, meeting.number)} 决议`,
    });
  },

  "council.changeTask": (context, { id, version, ...change }) => {
    const { db, refuse, refuseField, addEvent } = context;
    const task = visibleTask(context, id);
    const problem =
      rules.changingTaskProblem(task, change) ??
      matterProblem(db, { ...task, visibility: change.visibility, appealIds: appealIdsOfTask(db, id) });
    if (problem) throw refuse(problem);
    if (change.gridId !== null && !gridNames(db).has(change.gridId)) throw refuseField("gridId", "没有这个网格");
    if (!store.updateTask(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "task", id, kind: "changed", details: { before: task } });
    store.indexTask(db, { ...task, ...change });
    return { id, version: version + 1 };
  },
};
