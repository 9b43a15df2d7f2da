import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { Id, ownerships, urgencies } from "./appeal-contract.ts";
import { taskStates, tracks } from "./task-contract.ts";
import { TaskLetter } from "./task-letter-contract.ts";
import { TaskBasis } from "./task-ownership-contract.ts";
import { takerKinds } from "./task-taker-contract.ts";

/** 派单 in three parts, a letter on a task, and the slip that is signed where a matter is settled at the desk. */
export const taskPapers = ["dispatch", "letter", "onTheSpot"] as const;
export type TaskPaper = (typeof taskPapers)[number];

export const taskPaperContract = {
  "council.taskPaper": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({
      numberText: z.string(),
      title: z.string(),
      /** As it may lie about: the part that a resident takes home. */
      publicWording: z.string(),
      measure: z.string(),
      track: z.enum(tracks),
      urgency: z.enum(urgencies),
      state: z.enum(taskStates),
      round: z.int(),
      unitName: z.string(),
      responsibleName: z.string(),
      responsiblePost: z.string(),
      gridName: z.string(),
      ownership: z.enum(ownerships),
      basis: TaskBasis.nullable(),
      firstReceiverName: z.string(),
      clockStartAt: Instant,
      dueAt: Instant,
      dueWhy: z.string(),
      dispatchedAt: Instant.nullable(),
      finishedAt: Instant.nullable(),
      /** As it may lie about, too: it stands on the slip. */
      result: z.string(),
      returnCount: z.int(),
      /** Names are masked; where it is belongs on the order. */
      appeals: z.array(z.object({ numberText: z.string(), reporterLabel: z.string(), placeLabel: z.string() })),
      /** 网格派单: the grid, and who of it has taken the order; names of persons are masked. */
      offeredGridName: z.string(),
      takers: z.array(z.object({ kind: z.enum(takerKinds), name: z.string() })),
      helpers: z.array(z.object({ unitName: z.string(), part: z.string() })),
      milestones: z.array(
        z.object({ title: z.string(), unitName: z.string(), responsibleName: z.string(), dueDate: Day }),
      ),
      letters: z.array(TaskLetter),
      communityName: z.string(),
      centreName: z.string(),
      centrePhone: z.string(),
    }),
  }),
  "council.printTaskPaper": command({
    needs: "clerk",
    input: z.object({ id: Id, paper: z.enum(taskPapers), letterId: Id.nullable().default(null) }),
    output: Printed,
    fails: ["NothingToPrint"],
  }),
} satisfies Contract;
