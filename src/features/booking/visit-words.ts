import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { visitContract, visitStages } from "./visit-contract.ts";

export const visitStageWords: Words<typeof visitStages> = {
  ahead: "待上门",
  out: "上门中",
  late: "还没到家确认",
  back: "已到家",
  missed: "未成",
};

export const visitRefusals = {
  NotAHomeVisit: "这不是上门的预约，或者已经取消。",
  AlreadyBack: "已经确认到家了。",
  NobodyToVisit: "这一天没有要上门的人。",
};

export const visitEventWords: Record<string, string> = {
  homeDescribed: "上门地址和进门",
  returned: "到家确认",
};

export const visitOperationWords: Record<CommandName<typeof visitContract>, string> = {
  "booking.describeHome": "登记上门地址和进门",
  "booking.orderVisits": "排上门路线",
  "booking.printRoute": "打印上门路线单",
  "booking.confirmReturn": "到家确认",
};
