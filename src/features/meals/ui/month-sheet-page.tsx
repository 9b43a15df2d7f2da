import { z } from "zod";
import { longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import { yuan } from "../meal-rules.ts";
import { useAnswer, useCommand } from "./door.ts";
import { totalOf } from "./month-page.tsx";

const Address = z.object({
  month: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type Money = { takenCount: number; priceFen: number; subsidyFen: number; paysFen: number };
const MoneyCells = ({ row }: { row: Money }) => (
  <>
    <td>{row.takenCount}</td>
    <td>{yuan(row.priceFen)}</td>
    <td>{yuan(row.subsidyFen)}</td>
    <td>{yuan(row.paysFen)}</td>
  </>
);
const moneyHeads = ["份数", "餐费（元）", "补助（元）", "自付（元）"].map((title) => (
  <th key={title} style={{ width: "12%" }}>
    {title}
  </th>
));

/** 助餐月报 for whoever pays the subsidy: from closed days alone, with what did not agree and why. */
export const MealMonthSheetPage = () => {
  const [{ month: asked, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const month = asked ?? today.slice(0, 7);
  const answer = useAnswer("meals.month", { month });
  const print = useCommand("meals.printMonth");
  const { printed, keep } = usePrinted(answer.data);
  return (
    <PaperPage
      title={`助餐月报 ${month}`}
      isBlocked={!answer.data || answer.data.closedCount === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本表还没有登记打印，未打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ month });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {(shown) => (
          <>
            <h1>
              社区食堂助餐月报（{Number(month.slice(0, 4))}年{Number(month.slice(5))}月）
            </h1>
            <div className="sheet-line">
              <span>
                {shown.communityName} {shown.centreName}
              </span>
              <span>已日结 {shown.closedCount} 餐</span>
            </div>
            {shown.notClosed.length > 0 && (
              <p>
                还有 {shown.notClosed.length} 餐没有日结，未计入：
                {shown.notClosed.map(({ day, mealName }) => `${longDay(day)}${mealName}`).join("、")}。
              </p>
            )}
            <h2>一、按补助类别</h2>
            <table>
              <thead>
                <tr>
                  <th>类别</th>
                  <th>补助来源</th>
                  <th style={{ width: "8%" }}>人数</th>
                  {moneyHeads}
                </tr>
              </thead>
              <tbody>
                {shown.byClass.map((row) => (
                  <tr key={row.classId}>
                    <td>
                      {row.code} {row.name}
                    </td>
                    <td>{row.source}</td>
                    <td>{row.dinerCount}</td>
                    <MoneyCells row={row} />
                  </tr>
                ))}
                <tr>
                  <td>
                    <b>合计</b>
                  </td>
                  <td />
                  <td />
                  <MoneyCells row={totalOf(shown)} />
                </tr>
              </tbody>
            </table>
            <p>
              没订来吃的 {shown.guestCount} 份，全价 {yuan(shown.guestFen)} 元，不在上表。
            </p>
            <h2>二、按人</h2>
            <table>
              <thead>
                <tr>
                  <th style={{ width: "7%" }}>序号</th>
                  <th>姓名</th>
                  <th style={{ width: "8%" }}>类别</th>
                  <th style={{ width: "10%" }}>送到家</th>
                  {moneyHeads}
                </tr>
              </thead>
              <tbody>
                {shown.byDiner.map((row, at) => (
                  <tr key={row.key}>
                    <td>{at + 1}</td>
                    <td>{row.name}</td>
                    <td>{row.classCode}</td>
                    <td>{row.deliveredCount}</td>
                    <MoneyCells row={row} />
                  </tr>
                ))}
              </tbody>
            </table>
            {shown.explanations.length > 0 && (
              <>
                <h2>三、数字不符的说明</h2>
                <ul>
                  {shown.explanations.map(({ day, mealName, words }) => (
                    <li key={`${day} ${mealName}`}>
                      {longDay(day)} {mealName}：{words}
                    </li>
                  ))}
                </ul>
              </>
            )}
            <p>餐价和类别按每天订餐截止时的算。</p>
            <p>制表 ________________　　审核 ________________　　负责人 ________________　　（盖章）</p>
            <SheetFoot printed={printed} words="" />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
