import { yearOf } from "#base/dates.ts";
import type { AnyCommandContext } from "#core/contexts.ts";
import { nextNumber } from "#core/numbers.ts";
import { findOrganisation } from "#features/people/core/organisation-store.ts";
import { findPlace } from "#features/people/core/place-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import type { BookingState, bookingChannels, Objection, Party } from "../booking-contract.ts";
import { isApprovalAsked, partyProblem } from "../booking-rules.ts";
import { bookingSeries } from "../numbers.ts";
import type { Service } from "../service-contract.ts";
import * as store from "./booking-store.ts";
import { judged } from "./judging.ts";
import { findRoom } from "./resource-store.ts";
import { findService } from "./service-store.ts";
import { holdsOf, type KeptSession } from "./session-store.ts";

export type Wanted = Party & {
  headCount: number;
  channel: (typeof bookingChannels)[number];
  purpose: string;
  note: string;
  overruleReason: string;
};

/** Refuses whoever is not on the register that they are said to be on. */
const checkParty = ({ db, refuse, refuseField }: AnyCommandContext, service: Service, wanted: Wanted): void => {
  const problem = partyProblem(service, wanted);
  if (problem) throw refuse(problem);
  const { residentId, householdId, organisationId } = wanted;
  if (residentId !== null && !isResident(db, residentId)) throw refuseField("residentId", "没有这位居民");
  const home = { estateId: null, buildingId: null, unitId: null, householdId };
  if (householdId !== null && findPlace(db, home) === undefined) throw refuseField("householdId", "没有这一户");
  if (organisationId !== null && !findOrganisation(db, organisationId))
    throw refuseField("organisationId", "没有这个单位");
};

export const serviceOfSession = (
  { db, refuse }: AnyCommandContext,
  session: Pick<KeptSession, "serviceId">,
): Service => {
  const service = findService(db, session.serviceId);
  if (!service) throw refuse("NotFound");
  return service;
};

/** How a booking came about decides what does not speak against it. */
const beside: Readonly<Record<"own" | "asked" | "lesson", readonly Objection["kind"][]>> = {
  own: [],
  // Whoever waited and is asked took no time of their own choice.
  asked: ["tooLate", "tooFarAhead"],
  // Only the first lesson of a course is near or far, and one booking more: the rest come with it.
  lesson: ["tooLate", "tooFarAhead", "overQuota"],
};

/** What speaks against it, overruled with a reason or refused. */
export const checkObjections = (
  context: AnyCommandContext,
  service: Service,
  who: Pick<Party, "party" | "residentId" | "householdId">,
  session: Pick<KeptSession, "startAt" | "endAt">,
  overruleReason: string,
  { exceptBookingId = null, by = "own" }: { exceptBookingId?: string | null; by?: keyof typeof beside } = {},
): Pick<store.KeptBooking, "overruled" | "overruleReason"> => {
  const judgement = judged(context, service, { ...who, isGroup: who.party === "group" }, session, exceptBookingId);
  const objections = judgement.objections.filter(({ kind }) => !beside[by].includes(kind));
  if (objections.length > 0 && overruleReason === "") throw context.refuse("NeedsOverruling", { objections });
  return { overruled: objections, overruleReason: objections.length > 0 ? overruleReason : "" };
};

/** Whether a session has room for so many more; nobody is put before those who wait for it. */
export const hasPlaceFor = (
  { db }: Pick<AnyCommandContext, "db">,
  session: Pick<KeptSession, "id" | "placeCount">,
  headCount: number,
): boolean => store.takenPlaces(db, session.id) + headCount <= session.placeCount;

const roomOfSession = ({ db }: Pick<AnyCommandContext, "db">, sessionId: string) => {
  const held = holdsOf(db, [sessionId]).find(({ resourceKind }) => resourceKind === "room");
  return held ? (findRoom(db, held.resourceId) ?? null) : null;
};

/** Whoever wants a place gets it, or waits where that is fine, or is refused: one booking in one session. */
export const placeIn = (
  context: AnyCommandContext,
  session: KeptSession,
  wanted: Wanted,
  { isWaitingFine, enrolmentId }: { isWaitingFine: boolean; enrolmentId: string | null },
) => {
  const { db, now, today, newId, caller, refuse, addEvent } = context;
  const service = serviceOfSession(context, session);
  if (service.isRetired) throw refuse("ServiceIsRetired");
  if (session.state === "cancelled") throw refuse("SessionIsCancelled");
  if (session.endAt <= now) throw refuse("SessionIsOver");
  checkParty(context, service, wanted);
  if (wanted.headCount > service.maxHeadCount && wanted.party !== "group") throw refuse("TooManyHeads");
  if (wanted.headCount > session.placeCount) throw refuse("TooManyHeads");
  if (store.sameBooking(db, session.id, wanted) !== undefined) throw refuse("AlreadyBooked");
  const by = enrolmentId !== null && enrolmentId !== "" ? "lesson" : "own";
  const overruling = checkObjections(context, service, wanted, session, wanted.overruleReason, { by });
  // A place that came free belongs to those who wait for it.
  const isFree = hasPlaceFor(context, session, wanted.headCount) && store.waitingFor(db, session.id).length === 0;
  if (!isFree && !(isWaitingFine && service.hasWaitingList)) throw refuse("NoPlaceLeft");
  const state: BookingState = isFree ? "booked" : "waiting";
  const approval = isApprovalAsked(service, roomOfSession(context, session.id), wanted.party) ? "asked" : "none";
  const year = yearOf(today);
  const id = newId();
  const number = nextNumber(db, bookingSeries, year);
  store.insertBooking(db, {
    id,
    year,
    number,
    sessionId: session.id,
    party: wanted.party,
    residentId: wanted.residentId,
    householdId: wanted.householdId,
    organisationId: wanted.organisationId,
    name: wanted.name,
    contactName: wanted.contactName,
    phone: wanted.phone,
    headCount: wanted.headCount,
    channel: wanted.channel,
    state,
    approval,
    isLate: false,
    waitingAt: state === "waiting" ? now : null,
    enrolmentId: enrolmentId === "" ? id : enrolmentId,
    ...overruling,
    purpose: wanted.purpose,
    note: wanted.note,
    reason: "",
    bookedAt: now,
    bookedBy: caller.accountId,
  });
  addEvent({
    of: "booking",
    id,
    kind: state === "booked" ? "booked" : "waitingBegun",
    to: state,
    reason: overruling.overruleReason,
  });
  return { id, year, number, state, approval } as const;
};
