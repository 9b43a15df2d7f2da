import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { bands } from "#base/deadlines.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredLine, requiredText } from "#base/text.ts";
import { EventLine, Id, Saved, Version } from "./appeal-contract.ts";
import { tryWays } from "./follow-up-contract.ts";

export const promiseStates = ["open", "kept", "cancelled"] as const;
export type PromiseState = (typeof promiseStates)[number];

/** By when: a time on the clock, or null for the end of the day. */
const When = {
  dueDay: Day,
  dueTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写成 15:30 这样")
    .nullable()
    .default(null),
};

export const PromiseLine = z.object({
  id: z.string(),
  /** 回〔2026〕5号 */
  numberText: z.string(),
  whom: z.string(),
  maskedPhone: z.string(),
  words: z.string(),
  appeal: z.object({ id: z.string(), numberText: z.string(), title: z.string() }).nullable(),
  residentId: z.string().nullable(),
  keeperName: z.string(),
  state: z.enum(promiseStates),
  band: z.enum([...bands, "over"]),
  dueAt: Instant,
  madeAt: Instant,
  missedCount: z.int(),
  moveCount: z.int(),
});
export type PromiseLine = z.infer<typeof PromiseLine>;

export const PromiseRecord = PromiseLine.extend({
  keeperId: z.string(),
  makerName: z.string(),
  endedAt: Instant.nullable(),
  /** What was told in the end, or why it was called off. */
  said: z.string(),
  hasPhone: z.boolean(),
  tries: z.array(
    z.object({
      at: Instant,
      way: z.enum(tryWays),
      isReached: z.boolean(),
      note: z.string(),
      triedByName: z.string(),
    }),
  ),
  events: z.array(EventLine),
  version: z.int(),
});
export type PromiseRecord = z.infer<typeof PromiseRecord>;

const Step = { id: Id, version: Version };

export const promiseContract = {
  /** The days that a clerk may name while the resident stands there, with whether the centre works then. */
  "council.promiseDays": query({
    needs: "clerk",
    input: z.object({}),
    output: z.array(z.object({ day: Day, word: z.string(), isWorkday: z.boolean() })),
  }),
  /** Who may keep a promise about an appeal, or about none. */
  "council.listKeepers": query({
    needs: "clerk",
    input: z.object({ appealId: Id.nullable().default(null) }),
    output: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })),
  }),
  /** Open ones by when they fall due, the others newest first. */
  "council.listPromises": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(promiseStates)).min(1).default(["open"]),
      isMine: z.boolean().default(false),
      appealId: Id.nullable().default(null),
      residentId: Id.nullable().default(null),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ promises: z.array(PromiseLine), nextAfter: z.string().nullable() }),
  }),
  "council.countPromises": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({ open: z.int(), overdue: z.int(), today: z.int() }),
  }),
  "council.promise": query({ needs: "clerk", input: z.object({ id: Id }), output: PromiseRecord }),
  "council.promiseCall": command({
    needs: "clerk",
    input: z.object({
      appealId: Id.nullable().default(null),
      residentId: Id.nullable().default(null),
      name: optionalLine("回话给谁", 40),
      phone: Phone,
      words: requiredText("答应了什么", 500),
      /** Null: whoever made it. */
      keeperId: Id.nullable().default(null),
      ...When,
    }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: ["PromiseIsPast", "PromiseIsTooFar", "NobodyToCall"],
  }),
  "council.recordCall": command({
    needs: "clerk",
    input: z.object({
      ...Step,
      way: z.enum(tryWays),
      isReached: z.boolean(),
      said: optionalText("怎样回的话", 1000),
      note: optionalText("说明", 500),
    }),
    output: Saved,
    fails: ["PromiseIsOver", "CallNeedsWords"],
  }),
  "council.movePromise": command({
    needs: "clerk",
    input: z.object({
      ...Step,
      ...When,
      reason: requiredLine("改期的原因", 200),
      isTold: z.boolean().default(false),
    }),
    output: Saved,
    fails: ["PromiseIsOver", "PromiseIsPast", "PromiseIsTooFar", "TellBeforeMoving"],
  }),
  "council.handPromise": command({
    needs: "clerk",
    input: z.object({ ...Step, keeperId: Id }),
    output: Saved,
    fails: ["PromiseIsOver", "SameKeeper"],
  }),
  "council.cancelPromise": command({
    needs: "clerk",
    input: z.object({ ...Step, reason: requiredText("不用回话的原因", 500) }),
    output: Saved,
    fails: ["PromiseIsOver"],
  }),
  /** Takes back the call or the calling off that ended it. */
  "council.undoPromiseEnd": command({
    needs: "clerk",
    input: z.object({ ...Step, reason: optionalLine("原因", 200) }),
    output: Saved,
    fails: ["NothingToUndo"],
  }),
  "council.revealPromisePhone": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ phone: z.string() }),
  }),
  /** The slip that says when somebody will call: no phone of anybody but the centre's. */
  "council.promiseSlip": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({
      numberText: z.string(),
      appealNumberText: z.string(),
      whom: z.string(),
      words: z.string(),
      dueAt: Instant,
      keeperName: z.string(),
      madeAt: Instant,
      centreName: z.string(),
      centreAddress: z.string(),
      centrePhone: z.string(),
      openingHours: z.string(),
    }),
  }),
  "council.printPromiseSlip": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ code: z.string(), printedAt: Instant, printedByName: z.string() }),
  }),
} satisfies Contract;
