import { entitlementWords } from "../meeting-words.ts";
import { choiceWords } from "../vote-words.ts";
import { meetingTime, PaperFoot } from "./meeting-paper-parts.tsx";
import type { PaperOfVote, PrintedVote } from "./vote-paper-page.tsx";

/** 签字表决表: a row for each vote, keyed back by its number. */
export const SignaturePaper = ({ sheet, printed }: { sheet: PaperOfVote; printed: PrintedVote | null }) => (
  <>
    <h1>签字表决表</h1>
    <div className="sheet-line">
      <span>{sheet.meetingTitle}</span>
      <span>{meetingTime(sheet.plannedAt)}</span>
      <span>{entitlementWords[sheet.entitledBy]}</span>
      <span>{sheet.numberText}</span>
    </div>
    <p className="counting-question">
      <b>表决事项：</b>
      {sheet.question}
    </p>
    <p>同意哪一项，在那一格打“√”并签名。替别人投票的，在“谁的票”那一行签自己的名字。</p>
    <table className="sign-in-table">
      <colgroup>
        <col style={{ width: "7%" }} />
        <col style={{ width: "15%" }} />
        <col />
        {Object.values(choiceWords).map((word) => (
          <col key={word} style={{ width: "9%" }} />
        ))}
        <col style={{ width: "24%" }} />
      </colgroup>
      <thead>
        <tr>
          <th>序号</th>
          <th>谁的票</th>
          <th>楼栋</th>
          {Object.values(choiceWords).map((word) => (
            <th key={word}>{word}</th>
          ))}
          <th>签名</th>
        </tr>
      </thead>
      <tbody>
        {sheet.seats.map((seat) => (
          <tr key={seat.position}>
            <td>{seat.position}</td>
            <td>{seat.name}</td>
            <td>
              {seat.home}
              {(seat.way === "household" || seat.way === "proxy") && (
                <div>
                  <small>由 {seat.castByName} 代投</small>
                </div>
              )}
            </td>
            {Object.values(choiceWords).map((word) => (
              <td key={word} />
            ))}
            <td />
          </tr>
        ))}
      </tbody>
    </table>
    <PaperFoot printed={printed}>会上用，不张贴。会后按序号登记，签字表由{sheet.centreName}保存。</PaperFoot>
  </>
);
