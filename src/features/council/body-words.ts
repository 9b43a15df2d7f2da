import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { bodyContract, bodyKinds } from "./body-contract.ts";

export const bodyKindWords: Words<typeof bodyKinds> = {
  partyCommittee: "大党委",
  workCommittee: "大工委",
  council: "议事会",
  redOwners: "红色业委会",
  other: "其他",
};

export const bodyRefusals = {
  BodyNameTaken: "已有同名的常设机构。",
  AlreadyMember: "这个人在这段时间里已经是成员。换职务的，请先写上一任的最后一天。",
  TermEndsBeforeItBegins: "最后一天早于任职的第一天，请核对。",
};

/** What a person did, as the audit log names it. */
export const bodyOperationWords: Record<CommandName<typeof bodyContract>, string> = {
  "council.addBody": "增加常设机构",
  "council.changeBody": "修改常设机构",
  "council.addBodyMember": "增加常设机构成员",
  "council.changeBodyMember": "修改常设机构成员",
};
