import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { dayWords, SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import type { bookingPaperContract } from "../paper-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  day: z.string().nullable().catch(null).default(null),
  session: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type SheetSession = OutputOf<(typeof bookingPaperContract)["booking.daySheet"]>["sessions"][number];

const SessionTable = ({ session }: { session: SheetSession }) => (
  <table style={{ marginBottom: "5mm" }}>
    <colgroup>
      <col style={{ width: "8%" }} />
      <col style={{ width: "22%" }} />
      <col style={{ width: "10%" }} />
      <col style={{ width: session.hasPickUp ? "20%" : "28%" }} />
      {session.hasPickUp && <col style={{ width: "20%" }} />}
      <col />
    </colgroup>
    <thead>
      <tr>
        <th colSpan={session.hasPickUp ? 6 : 5} style={{ textAlign: "left" }}>
          {timeOf(session.startAt)}–{timeOf(session.endAt)} {session.title}{" "}
          {[session.roomName, ...session.providerNames].filter((part) => part !== "").join(" ")}
        </th>
      </tr>
      <tr>
        <th>序号</th>
        <th>姓名</th>
        <th>人数</th>
        <th>本人签名</th>
        {session.hasPickUp && <th>接走的人签名</th>}
        <th>备注</th>
      </tr>
    </thead>
    <tbody>
      {session.rows.map((row, at) => (
        <tr key={row.bookingId} className="sheet-tall">
          <td>{at + 1}</td>
          <td>{row.name}</td>
          <td>{row.headCount}</td>
          <td />
          {session.hasPickUp && <td />}
          <td />
        </tr>
      ))}
      {Array.from({ length: session.blankCount }, (_, at) => session.rows.length + at + 1).map((number) => (
        <tr key={number} className="sheet-tall">
          <td>{number}</td>
          <td />
          <td />
          <td />
          {session.hasPickUp && <td />}
          <td />
        </tr>
      ))}
    </tbody>
  </table>
);

/** 当日服务表: who comes, to be signed; it lies open on a table and names nobody's phone. */
export const DaySheetPage = () => {
  const [{ day: asked, session, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("booking.daySheet", { day, sessionId: session });
  const print = useCommand("booking.printDaySheet");
  const { printed, keep } = usePrinted(answer.data);
  return (
    <PaperPage
      title="当日服务表"
      isBlocked={!answer.data || answer.data.sessions.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本表还没有登记打印，未打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ day, sessionId: session });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {({ centreName, sessions }) => (
          <>
            <h1>当日服务表</h1>
            <div className="sheet-line">
              <span>{centreName}</span>
              <span>{dayWords(day)}</span>
            </div>
            {sessions.length === 0 && <p>这一天没有来中心的场次。</p>}
            {sessions.map((one) => (
              <SessionTable key={one.id} session={one} />
            ))}
            <SheetFoot printed={printed} words="没有预约的来了，写在空行里，请前台补记。" />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
