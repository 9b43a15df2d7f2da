import type { ReactNode } from "react";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import type { TopicEdition, topicPaperContract } from "../topic-paper-contract.ts";
import { researchWayWords } from "../topic-step-words.ts";
import { stepStateWords, stepWords } from "../topic-steps.ts";
import { topicSourceWords, topicStateWords, visibilityWords } from "../topic-words.ts";
import { PaperFoot } from "./meeting-paper-parts.tsx";

type Card = OutputOf<(typeof topicPaperContract)["council.topicPaper"]>;

const Facts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className="card-facts">
    {facts
      .filter(([, words]) => words !== "")
      .map(([label, words]) => [<dt key={label}>{label}</dt>, <dd key={`${label} words`}>{words}</dd>])}
  </dl>
);

const Rows = (props: { title: string; heads: readonly string[]; widths: readonly string[]; rows: ReactNode[][] }) =>
  props.rows.length === 0 ? null : (
    <>
      <h2>{props.title}</h2>
      <table>
        <colgroup>
          {props.heads.map((head, at) => (
            <col key={head} style={{ width: props.widths[at] }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((cells, at) => (
            <tr key={`${props.title} ${String(at)}`}>
              {cells.map((cell, column) => (
                <td key={props.heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );

/** 议题卡: everything about one topic that a meeting, or everybody, should have before them. */
export const TopicCardPaper = ({
  card,
  edition,
  printed,
}: {
  card: Card;
  edition: TopicEdition;
  printed: Printed | null;
}) => {
  const isAtTable = edition === "internal";
  return (
    <>
      <h1>议题卡</h1>
      <div className="sheet-line">
        <span>{card.communityName}</span>
        <span>{card.numberText}</span>
        <span>{topicStateWords[card.state]}</span>
        {isAtTable && card.visibility !== "public" && (
          <span className="card-mark">{visibilityWords[card.visibility]}</span>
        )}
      </div>
      <h2>{card.title}</h2>
      <Facts
        facts={[
          ["说明", card.summary],
          ["来源", `${topicSourceWords[card.source]}${card.proposerName === "" ? "" : `，${card.proposerName}提出`}`],
          ["提出", longDay(dayOf(card.proposedAt))],
          ["确定的依据", card.confirmWords],
          ["联名", card.signedHouseholdCount === 0 ? "" : `${card.signedHouseholdCount} 户`],
          ["背后的诉求", card.appealCount === 0 ? "" : `${card.appealCount} 条`],
          ["协商目录", card.catalogueWords.join("\n")],
          ["等什么", card.waitWords],
        ]}
      />
      <Rows
        title="1+6+N 六步"
        heads={["步骤", "到哪里", "说明"]}
        widths={["20%", "14%", "66%"]}
        rows={card.steps.map(({ step, state, words }) => [stepWords[step], stepStateWords[state], words])}
      />
      <Rows
        title="议前调研"
        heads={isAtTable ? ["哪天", "怎么做的", "了解到什么"] : ["哪天", "怎么做的"]}
        widths={isAtTable ? ["18%", "22%", "60%"] : ["30%", "70%"]}
        rows={card.researches.map((research) => {
          const way = [
            researchWayWords[research.way],
            research.householdCount > 0 ? `${research.householdCount} 户` : "",
            research.doneBy,
            research.photoCount > 0 ? `附件 ${research.photoCount} 份` : "",
          ].filter((part) => part !== "");
          return [longDay(research.doneDate), way.join("，"), ...(isAtTable ? [research.findings] : [])];
        })}
      />
      <Rows
        title="背后的诉求"
        heads={["编号", "登记", "诉求人", "地点", "事项"]}
        widths={["19%", "19%", "15%", "19%", "28%"]}
        rows={card.appeals.map((appeal) => [
          appeal.numberText,
          longDay(dayOf(appeal.receivedAt)),
          appeal.reporterLabel,
          appeal.home,
          `${appeal.title}${appeal.mergedCount > 0 ? `（并 ${appeal.mergedCount} 件）` : ""}`,
        ])}
      />
      <Rows
        title="会议"
        heads={isAtTable ? ["会议", "时间", "结果", "决议"] : ["会议", "时间", "结果"]}
        widths={isAtTable ? ["34%", "20%", "14%", "32%"] : ["56%", "24%", "20%"]}
        rows={card.meetings.map((meeting) => [
          `${meeting.numberText} ${meeting.title}`,
          longDay(dayOf(meeting.plannedAt)),
          meeting.outcomeWord,
          ...(isAtTable ? [meeting.wording] : []),
        ])}
      />
      <Rows
        title="任务"
        heads={["编号", "任务", "责任单位", "状态"]}
        widths={["22%", "40%", "23%", "15%"]}
        rows={card.tasks.map((task) => [task.numberText, task.title, task.unitName, task.stateWord])}
      />
      <Rows
        title={`联名（${card.signedHouseholdCount} 户）`}
        heads={["序号", "姓名", "楼栋", "计户"]}
        widths={["12%", "24%", "44%", "20%"]}
        rows={card.signers.map((signer, at) => [
          String(at + 1),
          signer.name,
          signer.home,
          signer.isCounted ? "计 1 户" : signer.home === "" ? "没有门牌，不计" : "同户，不重计",
        ])}
      />
      <PaperFoot printed={printed}>
        {card.centreName}
        {card.centrePhone !== "" && `，电话 ${card.centrePhone}`}
        {isAtTable && "。本卡在会上用，会后收回，不张贴。"}
      </PaperFoot>
    </>
  );
};
