import { useState } from "react";
import { dayOf, longDay, timeOf, weekdayWord } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";

/** What was recorded as printed, as long as the sheet still shows the same. */
export const usePrinted = <P extends Printed>(shown: unknown) => {
  const [last, setLast] = useState<{ of: unknown; printed: P } | null>(null);
  return {
    printed: last && last.of === shown ? last.printed : null,
    keep: (of: unknown, printed: P) => setLast({ of, printed }),
  };
};

/** 2026年11月24日 周二 */
export const dayWords = (day: string): string => `${longDay(day)} ${weekdayWord(day)}`;

/** Who printed a sheet and when, and the code by which it is found again. */
export const SheetFoot = ({ printed, words }: { printed: Printed | null; words: string }) => (
  <div className="sheet-foot">
    {words !== "" && <div>{words}</div>}
    <div className="sheet-line">
      <span>
        {printed &&
          `${longDay(dayOf(printed.printedAt))} ${timeOf(printed.printedAt)} 由 ${printed.printedByName} 打印`}
      </span>
      <span>{printed && `表单号 ${printed.code}`}</span>
    </div>
  </div>
);
