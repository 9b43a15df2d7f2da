import type { Printed } from "#base/printed.ts";
import { chineseNumber } from "#base/text.ts";
import { meetingRoles } from "../meeting-people-contract.ts";
import { entitlementWords, meetingRoleWords } from "../meeting-words.ts";
import { meetingTime, PaperFoot, type PaperOfMeeting } from "./meeting-paper-parts.tsx";

type Line = { row: number; person: PaperOfMeeting["people"][number] | null };

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <table className="sign-in-table">
    <colgroup>
      <col style={{ width: "8%" }} />
      <col style={{ width: "16%" }} />
      <col />
      <col style={{ width: "9%" }} />
      <col style={{ width: "22%" }} />
      <col style={{ width: "13%" }} />
    </colgroup>
    <thead>
      <tr>
        <th>序号</th>
        <th>姓名</th>
        <th>单位或楼栋</th>
        <th>表决</th>
        <th>签名</th>
        <th>到会时间</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ row, person }) => (
        <tr key={row}>
          <td>{row}</td>
          <td>{person?.name}</td>
          <td>{person && [person.detail === "居民" ? "" : person.detail, person.home].filter(Boolean).join(" ")}</td>
          <td>{person?.isEntitled && "✓"}</td>
          <td />
          <td />
        </tr>
      ))}
    </tbody>
  </table>
);

/** 签到表: by groups, rows numbered through, so that what was signed is keyed back by number. */
export const SignInPaper = (props: { sheet: PaperOfMeeting; printed: Printed | null; blankCount: number }) => {
  const { sheet, blankCount } = props;
  const lines = sheet.people.map((person, at) => ({ row: at + 1, person }));
  const groups = meetingRoles
    .map((role) => ({ role, lines: lines.filter(({ person }) => person.role === role) }))
    .filter((group) => group.lines.length > 0);
  const blanks = Array.from({ length: blankCount }, (_, at) => ({ row: lines.length + at + 1, person: null }));
  return (
    <>
      <h1>{sheet.title}签到表</h1>
      <div className="sheet-line">
        <span>{meetingTime(sheet.plannedAt)}</span>
        <span>{sheet.place}</span>
        <span>{entitlementWords[sheet.entitledBy]}</span>
        <span>{sheet.numberText}</span>
      </div>
      {groups.map(({ role, lines: own }, at) => (
        <section key={role}>
          <h2>
            {chineseNumber(at + 1)}、{meetingRoleWords[role]}（{own.length} 人）
          </h2>
          <Lines lines={own} />
        </section>
      ))}
      {blanks.length > 0 && (
        <section>
          <h2>{groups.length === 0 ? "签到" : `${chineseNumber(groups.length + 1)}、名单以外`}</h2>
          <Lines lines={blanks} />
        </section>
      )}
      <PaperFoot printed={props.printed}>会后按序号登记到会，签到表由{sheet.centreName}保存。</PaperFoot>
    </>
  );
};
