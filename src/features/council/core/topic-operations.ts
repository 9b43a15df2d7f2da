import { mayDo } from "#base/contract.ts";
import { type Day, dayOf, daysBetween, type Instant, yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { accountNames } from "#features/system/core/store.ts";
import { hidingProblem, isMatterOver, linkingProblem } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import type { topicContract } from "../topic-contract.ts";
import {
  changingTopicProblem,
  confirmingProblem,
  decliningProblem,
  gatheringProblem,
  isDueAgain,
  postponingProblem,
  signedWords,
} from "../topic-rules.ts";
import { sixStepsOf } from "../topic-steps.ts";
import { appealRowsById, appealsById } from "./appeal-store.ts";
import { findConfirmRule } from "./council-rules-store.ts";
import { acceptBecause } from "./decision-operations.ts";
import { appealLines, eventLines } from "./lines.ts";
import { appealIdsOfTopic, linkToTopic, refreshStages, returnFromTopic, takeBackReturned } from "./link-store.ts";
import { signedHouseholdCounts, signersOf } from "./topic-signer-store.ts";
import { researchesOf, stepFactsOf } from "./topic-step-store.ts";
import * as store from "./topic-store.ts";
import { askerOf, maySeeTask, seesAppeal, visibleAppeal, visibleTopic } from "./visibility.ts";

export const topicNumber = (topic: { year: number; number: number }) => numberText("议", topic.year, topic.number);

export const ageDays = (proposedAt: Instant, today: Day) => daysBetween(dayOf(proposedAt), today);

/** Moves a topic and says so on its timeline; its appeals show the change. */
export const moveTopic = (
  context: AnyCommandContext,
  topic: store.KeptTopic,
  change: Partial<store.KeptTopic> & { state: store.KeptTopic["state"] },
  event: { kind: string; reason?: string; details?: unknown },
  version = topic.version,
): void => {
  const { db, refuse, addEvent } = context;
  if (!store.updateTopic(db, { id: topic.id, version }, change)) throw refuse("Conflict");
  addEvent({ of: "topic", id: topic.id, from: topic.state, to: change.state, ...event });
  refreshStages(db, appealIdsOfTopic(db, topic.id));
};

const gather = (
  context: AnyCommandContext,
  topic: Pick<store.KeptTopic, "id" | "year" | "number" | "visibility">,
  appealIds: readonly string[],
) => {
  const { db, now, refuse, addEvent } = context;
  const number = topicNumber(topic);
  for (const appealId of new Set(appealIds)) {
    const appeal = visibleAppeal(context, appealId);
    const problem = linkingProblem(appeal);
    if (problem) throw refuse(problem, { id: appealId });
    acceptBecause(context, appeal, `归入议题 ${number}`);
    if (!linkToTopic(db, topic.id, appealId, now)) continue;
    addEvent({ of: "appeal", id: appealId, kind: "gathered", reason: number, details: { topicId: topic.id } });
    addEvent({
      of: "topic",
      id: topic.id,
      kind: "gathered",
      reason: numberText(appeal.series, appeal.year, appeal.number),
      details: { appealIds: [appealId] },
    });
  }
  const problem = matterProblem(db, topic);
  if (problem) throw refuse(problem);
  refreshStages(db, appealIds);
};

/** What stands against the visibility of a topic, given the appeals that it holds. */
const matterProblem = (db: ReadableDatabase, { id, visibility }: Pick<store.KeptTopic, "id" | "visibility">) =>
  hidingProblem(visibility, appealsById(db, appealIdsOfTopic(db, id)));

/** The six steps of a topic; how many appeals are behind it depends on who asks. */
export const stepsOfTopic = (
  db: ReadableDatabase,
  topic: Pick<store.KeptTopic, "id" | "state">,
  seen: { appealCount: number; signedHouseholdCount: number },
) => {
  const tasks = store.tasksOfTopic(db, topic.id).filter((row) => row.state !== "cancelled");
  return sixStepsOf({
    ...stepFactsOf(db, topic.id),
    ...seen,
    state: topic.state,
    taskCount: tasks.length,
    overTaskCount: tasks.filter((row) => row.state === "closed").length,
  });
};

export const topicOperations: Handlers<typeof topicContract> = {
  "council.listTopics": ({ db, caller, today }, { after, limit, order, ...filters }) => {
    const withConfidential = mayDo(caller.roles, "secretary");
    const page = { after, limit, order, today };
    const { rows, nextAfter } = store.topicPage(db, { ...filters, withConfidential }, askerOf(caller), page);
    const signed = signedHouseholdCounts(
      db,
      rows.map(({ id }) => id),
    );
    return {
      topics: rows.map((row) => ({
        ...row,
        numberText: topicNumber(row),
        ageDays: ageDays(row.proposedAt, today),
        signedHouseholdCount: signed.get(row.id) ?? 0,
        isDueAgain: isDueAgain(row, today),
      })),
      nextAfter,
    };
  },

  "council.topic": (context, { id }) => {
    const { db, caller, today } = context;
    const topic = visibleTopic(context, id);
    const asker = askerOf(caller);
    const appeals = appealRowsById(db, appealIdsOfTopic(db, id), asker).filter((row) => seesAppeal(asker, row));
    const signers = signersOf(db, id);
    const signedHouseholdCount = signers.filter(({ isCounted }) => isCounted).length;
    const steps = stepsOfTopic(db, topic, { appealCount: appeals.length, signedHouseholdCount });
    return {
      ...topic,
      signers,
      signedHouseholdCount,
      homelessSignerCount: signers.filter(({ address }) => address === "").length,
      researches: researchesOf(db, id),
      steps,
      isDueAgain: isDueAgain(topic, today),
      reason: topic.state === "declined" ? topic.declineReason : topic.postponeReason,
      numberText: topicNumber(topic),
      appealCount: appeals.length,
      ageDays: ageDays(topic.proposedAt, today),
      proposedByName: accountNames(db).get(topic.proposedBy) ?? "",
      appeals: appealLines(db, appeals),
      meetings: store.meetingsOfTopic(db, id).map(({ id: meetingId, year, number, title, outcome }) => ({
        id: meetingId,
        numberText: numberText("会", year, number),
        title,
        outcome,
      })),
      tasks: store
        .tasksOfTopic(db, id)
        .filter((row) => maySeeTask(caller, row))
        .map((row) => ({ ...row, numberText: numberText("办", row.year, row.number) })),
      events: eventLines(context, "topic", id),
    };
  },

  "council.proposeTopic": (context, { appealIds, ...input }) => {
    const { db, now, today, newId, caller, addEvent } = context;
    const id = newId();
    const year = yearOf(today);
    const number = store.insertTopic(db, { ...input, id, proposedAt: now, proposedBy: caller.accountId }, year);
    addEvent({ of: "topic", id, kind: "proposed", to: "proposed" });
    gather(context, { id, year, number, visibility: input.visibility }, appealIds);
    const topic = store.findTopic(db, id);
    if (topic) store.indexTopic(db, topic);
    return { id, numberText: numberText("议", year, number) };
  },

  "council.changeTopic": (context, { id, version, ...change }) => {
    const { db, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = changingTopicProblem(topic) ?? matterProblem(db, { id, visibility: change.visibility });
    if (problem) throw refuse(problem);
    if (!store.updateTopic(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "topic", id, kind: "changed", details: { before: topic } });
    store.indexTopic(db, { ...topic, ...change });
    return { id, version: version + 1 };
  },

  "council.gatherAppeals": (context, { id, appealIds }) => {
    const topic = visibleTopic(context, id);
    const problem = gatheringProblem(topic);
    if (problem) throw context.refuse(problem);
    gather(context, topic, appealIds);
    return { id };
  },

  "council.returnAppeal": (context, { id, appealId, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = gatheringProblem(topic);
    if (problem) throw refuse(problem);
    const appeal = visibleAppeal(context, appealId);
    if (!returnFromTopic(db, id, appealId, now)) throw refuse("AppealNotInTopic");
    addEvent({
      of: "appeal",
      id: appealId,
      kind: "returned",
      reason: `${topicNumber(topic)} ${reason}`.trim(),
      details: { topicId: id },
    });
    addEvent({
      of: "topic",
      id,
      kind: "returned",
      reason: `${numberText(appeal.series, appeal.year, appeal.number)} ${reason}`.trim(),
      details: { appealIds: [appealId] },
    });
    refreshStages(db, [appealId]);
    return { id };
  },

  "council.confirmTopic": (context, { id, version, ruleId, note }) => {
    const { db, refuse, refuseField } = context;
    const topic = visibleTopic(context, id);
    const rule = findConfirmRule(db, ruleId);
    if (!rule) throw refuseField("ruleId", "没有这条规则");
    const signedCount = signedHouseholdCounts(db, [id]).get(id) ?? 0;
    const problem = confirmingProblem(topic, rule, signedCount);
    if (problem) throw refuse(problem, { signedCount, minHouseholds: rule.minHouseholds });
    const isJoint = rule.kind === "joint";
    moveTopic(
      context,
      topic,
      {
        state: "confirmed",
        confirmRule: rule.kind,
        confirmWording: rule.wording,
        confirmNote: note,
        jointHouseholdCount: isJoint ? signedCount : null,
      },
      {
        kind: "confirmed",
        reason: `${rule.wording}${isJoint ? `（${signedWords(signedCount, rule.minHouseholds)}）` : ""} ${note}`.trim(),
      },
      version,
    );
    return { id, version: version + 1 };
  },

  "council.declineTopic": (context, { id, version, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = decliningProblem(topic);
    if (problem) throw refuse(problem);
    // The appeals go back to where they came from; the links stay for the trace, and for taking this back.
    const appealIds = appealIdsOfTopic(db, id);
    for (const appealId of appealIds) {
      returnFromTopic(db, id, appealId, now);
      addEvent({
        of: "appeal",
        id: appealId,
        kind: "returned",
        reason: `${topicNumber(topic)} 不列入：${reason}`,
        details: { topicId: id },
      });
    }
    refreshStages(db, appealIds);
    // What nothing but this topic kept open: an undoing takes these back too.
    const endedIds = appealsById(db, appealIds).flatMap((appeal) => (isMatterOver(appeal.stage) ? appeal.id : []));
    moveTopic(
      context,
      topic,
      { state: "declined", declineReason: reason },
      { kind: "declined", reason, details: { returnedIds: appealIds, endedIds, from: topic.state } },
      version,
    );
    return { id, version: version + 1 };
  },

  "council.postponeTopic": (context, { id, version, until, reason }) => {
    const { db, today, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = postponingProblem(topic, until, today);
    if (problem) throw refuse(problem);
    const change = { postponedUntil: until, postponeReason: reason };
    if (!store.updateTopic(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "topic", id, kind: "postponed", reason: `到 ${until}：${reason}` });
    return { id, version: version + 1 };
  },

  "council.endPostponement": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    if (topic.postponedUntil === null) throw refuse("TopicNotPostponed");
    const change = { postponedUntil: null, postponeReason: "" };
    if (!store.updateTopic(db, { id, version }, change)) throw refuse("Conflict");
    addEvent({ of: "topic", id, kind: "postponementEnded", reason });
    return { id, version: version + 1 };
  },

  "council.undoTopicDecision": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const last = timelineOf(db, "topic", id).findLast(({ kind }) => kind !== "printed");
    if (last?.kind === "confirmed" && topic.state === "confirmed") {
      const before = { confirmRule: null, confirmWording: "", confirmNote: "", jointHouseholdCount: null };
      moveTopic(context, topic, { state: "proposed", ...before }, { kind: "undone", reason }, version);
      return { id, version: version + 1 };
    }
    if (last?.kind !== "declined" || topic.state !== "declined") throw refuse("NothingToUndo");
    const { returnedIds, endedIds, from } = last.details as {
      returnedIds: string[];
      endedIds: string[];
      from: store.KeptTopic["state"];
    };
    // An appeal that was settled otherwise in the meantime does not come back.
    const held = appealsById(db, returnedIds).filter(
      (appeal) => !isMatterOver(appeal.stage) || endedIds.includes(appeal.id),
    );
    takeBackReturned(
      db,
      id,
      held.map((appeal) => appeal.id),
    );
    for (const { id: appealId } of held)
      addEvent({
        of: "appeal",
        id: appealId,
        kind: "gathered",
        reason: `${topicNumber(topic)} 撤销不列入`,
        details: { topicId: id },
      });
    moveTopic(context, topic, { state: from, declineReason: "" }, { kind: "undone", reason }, version);
    return { id, version: version + 1 };
  },
};
