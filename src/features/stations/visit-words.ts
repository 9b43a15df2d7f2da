import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { visitContract, visitors } from "./visit-contract.ts";

export const visitorWords: Words<typeof visitors> = {
  cleaner: "环卫工人",
  rider: "快递、外卖骑手",
  outdoor: "其他户外劳动者",
  elder: "老人",
  child: "孩子",
  other: "其他",
};

export const visitRefusals = {
  CorrectionNeedsReason: "改动已经登记的人次要写明原因，原来的数会留着。",
};

export const visitOperationWords: Record<CommandName<typeof visitContract>, string> = {
  "stations.countVisitor": "驿站来了一位",
  "stations.tallyDay": "登记驿站一天的人次",
};
