import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import type { meetingRefusals } from "./meeting-words.ts";
import type { turnContract } from "./turn-contract.ts";

export const turnRefusals: Record<Exclude<FailsOf<typeof turnContract>, keyof typeof meetingRefusals>, string> = {
  AlreadyInOrder: "这个人已经在发言顺序里。",
  TurnIsOver: "这次发言已经结束。",
};

/** What a person did, as the audit log names it. */
export const turnOperationWords: Record<CommandName<typeof turnContract>, string> = {
  "council.openItem": "进入议程",
  "council.askToSpeak": "排入发言顺序",
  "council.giveFloor": "请发言",
  "council.endTurn": "结束发言",
};
