import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { appealRefusals } from "./appeal-words.ts";
import { mediationEventWords, mediationOperationWords, mediationRefusals } from "./mediation-words.ts";
import type { itemKinds } from "./meeting-agenda-contract.ts";
import type { attitudes, MeetingState, meetingContract, Outcome } from "./meeting-contract.ts";
import type { meetingKinds } from "./meeting-kinds.ts";
import type { MeetingPaper } from "./meeting-paper-contract.ts";
import type { entitlements, meetingRoles, presences, replies } from "./meeting-people-contract.ts";
import type { opinionRefusals } from "./opinion-words.ts";
import type { topicRefusals } from "./topic-words.ts";
import type { voteRefusals } from "./vote-words.ts";

export const meetingKindWords: Words<typeof meetingKinds> = {
  council: "小板凳议事会",
  mediation: "调解",
  partyCommittee: "大党委会议",
  fourParty: "三委+物业联动",
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
  invited: "未到会",
  present: "出席",
  leave: "请假",
  absent: "缺席",
  observer: "列席",
};

export const meetingRoleWords: Words<typeof meetingRoles> = {
  representative: "居民代表",
  host: "主持人",
  recorder: "记录人",
  committee: "居委会",
  partyBranch: "党组织",
  ownersCommittee: "业委会",
  property: "物业",
  partner: "共建单位",
  subdistrict: "街道部门",
  party: "当事人",
  professional: "专业人士",
  guest: "列席旁听",
};

export const meetingPaperWords: Record<MeetingPaper, string> = {
  notice: "会议通知",
  publicAgenda: "会议议程（对外）",
  agenda: "会议议程（会上用）",
  signIn: "会议签到表",
};

export const replyWords: Words<typeof replies> = { none: "没有回执", coming: "回执参加", notComing: "回执不来" };

export const entitlementWords: Words<typeof entitlements> = { person: "一人一票", household: "一户一票" };

export const attitudeWords: Words<typeof attitudes> = {
  for: "赞成",
  conditional: "有条件",
  against: "反对",
  neutral: "未表态",
};

export const outcomeWords: Record<Outcome, string> = {
  passed: "通过",
  deferred: "暂缓再议",
  rejected: "不予通过",
  noted: "通报",
};

export const meetingRefusals: Record<
  Exclude<
    FailsOf<typeof meetingContract>,
    | keyof typeof appealRefusals
    | keyof typeof topicRefusals
    | keyof typeof voteRefusals
    | keyof typeof opinionRefusals
    | "PersonalDataOnPaper"
    | "NothingToPrint"
  >,
  string
