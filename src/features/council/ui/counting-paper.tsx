import { voteUnitWords } from "../vote-sentence.ts";
import { choiceWords, voteBaseWords } from "../vote-words.ts";
import { meetingTime, PaperFoot } from "./meeting-paper-parts.tsx";
import type { PaperOfVote, PrintedVote } from "./vote-paper-page.tsx";

/** Words with a line to write on behind each. */
const Lines = ({ named }: { named: readonly string[] }) => (
  <div className="counting-line">
    {named.map((word) => (
      <div key={word}>
        {word}
        <span className="blank" />
      </div>
    ))}
  </div>
);

const Cells = ({ count }: { count: number }) => (
  <span className="zheng-cells">
    {Array.from({ length: count }, (_, at) => `${at + 1}`).map((place) => (
      <i key={place} />
    ))}
  </span>
);

/** 计票单: counted on paper and keyed back by its code; the recount stands beside the first count. */
export const CountingPaper = ({ sheet, printed }: { sheet: PaperOfVote; printed: PrintedVote | null }) => {
  const cells = Math.max(4, Math.ceil(sheet.presentCount / 5));
  const rows = [...Object.values(choiceWords), "无效"];
  const unit = voteUnitWords[sheet.entitledBy];
  return (
    <>
      <h1>计票单</h1>
      <div className="sheet-line">
        <span>{sheet.meetingTitle}</span>
        <span>{meetingTime(sheet.plannedAt)}</span>
        <span>{sheet.numberText}</span>
      </div>
      <p className="counting-question">
        <b>表决事项：</b>
        {sheet.question}
      </p>
      <p>
        应到 {sheet.entitledCount} {unit}，到会 {sheet.presentCount} {unit}，按{voteBaseWords[sheet.base]}过半算。
      </p>
      <Lines named={["发出（张）", "收回（张）", "没有收回（张）"]} />
      <table className="counting-table">
        <colgroup>
          <col style={{ width: "9%" }} />
          <col />
          <col style={{ width: "11%" }} />
          <col />
          <col style={{ width: "11%" }} />
        </colgroup>
        <thead>
          <tr>
            <th>选项</th>
            <th>第一次计票（一格一个“正”字，5 票）</th>
            <th>合计</th>
            <th>复核</th>
            <th>合计</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((word) => (
            <tr key={word}>
              <th>{word}</th>
              <td>
                <Cells count={cells} />
              </td>
              <td />
              <td>
                <Cells count={cells} />
              </td>
              <td />
            </tr>
          ))}
          <tr>
            <th>总计</th>
            <td>赞成＋反对＋弃权＋无效，要等于收回的张数</td>
            <td />
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      <Lines named={["计票人", "监票人", "唱票人"]} />
      <Lines named={["复核计票人", "复核监票人", "时间"]} />
      <Lines named={["复核的理由"]} />
      <PaperFoot printed={printed}>照这张单子录入时填表单号。计票单和存根由{sheet.centreName}保存。</PaperFoot>
    </>
  );
};
