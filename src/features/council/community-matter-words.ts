import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { catalogueRefusals } from "./catalogue-words.ts";
import type { communityMatterContract, matterKinds } from "./community-matter-contract.ts";
import type { Counting } from "./ownership.ts";
import type { paperRefusals } from "./paper-words.ts";
import type { taskOwnershipContract } from "./task-ownership-contract.ts";
import type { taskRefusals } from "./task-words.ts";

export const matterKindWords: Words<typeof matterKinds> = { own: "社区事项", elsewhere: "去哪儿办" };

export const countingWords: Record<Counting, string> = { own: "本社区", outside: "清单外", assist: "协助办理" };

export const communityMatterRefusals: Record<
  Exclude<
    FailsOf<typeof communityMatterContract & typeof taskOwnershipContract>,
    | keyof typeof catalogueRefusals
    | keyof typeof paperRefusals
    | keyof typeof taskRefusals
    | keyof typeof appealRefusals
  >,
  string
> = {
  OwnershipIsFixed: "任务已经反馈办结，归口不再变：统计按办结时的归口算。",
  OfficeIsMissing: "请填写办理单位：居民要知道去哪儿办。",
  TaskNotAssigned: "这项任务的归口不是“上级转来”，不用登记依据。",
  BasisIsAhead: "收到的日期还没有到。",
  UpstreamLimitTooEarly: "上级的期限早于收到的日期，请核对。",
};

/** What happened to a record, as the timeline says it. */
export const communityMatterEventWords: Record<string, string> = { basisRecorded: "登记依据" };

/** What a person did, as the audit log names it. */
export const communityMatterOperationWords: Record<
  CommandName<typeof communityMatterContract & typeof taskOwnershipContract>,
  string
> = {
  "council.addCommunityMatter": "增加事项清单的一项",
  "council.changeCommunityMatter": "修改事项清单的一项",
  "council.printMatterSlip": "打印“能不能在社区办”",
  "council.recordBasis": "登记任务的依据",
  "council.changeTaskOwnership": "变更任务的归口",
};
