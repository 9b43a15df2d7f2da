import { holidayName, type WorkCalendar } from "#base/calendar.ts";
import { clockOf, type Day, type Instant, instantAt } from "#base/dates.ts";
import type { Plan } from "./plan-contract.ts";
import { recurringDays } from "./recurrence.ts";

type Planned = Pick<
  Plan,
  | "recurrence"
  | "fromDate"
  | "toDate"
  | "startMinute"
  | "durationMinutes"
  | "breakMinutes"
  | "sessionCount"
  | "onHolidays"
  | "lessonCount"
>;

const dayMinutes = 24 * 60;

/** When the last session of a day ends, in minutes after 0:00. */
export const lastEndMinute = ({
  startMinute,
  durationMinutes,
  breakMinutes,
  sessionCount,
}: Pick<Planned, "startMinute" | "durationMinutes" | "breakMinutes" | "sessionCount">): number =>
  startMinute + sessionCount * durationMinutes + (sessionCount - 1) * breakMinutes;

export const planProblem = (plan: Planned & { title: string }) => {
  if (plan.toDate !== null && plan.toDate < plan.fromDate) return "PlanEndsBeforeItBegins";
  if (plan.lessonCount !== null && plan.title === "") return "CourseNeedsTitle";
  return lastEndMinute(plan) > dayMinutes ? "PlanRunsPastMidnight" : null;
};

export type PlannedTurn = {
  plannedDate: Day;
  turn: number;
  startAt: Instant;
  endAt: Instant;
  holiday: string | null;
};

/** What a person said of one turn: it is not to be, or it is to be whatever the day. */
export type SaidOfTurn = "gone" | "held" | null;

/**
 * The turns of a plan up to a day, in order. A course goes on until it has its lessons, each held or holdable: a holiday
 * that it skips takes none of them, nor does what is said not to be.
 */
export const plannedTurns = (
  plan: Planned,
  calendar: WorkCalendar,
  until: Day,
  most: number,
  saidOf: (turn: Pick<PlannedTurn, "plannedDate" | "turn" | "startAt">) => SaidOfTurn = () => null,
): PlannedTurn[] => {
  const last = plan.toDate !== null && plan.toDate < until ? plan.toDate : until;
  const turns: PlannedTurn[] = [];
  let lessons = 0;
  for (const day of recurringDays(plan.recurrence, plan.fromDate, last)) {
    const holiday = plan.onHolidays === "skip" ? holidayName(calendar, day) : null;
    for (let turn = 1; turn <= plan.sessionCount; turn += 1) {
      if (turns.length >= most || (plan.lessonCount !== null && lessons >= plan.lessonCount)) return turns;
      const startMinute = plan.startMinute + (turn - 1) * (plan.durationMinutes + plan.breakMinutes);
      const startAt = instantAt(day, clockOf(startMinute));
      const endAt = instantAt(day, clockOf(startMinute + plan.durationMinutes));
      const at = { plannedDate: day, turn, startAt };
      turns.push({ ...at, endAt, holiday });
      const said = saidOf(at);
      if (said === "held" || (said === null && holiday === null)) lessons += 1;
    }
  }
  return turns;
};
