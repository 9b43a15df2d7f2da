import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { optionalLine, requiredLine, requiredText } from "#base/text.ts";
import { Attachment, NewAttachment } from "#features/documents/contract.ts";
import { Id } from "./appeal-contract.ts";
import { stepStates, topicSteps } from "./topic-steps.ts";

/** 走访、座谈、现场查看、问卷、查资料 */
export const researchWays = ["visit", "talk", "site", "survey", "papers"] as const;
/** The steps that a written reason may stand for; the others are there by themselves. */
export const skippableSteps = ["research", "deliberate"] as const;

export const Research = z.object({
  id: z.string(),
  doneDate: Day,
  doneBy: z.string(),
  way: z.enum(researchWays),
  householdCount: z.int(),
  findings: z.string(),
  attachments: z.array(Attachment),
});
export type Research = z.infer<typeof Research>;

export const StepLine = z.object({ step: z.enum(topicSteps), state: z.enum(stepStates), words: z.string() });

export const topicStepContract = {
  "council.recordResearch": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      doneDate: Day,
      doneBy: requiredLine("谁去调研的", 60),
      way: z.enum(researchWays, { error: "请选择怎么调研的" }),
      householdCount: z.int().min(0).max(100_000).default(0),
      findings: requiredText("了解到什么", 5000),
      attachments: z.array(NewAttachment).max(20, "一次最多 20 个文件").default([]),
    }),
    output: z.object({ id: z.string(), researchId: z.string() }),
    fails: ["TopicIsOver", "ResearchIsAhead"],
  }),
  "council.withdrawResearch": command({
    needs: "secretary",
    input: z.object({ id: Id, researchId: Id, reason: optionalLine("原因", 200) }),
    output: z.object({ id: z.string() }),
    fails: ["TopicIsOver", "ResearchIsUsed"],
  }),
  /** Writes why a step of 1+6+N is passed over; it stands on the topic and in the record. */
  "council.skipStep": command({
    needs: "secretary",
    input: z.object({ id: Id, step: z.enum(skippableSteps), reason: requiredText("不走这一步的理由", 500) }),
    output: z.object({ id: z.string() }),
    fails: ["TopicIsOver", "StepIsDone"],
  }),
} satisfies Contract;
