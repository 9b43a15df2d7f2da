import type { FailOf } from "#base/contract.ts";
import type {
  AppealStage,
  channels,
  natures,
  ownerships,
  rejectReasons,
  urgencies,
  voices,
} from "./appeal-contract.ts";
import type { councilContract } from "./contract.ts";
import type { followUpStates, satisfactions } from "./follow-up-contract.ts";
import type {
  attitudes,
  itemKinds,
  MeetingState,
  meetingKinds,
  Outcome,
  presences,
  voteBases,
  voteMethods,
} from "./meeting-contract.ts";
import type { bands, closeClasses, TaskState, Track } from "./task-contract.ts";
import type { confirmRules, TopicState, visibilities } from "./topic-contract.ts";

type Words<K extends readonly string[]> = Record<K[number], string>;

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

export const visibilityWords: Words<typeof visibilities> = { public: "公开", internal: "内部", confidential: "保密" };

export const meetingKindWords: Words<typeof meetingKinds> = {
  council: "小板凳议事会",
  mediation: "调解",
  partyCommittee: "大党委会议",
};

export const meetingStateWords: Record<MeetingState, string> = {
  preparing: "筹备",
  notified: "已通知",
  inSession: "进行中",
  ended: "已结束",
  minuted: "纪要已印发",
  cancelled: "已取消",
};

export const itemKindWords: Words<typeof itemKinds> = { topic: "议题", review: "上期任务回头看", report: "通报" };

export const presenceWords: Words<typeof presences> = {
  present: "出席",
  leave: "请假",
  absent: "缺席",
  observer: "列席",
};

export const attitudeWords: Words<typeof attitudes> = {
  for: "赞成",
  conditional: "有条件",
  against: "反对",
  neutral: "未表态",
};

export const voteMethodWords: Words<typeof voteMethods> = { hands: "举手", paper: "纸票", signature: "签字" };
export const voteBaseWords: Words<typeof voteBases> = { present: "到会人数", entitled: "应到人数", cast: "投票人数" };

export const outcomeWords: Record<Outcome, string> = {
  passed: "通过",
  deferred: "暂缓再议",
  rejected: "不予通过",
  noted: "通报",
};

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

export const satisfactionWords: Words<typeof satisfactions> = {
  satisfied: "满意",
  fairly: "基本满意",
  unsatisfied: "不满意",
};

export const followUpStateWords: Words<typeof followUpStates> = {
  open: "待回访",
  evaluated: "已评价",
  unreachable: "无法回访",
  superseded: "本轮不再回访",
};

export const closeClassWords: Words<typeof closeClasses> = {
  solved: "已解决",
  unreachable: "无法回访",
  explained: "已解释说明",
  beyondPower: "超出职权，已告知途径",
  residentRefuses: "诉求人不接受合理方案",
};

type Fails = { [N in keyof typeof councilContract]: FailOf<(typeof councilContract)[N]> }[keyof typeof councilContract];

export const councilRefusals: Record<Fails, string> = {
  AppealIsOver: "这条诉求已经办完或答复，不能再这样做。",
  AppealNotOpen: "这条诉求现在的状态不能这样做。",
  AppealIsMerged: "这条诉求已并案，请到牵头的那条上操作，或先撤销并案。",
  AppealInProgress: "这条诉求还有没结束的议题或任务，请先处理完。",
  AppealNotEscalated: "这条诉求没有上报，不用录入上级答复。",
  AlreadyAnsweredOnce: "已经记录过首次答复。",
  OwnershipNeedsDirector: "变更归口要由负责人办理并写明理由。",
  NothingToUndo: "没有可以撤销的一步：后面已经有了别的记录。",
  MatterIsConfidential: "背后的诉求或议题是保密的，这里也要设为“保密”。",
  MergeIntoItself: "不能并到它自己。",
  AlreadyMerged: "所选诉求里有已经并案的，请先撤销它的并案。",
  LeadIsMerged: "牵头的诉求自己已并到别处，请选那一条牵头。",
  LeadsOthers: "所选诉求里有正牵头其他诉求的，请改由它牵头，或先撤销它的并案。",
  NotMerged: "这条诉求没有并案。",
  TopicIsOver: "这个议题已有决议或未列入，不能再改。",
  AppealNotInTopic: "这条诉求不在这个议题里。",
  TopicNotProposed: "这个议题不在“待确定”状态。",
  JointNeedsHouseholds: "按居民联名确定的，请填写联名户数。",
  TopicNotOpen: "只有“待确定”或“已确定”的议题可以不列入；已列入议程的请先移出议程。",
  TopicNotConfirmed: "议题要先确定，而且不能同时在另一场没结束的会议里。",
  MeetingIsOver: "会议已经结束或取消，不能再改。",
  EntitledBelowPresent: "应到人数不能少于已登记的出席人数。",
  ItemNeedsTitle: "请填写议程标题。",
  MeetingHasStarted: "会议已经开始。",
  ReviewStays: "每次会议的第一项都是“上期任务回头看”，不能移出。",
  OrderIsIncomplete: "议程有变动，请按最新的议程重新排序。",
  MeetingNotPreparing: "会议不在筹备状态。",
  AgendaIsEmpty: "议程里还没有议题或通报。",
  MeetingIsMinuted: "纪要已经印发，记录不能再改。",
  AttendeeNeedsName: "请选择一位居民或联系人，或直接填写姓名。",
  AlreadyOnList: "这个人已在名单上。",
  MorePresentThanEntitled: "出席人数超过了应到人数，请先改应到人数。",
  AttendeeHasSpoken: "这个人已有发言记录，不能移出名单。",
  DecisionNeedsPresence: "这次会已按当时的到会人数表决或通过了决议，改后人数就不够了。要改名单，请先改表决或结论。",
  MeetingNotInSession: "会议不在进行中。",
  SpeakerNotPresent: "发言人没有登记到会。",
  TaskNotReviewed: "这项任务不在本次回头看里。",
  ItemNotATopic: "只有议题可以表决。",
  ItemIsDecided: "这一项已有结果。要重新表决，请先把结果改为“暂缓再议”。",
  MoreVotesThanPresent: "票数之和超过了到会人数。",
  NoQuorum: "到会人数没有过半，不能“通过”。可以暂缓再议，或等人到齐。",
  VoteNotPassed: "表决没有过半，不能“通过”。",
  PassedNeedsWording: "通过的决议要写明内容。",
  ResolutionHasTasks: "这条决议已经立了任务。",
  ItemIsReview: "上期任务回头看不作决议。",
  ItemUndecided: "还有议程没有结果，不能散会。",
  ResolutionNotPassed: "只有通过的决议才需要任务。",
  MeetingNotEnded: "会议还没有结束。",
  ResolutionWithoutTask: "还有通过的决议既没有任务，也没有写“无需办理”的理由。",
  MeetingNotOver: "散会以后才能立任务：期限从散会时起算。",
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
  FollowUpIsOver: "这条回访已经结束。",
  ReachedNeedsAnswer: "联系上了的，请记下是否解决、是否满意。",
  PersonalDataOnPaper: "公开表述里有个人信息，没有打印。请按标出的地方修改。",
  NothingToRetell: "这项任务的期限没有变，不用重新告知。",
  NothingToPrint: "没有可以打印的任务。",
};

/** 诉〔2026〕12号 */
export const numberText = (series: string, year: number, number: number): string => `${series}〔${year}〕${number}号`;
