import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { agentKinds, Petition, petitionContract, petitionStepKinds } from "./petition-contract.ts";

export const agentKindWords: Words<typeof agentKinds> = {
  staff: "工作人员",
  resident: "居民",
  contact: "单位联系人",
};

export const petitionStepWords: Words<typeof petitionStepKinds> = {
  progress: "问进展",
  accepted: "对方受理",
  refused: "对方不予受理",
  replied: "对方办结答复",
  told: "已告知居民",
};

export const petitionWaitWords: Record<Petition["waitsFor"], string> = {
  acceptance: "等对方受理",
  reply: "等对方办结答复",
  telling: "有了答复，等告知居民",
  nothing: "已告知居民",
};

export const petitionRefusals: Record<
  Exclude<FailsOf<typeof petitionContract>, keyof typeof appealRefusals>,
  string
> = {
  PetitionIsThere: "这条诉求已经有代办记录。",
  NotAPetition: "来源是“信访代办”的诉求才登记代办，请先改来源。",
  PetitionDayAhead: "日期还没有到。",
  PetitionDayTooEarly: "日期前后对不上：不能早于交办，也不能早于对方受理。",
  PetitionStepTaken: "这一步已经记过，或者对方已经有了结果。",
  NothingToTell: "对方还没有结果，或者已经告知过居民。",
};

/** What happened to a record, as the timeline says it. */
export const petitionEventWords: Record<string, string> = {
  petitionOpened: "信访代办",
  petitionChanged: "更正代办记录",
  petitionStep: "代办进展",
  petitionUndone: "撤回代办的一步",
};

/** What a person did, as the audit log names it. */
export const petitionOperationWords: Record<CommandName<typeof petitionContract>, string> = {
  "council.openPetition": "登记信访代办",
  "council.changePetition": "更正信访代办",
  "council.recordPetitionStep": "记录信访代办的一步",
  "council.undoPetitionStep": "撤回信访代办的一步",
};
