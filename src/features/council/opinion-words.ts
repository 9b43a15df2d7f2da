import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import type { opinionContract } from "./opinion-contract.ts";

export const opinionRefusals: Record<
  Exclude<FailsOf<typeof opinionContract>, "TopicIsOver" | "NothingToPrint" | "NoSuchSheet"> | "CoverageTooLow",
  string
> = {
  ScopeIsEmpty: "请选涉及哪些楼栋、单元，或填写涉及多少户和依据。",
  ScopeIsTwofold: "选了楼栋、单元，就不用再填户数。",
  CoverageTooLow: "听到的户数不够，不能“通过”。请补充征求意见，或写明为什么现在就定。",
};

export const opinionEventWords: Record<string, string> = {
  scopeSet: "写明涉及哪些住户",
  opinionSheetPrinted: "打印",
  opinionsKeyed: "登记入户意见",
  opinionWithdrawn: "收回入户意见",
};

/** What a person did, as the audit log names it. */
export const opinionOperationWords: Record<CommandName<typeof opinionContract>, string> = {
  "council.setScope": "写明涉及哪些住户",
  "council.printOpinionSheet": "打印入户征求意见表",
  "council.keyOpinions": "登记入户意见",
  "council.withdrawOpinion": "收回入户意见",
};
