import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { requiredLine } from "#base/text.ts";
import { approvals, bookingStates } from "./booking-contract.ts";
import { Id } from "./resource-contract.ts";

/** What a person takes home: no phone, no room of a home, and no reason for which somebody may. */
export const Slip = z.object({
  numberText: z.string(),
  /** A person masked; a group by its name. */
  partyLabel: z.string(),
  headCount: z.int(),
  title: z.string(),
  state: z.enum(bookingStates),
  approval: z.enum(approvals),
  waitingPlace: z.int().nullable(),
  /** One time, or every lesson of a course that is still to come. */
  times: z.array(z.object({ startAt: Instant, endAt: Instant, lesson: z.int().nullable(), roomName: z.string() })),
  isAtHome: z.boolean(),
  providerNames: z.array(z.string()),
  bring: z.string(),
  priceText: z.string(),
  consent: z.string(),
  clerkName: z.string(),
  centreName: z.string(),
  centreAddress: z.string(),
  centrePhone: z.string(),
  openingHours: z.string(),
});

/** Whom a phone list is of: who comes on a day, who has to be told of something, or who goes on a trip. */
export const phoneLists = ["day", "tellings", "trip"] as const;
const OfPhoneList = z
  .object({
    list: z.enum(phoneLists),
    day: Day.nullable().default(null),
    sessionId: Id.nullable().default(null),
  })
  .refine(({ list, day }) => (list === "day") === (day !== null), { path: ["day"], message: "请选择哪一天" })
  .refine(({ list, sessionId }) => (list === "trip") === (sessionId !== null), {
    path: ["sessionId"],
    message: "请选择哪一场",
  });

const OfDaySheet = z.object({ day: Day, sessionId: Id.nullable().default(null) });

const Centre = { communityName: z.string(), centreName: z.string(), centrePhone: z.string() };

/** 预约单、当日服务表、提醒电话单、门口安排表. */
export const bookingPaperContract = {
  "booking.slip": query({ needs: "clerk", input: z.object({ id: Id }), output: Slip }),
  "booking.printSlip": command({ needs: "clerk", input: z.object({ id: Id }), output: Printed }),
  /** 转介单: somebody who was here is sent on; whole name, age, and nothing else of them. */
  "booking.referral": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({
      ...Centre,
      numberText: z.string(),
      name: z.string(),
      ageText: z.string(),
      serviceName: z.string(),
      startAt: Instant,
      clerkName: z.string(),
    }),
    fails: ["NotYetHere"],
  }),
  /** What it is about goes with the paper and is not kept: the program stores no diagnosis. */
  "booking.printReferral": command({
    needs: "clerk",
    input: z.object({ id: Id, to: requiredLine("转到哪里", 60) }),
    output: Printed,
    fails: ["NotYetHere"],
  }),
  /** 当日服务表: it lies on a table for everybody to sign, so it names nobody's phone or home. */
  "booking.daySheet": query({
    needs: "clerk",
    input: OfDaySheet,
    output: z.object({
      ...Centre,
      sessions: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          startAt: Instant,
          endAt: Instant,
          roomName: z.string(),
          providerNames: z.array(z.string()),
          /** Children are fetched: whoever does signs too. */
          hasPickUp: z.boolean(),
          rows: z.array(z.object({ bookingId: z.string(), name: z.string(), headCount: z.int() })),
          /** Rows for those who come without a booking. */
          blankCount: z.int(),
        }),
      ),
    }),
  }),
  "booking.printDaySheet": command({
    needs: "clerk",
    input: OfDaySheet,
    output: Printed,
    fails: ["NobodyOnSheet"],
  }),
  "booking.phoneList": query({
    needs: "clerk",
    input: OfPhoneList,
    output: z.object({
      ...Centre,
      rows: z.array(
        z.object({
          bookingId: z.string(),
          name: z.string(),
          contactName: z.string(),
          headCount: z.int(),
          maskedPhone: z.string(),
          serviceName: z.string(),
          startAt: Instant,
          /** What is to be told; empty where the list only reminds. */
          why: z.string(),
        }),
      ),
    }),
  }),
  /** The phones in full, since somebody calls by it; so the print is kept with each of them. */
  "booking.printPhoneList": command({
    needs: "clerk",
    input: OfPhoneList,
    output: Printed.extend({
      phones: z.array(
        z.object({
          bookingId: z.string(),
          /** Whom to call: what was left with the booking, else what the register has. */
          phone: z.string(),
          /** What the register has, where another was left. */
          ownPhone: z.string(),
        }),
      ),
    }),
    fails: ["NobodyOnSheet"],
  }),
  /** 门口安排表: what is on in a room, for everybody who passes. */
  "booking.doorSheet": query({
    needs: "clerk",
    input: z.object({ roomId: Id, fromDay: Day, toDay: Day }),
    output: z.object({
      ...Centre,
      roomName: z.string(),
      uses: z.string(),
      days: z.array(
        z.object({ day: Day, turns: z.array(z.object({ startAt: Instant, endAt: Instant, words: z.string() })) }),
      ),
    }),
  }),
  "booking.printDoorSheet": command({
    needs: "clerk",
    input: z.object({ roomId: Id, fromDay: Day, toDay: Day }),
    output: Printed,
  }),
} satisfies Contract;
