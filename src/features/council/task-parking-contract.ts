import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredText } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";
import { taskStates } from "./task-contract.ts";

const Step = z.object({ id: Id, version: Version });

/** One line of 挂账台账. */
export const ParkingLine = z.object({
  id: z.string(),
  taskId: z.string(),
  numberText: z.string(),
  title: z.string(),
  state: z.enum(taskStates),
  unitName: z.string(),
  responsibleName: z.string(),
  reason: z.string(),
  approvedByName: z.string(),
  fromAt: Instant,
  resumeDate: Day,
  toAt: Instant.nullable(),
  /** Days that were not counted, to now where it lasts. */
  dayCount: z.int(),
  dueAt: Instant,
});
export type ParkingLine = z.infer<typeof ParkingLine>;

export const taskParkingContract = {
  /** 挂账: the clock stands until the task is resumed. */
  "council.parkTask": command({
    needs: "director",
    input: Step.extend({
      reason: requiredText("挂账理由", 1000),
      resumeDate: Day,
      isResidentTold: z.boolean().default(false),
      actor: optionalLine("谁申请的", 40),
    }),
    output: Saved,
    fails: ["TaskNotAccepted", "ResumeDateIsPast", "TellResidentFirst"],
  }),
  "council.prolongParking": command({
    needs: "director",
    input: Step.extend({ resumeDate: Day, reason: requiredText("理由", 1000) }),
    output: Saved,
    fails: ["TaskNotParked", "ResumeDateIsPast"],
  }),
  /** 恢复办理: the limit is counted anew, and the resident is to be told the new day. */
  "council.resumeTask": command({
    needs: "clerk",
    input: Step.extend({ words: optionalText("恢复说明", 1000) }),
    output: Saved,
    fails: ["TaskNotParked"],
  }),
  "council.parkingLedger": query({
    needs: "clerk",
    input: z.object({
      isOpen: z.boolean().default(true),
      /** Paper leaves the confidential ones out. */
      isForPaper: z.boolean().default(false),
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      rows: z.array(ParkingLine),
      nextAfter: z.string().nullable(),
      parkedCount: z.int(),
      toBeResumed: z.int(),
    }),
  }),
  "council.printParkingLedger": command({
    needs: "clerk",
    input: z.object({ isOpen: z.boolean().default(true) }),
    output: Printed,
    fails: ["NothingToPrint"],
  }),
} satisfies Contract;
