import { epochMsOf, type Instant } from "#base/dates.ts";
import type { BookingState } from "./booking-contract.ts";
import type { VisitStage } from "./visit-contract.ts";

/** Half an hour after the end somebody should have said that they are back. */
export const returnGraceMinutes = 30;

export const visitStageOf = (
  visit: { state: BookingState; startAt: Instant; endAt: Instant; returnedAt: Instant | null },
  now: Instant,
): VisitStage => {
  if (visit.returnedAt !== null) return "back";
  if (visit.state === "noShow") return "missed";
  if (now < visit.startAt) return "ahead";
  return epochMsOf(now) > epochMsOf(visit.endAt) + returnGraceMinutes * 60_000 ? "late" : "out";
};

export const isShortOfPeople = (isTwoPersonVisit: boolean, providerCount: number): boolean =>
  isTwoPersonVisit && providerCount < 2;

type Ordered = { turn: number | null; startAt: Instant; placeKey: string; bookingId: string };

/** As somebody has said; those nobody has placed follow by time, and at one time by where they are. */
export const inVisitOrder = <V extends Ordered>(visits: readonly V[]): V[] => {
  const keyOf = ({ turn, startAt, placeKey, bookingId }: V) =>
    `${turn === null ? "1" : `0${String(turn).padStart(4, "0")}`} ${startAt} ${placeKey} ${bookingId}`;
  return [...visits].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};
