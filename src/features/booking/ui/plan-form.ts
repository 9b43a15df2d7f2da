import { z } from "zod";
import { clockOf, Day } from "#base/dates.ts";
import { typedMinute } from "#base/typed-time.ts";
import { numberOrNull } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { type Plan, planContract } from "../plan-contract.ts";
import { intervalOf, monthDateOf, monthlyOf, monthlyOn, monthlyOnDate, weekdaysOf, weekly } from "../recurrence.ts";
import type { ServiceLine } from "../service-contract.ts";

export const recurrenceWays = {
  weekly: "每周",
  monthlyOn: "每月第几个周几",
  monthDate: "每月几号",
  daily: "每天",
} as const;
export type RecurrenceWay = keyof typeof recurrenceWays;

export type PlanValues = {
  service: Choice | null;
  title: string;
  way: RecurrenceWay;
  everyWeeks: number | string;
  /** Strings, since boxes hold them. */
  weekdays: string[];
  nth: string;
  monthWeekday: string;
  monthDate: number | string;
  fromDate: string | null;
  toDate: string | null;
  start: string;
  durationMinutes: number | string;
  breakMinutes: number | string;
  sessionCount: number | string;
  placeCount: number | string;
  onHolidays: Plan["onHolidays"];
  roomId: string | null;
  providerIds: string[];
  lessonCount: number | string;
  isRetired: boolean;
};

/** A new plan, with what its service says of itself. */
export const planFor = (service: ServiceLine | null, fromDate: Day): PlanValues => ({
  service: service && { id: service.id, label: service.name },
  title: "",
  way: "weekly",
  everyWeeks: 1,
  weekdays: [],
  nth: "1",
  monthWeekday: "6",
  monthDate: 1,
  fromDate,
  toDate: null,
  start: "",
  durationMinutes: service?.durationMinutes ?? 60,
  breakMinutes: 0,
  sessionCount: 1,
  placeCount: service?.placeCount ?? 10,
  onHolidays: "skip",
  roomId: service?.roomId ?? null,
  providerIds: [...(service?.providerIds ?? [])],
  lessonCount: "",
  isRetired: false,
});

const wayOf = ({ recurrence }: Plan): RecurrenceWay => {
  if (weekdaysOf(recurrence).length > 0) return "weekly";
  if (monthDateOf(recurrence) !== null) return "monthDate";
  return monthlyOf(recurrence) ? "monthlyOn" : "daily";
};

export const valuesOfPlan = (plan: Plan): PlanValues => {
  const { recurrence, title, fromDate, toDate, durationMinutes, breakMinutes, sessionCount, placeCount } = plan;
  const monthly = monthlyOf(recurrence);
  return {
    service: { id: plan.serviceId, label: plan.serviceName },
    title,
    way: wayOf(plan),
    everyWeeks: intervalOf(recurrence),
    weekdays: weekdaysOf(recurrence).map(String),
    nth: String(monthly?.nth ?? 1),
    monthWeekday: String(monthly?.weekday ?? 6),
    monthDate: monthDateOf(recurrence) ?? 1,
    fromDate,
    toDate,
    start: clockOf(plan.startMinute).padStart(5, "0"),
    durationMinutes,
    breakMinutes,
    sessionCount,
    placeCount,
    onHolidays: plan.onHolidays,
    roomId: plan.roomId,
    providerIds: [...plan.providerIds],
    lessonCount: plan.lessonCount ?? "",
    isRetired: plan.isRetired,
  };
};

/** What a day field holds, where it is a day. */
export const dayIn = (typed: string | null): Day | undefined => Day.safeParse(typed).data;

const recurrenceIn = (values: PlanValues): string => {
  const { way, weekdays, everyWeeks, nth, monthWeekday, monthDate } = values;
  if (way === "daily") return "FREQ=DAILY";
  if (way === "monthDate") return monthlyOnDate(Number(monthDate) || 1);
  if (way === "monthlyOn") return monthlyOn(Number(nth), Number(monthWeekday));
  return weekdays.length === 0 ? "" : weekly(weekdays.map(Number), Number(everyWeeks) || 1);
};

/** As `booking.addPlan` and `booking.changePlan` take it; what is no day or no time fails their schema. */
export const sentPlan = (values: PlanValues) => {
  const { title, fromDate, toDate, onHolidays, roomId, providerIds } = values;
  return {
    title,
    recurrence: recurrenceIn(values),
    fromDate: fromDate ?? "",
    toDate,
    startMinute: typedMinute(values.start) ?? Number.NaN,
    durationMinutes: Number(values.durationMinutes),
    breakMinutes: Number(values.breakMinutes),
    sessionCount: Number(values.sessionCount),
    placeCount: Number(values.placeCount),
    onHolidays,
    roomId,
    providerIds,
    lessonCount: numberOrNull(values.lessonCount),
  };
};

/** Which field of the form a field of the contract stands in. */
const fieldOf: Readonly<Record<string, keyof PlanValues>> = { recurrence: "weekdays", startMinute: "start" };
const fieldMessages: Readonly<Record<string, string>> = {
  fromDate: "请填写哪一天，如 2026-12-01",
  toDate: "请填写哪一天，或者空着",
  startMinute: "请填写几点，如 9:30",
};

export const PlanForm = z.custom<PlanValues>().superRefine((values, context) => {
  const add = (path: keyof PlanValues, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (values.service === null) add("service", "请选择排什么项目");
  if (values.way === "monthDate" && !(Number(values.monthDate) >= 1 && Number(values.monthDate) <= 31))
    add("monthDate", "请填写 1 到 31");
  const sent = planContract["booking.changePlan"].input
    .omit({ id: true, version: true })
    .safeParse({ ...sentPlan(values), isRetired: values.isRetired });
  for (const { path, message } of sent.error?.issues ?? []) {
    const name = String(path[0]);
    add(fieldOf[name] ?? (name as keyof PlanValues), fieldMessages[name] ?? message);
  }
});

/** What was chosen for one turn, while it is being chosen. */
export type Chosen =
  | { way: "skip" | "hold" }
  | { way: "room"; roomId: string | null }
  | { way: "time"; day: string | null; start: string };

/** As the core takes it; null while it lacks something. */
export const sentChoice = ({ plannedDate, turn }: { plannedDate: Day; turn: number }, chosen: Chosen) => {
  const at = { plannedDate, turn };
  if (chosen.way === "room") return chosen.roomId === null ? null : { ...at, way: chosen.way, roomId: chosen.roomId };
  if (chosen.way !== "time") return { ...at, way: chosen.way };
  const startMinute = typedMinute(chosen.start);
  const day = dayIn(chosen.day);
  return startMinute === null || day === undefined ? null : { ...at, way: chosen.way, day, startMinute };
};
