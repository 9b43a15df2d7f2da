import { dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import type { TaskLetter } from "../task-letter-contract.ts";
import { letterTitles, superviseWayWords } from "../task-part-words.ts";
import { PrintedLine, type TaskOnPaper, useDueWords } from "./paper-parts.tsx";

const resultWords = { urge: "答复", supervise: "答复", whistle: "处理结果", refer: "办理结果，或退回的理由" };

const moment = (at: string) => `${longDay(dayOf(at))} ${timeOf(at)}`;

/** 催办单, 督办函 or 吹哨单, with room for the answer. */
export const LetterPaper = (props: { task: TaskOnPaper; letter: TaskLetter; printed: Printed | null }) => {
  const { task, letter, printed } = props;
  const due = useDueWords();
  const asked = {
    urge: "请抓紧办理，并按下面的时间答复。",
    supervise: "现予督办，请按下面的要求办理并书面答复。",
    whistle: "本社区请你单位到场处理下面的事项。",
    refer: "这件事不在本社区事项清单内。请你单位派人到场办理并报到；认为不属于你单位职责的，请写明理由退回。",
  }[letter.kind];
  return (
    <>
      <h1>{letterTitles[letter.kind]}</h1>
      <div className="sheet-line">
        <span>{letter.numberText}</span>
        <span>{letter.way !== null && superviseWayWords[letter.way]}</span>
      </div>
      <p>
        <strong>{letter.toWhom}：</strong>
      </p>
      <p style={{ textIndent: "2em" }}>
        {task.numberText}“{task.title}”，{task.dispatchedAt !== null && `${longDay(dayOf(task.dispatchedAt))}派单，`}
        期限 {due(task.dueAt)}（{task.dueWhy}）{task.returnCount > 0 && `，退单 ${task.returnCount} 次`}。{asked}
      </p>
      {letter.words !== "" && <p style={{ textIndent: "2em" }}>{letter.words}</p>}
      {letter.replyBy !== null && <p style={{ textIndent: "2em" }}>请于 {longDay(letter.replyBy)} 前答复。</p>}
      <p style={{ textAlign: "right" }}>
        {task.communityName} {task.centreName}
        <br />
        {moment(letter.issuedAt)}
        <br />
        经办人 {letter.issuedByName}　电话 {task.centrePhone}
      </p>
      <table>
        <colgroup>
          <col style={{ width: "8em" }} />
          <col />
        </colgroup>
        <tbody>
          {(letter.kind === "whistle" || letter.kind === "refer") && (
            <tr>
              <th scope="row">{letter.kind === "refer" ? "报到（到场时间）" : "到场时间"}</th>
              <td>{letter.arrivedAt === null ? "　　月　　日　　时　　分" : moment(letter.arrivedAt)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{resultWords[letter.kind]}</th>
            <td>{letter.repliedAt === null ? <span className="write-here" /> : letter.reply}</td>
          </tr>
          <tr>
            <th scope="row">签收人</th>
            <td>
              <span className="sign-here" />
            </td>
          </tr>
        </tbody>
      </table>
      <div className="sheet-foot">
        <PrintedLine printed={printed} />
      </div>
    </>
  );
};
