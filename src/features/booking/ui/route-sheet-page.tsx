import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay, timeOf, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { visitContract } from "../visit-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { liftWords } from "./visit-steps.tsx";

const Address = z.object({
  day: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type Printed = OutputOf<(typeof visitContract)["booking.printRoute"]>;

/** 上门路线单: for whoever goes; the phones stand in full only on what was recorded as printed. */
export const RouteSheetPage = () => {
  const [{ day: asked, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("booking.homeVisits", { day });
  const print = useCommand("booking.printRoute");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const phones = new Map(printed?.phones.map(({ bookingId, phone }) => [bookingId, phone]));
  return (
    <PaperPage
      title="上门路线单"
      isBlocked={!answer.data || answer.data.visits.length === 0}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ day });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {({ visits }) => (
          <>
            <h1>上门路线单</h1>
            <div className="sheet-line">
              <span>
                {longDay(day)} {weekdayWord(day)}
              </span>
              <span>{visits.length} 户</span>
            </div>
            {visits.length === 0 ? (
              <p>这一天没有要上门的。</p>
            ) : (
              <table>
                <colgroup>
                  <col style={{ width: "7%" }} />
                  <col style={{ width: "12%" }} />
                  <col style={{ width: "22%" }} />
                  <col />
                  <col style={{ width: "16%" }} />
                  <col style={{ width: "14%" }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>序号</th>
                    <th>时间</th>
                    <th>谁家、电话</th>
                    <th>去哪里、怎么进门</th>
                    <th>项目、谁去</th>
                    <th>服务对象签名</th>
                  </tr>
                </thead>
                <tbody>
                  {visits.map((visit, index) => (
                    <tr key={visit.bookingId} className="sheet-tall">
                      <td>{index + 1}</td>
                      <td>
                        {timeOf(visit.startAt)}
                        <br />
                        {timeOf(visit.endAt)}
                      </td>
                      <td>
                        {visit.name}
                        {visit.contactName !== "" && `（联系人 ${visit.contactName}）`}
                        <br />
                        {phones.get(visit.bookingId) ?? visit.maskedPhone}
                      </td>
                      <td>
                        {[visit.address, liftWords(visit.hasLift), visit.doorNote]
                          .filter((part) => part !== "")
                          .join("；")}
                      </td>
                      <td>
                        {visit.serviceName}
                        <br />
                        {visit.providerNames.join("、")}
                      </td>
                      <td />
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <div className="sheet-foot">
              <div>单上有电话和住址，用完交回服务台。全部走完后请给服务台报到家。</div>
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
