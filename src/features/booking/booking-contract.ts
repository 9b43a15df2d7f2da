import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredText } from "#base/text.ts";
import { Id, Version } from "./resource-contract.ts";
import { partyKinds } from "./service-contract.ts";
import { Needs, Session } from "./session-contract.ts";
import { verdicts } from "./who-may.ts";

export const bookingStates = ["booked", "arrived", "served", "noShow", "cancelled", "waiting", "gaveUp"] as const;
export type BookingState = (typeof bookingStates)[number];
export const bookingChannels = ["window", "phone", "wechat", "visit", "unit"] as const;
export const approvals = ["none", "asked", "approved"] as const;
export const callOutcomes = ["told", "notReached", "gaveUp"] as const;

/** What speaks against a booking and a person may overrule with a reason. */
export const objectionKinds = ["notEligible", "unknown", "overQuota", "tooLate", "tooFarAhead", "sameTime"] as const;
export const Objection = z.object({ kind: z.enum(objectionKinds), words: z.string() });
export type Objection = z.infer<typeof Objection>;

export const Booking = z.object({
  id: z.string(),
  numberText: z.string(),
  sessionId: z.string(),
  serviceName: z.string(),
  startAt: Instant,
  endAt: Instant,
  party: z.enum(partyKinds),
  residentId: z.string().nullable(),
  householdId: z.string().nullable(),
  organisationId: z.string().nullable(),
  /** Of a person or a group; of a household its address. */
  name: z.string(),
  /** 72 岁 幸福小区3号楼; for the desk alone. */
  detail: z.string(),
  contactName: z.string(),
  maskedPhone: z.string(),
  headCount: z.int(),
  channel: z.enum(bookingChannels),
  state: z.enum(bookingStates),
  approval: z.enum(approvals),
  isLate: z.boolean(),
  /** The place in the order of those who wait, from 1 on. */
  waitingPlace: z.int().nullable(),
  enrolmentId: z.string().nullable(),
  overruled: z.array(Objection),
  overruleReason: z.string(),
  purpose: z.string(),
  note: z.string(),
  reason: z.string(),
  bookedAt: Instant,
  bookedByName: z.string(),
  /** Somebody has to be told, and why. */
  tellWords: z.string(),
  version: z.int(),
});
export type Booking = z.infer<typeof Booking>;

export const WaitingCall = z.object({
  at: Instant,
  calledByName: z.string(),
  outcome: z.enum(callOutcomes),
  words: z.string(),
});

/** A session with how many of its places are taken. */
export const SessionWithPlaces = Session.extend({
  takenCount: z.int(),
  arrivedCount: z.int(),
  waitingCount: z.int(),
  askedCount: z.int(),
});
export type SessionWithPlaces = z.infer<typeof SessionWithPlaces>;

/** Somebody who has to be told of what was done without them, or was. */
export const TellingLine = z.object({
  id: z.string(),
  why: z.string(),
  madeAt: Instant,
  tryCount: z.int(),
  toldAt: Instant.nullable(),
  booking: Booking,
});
export type TellingLine = z.infer<typeof TellingLine>;

export const Party = z.object({
  party: z.enum(partyKinds).default("person"),
  residentId: Id.nullable().default(null),
  householdId: Id.nullable().default(null),
  organisationId: Id.nullable().default(null),
  name: optionalLine("姓名或团体名称", 60),
  contactName: optionalLine("联系人", 40),
  phone: Phone.unwrap().default(""),
});
export type Party = z.infer<typeof Party>;

/** A time of one's own: a session made for this booking alone. */
const Own = Needs.extend({ serviceId: Id, startAt: Instant, endAt: Instant }).refine(
  ({ startAt, endAt }) => startAt < endAt && Date.parse(endAt) - Date.parse(startAt) <= 24 * 3600_000,
  { path: ["endAt"], message: "结束要在开始之后，最长一天" },
);

const Wanted = {
  ...Party.shape,
  headCount: z.int({ error: "请填写人数" }).min(1, "至少 1 人").max(2000, "最多 2000 人").default(1),
  channel: z.enum(bookingChannels).default("window"),
  purpose: optionalLine("用途", 100),
  note: optionalText("备注", 500),
  /** Why it is booked though something speaks against it. */
  overruleReason: optionalLine("破例的理由", 200),
};

const Step = z.object({ id: Id, version: Version });
const Stepped = z.object({ id: z.string(), version: z.int() });

const bookingFails = [
  "SessionIsCancelled",
  "SessionIsOver",
  "ServiceIsRetired",
  "PartyNotFitting",
  "PartyNeedsOne",
  "TooManyHeads",
  "AlreadyBooked",
  "NeedsOverruling",
  "NoPlaceLeft",
] as const;

