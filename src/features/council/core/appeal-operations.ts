import { mayDo } from "#base/contract.ts";
import { addDays, dayOf, type Instant } from "#base/dates.ts";
import { defaultRules } from "#base/deadlines.ts";
import { maskPhone, withoutIdNumbers } from "#base/privacy.ts";
import { excerpt } from "#base/text.ts";
import type { AnyCommandContext, Caller, Handlers, QueryContext } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { attach, attachmentsOf, findAttachment } from "#features/documents/core/store.ts";
import { findPlace, gridNames, placeLabelsOf } from "#features/people/core/place-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { AppealInput, appealContract } from "../appeal-contract.ts";
import {
  acceptingProblem,
  changingProblem,
  decisionProblem,
  maySeeConfidential,
  mergingProblem,
  titleOf,
} from "../appeal-rules.ts";
import { countLimit } from "../task-rules.ts";
import { natureWords, numberText, rejectReasonWords, stageWords } from "../words.ts";
import * as store from "./appeal-store.ts";
import { finishedTasksOfAppeal, insertFollowUp } from "./follow-up-store.ts";
import { appealLines, askerOf, eventLines, linkLine, maskedReporter, reporterLabels } from "./lines.ts";
import { refreshStages, tasksOfAppeal, topicsOfAppeal } from "./link-store.ts";
import { similarAppeals } from "./similar-appeals.ts";
import { findTask, taskRowsById } from "./task-store.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse"> & { caller: Caller };

/** An appeal that the caller may see; one that is hidden from the caller is not found. */
export const visibleAppeal = ({ db, caller, refuse }: Finding, id: string): store.KeptAppeal => {
  const appeal = store.findAppeal(db, id);
  if (!appeal || (appeal.isConfidential && !maySeeConfidential(caller, appeal.receivedBy))) throw refuse("NotFound");
  return appeal;
};

const stateBefore = (appeal: store.KeptAppeal) => ({
  state: appeal.state,
  firstAnsweredAt: appeal.firstAnsweredAt,
  answer: appeal.answer,
  answeredAt: appeal.answeredAt,
});

/** Takes an appeal on because a topic or a task takes it up; one that was taken on before stays as it is. */
export const acceptBecause = (context: AnyCommandContext, appeal: store.KeptAppeal, reason: string): void => {
  if (appeal.state !== "received") return;
  if (!store.updateAppeal(context.db, appeal, { state: "accepted" })) throw context.refuse("Conflict");
  context.addEvent({
    of: "appeal",
    id: appeal.id,
    kind: "accepted",
    from: "received",
    to: "accepted",
    reason,
    details: { before: stateBefore(appeal) },
  });
};

/** The reporter, the place and the grid of an appeal, checked against what exists. */
const settled = <I extends Omit<AppealInput, "reporterPhone">>(
  { db, refuseField }: Pick<AnyCommandContext, "db" | "refuseField">,
  input: I,
): I => {
  const isAnonymous = input.voice === "anonymous";
  if (!isAnonymous && input.reporterId !== null && !isResident(db, input.reporterId))
    throw refuseField("reporterId", "没有这位居民");
  if (input.voice === "onBehalf" && input.behalfOf === "") throw refuseField("behalfOf", "请填写代谁反映");
  const at = { ...input };
  const isPlaced = at.estateId ?? at.buildingId ?? at.unitId ?? at.householdId;
  const place = isPlaced === null ? null : findPlace(db, at);
  if (place === undefined) throw refuseField("buildingId", "没有这个地点");
  if (input.categoryCode !== null && !categoriesByCode(db, [input.categoryCode]).has(input.categoryCode))
    throw refuseField("categoryCode", "没有这个分类");
  if (input.gridId !== null && !gridNames(db).has(input.gridId)) throw refuseField("gridId", "没有这个网格");
  return {
    ...input,
    reporterId: isAnonymous ? null : input.reporterId,
    reporterName: isAnonymous || input.reporterId !== null ? "" : input.reporterName,
    behalfOf: input.voice === "onBehalf" ? input.behalfOf : "",
    behalfRelation: input.voice === "onBehalf" ? input.behalfRelation : "",
    ...(place && {
      estateId: place.estateId,
      buildingId: place.buildingId,
      unitId: place.unitId,
      householdId: place.householdId,
    }),
    gridId: place?.gridId ?? input.gridId,
    title: titleOf(input.title, input.content),
    // 举报 is confidential from the start.
    isConfidential: input.isConfidential || input.nature === "report",
  };
};

