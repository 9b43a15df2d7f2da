import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, daysBetween, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { Booking } from "./booking-contract.ts";
import { Id } from "./resource-contract.ts";
import { audiences, serviceCategories, serviceModes } from "./service-contract.ts";

/** What became of a booking, as the figures tell bookings apart. */
export const attendances = ["came", "missed", "unrecorded", "ahead", "cancelled", "waiting"] as const;
export type Attendance = (typeof attendances)[number];

export const ageBands = ["under18", "adult", "sixties", "seventies", "eighties", "unknown"] as const;
export type AgeBand = (typeof ageBands)[number];

export const audienceKeys = [...audiences, "none"] as const;

const longest = 3 * 366;

const windowIsFine = ({ fromDay, toDay }: { fromDay: string; toDay: string }): boolean =>
  fromDay <= toDay && daysBetween(fromDay, toDay) <= longest;
const windowProblem = { path: ["toDay"], message: "结束要在开始之后，最长三年" };

/** So many person-times; null where so few people stand behind it that one of them could be told. */
const Count = z.int().nullable();
export const FigureLine = z.object({ key: z.string(), name: z.string(), count: Count });
export type FigureLine = z.infer<typeof FigureLine>;

export const Figures = z.object({
  centreName: z.string(),
  asOf: Instant,
  /** Small groups of people are held back. */
  isGuarded: z.boolean(),
  total: z.int(),
  byService: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      category: z.enum(serviceCategories),
      mode: z.enum(serviceModes),
      count: z.int(),
      cameCount: z.int(),
      missedCount: z.int(),
    }),
  ),
  byCategory: z.array(z.object({ key: z.enum(serviceCategories), count: z.int() })),
  byMode: z.array(z.object({ key: z.enum(serviceModes), count: z.int() })),
  byAudience: z.array(z.object({ key: z.enum(audienceKeys), count: Count })),
  byGrid: z.array(FigureLine),
  byAge: z.array(z.object({ key: z.enum(ageBands), count: Count })),
  /** Bookings, not heads: what the arrival rate is made of, and what it leaves out. */
  bookings: z.object({
    came: z.int(),
    missed: z.int(),
    unrecorded: z.int(),
    ahead: z.int(),
    cancelled: z.int(),
    waiting: z.int(),
  }),
});
export type Figures = z.infer<typeof Figures>;

export const OutreachLine = z.object({
  residentId: z.string(),
  name: z.string(),
  age: z.int().nullable(),
  gridName: z.string(),
  /** 幸福小区3号楼 */
  buildingName: z.string(),
  placeLabel: z.string(),
  maskedPhone: z.string(),
  lastAt: Instant.nullable(),
  lastServiceName: z.string(),
  /** Already booked for something to come. */
  comingAt: Instant.nullable(),
  comingServiceName: z.string(),
});
export type OutreachLine = z.infer<typeof OutreachLine>;

const OfOutreach = z.object({
  fromDay: Day,
  toDay: Day,
  gridId: Id.nullable().default(null),
  category: z.enum(serviceCategories).nullable().default(null),
  /** 政策找人: those who may have this one, in place of the elderly who live alone. */
  serviceId: Id.nullable().default(null),
});

export const figureContract = {
  /** 服务人次、到场率: counts and nothing of anybody, so that everybody may look. */
  "booking.figures": query({
    needs: "viewer",
    input: z
      .object({ fromDay: Day, toDay: Day, isForPublic: z.boolean().default(false) })
      .refine(windowIsFine, windowProblem),
    output: Figures,
  }),
  /** The bookings behind a figure, the latest first. */
  "booking.figureBookings": query({
    needs: "clerk",
    input: z
      .object({
        fromDay: Day,
        toDay: Day,
        attendance: z.enum(attendances),
        serviceId: Id.nullable().default(null),
        category: z.enum(serviceCategories).nullable().default(null),
      })
      .refine(windowIsFine, windowProblem),
    output: z.object({ bookings: z.array(Booking), totalCount: z.int() }),
  }),
  /** 送服务名单: elderly who live alone, or whoever may have a service, and had none in a time; the longest without first. */
  "booking.outreach": query({
    needs: "clerk",
    input: OfOutreach.refine(windowIsFine, windowProblem),
    output: z.object({
      candidateCount: z.int(),
      servedCount: z.int(),
      people: z.array(OutreachLine),
      isCut: z.boolean(),
      /** 符合“助浴”的人; of nobody in particular the elderly who live alone. */
      serviceName: z.string(),
      whoMayWords: z.string(),
    }),
    fails: ["AnybodyMay"],
  }),
  /** The list on paper, with phones in full: so the print is kept. */
  "booking.printOutreach": command({
    needs: "clerk",
    input: OfOutreach.refine(windowIsFine, windowProblem),
    output: Printed.extend({ phones: z.array(z.object({ residentId: z.string(), phone: z.string() })) }),
    fails: ["NobodyToReach", "AnybodyMay"],
  }),
} satisfies Contract;
