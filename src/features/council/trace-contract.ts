import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Id } from "./appeal-contract.ts";

export const traceLineKinds = ["appeal", "topic", "item", "task", "followUp"] as const;
export const traceKinds = [...traceLineKinds, "meeting"] as const;
export type TraceKind = (typeof traceKinds)[number];

/** One record that a matter went through. */
export const TraceLine = z.object({
  kind: z.enum(traceLineKinds),
  id: z.string(),
  /** Of an agenda item and of a follow-up: that of its meeting, or of its task and voice. */
  numberText: z.string(),
  title: z.string(),
  /** The stage, state or outcome, in the word for it; empty where there is none yet. */
  stateText: z.string(),
  /** Of an agenda item: what its vote came to; empty without one. */
  voteText: z.string(),
  /** Of an agenda item: on whose page it stands. */
  meetingId: z.string().nullable(),
  /** Where a whole meeting is traced: the numerals of its items that this belongs to. */
  numerals: z.array(z.string()),
});
export type TraceLine = z.infer<typeof TraceLine>;

export const traceContract = {
  /**
   * 来龙去脉: the appeals behind a record, and what came of it: topics, agenda items with their votes and resolutions,
   * tasks and follow-ups. What the caller may not see is left out, and so is what only it leads to.
   */
  "council.trace": query({
    needs: "clerk",
    input: z.object({ kind: z.enum(traceKinds), id: Id }),
    output: z.object({
      numberText: z.string(),
      title: z.string(),
      lines: z.array(TraceLine),
      /** More than are listed. */
      isCut: z.boolean(),
    }),
  }),
} satisfies Contract;
