import type { Instant } from "#base/dates.ts";
import type { TaskState } from "./task-contract.ts";
import { workingProblem } from "./task-rules.ts";
import type { TakerKind } from "./task-taker-contract.ts";

type Who = { residentId: string | null; organisationId: string | null; contactId: string | null };

/** 网格派单: what is hidden cannot be called out in a grid. */
export const offerableProblem = (task: { state: TaskState; visibility: string }) => {
  if (task.state !== "drafted" && workingProblem(task) !== null) return "TaskNotOfferable";
  return task.visibility === "confidential" ? "ConfidentialNotOffered" : null;
};

/** An order that somebody took stays in the grid where it was taken. */
export const offeringProblem = (
  task: { state: TaskState; visibility: string; offeredGridId: string | null },
  gridId: string,
  standingCount: number,
) => {
  const problem = offerableProblem(task);
  if (problem) return problem;
  if (task.offeredGridId === gridId) return "OfferedAlready";
  return standingCount > 0 ? "OthersHaveTaken" : null;
};

/** 商户 is a unit, 邻居 a resident; a party member is a person, a volunteer may be a team. */
export const fitsKind = (kind: TakerKind, who: Who): boolean => {
  if ((who.residentId === null) === (who.organisationId === null)) return false;
  if (kind === "merchant") return who.organisationId !== null;
  if (kind === "neighbour") return who.residentId !== null;
  return kind === "volunteer" || who.residentId !== null || who.contactId !== null;
};

/** One person, or one unit as such, is one taker. */
export const takerKey = (who: Who): string => who.residentId ?? who.contactId ?? who.organisationId ?? "";

export const takingProblem = (
  task: { state: TaskState; offeredAt: Instant | null },
  taker: Who & { kind: TakerKind; takenAt: Instant },
  standing: readonly Who[],
  now: Instant,
) => {
  if (task.offeredAt === null) return "TaskNotOffered";
  const problem = workingProblem(task);
  if (problem) return problem;
  if (!fitsKind(taker.kind, taker)) return "TakerDoesNotFit";
  if (standing.some((one) => takerKey(one) === takerKey(taker))) return "TakerIsThere";
  // It is written down to the minute.
  return taker.takenAt.slice(0, 16) < task.offeredAt.slice(0, 16) || taker.takenAt > now ? "TakingNotPossible" : null;
};

export const withdrawingProblem = (task: { state: TaskState }, taker: { withdrawnAt: Instant | null }) =>
  workingProblem(task) ?? (taker.withdrawnAt === null ? null : "TakerIsGone");

/** An order that the grid itself leads is accepted by the first who takes it; any other one by its unit. */
export const acceptsByTaking = (task: { state: TaskState }, isLedByGrid: boolean): boolean =>
  task.state === "dispatched" && isLedByGrid;

type Told = { id: number; kind: string; details: unknown };

/** Whose taking an event speaks of. */
export const takerOf = ({ details }: Pick<Told, "details">): string | null =>
  (details as { takerId?: string } | null)?.takerId ?? null;

/** Whose taking was the acceptance that holds; null where the lead accepted by itself. */
export const acceptedByTaker = (events: readonly Told[]): string | null => {
  const last = events.findLast(({ kind }) => kind === "taskAccepted");
  return last ? takerOf(last) : null;
};

/** An order is nobody's again when the last one who took it goes, and taking it was what accepted it. */
export const isLeftUntaken = (
  task: { state: TaskState },
  events: readonly Told[],
  standingAfter: readonly { id: string }[],
): boolean => task.state === "accepted" && standingAfter.length === 0 && acceptedByTaker(events) !== null;

/** Who still stands by a taking that came after an event, so that the event cannot be taken back beneath it. */
export const takenSince = (
  events: readonly Told[],
  event: { id: number },
  standing: readonly { id: string }[],
): boolean => {
  const after = events.slice(events.findIndex(({ id }) => id === event.id) + 1);
  return after.some((told) => told.kind === "taken" && standing.some(({ id }) => id === takerOf(told)));
};
