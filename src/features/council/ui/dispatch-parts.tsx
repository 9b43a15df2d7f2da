import type { ReactNode } from "react";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { ownershipWords, urgencyWords } from "../appeal-words.ts";
import { takerKindWords } from "../task-taker-words.ts";
import { trackWords } from "../task-words.ts";
import { PrintedLine, type TaskOnPaper, useDueWords } from "./paper-parts.tsx";

const Rows = ({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) => (
  <table>
    <colgroup>
      <col style={{ width: "7.5em" }} />
      <col />
    </colgroup>
    <tbody>
      {rows.map(([label, value]) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Part = (props: { name: string; task: TaskOnPaper; printed: Printed | null; children: ReactNode }) => (
  <section className="sheet-part">
    <div className="sheet-line">
      <strong>
        {props.task.communityName}派单　第{props.name}
      </strong>
      <span>{props.task.numberText}</span>
    </div>
    {props.children}
    <PrintedLine printed={props.printed} />
  </section>
);

const basisWords = ({ basis }: TaskOnPaper) =>
  basis === null
    ? "缺依据，请补：________________"
    : `${basis.fromWhom} ${basis.document}，${longDay(basis.receivedDate)}收到${
        basis.upstreamDueDate === null ? "" : `，上级要求${longDay(basis.upstreamDueDate)}前办结`
      }`;

const moment = (at: string | null) => (at === null ? "" : `${longDay(dayOf(at))} ${timeOf(at)}`);

/** 派单一式三联: what stays at the desk, what goes with the order, what the resident takes home. */
export const DispatchParts = ({ task, printed }: { task: TaskOnPaper; printed: Printed | null }) => {
  const due = useDueWords();
  const unit = `${task.unitName} ${task.responsibleName}`;
  const helpers = task.helpers.map(({ unitName, part }) => `${unitName}（${part}）`).join("；");
  const steps = task.milestones.map(({ title, dueDate }) => `${title}，${longDay(dueDate)}前`).join("；");
  const takers = task.takers.map(({ kind, name }) => `${takerKindWords[kind]} ${name}`).join("；");
  // One row and no more: three parts have to fit on one page.
  const grid = [task.offeredGridName, takers].filter((words) => words !== "").join("：");
  const kinds = [...new Set(task.takers.map(({ kind }) => takerKindWords[kind]))].join("、");
  const from = task.appeals.map(({ numberText, placeLabel }) => `${numberText} ${placeLabel}`).join("；");
  return (
    <>
      <Part name="一联　存根" task={task} printed={printed}>
        <Rows
          rows={[
            ["事项", task.title],
            ["主办", unit],
            ["办理类别", trackWords[task.track]],
            ["期限", `${due(task.dueAt)} 前`],
            ...(task.ownership === "own" ? [] : ([["归口", ownershipWords[task.ownership]]] as const)),
            ["首接人", task.firstReceiverName],
            ["派单时间", moment(task.dispatchedAt)],
            ...(grid === "" ? [] : ([["网格派单", grid]] as const)),
            ["接单人签字", <span key="sign" className="sign-here" />],
          ]}
        />
      </Part>
      <div className="cut-here">沿线裁开</div>
      <Part name="二联　承办" task={task} printed={printed}>
        <Rows
          rows={[
            ["事项", task.title],
            ["办理措施", task.measure || "—"],
            ["来自", from || "会议决议"],
            ...(task.ownership === "assigned" ? ([["依据", basisWords(task)]] as const) : []),
            ["主办", unit],
            ...(helpers === "" ? [] : ([["协办", helpers]] as const)),
            ...(task.offeredGridName === ""
              ? []
              : ([["谁接单", takers === "" ? "党员、志愿者、商户、邻居：________________" : takers]] as const)),
            ...(steps === "" ? [] : ([["步骤", steps]] as const)),
            ["轻重", urgencyWords[task.urgency]],
            ["期限", `${due(task.dueAt)} 前（${task.dueWhy}）`],
            ["接单时间", "　　月　　日　　时　　分"],
            ["办理结果", <span key="result" className="write-here" />],
            ["经办人签字", <span key="sign" className="sign-here" />],
          ]}
        />
      </Part>
      <div className="cut-here">沿线裁开</div>
      <Part name="三联　居民" task={task} printed={printed}>
        <Rows
          rows={[
            ["您反映的事", task.publicWording],
            ["谁来办", kinds === "" ? task.unitName : `${task.unitName}；${kinds}已接单`],
            ["什么时候前", due(task.dueAt)],
            ["问进展", `${task.centreName} ${task.centrePhone}，报编号 ${task.numberText}`],
          ]}
        />
      </Part>
    </>
  );
};
