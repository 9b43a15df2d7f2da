import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { requiredLine, requiredText } from "#base/text.ts";
import { Id, ownerships, Saved, Version } from "./appeal-contract.ts";

/** 依据: by what paper a matter was handed down, from whom, and the limit that was set there. */
export const TaskBasis = z.object({
  document: requiredLine("文件名称或文号", 100),
  fromWhom: requiredLine("转来单位", 60),
  receivedDate: Day,
  upstreamDueDate: Day.nullable().default(null),
});
export type TaskBasis = z.infer<typeof TaskBasis>;

const Step = z.object({ id: Id, version: Version });

export const taskOwnershipContract = {
  "council.recordBasis": command({
    needs: "clerk",
    input: TaskBasis.extend(Step.shape),
    output: Saved,
    fails: ["TaskIsOver", "TaskNotAssigned", "BasisIsAhead", "UpstreamLimitTooEarly"],
  }),
  "council.changeTaskOwnership": command({
    needs: "director",
    input: Step.extend({ ownership: z.enum(ownerships), reason: requiredText("理由", 500) }),
    output: Saved,
    fails: ["OwnershipIsFixed", "SameOwnership"],
  }),
} satisfies Contract;
