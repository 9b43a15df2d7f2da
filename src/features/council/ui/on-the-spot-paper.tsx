import { dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { PrintedLine, type TaskOnPaper } from "./paper-parts.tsx";

/** 现场办结单: what was asked and what was done, for the resident to sign. */
export const OnTheSpotPaper = ({ task, printed }: { task: TaskOnPaper; printed: Printed | null }) => (
  <>
    <h1>现场办结单</h1>
    <div className="sheet-line">
      <span>{task.appeals.map(({ numberText }) => numberText).join("、")}</span>
      <span>{task.numberText}</span>
    </div>
    <table>
      <colgroup>
        <col style={{ width: "8em" }} />
        <col />
      </colgroup>
      <tbody>
        <tr>
          <th scope="row">诉求人</th>
          <td>{task.appeals.map(({ reporterLabel }) => reporterLabel).join("、")}</td>
        </tr>
        <tr>
          <th scope="row">事项</th>
          <td>{task.publicWording}</td>
        </tr>
        <tr>
          <th scope="row">办理结果</th>
          <td>{task.result}</td>
        </tr>
        <tr>
          <th scope="row">首接人</th>
          <td>{task.firstReceiverName}</td>
        </tr>
        <tr>
          <th scope="row">办结时间</th>
          <td>{task.finishedAt !== null && `${longDay(dayOf(task.finishedAt))} ${timeOf(task.finishedAt)}`}</td>
        </tr>
        <tr>
          <th scope="row">您的意见</th>
          <td>□ 已解决　□ 没有解决　　　□ 满意　□ 基本满意　□ 不满意</td>
        </tr>
        <tr>
          <th scope="row">诉求人签字</th>
          <td>
            <span className="sign-here" />
          </td>
        </tr>
      </tbody>
    </table>
    <div className="sheet-foot">
      <div>
        以后还有问题，请到{task.centreName}
        {task.centrePhone !== "" && `，或拨打 ${task.centrePhone}`}，报编号 {task.numberText}。
      </div>
      <PrintedLine printed={printed} />
    </div>
  </>
);
