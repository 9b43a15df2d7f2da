import { addDays, type Day, dayOf, epochMsOf, type Instant } from "#base/dates.ts";
import type { BookingState, Objection, Party } from "./booking-contract.ts";
import type { PartyKind, Service } from "./service-contract.ts";
import type { Reason } from "./who-may.ts";

/** States in which a booking takes its places. */
export const placeStates: readonly BookingState[] = ["booked", "arrived", "served"];
/** States that count against a quota: a place that was not used was taken from another. */
export const quotaStates: readonly BookingState[] = ["booked", "arrived", "served", "noShow"];

export const isOpen = (state: BookingState): boolean => state === "booked" || state === "waiting";

/** What is wrong with who a booking is for; null where it is one person, household or group, and fits the service. */
export const partyProblem = (service: { parties: readonly PartyKind[] }, party: Party) => {
  if (!service.parties.includes(party.party)) return "PartyNotFitting";
  const given = [party.residentId, party.householdId, party.organisationId].filter((id) => id !== null).length;
  if (party.party === "person") {
    const isOne = given === 1 ? party.residentId !== null && party.name === "" : given === 0 && party.name !== "";
    return isOne ? null : "PartyNeedsOne";
  }
  if (party.party === "household") return given === 1 && party.householdId !== null ? null : "PartyNeedsOne";
  const isGroup = party.residentId === null && party.householdId === null;
  return isGroup && (party.organisationId !== null) !== (party.name !== "") ? null : "PartyNeedsOne";
};

/** Whether somebody's word is wanted: where the service says so, and for a room by a group from outside. */
export const isApprovalAsked = (
  service: { isApprovalNeeded: boolean },
  room: { isApprovalNeeded: boolean } | null,
  party: PartyKind,
): boolean => service.isApprovalNeeded || (party === "group" && (room?.isApprovalNeeded ?? false));

const hoursWords = (minutes: number): string => {
  if (minutes % (24 * 60) === 0) return `${minutes / (24 * 60)} 天`;
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`;
};

/** 提前多久: too late for it, or too early. */
export const noticeObjections = (
  { minNoticeMinutes, maxDaysAhead }: Pick<Service, "minNoticeMinutes" | "maxDaysAhead">,
  startAt: Instant,
  now: Instant,
): Objection[] => {
  const leftMinutes = (epochMsOf(startAt) - epochMsOf(now)) / 60_000;
  if (minNoticeMinutes > 0 && leftMinutes < minNoticeMinutes)
    return [{ kind: "tooLate", words: `要提前 ${hoursWords(minNoticeMinutes)}约` }];
  if (dayOf(startAt) > addDays(dayOf(now), maxDaysAhead))
    return [{ kind: "tooFarAhead", words: `最多提前 ${maxDaysAhead} 天约` }];
  return [];
};

/** What the reasons of who may come to as objections. */
export const eligibilityObjections = (reasons: readonly Reason[]): Objection[] =>
  reasons.flatMap(({ verdict, words }): Objection[] =>
    verdict === "may" ? [] : [{ kind: verdict === "mayNot" ? "notEligible" : "unknown", words }],
  );

type Timed = { state: BookingState; startAt: Instant; endAt: Instant };

export const checkInProblem = (booking: Timed & { approval: string }, today: Day) => {
  if (booking.state !== "booked") return "NotBooked";
  if (booking.approval === "asked") return "WaitsForApproval";
  return today < dayOf(booking.startAt) ? "NotToday" : null;
};

export const servedProblem = (booking: Timed, now: Instant) => {
  if (booking.state !== "arrived") return "NotArrived";
  return now < booking.startAt ? "SessionNotBegun" : null;
};

export const noShowProblem = (booking: Timed, now: Instant) => {
  if (booking.state !== "booked") return "NotBooked";
  return now < booking.startAt ? "SessionNotBegun" : null;
};

/** Where undoing leads, from what was entered last. */
export const undoneState = (state: BookingState): BookingState | null => {
  if (state === "arrived" || state === "noShow") return "booked";
  return state === "served" ? "arrived" : null;
};

type Waiting = { id: string; waitingAt: Instant; lastOutcome: string | null };

/** Those who wait longer than one. Whoever was phoned in vain may be passed over. */
export const waitLonger = <W extends Waiting>(waiting: readonly W[], id: string): W[] => {
  const own = waiting.find((one) => one.id === id);
  if (!own) return [];
  return waiting.filter(
    (one) =>
      one.id !== id && one.lastOutcome !== "notReached" && `${one.waitingAt} ${one.id}` < `${own.waitingAt} ${own.id}`,
  );
};

/** A session that somebody took for themselves, and in which nobody has come so long after its beginning. */
export const isUnclaimed = (
  session: { kind: string; state: string; startAt: Instant; endAt: Instant },
  releaseMinutes: number | null,
  states: readonly BookingState[],
  now: Instant,
): boolean =>
  releaseMinutes !== null &&
  session.kind === "own" &&
  session.state === "open" &&
  now < session.endAt &&
  epochMsOf(now) - epochMsOf(session.startAt) >= releaseMinutes * 60_000 &&
  states.includes("booked") &&
  !states.some((state) => state === "arrived" || state === "served");
