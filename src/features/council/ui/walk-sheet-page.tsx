import { NumberInput, Switch } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { longDay } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { walkRowWords } from "../walk-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PrintedLine } from "./paper-parts.tsx";

const Address = z.object({
  grid: z.string().nullable().catch(null).default(null),
  building: z.string().nullable().catch(null).default(null),
  homes: z.boolean().catch(false).default(false),
  blank: z.coerce.number().int().min(0).max(40).catch(8).default(8),
  isLarge: z.boolean().catch(false).default(false),
});

/** 走访单: inside paper with boxes to tick and room to write, keyed back by the numbers of its rows. */
export const WalkSheetPage = () => {
  const [{ grid, building, homes, blank, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const of = { gridId: grid, buildingId: building, withHomes: homes, blankCount: blank };
  const answer = useAnswer("council.walkPreview", of, { keepsPrevious: true });
  const print = useCommand("council.printWalkSheet");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  return (
    <PaperPage
      title={`走访单 ${answer.data?.placeName ?? ""}`}
      isBlocked={!answer.data || answer.data.rows.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张走访单还没有登记打印，没有打印。请点页面上的“打印”。" }}
      options={
        <>
          {building !== null && (
            <Switch
              label="列出每一户"
              checked={homes}
              onChange={(event) => setAddress({ homes: event.currentTarget.checked }, { replaces: true })}
            />
          )}
          <NumberInput
            aria-label="空行"
            suffix=" 行空行"
            w="8rem"
            min={0}
            max={40}
            allowDecimal={false}
            value={blank}
            onChange={(count) => setAddress({ blank: Number(count) || 0 }, { replaces: true })}
          />
        </>
      }
      beforePrint={async () => {
        const shown = answer.data;
        const reply = await print.run(of);
        return reply.ok ? () => setLast({ of: shown, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(sheet) => (
          <>
            <h1>走访单{sheet.placeName !== "" && `　${sheet.placeName}`}</h1>
            <div className="sheet-line">
              <span>{longDay(today)}　走访人＿＿＿＿＿＿＿　走访日期＿＿＿月＿＿＿日</span>
              <strong>{printed && `表单号 ${printed.code}`}</strong>
            </div>
            <table>
              <colgroup>
                <col style={{ width: "3em" }} />
                <col style={{ width: "3.5em" }} />
                <col style={{ width: "38%" }} />
                <col style={{ width: "4.5em" }} />
                <col />
              </colgroup>
              <thead>
                <tr>
                  <th>行</th>
                  <th>种类</th>
                  <th>看什么</th>
                  <th>见到人</th>
                  <th>说了什么、怎么样（空着就是没事）</th>
                </tr>
              </thead>
              <tbody>
                {sheet.rows.map((row) => (
                  <tr key={row.position} style={row.kind === "blank" ? { height: "3.4em" } : undefined}>
                    <td>{row.position}</td>
                    <td>{row.kind === "blank" ? "新的" : walkRowWords[row.kind]}</td>
                    <td>
                      {row.label}
                      {row.detail !== "" && (
                        <>
                          <br />
                          <small>{row.detail}</small>
                        </>
                      )}
                    </td>
                    <td>□是　□否</td>
                    <td />
                  </tr>
                ))}
              </tbody>
            </table>
            <div className="sheet-foot">
              <div>
                内部使用，用完交回 {sheet.communityName}，不要留给别人。回来后在“走访单”里按表单号、行号录入。
                {sheet.leftOutCount > 0 && `还有 ${sheet.leftOutCount} 项没有列下，请按楼栋分开打。`}保密的不列。
              </div>
              <PrintedLine printed={printed} />
            </div>
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
