import { mayDo } from "#base/contract.ts";
import { addDays, dayOf, type Instant } from "#base/dates.ts";
import { defaultRules } from "#base/deadlines.ts";
import { maskPhone } from "#base/privacy.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { attach, attachmentsOf, findAttachment } from "#features/documents/core/store.ts";
import { findPlace, gridNames, placeLabelsOf } from "#features/people/core/place-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { AppealInput, appealContract } from "../appeal-contract.ts";
import { changingProblem, titleOf } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import { ownershipProblem } from "../ownership.ts";
import { countLimit } from "../task-rules.ts";
import { importingAmong } from "./appeal-import-store.ts";
import { indexAppealAgain } from "./appeal-search.ts";
import * as store from "./appeal-store.ts";
import { appealLines, eventLines, hiddenWords, linkLine, reporterLabels, suggestedAppeals } from "./lines.ts";
import { tasksOfAppeal, topicsOfAppeal } from "./link-store.ts";
import { noteOwnership } from "./ownership-operations.ts";
import { petitionCounts } from "./petition-store.ts";
import { indexPromiseAgain } from "./promise-operations.ts";
import { promisesOfAppeal } from "./promise-store.ts";
import { similarAppeals } from "./similar-appeals.ts";
import { researchKind, topicIdOfResearch } from "./topic-step-store.ts";
import {
  askerOf,
  maySeeTask,
  maySeeTopic,
  seesAppeal,
  visibleAppeal,
  visibleTask,
  visibleTopic,
} from "./visibility.ts";

type Operations = Pick<
  typeof appealContract,
  | "council.listAppeals"
  | "council.countAppeals"
  | "council.appeal"
  | "council.findSimilarAppeals"
  | "council.registerAppeal"
  | "council.changeAppeal"
  | "council.changeOwnership"
  | "council.addAppealAttachments"
  | "council.openAttachment"
  | "council.revealReporterPhone"
>;

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

const reindex = ({ db }: Pick<AnyCommandContext, "db">, id: string): void => {
  const appeal = store.findAppeal(db, id);
  if (!appeal) return;
  indexAppealAgain(db, appeal);
  for (const promise of promisesOfAppeal(db, id)) indexPromiseAgain(db, promise);
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

export const appealOperations: Handlers<Operations> = {
  "council.listAppeals": ({ db, caller, now }, { after, limit, ...filters }) => {
    const { rows, nextAfter } = store.appealPage(db, filters, askerOf(caller), { after, limit, now });
    return { appeals: appealLines(db, rows), nextAfter };
  },

  "council.countAppeals": ({ db, caller, now, today }) => {
    const asker = askerOf(caller);
    const counts = store.openStageCounts(db, asker);
    const count = (stage: Parameters<typeof counts.get>[0]) => counts.get(stage) ?? 0;
    return {
      received: count("received"),
      accepted: count("accepted"),
      escalated: count("escalated"),
      deliberating: count("deliberating"),
      acting: count("acting"),
      resolved: count("resolved"),
      ...petitionCounts(db, today, asker),
      lateFirstAnswers: store.lateFirstAnswerCount(db, now, asker),
      receivedToday: store.receivedCount(db, today, asker),
    };
  },

  "council.appeal": (context, { id }) => {
    const { db, caller } = context;
    const asker = askerOf(caller);
    const appeal = visibleAppeal(context, id);
    const names = accountNames(db);
    const reporter = store.reporterOf(db, appeal);
    const lead = appeal.leadId === null ? undefined : store.findAppeal(db, appeal.leadId);
    const merged = store.mergedInto(db, id).filter((other) => seesAppeal(asker, other));
    const labels = reporterLabels(db, merged);
    const category = appeal.categoryCode === null ? undefined : categoriesByCode(db, [appeal.categoryCode]);
    const brief = (other: store.KeptAppeal) => ({
      id: other.id,
      numberText: numberText(other.series, other.year, other.number),
      title: seesAppeal(asker, other) ? other.title : hiddenWords,
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
      isImporting: importingAmong(db, [id]).has(id),
      lead: lead ? brief(lead) : null,
      merged: merged.map((other) => ({ ...brief(other), reporterLabel: labels.get(other.id) ?? "" })),
      topics: topicsOfAppeal(db, id)
        .filter((topic) => maySeeTopic(caller, topic))
        .map((topic) => linkLine("议", topic)),
      tasks: tasksOfAppeal(db, id)
        .filter((task) => maySeeTask(caller, task))
        .map((task) => linkLine("办", task)),
      attachments: attachmentsOf(db, "appeal", id),
      events: eventLines(context, "appeal", id),
    };
  },

  "council.findSimilarAppeals": (context, input) => {
    const { db, caller, now } = context;
    const found = similarAppeals(db, { ...input, sinceDay: addDays(dayOf(now), -180) }, askerOf(caller));
    return { appeals: suggestedAppeals(context, found) };
  },

  "council.registerAppeal": (context, input) => registerAppeal(context, input),

  "council.changeAppeal": (context, { id, version, reason, reporterPhone, ...input }) => {
    const { db, refuse, refuseField, addEvent, caller } = context;
    const appeal = visibleAppeal(context, id);
    const problem = changingProblem(appeal);
    if (problem) throw refuse(problem);
    const isOwnershipOther = input.ownership !== appeal.ownership;
    if (isOwnershipOther && !mayDo(caller.roles, "director")) throw refuse("OwnershipNeedsDirector");
    if (isOwnershipOther && reason === "") throw refuseField("reason", "变更归口要写明理由");
    const isSomebodyElse = appeal.reporterId !== null && input.reporterId !== appeal.reporterId;
    const change = {
      ...settled(context, input),
      ...(isSomebodyElse && { reporterPhone: "" }),
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
    if (isOwnershipOther) noteOwnership(context, { ...appeal, ownership: input.ownership }, appeal.ownership, reason);
    reindex(context, id);
    return { id, version: version + 1 };
  },

  "council.changeOwnership": (context, { id, version, ownership, reason }) => {
    const { db, refuse } = context;
    const appeal = visibleAppeal(context, id);
    const problem = ownershipProblem(appeal.ownership, ownership);
    if (problem) throw refuse(problem);
    if (!store.updateAppeal(db, { id, version }, { ownership })) throw refuse("Conflict");
    noteOwnership(context, { ...appeal, ownership }, appeal.ownership, reason);
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
    else if (found.subjectKind === "task") visibleTask(context, found.subjectId);
    else if (found.subjectKind === researchKind) visibleTopic(context, topicIdOfResearch(db, found.subjectId) ?? "");
    else throw refuse("NotFound");
    return { file: found.file };
  },

  "council.revealReporterPhone": (context, { id }) => {
    const appeal = visibleAppeal(context, id);
    context.addEvent({ of: "appeal", id, kind: "phoneRevealed" });
    return { phone: store.reporterOf(context.db, appeal).phone };
  },
};

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join("；");

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
  estateId: "地点",
  buildingId: "地点",
  unitId: "地点",
  householdId: "地点",
  placeNote: "地点",
  gridId: "网格",
  isConfidential: "保密",
} as const;

const changeWords = (before: store.KeptAppeal, after: Partial<store.KeptAppeal>, reason: string): string => {
  const changed = Object.entries(changeable)
    .filter(([key]) => key in after && after[key as keyof typeof changeable] !== before[key as keyof typeof changeable])
    .map(([, label]) => label);
  return joined([...new Set(changed)].join("、"), reason);
};
