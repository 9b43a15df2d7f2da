import { Alert, Select } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { dayOf, longDay } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { Agreement } from "../mediation-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PaperFoot } from "./meeting-paper-parts.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  edition: z.number().int().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(true).default(true),
});

type Person = { id: string; name: string; detail: string; home: string };

const SignatureLine = ({ person, label, agreement }: { person: Person; label: string; agreement: Agreement }) => {
  const signed = agreement.signatures.find(({ attendanceId }) => attendanceId === person.id);
  return (
    <p className="notice-sign">
      <span>
        {label}（{person.name}）签名：
        <span className="blank" style={{ width: "8em" }} />
      </span>
      <span>{signed ? longDay(signed.signedDate) : "　　　年　　月　　日"}</span>
    </p>
  );
};

const people = (list: readonly Person[]) =>
  list
    .map(({ name, detail, home }) => {
      const about = [detail === "居民" ? "" : detail, home].filter((part) => part !== "").join("，");
      return about === "" ? name : `${name}（${about}）`;
    })
    .join("；");

/** 调解协议书: for the parties and the file, never for the board. */
export const AgreementPage = () => {
  const [{ id, edition, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.agreement", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printAgreement");
  const [last, setLast] = useState<{ of: string; printed: Printed } | null>(null);
  const sheet = answer.data;
  const agreement = sheet?.editions.find((each) => each.edition === edition) ?? sheet?.editions[0];
  const of = JSON.stringify([agreement?.edition, sheet]);
  const printed = last?.of === of ? last.printed : null;
  return (
    <PaperPage
      title={`调解协议书 ${sheet?.numberText ?? ""}`}
      isBlocked={!agreement}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这份协议书还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ id, edition: agreement?.edition ?? 0 });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        sheet &&
        sheet.editions.length > 1 && (
          <Select
            aria-label="哪一稿"
            w="8rem"
            allowDeselect={false}
            data={sheet.editions.map((each) => ({ value: String(each.edition), label: `第 ${each.edition} 稿` }))}
            value={String(agreement?.edition ?? "")}
            onChange={(value) => setAddress({ edition: Number(value) }, { replaces: true })}
          />
        )
      }
      notice={
        <Alert color="gray" py="xs" mb="sm">
          协议书有当事人的姓名和住址，只给当事人和存档，不张贴。每位当事人一份，档案一份。
        </Alert>
      }
    >
      <Answered answer={answer}>
        {(data) =>
          agreement ? (
            <div className="agreement">
              <h1>调解协议书</h1>
              <div className="sheet-line">
                <span>{data.numberText}</span>
                <span>第 {agreement.edition} 稿</span>
              </div>
              <h2>一、当事人</h2>
              <p>{people(data.parties)}</p>
              {data.professionals.length > 0 && (
                <>
                  <h2>二、参加调解的专业人士</h2>
                  <p>{people(data.professionals)}</p>
                </>
              )}
              <h2>{data.professionals.length > 0 ? "三" : "二"}、纠纷事项</h2>
              <p style={{ whiteSpace: "pre-wrap" }}>{agreement.dispute}</p>
              <h2>{data.professionals.length > 0 ? "四" : "三"}、协议内容</h2>
              <p>
                {longDay(dayOf(data.at))}，各方在{data.place}
                {data.hostName !== "" && `由${data.hostName}主持`}调解，自愿达成如下协议：
              </p>
              <p style={{ whiteSpace: "pre-wrap" }}>{agreement.terms}</p>
              {agreement.performBy !== null && <p>履行期限：{longDay(agreement.performBy)}前。</p>}
              <p>
                本协议一式 {data.parties.length + 1} 份，当事人各执一份，{data.centreName}存一份。
              </p>
              <div className="agreement-signatures">
                {data.parties.map((person) => (
                  <SignatureLine key={person.id} person={person} label="当事人" agreement={agreement} />
                ))}
                {data.professionals.map((person) => (
                  <SignatureLine key={person.id} person={person} label="专业人士" agreement={agreement} />
                ))}
                <p className="notice-sign">
                  <span>
                    主持人签名：
                    <span className="blank" style={{ width: "8em" }} />
                  </span>
                  <span>
                    记录人签名：
                    <span className="blank" style={{ width: "8em" }} />
                  </span>
                </p>
              </div>
              <PaperFoot printed={printed} />
            </div>
          ) : (
            <p>还没有写调解协议。</p>
          )
        }
      </Answered>
    </PaperPage>
  );
};
