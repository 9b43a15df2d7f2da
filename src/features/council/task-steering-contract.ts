import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { requiredText } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";
import { bands, taskStates, tracks } from "./task-contract.ts";

/** 日调度, 每周盯办, 推诿分析, 挂账到期. */
export const steeringKinds = ["day", "week", "returns", "parkings"] as const;
export type SteeringKind = (typeof steeringKinds)[number];

/** Why a task stands on a list. */
export const steeringReasons = [
  "overdue",
  "dueToday",
  "notAccepted",
  "sentBack",
  "notDispatched",
  "extended",
  "extensionAsked",
  "supervised",
  "passedAround",
  "parkingDue",
  "parkingSoon",
] as const;
export type SteeringReason = (typeof steeringReasons)[number];

export const SteeringLine = z.object({
  id: z.string(),
  version: z.int(),
  numberText: z.string(),
  title: z.string(),
  track: z.enum(tracks),
  state: z.enum(taskStates),
  band: z.enum(bands),
  unitName: z.string(),
  responsibleName: z.string(),
  dueAt: Instant,
  reasons: z.array(z.enum(steeringReasons)),
  /** Of a parked task. */
  resumeDate: Day.nullable(),
  parkingReason: z.string(),
  /** 批准延期到的日子 */
  extendedTo: Day.nullable(),
  urgeCount: z.int(),
  superviseCount: z.int(),
  returnCount: z.int(),
  /** Each time that it was sent back: when, by whom, why. Only on the list of what is passed around. */
  returns: z.array(z.object({ at: Instant, actor: z.string(), reason: z.string() })),
  /** What came of looking into it, the latest. */
  analysis: z.string(),
  /** What happened last, in a word of the timeline, and what was said with it. */
  last: z.object({ at: Instant, kind: z.string(), reason: z.string() }),
});
export type SteeringLine = z.infer<typeof SteeringLine>;

const Kind = z.enum(steeringKinds);

export const taskSteeringContract = {
  "council.steeringList": query({
    needs: "clerk",
    input: z.object({ kind: Kind.default("day"), isForPaper: z.boolean().default(false) }),
    output: z.object({
      rows: z.array(SteeringLine),
      isCut: z.boolean(),
      /** How many stand on each of the lists. */
      counts: z.object({ day: z.int(), week: z.int(), returns: z.int(), parkings: z.int() }),
      communityName: z.string(),
    }),
  }),
  "council.printSteeringList": command({
    needs: "clerk",
    input: z.object({ kind: Kind }),
    output: Printed,
    fails: ["NothingToPrint"],
  }),
  /** 逐个分析: what a matter that units pass around comes to, and who takes it now. */
  "council.analyseReturns": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, words: requiredText("分析意见", 1000) }),
    output: Saved,
    fails: ["NeverReturned", "TaskIsOver"],
  }),
} satisfies Contract;
