import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { handoverContract, handoverGroups, handoverStates } from "./handover-contract.ts";

export const handoverStateWords: Words<typeof handoverStates> = {
  made: "等人接班",
  taken: "已接班",
  withdrawn: "已收回",
};

export const handoverGroupWords: Words<typeof handoverGroups> = {
  promise: "答应了要回话的",
  firstAnswer: "还没有首次答复的诉求",
  task: "到期和超期的任务",
  followUp: "没联系上、要再回访的",
  meeting: "要开的会",
};

export const handoverRefusals: Record<FailsOf<typeof handoverContract>, string> = {
  ShiftEndsInPast: "没有保存：下一班结束的时间已经过了。",
  ShiftEndsTooLate: "没有保存：下一班离现在超过 31 天，请看看年月日填对没有。",
  HandoverIsOver: "没有保存：这张交接单已经有人接班，或已收回。",
  TakenByMaker: "交班的人不能自己接班。请接班的同事换成自己的账号来点“接班”。",
  NotTheirHandover: "只有交班的人能收回这张交接单。",
};

/** What happened to a handover, as the timeline says it. */
export const handoverEventWords: Record<string, string> = {
  handoverMade: "交班",
  handoverTaken: "接班",
  handoverWithdrawn: "收回交接单",
};

/** What a person did, as the audit log names it. */
export const handoverOperationWords: Record<CommandName<typeof handoverContract>, string> = {
  "council.makeHandover": "写交接单",
  "council.takeHandover": "接班",
  "council.withdrawHandover": "收回交接单",
  "council.printHandover": "打印交接单",
};
