import type { ReactNode } from "react";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import type { meetingPaperContract } from "../meeting-paper-contract.ts";

export type PaperOfMeeting = OutputOf<(typeof meetingPaperContract)["council.meetingPaper"]>;

/** 2026年11月25日（周三）14:30 */
export const meetingTime = (at: string): string => {
  const weekday = "日一二三四五六"[new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay()];
  return `${longDay(dayOf(at))}（周${weekday}）${timeOf(at)}`;
};

/** Where no item says how long it takes, all of them would begin at once. */
export const hasTimes = ({ items }: PaperOfMeeting): boolean =>
  items.some(({ plannedMinutes }) => plannedMinutes !== null);

/** Who printed it and when, and the code that leads back to it. */
export const PaperFoot = ({ printed, children }: { printed: Printed | null; children?: ReactNode }) => (
  <div className="sheet-foot">
    {children}
    {printed && (
      <div className="sheet-line">
        <span>
          {longDay(dayOf(printed.printedAt))} {timeOf(printed.printedAt)} 由 {printed.printedByName} 打印
        </span>
        <span>表单号 {printed.code}</span>
      </div>
    )}
  </div>
);
