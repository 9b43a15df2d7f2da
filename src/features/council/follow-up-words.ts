import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type {
  FollowUpLine,
  followUpContract,
  followUpStates,
  satisfactionLevels,
  satisfactions,
  tryWays,
} from "./follow-up-contract.ts";
import type { meetingRefusals } from "./meeting-words.ts";
import type { taskRefusals } from "./task-words.ts";
import type { topicRefusals } from "./topic-words.ts";

export const satisfactionWords: Words<typeof satisfactions> = {
  satisfied: "满意",
  fairly: "基本满意",
  unsatisfied: "不满意",
};

/** As GB/T 39735 words the five answers. */
export const satisfactionLevelWords: Words<typeof satisfactionLevels> = {
  very: "非常满意",
  satisfied: "满意",
  fairly: "基本满意",
  unsatisfied: "不满意",
  veryUnsatisfied: "非常不满意",
};

export const tryWayWords: Words<typeof tryWays> = { phone: "电话", visit: "上门", desk: "窗口" };

export const followUpStateWords: Words<typeof followUpStates> = {
  open: "待回访",
  evaluated: "已评价",
  unreachable: "无法回访",
  superseded: "本轮不再回访",
};

/** What came of a follow-up, in one line. */
export const followUpVerdict = (
  followUp: Pick<FollowUpLine, "state" | "isSolved" | "level" | "satisfaction">,
): string =>
  [
    followUpStateWords[followUp.state],
    followUp.isSolved === null ? "" : followUp.isSolved ? "已解决" : "未解决",
    followUp.level !== null
      ? satisfactionLevelWords[followUp.level]
      : followUp.satisfaction && satisfactionWords[followUp.satisfaction],
  ]
    .filter((part) => part)
    .join(" · ");

export const followUpRefusals: Record<
  Exclude<
    FailsOf<typeof followUpContract>,
    keyof typeof appealRefusals | keyof typeof topicRefusals | keyof typeof meetingRefusals | keyof typeof taskRefusals
  >,
  string
> = {
  FollowUpIsOver: "这条回访已经结束。",
  ReachedNeedsAnswer: "联系上了的，请记下是否解决、是否满意。",
};

/** What happened to a record, as the timeline says it. */
export const followUpEventWords: Record<string, string> = {
  followUpTried: "回访",
};

/** What a person did, as the audit log names it. */
export const followUpOperationWords: Record<CommandName<typeof followUpContract>, string> = {
  "council.recordTry": "记录回访",
};
