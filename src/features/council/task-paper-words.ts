import type { CommandName } from "#base/contract.ts";
import type { taskMonthContract } from "./task-month-contract.ts";
import type { TaskPaper, taskPaperContract } from "./task-paper-contract.ts";

export const taskPaperWords: Record<TaskPaper, string> = {
  dispatch: "派单（一式三联）",
  letter: "催办督办吹哨单",
  onTheSpot: "现场办结单",
};

/** What a person did, as the audit log names it. */
export const taskPaperOperationWords: Record<
  CommandName<typeof taskPaperContract & typeof taskMonthContract>,
  string
> = {
  "council.printVisitsAndClearings": "打印三上门四清零月报",
  "council.printTaskPaper": "打印任务的单子",
};
