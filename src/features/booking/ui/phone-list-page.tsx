import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, shortTime } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { dayWords, SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import { type bookingPaperContract, phoneLists } from "../paper-contract.ts";
import { phoneListWords } from "../paper-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  list: z.enum(phoneLists).catch("tellings").default("tellings"),
  day: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type Printed = OutputOf<(typeof bookingPaperContract)["booking.printPhoneList"]>;

/** 电话单: whom to call; the numbers stand in full only on what was recorded as printed. */
export const PhoneListPage = () => {
  const [{ list, day: asked, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = list === "day" ? (asked ?? today) : null;
  const answer = useAnswer("booking.phoneList", { list, day });
  const print = useCommand("booking.printPhoneList");
  const { printed, keep } = usePrinted<Printed>(answer.data);
  const phones = new Map(printed?.phones.map(({ bookingId, phone }) => [bookingId, phone]));
  return (
    <PaperPage
      title={phoneListWords[list]}
      isBlocked={!answer.data || answer.data.rows.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      notice="打印出来的电话是完整的，每一位都会记下“查看电话”。"
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ list, day });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {({ rows }) => (
          <>
            <h1>{phoneListWords[list]}</h1>
            <div className="sheet-line">
              <span>{dayWords(day ?? today)}</span>
              <span>{rows.length} 人</span>
            </div>
            {rows.length === 0 ? (
              <p>没有要打电话的人。</p>
            ) : (
              <table>
                <colgroup>
                  <col style={{ width: "7%" }} />
                  <col style={{ width: "24%" }} />
                  <col style={{ width: "18%" }} />
                  <col />
                  <col style={{ width: "18%" }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>序号</th>
                    <th>姓名</th>
                    <th>电话</th>
                    <th>告诉什么</th>
                    <th>结果</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, at) => (
                    <tr key={row.bookingId} className="sheet-tall">
                      <td>{at + 1}</td>
                      <td>
                        {row.name}
                        {row.contactName !== "" && `（联系人 ${row.contactName}）`}
                      </td>
                      <td>{phones.get(row.bookingId) ?? row.maskedPhone}</td>
                      <td>
                        {shortTime(row.startAt, dayOf(row.startAt))} {row.serviceName}
                        {row.why === "" ? "，请按时来" : `：${row.why}`}
                      </td>
                      <td>□ 通知到 □ 没接</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <SheetFoot printed={printed} words="单上有电话，用完交回服务台，登记结果后销毁。" />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
