import type { WorkCalendar } from "#base/calendar.ts";
import { nextWorkday } from "#base/calendar.ts";
import { mayDo } from "#base/contract.ts";
import { type Instant, instantAt, yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Caller, Handlers, QueryContext } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { attach, attachmentsOf } from "#features/documents/core/store.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { gridNames } from "#features/people/core/place-store.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { linkingProblem } from "../appeal-rules.ts";
import type { Limit, TaskInput, taskContract } from "../task-contract.ts";
import * as rules from "../task-rules.ts";
import { numberText, trackWords } from "../words.ts";
import { acceptBecause, visibleAppeal } from "./appeal-operations.ts";
import * as followUps from "./follow-up-store.ts";
import { appealBriefs, askerOf, eventLines, followUpLines, taskLine } from "./lines.ts";
import { appealIdsOfTask, appealIdsOfTopic, linkToTask, refreshStages, reporterAppealsOf } from "./link-store.ts";
import { findMeeting, findResolution } from "./meeting-store.ts";
import * as store from "./task-store.ts";
import { askedExtensionCount, decideExtension } from "./task-store.ts";
import { findTopic } from "./topic-store.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse"> & { caller: Caller };

export const taskNumber = (task: { year: number; number: number }) => numberText("办", task.year, task.number);

export const visibleTask = ({ db, caller, refuse }: Finding, id: string): store.KeptTask => {
  const task = store.findTask(db, id);
  if (
    !task ||
    (task.visibility === "confidential" && !mayDo(caller.roles, "director") && task.createdBy !== caller.accountId)
  )
    throw refuse("NotFound");
  return task;
};

const checkResponsible = (
  { db, refuse }: Pick<AnyCommandContext, "db" | "refuse">,
  unitId: string,
  personId: string,
): void => {
  if (contactsById(db, [personId]).get(personId)?.organisationId !== unitId) throw refuse("ResponsibleNotInUnit");
};

/** Saves a change of a task, says so on its timeline, and refreshes what its appeals show. */
export const moveTask = (
  context: AnyCommandContext,
  task: store.KeptTask,
  version: number,
  change: Partial<store.KeptTask>,
  event: { kind: string; actor?: string; reason?: string; details?: unknown },
): { id: string; version: number } => {
  const { db, refuse, addEvent } = context;
  if (!store.updateTask(db, { id: task.id, version }, change)) throw refuse("Conflict");
  addEvent({
    of: "task",
    id: task.id,
    ...(change.state !== undefined && { from: task.state, to: change.state }),
    ...event,
  });
  if (change.state !== undefined) refreshStages(db, appealIdsOfTask(db, task.id));
  return { id: task.id, version: version + 1 };
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
  },
): { id: string; numberText: string } => {
  const { db, now, today, newId, caller, refuse, refuseField, addEvent } = context;
  const { limit, isDispatched, ...fields } = input;
  const limitProblem = rules.limitProblem(limit, now);
  if (limitProblem) throw refuse(limitProblem);
  checkResponsible(context, input.leadOrganisationId, input.responsibleId);
  if (input.gridId !== null && !gridNames(db).has(input.gridId)) throw refuseField("gridId", "没有这个网格");
  const counted = rules.countLimit(limit, from.clockStartAt, from.startWord, workCalendarOf(db));
  const id = newId();
  const year = yearOf(today);
  const number = store.insertTask(
    db,
    {
      ...fields,
      id,
      resolutionId: from.resolutionId,
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
    },
    year,
  );
  addEvent({ of: "task", id, kind: "created", to: "drafted", reason: from.reason });
  if (isDispatched) addEvent({ of: "task", id, kind: "dispatched", from: "drafted", to: "dispatched" });
  for (const appealId of from.appealIds) {
    linkToTask(db, id, appealId);
    addEvent({
      of: "appeal",
      id: appealId,
      kind: "taskAdded",
      reason: `${taskNumber({ year, number })} ${trackWords[input.track]}`,
    });
  }
  refreshStages(db, from.appealIds);
  const task = store.findTask(db, id);
  if (task) store.indexTask(db, task);
  return { id, numberText: taskNumber({ year, number }) };
};

