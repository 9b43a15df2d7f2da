import { voteUnitWords } from "../vote-sentence.ts";
import { choiceWords } from "../vote-words.ts";
import type { PaperOfVote, PrintedVote } from "./vote-paper-page.tsx";

export const ballotsPerPage = [4, 6, 8] as const;

const Ballot = (props: { sheet: PaperOfVote; number: number; code: string }) => {
  const { sheet } = props;
  return (
    <section className="ballot">
      <div className="ballot-stub">
        <span>存根　第 {String(props.number).padStart(4, "0")} 号</span>
        <span>
          {sheet.numberText} {props.code}
        </span>
      </div>
      <div className="ballot-body">
        <div className="ballot-head">
          <b>表　决　票</b>
          <span>{sheet.meetingTitle}</span>
        </div>
        <p className={sheet.question.length > 36 ? "ballot-question is-long" : "ballot-question"}>{sheet.question}</p>
        <p className="ballot-choices">
          {Object.values(choiceWords).map((word) => (
            <span key={word}>
              <i aria-hidden="true" />
              {word}
            </span>
          ))}
        </p>
        <p className="ballot-note">
          同意哪一项，就在前面的方框里打“√”，只选一项；不选、多选、涂改的无效。一{voteUnitWords[sheet.entitledBy]}
          一票，不写姓名。
        </p>
      </div>
    </section>
  );
};

/** 表决票: the number stands on the stub, which stays at the desk, so that the ballot itself tells of nobody. */
export const BallotPaper = (props: {
  sheet: PaperOfVote;
  printed: PrintedVote | null;
  perPage: (typeof ballotsPerPage)[number];
  spareCount: number;
}) => {
  const { sheet, printed, perPage } = props;
  const first = printed?.firstNumber ?? sheet.printedCount + 1;
  const count = printed?.ballotCount ?? sheet.presentCount + props.spareCount;
  const numbers = Array.from({ length: count }, (_, at) => first + at);
  const pages = Array.from({ length: Math.ceil(count / perPage) }, (_, at) =>
    numbers.slice(at * perPage, (at + 1) * perPage),
  );
  return pages.map((page) => (
    <div key={page[0]} className="ballot-page" data-per-page={perPage}>
      {page.map((number) => (
        <Ballot key={number} sheet={sheet} number={number} code={printed?.code ?? ""} />
      ))}
    </div>
  ));
};
