import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Id } from "./appeal-contract.ts";
import { taskStates } from "./task-contract.ts";
import { takerKinds } from "./task-taker-contract.ts";

/** A task that somebody took, as the page of that person lists it. */
export const Taking = z.object({
  id: z.string(),
  taskId: z.string(),
  numberText: z.string(),
  title: z.string(),
  state: z.enum(taskStates),
  kind: z.enum(takerKinds),
  takenAt: Instant,
  isWithdrawn: z.boolean(),
});

export const taskTakingContract = {
  /** What a resident, or a unit with its people, has taken; the newest first. */
  "council.listTakings": query({
    needs: "clerk",
    input: z.object({
      residentId: Id.nullable().default(null),
      organisationId: Id.nullable().default(null),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(100).default(10),
    }),
    output: z.object({ takings: z.array(Taking), nextAfter: z.string().nullable() }),
  }),
} satisfies Contract;