const ruleOf = (limit: Limit) =>
  limit.unit === "date"
    ? { ruleCount: 0, ruleUnit: "date" as const }
    : { ruleCount: limit.count, ruleUnit: limit.unit };

/** The bounds of a band as instants of deadlines. */
const dueRange = (band: "overdue" | "today" | "soon" | null, now: Instant, today: string, calendar: WorkCalendar) => {
  if (band === null) return { dueFrom: null, dueBefore: null };
  if (band === "overdue") return { dueFrom: null, dueBefore: now };
  const endOfToday = store.afterEndOf(today);
  if (band === "today") return { dueFrom: now, dueBefore: endOfToday };
  return { dueFrom: endOfToday, dueBefore: store.afterEndOf(nextWorkday(calendar, today)) };
};

/** The meeting, the resolution and the topic that a task came from. */
const sourceOf = (db: ReadableDatabase, task: store.KeptTask) => {
  const resolution = task.resolutionId === null ? undefined : findResolution(db, task.resolutionId);
  const meeting = resolution && findMeeting(db, resolution.meetingId);
  if (!resolution || !meeting) return null;
  const topic = resolution.topicId === null ? undefined : findTopic(db, resolution.topicId);
  return {
    meetingId: meeting.id,
    meetingNumberText: numberText("会", meeting.year, meeting.number),
    meetingTitle: meeting.title,
    resolutionWording: resolution.wording,
    topicId: resolution.topicId,
    topicTitle: topic?.title ?? "",
  };
};

/** One follow-up for each voice behind a finished round; whoever left no name cannot be asked. */
export const openFollowUps = (context: AnyCommandContext, task: store.KeptTask): void => {
  const { db, now, newId } = context;
  for (const { id: appealId, isAnonymous } of reporterAppealsOf(db, task.id)) {
    followUps.insertFollowUp(db, {
      id: newId(),
      taskId: task.id,
      round: task.round,
      appealId,
      state: isAnonymous ? "unreachable" : "open",
      openedAt: now,
      endedAt: isAnonymous ? now : null,
    });
  }
};

/** Closes a finished task once nobody is left to ask. Answers whether it did. */
export const closeWhenHeard = (context: AnyCommandContext, taskId: string): boolean => {
  const { db, now } = context;
  const task = store.findTask(db, taskId);
  if (task?.state !== "finished" || followUps.hasOpenFollowUps(db, taskId)) return false;
  const rows = followUps.followUpRowsOf(db, taskId).filter((row) => row.round === task.round);
  const closeClass = rows.some((row) => row.state === "evaluated") || rows.length === 0 ? "solved" : "unreachable";
  const reason = rows.length === 0 ? "没有需要回访的诉求人" : closeClass === "unreachable" ? "无法回访" : "回访完毕";
  moveTask(context, task, task.version, { state: "closed", closedAt: now, closeClass }, { kind: "closed", reason });
  return true;
};

/** Opens the next round of a task with a clock of its own; the round before stays as it was. */
export const redoTask = (context: AnyCommandContext, taskId: string, reason: string): void => {
  const { db, now, refuse } = context;
  const task = store.findTask(db, taskId);
  if (task?.state !== "finished" || task.finishedAt === null) throw refuse("Conflict");
  store.insertRound(db, {
    taskId,
    round: task.round,
    clockStartAt: task.clockStartAt,
    dueAt: task.dueAt,
    finishedAt: task.finishedAt,
    result: task.result,
  });
  followUps.supersedeFollowUps(db, taskId, now);
  const rule =
    task.ruleUnit === "date"
      ? rules.defaultLimit(task.track, task.urgency)
      : { count: task.ruleCount, unit: task.ruleUnit };
  const counted = rules.countLimit(rule, now, "重办", workCalendarOf(db));
  moveTask(
    context,
    task,
    task.version,
    {
      state: "accepted",
      round: task.round + 1,
      clockStartAt: now,
      ruleCount: rule.count,
      ruleUnit: rule.unit,
      dueAt: counted.dueAt,
      dueWhy: counted.why,
      isDueEstimated: counted.isEstimated,
      calendarVersion: counted.calendarVersion,
      finishedAt: null,
      result: "",
    },
    { kind: "redone", reason },
  );
};

