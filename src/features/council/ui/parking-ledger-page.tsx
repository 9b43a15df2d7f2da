import { Select } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { type Day, dayOf, longDay, shortDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { ParkingLine } from "../task-parking-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  which: z.enum(["open", "all"]).catch("open").default("open"),
  isLarge: z.boolean().catch(false).default(false),
});

const whichWords = { open: "正在挂账的", all: "全部，最近的在前" } as const;

const stateOf = (row: ParkingLine, today: Day) =>
  row.toAt !== null ? `${shortDay(dayOf(row.toAt), today)}已恢复` : row.resumeDate <= today ? "到期未恢复" : "挂账中";

/** 挂账台账: what stands still, why, who agreed to it, and until when. */
export const ParkingLedgerPage = () => {
  const [{ which, isLarge }, setAddress] = useAddress(Address);
  const isOpen = which === "open";
  const answer = useAnswer("council.parkingLedger", { isOpen, isForPaper: true, limit: 200 });
  const { today } = useMoment();
  const print = useCommand("council.printParkingLedger");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  return (
    <PaperPage
      title="挂账台账"
      isBlocked={!answer.data || answer.data.rows.length === 0}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ isOpen });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <Select
          aria-label="列哪些"
          w="13rem"
          data={Object.entries(whichWords).map(([value, label]) => ({ value, label }))}
          value={which}
          allowDeselect={false}
          onChange={(value) => setAddress({ which: (value ?? "open") as keyof typeof whichWords })}
        />
      }
    >
      <Answered answer={answer}>
        {({ rows, nextAfter }) => (
          <>
            <h1>挂账台账</h1>
            <div className="sheet-line">
              <span>{longDay(today)}</span>
              <span>
                {whichWords[which]} {rows.length} 项{nextAfter !== null && "（只列前 200 项）"}
              </span>
            </div>
            {rows.length === 0 ? (
              <p>现在没有挂账的任务。</p>
            ) : (
              <table>
                <colgroup>
                  <col style={{ width: "7%" }} />
                  <col />
                  <col style={{ width: "17%" }} />
                  <col style={{ width: "22%" }} />
                  <col style={{ width: "14%" }} />
                  <col style={{ width: "14%" }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>序号</th>
                    <th>任务</th>
                    <th>责任单位</th>
                    <th>挂账理由和批准人</th>
                    <th>挂账、恢复</th>
                    <th>状态</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    <tr key={row.id}>
                      <td>{index + 1}</td>
                      <td>
                        {row.title}
                        <br />
                        <small>{row.numberText}</small>
                      </td>
                      <td>
                        {row.unitName}
                        <br />
                        {row.responsibleName}
                      </td>
                      <td>
                        {row.reason}
                        <br />
                        <small>批准：{row.approvedByName}</small>
                      </td>
                      <td>
                        {shortDay(dayOf(row.fromAt), today)} 起
                        <br />
                        {shortDay(row.resumeDate, today)} 恢复
                      </td>
                      <td>
                        {stateOf(row, today)}
                        <br />共 {row.dayCount} 天
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <div className="sheet-foot">
              <div>挂账的天数不计入办理期限：一天在 24:00 时挂着账的，不算。保密的任务不列。</div>
              <div className="sheet-line">
                <span>
                  {printed &&
                    `${longDay(dayOf(printed.printedAt))} ${timeOf(printed.printedAt)} 由 ${printed.printedByName} 打印`}
                </span>
                <span>{printed && `表单号 ${printed.code}`}</span>
              </div>
            </div>
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