export const bookingsContract = {
  /** Sessions of a service, or of all, with what is left of their places. */
  "booking.findPlaces": query({
    needs: "clerk",
    input: z.object({
      serviceId: Id.nullable().default(null),
      fromDay: Day,
      toDay: Day,
    }),
    output: z.object({ sessions: z.array(SessionWithPlaces), isCut: z.boolean() }),
  }),
  /** What speaks for and against somebody in a service on a day, and what the desk should know of them. */
  "booking.judge": query({
    needs: "clerk",
    input: z.object({
      serviceId: Id,
      startAt: Instant,
      endAt: Instant,
      party: z.enum(partyKinds).default("person"),
      residentId: Id.nullable().default(null),
      householdId: Id.nullable().default(null),
      exceptBookingId: Id.nullable().default(null),
    }),
    output: z.object({
      verdict: z.enum(verdicts),
      reasons: z.array(z.object({ verdict: z.enum(verdicts), words: z.string() })),
      objections: z.array(Objection),
      /** 每人每月 2 次，已约 1 次 */
      quotaWords: z.array(z.string()),
      noShowCount: z.int(),
      lastServices: z.array(z.object({ serviceName: z.string(), startAt: Instant, state: z.enum(bookingStates) })),
    }),
  }),
  "booking.sessionBookings": query({
    needs: "clerk",
    input: z.object({ sessionId: Id }),
    output: z.object({
      session: SessionWithPlaces,
      bookings: z.array(Booking.extend({ calls: z.array(WaitingCall) })),
    }),
  }),
  "booking.booking": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: Booking.extend({
      calls: z.array(WaitingCall),
      events: z.array(z.object({ at: Instant, kind: z.string(), recordedByName: z.string(), reason: z.string() })),
    }),
  }),
  "booking.bookingsOf": query({
    needs: "clerk",
    input: z.object({ residentId: Id }),
    output: z.object({ bookings: z.array(Booking), noShowCount: z.int() }),
  }),
  /** 等同意: what waits for somebody to say yes, the soonest first. */
  "booking.listAsked": query({ needs: "clerk", input: z.object({}), output: z.object({ bookings: z.array(Booking) }) }),
  "booking.book": command({
    needs: "clerk",
    input: z
      .object({
        sessionId: Id.nullable().default(null),
        own: Own.nullable().default(null),
        /** 满了就候补 */
        isWaitingFine: z.boolean().default(false),
        ...Wanted,
      })
      .refine(({ sessionId, own }) => (sessionId === null) !== (own === null), {
        path: ["sessionId"],
        message: "请选择场次，或另定时间",
      }),
    output: z.object({
      id: z.string(),
      version: z.int(),
      numberText: z.string(),
      state: z.enum(bookingStates),
      approval: z.enum(approvals),
      waitingPlace: z.int().nullable(),
    }),
    fails: [...bookingFails, "SessionIsPast", "ResourceTaken"],
  }),
  /** 报名: every lesson of a course that is still to come, or none. */
  "booking.enrol": command({
    needs: "clerk",
    input: z.object({ planId: Id, ...Wanted }),
    output: z.object({ id: z.string(), lessonCount: z.int() }),
    fails: [...bookingFails, "NotACourse", "CourseIsOver"],
  }),
  "booking.moveBooking": command({
    needs: "clerk",
    input: Step.extend({
      sessionId: Id,
      overruleReason: Wanted.overruleReason,
      reason: optionalLine("改期的原因", 200),
    }),
    output: Stepped,
    fails: [...bookingFails, "BookingIsOver", "OtherService"],
  }),
  "booking.cancelBooking": command({
    needs: "clerk",
    input: Step.extend({ reason: requiredText("取消的原因", 200) }),
    output: z.object({ id: z.string(), version: z.int(), nextWaitingId: z.string().nullable() }),
    fails: ["BookingIsOver"],
  }),
  /** 退课: what is still to come of an enrolment. */
  "booking.leaveCourse": command({
    needs: "clerk",
    input: z.object({ enrolmentId: Id, reason: requiredText("退课的原因", 200) }),
    output: z.object({ id: z.string(), cancelledCount: z.int() }),
    fails: ["CourseIsOver"],
  }),
  "booking.checkIn": command({
    needs: "clerk",
    input: Step,
    output: Stepped.extend({ isLate: z.boolean() }),
    fails: ["NotBooked", "NotToday", "WaitsForApproval"],
  }),
  /** Of a child: who fetched it. */
  "booking.markServed": command({
    needs: "clerk",
    input: Step.extend({ fetchedBy: optionalLine("谁接走的", 40) }),
    output: Stepped,
    fails: ["NotArrived", "SessionNotBegun"],
  }),
  "booking.markNoShow": command({
    needs: "clerk",
    input: Step,
    output: Stepped,
    fails: ["NotBooked", "SessionNotBegun"],
  }),
  /** Takes back 到, 已完成 or 未到. */
  "booking.undoAttendance": command({
    needs: "clerk",
    input: Step,
    output: Stepped,
    fails: ["NoAttendanceToUndo", "NoPlaceLeft"],
  }),
  "booking.approveBooking": command({ needs: "secretary", input: Step, output: Stepped, fails: ["NotAsked"] }),
  "booking.recordWaitingCall": command({
    needs: "clerk",
    input: Step.extend({ outcome: z.enum(callOutcomes), words: optionalLine("怎么说的", 200) }),
    output: Stepped,
    fails: ["NotWaiting"],
  }),
  /** From the waiting list into a place that is free; past somebody who waits longer only with a reason. */
  "booking.takePlace": command({
    needs: "clerk",
    input: Step.extend({
      passOverReason: optionalLine("先给后面的人的理由", 200),
      overruleReason: Wanted.overruleReason,
    }),
    output: Stepped,
    fails: ["NotWaiting", "NoPlaceLeft", "OthersWaitLonger", "NeedsOverruling", "SessionIsOver", "SessionIsCancelled"],
  }),
  "booking.revealPhone": command({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ phone: z.string() }),
  }),
  /** 要通知的人: of bookings that something was done to without them. */
  "booking.listTellings": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      tellings: z.array(TellingLine),
    }),
  }),
  "booking.recordTelling": command({
    needs: "clerk",
    input: z.object({ id: Id, isReached: z.boolean(), words: optionalLine("怎么说的", 200) }),
    output: z.object({ id: z.string() }),
    fails: ["AlreadyTold"],
  }),
} satisfies Contract;
