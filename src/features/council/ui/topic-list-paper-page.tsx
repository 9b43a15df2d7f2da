import { Alert, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { longDay } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { type TopicEdition, topicEditions } from "../topic-paper-contract.ts";
import { topicListWords } from "../topic-paper-words.ts";
import { topicSourceWords, topicStateWords, visibilityWords } from "../topic-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PaperFoot } from "./meeting-paper-parts.tsx";
import { isHeldUp, PaperFindings } from "./paper-findings.tsx";
import { editionOptions } from "./topic-paper-page.tsx";

const Address = z.object({
  edition: z.enum(topicEditions).catch("internal").default("internal"),
  isLarge: z.boolean().catch(false).default(false),
});

/** 议题池清单: what waits for a meeting, for the two committees or for the door. */
export const TopicListPaperPage = () => {
  const [{ edition, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const answer = useAnswer("council.topicListPaper", { edition });
  const print = useCommand("council.printTopicList");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const [reason, setReason] = useState("");
  const list = answer.data;
  // Printing is noted on each topic, which reads the list anew; what it says stays the same.
  const of = list && JSON.stringify([edition, list]);
  const printed = last && last.of === of ? last.printed : null;
  return (
    <PaperPage
      title={topicListWords[edition]}
      isBlocked={!list || list.rows.length === 0 || isHeldUp(list.findings, reason)}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张清单还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ edition, confirmedBecause: reason.trim() });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <SegmentedControl
          aria-label="印哪一种"
          data={editionOptions(topicListWords)}
          value={edition}
          onChange={(value) => setAddress({ edition: value as TopicEdition }, { replaces: true })}
        />
      }
      notice={
        list && (
          <>
            <PaperFindings
              findings={list.findings}
              hint="请到议题里改题目或暂缓的理由。"
              reason={reason}
              onReason={setReason}
            />
            {list.leftOutCount > 0 && (
              <Alert color="gray" py="xs" mb="sm">
                有 {list.leftOutCount} 个议题没有列在上面：内部或保密的，或一张清单列不下的。
              </Alert>
            )}
          </>
        )
      }
    >
      <Answered answer={answer}>
        {(data) => (
          <>
            <h1>议题池清单</h1>
            <div className="sheet-line">
              <span>{data.communityName}</span>
              <span>截至 {longDay(today)}</span>
              <span>共 {data.rows.length} 个议题</span>
            </div>
            <table>
              <colgroup>
                <col style={{ width: "19%" }} />
                <col />
                <col style={{ width: "13%" }} />
                <col style={{ width: "11%" }} />
                <col style={{ width: "10%" }} />
                <col style={{ width: "10%" }} />
                <col style={{ width: "13%" }} />
              </colgroup>
              <thead>
                <tr>
                  <th>编号</th>
                  <th>议题</th>
                  <th>来源</th>
                  <th>诉求</th>
                  <th>联名</th>
                  <th>等了</th>
                  <th>状态</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={row.id}>
                    <td>{row.numberText}</td>
                    <td>
                      {row.title}
                      {edition === "internal" &&
                        row.visibility !== "public" &&
                        `（${visibilityWords[row.visibility]}）`}
                      {row.waitWords !== "" && <div className="agenda-preparation">{row.waitWords}</div>}
                    </td>
                    <td>{topicSourceWords[row.source]}</td>
                    <td>{row.appealCount} 条</td>
                    <td>{row.signedHouseholdCount === 0 ? "" : `${row.signedHouseholdCount} 户`}</td>
                    <td>{row.ageDays} 天</td>
                    <td>{topicStateWords[row.state]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <PaperFoot printed={printed}>
              {data.centreName}
              {data.centrePhone !== "" && `，电话 ${data.centrePhone}`}
              {edition === "internal" && "。内部材料，用后收回，不张贴。"}
            </PaperFoot>
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
