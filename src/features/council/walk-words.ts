import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { taskPartRefusals } from "./task-part-words.ts";
import type { taskRefusals } from "./task-words.ts";
import type { walkContract, walkRowKinds } from "./walk-contract.ts";

export const walkRowWords: Words<typeof walkRowKinds> = {
  task: "任务",
  appeal: "诉求",
  home: "住户",
  blank: "空行",
};

export const walkRefusals: Record<
  Exclude<FailsOf<typeof walkContract>, keyof typeof taskPartRefusals | keyof typeof taskRefusals>,
  string
> = {
  WalkHasNoRows: "这张走访单一行也没有：请选网格或楼栋，或留几行空行。",
  WalkRowIsKeyed: "这一行已经录过了。",
  WalkIsAhead: "走访的日期还没有到。",
  WalkBeforeSheet: "走访的日期不能早于走访单的日期。",
  WalkRowIsEmpty: "空行上没有写字，不用录。",
};

/** What happened to a record, as the timeline says it. */
export const walkEventWords: Record<string, string> = { walked: "走访" };

/** What a person did, as the audit log names it. */
export const walkOperationWords: Record<CommandName<typeof walkContract>, string> = {
  "council.printWalkSheet": "打印走访单",
  "council.keyWalkRow": "录入走访单的一行",
};
