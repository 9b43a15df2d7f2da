import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredText } from "#base/text.ts";
import { Id, resourceKinds, Saved, Version } from "./resource-contract.ts";
import { NeededEquipment, serviceCategories, serviceModes } from "./service-contract.ts";

/** 计划内: from a plan, or put on by hand. 专场: made for the one booking that wants it. */
export const sessionKinds = ["planned", "own"] as const;
export const sessionStates = ["open", "cancelled"] as const;
export type SessionState = (typeof sessionStates)[number];

/** What stands in the way of holding something: another session, a blackout, or too few pieces. */
export const Conflict = z.object({
  resourceKind: z.enum([...resourceKinds, "centre"]),
  resourceId: z.string().nullable(),
  /** 书画室 9:00–10:00 有“书法课” */
  words: z.string(),
});
export type Conflict = z.infer<typeof Conflict>;

export const Session = z.object({
  id: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  category: z.enum(serviceCategories),
  mode: z.enum(serviceModes),
  planId: z.string().nullable(),
  /** Of a course: its title, and which lesson this is. */
  courseTitle: z.string(),
  lesson: z.int().nullable(),
  kind: z.enum(sessionKinds),
  startAt: Instant,
  endAt: Instant,
  placeCount: z.int(),
  roomId: z.string().nullable(),
  roomName: z.string(),
  providerIds: z.array(z.string()),
  providerNames: z.array(z.string()),
  equipment: z.array(NeededEquipment),
  equipmentNames: z.array(z.string()),
  state: z.enum(sessionStates),
  reason: z.string(),
  note: z.string(),
  version: z.int(),
});
export type Session = z.infer<typeof Session>;

/** What is wanted of the centre for a time. */
export const Needs = z.object({
  roomId: Id.nullable().default(null),
  providerIds: z.array(Id).max(10).default([]),
  equipment: z.array(NeededEquipment).max(10).default([]),
});
export type Needs = z.infer<typeof Needs>;

const longest = 24 * 60;
const Span = { startAt: Instant, endAt: Instant };

const isSpan = ({ startAt, endAt }: { startAt: string; endAt: string }): boolean =>
  startAt < endAt && Date.parse(endAt) - Date.parse(startAt) <= longest * 60_000;
const spanProblem = { path: ["endAt"], message: "结束要在开始之后，最长一天" };

const PlaceCount = z.int({ error: "请填写名额" }).min(1, "至少 1 个名额").max(2000, "最多 2000 个名额");

export const sessionContract = {
  "booking.listSessions": query({
    needs: "clerk",
    input: z.object({
      fromDay: Day,
      toDay: Day,
      serviceId: Id.nullable().default(null),
      roomId: Id.nullable().default(null),
      withCancelled: z.boolean().default(false),
    }),
    output: z.object({
      sessions: z.array(Session),
      /** There are more than fit a list. */
      isCut: z.boolean(),
    }),
  }),
  /** 这个时间哪里有空: every room, provider and equipment, and what takes it. */
  "booking.whatIsFree": query({
    needs: "clerk",
    input: z.object({ ...Span, exceptSessionId: Id.nullable().default(null) }).refine(isSpan, spanProblem),
    output: z.object({
      closedWords: z.string(),
      rooms: z.array(z.object({ id: z.string(), name: z.string(), seatCount: z.int(), takenWords: z.string() })),
      providers: z.array(z.object({ id: z.string(), name: z.string(), trade: z.string(), takenWords: z.string() })),
      equipment: z.array(z.object({ id: z.string(), name: z.string(), freeCount: z.int() })),
    }),
  }),
  "booking.addSession": command({
    needs: "clerk",
    input: z
      .object({ serviceId: Id, ...Span, placeCount: PlaceCount, ...Needs.shape, note: optionalLine("说明", 200) })
      .refine(isSpan, spanProblem),
    output: Saved,
    fails: ["ServiceIsRetired", "SessionIsPast", "ResourceTaken"],
  }),
  /** Another time, another room, somebody else; who is booked stays booked and has to be told. */
  "booking.moveSession": command({
    needs: "clerk",
    input: z
      .object({ id: Id, version: Version, ...Span, ...Needs.shape, reason: requiredText("改动的原因", 200) })
      .refine(isSpan, spanProblem),
    output: Saved,
    fails: ["SessionIsCancelled", "SessionIsPast", "ResourceTaken"],
  }),
  "booking.cancelSession": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, reason: requiredText("取消的原因", 200) }),
    output: Saved,
    fails: ["SessionIsCancelled", "SessionHasBegun"],
  }),
} satisfies Contract;
