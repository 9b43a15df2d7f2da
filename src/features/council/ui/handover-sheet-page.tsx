import { useState } from "react";
import { z } from "zod";
import { dayOf, deadlineWords, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { Handover } from "../handover-contract.ts";
import { handoverGroupWords } from "../handover-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { groupsOf } from "./handover-items.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(false).default(false),
});

const at = (instant: string) => `${longDay(dayOf(instant))} ${timeOf(instant)}`;

const Sheet = ({ handover, printed }: { handover: Handover; printed: Printed | null }) => (
  <>
    <h1>{handover.centreName}交接班单</h1>
    <div className="sheet-line">
      <span>{handover.numberText}</span>
      <span>
        {at(handover.madeAt)} {handover.madeByName} 交班
      </span>
    </div>
    {groupsOf(handover.items).map(({ group, items }) => (
      <section key={group}>
        <h2>
          {handoverGroupWords[group]}（{items.length}）
        </h2>
        <table>
          <thead>
            <tr>
              <th style={{ width: "9.6em" }}>编号</th>
              <th>事项</th>
              <th style={{ width: "8em" }}>谁</th>
              <th style={{ width: "9em" }}>{group === "meeting" ? "时间" : "最晚"}</th>
              <th style={{ width: "4em" }}>办了</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.subjectId}>
                <td style={{ whiteSpace: "nowrap" }}>{item.numberText}</td>
                <td>{item.title}</td>
                <td>{item.detail}</td>
                <td>{item.dueAt !== null && deadlineWords(item.dueAt, dayOf(handover.madeAt))}</td>
                <td>□</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    ))}
    {handover.items.length === 0 && <p>这一班没有留下要接着办的。</p>}
    <h2>要交代的</h2>
    <p style={{ whiteSpace: "pre-wrap" }}>{handover.notes || "无"}</p>
    <h2>钥匙和物品</h2>
    <p style={{ whiteSpace: "pre-wrap" }}>{handover.keys || "无"}</p>
    <div className="sheet-foot">
      <div className="sheet-line" style={{ marginTop: "1.5em" }}>
        <span>交班人签字：＿＿＿＿＿＿＿＿</span>
        <span>接班人签字：＿＿＿＿＿＿＿＿</span>
      </div>
      {handover.takenAt !== null && (
        <div>
          {at(handover.takenAt)} {handover.takenByName} 接班{handover.takenNote !== "" && `：${handover.takenNote}`}
        </div>
      )}
      <div className="sheet-line">
        <span>{printed && `${at(printed.printedAt)} 由 ${printed.printedByName} 打印`}</span>
        <span>{printed && `表单号 ${printed.code}`}</span>
      </div>
    </div>
  </>
);

/** 交接班单: internal, without a phone or a full name of any resident. */
export const HandoverSheetPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.handover", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printHandover");
  const [last, setLast] = useState<{ of: string; printed: Printed } | null>(null);
  // Printing adds an event, which changes the answer and nothing on the sheet.
  const printed = last && last.of === `${id}|${answer.data?.version}` ? last.printed : null;
  return (
    <PaperPage
      title={`交接班单 ${answer.data?.numberText ?? ""}`}
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张交接单还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = `${id}|${answer.data?.version}`;
        const reply = await print.run({ id });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>{(handover) => <Sheet handover={handover} printed={printed} />}</Answered>
    </PaperPage>
  );
};
