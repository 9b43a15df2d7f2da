import { Alert, NumberInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { PaperFoot } from "./meeting-paper-parts.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  blank: z.number().int().min(0).max(200).catch(5).default(5),
  isLarge: z.boolean().catch(false).default(false),
});

/** 入户征求意见表: the doors that nobody has heard from, with room for what is said there. */
export const OpinionSheetPage = () => {
  const [{ id, blank, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.opinionSheet", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printOpinionSheet");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const sheet = answer.data;
  const of = sheet && JSON.stringify([blank, sheet]);
  const printed = last && last.of === of ? last.printed : null;
  return (
    <PaperPage
      title={`${sheet?.numberText ?? ""} 入户征求意见表`}
      isBlocked={!sheet || sheet.rows.length + blank === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这份纸还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ id, blankCount: blank });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <NumberInput
          aria-label="另加空白行"
          prefix="空白行 "
          suffix=" 行"
          w="10rem"
          min={0}
          max={200}
          allowDecimal={false}
          value={blank}
          onChange={(value) =>
            setAddress({ blank: Math.min(200, Math.max(0, Number(value) || 0)) }, { replaces: true })
          }
        />
      }
      notice={
        <Alert color="gray" py="xs" mb="sm">
          这份纸有门牌，只给上门的人用，不张贴。回来以后照序号登记，再收回存档。
        </Alert>
      }
    >
      <Answered answer={answer}>
        {(data) => {
          const blanks = Array.from({ length: blank }, (_, at) => ({ row: data.rows.length + at + 1, home: "" }));
          return (
            <>
              <h1>入户征求意见表</h1>
              <div className="sheet-line">
                <span>{data.communityName}</span>
                <span>内部用表</span>
                <span>{data.numberText}</span>
              </div>
              <p className="counting-question">
                <b>征求意见的事项：</b>
                {data.title}
              </p>
              {data.summary !== "" && <p>{data.summary}</p>}
              <table className="sign-in-table">
                <colgroup>
                  <col style={{ width: "7%" }} />
                  <col style={{ width: "27%" }} />
                  <col style={{ width: "19%" }} />
                  <col />
                  <col style={{ width: "16%" }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>序号</th>
                    <th>门牌</th>
                    <th>态度（勾一项）</th>
                    <th>意见</th>
                    <th>签名</th>
                  </tr>
                </thead>
                <tbody>
                  {[...data.rows, ...blanks].map(({ row, home }) => (
                    <tr key={row}>
                      <td>{row}</td>
                      <td>{home}</td>
                      <td>
                        □1赞成 □2有条件
                        <br />
                        □3反对 □4未表态
                      </td>
                      <td />
                      <td />
                    </tr>
                  ))}
                </tbody>
              </table>
              <div className="counting-line">
                <div>
                  上门人
                  <span className="blank" />
                </div>
                <div>
                  日期
                  <span className="blank" />
                </div>
              </div>
              <PaperFoot printed={printed}>
                没有见到的空着，改天再去。这份表由{data.centreName}保存，不得张贴、外传。
              </PaperFoot>
            </>
          );
        }}
      </Answered>
    </PaperPage>
  );
};
