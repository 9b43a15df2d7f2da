import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { blackoutContract, blackoutScopes } from "./blackout-contract.ts";

export const blackoutScopeWords: Words<typeof blackoutScopes> = {
  centre: "全馆",
  room: "功能室",
  equipment: "设备",
  provider: "服务提供者",
};

export const blackoutRefusals = {
  BlackoutIsPast: "这段时间已经过去，不用再停用。",
  BlackoutIsWithdrawn: "这次停用已经撤销。",
};

export const blackoutEventWords: Record<string, string> = {
  blackoutAdded: "停用",
  blackoutWithdrawn: "撤销停用",
};

export const blackoutOperationWords: Record<CommandName<typeof blackoutContract>, string> = {
  "booking.addBlackout": "停用",
  "booking.withdrawBlackout": "撤销停用",
};
