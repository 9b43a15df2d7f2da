import { Button, SegmentedControl, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { type Day, dayOf, type Instant, longDay, shortDay, shortTime, timeOf } from "#base/dates.ts";
import { dueWords } from "#base/deadlines.ts";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import {
  type SteeringKind,
  type SteeringLine,
  steeringKinds,
  taskSteeringContract,
} from "../task-steering-contract.ts";
import {
  steeringKindNotes,
  steeringKindWords,
  steeringReasonWords,
  steeringTitleWords,
} from "../task-steering-words.ts";
import { taskStateWords, trackWords } from "../task-words.ts";
import { eventWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  kind: z.enum(steeringKinds).catch("day").default("day"),
  isLarge: z.boolean().catch(false).default(false),
});

type Moment = { now: Instant; today: Day };

const lastWords = ({ last }: SteeringLine, today: Day): string => {
  const said = last.reason.length > 40 ? `${last.reason.slice(0, 40)}…` : last.reason;
  return [`${shortTime(last.at, today)} ${eventWords[last.kind] ?? ""}`.trim(), said]
    .filter((part) => part !== "")
    .join("：");
};

const whyOf = (row: SteeringLine, { now, today }: Moment): string => {
  const words = row.reasons.map((reason) => {
    if (reason === "overdue") return dueWords(row.dueAt, now);
    if (reason === "extended" && row.extendedTo !== null) return `延期到 ${shortDay(row.extendedTo, today)}`;
    if (reason === "supervised") return `督办 ${row.superviseCount} 次`;
    if (reason === "passedAround") return `退单 ${row.returnCount} 次`;
    return steeringReasonWords[reason];
  });
  return words.join("，");
};

const AnalysisDialog = ({ row, onClose }: { row: SteeringLine; onClose(): void }) => {
  const analyse = useCommand("council.analyseReturns");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`推诿分析：${row.title}`}
      action="记下"
      draft={`council.analyseReturns.${row.id}`}
      done="已记下"
      empty={{ words: "" }}
      schema={taskSteeringContract["council.analyseReturns"].input.pick({ words: true })}
      save={({ words }) => analyse.run({ id: row.id, version: row.version, words })}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            写清楚该归谁、为什么、从现在起谁来办。会记在任务的经过里，也印在调度单上。
          </Text>
          <Textarea label="分析意见" required autosize minRows={4} data-autofocus {...form.getInputProps("words")} />
        </>
      )}
    </StepDialog>
  );
};

const Returns = ({ row, today }: { row: SteeringLine; today: Day }) => (
  <ol className="plain-list">
    {row.returns.map(({ at, actor, reason }) => (
      <li key={`${at} ${reason}`}>
        {shortTime(at, today)} {actor}：{reason}
      </li>
    ))}
  </ol>
);

const Line = (props: {
  row: SteeringLine;
  index: number;
  kind: SteeringKind;
  moment: Moment;
  onAnalyse: (() => void) | null;
}) => {
  const { row, index, kind, moment } = props;
  const { today } = moment;
  const isDueSaid = row.reasons.includes("overdue") || row.reasons.includes("dueToday");
  const isDueUnsaid = !isDueSaid && row.state !== "parked";
  return (
    <tr>
      <td>{index + 1}</td>
      <td>
        <a className="sheet-link" href={`#/council/tasks?view=all&open=${row.id}`}>
          {row.title}
        </a>
        <br />
        <small>
          {row.numberText} {trackWords[row.track]}
        </small>
      </td>
      <td>
        {row.unitName}
        <br />
        {row.responsibleName}
      </td>
      <td>
        {whyOf(row, moment)}
        <br />
        <small>
          {taskStateWords[row.state]}
          {kind === "parkings" && row.resumeDate !== null && `，${shortDay(row.resumeDate, today)}恢复`}
          {isDueUnsaid && `，${dueWords(row.dueAt, moment.now)}`}
        </small>
      </td>
      <td>
        {kind === "returns" ? (
          <Returns row={row} today={today} />
        ) : kind === "parkings" ? (
          row.parkingReason
        ) : (
          lastWords(row, today)
        )}
      </td>
      <td>
        {row.analysis}
        {props.onAnalyse && (
          <Button className="no-print" variant="subtle" size="compact-sm" onClick={props.onAnalyse}>
            {row.analysis === "" ? "写分析" : "再写一条"}
          </Button>
        )}
      </td>
    </tr>
  );
};

/** 调度单: what is to be gone through today, this week, one by one, and what comes off the shelf. */
export const SteeringPage = () => {
  const [{ kind, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.steeringList", { kind, isForPaper: true }, { keepsPrevious: true });
  const moment = useMoment();
  const may = useMay();
  const print = useCommand("council.printSteeringList");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const [analysed, setAnalysed] = useState<SteeringLine | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const { today } = moment;
  const count = (one: SteeringKind) => answer.data?.counts[one] ?? 0;
  return (
    <PaperPage
      title="调度单"
      isBlocked={!answer.data || answer.data.rows.length === 0}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ kind });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <SegmentedControl
          aria-label="哪一份"
          data={steeringKinds.map((value) => ({ value, label: `${steeringKindWords[value]} ${count(value)}` }))}
          value={kind}
          onChange={(value) => setAddress({ kind: value as SteeringKind })}
        />
      }
    >
      <Answered answer={answer}>
        {({ rows, isCut, communityName }) => (
          <>
            <h1>
              {communityName}
              {steeringTitleWords[kind]}
            </h1>
            <div className="sheet-line">
              <span>
                {longDay(today)} {timeOf(moment.now)} 的情况
              </span>
              <span>
                {rows.length} 项{isCut && "（只列前 200 项）"}
              </span>
            </div>
            {rows.length === 0 ? (
              <p>没有要列的任务。{steeringKindNotes[kind]}</p>
            ) : (
              <table>
                <colgroup>
                  <col style={{ width: "6%" }} />
                  <col style={{ width: kind === "returns" ? "18%" : "23%" }} />
                  <col style={{ width: kind === "returns" ? "13%" : "16%" }} />
                  <col style={{ width: kind === "returns" ? "12%" : "15%" }} />
                  <col />
                  <col style={{ width: kind === "returns" ? "24%" : "16%" }} />
                </colgroup>
                <thead>
                  <tr>
                    <th>序号</th>
                    <th>任务</th>
                    <th>责任单位</th>
                    <th>为什么列</th>
                    <th>{kind === "returns" ? "哪几次退单" : kind === "parkings" ? "挂账理由" : "最近的经过"}</th>
                    <th>{kind === "returns" ? "分析意见" : "调度意见"}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    <Line
                      key={row.id}
                      row={row}
                      index={index}
                      kind={kind}
                      moment={moment}
                      onAnalyse={kind === "returns" && may("secretary") ? () => setAnalysed(row) : null}
                    />
                  ))}
                </tbody>
              </table>
            )}
            <div className="sheet-foot">
              <div>{steeringKindNotes[kind]}保密的任务不列。</div>
              <div className="sheet-line">
                <span>
                  {printed &&
                    `${longDay(dayOf(printed.printedAt))} ${timeOf(printed.printedAt)} 由 ${printed.printedByName} 打印`}
                </span>
                <span>{printed && `表单号 ${printed.code}`}</span>
              </div>
            </div>
            {analysed && <AnalysisDialog row={analysed} onClose={() => setAnalysed(null)} />}
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