> = {
  TopicNotConfirmed: "议题要先确定，而且不能同时在另一场没结束的会议里。",
  MeetingIsOver: "会议已经结束或取消，不能再改。",
  EntitledBelowPresent: "应到人数不能少于已登记的出席人数。",
  ItemNeedsTitle: "请填写议程标题。",
  MeetingHasStarted: "会议已经开始。",
  ReviewStays: "每次会议的第一项都是“上期任务回头看”，不能移出。",
  OrderIsUnsound: "议程只有两级，第一项“上期任务回头看”不动。",
  OrderIsIncomplete: "议程有变动，请按最新的议程重新排序。",
  MeetingNotPreparing: "会议不在筹备状态。",
  TopicWithoutResearch: "议程上有议题没有议前调研，也没有写明不调研的理由。请到议题页补上，再继续。",
  AgendaIsEmpty: "议程里还没有议题或通报。",
  MeetingIsMinuted: "纪要已经印发，记录不能再改。",
  AttendeeNeedsName: "请选择一位居民或联系人，或直接填写姓名。",
  AlreadyOnList: "这个人已在名单上。",
  ...mediationRefusals,
  AttendeeHasSigned: "这个人在调解协议上签了名，不能移出名单。",
  TemplateNameTaken: "已有同名的会议模板。",
  NoSuchSheet: "没有这个表单号，或者它不是这次会议的这种表。",
  ListIsFrozen: "会议已经结束，应到名单不能再改。谁到了会，还可以更正。",
  GroupIsEmpty: "这一组里没有可以请的人。",
  EntitledNeedsHousehold: "一户一票的会，有表决权的人要有住户：请在“居民”里补上住址，或填写门牌。",
  HouseholdHasEntitled: "一户一票：这一户已经有一位有表决权的人。",
  AttendeeHasProxy: "这个人写了或收了委托书，请先收回委托。",
  GiverNotEntitled: "委托人没有表决权。",
  ProxyToSelf: "不能委托给自己。",
  ProxyIsGiven: "这个人已经委托了别人。",
  ProxyChain: "受托人自己也委托了别人，或委托人手里有别人的委托。",
  TooManyProxies: "一个人受托的票数已到上限。",
  MorePresentThanEntitled: "出席人数超过了应到人数。请先改应到人数，或在名单里标出谁有表决权。",
  AttendeeHasSpoken: "这个人已有发言记录，不能移出名单。",
  DecisionNeedsPresence: "这次会已按当时的到会人数表决或通过了决议，改后人数就不够了。要改名单，请先改结论或重新表决。",
  MeetingNotInSession: "会议不在进行中。",
  SpeakerNotPresent: "发言人没有登记到会。",
  TaskNotReviewed: "这项任务不在本次回头看里。",
  NoQuorum: "到会人数没有过半，不能“通过”。可以暂缓再议，或等人到齐。",
  VoteNotPassed: "表决没有过半，不能“通过”。",
  VoteWithoutQuorum: "表决时到会没有过半，不能“通过”。可以暂缓再议，等人到齐再表决一次。",
  PassedNeedsWording: "通过的决议要写明内容。",
  ResolutionHasTasks: "这条决议已经立了任务。",
  ItemIsReview: "上期任务回头看不作决议。",
  ItemUndecided: "还有议程没有结果，不能散会。",
  ResolutionNotPassed: "只有通过的决议才需要任务。",
  MeetingNotEnded: "会议还没有结束。",
  ResolutionWithoutTask: "还有通过的决议既没有任务，也没有写“无需办理”的理由。",
};

/** What happened to a record, as the timeline says it. */
export const meetingEventWords: Record<string, string> = {
  planned: "筹备会议",
  notified: "发出通知",
  started: "开会",
  ended: "散会",
  minuted: "印发纪要",
  meetingCancelled: "取消会议",
  decided: "作出决议",
  tasksWaived: "无需办理",
  taskAdded: "转为任务",
  ...mediationEventWords,
  invited: "邀请到会",
  paperPrinted: "打印",
  signInKeyed: "按签到表登记",
  proxyGiven: "书面委托",
  proxyWithdrawn: "收回委托",
};

/** What a person did, as the audit log names it. */
export const meetingOperationWords: Record<CommandName<typeof meetingContract>, string> = {
  "council.planMeeting": "筹备会议",
  "council.changeMeeting": "修改会议",
  "council.addAgendaItem": "增加议程",
  "council.removeAgendaItem": "移出议程",
  "council.orderAgenda": "调整议程顺序",
  "council.notifyMeeting": "记录已发会议通知",
  "council.startMeeting": "开会",
  "council.cancelMeeting": "取消会议",
  "council.changeAgendaItem": "修改议程",
  "council.addAttendance": "登记到会",
  "council.printMeetingPaper": "打印会议用纸",
  ...mediationOperationWords,
  "council.addTemplate": "新建会议模板",
  "council.changeTemplate": "修改会议模板",
  "council.keepTemplateList": "把名单存进会议模板",
  "council.keySignIn": "按签到表登记",
  "council.inviteGroup": "整组邀请",
  "council.changeInvitee": "修改名单",
  "council.addProxy": "登记委托",
  "council.withdrawProxy": "收回委托",
  "council.changeAttendance": "修改到会",
  "council.removeAttendance": "移出到会名单",
  "council.addStatement": "记录发言",
  "council.withdrawStatement": "收回发言",
  "council.reviewTask": "记录回头看",
  "council.decideItem": "记录议程结果",
  "council.endMeeting": "散会",
  "council.waiveTasks": "决议无需办理",
  "council.minuteMeeting": "印发纪要",
};
