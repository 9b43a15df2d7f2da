import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { confirmRules, TopicState, topicContract, topicSources, visibilities } from "./topic-contract.ts";

export const topicStateWords: Record<TopicState, string> = {
  proposed: "待确定",
  confirmed: "已确定",
  scheduled: "已列入议程",
  discussed: "已议",
  settled: "有决议",
  declined: "不列入",
};

export const confirmRuleWords: Words<typeof confirmRules> = {
  joint: "居民联名",
  major: "重大事项",
  committees: "两委提名",
};

export const topicSourceWords: Words<typeof topicSources> = {
  appeals: "诉求汇总",
  residents: "居民提出",
  committees: "两委提出",
  superior: "上级交办",
  followUp: "评事中提出",
  other: "其他",
};

export const visibilityWords: Words<typeof visibilities> = { public: "公开", internal: "内部", confidential: "保密" };

export const topicRefusals: Record<Exclude<FailsOf<typeof topicContract>, keyof typeof appealRefusals>, string> = {
  MatterIsConfidential: "背后的诉求或议题是保密的，这里也要设为“保密”。",
  TopicIsOver: "这个议题已有决议或未列入，不能再改。",
  AppealNotInTopic: "这条诉求不在这个议题里。",
  TopicNotProposed: "这个议题不在“待确定”状态。",
  RuleNotInUse: "这条规则已停用，请选别的依据。",
  JointNotReached: "联名还没有达到规则要求的户数。请先在议题上补齐联名，或选别的依据。",
  PostponeDayIsPast: "请选今天以后的日期。",
  TopicNotPostponed: "这个议题没有暂缓。",
  TopicNotOpen: "只有“待确定”或“已确定”的议题可以不列入；已列入议程的请先移出议程。",
};

/** What happened to a record, as the timeline says it. */
export const topicEventWords: Record<string, string> = {
  gathered: "归入议题",
  returned: "退回说事",
  proposed: "提出议题",
  confirmed: "确定议题",
  declined: "不列入",
  postponed: "暂缓",
  postponementEnded: "不再暂缓",
  scheduled: "列入议程",
  unscheduled: "移出议程",
  discussed: "会上议过",
  settled: "形成决议",
  deferred: "暂缓再议",
};

/** What a person did, as the audit log names it. */
export const topicOperationWords: Record<CommandName<typeof topicContract>, string> = {
  "council.proposeTopic": "提出议题",
  "council.changeTopic": "修改议题",
  "council.gatherAppeals": "诉求归入议题",
  "council.returnAppeal": "议题退回诉求",
  "council.confirmTopic": "确定议题",
  "council.declineTopic": "议题不列入",
  "council.postponeTopic": "暂缓议题",
  "council.endPostponement": "结束暂缓",
  "council.undoTopicDecision": "撤销对议题的决定",
};
