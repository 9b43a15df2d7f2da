import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine } from "#base/text.ts";
import { isRecurrence } from "./recurrence.ts";
import { Id, Saved, Version } from "./resource-contract.ts";
import { Conflict } from "./session-contract.ts";

/** Whether a plan goes on through public holidays; a weekend day that is worked is a day like any other. */
export const holidayWays = ["skip", "hold"] as const;

export const Plan = z.object({
  id: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  /** Of a course; the name of the service says enough of anything else. */
  title: z.string(),
  recurrence: z.string(),
  recurrenceWords: z.string(),
  fromDate: Day,
  toDate: Day.nullable(),
  startMinute: z.int(),
  durationMinutes: z.int(),
  breakMinutes: z.int(),
  sessionCount: z.int(),
  placeCount: z.int(),
  onHolidays: z.enum(holidayWays),
  roomId: z.string().nullable(),
  roomName: z.string(),
  providerIds: z.array(z.string()),
  providerNames: z.array(z.string()),
  lessonCount: z.int().nullable(),
  madeUntil: Day.nullable(),
  /** Sessions that were made of it and stand. */
  madeCount: z.int(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Plan = z.infer<typeof Plan>;

const lastMinute = 24 * 60 - 1;

const PlanFields = {
  serviceId: Id,
  title: optionalLine("课程名称", 40),
  recurrence: z.string({ error: "请选择哪几天" }).max(200).refine(isRecurrence, "请选择哪几天"),
  fromDate: Day,
  toDate: Day.nullable().default(null),
  startMinute: z.int({ error: "请填写几点开始" }).min(0).max(lastMinute),
  durationMinutes: z
    .int({ error: "请填写每场多长" })
    .min(5, "至少 5 分钟")
    .max(24 * 60, "最多 24 小时"),
  breakMinutes: z.int().min(0).max(480, "最多 8 小时").default(0),
  sessionCount: z.int().min(1, "至少 1 场").max(48, "一天最多 48 场").default(1),
  placeCount: z.int({ error: "请填写名额" }).min(1, "至少 1 个名额").max(2000, "最多 2000 个名额"),
  onHolidays: z.enum(holidayWays).default("skip"),
  roomId: Id.nullable().default(null),
  providerIds: z.array(Id).max(10, "最多 10 位").default([]),
  /** 十节课; a course is enrolled in once. */
  lessonCount: z.int().min(1, "至少 1 节").max(100, "最多 100 节").nullable().default(null),
};

export const turnStates = ["new", "made", "skipped", "holiday", "closed", "conflict"] as const;

/** One session that a plan would make, and what stands in its way. */
export const Turn = z.object({
  plannedDate: Day,
  turn: z.int(),
  startAt: Instant,
  endAt: Instant,
  state: z.enum(turnStates),
  /** 国庆节; or what is in the way. */
  words: z.string(),
  conflicts: z.array(Conflict),
  /** What is in the way of what was chosen for it; empty where nothing is or nothing was chosen. */
  choiceWords: z.string(),
});
export type Turn = z.infer<typeof Turn>;

/** What is to be done about one that cannot be held as planned. */
export const TurnChoice = z.discriminatedUnion("way", [
  z.object({ plannedDate: Day, turn: z.int().min(1), way: z.literal("skip") }),
  z.object({ plannedDate: Day, turn: z.int().min(1), way: z.literal("room"), roomId: Id }),
  z.object({
    plannedDate: Day,
    turn: z.int().min(1),
    way: z.literal("time"),
    day: Day,
    startMinute: z.int().min(0).max(lastMinute),
  }),
  /** On a holiday all the same. */
  z.object({ plannedDate: Day, turn: z.int().min(1), way: z.literal("hold") }),
]);
export type TurnChoice = z.infer<typeof TurnChoice>;
const TurnChoices = z.array(TurnChoice).max(400).default([]);

export const planContract = {
  "booking.listPlans": query({
    needs: "clerk",
    input: z.object({ serviceId: Id.nullable().default(null), withRetired: z.boolean().default(false) }),
    output: z.object({ plans: z.array(Plan) }),
  }),
  "booking.addPlan": command({
    needs: "secretary",
    input: z.object(PlanFields),
    output: Saved,
    fails: ["ServiceIsRetired", "CourseNeedsTitle", "PlanEndsBeforeItBegins", "PlanRunsPastMidnight"],
  }),
  /** What was made of it before stays as it is. */
  "booking.changePlan": command({
    needs: "secretary",
    input: z.object({ ...PlanFields, id: Id, version: Version, isRetired: z.boolean() }).omit({ serviceId: true }),
    output: Saved,
    fails: ["CourseNeedsTitle", "PlanEndsBeforeItBegins", "PlanRunsPastMidnight"],
  }),
  /** What making sessions up to a day would make, as things stand and with what was chosen so far. */
  "booking.previewSessions": query({
    needs: "clerk",
    input: z.object({ planId: Id, until: Day, choices: TurnChoices }),
    output: z.object({
      turns: z.array(Turn),
      isCut: z.boolean(),
      /** Of a plan that stops on holidays: the years whose holidays are not known. */
      yearsWithoutList: z.array(z.int()),
    }),
  }),
  /** Makes them all, or none while one in the way has no choice. */
  "booking.makeSessions": command({
    needs: "secretary",
    input: z.object({ planId: Id, version: Version, until: Day, choices: TurnChoices }),
    output: z.object({ id: z.string(), version: z.int(), madeCount: z.int(), skippedCount: z.int() }),
    fails: ["PlanIsRetired", "ConflictsUndecided", "ResourceTaken", "SessionIsPast", "NothingToMake"],
  }),
} satisfies Contract;
