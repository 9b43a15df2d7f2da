import { z } from "zod";
import { dayOf, isRealDay, longDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { rateWords, windowOf } from "../figure-rules.ts";
import {
  ageBasis,
  arrivalBasis,
  audienceBasis,
  fewBasis,
  gridBasis,
  totalBasis,
  windowWords,
} from "../figure-words.ts";
import { serviceCategoryWords } from "../service-words.ts";
import { useAnswer } from "./door.ts";
import { ageBars, audienceBars, type Bar, categoryBars, countWords, modeBars } from "./figure-tables.tsx";

const day = z.string().refine(isRealDay).nullable().catch(null).default(null);
const Address = z.object({ fromDay: day, toDay: day, isLarge: z.boolean().catch(false).default(false) });

const Part = (props: { title: string; head: string; bars: readonly Bar[]; basis?: string }) => (
  <>
    <h2>{props.title}</h2>
    <table>
      <thead>
        <tr>
          <th>{props.head}</th>
          <th style={{ width: "30%" }}>人次</th>
        </tr>
      </thead>
      <tbody>
        {props.bars.map(({ key, name, count }) => (
          <tr key={key}>
            <td>{name}</td>
            <td>{countWords(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {props.basis && <p className="figure-basis">{props.basis}</p>}
  </>
);

/** 服务统计 on paper, for everybody to read: nobody can be told by it. */
export const FiguresSheetPage = () => {
  const [{ fromDay, toDay, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const days = fromDay && toDay && fromDay <= toDay ? { fromDay, toDay } : windowOf("month", today);
  const answer = useAnswer("booking.figures", { ...days, isForPublic: true });
  return (
    <PaperPage
      title="服务统计"
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => () => undefined}
    >
      <Answered answer={answer}>
        {(figures) => {
          const { bookings, byService, total } = figures;
          return (
            <>
              <h1>{figures.centreName}服务统计</h1>
              <div className="sheet-line">
                <span>{windowWords(days)}</span>
                <span>
                  算到 {longDay(dayOf(figures.asOf))} {timeOf(figures.asOf)}
                </span>
              </div>
              <h2>服务人次 {total}</h2>
              <p className="figure-basis">{totalBasis(days)}</p>
              <h2>到场率 {rateWords(bookings.came, bookings.came + bookings.missed)}</h2>
              <p className="figure-basis">{arrivalBasis(days, bookings)}</p>
              {byService.length > 0 && (
                <>
                  <h2>按项目</h2>
                  <table>
                    <thead>
                      <tr>
                        <th>项目</th>
                        <th style={{ width: "22%" }}>类别</th>
                        <th style={{ width: "12%" }}>人次</th>
                        <th style={{ width: "14%" }}>到场率</th>
                      </tr>
                    </thead>
                    <tbody>
                      {byService.map(({ id, name, category, count, cameCount, missedCount }) => (
                        <tr key={id}>
                          <td>{name}</td>
                          <td>{serviceCategoryWords[category]}</td>
                          <td>{count}</td>
                          <td>{rateWords(cameCount, cameCount + missedCount)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                  <p className="figure-basis">人次和到场率的口径同上。</p>
                  <Part title="按类别" head="类别" bars={categoryBars(figures)} basis="口径同服务人次。" />
                  <Part title="来中心和上门" head="怎么服务" bars={modeBars(figures)} basis="口径同服务人次。" />
                  <Part title="按一老一小一困" head="对象" bars={audienceBars(figures)} basis={audienceBasis} />
                  <Part title="按网格" head="网格" bars={figures.byGrid} basis={gridBasis} />
                  <Part title="按年龄" head="年龄" bars={ageBars(figures)} basis={ageBasis(days, today)} />
                </>
              )}
              <div className="sheet-foot">{fewBasis}</div>
            </>
          );
        }}
      </Answered>
    </PaperPage>
  );
};
