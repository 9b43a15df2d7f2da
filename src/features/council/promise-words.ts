import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { promiseContract, promiseStates } from "./promise-contract.ts";

export const promiseStateWords: Words<typeof promiseStates> = { open: "待回话", kept: "已回话", cancelled: "不用回了" };

export const promiseRefusals: Record<Exclude<FailsOf<typeof promiseContract>, keyof typeof appealRefusals>, string> = {
  PromiseIsPast: "没有保存：这个时间已经过了，请选一个还没到的时间。",
  PromiseIsTooFar: "没有保存：离现在超过一年，请看看年份填对没有。",
  NobodyToCall: "没有保存：不知道给谁回话。请选一位居民，或写下称呼和电话。",
  PromiseIsOver: "没有保存：这一条已经回过话，或已记为不用回了。",
  CallNeedsWords: "没有保存：联系上了，请写下是怎样回的话。",
  TellBeforeMoving: "没有保存：改期要先告诉居民，再勾选“已告诉居民”。",
  SameKeeper: "没有保存：回话的人没有变。",
};

/** What happened to a promise, as the timeline says it. */
export const promiseEventWords: Record<string, string> = {
  promised: "答应回话",
  called: "去回话",
  kept: "已回话",
  moved: "改期",
  handed: "换人回话",
  calledOff: "不用回了",
  promiseUndone: "撤销，还要回话",
};

/** What a person did, as the audit log names it. */
export const promiseOperationWords: Record<CommandName<typeof promiseContract>, string> = {
  "council.promiseCall": "答应回话",
  "council.recordCall": "记录回话",
  "council.movePromise": "回话改期",
  "council.handPromise": "换人回话",
  "council.cancelPromise": "不用回话",
  "council.undoPromiseEnd": "撤销回话的结果",
  "council.revealPromisePhone": "查看回话电话",
  "council.printPromiseSlip": "打印回话条",
};
