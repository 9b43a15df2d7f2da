import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { requiredLine } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";
import { bands, taskStates, tracks } from "./task-contract.ts";

/** Where the scan of a sheet found something. */
const FindingAt = z.object({ taskId: Id, field: z.string().max(40), text: z.string().max(200) });
export type FindingAt = z.infer<typeof FindingAt>;

export const paperContract = {
  /** The slip that the reporter takes home: no phone, no ID number, no room. */
  "council.appealSlip": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({
      numberText: z.string(),
      receivedAt: Instant,
      reporterLabel: z.string(),
      natureWord: z.string(),
      categoryName: z.string(),
      title: z.string(),
      content: z.string(),
      stageWord: z.string(),
      clerkName: z.string(),
      firstAnswerDueAt: Instant.nullable(),
      firstAnswerWhy: z.string(),
      /** In their public wording; what is not for the public is left out. */
      taskLines: z.array(z.object({ title: z.string(), unitName: z.string(), dueAt: Instant })),
      communityName: z.string(),
      centreName: z.string(),
      centreAddress: z.string(),
      centrePhone: z.string(),
      openingHours: z.string(),
    }),
  }),
  "council.printSlip": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: Printed,
  }),
  "council.taskSheet": query({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(taskStates)).default(["drafted", "dispatched", "accepted", "finished"]),
      meetingId: Id.nullable().default(null),
    }),
    output: z.object({
      communityName: z.string(),
      centreName: z.string(),
      centrePhone: z.string(),
      today: Day,
      rows: z.array(
        z.object({
          id: z.string(),
          numberText: z.string(),
          track: z.enum(tracks),
          publicWording: z.string(),
          measure: z.string(),
          unitName: z.string(),
          responsiblePost: z.string(),
          dueAt: Instant,
          isDueEstimated: z.boolean(),
          state: z.enum(taskStates),
          band: z.enum(bands),
        }),
      ),
      /** Where personal data stands in what would be printed; printing is refused while there is any. */
      findings: z.array(
        z.object({
          taskId: z.string(),
          numberText: z.string(),
          field: z.string(),
          kind: z.string(),
          text: z.string(),
          /** A name or a room may only look like one; a number of a person is always one. */
          canBeConfirmed: z.boolean(),
        }),
      ),
      /** How many there are for the public; more than `rows` where they are too many for one paper. */
      totalCount: z.int(),
      /** Tasks that are not for the public and were left out, of those that the asker may see. */
      leftOutCount: z.int(),
    }),
  }),
  "council.printTaskSheet": command({
    needs: "clerk",
    input: z.object({
      states: z.array(z.enum(taskStates)).default(["drafted", "dispatched", "accepted", "finished"]),
      meetingId: Id.nullable().default(null),
      /** Findings that a secretary has looked at and says are no personal data, each with the reason. */
      confirmed: z
        .array(FindingAt.extend({ reason: requiredLine("理由", 100) }))
        .max(100)
        .default([]),
    }),
    output: Printed,
    fails: ["PersonalDataOnPaper", "NothingToPrint"],
  }),
} satisfies Contract;
