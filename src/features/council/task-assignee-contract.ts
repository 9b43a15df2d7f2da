import { z } from "zod";
import { type Contract, query } from "#base/contract.ts";
import { Id } from "./appeal-contract.ts";

/** Somebody of the contact tree who could be asked, and why. */
export const AssigneeSuggestion = z.object({
  /** 按楼栋：3号楼楼栋小组长 李* */
  why: z.string(),
  /** Null for a resident who holds the post: they can be asked to help, but an order goes to a unit. */
  assignee: z
    .object({
      contactId: z.string(),
      contactName: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
    })
    .nullable(),
});
export type AssigneeSuggestion = z.infer<typeof AssigneeSuggestion>;

export const taskAssigneeContract = {
  /** Who in the contact tree is nearest to where the matter is: 单元长, 楼栋小组长, 网格员, 网格长. */
  "council.suggestAssignee": query({
    needs: "clerk",
    input: z.object({ appealIds: z.array(Id).min(1).max(200) }),
    output: z.object({ suggestions: z.array(AssigneeSuggestion) }),
  }),
} satisfies Contract;
