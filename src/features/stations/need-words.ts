import type { CommandName } from "#base/contract.ts";
import type { needContract } from "./need-contract.ts";

export const needRefusals = {
  MonthNotBegun: "这个月还没有开始，没有月报。",
};

export const needEventWords: Record<string, string> = { monthPrinted: "打印月报" };

export const needOperationWords: Record<CommandName<typeof needContract>, string> = {
  "stations.printMonth": "打印驿站月报",
};
