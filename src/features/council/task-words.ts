import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import type { meetingRefusals } from "./meeting-words.ts";
import type { bands, closeClasses, TaskState, Track, taskContract } from "./task-contract.ts";
import type { taskParkingRefusals } from "./task-parking-words.ts";
import type { topicRefusals } from "./topic-words.ts";

export const trackWords: Record<Track, string> = { immediate: "马上办", online: "网上办", consult: "协商办" };

export const taskStateWords: Record<TaskState, string> = {
  drafted: "待派单",
  dispatched: "待接单",
  accepted: "办理中",
  finished: "已反馈",
  closed: "已销号",
  parked: "挂账",
  cancelled: "终止",
};

export const bandWords: Words<typeof bands> = {
  overdue: "已超期",
  today: "今天到期",
  soon: "1个工作日内到期",
  later: "未到期",
  parked: "挂账中",
  over: "已办结",
};

export const closeClassWords: Words<typeof closeClasses> = {
  solved: "已解决",
  unreachable: "无法回访",
  explained: "已解释说明",
  beyondPower: "超出职权，已告知途径",
  residentRefuses: "诉求人不接受合理方案",
};

export const taskRefusals: Record<
  Exclude<
    FailsOf<typeof taskContract>,
    | keyof typeof appealRefusals
    | keyof typeof topicRefusals
    | keyof typeof meetingRefusals
    | keyof typeof taskParkingRefusals
    | "TaskNotAssigned"
    | "BasisIsAhead"
    | "UpstreamLimitTooEarly"
    | "OthersHaveTaken"
  >,
  string
> = {
  MeetingNotOver: "散会以后才能立任务：期限从散会时起算。",
  TopicHoldsAppeal: "诉求已归入议题，不经协商直接办理要写明理由。",
  ConsultNeedsMeeting: "协商办要经过议事会。可以把诉求归入议题，或改为马上办、网上办。",
  ResponsibleNotInUnit: "责任人不是这个单位的联系人。",
  LimitIsPast: "期限已经过了，请改期限。",
  TaskIsOver: "任务已经结束。",
  TaskNotDrafted: "任务不在“待派单”状态。",
  TaskNotDispatched: "任务不在“待接单”状态。",
  TaskNotWithUnit: "任务不在责任单位手里。",
  ReturnNeedsEvidence: "退单要有依据：写明依据，或附上照片、文件。",
  SameResponsible: "责任单位和责任人都没有变。",
  ExtensionTooLate: "期限已过，不能再申请延期。",
  ExtensionIsAsked: "已有一份延期申请等待批准。",
  ExtensionNotLater: "新的期限要晚于现在的期限。",
  NoExtensionAsked: "没有等待批准的延期申请。",
  TellResidentFirst: "请先告知居民，再勾选“已告知居民”。",
  TaskNotAccepted: "责任单位接单以后才能反馈办结。",
  FinishNeedsEvidence: "办结要有凭据：照片、文件，或写明凭据说明。",
  OnlineNeedsNumber: "网上办要填写平台编号。",
  NotRedoneYet: "重办过一次以后，负责人才能这样销号。",
  FollowUpHasStarted: "回访已经开始，不能撤销办结。",
  NothingToRetell: "这项任务的期限没有变，不用重新告知。",
};

/** What happened to a record, as the timeline says it. */
export const taskEventWords: Record<string, string> = {
  created: "立任务",
  dispatched: "派单",
  taskAccepted: "接单",
  taskReturned: "退单",
  transferred: "转办",
  progressed: "进展",
  extensionAsked: "申请延期",
  extensionApproved: "批准延期",
  extensionRefused: "不批准延期",
  finished: "反馈办结",
  cancelled: "终止",
  closed: "销号",
  redone: "重办",
  reviewed: "回头看",
  recounted: "按新的放假安排重算期限",
  retold: "重新告知期限",
};

/** What a person did, as the audit log names it. */
export const taskOperationWords: Record<CommandName<typeof taskContract>, string> = {
  "council.addDirectTask": "从诉求立任务",
  "council.addResolutionTask": "从决议立任务",
  "council.changeTask": "修改任务",
  "council.dispatchTask": "派单",
  "council.acceptTask": "记录接单",
  "council.returnTask": "退单",
  "council.transferTask": "转办",
  "council.recordProgress": "记录进展",
  "council.recordRetelling": "重新告知期限",
  "council.askExtension": "申请延期",
  "council.decideExtension": "审批延期",
  "council.finishTask": "反馈办结",
  "council.cancelTask": "终止任务",
  "council.closeTask": "销号",
  "council.undoTaskStep": "撤销任务的一步",
};
