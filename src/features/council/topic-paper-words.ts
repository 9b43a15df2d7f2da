import type { CommandName } from "#base/contract.ts";
import type { TopicEdition, topicPaperContract } from "./topic-paper-contract.ts";

export const topicCardWords: Record<TopicEdition, string> = { internal: "议题卡（会上用）", public: "议题卡（对外）" };
export const topicListWords: Record<TopicEdition, string> = {
  internal: "议题池清单（内部）",
  public: "议题池清单（对外）",
};

export const topicPaperRefusals = {
  TopicNotPublic: "这个议题不是“公开”的，没有对外的议题卡。",
};

/** What a person did, as the audit log names it. */
export const topicPaperOperationWords: Record<CommandName<typeof topicPaperContract>, string> = {
  "council.printTopicPaper": "打印议题卡",
  "council.printTopicList": "打印议题池清单",
};
