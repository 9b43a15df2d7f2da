import { z } from "zod";
import { addDays, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { dayWords, SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  room: z.string().catch("").default(""),
  from: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(true).default(true),
});

/** 门口安排表: a week of a room, for everybody who passes its door. */
export const DoorSheetPage = () => {
  const [{ room, from, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const fromDay = from ?? today;
  const toDay = addDays(fromDay, 6);
  const answer = useAnswer("booking.doorSheet", { roomId: room, fromDay, toDay }, { isEnabled: room !== "" });
  const print = useCommand("booking.printDoorSheet");
  const { printed, keep } = usePrinted(answer.data);
  return (
    <PaperPage
      title={`门口安排表 ${answer.data?.roomName ?? ""}`}
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本表还没有登记打印，未打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ roomId: room, fromDay, toDay });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {({ roomName, uses, days, centreName, centrePhone }) => (
          <>
            <h1 style={{ fontSize: "2.4em" }}>{roomName}</h1>
            {uses !== "" && <p style={{ textAlign: "center" }}>{uses}</p>}
            {days.length === 0 ? (
              <p style={{ textAlign: "center" }}>这一周没有安排，想用请到服务台预约。</p>
            ) : (
              <table>
                <colgroup>
                  <col style={{ width: "36%" }} />
                  <col style={{ width: "24%" }} />
                  <col />
                </colgroup>
                <tbody>
                  {days.flatMap(({ day, turns }) =>
                    turns.map((turn, at) => (
                      <tr key={turn.startAt + turn.words}>
                        {at === 0 && (
                          <th rowSpan={turns.length} style={{ textAlign: "left" }}>
                            {dayWords(day)}
                          </th>
                        )}
                        <td>
                          {timeOf(turn.startAt)}–{timeOf(turn.endAt)}
                        </td>
                        <td>{turn.words}</td>
                      </tr>
                    )),
                  )}
                </tbody>
              </table>
            )}
            <SheetFoot
              printed={printed}
              words={`没有写的时间可以预约：${centreName}${centrePhone === "" ? "" : ` 电话 ${centrePhone}`}`}
            />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
