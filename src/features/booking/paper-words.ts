import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { bookingPaperContract, phoneLists } from "./paper-contract.ts";

export const phoneListWords: Words<typeof phoneLists> = {
  day: "提醒电话单",
  tellings: "通知电话单",
  trip: "出行名单",
};

export const bookingPaperRefusals = {
  NobodyOnSheet: "这张单上一个人也没有，不用打印。",
  NotYetHere: "转介单给来过的个人开：请先签到。",
};

export const bookingPaperEventWords: Record<string, string> = {
  slipPrinted: "打印预约单",
  referred: "转介",
  daySheetPrinted: "列入当日服务表",
};

export const bookingPaperOperationWords: Record<CommandName<typeof bookingPaperContract>, string> = {
  "booking.printSlip": "打印预约单",
  "booking.printReferral": "打印转介单",
  "booking.printDaySheet": "打印当日服务表",
  "booking.printPhoneList": "打印预约电话单",
  "booking.printDoorSheet": "打印门口安排表",
};
