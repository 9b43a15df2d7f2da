import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { bands, taskStates, tracks } from "./task-contract.ts";

/** What is cancelled is nobody's news. */
export const publicStates = taskStates.filter((state) => state !== "cancelled");

/** A task as anybody may read of it: its public wording, who does it and how far it is, and nothing else. */
export const PublicTask = z.object({
  /** 办〔2026〕8号 */
  numberText: z.string(),
  publicWording: z.string(),
  track: z.enum(tracks),
  unitName: z.string(),
  state: z.enum(publicStates),
  band: z.enum(bands),
  dueAt: Instant,
  isDueEstimated: z.boolean(),
  finishedAt: Instant.nullable(),
});
export type PublicTask = z.infer<typeof PublicTask>;

export const publicContract = {
  /** Public tasks only; a name, a room or a number of a person in their wording is masked as on paper. */
  "council.listPublicTasks": query({
    needs: "viewer",
    input: z.object({
      states: z.array(z.enum(publicStates)).max(publicStates.length).default([]),
      track: z.enum(tracks).nullable().default(null),
      /** The nearest deadline first, or the latest. */
      order: z.enum(["nearest", "latest"]).default("nearest"),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.object({ tasks: z.array(PublicTask), nextAfter: z.string().nullable() }),
  }),
} satisfies Contract;
