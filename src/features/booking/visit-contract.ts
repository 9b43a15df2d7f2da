import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine } from "#base/text.ts";
import { bookingStates } from "./booking-contract.ts";
import { Id } from "./resource-contract.ts";

/** 待上门, 在路上, 已回来; late where somebody should be back and has not said so. */
export const visitStages = ["ahead", "out", "late", "back", "missed"] as const;
export type VisitStage = (typeof visitStages)[number];

export const HomeVisit = z.object({
  bookingId: z.string(),
  bookingVersion: z.int(),
  /** 0 while nothing was written down of the home. */
  version: z.int(),
  numberText: z.string(),
  serviceName: z.string(),
  startAt: Instant,
  endAt: Instant,
  state: z.enum(bookingStates),
  stage: z.enum(visitStages),
  name: z.string(),
  residentId: z.string().nullable(),
  contactName: z.string(),
  maskedPhone: z.string(),
  /** As written for this visit; else of the home on the register. */
  address: z.string(),
  isAddressOwn: z.boolean(),
  hasLift: z.boolean().nullable(),
  doorNote: z.string(),
  turn: z.int().nullable(),
  note: z.string(),
  providerNames: z.array(z.string()),
  isTwoPersonVisit: z.boolean(),
  /** 双人上门 with fewer than two. */
  isShortOfPeople: z.boolean(),
  returnedAt: Instant.nullable(),
  returnedByName: z.string(),
  returnNote: z.string(),
});
export type HomeVisit = z.infer<typeof HomeVisit>;

const OfVisit = z.object({ bookingId: Id, version: z.int().min(0) });
const Kept = z.object({ id: z.string(), version: z.int() });

export const visitContract = {
  /** The homes of a day in the order in which they are gone to. */
  "booking.homeVisits": query({
    needs: "clerk",
    input: z.object({ day: Day, providerId: Id.nullable().default(null) }),
    output: z.object({ visits: z.array(HomeVisit), lateCount: z.int() }),
  }),
  "booking.describeHome": command({
    needs: "clerk",
    input: OfVisit.extend({
      address: optionalLine("地址", 100),
      hasLift: z.boolean().nullable().default(null),
      doorNote: optionalLine("怎么进门", 200),
    }),
    output: Kept,
    fails: ["NotAHomeVisit"],
  }),
  /** The order of a day's homes, first to last. */
  "booking.orderVisits": command({
    needs: "clerk",
    input: z.object({ day: Day, bookingIds: z.array(Id).min(1).max(200) }),
    output: z.object({ id: z.string() }),
    fails: ["NotAHomeVisit"],
  }),
  /** 上门路线单: phones in full, since whoever goes has to call; so the print is kept. */
  "booking.printRoute": command({
    needs: "clerk",
    input: z.object({ day: Day, providerId: Id.nullable().default(null) }),
    output: Printed.extend({ phones: z.array(z.object({ bookingId: z.string(), phone: z.string() })) }),
    fails: ["NobodyToVisit"],
  }),
  /** 到家确认: whoever went has come back. */
  "booking.confirmReturn": command({
    needs: "clerk",
    input: OfVisit.extend({ note: optionalLine("回来说了什么", 200) }),
    output: Kept,
    fails: ["NotAHomeVisit", "SessionNotBegun", "AlreadyBack"],
  }),
} satisfies Contract;
