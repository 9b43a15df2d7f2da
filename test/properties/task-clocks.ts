import { calendarOf } from "#base/calendar.ts";
import { deadlineOf, type Parking } from "#base/deadlines.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Limit } from "#features/council/task-contract.ts";

type Told = { subjectId: string; kind: string; at: string; toState: string | null; details: string };
type Clock = {
  startAt: string;
  limit: Limit;
  parkings: Parking[];
  extension: { approvedAt: string; toDate: string } | null;
};

/** The clock of a task from nothing but what its timeline tells. */
const clockOf = (events: readonly Told[]): Clock | undefined => {
  let clock: Clock | undefined;
  for (const { kind, at, toState, details } of events) {
    const said = JSON.parse(details) as Record<string, never> | null;
    if (kind === "created" || kind === "redone")
      clock = { startAt: said?.clockStartAt ?? "", limit: said?.limit as never, parkings: [], extension: null };
    if (!clock) return undefined;
    const last = clock.parkings.at(-1);
    if (kind === "parked") clock.parkings.push({ from: at, to: null });
    else if (kind === "undone" && said?.undid === "resumed" && last) last.to = null;
    else if (last?.to === null && toState !== null && toState !== "parked") last.to = at;
    if (kind === "extensionApproved") clock.extension = { approvedAt: at, toDate: said?.newDueDate ?? "" };
  }
  return clock;
};

const calendar = calendarOf([]);

const dueOf = ({ startAt, limit, parkings, extension }: Clock) =>
  limit.unit === "date"
    ? deadlineOf({
        startAt,
        rule: { unit: "days", count: 1 },
        calendar,
        parkings,
        extension: extension ?? { approvedAt: startAt, toDate: limit.day },
      }).dueAt
    : deadlineOf({ startAt, rule: limit, calendar, parkings, extension }).dueAt;

/** Tasks whose limit is not the one that their events give. */
export const wrongClocks = (db: ReadableDatabase) => {
  const events = Map.groupBy(
    db.all<Told>(
      "SELECT subjectId, kind, at, toState, details FROM events WHERE subjectKind = 'task' ORDER BY subjectId, id",
    ),
    ({ subjectId }) => subjectId,
  );
  return db
    .all<{ id: string; state: string; dueAt: string }>("SELECT id, state, dueAt FROM tasks")
    .flatMap(({ id, state, dueAt }) => {
      const clock = clockOf(events.get(id) ?? []);
      const due = clock && dueOf(clock);
      if (state === "parked" ? due === null || due === dueAt : due === dueAt) return [];
      return { id, state, dueAt, due };
    });
};
