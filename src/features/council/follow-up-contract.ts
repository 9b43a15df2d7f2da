import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalText } from "#base/text.ts";
import { Id, Version } from "./appeal-contract.ts";

export const satisfactions = ["satisfied", "fairly", "unsatisfied"] as const;
export type Satisfaction = (typeof satisfactions)[number];
/** The five answers that a resident is asked to choose from, as GB/T 39735 words them. */
export const satisfactionLevels = ["very", "satisfied", "fairly", "unsatisfied", "veryUnsatisfied"] as const;
export type SatisfactionLevel = (typeof satisfactionLevels)[number];
export const tryWays = ["phone", "visit", "desk"] as const;
export const followUpStates = ["open", "evaluated", "unreachable", "superseded"] as const;

export const FollowUpLine = z.object({
  id: z.string(),
  taskId: z.string(),
  taskNumberText: z.string(),
  taskTitle: z.string(),
  taskResult: z.string(),
  round: z.int(),
  appealId: z.string(),
  appealNumberText: z.string(),
  reporterLabel: z.string(),
  maskedPhone: z.string(),
  state: z.enum(followUpStates),
  openedAt: Instant,
  endedAt: Instant.nullable(),
  tryCount: z.int(),
  lastTryAt: Instant.nullable(),
  isSolved: z.boolean().nullable(),
  satisfaction: z.enum(satisfactions).nullable(),
  /** What the resident chose; null where only the three answers were asked. */
  level: z.enum(satisfactionLevels).nullable(),
  words: z.string(),
  version: z.int(),
});
export type FollowUpLine = z.infer<typeof FollowUpLine>;

export const followUpContract = {
  "council.listFollowUps": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(followUpStates)).default(["open"]),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ followUps: z.array(FollowUpLine), nextAfter: z.string().nullable() }),
  }),
  "council.followUp": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: FollowUpLine.extend({
      tries: z.array(
        z.object({
          at: Instant,
          way: z.enum(tryWays),
          isReached: z.boolean(),
          note: z.string(),
          triedByName: z.string(),
        }),
      ),
    }),
  }),
  "council.recordTry": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      way: z.enum(tryWays),
      isReached: z.boolean(),
      note: optionalText("说明", 1000),
      /** Both asked for when the reporter was reached. */
      isSolved: z.boolean().nullable().default(null),
      satisfaction: z.enum(satisfactionLevels).nullable().default(null),
      words: optionalText("居民原话", 2000),
    }),
    output: z.object({ id: z.string(), isRedone: z.boolean(), isClosed: z.boolean() }),
    fails: ["FollowUpIsOver", "ReachedNeedsAnswer"],
  }),
} satisfies Contract;
