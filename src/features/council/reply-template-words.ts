import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { replyKinds, replyTemplateContract } from "./reply-template-contract.ts";

export const replyKindWords: Words<typeof replyKinds> = {
  answer: "答复",
  progress: "告知进度",
  finished: "办结告知",
  rejected: "不受理",
};

/** What a person did, as the audit log names it. */
export const replyTemplateOperationWords: Record<CommandName<typeof replyTemplateContract>, string> = {
  "council.addReplyTemplate": "增加答复模板",
  "council.changeReplyTemplate": "修改答复模板",
};
