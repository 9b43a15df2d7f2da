import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalText, requiredLine, requiredText } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** 催办单, 督办函, 吹哨单 and 报到退回单: what is written to somebody because of a task, each under a number of its own. */
export const letterKinds = ["urge", "supervise", "whistle", "refer"] as const;
export type LetterKind = (typeof letterKinds)[number];
export const superviseWays = ["written", "meeting", "talk", "onSite", "regular"] as const;

export const TaskLetter = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  /** 催〔2026〕3号 */
  numberText: z.string(),
  /** How it was supervised; null for the other kinds. */
  way: z.enum(superviseWays).nullable(),
  toWhom: z.string(),
  words: z.string(),
  replyBy: z.string().nullable(),
  issuedAt: Instant,
  issuedByName: z.string(),
  /** When those who were whistled for were there. */
  arrivedAt: Instant.nullable(),
  repliedAt: Instant.nullable(),
  reply: z.string(),
});
export type TaskLetter = z.infer<typeof TaskLetter>;

const Step = z.object({ id: Id, version: Version });
const replyBy = Day.nullable().default(null);
const Issued = Saved.extend({ letterId: z.string() });

export const taskLetterContract = {
  "council.urgeTask": command({
    needs: "clerk",
    input: Step.extend({ words: optionalText("催办的话", 1000), replyBy }),
    output: Issued,
    fails: ["TaskNotWithUnit", "ReplyDateIsPast"],
  }),
  "council.superviseTask": command({
    needs: "director",
    input: Step.extend({
      way: z.enum(superviseWays, { error: "请选择督办方式" }),
      words: requiredText("督办要求", 1000),
      replyBy,
    }),
    output: Issued,
    fails: ["TaskIsOver", "ReplyDateIsPast"],
  }),
  /** 吹哨: calls the subdistrict or a department to the place. */
  "council.whistleForTask": command({
    needs: "clerk",
    input: Step.extend({
      toWhom: requiredLine("吹哨给谁", 60),
      words: requiredText("要解决什么", 1000),
      replyBy,
    }),
    output: Issued,
    fails: ["TaskIsOver", "ReplyDateIsPast"],
  }),
  /** 报到退回单: what is not on the list of the community goes to whose it is, who comes or sends it back with a reason. */
  "council.referTask": command({
    needs: "clerk",
    input: Step.extend({
      toWhom: requiredLine("转给谁", 60),
      words: requiredText("转请的理由", 1000),
      replyBy,
    }),
    output: Issued,
    fails: ["TaskIsOver", "ReplyDateIsPast", "MatterIsOwn"],
  }),
  /** 报到: they were there. */
  "council.recordArrival": command({
    needs: "clerk",
    input: Step.extend({ letterId: Id, arrivedAt: Instant }),
    output: Saved,
    fails: ["NobodyToArrive", "ArrivalNotPossible"],
  }),
  "council.recordLetterReply": command({
    needs: "clerk",
    input: Step.extend({ letterId: Id, reply: requiredText("答复或结果", 1000) }),
    output: Saved,
    fails: ["LetterIsAnswered"],
  }),
} satisfies Contract;
