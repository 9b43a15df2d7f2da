import { useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { figureContract } from "../figure-contract.ts";
import { windowOf } from "../figure-rules.ts";
import { outreachBasis, windowWords } from "../figure-words.ts";
import { serviceCategoryWords } from "../service-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { lastWords, OutreachAddress } from "./outreach-page.tsx";

type Printed = OutputOf<(typeof figureContract)["booking.printOutreach"]>;

/** 送服务名单 for whoever goes from door to door; the phones stand in full only on what was recorded as printed. */
export const OutreachSheetPage = () => {
  const [{ fromDay, toDay, gridId, category, serviceId, isLarge }, setAddress] = useAddress(OutreachAddress);
  const { today } = useMoment();
  const days = fromDay && toDay && fromDay <= toDay ? { fromDay, toDay } : windowOf("quarter", today);
  const of = { ...days, gridId, category, serviceId };
  const answer = useAnswer("booking.outreach", of);
  const print = useCommand("booking.printOutreach");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const phones = new Map(printed?.phones.map(({ residentId, phone }) => [residentId, phone]));
  return (
    <PaperPage
      title="送服务名单"
      isBlocked={!answer.data || answer.data.people.length === 0}
      record={{ isKept: printed !== null, sentence: "名单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const shown = answer.data;
        const reply = await print.run(of);
        return reply.ok ? () => setLast({ of: shown, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {({ people, candidateCount, servedCount, serviceName, whoMayWords }) => (
          <>
            <h1>送服务名单</h1>
            <div className="sheet-line">
              <span>{windowWords(days)}</span>
              <span>
                {serviceName === "" ? "独居老人" : `符合“${serviceName}”的`} {candidateCount} 位，服务过 {servedCount}{" "}
                位，名单 {people.length} 位
              </span>
            </div>
            <table>
              <colgroup>
                <col style={{ width: "7%" }} />
                <col style={{ width: "16%" }} />
                <col />
                <col style={{ width: "17%" }} />
                <col style={{ width: "20%" }} />
                <col style={{ width: "14%" }} />
              </colgroup>
              <thead>
                <tr>
                  <th>序号</th>
                  <th>姓名</th>
                  <th>住址、网格</th>
                  <th>电话</th>
                  <th>上次服务</th>
                  <th>走访记录</th>
                </tr>
              </thead>
              <tbody>
                {people.map((line, index) => (
                  <tr key={line.residentId}>
                    <td>{index + 1}</td>
                    <td>
                      {line.name}
                      {line.age !== null && ` ${line.age} 岁`}
                    </td>
                    <td>
                      {line.placeLabel}
                      {line.gridName !== "" && `（${line.gridName}）`}
                    </td>
                    <td>{phones.get(line.residentId) || line.maskedPhone || "没有电话"}</td>
                    <td>{lastWords(line, today)}</td>
                    <td />
                  </tr>
                ))}
              </tbody>
            </table>
            <div className="sheet-foot">
              <div>
                {outreachBasis(days, {
                  category: category ? serviceCategoryWords[category] : "",
                  serviceName,
                  whoMayWords,
                })}
              </div>
              <div>名单上有电话和住址，用完交回服务台。</div>
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
