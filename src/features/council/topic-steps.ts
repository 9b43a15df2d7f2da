import type { TopicState } from "./topic-contract.ts";

/** 「1+6+N」: the six steps that every topic goes. */
export const topicSteps = ["collect", "confirm", "research", "deliberate", "judge", "supervise"] as const;
export type TopicStep = (typeof topicSteps)[number];

export const stepStates = ["done", "current", "ahead", "skipped", "missing"] as const;
export type StepState = (typeof stepStates)[number];

export const stepWords: Readonly<Record<TopicStep, string>> = {
  collect: "收集议题",
  confirm: "确定议题",
  research: "议前调研",
  deliberate: "组织协商",
  judge: "结果研判",
  supervise: "监督执行",
};

export const stepStateWords: Readonly<Record<StepState, string>> = {
  done: "已做",
  current: "现在",
  ahead: "未到",
  skipped: "跳过",
  missing: "缺",
};

/** What the six steps are read from. A skip is the written reason, by step. */
export type StepFacts = {
  state: TopicState;
  appealCount: number;
  signedHouseholdCount: number;
  researchCount: number;
  skips: Readonly<Partial<Record<TopicStep, string>>>;
  /** A meeting that was held has decided on it. */
  lastOutcome: "passed" | "deferred" | "rejected" | "noted" | null;
  noTaskReason: string;
  taskCount: number;
  overTaskCount: number;
};

type Step = { step: TopicStep; state: StepState; words: string };

const order: readonly TopicState[] = ["proposed", "confirmed", "scheduled", "discussed", "settled"];

const isAtLeast = (state: TopicState, least: TopicState) => order.indexOf(state) >= order.indexOf(least);

const ended = (facts: StepFacts): Pick<Step, "state" | "words"> => {
  if (facts.skips.deliberate !== undefined && facts.lastOutcome === null)
    return { state: "skipped", words: "没有开会" };
  if (facts.state !== "settled") return { state: "ahead", words: "" };
  if (facts.lastOutcome !== "passed") return { state: "done", words: "没有要办的事" };
  if (facts.taskCount === 0)
    return facts.noTaskReason === ""
      ? { state: "missing", words: "已通过，还没有任务，也没有写理由" }
      : { state: "skipped", words: `无需办理：${facts.noTaskReason}` };
  const isOver = facts.overTaskCount === facts.taskCount;
  return {
    state: isOver ? "done" : "current",
    words: isOver ? `${facts.taskCount} 件任务都已办完` : `${facts.taskCount} 件任务，办完 ${facts.overTaskCount} 件`,
  };
};

const researched = ({ state, researchCount, skips }: StepFacts): Pick<Step, "state" | "words"> => {
  if (researchCount > 0) return { state: "done", words: `调研 ${researchCount} 次` };
  if (skips.research !== undefined) return { state: "skipped", words: skips.research };
  if (state === "settled" || state === "discussed") return { state: "missing", words: "没有调研，也没有写理由" };
  return { state: state === "proposed" ? "ahead" : "current", words: "" };
};

const outcomeWords = { passed: "通过", deferred: "暂缓再议", rejected: "不予通过", noted: "通报" };

/** The six steps of a topic, each with where it stands and why. A declined topic stays where it was left. */
export const sixStepsOf = (facts: StepFacts): Step[] => {
  const { state, skips, lastOutcome } = facts;
  const from = [
    facts.appealCount > 0 ? `${facts.appealCount} 条诉求` : "",
    facts.signedHouseholdCount > 0 ? `${facts.signedHouseholdCount} 户联名` : "",
  ].filter((words) => words !== "");
  const isConfirmed = isAtLeast(state, "confirmed");
  const research = researched(facts);
  const isReady = isConfirmed && (research.state === "done" || research.state === "skipped");
  const isSettled = state === "settled";
  const deliberate: Pick<Step, "state" | "words"> =
    isSettled || state === "discussed"
      ? { state: "done", words: "" }
      : skips.deliberate !== undefined
        ? { state: "skipped", words: skips.deliberate }
        : { state: isReady ? "current" : "ahead", words: lastOutcome === "deferred" ? "上次会议暂缓再议" : "" };
  const judge: Pick<Step, "state" | "words"> = isSettled
    ? { state: "done", words: lastOutcome === null ? "" : outcomeWords[lastOutcome] }
    : { state: state === "discussed" ? "current" : "ahead", words: "" };
  const steps: Step[] = [
    { step: "collect", state: "done", words: from.join("，") },
    { step: "confirm", state: isConfirmed ? "done" : "current", words: "" },
    { step: "research", ...research },
    { step: "deliberate", ...deliberate },
    { step: "judge", ...judge },
    { step: "supervise", ...ended(facts) },
  ];
  // What is left before a declined topic does not come any more.
  return state === "declined"
    ? steps.map((step) =>
        step.state === "current" || step.state === "missing" ? { ...step, state: "ahead", words: "不列入" } : step,
      )
    : steps;
};

/** What stands against taking a topic before a meeting: it was not looked into, and nobody wrote why not. */
export const deliberatingProblem = (facts: Pick<StepFacts, "researchCount" | "skips">) =>
  facts.researchCount === 0 && facts.skips.research === undefined ? "TopicWithoutResearch" : null;
