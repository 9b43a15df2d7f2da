import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import type { catalogueContract } from "./catalogue-contract.ts";

export const catalogueRefusals: Record<FailsOf<typeof catalogueContract>, string> = {
  MatterNumberTaken: "这个项号已经有了，请换一个。",
  KeywordTooShort: "关键词至少两个字，用顿号分开。一个字的词会把不相干的事也算进来。",
};

/** What a person did, as the audit log names it. */
export const catalogueOperationWords: Record<CommandName<typeof catalogueContract>, string> = {
  "council.addMatter": "增加协商目录事项",
  "council.changeMatter": "修改协商目录事项",
};
