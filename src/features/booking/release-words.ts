import type { CommandName } from "#base/contract.ts";
import type { releaseContract } from "./release-contract.ts";

export const releaseRefusals = {
  RoomNotUnclaimed: "这间房有人到了，或者已经让出。",
};

export const releaseEventWords: Record<string, string> = {
  roomReleased: "没人来，让出房间",
};

export const releaseOperationWords: Record<CommandName<typeof releaseContract>, string> = {
  "booking.releaseRoom": "让出房间",
};
