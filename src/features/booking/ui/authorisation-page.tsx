import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { errandContract } from "../errand-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(false).default(false),
});

type Printed = OutputOf<(typeof errandContract)["booking.printAuthorisation"]>;

/** 授权委托书: signed by whoever the errand is for; numbers of ID cards are written by hand and kept nowhere. */
export const AuthorisationPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("booking.errand", { bookingId: id });
  const { today } = useMoment();
  const print = useCommand("booking.printAuthorisation");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  return (
    <PaperPage
      title="授权委托书"
      isBlocked={!answer.data || answer.data.matter === ""}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ bookingId: id });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(errand) => (
          <>
            <h1>授权委托书</h1>
            <div className="sheet-line">
              <span>{errand.centreName}</span>
              <span>{errand.numberText}</span>
            </div>
            <div className="authorisation">
              <p>委托人：{errand.name}　　身份证号：____________________</p>
              <p>
                受托人（代办人）：{errand.providerNames.join("、") || "____________"}　　身份证号：____________________
              </p>
              <p>本人因________________，不便亲自前往，现委托上列受托人代为办理下列事项：</p>
              <p className="authorisation-matter">{errand.matter}</p>
              {errand.office !== "" && <p>办理地点：{errand.office}</p>}
              <p>
                交给受托人的材料：
                {errand.documents.length === 0 ? "无" : errand.documents.map(({ name }) => name).join("、")}。
              </p>
              <p>受托人只办理上列事项，办完把材料和办理结果交还本人。委托自签字之日起，到事项办完为止。</p>
              <div className="sheet-line authorisation-signed">
                <span>委托人签名（按手印）：________________</span>
                <span>日期：______年____月____日</span>
              </div>
              <div className="sheet-line authorisation-signed">
                <span>受托人签名：________________</span>
                <span>日期：______年____月____日</span>
              </div>
              <div className="sheet-line authorisation-signed">
                <span>材料还清，委托人签名：________________</span>
                <span>日期：______年____月____日</span>
              </div>
            </div>
            <div className="sheet-foot">
              <div>
                帮办代办不收费。咨询电话：{errand.centrePhone || "________"}（{errand.communityName}）
              </div>
              <div className="sheet-line">
                <span>
                  {printed
                    ? `${longDay(dayOf(printed.printedAt))} ${timeOf(printed.printedAt)} 由 ${printed.printedByName} 打印`
                    : longDay(today)}
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
