import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import type { TakerKind, taskTakerContract } from "./task-taker-contract.ts";
import type { taskRefusals } from "./task-words.ts";

export const takerKindWords: Record<TakerKind, string> = {
  partyMember: "党员",
  volunteer: "志愿者",
  merchant: "商户",
  neighbour: "邻居",
};

export const taskTakerRefusals: Record<
  Exclude<FailsOf<typeof taskTakerContract>, keyof typeof taskRefusals>,
  string
> = {
  TaskNotOfferable: "待派单、待接单或办理中的任务才能网格派单。",
  ConfidentialNotOffered: "保密的任务不能网格派单：来接单的人会知道是谁的事。",
  OfferedAlready: "已经派到这个网格了。",
  OthersHaveTaken: "已经有人接了单。请先撤回接单，再改。",
  GridHasNoLeader: "这个网格还没有网格长。请先在“居民 · 网格”里登记网格长。",
  TaskNotOffered: "这项任务没有网格派单。请先派到网格。",
  TakerDoesNotFit: "商户请选单位；邻居请选居民；党员请选居民，或单位的联系人。",
  TakerIsThere: "这个人已经接了这一单。",
  TakingNotPossible: "接单时间要在网格派单以后，也不能在将来。",
  TakerIsGone: "这个接单已经撤回了。",
};

/** What happened to a record, as the timeline says it. */
export const taskTakerEventWords: Record<string, string> = {
  offered: "网格派单",
  taken: "有人接单",
  takerWithdrawn: "撤回接单",
  leftUntaken: "没有人接了，回到待接单",
};

/** What a person did, as the audit log names it. */
export const taskTakerOperationWords: Record<CommandName<typeof taskTakerContract>, string> = {
  "council.offerTaskToGrid": "网格派单",
  "council.recordTaker": "记录谁接单",
  "council.withdrawTaker": "撤回接单",
};
