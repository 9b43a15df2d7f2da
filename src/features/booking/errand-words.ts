import type { CommandName } from "#base/contract.ts";
import type { errandContract } from "./errand-contract.ts";

export const errandRefusals = {
  NotAnErrand: "这不是帮办代办的预约，或者已经取消。",
  DocumentNotHere: "这件材料不在中心，可能已经归还。",
  ErrandNeedsMatter: "请先写明办什么事，再打印授权委托书。",
};

export const errandEventWords: Record<string, string> = {
  errandDescribed: "代办事项",
  documentsReceived: "收材料",
  documentsReturned: "还材料",
  authorisationPrinted: "打印授权委托书",
};

export const errandOperationWords: Record<CommandName<typeof errandContract>, string> = {
  "booking.describeErrand": "登记代办事项",
  "booking.receiveDocuments": "收代办材料",
  "booking.returnDocuments": "还代办材料",
  "booking.printAuthorisation": "打印授权委托书",
};