const firstAnswerLimit = (db: ReadableDatabase, urgency: AppealInput["urgency"], at: Instant, startWord = "登记") => {
  const rule = urgency === "urgent" ? defaultRules.urgent : defaultRules.firstAnswer;
  return countLimit(rule, at, startWord, workCalendarOf(db));
};

const reindex = (context: Pick<AnyCommandContext, "db">, id: string): void => {
  const appeal = store.findAppeal(context.db, id);
  if (!appeal) return;
  const reporter = store.reporterOf(context.db, appeal);
  store.indexAppeal(
    context.db,
    appeal,
    store.appealPieces({
      ...appeal,
      reporterName: appeal.voice === "anonymous" ? "" : reporter.name,
      reporterPhone: reporter.phone,
      placeLabel: `${placeLabelsOf(context.db, [appeal]).get(appeal.id) ?? ""} ${appeal.placeNote}`,
    }),
  );
};

/** Registers what a resident brought; answers with the record as it stands. */
export const registerAppeal = (
  context: AnyCommandContext,
  written: AppealInput & { attachments: { sha256: string; name: string }[] },
): { id: string; version: number; numberText: string } => {
  const { db, now, newId, caller, addEvent } = context;
  const { attachments, ...input } = written;
  const id = newId();
  const limit = firstAnswerLimit(db, input.urgency, now);
  const { year, number } = store.insertAppeal(db, {
    ...settled(context, input),
    reporterPhone: input.voice === "anonymous" ? "" : input.reporterPhone,
    id,
    series: "诉",
    receivedAt: now,
    receivedBy: caller.accountId,
    state: "received",
    firstAnswerDueAt: limit.dueAt,
    firstAnswerWhy: limit.why,
    isFirstAnswerEstimated: limit.isEstimated,
    calendarVersion: limit.calendarVersion,
    firstAnsweredAt: null,
    answer: "",
    answeredAt: null,
    sourceNumber: "",
    sourceKey: null,
    sourceDigest: "",
    isHistory: false,
    importId: null,
  });
  attach(context, { kind: "appeal", id }, attachments);
  addEvent({ of: "appeal", id, kind: "registered", to: "received" });
  reindex(context, id);
  return { id, version: 1, numberText: numberText("诉", year, number) };
};

/** One decision on one appeal: state, answer and event, the stage after it. */
const decide = (
  context: AnyCommandContext,
  appeal: store.KeptAppeal,
  version: number,
  decision: {
    kind: string;
    to: store.KeptAppeal["state"];
    answer?: string;
    isAnswered: boolean;
    reason: string;
    actor?: string;
  },
) => {
  const { db, now, refuse, addEvent } = context;
  const change = {
    state: decision.to,
    ...(decision.answer !== undefined && { answer: decision.answer, answeredAt: now }),
    ...(decision.isAnswered && appeal.firstAnsweredAt === null && { firstAnsweredAt: now }),
  };
  if (!store.updateAppeal(db, { id: appeal.id, version }, change)) throw refuse("Conflict");
  addEvent({
    of: "appeal",
    id: appeal.id,
    kind: decision.kind,
    from: appeal.state,
    to: decision.to,
    reason: decision.reason,
    ...(decision.actor !== undefined && { actor: decision.actor }),
    details: { before: stateBefore(appeal) },
  });
  refreshStages(db, [appeal.id]);
  return { id: appeal.id, version: version + 1 };
};

const undoable = ["accepted", "firstAnswered", "answered", "rejected", "escalated", "replied"];

