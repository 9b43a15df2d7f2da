import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** Who takes an order of the grid: 党员、志愿者、商户、邻居. */
export const takerKinds = ["partyMember", "volunteer", "merchant", "neighbour"] as const;
export type TakerKind = (typeof takerKinds)[number];

/** 网格派单: where a task was offered. */
export const TaskOffer = z.object({
  gridId: z.string(),
  gridName: z.string(),
  leaderNames: z.array(z.string()),
  offeredAt: Instant,
  /** The lead is of this grid itself, so that the first who takes it has accepted it. */
  isLedByGrid: z.boolean(),
});

export const TaskTaker = z.object({
  id: z.string(),
  kind: z.enum(takerKinds),
  residentId: z.string().nullable(),
  organisationId: z.string().nullable(),
  contactId: z.string().nullable(),
  name: z.string(),
  /** Where a resident lives, or of which unit a contact is. */
  detail: z.string(),
  maskedPhone: z.string(),
  takenAt: Instant,
  note: z.string(),
  recordedByName: z.string(),
  withdrawnAt: Instant.nullable(),
  withdrawnByName: z.string(),
  withdrawReason: z.string(),
});
export type TaskTaker = z.infer<typeof TaskTaker>;

const Step = z.object({ id: Id, version: Version });

export const taskTakerContract = {
  /** 网格派单: hands a draft to its lead by way of the grid, or calls the grid's people to an order that is out. */
  "council.offerTaskToGrid": command({
    needs: "clerk",
    input: Step.extend({ gridId: z.string({ error: "请选择网格" }).min(1, "请选择网格").max(64) }),
    output: Saved,
    fails: ["TaskNotOfferable", "ConfidentialNotOffered", "OfferedAlready", "OthersHaveTaken", "GridHasNoLeader"],
  }),
  /** 党员接单 and whoever else takes it. */
  "council.recordTaker": command({
    needs: "clerk",
    input: Step.extend({
      kind: z.enum(takerKinds, { error: "请选择接单的是谁" }),
      residentId: Id.nullable().default(null),
      organisationId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      takenAt: Instant,
      note: optionalLine("怎么办", 200),
    }),
    output: Saved,
    fails: ["TaskNotOffered", "TaskNotWithUnit", "TakerDoesNotFit", "TakerIsThere", "TakingNotPossible"],
  }),
  "council.withdrawTaker": command({
    needs: "clerk",
    input: Step.extend({ takerId: Id, reason: requiredLine("原因", 200) }),
    output: Saved,
    fails: ["TaskNotWithUnit", "TakerIsGone"],
  }),
} satisfies Contract;
