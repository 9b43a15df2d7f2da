import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type {
  approvals,
  bookingChannels,
  bookingStates,
  bookingsContract,
  callOutcomes,
  objectionKinds,
} from "./booking-contract.ts";

export const bookingStateWords: Words<typeof bookingStates> = {
  booked: "已约",
  arrived: "已到",
  served: "已完成",
  noShow: "未到",
  cancelled: "已取消",
  waiting: "候补",
  gaveUp: "已放弃",
};

export const bookingChannelWords: Words<typeof bookingChannels> = {
  window: "窗口",
  phone: "电话",
  wechat: "微信",
  visit: "走访",
  unit: "单位代约",
};

export const approvalWords: Words<typeof approvals> = { none: "", asked: "待同意", approved: "已同意" };
export const callOutcomeWords: Words<typeof callOutcomes> = { told: "已通知", notReached: "未接", gaveUp: "放弃" };

export const objectionWords: Words<typeof objectionKinds> = {
  notEligible: "不符合对象条件",
  unknown: "条件还没核实",
  overQuota: "超过限次",
  tooLate: "约得太晚",
  tooFarAhead: "约得太早",
  sameTime: "时间撞上",
};

export const bookingsRefusals = {
  SessionIsOver: "这一场已经结束，不能再约。",
  PartyNotFitting: "这个项目不接受这样的预约，请看项目里写的谁可以约。",
  PartyNeedsOne: "请选择是谁来：居民、住户、单位，或写明姓名。",
  TooManyHeads: "来的人数超过这个项目一次能带的人数。",
  AlreadyBooked: "这一场已经约过了，不用再约。",
  NeedsOverruling: "有不符合规定的地方，要破例请写明理由。",
  NoPlaceLeft: "这一场已经没有名额，可以候补或换一场。",
  NotACourse: "这不是要报名的课程，请按场次预约。",
  CourseIsOver: "这门课没有还没上的课。",
  BookingIsOver: "这个预约已经结束或取消，不能再改。",
  OtherService: "只能改到同一个项目的另一场，换项目请重新约。",
  NotBooked: "只有“已约”的才能这样办。",
  NotToday: "还没到那一天，到了当天才能签到。",
  WaitsForApproval: "这个预约还等着同意，先同意再签到。",
  NotArrived: "还没有签到，先签到再完成。",
  SessionNotBegun: "这一场还没开始。",
  NoAttendanceToUndo: "没有可以撤销的签到。",
  NotAsked: "这个预约不在等同意。",
  NotWaiting: "这个预约不在候补。",
  OthersWaitLonger: "前面还有人在候补没有联系过，要先给后面的人请写明理由。",
  AlreadyTold: "这一位已经通知过了。",
};

export const bookingsEventWords: Record<string, string> = {
  booked: "预约",
  waitingBegun: "候补",
  bookingMoved: "改期",
  bookingCancelled: "取消",
  checkedIn: "签到",
  served: "完成",
  noShow: "未到",
  attendanceUndone: "撤销签到",
  approved: "同意",
  waitingCalled: "联系候补",
  placeTaken: "候补转正",
  phoneRevealed: "查看电话",
  toTell: "需要通知",
  toldOf: "通知",
};

export const bookingsOperationWords: Record<CommandName<typeof bookingsContract>, string> = {
  "booking.book": "预约",
  "booking.enrol": "课程报名",
  "booking.moveBooking": "预约改期",
  "booking.cancelBooking": "取消预约",
  "booking.leaveCourse": "退课",
  "booking.checkIn": "预约签到",
  "booking.markServed": "预约完成",
  "booking.markNoShow": "登记未到",
  "booking.undoAttendance": "撤销签到",
  "booking.approveBooking": "同意预约",
  "booking.recordWaitingCall": "联系候补",
  "booking.takePlace": "候补转正",
  "booking.revealPhone": "查看预约电话",
  "booking.recordTelling": "登记通知",
};
