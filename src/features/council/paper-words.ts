import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { followUpRefusals } from "./follow-up-words.ts";
import type { meetingRefusals } from "./meeting-words.ts";
import type { paperContract } from "./paper-contract.ts";
import type { taskRefusals } from "./task-words.ts";
import type { topicRefusals } from "./topic-words.ts";

export const paperRefusals: Record<
  Exclude<
    FailsOf<typeof paperContract>,
    | keyof typeof appealRefusals
    | keyof typeof topicRefusals
    | keyof typeof meetingRefusals
    | keyof typeof taskRefusals
    | keyof typeof followUpRefusals
  >,
  string
> = {
  PersonalDataOnPaper: "公开表述里有个人信息，没有打印。请按标出的地方修改。",
  NothingToPrint: "没有可以打印的任务。",
};

/** What a person did, as the audit log names it. */
export const paperOperationWords: Record<CommandName<typeof paperContract>, string> = {
  "council.printTaskSheet": "打印任务清单",
  "council.printSlip": "打印回执",
};
