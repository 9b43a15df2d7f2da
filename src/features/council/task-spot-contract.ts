import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { optionalText, requiredLine, requiredText } from "#base/text.ts";
import { Id, NoMeetingReason, Version } from "./appeal-contract.ts";
import { satisfactionLevels } from "./follow-up-contract.ts";

export const OnTheSpot = z.object({
  title: requiredLine("事项", 80),
  publicWording: requiredText("公开表述", 500),
  leadOrganisationId: z.string().min(1, "请选择责任单位").max(64),
  responsibleId: z.string().min(1, "请选择责任人").max(64),
  result: requiredText("办理结果", 2000),
  note: optionalText("居民原话", 2000),
  /** The slip is signed before the resident leaves; without it the matter is followed up like any other. */
  isSigned: z.literal(true, { error: "请让居民在现场办结单上签字，再勾选；没有签字的请立任务" }),
  noMeetingReason: NoMeetingReason,
  satisfaction: z.enum(satisfactionLevels, { error: "请问居民满意不满意" }),
});

export const taskSpotContract = {
  /** 现场办结: what was settled while the resident stood there, from the appeal to the answer of who brought it. */
  "council.settleOnTheSpot": command({
    needs: "clerk",
    input: OnTheSpot.extend({ id: Id, version: Version }),
    output: z.object({ taskId: z.string(), numberText: z.string(), isClosed: z.boolean() }),
    fails: [
      "TopicHoldsAppeal",
      "AppealIsOver",
      "AppealIsMerged",
      "MatterIsConfidential",
      "ResponsibleNotInUnit",
      "NotOnTheSpot",
    ],
  }),
} satisfies Contract;
