import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { steeringKinds, steeringReasons, taskSteeringContract } from "./task-steering-contract.ts";

export const steeringKindWords: Words<typeof steeringKinds> = {
  day: "今日调度",
  week: "每周盯办",
  returns: "推诿分析",
  parkings: "挂账到期",
};

/** As the paper is called. */
export const steeringTitleWords: Words<typeof steeringKinds> = {
  day: "日调度单",
  week: "周盯办单",
  returns: "推诿分析单",
  parkings: "挂账到期单",
};

/** What a list holds, as it says of itself. */
export const steeringKindNotes: Words<typeof steeringKinds> = {
  day: "今天到期的、已超期的、派出隔天还没接的、退回来或登记隔天还没派的。",
  week: "还在办的里面，延过期的、申请延期的、督办过的、超期的。",
  returns: "退单两次以上、还没办完的，每一次退单都列出来，逐个分析。",
  parkings: "挂账到了恢复日的，和七天之内要到的。",
};

export const steeringReasonWords: Words<typeof steeringReasons> = {
  overdue: "超期",
  dueToday: "今天到期",
  notAccepted: "派出未接",
  sentBack: "退回未派",
  notDispatched: "登记未派",
  extended: "延过期",
  extensionAsked: "申请延期",
  supervised: "督办",
  passedAround: "多次退单",
  parkingDue: "挂账到期",
  parkingSoon: "七天内到期",
};

export const taskSteeringRefusals = {
  NeverReturned: "这个任务没有退过单，不用分析。",
};

export const taskSteeringEventWords: Record<string, string> = {
  returnsAnalysed: "推诿分析",
};

export const taskSteeringOperationWords: Record<CommandName<typeof taskSteeringContract>, string> = {
  "council.printSteeringList": "打印调度单",
  "council.analyseReturns": "推诿分析",
};