const undoableSteps: Record<string, (task: store.KeptTask) => Partial<store.KeptTask>> = {
  dispatched: () => ({ state: "drafted", dispatchedAt: null }),
  taskAccepted: () => ({ state: "dispatched", acceptedAt: null }),
  finished: () => ({ state: "accepted", finishedAt: null, result: "" }),
};

export const taskOperations: Handlers<Omit<typeof taskContract, FollowUpOperation | PaperOperation>> = {
  "council.listTasks": ({ db, caller, now, today }, { band, after, limit, ...filters }) => {
    const calendar = workCalendarOf(db);
    const states =
      band !== null && filters.states.length === 0 ? (["drafted", "dispatched", "accepted"] as const) : filters.states;
    const seesConfidential = mayDo(caller.roles, "director");
    const { rows, nextAfter } = store.taskPage(
      db,
      { ...filters, states, ...dueRange(band, now, today, calendar), seesConfidential },
      { after, limit },
    );
    return { tasks: rows.map((row) => taskLine(row, now, calendar)), nextAfter };
  },

  "council.countTasks": ({ db, now, today }) => {
    const counts = store.taskStateCounts(db);
    const endOfToday = store.afterEndOf(today);
    const endOfNext = store.afterEndOf(nextWorkday(workCalendarOf(db), today));
    return {
      drafted: counts.get("drafted") ?? 0,
      dispatched: counts.get("dispatched") ?? 0,
      accepted: counts.get("accepted") ?? 0,
      finished: counts.get("finished") ?? 0,
      overdue: store.dueCount(db, "", now),
      today: store.dueCount(db, now, endOfToday),
      soon: store.dueCount(db, endOfToday, endOfNext),
      openFollowUps: followUps.openFollowUpCount(db),
      askedExtensions: askedExtensionCount(db),
      toBeRetold: store.toBeRetoldCount(db),
    };
  },

  "council.task": (context, { id }) => {
    const { db, now, caller } = context;
    visibleTask(context, id);
    const row = store.findTaskRow(db, id);
    if (!row) throw context.refuse("NotFound");
    return {
      ...row,
      ...taskLine(row, now, workCalendarOf(db)),
      source: sourceOf(db, row),
      appeals: appealBriefs(db, appealIdsOfTask(db, id), askerOf(caller)),
      rounds: store.roundsOf(db, id),
      extensions: store.extensionsOf(db, id),
      followUps: followUpLines(db, followUps.followUpRowsOf(db, id)),
      attachments: attachmentsOf(db, "task", id),
      events: eventLines(db, "task", id),
    };
  },

  "council.previewLimit": ({ db, now }, { limit, startAt, startWord }) => {
    const { dueAt, why, isEstimated } = rules.countLimit(limit, startAt ?? now, startWord, workCalendarOf(db));
    return { dueAt, why, isEstimated };
  },

  "council.addDirectTask": (context, { appealIds, ...input }) => {
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
    return addTask(context, input, {
      resolutionId: null,
      appealIds: ids,
      clockStartAt: now,
      startWord: "受理",
      reason: `来自 ${numbers.join("、")}`,
    });
  },

  "council.addResolutionTask": (context, { resolutionId, ...input }) => {
    const { db, refuse } = context;
    const resolution = findResolution(db, resolutionId);
    const meeting = resolution && findMeeting(db, resolution.meetingId);
    if (!resolution || !meeting) throw refuse("NotFound");
    if (resolution.outcome !== "passed") throw refuse("ResolutionNotPassed");
    if (meeting.state === "minuted") throw refuse("MeetingIsMinuted");
    // The clock of a resolution starts when the meeting ends.
    if (meeting.endedAt === null) throw refuse("MeetingNotOver");
    return addTask(context, input, {
      resolutionId,
      appealIds: resolution.topicId === null ? [] : appealIdsOfTopic(db, resolution.topicId),
      clockStartAt: meeting.endedAt,
      startWord: "散会",
      reason: `来自 ${numberText("会", meeting.year, meeting.number)} 决议`,
    });
  },

  "council.changeTask": (context, { id, version, ...change }) => {
    const { db, refuse, addEvent } = context;
    const task = visibleTask(context, id);
    if (rules.isTaskOver(task.state)) throw refuse("TaskIsOver");
    if (!store.updateTask(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "task", id, kind: "changed", details: { before: task } });
    store.indexTask(db, { ...task, ...change });
    return { id, version: version + 1 };
  },

  "council.dispatchTask": (context, { id, version }) => {
    const task = visibleTask(context, id);
    const problem = rules.dispatchingProblem(task);
    if (problem) throw context.refuse(problem);
    return moveTask(context, task, version, { state: "dispatched", dispatchedAt: context.now }, { kind: "dispatched" });
  },

  "council.acceptTask": (context, { id, version, actor }) => {
    const task = visibleTask(context, id);
    const problem = rules.acceptingTaskProblem(task);
    if (problem) throw context.refuse(problem);
    return moveTask(
      context,
      task,
      version,
      { state: "accepted", acceptedAt: context.now },
      { kind: "taskAccepted", actor },
    );
  },

  "council.returnTask": (context, { id, version, actor, reason, evidence, attachments }) => {
    const task = visibleTask(context, id);
    const problem = rules.returningProblem(task, evidence, attachments.length);
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    return moveTask(
      context,
      task,
      version,
      { state: "drafted", returnCount: task.returnCount + 1, dispatchedAt: null, acceptedAt: null },
      { kind: "taskReturned", actor, reason: evidence === "" ? reason : `${reason}（依据：${evidence}）` },
    );
  },

  "council.transferTask": (context, { id, version, leadOrganisationId, responsibleId, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.transferringProblem(task, { leadOrganisationId, responsibleId });
    if (problem) throw refuse(problem);
    checkResponsible(context, leadOrganisationId, responsibleId);
    const contact = contactsById(db, [responsibleId]).get(responsibleId);
    const state = task.state === "drafted" ? "drafted" : "dispatched";
    return moveTask(
      context,
      task,
      version,
      { leadOrganisationId, responsibleId, state, acceptedAt: null },
      { kind: "transferred", actor: contact ? `${contact.organisationName} ${contact.name}` : "", reason },
    );
  },

  "council.recordProgress": (context, { id, version, actor, words, attachments }) => {
    const task = visibleTask(context, id);
    const problem = rules.workingProblem(task);
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    return moveTask(context, task, version, {}, { kind: "progressed", actor, reason: words });
  },

  "council.recordRetelling": (context, { id, version, words }) => {
    const task = visibleTask(context, id);
    if (!task.isToBeRetold) throw context.refuse("NothingToRetell");
    return moveTask(context, task, version, { isToBeRetold: false }, { kind: "retold", reason: words });
  },

  "council.askExtension": (context, { id, version, newDueDate, reason }) => {
    const { db, now, newId, caller, refuse } = context;
    const task = visibleTask(context, id);
    const hasAskedExtension = store.askedExtension(db, id) !== undefined;
    const problem = rules.extensionProblem({ ...task, hasAskedExtension }, newDueDate, now);
    if (problem) throw refuse(problem);
    store.insertExtension(db, {
      id: newId(),
      taskId: id,
      round: task.round,
      newDueDate,
      reason,
      askedAt: now,
      askedBy: caller.accountId,
    });
    return moveTask(context, task, version, {}, { kind: "extensionAsked", reason: `延到${newDueDate}：${reason}` });
  },

  "council.decideExtension": (context, { id, version, isApproved, isResidentTold, note }) => {
    const { db, now, caller, refuse } = context;
    const task = visibleTask(context, id);
    const asked = store.askedExtension(db, id);
    if (!asked) throw refuse("NoExtensionAsked");
    if (rules.isTaskOver(task.state) || task.state === "finished") throw refuse("TaskIsOver");
    if (isApproved && !isResidentTold) throw refuse("TellResidentFirst");
    decideExtension(db, {
      id: asked.id,
      state: isApproved ? "approved" : "refused",
      decidedAt: now,
      decidedBy: caller.accountId,
      decisionNote: note,
    });
    if (!isApproved) return moveTask(context, task, version, {}, { kind: "extensionRefused", reason: note });
    const dueAt = instantAt(asked.newDueDate, "24:00");
    const dueWhy = `${task.dueWhy}；${Number(asked.newDueDate.slice(5, 7))}月${Number(asked.newDueDate.slice(8))}日24:00（批准延期：${asked.reason}）`;
    return moveTask(
      context,
      task,
      version,
      { dueAt, dueWhy, isDueEstimated: false },
      { kind: "extensionApproved", reason: `延到${asked.newDueDate}，已告知居民。${note}` },
    );
  },

  "council.finishTask": (context, input) => {
    const { id, version, actor, result, evidence, attachments, isResidentTold } = input;
    const task = visibleTask(context, id);
    const onlineNumber = input.onlineNumber || task.onlineNumber;
    const problem = rules.finishingProblem(task, {
      evidence,
      attachmentCount: attachments.length,
      isResidentTold,
      onlineNumber,
    });
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    const saved = moveTask(
      context,
      task,
      version,
      { state: "finished", finishedAt: context.now, result, onlineNumber },
      { kind: "finished", actor, reason: `${result}${evidence === "" ? "" : `（凭据：${evidence}）`}；已告知居民` },
    );
    openFollowUps(context, task);
    refreshStages(context.db, appealIdsOfTask(context.db, id));
    return closeWhenHeard(context, id) ? { ...saved, version: saved.version + 1 } : saved;
  },

  "council.cancelTask": (context, { id, version, reason }) => {
    const { db, now } = context;
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task);
    if (problem) throw context.refuse(problem);
    followUps.supersedeFollowUps(db, id, now);
    return moveTask(context, task, version, { state: "cancelled", closedAt: now }, { kind: "cancelled", reason });
  },

  "council.closeTask": (context, { id, version, closeClass, reason }) => {
    const { db, now } = context;
    const task = visibleTask(context, id);
    const problem = rules.closingProblem(task);
    if (problem) throw context.refuse(problem);
    followUps.supersedeFollowUps(db, id, now);
    return moveTask(
      context,
      task,
      version,
      { state: "closed", closedAt: now, closeClass, finishedAt: task.finishedAt ?? now },
      { kind: "closed", reason },
    );
  },

  "council.undoTaskStep": (context, { id, version, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const last = timelineOf(db, "task", id)
      .filter((event) => event.kind !== "printed" && event.kind !== "reviewed")
      .at(-1);
    const back = last && undoableSteps[last.kind];
    if (!last || !back || last.toState !== task.state) throw refuse("NothingToUndo");
    if (last.kind === "finished") {
      if (followUps.hasTries(db, id, task.round)) throw refuse("FollowUpHasStarted");
      followUps.deleteUntriedFollowUps(db, id, task.round);
    }
    return moveTask(context, task, version, back(task), { kind: "undone", reason, details: { undid: last.kind } });
  },
};

type FollowUpOperation = "council.listFollowUps" | "council.followUp" | "council.recordTry";
type PaperOperation = "council.taskSheet" | "council.printTaskSheet";
