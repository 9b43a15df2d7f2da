import { Alert, Select } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { addDays, dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { chineseNumber } from "#base/text.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import type { paperContract } from "../paper-contract.ts";
import { type TaskState, tracks } from "../task-contract.ts";
import { bandWords, taskStateWords, trackWords } from "../task-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { type Confirmed, confirmedOf, openFindings, SheetFindings } from "./sheet-findings.tsx";

type Sheet = OutputOf<(typeof paperContract)["council.taskSheet"]>;

const choices = {
  open: { label: "正在办的", states: ["drafted", "dispatched", "accepted", "finished"] },
  all: { label: "正在办的和已办结的", states: ["drafted", "dispatched", "accepted", "finished", "closed"] },
} as const satisfies Record<string, { label: string; states: readonly TaskState[] }>;

const Address = z.object({
  meeting: z.string().nullable().catch(null).default(null),
  which: z.enum(["open", "all"]).catch("open").default("open"),
  isLarge: z.boolean().catch(false).default(false),
});

const isCut = (sheet: Sheet) => sheet.totalCount > sheet.rows.length;

const dueDay = (dueAt: string) =>
  timeOf(dueAt) === "00:00" ? `${longDay(addDays(dayOf(dueAt), -1))}` : `${longDay(dayOf(dueAt))}${timeOf(dueAt)}`;

const stateOf = (row: Sheet["rows"][number]) =>
  row.band === "overdue" ? `${taskStateWords[row.state]}（${bandWords.overdue}）` : taskStateWords[row.state];

const TrackTable = ({
  sheet,
  track,
  at,
  isLarge,
}: {
  sheet: Sheet;
  track: (typeof tracks)[number];
  at: number;
  isLarge: boolean;
}) => {
  const rows = sheet.rows.filter((row) => row.track === track);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        {chineseNumber(at + 1)}、{trackWords[track]}（{rows.length} 项）
      </h2>
      <table>
        <colgroup>
          <col style={{ width: isLarge ? "12%" : "8%" }} />
          <col />
          {!isLarge && <col style={{ width: "24%" }} />}
          <col style={{ width: isLarge ? "26%" : "17%" }} />
          <col style={{ width: isLarge ? "21%" : "14%" }} />
          <col style={{ width: isLarge ? "14%" : "10%" }} />
        </colgroup>
        <thead>
          <tr>
            <th>序号</th>
            <th>事项</th>
            {!isLarge && <th>办理措施</th>}
            <th>责任单位和责任人</th>
            <th>完成时限</th>
            <th>进展</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              <td>
                {row.publicWording}
                <br />
                <small>{row.numberText}</small>
              </td>
              {!isLarge && <td>{row.measure || "—"}</td>}
              <td>
                {row.unitName}
                {row.responsiblePost !== "" && (
                  <>
                    <br />
                    {row.responsiblePost}
                  </>
                )}
              </td>
              <td>
                {dueDay(row.dueAt)}
                {row.isDueEstimated && "（按周一至周五估算）"}
              </td>
              <td>{stateOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const SheetPaper = ({ sheet, printed, isLarge }: { sheet: Sheet; printed: Printed | null; isLarge: boolean }) => {
  const shown = tracks.filter((track) => sheet.rows.some((row) => row.track === track));
  return (
    <>
      <h1>{sheet.communityName}议事会任务清单</h1>
      <div className="sheet-line">
        <span>{longDay(sheet.today)}</span>
        <span>
          {tracks
            .map((track) => `${trackWords[track]} ${sheet.rows.filter((row) => row.track === track).length} 项`)
            .join("　")}
        </span>
      </div>
      {sheet.rows.length === 0 && <p>现在没有正在办的任务。</p>}
      {shown.map((track, at) => (
        <TrackTable key={track} sheet={sheet} track={track} at={at} isLarge={isLarge} />
      ))}
      <div className="sheet-foot">
        {isCut(sheet) && (
          <div>
            共 {sheet.totalCount} 项，本单列出没有办结的和最近的，计 {sheet.rows.length} 项。
          </div>
        )}
        <div>
          对清单有疑问，请到{sheet.centreName}
          {sheet.centrePhone !== "" && `，或拨打 ${sheet.centrePhone}`}。
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
  );
};

const LeftOut = ({ sheet }: { sheet: Sheet }) => (
  <>
    {isCut(sheet) && (
      <Alert color="orange" py="xs">
        共 {sheet.totalCount} 项，一份清单最多列 {sheet.rows.length} 项：没有办结的先列，再列最近的，还有{" "}
        {sheet.totalCount - sheet.rows.length} 项不在上面，单子末尾也会这样写明。更早的可以按会议打印。
      </Alert>
    )}
    {sheet.leftOutCount > 0 && (
      <Alert color="gray" py="xs">
        有 {sheet.leftOutCount} 项内部或保密的任务，没有列在上面。
      </Alert>
    )}
  </>
);

/** 任务清单: what residents read at the door. */
export const TaskSheetPage = () => {
  const [{ meeting, which, isLarge }, setAddress] = useAddress(Address);
  const input = {
    states: meeting === null ? [...choices[which].states] : [...choices.all.states],
    meetingId: meeting,
  };
  const answer = useAnswer("council.taskSheet", input);
  const print = useCommand("council.printTaskSheet");
  // A code belongs to the rows that were recorded with it: what changes afterwards is printed anew.
  const [last, setLast] = useState<{ of: Sheet | undefined; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const [confirmed, setConfirmed] = useState<Confirmed[]>([]);
  const findings = answer.data?.findings ?? [];
  const open = openFindings(findings, confirmed);
  return (
    <PaperPage
      title={`${answer.data?.communityName ?? ""}任务清单`}
      isBlocked={!answer.data || open.length > 0 || answer.data.rows.length === 0}
      record={{
        isKept: printed !== null,
        sentence:
          open.length > 0
            ? "本单含有个人信息，未打印。请先按页面上标出的地方修改。"
            : "本单还没有登记打印，未打印。请点页面上的“打印”。",
      }}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ ...input, confirmed: confirmedOf(findings, confirmed) });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        meeting === null && (
          <Select
            aria-label="打印哪些"
            w="13rem"
            data={Object.entries(choices).map(([value, { label }]) => ({ value, label }))}
            value={which}
            allowDeselect={false}
            onChange={(value) => setAddress({ which: (value ?? "open") as keyof typeof choices }, { replaces: true })}
          />
        )
      }
      notice={
        answer.data && (
          <>
            <SheetFindings findings={findings} confirmed={confirmed} onConfirmed={setConfirmed} />
            <LeftOut sheet={answer.data} />
          </>
        )
      }
    >
      <Answered answer={answer}>{(sheet) => <SheetPaper sheet={sheet} printed={printed} isLarge={isLarge} />}</Answered>
    </PaperPage>
  );
};
