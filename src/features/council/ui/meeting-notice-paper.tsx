import { longDay, timeOf } from "#base/dates.ts";
import type { Printed } from "#base/printed.ts";
import { useMoment } from "#ui/moment.tsx";
import { headingOf } from "../meeting-agenda.ts";
import { hasTimes, meetingTime, type PaperOfMeeting } from "./meeting-paper-parts.tsx";

type Person = PaperOfMeeting["people"][number];

/** 回执: cut off and brought back. */
const Reply = (props: { sheet: PaperOfMeeting; person: Person | null; mark: string }) => {
  const { sheet, person } = props;
  return (
    <div className="notice-reply">
      <div className="notice-cut">✂ 沿此线剪下，交回{sheet.centreName}</div>
      <h2>回　执</h2>
      <p>
        {sheet.title}　{meetingTime(sheet.plannedAt)}
      </p>
      <p>
        姓名：{person ? person.name : <span className="blank" style={{ width: "8em" }} />}　住址：
        {person && person.home !== "" ? person.home : <span className="blank" style={{ width: "11em" }} />}
      </p>
      <p>□ 参加　　□ 不能参加{(person === null || person.isEntitled) && "　　□ 委托别人表决（另附签了名的委托书）"}</p>
      <p className="notice-wish">
        我想说的：
        <span className="blank" />
      </p>
      <p className="notice-sign">
        <span>
          签名：
          <span className="blank" style={{ width: "7em" }} />
        </span>
        <span>
          日期：
          <span className="blank" style={{ width: "6em" }} />
        </span>
        <small>{props.mark}</small>
      </p>
    </div>
  );
};

const Notice = (props: { sheet: PaperOfMeeting; person: Person | null; mark: string; today: string }) => {
  const { sheet, person } = props;
  const voteBy = sheet.entitledBy === "household" ? "一户一票，家里来一位即可" : "一人一票";
  return (
    <section className="notice">
      <h1>会议通知</h1>
      <p className="notice-to">
        {person ? (
          <>
            <b>{person.name}</b>
            {person.detail !== "居民" && person.detail !== "" && `（${person.detail}）`}
            {person.home !== "" && `（${person.home}）`}
          </>
        ) : (
          <>
            <span className="blank" style={{ width: "7em" }} />（
            <span className="blank" style={{ width: "10em" }} />）
          </>
        )}
        ：
      </p>
      <p className="notice-body">
        请您参加{sheet.communityName}“{sheet.title}”。
      </p>
      <dl className="notice-facts">
        <dt>时间</dt>
        <dd>
          {meetingTime(sheet.plannedAt)}
          {sheet.plannedMinutes !== null && `，大约 ${sheet.plannedMinutes} 分钟`}
        </dd>
        <dt>地点</dt>
        <dd>{sheet.place}</dd>
        <dt>议程</dt>
        <dd>
          {sheet.items.map((item) => (
            <div
              key={item.id}
              className={`notice-item${hasTimes(sheet) ? " is-timed" : ""}${item.numeral.startsWith("（") ? " is-under" : ""}`}
            >
              {hasTimes(sheet) && <span>{timeOf(item.startsAt)}</span>}
              <span>{headingOf(item)}</span>
            </div>
          ))}
        </dd>
      </dl>
      {(person === null || person.isEntitled) && (
        <p className="notice-body">表决：{voteBy}。不能来的，可以写委托书请别人代您表决。</p>
      )}
      <div className="notice-from">
        <div>{sheet.centreName}</div>
        <div>{longDay(props.today)}</div>
        <div>
          {[sheet.centreAddress, sheet.centrePhone === "" ? "" : `电话 ${sheet.centrePhone}`]
            .filter((part) => part !== "")
            .join("　")}
        </div>
      </div>
      <Reply sheet={sheet} person={person} mark={props.mark} />
    </section>
  );
};

/** One page for each home or person, and behind them empty ones for whoever is on no list. */
export const NoticePaper = (props: { sheet: PaperOfMeeting; printed: Printed | null; blankCount: number }) => {
  const { sheet, printed, blankCount } = props;
  const { today } = useMoment();
  const blanks = Array.from({ length: blankCount }, (_, at) => sheet.people.length + at + 1);
  const mark = (row: number) => `${sheet.numberText}${printed ? `　表单号 ${printed.code}-${row}` : ""}`;
  return (
    <>
      {sheet.people.map((person, at) => (
        <Notice key={person.id} sheet={sheet} person={person} mark={mark(at + 1)} today={today} />
      ))}
      {blanks.map((row) => (
        <Notice key={row} sheet={sheet} person={null} mark={mark(row)} today={today} />
      ))}
    </>
  );
};
