import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Id, urgencies } from "./appeal-contract.ts";
import { Limit, tracks } from "./task-contract.ts";
import { sorterRules } from "./track-sorter.ts";

export const SortedMatter = z.object({
  track: z.enum(tracks),
  rule: z.enum(sorterRules),
  mentioned: z.array(z.string()),
  urgency: z.enum(urgencies),
  limit: Limit,
  /** How often this rule was followed and how often somebody chose otherwise. */
  followedCount: z.int(),
  overruledCount: z.int(),
  /** What tasks of the same category were, and which of them were made last. */
  history: z.object({ immediate: z.int(), online: z.int(), consult: z.int() }),
  alike: z.array(
    z.object({
      id: z.string(),
      numberText: z.string(),
      title: z.string(),
      track: z.enum(tracks),
      unitName: z.string(),
      result: z.string(),
    }),
  ),
  /** Who was made responsible for that category, the most frequent first. */
  units: z.array(
    z.object({
      organisationId: z.string(),
      unitName: z.string(),
      contactId: z.string(),
      contactName: z.string(),
      contactPost: z.string(),
      count: z.int(),
    }),
  ),
});
export type SortedMatter = z.infer<typeof SortedMatter>;

export const sorterContract = {
  /** Which of the three tracks a matter looks like, and why; a proposal and nothing more. */
  "council.sortMatter": query({
    needs: "clerk",
    input: z.object({ appealIds: z.array(Id).max(200).default([]), resolutionId: Id.nullable().default(null) }),
    output: SortedMatter,
  }),
} satisfies Contract;
