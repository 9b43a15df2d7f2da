import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { attach } from "#features/documents/core/store.ts";
import { gatheringProblem } from "../topic-rules.ts";
import type { topicStepContract } from "../topic-step-contract.ts";
import { researchWayWords } from "../topic-step-words.ts";
import { deliberatingProblem, stepWords } from "../topic-steps.ts";
import { appealsById } from "./appeal-store.ts";
import { itemsOf } from "./meeting-store.ts";
import * as store from "./topic-step-store.ts";
import { visibleTopic } from "./visibility.ts";

const skip = (context: AnyCommandContext, topicId: string, step: "research" | "deliberate", reason: string): void => {
  const { db, now, caller, addEvent } = context;
  store.putSkip(db, { topicId, step, reason, at: now, writtenBy: caller.accountId });
  addEvent({ of: "topic", id: topicId, kind: "stepSkipped", reason: `${stepWords[step]}：${reason}` });
};

/** A meeting neither calls nor begins with a topic that nobody looked into, unless it is written why. */
export const checkResearched = ({ db, refuse }: AnyCommandContext, meetingId: string): void => {
  for (const { topicId } of itemsOf(db, meetingId)) {
    const problem = topicId === null ? null : deliberatingProblem(store.stepFactsOf(db, topicId));
    if (problem) throw refuse(problem, { id: topicId });
  }
};

/** Stands on a topic that more people see than the task that passed it over. */
const hiddenReason = "与保密事项一并办理，理由写在任务上";

/** A task given out past a topic that waits for its meeting needs the reason, and the topic keeps it. */
export const passOverTopics = (context: AnyCommandContext, appealIds: readonly string[], reason: string): void => {
  const topics = store.topicsBeforeMeeting(context.db, appealIds);
  if (reason === "" && topics.some(({ hasReason }) => !hasReason)) throw context.refuse("TopicHoldsAppeal");
  if (reason === "") return;
  const isHidden = appealsById(context.db, appealIds).some(({ isConfidential }) => isConfidential);
  for (const { id, visibility } of topics)
    skip(context, id, "deliberate", isHidden && visibility !== "confidential" ? hiddenReason : reason);
};

export const topicStepOperations: Handlers<typeof topicStepContract> = {
  "council.recordResearch": (context, { id, attachments, ...research }) => {
    const { db, now, today, newId, caller, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = gatheringProblem(topic);
    if (problem) throw refuse(problem);
    if (research.doneDate > today) throw refuse("ResearchIsAhead");
    const researchId = newId();
    store.insertResearch(db, {
      ...research,
      id: researchId,
      topicId: id,
      recordedAt: now,
      recordedBy: caller.accountId,
    });
    attach(context, { kind: store.researchKind, id: researchId }, attachments);
    const said = [researchWayWords[research.way], research.householdCount > 0 ? `${research.householdCount} 户` : ""];
    addEvent({
      of: "topic",
      id,
      kind: "researched",
      actor: research.doneBy,
      reason: `${said.filter((words) => words !== "").join("，")}：${research.findings}`,
    });
    return { id, researchId };
  },

  "council.withdrawResearch": (context, { id, researchId, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = gatheringProblem(topic);
    if (problem) throw refuse(problem);
    if (store.isBeforeSittingMeeting(db, id)) throw refuse("ResearchIsUsed");
    if (!store.withdrawResearch(db, id, researchId, now)) throw refuse("NotFound");
    addEvent({ of: "topic", id, kind: "researchWithdrawn", reason });
    return { id };
  },

  "council.skipStep": (context, { id, step, reason }) => {
    const { db, refuse } = context;
    const topic = visibleTopic(context, id);
    const problem = gatheringProblem(topic);
    if (problem) throw refuse(problem);
    if (step === "research" && store.researchesOf(db, id).length > 0) throw refuse("StepIsDone");
    skip(context, id, step, reason);
    return { id };
  },
};