export const appealOperations: Handlers<typeof appealContract> = {
  "council.listAppeals": ({ db, caller, now }, { after, limit, ...filters }) => {
    const { rows, nextAfter } = store.appealPage(db, filters, askerOf(caller), { after, limit, now });
    return { appeals: appealLines(db, rows), nextAfter };
  },

  "council.countAppeals": ({ db, now, today }) => {
    const counts = store.stageCounts(db);
    const count = (stage: Parameters<typeof counts.get>[0]) => counts.get(stage) ?? 0;
    return {
      received: count("received"),
      accepted: count("accepted"),
      escalated: count("escalated"),
      deliberating: count("deliberating"),
      acting: count("acting"),
      resolved: count("resolved"),
      lateFirstAnswers: store.lateFirstAnswerCount(db, now),
      receivedToday: store.receivedCount(db, today),
    };
  },

  "council.appeal": (context, { id }) => {
    const { db } = context;
    const appeal = visibleAppeal(context, id);
    const names = accountNames(db);
    const reporter = store.reporterOf(db, appeal);
    const lead = appeal.leadId === null ? undefined : store.findAppeal(db, appeal.leadId);
    const merged = store.mergedInto(db, id);
    const labels = reporterLabels(db, merged);
    const category = appeal.categoryCode === null ? undefined : categoriesByCode(db, [appeal.categoryCode]);
    const brief = (other: store.KeptAppeal) => ({
      id: other.id,
      numberText: numberText(other.series, other.year, other.number),
      title: other.title,
      state: other.stage,
    });
    return {
      ...appeal,
      numberText: numberText(appeal.series, appeal.year, appeal.number),
      receivedByName: appeal.receivedBy === null ? "" : (names.get(appeal.receivedBy) ?? ""),
      categoryName: category?.get(appeal.categoryCode ?? "")?.path ?? "",
      reporterName: reporter.name,
      maskedPhone: maskPhone(reporter.phone),
      placeLabel: placeLabelsOf(db, [appeal]).get(id) ?? "",
      gridName: appeal.gridId === null ? "" : (gridNames(db).get(appeal.gridId) ?? ""),
      lead: lead ? brief(lead) : null,
      merged: merged.map((other) => ({ ...brief(other), reporterLabel: labels.get(other.id) ?? "" })),
      topics: topicsOfAppeal(db, id).map((topic) => linkLine("议", topic)),
      tasks: tasksOfAppeal(db, id).map((task) => linkLine("办", task)),
      attachments: attachmentsOf(db, "appeal", id),
      events: eventLines(db, "appeal", id),
    };
  },

  "council.findSimilarAppeals": ({ db, caller, now }, input) => {
    const found = similarAppeals(db, { ...input, sinceDay: addDays(dayOf(now), -180) }, askerOf(caller));
    const lines = appealLines(db, store.appealRowsById(db, [...found.keys()]));
    return { appeals: lines.map((line) => ({ ...line, why: found.get(line.id) ?? "" })) };
  },

  "council.registerAppeal": (context, input) => registerAppeal(context, input),

  "council.changeAppeal": (context, { id, version, reason, reporterPhone, ...input }) => {
    const { db, refuse, addEvent, caller } = context;
    const appeal = visibleAppeal(context, id);
    const problem = changingProblem(appeal);
    if (problem) throw refuse(problem);
    if (input.ownership !== appeal.ownership && !mayDo(caller.roles, "director"))
      throw refuse("OwnershipNeedsDirector");
    const change = {
      ...settled(context, input),
      ...(reporterPhone !== undefined && { reporterPhone }),
      ...(input.voice === "anonymous" && { reporterPhone: "" }),
    };
    // A changed urgency changes the limit of a first answer that is still owed.
    const limit =
      input.urgency !== appeal.urgency && appeal.firstAnsweredAt === null && appeal.firstAnswerDueAt !== null
        ? firstAnswerLimit(db, input.urgency, appeal.receivedAt)
        : null;
    const isSaved = store.updateAppeal(
      db,
      { id, version },
      {
        ...change,
        ...(limit && {
          firstAnswerDueAt: limit.dueAt,
          firstAnswerWhy: limit.why,
          isFirstAnswerEstimated: limit.isEstimated,
          calendarVersion: limit.calendarVersion,
        }),
      },
    );
    if (!isSaved) throw refuse("Conflict");
    // What stood there before is kept with the event, so that no word is lost by a correction.
    addEvent({
      of: "appeal",
      id,
      kind: "changed",
      reason: changeWords(appeal, change, reason),
      details: { before: appeal },
    });
    reindex(context, id);
    return { id, version: version + 1 };
  },

  "council.changeOwnership": (context, { id, version, ownership, reason }) => {
    const { db, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    if (!store.updateAppeal(db, { id, version }, { ownership })) throw refuse("Conflict");
    addEvent({ of: "appeal", id, kind: "ownershipChanged", from: appeal.ownership, to: ownership, reason });
    return { id, version: version + 1 };
  },

  "council.addAppealAttachments": (context, { id, attachments }) => {
    visibleAppeal(context, id);
    attach(context, { kind: "appeal", id }, attachments);
    context.addEvent({ of: "appeal", id, kind: "attached", reason: attachments.map(({ name }) => name).join("、") });
    return { id };
  },

  "council.openAttachment": (context, { id }) => {
    const { db, refuse } = context;
    const found = findAttachment(db, id);
    if (!found) throw refuse("NotFound");
    if (found.subjectKind === "appeal") visibleAppeal(context, found.subjectId);
    else if (found.subjectKind === "task") {
      const task = findTask(db, found.subjectId);
      if (!task || (task.visibility === "confidential" && !mayDo(context.caller.roles, "director")))
        throw refuse("NotFound");
    } else throw refuse("NotFound");
    return { file: found.file };
  },

  "council.revealReporterPhone": (context, { id }) => {
    const appeal = visibleAppeal(context, id);
    context.addEvent({ of: "appeal", id, kind: "phoneRevealed" });
    return { phone: store.reporterOf(context.db, appeal).phone };
  },

  "council.acceptAppeal": (context, { id, version, isResidentTold, note }) => {
    const appeal = visibleAppeal(context, id);
    const problem = acceptingProblem(appeal);
    if (problem) throw context.refuse(problem);
    return decide(context, appeal, version, {
      kind: "accepted",
      to: "accepted",
      isAnswered: isResidentTold,
      reason: [isResidentTold ? "已告知诉求人" : "", note].filter((part) => part !== "").join("；"),
    });
  },

  "council.recordFirstAnswer": (context, { id, version, words }) => {
    const { db, now, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    if (appeal.firstAnsweredAt !== null) throw refuse("AlreadyAnsweredOnce");
    if (!store.updateAppeal(db, { id, version }, { firstAnsweredAt: now })) throw refuse("Conflict");
    addEvent({ of: "appeal", id, kind: "firstAnswered", reason: words, details: { before: stateBefore(appeal) } });
    return { id, version: version + 1 };
  },

  "council.answerAppeal": (context, { id, version, answer }) => {
    const appeal = visibleAppeal(context, id);
    const problem = decisionProblem(appeal);
    if (problem) throw context.refuse(problem);
    return decide(context, appeal, version, {
      kind: "answered",
      to: "answered",
      answer,
      isAnswered: true,
      reason: answer,
    });
  },

  "council.rejectAppeal": (context, { id, version, reason, told }) => {
    const appeal = visibleAppeal(context, id);
    const problem = decisionProblem(appeal);
    if (problem) throw context.refuse(problem);
    return decide(context, appeal, version, {
      kind: "rejected",
      to: "rejected",
      answer: told,
      isAnswered: true,
      reason: `${rejectReasonWords[reason]}。告知：${told}`,
    });
  },

  "council.escalateAppeal": (context, { id, version, toWhom, reason }) => {
    const appeal = visibleAppeal(context, id);
    const problem = decisionProblem(appeal);
    if (problem) throw context.refuse(problem);
    return decide(context, appeal, version, {
      kind: "escalated",
      to: "escalated",
      isAnswered: false,
      reason: `上报${toWhom}：${reason}`,
      actor: toWhom,
    });
  },

  "council.takeInReply": (context, { id, version, fromWhom, answer }) => {
    const appeal = visibleAppeal(context, id);
    if (appeal.state !== "escalated") throw context.refuse("AppealNotEscalated");
    return decide(context, appeal, version, {
      kind: "replied",
      to: "answered",
      answer,
      isAnswered: true,
      reason: answer,
      actor: fromWhom,
    });
  },

  "council.undoAppealDecision": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    if (appeal.leadId !== null) throw refuse("AppealIsMerged");
    if (appeal.stage === "acting" || appeal.stage === "deliberating") throw refuse("AppealInProgress");
    const last = timelineOf(db, "appeal", id)
      .filter((event) => event.kind !== "phoneRevealed" && event.kind !== "printed")
      .at(-1);
    if (!last || !undoable.includes(last.kind)) throw refuse("NothingToUndo");
    const { before } = last.details as { before: ReturnType<typeof stateBefore> };
    if (!store.updateAppeal(db, { id, version }, before)) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "undone",
      from: appeal.state,
      to: before.state,
      reason,
      details: { undid: last.kind },
    });
    refreshStages(db, [id]);
    return { id, version: version + 1 };
  },

  "council.mergeAppeals": (context, { leadId, ids, reason }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const lead = visibleAppeal(context, leadId);
    for (const id of new Set(ids)) {
      const appeal = visibleAppeal(context, id);
      const problem = mergingProblem(lead, { ...appeal, mergedCount: store.mergedInto(db, id).length });
      if (problem) throw refuse(problem, { id });
      if (!store.updateAppeal(db, appeal, { leadId })) throw refuse("Conflict");
      addEvent({
        of: "appeal",
        id,
        kind: "merged",
        reason: joined(numberText(lead.series, lead.year, lead.number), reason),
      });
      addEvent({
        of: "appeal",
        id: leadId,
        kind: "mergedIn",
        reason: joined(numberText(appeal.series, appeal.year, appeal.number), reason),
      });
      // A reporter who joins while the follow-up is under way is asked as well.
      for (const { taskId, round } of finishedTasksOfAppeal(db, leadId)) {
        const isAnonymous = appeal.voice === "anonymous";
        insertFollowUp(db, {
          id: newId(),
          taskId,
          round,
          appealId: id,
          state: isAnonymous ? "unreachable" : "open",
          openedAt: now,
          endedAt: isAnonymous ? now : null,
        });
      }
    }
    refreshStages(db, [leadId]);
    return { id: leadId };
  },

  "council.unmergeAppeal": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    if (appeal.leadId === null) throw refuse("NotMerged");
    const leadId = appeal.leadId;
    const lead = store.findAppeal(db, leadId);
    if (!store.updateAppeal(db, { id, version }, { leadId: null })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "unmerged",
      reason: joined(lead ? numberText(lead.series, lead.year, lead.number) : "", reason),
    });
    addEvent({
      of: "appeal",
      id: leadId,
      kind: "unmergedOut",
      reason: joined(numberText(appeal.series, appeal.year, appeal.number), reason),
    });
    refreshStages(db, [id, leadId]);
    return { id, version: version + 1 };
  },

  "council.appealSlip": (context, { id }) => {
    const { db } = context;
    const appeal = visibleAppeal(context, id);
    const community = findCommunity(db);
    const category = appeal.categoryCode === null ? undefined : categoriesByCode(db, [appeal.categoryCode]);
    const tasks = taskRowsById(
      db,
      tasksOfAppeal(db, id).map((task) => task.id),
    );
    return {
      numberText: numberText(appeal.series, appeal.year, appeal.number),
      receivedAt: appeal.receivedAt,
      reporterLabel: maskedReporter(store.reporterOf(db, appeal).name),
      natureWord: natureWords[appeal.nature],
      categoryName: category?.get(appeal.categoryCode ?? "")?.name ?? "",
      title: appeal.title,
      content: paperText(excerpt(appeal.content, 120)),
      stageWord: stageWords[appeal.stage],
      clerkName: appeal.receivedBy === null ? "" : (accountNames(db).get(appeal.receivedBy) ?? ""),
      firstAnswerDueAt: appeal.firstAnsweredAt === null ? appeal.firstAnswerDueAt : null,
      firstAnswerWhy: appeal.firstAnswerWhy,
      taskLines: tasks
        .filter((task) => task.state !== "cancelled")
        .map((task) => ({ title: task.title, unitName: task.unitName, dueAt: task.dueAt })),
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centreAddress: community?.centreAddress ?? "",
      centrePhone: community?.centrePhone ?? "",
      openingHours: community?.openingHours ?? "",
    };
  },
};

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join("；");

/** No number of a person may leave on a slip that somebody loses on the way home. */
const paperText = (text: string): string =>
  withoutIdNumbers(text).replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (phone) => maskPhone(phone));

const changeable = {
  title: "标题",
  content: "内容",
  nature: "性质",
  channel: "来源",
  urgency: "紧急程度",
  categoryCode: "分类",
  voice: "反映方式",
  reporterId: "诉求人",
  reporterName: "诉求人",
  reporterPhone: "电话",
  behalfOf: "代谁反映",
  buildingId: "地点",
  householdId: "地点",
  placeNote: "地点",
  gridId: "网格",
  isConfidential: "保密",
  ownership: "归口",
} as const;

const changeWords = (before: store.KeptAppeal, after: Partial<store.KeptAppeal>, reason: string): string => {
  const changed = Object.entries(changeable)
    .filter(([key]) => key in after && after[key as keyof typeof changeable] !== before[key as keyof typeof changeable])
    .map(([, label]) => label);
  return joined([...new Set(changed)].join("、"), reason);
};
