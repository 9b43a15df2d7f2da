import { z } from "zod";
import { isWorkday, nextWorkday, type WorkCalendar } from "./calendar.ts";
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  deadlineDay,
  epochMsOf,
  type Instant,
  instantAt,
  instantOf,
  timeOf,
  weekdayOf,
  yearOf,
} from "./dates.ts";

/** Elapsed clock hours, 自然日, 工作日. */
export const deadlineUnits = ["hours", "days", "workdays"] as const;
export type DeadlineUnit = (typeof deadlineUnits)[number];

export const DeadlineRule = z.object({
  count: z.int("请填写整数").min(1, "期限至少为 1").max(999, "期限最多为 999"),
  unit: z.enum(deadlineUnits),
});
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** House rules, editable by the centre; no norm fixes them. */
export const defaultRules = {
  firstAnswer: { count: 1, unit: "workdays" },
  immediate: { count: 1, unit: "workdays" },
  online: { count: 5, unit: "workdays" },
  consult: { count: 15, unit: "workdays" },
  urgent: { count: 2, unit: "hours" },
} as const satisfies Record<string, DeadlineRule>;

/** `to` is null while the parking lasts. */
export type Parking = { from: Instant; to: Instant | null };

/** The latest extension: a date that a person set. */
export type Extension = { approvedAt: Instant; toDate: Day };

export type DeadlineClock = {
  startAt: Instant;
  rule: DeadlineRule;
  calendar: WorkCalendar;
  parkings: readonly Parking[];
  extension?: Extension | null;
};

export type Deadline = {
  /** Null while a parking that began before the deadline lasts: there is no deadline until it ends. */
  dueAt: Instant | null;
  /** A day of a year without a list was judged by its weekday. */
  isEstimated: boolean;
  unknownYears: readonly number[];
  /** Empty where no list was needed: hours, 自然日, a date set by a person. */
  calendarVersion: string;
  /** Days that were not counted, in order: days off and parked days. */
  skipped: readonly Day[];
  /** Those of them that were parked, days off among them included. */
  parkedDays: readonly Day[];
  /** Weekend days that were counted, because they are worked. */
  workedWeekends: readonly Day[];
  /** For a rule in hours: how long the clock stood. */
  parkedMs: number;
};

/**
 * A deadline of n days counts from the following day and ends at 24:00 of the n-th counted day. A parking that begins
 * after the deadline has passed does not take the deadline away.
 */
export const deadlineOf = ({ startAt, rule, calendar, parkings, extension }: DeadlineClock): Deadline => {
  if (extension) {
    // A later parking moves the date by the days parked: it stops the clock, whoever set it.
    const firstDay = dayOf(extension.approvedAt);
    const count = daysBetween(firstDay, extension.toDate) + 1;
    if (count < 1) return { ...nothingSkipped, dueAt: instantAt(extension.toDate, "24:00") };
    return countDays(firstDay, count, parkings, null);
  }
  if (rule.unit === "hours") return countHours(startAt, rule.count, parkings);
  return countDays(addDays(dayOf(startAt), 1), rule.count, parkings, rule.unit === "workdays" ? calendar : null);
};

const nothingSkipped: Omit<Deadline, "dueAt"> = {
  isEstimated: false,
  unknownYears: [],
  calendarVersion: "",
  skipped: [],
  parkedDays: [],
  workedWeekends: [],
  parkedMs: 0,
};

/** Counts natural days where there is no calendar. */
const countDays = (
  firstDay: Day,
  count: number,
  parkings: readonly Parking[],
  calendar: WorkCalendar | null,
): Deadline => {
  const skipped: Day[] = [];
  const parkedDays: Day[] = [];
  const workedWeekends: Day[] = [];
  const judgedYears = new Set<number>();
  let dueAt: Instant | null = null;
  let left = count;
  for (let day = firstDay; dueAt === null; day = addDays(day, 1)) {
    const endsAt = instantAt(day, "24:00");
    // 24:00 belongs to the day that it ends: a parking from that very moment leaves the day alone, one until it takes it.
    const parking = parkings.find(({ from, to }) => from < endsAt && (to === null || endsAt <= to));
    if (parking?.to === null) break;
    if (parking) {
      skipped.push(day);
      parkedDays.push(day);
      continue;
    }
    if (calendar) {
      judgedYears.add(yearOf(day));
      if (!isWorkday(calendar, day).isWorkday) {
        skipped.push(day);
        continue;
      }
      if (weekdayOf(day) === 0 || weekdayOf(day) === 6) workedWeekends.push(day);
    }
    left -= 1;
    if (left === 0) dueAt = endsAt;
  }
  const unknownYears = [...judgedYears].filter((year) => !calendar?.has(year));
  const calendarVersion = [...judgedYears].map((year) => calendar?.get(year)?.version ?? `${year} 估算`).join("；");
  const isEstimated = unknownYears.length > 0;
  return { dueAt, isEstimated, unknownYears, calendarVersion, skipped, parkedDays, workedWeekends, parkedMs: 0 };
};

