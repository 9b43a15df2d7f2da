import type { OutputOf } from "#base/contract.ts";
import { dayOf, deadlineWords, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useMoment } from "#ui/moment.tsx";
import type { taskPaperContract } from "../task-paper-contract.ts";

export type TaskOnPaper = OutputOf<(typeof taskPaperContract)["council.taskPaper"]>;

/** Who printed it, when and under which code. */
export const PrintedLine = ({ printed }: { printed: Printed | null }) => (
  <div className="sheet-line">
    <span>
      {printed && `${longDay(dayOf(printed.printedAt))} ${timeOf(printed.printedAt)} 由 ${printed.printedByName} 打印`}
    </span>
    <span>{printed && `表单号 ${printed.code}`}</span>
  </div>
);

/** The limit of a task, long enough for paper. */
export const useDueWords = () => {
  const { today } = useMoment();
  return (at: string) => deadlineWords(at, today);
};
