import { Alert } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { PrintedLine } from "./paper-parts.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  /** The appeal that it is printed for. */
  appeal: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(true).default(true),
});

/** 能不能在社区办: where to go, what to bring, by what rule. */
export const MatterSlipPage = () => {
  const [{ id, appeal, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.matterSlip", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printMatterSlip");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const findings = answer.data?.findings ?? [];
  return (
    <PaperPage
      title={`能不能在社区办 ${answer.data?.title ?? ""}`}
      isBlocked={!answer.data || findings.length > 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张单子还没有登记打印，没有打印。请点页面上的“打印”。" }}
      notice={
        findings.length > 0 && (
          <Alert color="red" title="里面有个人信息，不能打印">
            {findings.map(({ field, kind, text }) => `${field}：${kind}“${text}”`).join("；")}。请在“事项清单”里改。
          </Alert>
        )
      }
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id, appealId: appeal });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(slip) => {
          const isOwn = slip.kind === "own";
          const rows = [
            ["去哪儿", isOwn ? slip.centreName : slip.office],
            // Room to write in by hand what the list does not say yet.
            ["地址", (isOwn ? slip.centreAddress : slip.officeAddress) || "　"],
            ["电话", (isOwn ? slip.centrePhone : slip.officePhone) || "　"],
            ["要带什么", slip.papers],
            ["依据", slip.basis],
          ].filter(([, value]) => value !== "");
          return (
            <>
              <h1>能不能在社区办</h1>
              <p style={{ fontSize: "1.15em" }}>
                您问的是“<strong>{slip.title}</strong>”：
                <strong>{isOwn ? "在社区办。" : "这件事不归社区办，要到下面的单位办。"}</strong>
              </p>
              <table>
                <colgroup>
                  <col style={{ width: "6em" }} />
                  <col />
                </colgroup>
                <tbody>
                  {rows.map(([label, value]) => (
                    <tr key={label}>
                      <th scope="row">{label}</th>
                      <td style={{ whiteSpace: "pre-wrap" }}>{value}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p>去之前先打电话问清楚，材料以办理单位说的为准。找不到、办不了，再来找我们。</p>
              <div className="sheet-foot">
                <div>
                  {[slip.communityName, slip.centreName, slip.centrePhone].filter((part) => part !== "").join("　")}
                </div>
                <div>
                  按本社区自己的{isOwn ? "事项清单" : "“去哪儿办”"}第 {slip.number} 项填写，不是法律文书。
                </div>
                <PrintedLine printed={printed} />
              </div>
            </>
          );
        }}
      </Answered>
    </PaperPage>
  );
};
