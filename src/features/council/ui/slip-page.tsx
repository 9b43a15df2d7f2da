import { useState } from "react";
import { z } from "zod";
import { dayOf, deadlineWords, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(true).default(true),
});

/** 回执: what the reporter takes home. It names no phone, no ID number and no room. */
export const SlipPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.appealSlip", { id }, { isEnabled: id !== "" });
  const { today } = useMoment();
  const print = useCommand("council.printSlip");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  return (
    <PaperPage
      title={`回执 ${answer.data?.numberText ?? ""}`}
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张回执还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(slip) => (
          <div className="slip">
            <h1 style={{ fontSize: "1.3em" }}>诉求回执</h1>
            <div style={{ textAlign: "center", fontSize: "1.25em", fontWeight: 700 }}>{slip.numberText}</div>
            <dl>
              <dt>诉求人</dt>
              <dd>{slip.reporterLabel}</dd>
              <dt>登记时间</dt>
              <dd>
                {longDay(dayOf(slip.receivedAt))} {timeOf(slip.receivedAt)}
              </dd>
              <dt>类别</dt>
              <dd>{[slip.natureWord, slip.categoryName].filter((part) => part !== "").join(" · ")}</dd>
              <dt>事项</dt>
              <dd>{slip.content}</dd>
              <dt>现在</dt>
              <dd>{slip.stageWord}</dd>
              {slip.firstAnswerDueAt !== null && (
                <>
                  <dt>答复</dt>
                  <dd>最晚 {deadlineWords(slip.firstAnswerDueAt, today)} 前给您第一次答复</dd>
                </>
              )}
              {slip.taskLines.map((task) => (
                <div key={task.title} style={{ display: "contents" }}>
                  <dt>办理</dt>
                  <dd>
                    {task.title}：{task.unitName}，{deadlineWords(task.dueAt, today)} 前
                  </dd>
                </div>
              ))}
              <dt>经办人</dt>
              <dd>{slip.clerkName}</dd>
            </dl>
            <div>
              想问办得怎样了，请带上这张回执，或报编号 {slip.numberText}：
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
