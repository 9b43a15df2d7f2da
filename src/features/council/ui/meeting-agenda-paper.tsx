import { timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { headingOf } from "../meeting-agenda.ts";
import { hasTimes, meetingTime, PaperFoot, type PaperOfMeeting } from "./meeting-paper-parts.tsx";

/** What is discussed and when; who reports is named at the table only. */
export const AgendaPaper = (props: { sheet: PaperOfMeeting; printed: Printed | null; isAtTable: boolean }) => {
  const { sheet, isAtTable } = props;
  return (
    <>
      <h1>{sheet.title}议程</h1>
      <div className="sheet-line">
        <span>{meetingTime(sheet.plannedAt)}</span>
        <span>{sheet.place}</span>
        {isAtTable && sheet.hostName !== "" && <span>主持人 {sheet.hostName}</span>}
        <span>{sheet.numberText}</span>
      </div>
      <table className="agenda-table">
        <colgroup>
          <col style={{ width: "14%" }} />
          <col />
          {isAtTable && <col style={{ width: "20%" }} />}
          <col style={{ width: "16%" }} />
        </colgroup>
        <thead>
          <tr>
            <th>时间</th>
            <th>事项</th>
            {isAtTable && <th>汇报人</th>}
            <th>时长</th>
          </tr>
        </thead>
        <tbody>
          {sheet.items.map((item) => (
            <tr key={item.id}>
              <td>{hasTimes(sheet) && timeOf(item.startsAt)}</td>
              <td style={item.numeral.startsWith("（") ? { paddingLeft: "2em" } : undefined}>
                {headingOf(item)}
                {item.preparation !== "" && <div className="agenda-preparation">{item.preparation}</div>}
              </td>
              {isAtTable && <td>{item.responsibleName}</td>}
              <td>{item.plannedMinutes === null ? "" : `${item.plannedMinutes} 分钟`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <PaperFoot printed={props.printed}>
        {sheet.centreName}
        {sheet.centrePhone !== "" && `，电话 ${sheet.centrePhone}`}
      </PaperFoot>
    </>
  );
};