const countHours = (startAt: Instant, hours: number, parkings: readonly Parking[]): Deadline => {
  const start = epochMsOf(startAt);
  let due = start + hours * 3600_000;
  let isParked = false;
  let countedTo = start;
  // In order of their beginnings, and each only from where the one before ended, so that an overlap stops the clock once.
  for (const { from, to } of parkings.toSorted((a, b) => epochMsOf(a.from) - epochMsOf(b.from))) {
    const stoppedAt = Math.max(epochMsOf(from), countedTo);
    if (stoppedAt >= due) break;
    if (to === null) {
      isParked = true;
      break;
    }
    due += Math.max(epochMsOf(to) - stoppedAt, 0);
    countedTo = Math.max(epochMsOf(to), countedTo);
  }
  const parkedMs = due - start - hours * 3600_000;
  return { ...nothingSkipped, dueAt: isParked ? null : instantOf(due), parkedMs };
};

/** What is done at the very moment is still in time: 24:00 belongs to its day. */
export const isInTime = (dueAt: Instant, doneAt: Instant): boolean => doneAt <= dueAt;

export const bands = ["overdue", "today", "soon", "later", "parked"] as const;
export type Band = (typeof bands)[number];

export const bandWords: Record<Band, string> = {
  overdue: "已超期",
  today: "今天到期",
  soon: "1个工作日内到期",
  later: "未到期",
  parked: "挂账中",
};

/** `soon` is due by the end of the next working day. */
export const bandOf = (dueAt: Instant | null, now: Instant, calendar: WorkCalendar, isParked: boolean): Band => {
  if (isParked || dueAt === null) return "parked";
  if (!isInTime(dueAt, now)) return "overdue";
  const today = dayOf(now);
  const day = deadlineDay(dueAt);
  if (day <= today) return "today";
  return day <= nextWorkday(calendar, today) ? "soon" : "later";
};

/** 今天到期, 明天到期, 还有5天, 超期3天, 挂账中; one that ends within a day says the time, as 今天16:30到期. */
export const dueWords = (dueAt: Instant | null, now: Instant, isParked = false): string => {
  if (isParked || dueAt === null) return bandWords.parked;
  const isAtDaysEnd = timeOf(dueAt) === "00:00";
  if (!isInTime(dueAt, now)) {
    const lateMs = epochMsOf(now) - epochMsOf(dueAt);
    if (isAtDaysEnd) return `超期${daysBetween(deadlineDay(dueAt), dayOf(now))}天`;
    return `超期${lateMs < dayMs ? largestUnitWords(lateMs) : `${Math.floor(lateMs / dayMs)}天`}`;
  }
  const days = Math.max(daysBetween(dayOf(now), deadlineDay(dueAt)), 0);
  if (days > 1) return `还有${days}天`;
  return `${days === 0 ? "今天" : "明天"}${isAtDaysEnd ? "" : timeOf(dueAt)}到期`;
};

const hourMs = 3600_000;
const dayMs = 24 * hourMs;

const largestUnitWords = (ms: number): string =>
  ms < hourMs ? `${Math.max(Math.floor(ms / 60_000), 1)}分钟` : `${Math.floor(ms / hourMs)}小时`;

/** 5个工作日, 10个自然日, 2小时. */
export const ruleWords = ({ count, unit }: DeadlineRule): string =>
  `${count}${{ hours: "小时", days: "个自然日", workdays: "个工作日" }[unit]}`;

/**
 * 「11月20日受理，5个工作日，跳过11月21、22日，到11月27日24:00」. `startWord` is what started the clock: 受理, 登记, 散会, 重办.
 * The year is said where it is not the year of the start.
 */
