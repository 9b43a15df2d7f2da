import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { LetterKind, superviseWays, taskLetterContract } from "./task-letter-contract.ts";
import type { taskPartContract, visitKinds } from "./task-part-contract.ts";
import type { taskSpotContract } from "./task-spot-contract.ts";
import type { taskRefusals } from "./task-words.ts";
import type { topicRefusals } from "./topic-words.ts";

export const letterKindWords: Record<LetterKind, string> = {
  urge: "催办",
  supervise: "督办",
  whistle: "吹哨",
  refer: "转请",
};

/** What the sheet of each is called. */
export const letterTitles: Record<LetterKind, string> = {
  urge: "催办单",
  supervise: "督办函",
  whistle: "吹哨单",
  refer: "清单外事项报到退回单",
};

export const superviseWayWords: Words<typeof superviseWays> = {
  written: "书面督办",
  meeting: "会议督办",
  talk: "约谈督办",
  onSite: "现场督办",
  regular: "定期督办",
};

export const visitKindWords: Words<typeof visitKinds> = { do: "上门办", talk: "上门谈", persuade: "上门劝" };

export const taskPartRefusals: Record<
  Exclude<
    FailsOf<typeof taskPartContract & typeof taskLetterContract & typeof taskSpotContract>,
    keyof typeof taskRefusals | keyof typeof appealRefusals | keyof typeof topicRefusals
  >,
  string
> = {
  NotOnTheSpot: "匿名的诉求没有人签字，不能现场办结。请立任务。",
  ReplyDateIsPast: "答复期限要在今天或以后。",
  NobodyToArrive: "这张单不是吹哨单或报到退回单，或者已经记过到场。",
  MatterIsOwn: "这件事的归口不是“社区事项清单外”，不用开报到退回单。",
  ArrivalNotPossible: "到场时间要在吹哨以后，也不能在将来。",
  LetterIsAnswered: "这张单已经有答复了。",
  HelperIsLead: "主办单位不用再列为协办。",
  HelperIsThere: "这个单位已经是协办单位。",
  MilestoneIsDone: "这一步已经完成。",
  VisitIsAhead: "上门的日期还没有到。",
  NextVisitIsPast: "下次上门的日期要在今天以后。",
};

/** What happened to a record, as the timeline says it. */
export const taskPartEventWords: Record<string, string> = {
  urged: "催办",
  supervised: "督办",
  whistled: "吹哨",
  referred: "开报到退回单",
  arrived: "报到",
  letterAnswered: "收到答复",
  helperAdded: "加协办单位",
  helperRemoved: "去掉协办单位",
  milestoneAdded: "加步骤",
  milestoneDone: "步骤完成",
  milestoneRemoved: "去掉步骤",
  visited: "上门",
  visitWithdrawn: "撤回上门记录",
};

/** What a person did, as the audit log names it. */
export const taskPartOperationWords: Record<
  CommandName<typeof taskPartContract & typeof taskLetterContract & typeof taskSpotContract>,
  string
> = {
  "council.settleOnTheSpot": "现场办结",
  "council.urgeTask": "催办",
  "council.superviseTask": "督办",
  "council.whistleForTask": "吹哨",
  "council.referTask": "开清单外事项报到退回单",
  "council.recordArrival": "记录报到",
  "council.recordLetterReply": "记录答复",
  "council.addHelper": "加协办单位",
  "council.removeHelper": "去掉协办单位",
  "council.addMilestone": "加步骤",
  "council.finishMilestone": "记录步骤完成",
  "council.removeMilestone": "去掉步骤",
  "council.recordVisit": "记录上门",
  "council.withdrawVisit": "撤回上门记录",
};
