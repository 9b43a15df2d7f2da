import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { holidayWays, planContract, turnStates } from "./plan-contract.ts";

export const holidayWayWords: Words<typeof holidayWays> = { skip: "放假停", hold: "放假照常" };
export const turnStateWords: Words<typeof turnStates> = {
  new: "可以排",
  made: "已排",
  skipped: "说过不排",
  holiday: "放假",
  closed: "停用",
  conflict: "有冲突",
};

export const planRefusals = {
  CourseNeedsTitle: "课程请写名称，报名和课表上要用。",
  PlanEndsBeforeItBegins: "结束的日子早于开始的日子，请核对。",
  PlanRunsPastMidnight: "这样排到了半夜十二点以后，请减少场数或改时间。",
  PlanIsRetired: "这个排期已经停用。",
  ConflictsUndecided: "还有冲突没有选怎么办，请逐条选：不排、换房间或换时间。",
  NothingToMake: "没有新的场次可排。",
};

export const planEventWords: Record<string, string> = {
  planAdded: "新排期",
  planChanged: "修改排期",
  sessionsMade: "排出场次",
};

export const planOperationWords: Record<CommandName<typeof planContract>, string> = {
  "booking.addPlan": "增加排期",
  "booking.changePlan": "修改排期",
  "booking.makeSessions": "按排期排场次",
};
