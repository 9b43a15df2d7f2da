import type { CommandName } from "#base/contract.ts";
import type { roundContract } from "./round-contract.ts";

export const roundRefusals = {
  FoundNeedsWords: "有要处理的，请写明看到什么。",
  NothingToMend: "这次巡查没有要处理的，或者已经处理了。",
};

export const roundOperationWords: Record<CommandName<typeof roundContract>, string> = {
  "stations.logRound": "登记巡查",
  "stations.markMended": "登记巡查问题已处理",
};
