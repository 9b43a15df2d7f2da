import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type {
  AppealStage,
  appealContract,
  channels,
  natures,
  ownerships,
  rejectReasons,
  urgencies,
  voices,
} from "./appeal-contract.ts";

export const channelWords: Words<typeof channels> = {
  window: "窗口来访",
  phone: "电话",
  visit: "走访",
  box: "意见箱",
  meeting: "会上",
  wechat: "微信群转述",
  observer: "民情观察员",
  snapshot: "流动网格员随手拍",
  delegate: "两代表一委员",
  petition: "信访代办",
  superior: "上级转来",
  other: "其他",
};

export const natureWords: Words<typeof natures> = {
  inquiry: "咨询",
  help: "求助",
  complaint: "投诉",
  report: "举报",
  suggestion: "建议",
  praise: "表扬",
};

export const urgencyWords: Words<typeof urgencies> = {
  urgent: "突发（危及生命财产）",
  utility: "水电气热",
  ordinary: "一般",
};

export const ownershipWords: Words<typeof ownerships> = {
  own: "社区自办",
  assist: "协助办理",
  outside: "社区事项清单外",
  assigned: "上级转来",
};

export const voiceWords: Words<typeof voices> = { self: "本人", onBehalf: "代他人", anonymous: "匿名" };

export const stageWords: Record<AppealStage, string> = {
  received: "已登记",
  accepted: "已受理",
  answered: "当场答复",
  rejected: "不予受理",
  escalated: "已上报",
  deliberating: "议事中",
  acting: "办理中",
  resolved: "已解决",
  evaluated: "已评事",
};

/** The four words of the work: 说事、议事、办事、评事. */
export const partOfStage: Record<AppealStage, string> = {
  received: "说事",
  accepted: "说事",
  answered: "评事",
  rejected: "评事",
  escalated: "说事",
  deliberating: "议事",
  acting: "办事",
  resolved: "评事",
  evaluated: "评事",
};

export const rejectReasonWords: Words<typeof rejectReasons> = {
  notCommunity: "不属于本社区范围",
  inLawsuit: "已进入诉讼、仲裁或行政复议",
  handledElsewhere: "已由其他部门受理",
  repeated: "同一事项正在办理或已答复",
  tooVague: "内容不清，无法联系补充",
  withdrawn: "诉求人自己撤回",
  otherReason: "其他",
};

export const appealRefusals: Record<FailsOf<typeof appealContract>, string> = {
  AppealIsOver: "这条诉求已经办完或答复，不能再这样做。",
  AppealNotOpen: "这条诉求现在的状态不能这样做。",
  AppealIsMerged: "这条诉求已并案，请到牵头的那条上操作，或先撤销并案。",
  AppealInProgress: "这条诉求还有没结束的议题或任务，请先处理完。",
  AppealNotEscalated: "这条诉求没有上报，不用录入上级答复。",
  AlreadyAnsweredOnce: "已经记录过首次答复。",
  OwnershipNeedsDirector: "变更归口要由负责人办理并写明理由。",
  SameOwnership: "归口没有变。",
  NothingToUndo: "没有可以撤销的一步：后面已经有了别的记录。",
  MergeIntoItself: "不能并到它自己。",
  AlreadyMerged: "所选诉求里有已经并案的，请先撤销它的并案。",
  LeadIsMerged: "牵头的诉求自己已并到别处，请选那一条牵头。",
  LeadsOthers: "所选诉求里有正牵头其他诉求的，请改由它牵头，或先撤销它的并案。",
  NotMerged: "这条诉求没有并案。",
};

/** What happened to a record, as the timeline says it. */
export const appealEventWords: Record<string, string> = {
  registered: "登记",
  imported: "导入",
  changed: "修改",
  ownershipChanged: "变更归口",
  attached: "添加附件",
  phoneRevealed: "查看号码",
  accepted: "受理",
  firstAnswered: "首次答复",
  answered: "当场答复",
  rejected: "不予受理",
  escalated: "上报",
  replied: "上级答复",
  undone: "撤销上一步",
  merged: "并案",
  mergedIn: "并入一条诉求",
  unmerged: "撤销并案",
  unmergedOut: "移出一条诉求",
  evaluated: "评价",
  printed: "打印",
};

/** What a person did, as the audit log names it. */
export const appealOperationWords: Record<CommandName<typeof appealContract>, string> = {
  "council.registerAppeal": "登记诉求",
  "council.exportAppeals": "导出诉求登记表",
  "council.changeAppeal": "修改诉求",
  "council.changeOwnership": "变更归口",
  "council.addAppealAttachments": "给诉求添加附件",
  "council.revealReporterPhone": "查看诉求人电话",
  "council.acceptAppeal": "受理诉求",
  "council.recordFirstAnswer": "记录首次答复",
  "council.answerAppeal": "答复诉求",
  "council.rejectAppeal": "不予受理",
  "council.escalateAppeal": "上报诉求",
  "council.takeInReply": "录入上级答复",
  "council.undoAppealDecision": "撤销对诉求的处理",
  "council.mergeAppeals": "并案",
  "council.unmergeAppeal": "撤销并案",
};
