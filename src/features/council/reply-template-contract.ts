import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { optionalText, requiredLine, requiredText } from "#base/text.ts";
import { Id, natures, Saved, Version } from "./appeal-contract.ts";

/** 答复、告知进度、办结告知、不受理 */
export const replyKinds = ["answer", "progress", "finished", "rejected"] as const;
export type ReplyKind = (typeof replyKinds)[number];

export const ReplyTemplateInput = z.object({
  kind: z.enum(replyKinds, { error: "请选择用在哪里" }),
  title: requiredLine("名称", 40),
  /** For matters of this nature or category only; null for all. */
  nature: z.enum(natures).nullable().default(null),
  categoryCode: Id.nullable().default(null),
  plain: requiredText("正文", 1000),
  /** The same as people say it; empty where there is none. */
  spoken: optionalText("白话", 1000),
});
export type ReplyTemplateInput = z.infer<typeof ReplyTemplateInput>;

export const ReplyTemplate = z.object({
  id: z.string(),
  kind: z.enum(replyKinds),
  title: z.string(),
  nature: z.enum(natures).nullable(),
  categoryCode: z.string().nullable(),
  categoryName: z.string(),
  plain: z.string(),
  spoken: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type ReplyTemplate = z.infer<typeof ReplyTemplate>;

export const replyTemplateContract = {
  "council.listReplyTemplates": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ templates: z.array(ReplyTemplate) }),
  }),
  "council.addReplyTemplate": command({
    needs: "director",
    input: ReplyTemplateInput,
    output: z.object({ id: z.string() }),
  }),
  "council.changeReplyTemplate": command({
    needs: "director",
    input: ReplyTemplateInput.extend({ id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
  }),
  /** The templates that suit one record, with its words in them. */
  "council.filledReplies": query({
    needs: "clerk",
    input: z.object({
      kind: z.enum(replyKinds),
      of: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("appeal"), id: Id }),
        z.object({ kind: z.literal("task"), id: Id }),
      ]),
    }),
    output: z.object({
      replies: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          plain: z.string(),
          spoken: z.string(),
          /** What the record does not say yet. */
          missing: z.array(z.string()),
        }),
      ),
    }),
  }),
} satisfies Contract;
