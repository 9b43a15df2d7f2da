import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine, requiredText, Typed } from "#base/text.ts";
import { AppealLine, EventLine, Id, Saved, Version } from "./appeal-contract.ts";

export const topicStates = ["proposed", "confirmed", "scheduled", "discussed", "settled", "declined"] as const;
export type TopicState = (typeof topicStates)[number];
export const confirmRules = ["joint", "major", "committees"] as const;
export const visibilities = ["public", "internal", "confidential"] as const;

export const TopicLine = z.object({
  id: z.string(),
  numberText: z.string(),
  title: z.string(),
  state: z.enum(topicStates),
  visibility: z.enum(visibilities),
  appealCount: z.int(),
  proposedAt: Instant,
  /** Days in the pool. */
  ageDays: z.int(),
});
export type TopicLine = z.infer<typeof TopicLine>;

export const Topic = TopicLine.extend({
  summary: z.string(),
  confirmRule: z.enum(confirmRules).nullable(),
  confirmNote: z.string(),
  jointHouseholdCount: z.int().nullable(),
  declineReason: z.string(),
  proposedByName: z.string(),
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
      typed: Typed.default(""),
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
      rule: z.enum(confirmRules, { error: "请选择确定的依据" }),
      jointHouseholdCount: z.int().min(1, "至少 1 户").max(100_000).nullable().default(null),
      note: optionalText("说明", 1000),
    }),
    output: Saved,
    fails: ["TopicNotProposed", "JointNeedsHouseholds"],
  }),
  "council.declineTopic": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, reason: requiredText("不列入的理由", 1000) }),
    output: Saved,
    fails: ["TopicNotOpen"],
  }),
  /** Takes back the last confirming or declining, while nothing stands on it. */
  "council.undoTopicDecision": command({
    needs: "director",
    input: z.object({ id: Id, version: Version, reason: optionalLine("原因", 200) }),
    output: Saved,
    fails: ["NothingToUndo"],
  }),
} satisfies Contract;
