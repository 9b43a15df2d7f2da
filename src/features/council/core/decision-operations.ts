import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { timelineOf } from "#core/events.ts";
import type { appealContract } from "../appeal-contract.ts";
import { acceptingProblem, decisionProblem } from "../appeal-rules.ts";
import { rejectReasonWords } from "../appeal-words.ts";
import { petitionEvents } from "../petition-rules.ts";
import { type KeptAppeal, updateAppeal } from "./appeal-store.ts";
import { catalogueNote } from "./catalogue-operations.ts";
import { refreshStages } from "./link-store.ts";
import { visibleAppeal } from "./visibility.ts";

type Operations = Pick<
  typeof appealContract,
  | "council.acceptAppeal"
  | "council.recordFirstAnswer"
  | "council.answerAppeal"
  | "council.rejectAppeal"
  | "council.escalateAppeal"
  | "council.takeInReply"
  | "council.undoAppealDecision"
>;

export const stateBefore = (appeal: KeptAppeal) => ({
  state: appeal.state,
  firstAnsweredAt: appeal.firstAnsweredAt,
  answer: appeal.answer,
  answeredAt: appeal.answeredAt,
});

/** Takes an appeal on because of what happens to it; one that was taken on before stays as it is. */
export const acceptBecause = (context: AnyCommandContext, appeal: KeptAppeal, reason: string): void => {
  const isAgain = appeal.state === "answered";
  if (appeal.state !== "received" && !isAgain) return;
  if (!updateAppeal(context.db, appeal, { state: "accepted" })) throw context.refuse("Conflict");
  context.addEvent({
    of: "appeal",
    id: appeal.id,
    kind: "accepted",
    from: appeal.state,
    to: "accepted",
    reason: isAgain ? `${reason}，重新受理` : reason,
    details: { before: stateBefore(appeal) },
  });
};

/** One decision on one appeal: state, answer and event, the stage after it. */
const decide = (
  context: AnyCommandContext,
  appeal: KeptAppeal,
  version: number,
  decision: {
    kind: string;
    to: KeptAppeal["state"];
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
  if (!updateAppeal(db, { id: appeal.id, version }, change)) throw refuse("Conflict");
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

/** Events that change nothing of an appeal, so that a decision can be taken back behind them. */
const passing = ["phoneRevealed", "printed", ...petitionEvents];

export const decisionOperations: Handlers<Operations> = {
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
    if (!updateAppeal(db, { id, version }, { firstAnsweredAt: now })) throw refuse("Conflict");
    addEvent({ of: "appeal", id, kind: "firstAnswered", reason: words, details: { before: stateBefore(appeal) } });
    return { id, version: version + 1 };
  },

  "council.answerAppeal": (context, { id, version, answer, noMeetingReason }) => {
    const appeal = visibleAppeal(context, id);
    const problem = decisionProblem(appeal);
    if (problem) throw context.refuse(problem);
    return decide(context, appeal, version, {
      kind: "answered",
      to: "answered",
      answer,
      isAnswered: true,
      reason: [answer, catalogueNote(context.db, appeal, { words: answer, reason: noMeetingReason })]
        .filter((part) => part !== "")
        .join("\n"),
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
    const last = timelineOf(db, "appeal", id)
      .filter((event) => !passing.includes(event.kind))
      .at(-1);
    // A first answer may be given, and taken back, whatever else is under way.
    if (last?.kind !== "firstAnswered") {
      if (appeal.leadId !== null) throw refuse("AppealIsMerged");
      if (appeal.stage === "acting" || appeal.stage === "deliberating") throw refuse("AppealInProgress");
    }
    if (!last || !undoable.includes(last.kind)) throw refuse("NothingToUndo");
    const { before } = last.details as { before: ReturnType<typeof stateBefore> };
    if (!updateAppeal(db, { id, version }, before)) throw refuse("Conflict");
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
};
