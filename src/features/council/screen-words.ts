import type { CommandName } from "#base/contract.ts";
import type { screenContract } from "./screen-contract.ts";

/** What a person did, as the audit log names it. */
export const screenOperationWords: Record<CommandName<typeof screenContract>, string> = {
  "council.openScreen": "打开大屏",
  "council.closeScreen": "收起大屏",
};

/** What happened to a record, as the timeline says it. */
export const screenEventWords: Record<string, string> = {
  screenOpened: "打开大屏",
  screenClosed: "收起大屏",
};