export const whyThisDay = (clock: DeadlineClock, startWord: string): string => {
  const { startAt, rule, parkings, extension } = clock;
  const { dueAt, skipped, parkedDays, workedWeekends, parkedMs, unknownYears } = deadlineOf(clock);
  const year = yearOf(dayOf(startAt));
  const isInHours = rule.unit === "hours" && !extension;
  const momentWords = (at: Instant) => `${dayWords(dayOf(at), year)}${isInHours ? timeOf(at) : ""}`;

  const said = [`${momentWords(startAt)}${startWord}`];
  if (extension) {
    const isMoved = dueAt === null || deadlineDay(dueAt) !== extension.toDate;
    const toWords = isMoved ? `到${dayWords(extension.toDate, year)}` : "";
    said.push(`${dayWords(dayOf(extension.approvedAt), year)}批准延期${toWords}`);
  } else said.push(ruleWords(rule));
  const daysOff = skipped.filter((day) => !parkedDays.includes(day));
  if (daysOff.length > 0) said.push(`跳过${dayListWords(daysOff, year)}`);
  if (workedWeekends.length > 0) said.push(`${dayListWords(workedWeekends, year)}调休上班`);
  if (parkedDays.length > 0) said.push(`挂账${dayListWords(parkedDays, year)}不计`);
  if (parkedMs > 0) said.push(`挂账${lengthWords(parkedMs)}不计`);

  const open = parkings.find(({ to }) => to === null);
  if (dueAt !== null) {
    const isDaysEnd = timeOf(dueAt) === "00:00";
    said.push(`到${dayWords(deadlineDay(dueAt), year)}${isDaysEnd ? "24:00" : timeOf(dueAt)}`);
  } else if (open) said.push(`${momentWords(open.from)}起挂账，恢复后再算到期日`);
  return `${said.join("，")}${estimateWords(unknownYears, clock.calendar)}`;
};

/** Empty, or 「（2027年放假安排未公布，按周一至周五估算）」. */
export const estimateWords = (unknownYears: readonly number[], calendar: WorkCalendar): string => {
  if (unknownYears.length === 0) return "";
  // A year before the newest list has been published long since; the centre just does not have it.
  const isPast = unknownYears.every((year) => [...calendar.keys()].some((known) => known > year));
  return `（${unknownYears.join("、")}年放假安排${isPast ? "未录入" : "未公布"}，按周一至周五估算）`;
};

/** `10月1日至7日、10、11日`, `12月26、27日、2027年1月1日至3日`: runs of three days and more drawn together. */
export const dayListWords = (days: readonly Day[], year: number): string => {
  let words = "";
  let month = "";
  let isNumberOpen = false;
  for (const run of daysRuns(days)) {
    const [first, last] = run;
    const isRange = daysBetween(first, last) > 0;
    const isSameMonth = first.slice(0, 7) === month;
    if (isNumberOpen && (isRange || !isSameMonth)) words += "日";
    if (words !== "") words += "、";
    words += isSameMonth ? String(Number(first.slice(8))) : dayWords(first, year).slice(0, -1);
    month = first.slice(0, 7);
    isNumberOpen = !isRange;
    if (isRange)
      words += `日至${last.slice(0, 7) === month ? `${Number(last.slice(8))}日` : dayWords(last, yearOf(first))}`;
  }
  return isNumberOpen ? `${words}日` : words;
};

/** First and last day of each run; one or two days in a row stay single. */
const daysRuns = (days: readonly Day[]): (readonly [Day, Day])[] => {
  const runs: [Day, Day][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && addDays(run[1], 1) === day) run[1] = day;
    else runs.push([day, day]);
  }
  return runs.flatMap(([first, last]) =>
    daysBetween(first, last) === 1
      ? ([
          [first, first],
          [last, last],
        ] as const)
      : ([[first, last]] as const),
  );
};

/** `11月20日`, with the year where it is not the one given. */
const dayWords = (day: Day, year: number): string =>
  `${yearOf(day) === year ? "" : `${yearOf(day)}年`}${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** `1天2小时`, `1小时30分钟`. */
const lengthWords = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), "天"],
    [Math.floor(minutes / 60) % 24, "小时"],
    [minutes % 60, "分钟"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count}${word}`);
  return said.length > 0 ? said.join("") : "不到1分钟";
};
