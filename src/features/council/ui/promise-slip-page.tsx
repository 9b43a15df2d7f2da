import { useState } from "react";
import { z } from "zod";
import { dayOf, deadlineDay, longDay, timeOf, weekdayWord } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(true).default(true),
});

/** As a resident reads a day: with its weekday, and without 24:00. */
const dueForResident = (dueAt: string): string => {
  const day = deadlineDay(dueAt);
  const isWholeDay = timeOf(dueAt) === "00:00";
  return `${longDay(day)}（${weekdayWord(day)}）${isWholeDay ? "当天" : ` ${timeOf(dueAt)} 以前`}`;
};

/** 回话条: what was promised and by when, for whoever it was promised to. */
export const PromiseSlipPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.promiseSlip", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printPromiseSlip");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  return (
    <PaperPage
      title={`回话条 ${answer.data?.numberText ?? ""}`}
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张回话条还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(slip) => (
          <div className="slip">
            <h1 style={{ fontSize: "1.3em" }}>回话条</h1>
            <div style={{ textAlign: "center", fontSize: "1.25em", fontWeight: 700 }}>{slip.numberText}</div>
            <p>{slip.whom}：</p>
            <p>
              我们答应最晚 <strong>{dueForResident(slip.dueAt)}</strong> 给您回话。
            </p>
            <dl>
              <dt>说什么</dt>
              <dd>{slip.words}</dd>
              <dt>谁来回</dt>
              <dd>{slip.keeperName}</dd>
              {slip.appealNumberText !== "" && (
                <>
                  <dt>诉求</dt>
                  <dd>{slip.appealNumberText}</dd>
                </>
              )}
              <dt>答应时间</dt>
              <dd>
                {longDay(dayOf(slip.madeAt))} {timeOf(slip.madeAt)}
              </dd>
            </dl>
            <div>
              到时候没有接到电话，请带上这张条，或报编号 {slip.numberText}：
              <br />
              {slip.centreName}
              {slip.centreAddress !== "" && `（${slip.centreAddress}）`}
              {slip.centrePhone !== "" && ` 电话 ${slip.centrePhone}`}
              {slip.openingHours !== "" && (
                <>
                  <br />
                  {slip.openingHours}
                </>
              )}
              {printed && (
                <>
                  <br />
                  表单号 {printed.code}
                </>
              )}
            </div>
          </div>
        )}
      </Answered>
    </PaperPage>
  );
};
