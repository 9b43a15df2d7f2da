import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { requiredLine } from "#base/text.ts";

const Id = z.string().min(1).max(64);

export const eraseContract = {
  /** What still needs this person to be known, each in a sentence; empty when they can be erased. */
  "people.eraseCheck": query({
    needs: "director",
    input: z.object({ id: Id }),
    output: z.object({ stillNeeded: z.array(z.string()) }),
  }),
  /**
   * 抹去个人信息 (个人信息保护法第四十七条): name, phone, home and all that was written down of a person go, in every
   * slice, the search, the drafts and the audit log. What is counted remains. There is no way back.
   */
  "people.eraseResident": command({
    needs: "director",
    input: z.object({ id: Id, version: z.int().min(1), reason: requiredLine("为什么抹去", 60) }),
    output: z.object({ id: z.string(), version: z.int() }),
    fails: ["PersonStillNeeded"],
  }),
} satisfies Contract;
