import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine, requiredText, Typed } from "#base/text.ts";
import { AppealLine, EventLine, Id, Saved, Version } from "./appeal-contract.ts";
import { Signer } from "./topic-signer-contract.ts";
import { Research, StepLine } from "./topic-step-contract.ts";

export const topicStates = ["proposed", "confirmed", "scheduled", "discussed", "settled", "declined"] as const;
export type TopicState = (typeof topicStates)[number];
export const confirmRules = ["joint", "major", "committees"] as const;
/** Where a topic comes from. */
export const topicSources = ["appeals", "residents", "committees", "superior", "followUp", "other"] as const;
export const visibilities = ["public", "internal", "confidential"] as const;

export const TopicLine = z.object({
  id: z.string(),
  numberText: z.string(),
  title: z.string(),
  state: z.enum(topicStates),
  visibility: z.enum(visibilities),
  source: z.enum(topicSources),
  appealCount: z.int(),
  /** Homes that signed for it. */
  signedHouseholdCount: z.int(),
  proposedAt: Instant,
  /** Days in the pool. */
  ageDays: z.int(),
  postponedUntil: Day.nullable(),
  /** It was postponed, and the day is there. */
  isDueAgain: z.boolean(),
  /** Why it waits, or why it was declined. */
  reason: z.string(),
});
export type TopicLine = z.infer<typeof TopicLine>;

export const Topic = TopicLine.extend({
  summary: z.string(),
  confirmRule: z.enum(confirmRules).nullable(),
  confirmWording: z.string(),
  confirmNote: z.string(),
  jointHouseholdCount: z.int().nullable(),
  declineReason: z.string(),
  postponeReason: z.string(),
  proposerName: z.string(),
  proposedByName: z.string(),
  signers: z.array(Signer),
  /** Who signed without a home that is known, and so counts for none. */
  homelessSignerCount: z.int(),
  researches: z.array(Research),
  steps: z.array(StepLine),
  appeals: z.array(AppealLine),
  meetings: z.array(
    z.object({ id: z.string(), numberText: z.string(), title: z.string(), outcome: z.string().nullable() }),
  ),
  tasks: z.array(z.object({ id: z.string(), numberText: z.string(), title: z.string(), state: z.string() })),
  events: z.array(EventLine),
  version: z.int(),
});
export type Topic = z.infer<typeof Topic>;

export const topicContract = {
  "council.listTopics": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(topicStates)).default([]),
      sources: z.array(z.enum(topicSources)).default([]),
      isPostponed: z.boolean().nullable().default(null),
      typed: Typed.default(""),
      /** The pool shows first what is due again and what waits longest. */
      order: z.enum(["pool", "latest"]).default("latest"),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ topics: z.array(TopicLine), nextAfter: z.string().nullable() }),
  }),
  "council.topic": query({ needs: "clerk", input: z.object({ id: Id }), output: Topic }),
  "council.proposeTopic": command({
    needs: "secretary",
    input: z.object({
      title: requiredLine("议题", 80),
      summary: optionalText("说明", 5000),
      visibility: z.enum(visibilities).default("public"),
      source: z.enum(topicSources).default("appeals"),
      proposerName: optionalLine("谁提出的", 40),
      appealIds: z.array(Id).max(200).default([]),
    }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: ["AppealIsOver", "AppealIsMerged", "MatterIsConfidential"],
  }),
  "council.changeTopic": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      version: Version,
      title: requiredLine("议题", 80),
      summary: optionalText("说明", 5000),
      visibility: z.enum(visibilities),
      source: z.enum(topicSources),
      proposerName: optionalLine("谁提出的", 40),
    }),
    output: Saved,
    fails: ["TopicIsOver", "MatterIsConfidential"],
  }),
  "council.gatherAppeals": command({
    needs: "secretary",
    input: z.object({ id: Id, appealIds: z.array(Id).min(1).max(200) }),
    output: z.object({ id: z.string() }),
    fails: ["TopicIsOver", "AppealIsOver", "AppealIsMerged", "MatterIsConfidential"],
  }),
  "council.returnAppeal": command({
    needs: "secretary",
    input: z.object({ id: Id, appealId: Id, reason: optionalLine("理由", 200) }),
    output: z.object({ id: z.string() }),
    fails: ["TopicIsOver", "AppealNotInTopic"],
  }),
  "council.confirmTopic": command({
    needs: "director",
    input: z.object({
      id: Id,
      version: Version,
      ruleId: z.string({ error: "请选择确定的依据" }).min(1, "请选择确定的依据").max(64),
      note: optionalText("说明", 1000),
    }),
    output: Saved,
    fails: ["TopicNotProposed", "RuleNotInUse", "JointNotReached"],
  }),
  "council.declineTopic": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, reason: requiredText("不列入的理由", 1000) }),
    output: Saved,
    fails: ["TopicNotOpen"],
  }),
  /** 暂缓: not before a day; the topic comes back to the top of the pool by itself. */
  "council.postponeTopic": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, until: Day, reason: requiredText("暂缓的理由", 500) }),
    output: Saved,
    fails: ["TopicNotOpen", "PostponeDayIsPast"],
  }),
  "council.endPostponement": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, reason: optionalLine("说明", 200) }),
    output: Saved,
    fails: ["TopicNotPostponed"],
  }),
  /** Takes back the last confirming or declining, while nothing stands on it. */
  "council.undoTopicDecision": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, reason: optionalLine("原因", 200) }),
    output: Saved,
    fails: ["NothingToUndo"],
  }),
} satisfies Contract;
