import { useEffect, useRef, useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { Refused } from "#ui/asking.tsx";
import { headingOf } from "../meeting-agenda.ts";
import { attitudeWords, outcomeWords } from "../meeting-words.ts";
import type { ScreenNow, screenContract } from "../screen-contract.ts";
import { clockWords, speechMinutes, spokenSeconds } from "../turn-rules.ts";
import { useAnswer } from "./door.ts";
import { useTick } from "./session-speech.tsx";
import "./screen.css";

type Screen = OutputOf<(typeof screenContract)["council.screen"]>;

/** What is looked back on comes in pages: nobody in the hall can scroll. */
const tasksAPage = 5;
const secondsAPage = 12;

const useTurningPage = (count: number): number => {
  const pages = Math.max(1, Math.ceil(count / tasksAPage));
  const [page, setPage] = useState(0);
  useEffect(() => {
    setPage(0);
    const timer = setInterval(() => setPage((before) => (before + 1) % pages), secondsAPage * 1000);
    return () => clearInterval(timer);
  }, [pages]);
  return page;
};

const Tasks = ({ tasks }: { tasks: ScreenNow["tasks"] }) => {
  const page = useTurningPage(tasks.length);
  const from = page * tasksAPage;
  if (tasks.length === 0) return <p>没有要回头看的任务。</p>;
  return (
    <>
      <ul className="screen-tasks">
        {tasks.slice(from, from + tasksAPage).map((task) => (
          <li key={task.numberText}>
            <b>{task.stateText}</b> {task.wording}
            <span className="screen-quiet"> {task.unitName}</span>
          </li>
        ))}
      </ul>
      {tasks.length > tasksAPage && (
        <p className="screen-quiet">
          第 {from + 1} 至 {Math.min(from + tasksAPage, tasks.length)} 件，共 {tasks.length} 件
        </p>
      )}
    </>
  );
};

const Floor = ({ current, now }: { current: ScreenNow; now: string }) => {
  const { speaking, waiting } = current;
  const left = speaking && now !== "" ? speechMinutes * 60 - spokenSeconds({ ...speaking, endedAt: null }, now) : 0;
  return (
    <section className="screen-floor" aria-label="发言">
      {speaking && (
        <p className="screen-speaking">
          {speaking.name} 正在发言
          <span className="screen-clock" data-over={left < 0 || undefined} role="timer">
            {left < 0 ? "时间到了" : clockWords(left)}
          </span>
        </p>
      )}
      {waiting.length > 0 && <p className="screen-quiet">接下来：{waiting.slice(0, 5).join("、")}</p>}
    </section>
  );
};

const Heard = ({ heard }: { heard: ScreenNow["heard"] }) => {
  const entries = Object.entries(heard) as [keyof typeof attitudeWords, number][];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  return (
    <p>
      已发言 {total} 人：
      {entries
        .filter(([, count]) => count > 0)
        .map(([attitude, count]) => `${attitudeWords[attitude]} ${count}`)
        .join("，")}
    </p>
  );
};

const Result = ({ current }: { current: ScreenNow }) => {
  const { vote, outcome } = current;
  return (
    <>
      {vote && (
        <section className="screen-vote" aria-label="表决">
          {vote.count && (
            <>
              <div>
                <b>{vote.count.forCount}</b>赞成
              </div>
              <div>
                <b>{vote.count.againstCount}</b>反对
              </div>
              <div>
                <b>{vote.count.abstainCount}</b>弃权
              </div>
            </>
          )}
          <p>
            {!vote.count && <strong>{vote.question}。</strong>}
            {vote.sentence}
          </p>
        </section>
      )}
      {outcome && (
        <section className="screen-outcome" data-outcome={outcome.outcome} aria-label="结果">
          <b>{outcomeWords[outcome.outcome]}</b>
          {outcome.wording !== "" && <p>{outcome.wording}</p>}
        </section>
      )}
    </>
  );
};

const Agenda = ({ screen }: { screen: Screen }) => {
  const list = useRef<HTMLOListElement>(null);
  const { currentItemId } = screen;
  useEffect(() => {
    // A long agenda is cut below: where the meeting is stays in sight.
    if (currentItemId) list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [currentItemId]);
  return (
    <ol className="screen-agenda" aria-label="议程" ref={list}>
      {screen.items.map((item) => (
        <li
          key={item.id}
          data-under={item.isUnder || undefined}
          aria-current={item.id === screen.currentItemId ? "step" : undefined}
        >
          {headingOf(item)}
          {item.outcome && <b className="screen-mark">{outcomeWords[item.outcome]}</b>}
        </li>
      ))}
    </ol>
  );
};

const Hall = ({ screen, now }: { screen: Screen; now: string }) => {
  const { current } = screen;
  const item = screen.items.find(({ id }) => id === screen.currentItemId);
  const noun = screen.entitledBy === "household" ? "户" : "人";
  return (
    <main className="screen">
      <header className="screen-head">
        <h1>{screen.title}</h1>
        <p>
          {screen.state === "inSession"
            ? `应到 ${screen.entitledCount} ${noun}，到会 ${screen.presentCount} ${noun}，${screen.hasQuorum ? "已过半" : "没有过半"}`
            : `${longDay(dayOf(screen.plannedAt))} ${timeOf(screen.plannedAt)}　${screen.place}`}
        </p>
      </header>
      {item ? (
        <div className="screen-now">
          <h2>{headingOf(item)}</h2>
          {current ? (
            <>
              {item.kind === "review" && <Tasks tasks={current.tasks} />}
              <Floor current={current} now={now} />
              <Heard heard={current.heard} />
              <Result current={current} />
            </>
          ) : (
            <p className="screen-quiet">这一项不在大屏上显示。</p>
          )}
        </div>
      ) : (
        <div className="screen-now">
          <h2>{screen.state === "ended" ? "散会，谢谢大家" : "议程"}</h2>
          <Agenda screen={screen} />
        </div>
      )}
      {item && <Agenda screen={screen} />}
    </main>
  );
};

/** The meeting as the hall sees it: large, and without anybody's full name. */
export const ScreenPage = () => {
  const [id] = useState(() => new URLSearchParams(window.location.hash.split("?")[1] ?? "").get("id") ?? "");
  const answer = useAnswer("council.screen", { id }, { isEnabled: id !== "" });
  // Taken off the screen, or never put there. Whatever else goes wrong leaves what stands.
  const isOff = answer.error instanceof Refused && answer.error.code === "NotFound";
  const wasShown = answer.data !== undefined;
  const now = useTick(answer.data?.now);
  useEffect(() => {
    document.documentElement.dataset.wall = "true";
    return () => {
      delete document.documentElement.dataset.wall;
    };
  }, []);
  useEffect(() => {
    // A window that was opened for the screen goes with it.
    if (isOff && wasShown) window.close();
  }, [isOff, wasShown]);
  if (answer.data && !isOff) return <Hall screen={answer.data} now={now} />;
  return (
    <main className="screen screen-empty">
      <p>{isOff && wasShown ? "大屏已收起。" : answer.isError || id === "" ? "还没有打开大屏。" : ""}</p>
    </main>
  );
};
