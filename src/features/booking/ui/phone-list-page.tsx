import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, shortTime, timeOf } from "#base/dates.ts";
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
  session: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type Printed = OutputOf<(typeof bookingPaperContract)["booking.printPhoneList"]>;

type Row = OutputOf<(typeof bookingPaperContract)["booking.phoneList"]>["rows"][number];
type Phones = ReadonlyMap<string, Printed["phones"][number]>;

/** 3 or 3–5: as many seats as heads, in the order of the list. */
const seatsOf = (rows: readonly Row[], at: number): string => {
  const before = rows.slice(0, at).reduce((sum, { headCount }) => sum + headCount, 0);
  const heads = rows[at]?.headCount ?? 1;
  return heads === 1 ? `${before + 1}` : `${before + 1}–${before + heads}`;
};

/** Whoever leads a trip counts heads by it, and knows whom to call. */
const TripTable = ({ rows, phones }: { rows: readonly Row[]; phones: Phones }) => (
  <table>
    <colgroup>
      <col style={{ width: "9%" }} />
      <col style={{ width: "17%" }} />
      <col style={{ width: "18%" }} />
      <col />
      <col style={{ width: "10%" }} />
      <col style={{ width: "10%" }} />
    </colgroup>
    <thead>
      <tr>
        <th>座位</th>
        <th>姓名</th>
        <th>电话</th>
        <th>紧急联系人、电话</th>
        <th>上车</th>
        <th>回来</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row, at) => {
        const own = phones.get(row.bookingId);
        const hasContact = row.contactName !== "";
        return (
          <tr key={row.bookingId} className="sheet-tall">
            <td>{seatsOf(rows, at)}</td>
            <td>
              {row.name}
              {row.headCount > 1 && ` ${row.headCount} 人`}
            </td>
            <td>{own ? (hasContact && own.ownPhone !== "" ? own.ownPhone : own.phone) : row.maskedPhone}</td>
            <td>{hasContact && `${row.contactName} ${own?.phone ?? ""}`}</td>
            <td>□</td>
            <td>□</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** 电话单: whom to call; the numbers stand in full only on what was recorded as printed. */
export const PhoneListPage = () => {
  const [{ list, day: asked, session, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = list === "day" ? (asked ?? today) : null;
  const of = { list, day, sessionId: list === "trip" ? session : null };
  const answer = useAnswer("booking.phoneList", of);
  const print = useCommand("booking.printPhoneList");
  const { printed, keep } = usePrinted<Printed>(answer.data);
  const phones = new Map(printed?.phones.map((line) => [line.bookingId, line]));
  return (
    <PaperPage
      title={phoneListWords[list]}
      isBlocked={!answer.data || answer.data.rows.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      notice="打印出来的电话是完整的，每一位都会记下“查看电话”。"
      beforePrint={async () => {
        const shown = answer.data;
        const reply = await print.run(of);
        return reply.ok ? () => keep(shown, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {({ rows }) => (
          <>
            <h1>{phoneListWords[list]}</h1>
            <div className="sheet-line">
              <span>
                {list === "trip" && rows[0]
                  ? `${dayWords(dayOf(rows[0].startAt))} ${timeOf(rows[0].startAt)} ${rows[0].serviceName}`
                  : dayWords(day ?? today)}
              </span>
              <span>{rows.reduce((sum, { headCount }) => sum + headCount, 0)} 人</span>
            </div>
            {rows.length === 0 ? (
              <p>{list === "trip" ? "还没有人报名。" : "没有要打电话的人。"}</p>
            ) : list === "trip" ? (
              <TripTable rows={rows} phones={phones} />
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
                      <td>{phones.get(row.bookingId)?.phone ?? row.maskedPhone}</td>
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
