import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Typed } from "#base/text.ts";

export const SearchHit = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const searchContract = {
  "system.search": query({
    needs: "viewer",
    input: z.object({ typed: Typed, limit: z.int().min(1).max(50).default(8) }),
    output: z.object({
      hits: z.array(SearchHit),
      /** The search is being made from nothing and finds only a part. */
      isIncomplete: z.boolean(),
    }),
  }),
  "system.searchState": query({
    needs: "admin",
    input: z.object({}),
    output: z.object({ runningJobId: z.string().nullable(), isIncomplete: z.boolean() }),
  }),
  /** Writes every record into the search again; answers with the job under way where there is one. */
  "system.rebuildSearch": command({
    needs: "admin",
    input: z.object({}),
    output: z.object({ jobId: z.string() }),
  }),
} satisfies Contract;
