import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Id, SuggestedAppeal } from "./appeal-contract.ts";

export const matterKinds = ["merged", "topic", "alike"] as const;

/** One matter that many brought: merged, gathered in a topic, or of one building and category and still apart. */
export const ManyVoiced = z.object({
  kind: z.enum(matterKinds),
  /** Of the leading appeal, of the topic, or of the newest appeal. */
  id: z.string(),
  numberText: z.string(),
  title: z.string(),
  /** Where and what, for those that are still apart. */
  why: z.string(),
  voiceCount: z.int(),
});
export type ManyVoiced = z.infer<typeof ManyVoiced>;

export const radarContract = {
  /** 多人同诉 and 一人多诉 of the last days, by the thresholds of the house, the most voices first. */
  "council.radar": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      lookBackDays: z.int(),
      matters: z.array(ManyVoiced),
      reporters: z.array(z.object({ residentId: z.string(), name: z.string(), appealCount: z.int() })),
    }),
  }),
  /** The appeals behind a line of it, to be put together: those of one building and category, or of one resident. */
  "council.radarAppeals": query({
    needs: "clerk",
    input: z.object({ kind: z.enum(["alike", "reporter"]), id: Id, limit: z.int().min(1).max(100).default(100) }),
    output: z.object({ lookBackDays: z.int(), appeals: z.array(SuggestedAppeal), hasMore: z.boolean() }),
  }),
} satisfies Contract;
