import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { councilRulesContract } from "./council-rules-contract.ts";
import type { topicSignerContract } from "./topic-signer-contract.ts";
import type { researchWays, topicStepContract } from "./topic-step-contract.ts";

export const researchWayWords: Words<typeof researchWays> = {
  visit: "走访",
  talk: "座谈",
  site: "现场查看",
  survey: "问卷",
  papers: "查资料",
};

export const topicStepRefusals = {
  SignerNeedsName: "请选居民，或填写姓名。",
  ResearchIsAhead: "调研的日期在今天以后，请核对。",
  ResearchIsUsed: "会议正在议这个议题，调研不能撤回。",
  StepIsDone: "这一步已经做了，不用写理由。",
  JointNeedsHouseholds: "居民联名的规则要写明多少户。",
  LastRuleInUse: "至少要留一条在用的规则。",
};

/** What happened to a topic, as the timeline says it. */
export const topicStepEventWords: Record<string, string> = {
  signed: "联名",
  signerWithdrawn: "撤回联名",
  researched: "议前调研",
  researchWithdrawn: "撤回调研",
  stepSkipped: "跳过一步",
};

/** What a person did, as the audit log names it. */
export const topicStepOperationWords: Record<
  CommandName<typeof topicStepContract & typeof topicSignerContract & typeof councilRulesContract>,
  string
> = {
  "council.addSigners": "登记联名",
  "council.withdrawSigner": "撤回联名",
  "council.recordResearch": "记录议前调研",
  "council.withdrawResearch": "撤回议前调研",
  "council.skipStep": "写明跳过的理由",
  "council.changeSettings": "修改议事规则",
  "council.addConfirmRule": "增加确定议题的规则",
  "council.changeConfirmRule": "修改确定议题的规则",
};
