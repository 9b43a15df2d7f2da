import { Button } from "@mantine/core";
import { z } from "zod";
import { longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import { visitorWords } from "../visit-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  stationId: z.string().catch("").default(""),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .nullable()
    .catch(null)
    .default(null),
  isLarge: z.boolean().catch(false).default(false),
});

const monthBeside = (month: string, by: -1 | 1): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
};

const short = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const signed = (count: number): string => (count > 0 ? `+${count}` : count === 0 ? "" : `${count}`);

/** 月报 of a station: what came in, went and is left, who came, who went round. */
export const MonthSheetPage = () => {
  const [{ stationId, month: asked, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const thisMonth = today.slice(0, 7);
  const month = asked ?? thisMonth;
  const answer = useAnswer("stations.monthSheet", { stationId, month }, { keepsPrevious: true });
  const print = useCommand("stations.printMonth");
  const { printed, keep } = usePrinted(answer.data);
  const monthWords = `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
  return (
    <PaperPage
      title={`${answer.data?.stationName ?? "驿站"}月报 ${month}`}
      isBlocked={!answer.data || answer.isPlaceholderData || month > thisMonth}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本表还没有登记打印，未打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ stationId, month });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
      options={
        <>
          <Button variant="default" onClick={() => setAddress({ month: monthBeside(month, -1) }, { replaces: true })}>
            前一月
          </Button>
          <Button
            variant="default"
            disabled={month >= thisMonth}
            onClick={() => setAddress({ month: monthBeside(month, 1) }, { replaces: true })}
          >
            后一月
          </Button>
        </>
      }
    >
      <Answered answer={answer}>
        {(shown) => (
          <>
            <h1>
              {shown.stationName}月报（{monthWords}）
            </h1>
            <div className="sheet-line">
              <span>{shown.centreName}</span>
              <span>{shown.place}</span>
              <span>
                {shown.organisationName}
                {shown.keeperName !== "" && ` 管护人 ${shown.keeperName}`}
              </span>
            </div>
            {month === thisMonth && <p>本月还没有结束，以下截至 {longDay(today)}。</p>}
            <h2>一、物资</h2>
            {shown.supplies.length === 0 && <p>没有物资。</p>}
            {shown.supplies.length > 0 && (
              <table>
                <thead>
                  <tr>
                    <th>物资</th>
                    {["月初", "补充", "领用", "报废", "盘点差", month === thisMonth ? "现有" : "月末"].map((title) => (
                      <th key={title} style={{ width: "12%" }}>
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.supplies.map((line) => (
                    <tr key={line.id}>
                      <td>
                        {line.name}（{line.unit}）
                      </td>
                      <td>{line.before}</td>
                      <td>{line.refilled || ""}</td>
                      <td>{line.used || ""}</td>
                      <td>{line.discarded || ""}</td>
                      <td>{signed(line.difference)}</td>
                      <td>
                        <b>{line.after}</b>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {shown.gifts.length > 0 && (
              <p>
                谁给的：
                {shown.gifts.map(({ source, words }) => `${source}：${words}`).join("；")}。
              </p>
            )}
            {shown.remarks.length > 0 && (
              <>
                <h2>报废和盘点差的说明</h2>
                <ul>
                  {shown.remarks.map(({ day, supplyName, words }) => (
                    <li key={`${day} ${supplyName} ${words}`}>
                      {short(day)} {supplyName} {words}
                    </li>
                  ))}
                </ul>
              </>
            )}
            <h2>二、服务人次</h2>
            <table className="sheet-part">
              <thead>
                <tr>
                  {shown.visitors.map(({ visitor }) => (
                    <th key={visitor}>{visitorWords[visitor]}</th>
                  ))}
                  <th>合计</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  {shown.visitors.map(({ visitor, count }) => (
                    <td key={visitor}>{count}</td>
                  ))}
                  <td>
                    <b>{shown.visitCount}</b>
                  </td>
                </tr>
              </tbody>
            </table>
            <p>登记了 {shown.tallyDayCount} 天。一个人来几次算几人次，不记姓名。</p>
            <h2>三、巡查</h2>
            {shown.rounds.length === 0 && <p>本月没有登记巡查。</p>}
            {shown.rounds.length > 0 && (
              <table>
                <thead>
                  <tr>
                    <th style={{ width: "14%" }}>日期</th>
                    <th style={{ width: "16%" }}>谁去的</th>
                    <th>看到什么</th>
                    <th style={{ width: "32%" }}>处理</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.rounds.map((round) => (
                    <tr key={round.id}>
                      <td>{short(round.roundDate)}</td>
                      <td>{round.walkerName}</td>
                      <td>{round.found || "都好"}</td>
                      <td>{round.mendNote || (round.isMendNeeded ? "还没有处理" : "")}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <SheetFoot printed={printed} words="" />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
