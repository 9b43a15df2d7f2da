import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { sessionContract, sessionKinds, sessionStates } from "./session-contract.ts";

export const sessionKindWords: Words<typeof sessionKinds> = { planned: "计划内", own: "专场" };
export const sessionStateWords: Words<typeof sessionStates> = { open: "照常", cancelled: "已取消" };

export const sessionRefusals = {
  ServiceIsRetired: "这个项目已经停用，不能再排场次。",
  SessionIsPast: "这个时间已经过去，请选还没到的时间。",
  SessionHasBegun: "这一场已经开始，不能再取消。",
  SessionIsCancelled: "这一场已经取消。",
  ResourceTaken: "这个时间占不到要用的房间、人或设备，请换一个。",
};

export const sessionEventWords: Record<string, string> = {
  sessionAdded: "排场次",
  sessionMoved: "改场次",
  sessionCancelled: "取消场次",
};

export const sessionOperationWords: Record<CommandName<typeof sessionContract>, string> = {
  "booking.addSession": "加一场",
  "booking.moveSession": "改场次",
  "booking.cancelSession": "取消场次",
};
