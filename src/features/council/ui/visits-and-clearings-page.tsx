import { MonthPickerInput } from "@mantine/dates";
import { useState } from "react";
import { z } from "zod";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { visitKinds } from "../task-part-contract.ts";
import { visitKindWords } from "../task-part-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable()
    .catch(null)
    .default(null),
  isLarge: z.boolean().catch(false).default(false),
});

/** 三上门四清零月报 */
export const VisitsAndClearingsPage = () => {
  const [address, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const month = address.month ?? today.slice(0, 7);
  const answer = useAnswer("council.visitsAndClearings", { month });
  const print = useCommand("council.printVisitsAndClearings");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const monthWords = `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
  return (
    <PaperPage
      title={`三上门四清零 ${monthWords}`}
      isBlocked={!answer.data}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={address.isLarge}
      onLarge={(isLarge) => setAddress({ isLarge }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ month });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <MonthPickerInput
          aria-label="月份"
          w="9rem"
          valueFormat="YYYY年M月"
          value={`${month}-01`}
          onChange={(day) => setAddress({ month: day?.slice(0, 7) ?? null }, { replaces: true })}
        />
      }
    >
      <Answered answer={answer}>
        {(sheet) => (
          <>
            <h1>{sheet.communityName}三上门四清零月报</h1>
            <div className="sheet-line">
              <span>{monthWords}</span>
              <span>{longDay(today)} 填</span>
            </div>
            <table>
              <thead>
                <tr>
                  <th>三上门</th>
                  <th style={{ width: "20%" }}>次数</th>
                </tr>
              </thead>
              <tbody>
                {visitKinds.map((kind) => (
                  <tr key={kind}>
                    <td>{visitKindWords[kind]}</td>
                    <td>{sheet.visits[kind]}</td>
                  </tr>
                ))}
                <tr>
                  <th>合计</th>
                  <td>{visitKinds.reduce((sum, kind) => sum + sheet.visits[kind], 0)}</td>
                </tr>
              </tbody>
            </table>
            <table style={{ marginTop: "1.5em" }}>
              <thead>
                <tr>
                  <th>四清零（本月销号的任务）</th>
                  <th style={{ width: "20%" }}>件数</th>
                </tr>
              </thead>
              <tbody>
                {sheet.classes.map(({ key, word, count }) => (
                  <tr key={key}>
                    <td>{word}</td>
                    <td>{count}</td>
                  </tr>
                ))}
                <tr>
                  <td>会议决议，没有诉求在后面</td>
                  <td>{sheet.withoutAppeal}</td>
                </tr>
                <tr>
                  <th>本社区合计</th>
                  <td>{sheet.ownCount}</td>
                </tr>
                <tr>
                  <td>清单外（不在社区事项清单，不算本社区的）</td>
                  <td>{sheet.outsideCount}</td>
                </tr>
                <tr>
                  <td>协助办理（主办在别的单位，不算本社区的）</td>
                  <td>{sheet.assistCount}</td>
                </tr>
                <tr>
                  <th>全部销号</th>
                  <td>{sheet.closedCount}</td>
                </tr>
              </tbody>
            </table>
            <div className="sheet-foot">
              <div>
                口径：按任务后面最早一条诉求的性质归类（咨询、表扬→答复；求助→办结；投诉、举报→化解；建议→回应）。本社区的只算归口为“社区自办”和“上级转来”的。四清零的分类是本中心自己定的，没有统一的规定。
              </div>
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
