import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalText } from "#base/text.ts";
import { EventLine, Id, Saved, Version } from "./appeal-contract.ts";

export const handoverStates = ["made", "taken", "withdrawn"] as const;
export type HandoverState = (typeof handoverStates)[number];
export const handoverGroups = ["promise", "firstAnswer", "task", "followUp", "meeting"] as const;

/** One thing that the next shift has to see to; it names nobody in full. */
export const HandoverItem = z.object({
  group: z.enum(handoverGroups),
  subjectId: z.string(),
  numberText: z.string(),
  title: z.string(),
  detail: z.string(),
  dueAt: Instant.nullable(),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

export const HandoverLine = z.object({
  id: z.string(),
  /** 交〔2026〕5号 */
  numberText: z.string(),
  madeAt: Instant,
  madeByName: z.string(),
  isMine: z.boolean(),
  untilAt: Instant,
  state: z.enum(handoverStates),
  itemCount: z.int(),
  takenAt: Instant.nullable(),
  takenByName: z.string(),
});
export type HandoverLine = z.infer<typeof HandoverLine>;

export const Handover = HandoverLine.extend({
  keys: z.string(),
  notes: z.string(),
  items: z.array(HandoverItem),
  takenNote: z.string(),
  centreName: z.string(),
  events: z.array(EventLine),
  version: z.int(),
});
export type Handover = z.infer<typeof Handover>;

const Until = {
  untilDay: Day,
  untilTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写成 17:30 这样")
    .nullable()
    .default(null),
};

export const handoverContract = {
  /** What would stand on the sheet now. */
  "council.previewHandover": query({
    needs: "clerk",
    input: z.object(Until),
    output: z.object({ untilAt: Instant, items: z.array(HandoverItem) }),
  }),
  "council.listHandovers": query({
    needs: "clerk",
    input: z.object({
      states: z
        .array(z.enum(handoverStates))
        .min(1)
        .default([...handoverStates]),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ handovers: z.array(HandoverLine), nextAfter: z.string().nullable() }),
  }),
  "council.handover": query({ needs: "clerk", input: z.object({ id: Id }), output: Handover }),
  /** Freezes the sheet: what is done later does not change it. */
  "council.makeHandover": command({
    needs: "clerk",
    input: z.object({
      ...Until,
      keys: optionalText("钥匙和物品", 1000),
      notes: optionalText("要交代的", 3000),
    }),
    output: z.object({ id: z.string(), numberText: z.string() }),
    fails: ["ShiftEndsInPast", "ShiftEndsTooLate"],
  }),
  "council.takeHandover": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, note: optionalText("说明", 1000) }),
    output: Saved,
    fails: ["HandoverIsOver", "TakenByMaker"],
  }),
  "council.withdrawHandover": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["HandoverIsOver", "NotTheirHandover"],
  }),
  "council.printHandover": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ code: z.string(), printedAt: Instant, printedByName: z.string() }),
  }),
} satisfies Contract;
