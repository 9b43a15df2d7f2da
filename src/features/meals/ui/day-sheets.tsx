import type { ReactNode } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { isRealDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { dayWords, SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import type { MealDay, MealLine, mealDayContract, mealSheets } from "../day-contract.ts";
import { mealSheetWords } from "../day-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  day: z.string().refine(isRealDay).nullable().catch(null).default(null),
  meal: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

type Printed = OutputOf<(typeof mealDayContract)["meals.printDay"]>;
type Phones = ReadonlyMap<string, string>;

const eatingOf = (lines: readonly MealLine[], isMet: (line: MealLine) => boolean): MealLine[] =>
  lines.filter((line) => line.count > 0 && isMet(line));
const countOf = (lines: readonly MealLine[]): number => lines.reduce((sum, { count }) => sum + count, 0);

/** Some of a meal's lines on paper; what is printed is recorded with a code. */
const MealSheet = (props: {
  sheet: (typeof mealSheets)[number];
  isOn(line: MealLine): boolean;
  notice?: string;
  foot: string;
  children(meal: MealDay, lines: MealLine[], phones: Phones): ReactNode;
}) => {
  const [{ day: asked, meal: mealId, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("meals.day", { day });
  const print = useCommand("meals.printDay");
  const { printed, keep } = usePrinted<Printed>(answer.data);
  const meal = answer.data?.meals.find((one) => one.mealId === mealId) ?? answer.data?.meals[0];
  const lines = meal ? eatingOf(meal.lines, props.isOn) : [];
  const title = mealSheetWords[props.sheet];
  return (
    <PaperPage
      title={title}
      isBlocked={lines.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      notice={meal?.state === "open" ? `订餐还没截止，数还会变。${props.notice ?? ""}` : props.notice}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ mealId: meal?.mealId ?? "", day, sheet: props.sheet });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {({ centreName }) => (
          <>
            <h1>
              {meal?.mealName}
              {title}
            </h1>
            <div className="sheet-line">
              <span>{centreName}</span>
              <span>
                {dayWords(day)}
                {meal?.state === "open" && "（未截止，预备数）"}
              </span>
            </div>
            {meal && lines.length > 0 ? (
              props.children(meal, lines, new Map(printed?.phones.map(({ dinerId, phone }) => [dinerId, phone])))
            ) : (
              <p>这一餐没有要印的人。</p>
            )}
            <SheetFoot printed={printed} words={props.foot} />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};

/** How many for whom, by what they do not eat. */
const dietRows = (lines: readonly MealLine[]) =>
  [...Map.groupBy(lines, ({ diet }) => diet)]
    .map(([diet, own]) => ({
      diet: diet || "没有忌口",
      here: countOf(own.filter(({ isDelivered }) => !isDelivered)),
      delivered: countOf(own.filter(({ isDelivered }) => isDelivered)),
    }))
    .sort((one, other) => other.here + other.delivered - one.here - one.delivered);

/** 备餐单: for the kitchen, which needs no names. */
export const KitchenSheetPage = () => (
  <MealSheet sheet="kitchen" isOn={() => true} foot="截止后加退的，服务台另行告知厨房。">
    {(_meal, lines) => (
      <>
        <p style={{ fontSize: "1.4em" }}>
          共 <b>{countOf(lines)}</b> 份：来吃 <b>{countOf(lines.filter(({ isDelivered }) => !isDelivered))}</b>{" "}
          份，送到家 <b>{countOf(lines.filter(({ isDelivered }) => isDelivered))}</b> 份
        </p>
        <table>
          <thead>
            <tr>
              <th>忌口</th>
              <th style={{ width: "18%" }}>来吃</th>
              <th style={{ width: "18%" }}>送到家</th>
              <th style={{ width: "18%" }}>合计</th>
            </tr>
          </thead>
          <tbody>
            {dietRows(lines).map(({ diet, here, delivered }) => (
              <tr key={diet}>
                <td>{diet}</td>
                <td>{here}</td>
                <td>{delivered}</td>
                <td>{here + delivered}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>实际做了 ________ 份　　剩余 ________ 份　　厨房签名 ________________</p>
      </>
    )}
  </MealSheet>
);

const blankRows = 5;

/** 堂食签字表: lies open on a table, so it names neither homes nor why somebody pays less. */
export const SigningSheetPage = () => (
  <MealSheet
    sheet="signing"
    isOn={({ isDelivered }) => !isDelivered}
    foot="没订来吃的，写在空行里。收表时请数清签字个数。"
  >
    {(_meal, lines) => (
      <>
        <table>
          <colgroup>
            <col style={{ width: "9%" }} />
            <col style={{ width: "24%" }} />
            <col style={{ width: "11%" }} />
            <col style={{ width: "11%" }} />
            <col />
            <col style={{ width: "18%" }} />
          </colgroup>
          <thead>
            <tr>
              <th>序号</th>
              <th>姓名</th>
              <th>类别</th>
              <th>份数</th>
              <th>本人签名</th>
              <th>备注</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={line.dinerId} className="sheet-tall">
                <td>{at + 1}</td>
                <td>{line.name}</td>
                <td>{line.classCode}</td>
                <td>{line.count}</td>
                <td />
                <td />
              </tr>
            ))}
            {Array.from({ length: blankRows }, (_, at) => lines.length + at + 1).map((number) => (
              <tr key={number} className="sheet-tall">
                <td>{number}</td>
                <td />
                <td />
                <td />
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        <p>签字共 ________ 个　　收表人 ________________</p>
      </>
    )}
  </MealSheet>
);

/** 送餐单: along the buildings; the phones stand in full only on what was recorded as printed. */
export const DeliverySheetPage = () => (
  <MealSheet
    sheet="delivery"
    isOn={({ isDelivered }) => isDelivered}
    notice="打印出来的电话是完整的，每一位都会记下“查看电话”。"
    foot="单上有电话和住址，送完交回服务台。"
  >
    {(_meal, lines, phones) => (
      <>
        {[...Map.groupBy(lines, ({ buildingName }) => buildingName)].map(([building, own]) => (
          <table key={building} style={{ marginBottom: "5mm" }}>
            <colgroup>
              <col style={{ width: "7%" }} />
              <col style={{ width: "24%" }} />
              <col style={{ width: "24%" }} />
              <col style={{ width: "8%" }} />
              <col />
              <col style={{ width: "15%" }} />
            </colgroup>
            <thead>
              <tr>
                <th colSpan={6} style={{ textAlign: "left" }}>
                  {building || "没有登记住址"}　{countOf(own)} 份
                </th>
              </tr>
              <tr>
                <th>序号</th>
                <th>谁、电话</th>
                <th>住址</th>
                <th>份数</th>
                <th>忌口、送到门口怎么办</th>
                <th>签名</th>
              </tr>
            </thead>
            <tbody>
              {own.map((line) => (
                <tr key={line.dinerId} className="sheet-tall">
                  <td>{lines.indexOf(line) + 1}</td>
                  <td>
                    {line.name}
                    <br />
                    {phones.get(line.dinerId) ?? line.maskedPhone}
                  </td>
                  <td>{line.placeLabel}</td>
                  <td>{line.count}</td>
                  <td>{[line.diet, line.doorNote].filter((part) => part !== "").join("；")}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <p>
          共 {countOf(lines)} 份　　送到 ________ 份　　没送到的写明原因 ________________________　　送餐人 ____________
        </p>
      </>
    )}
  </MealSheet>
);
