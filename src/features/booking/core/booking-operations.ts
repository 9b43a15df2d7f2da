import { addDays, instantAt } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import { timelineOf } from "#core/events.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { BookingState, bookingsContract } from "../booking-contract.ts";
import * as rules from "../booking-rules.ts";
import { bookingNumber } from "../numbers.ts";
import { bookingLines, bookingLinesWithCalls, phoneOf } from "./booking-lines.ts";
import * as store from "./booking-store.ts";
import { judged } from "./judging.ts";
import { checkNeeds, holdAll } from "./needs.ts";
import { withPlaces } from "./places.ts";
import { checkObjections, hasPlaceFor, placeIn, serviceOfSession, type Wanted } from "./placing.ts";
import { findPlan, sessionsOfPlan } from "./plan-store.ts";
import { findService } from "./service-store.ts";
import { sessionLines } from "./session-lines.ts";
import { sessionIn } from "./session-operations.ts";
import * as sessions from "./session-store.ts";
import { tellingLines } from "./telling-lines.ts";
import * as tellings from "./telling-store.ts";

const mostListed = 400;
const monthsOfNoShows = 180;
const lastShown = 5;
const mostOfResident = 200;

type Finding = Pick<QueryContext<never>, "db" | "refuse">;

const bookingIn = ({ db, refuse }: Finding, id: string): store.KeptBooking => {
  const booking = store.findBooking(db, id);
  if (!booking) throw refuse("NotFound");
  return booking;
};

/** A booking and the session that it is in. */
const placedIn = (context: Finding, id: string) => {
  const booking = bookingIn(context, id);
  return { booking, session: sessionIn(context, booking.sessionId) };
};

/** Moves a booking to a state, with its event, or says that somebody was faster. */
const step = (
  { db, refuse, addEvent }: AnyCommandContext,
  booking: store.KeptBooking,
  version: number,
  /** What is said stays with the booking where `isKept`, and else with the event alone. */
  to: { state: BookingState; kind: string; reason?: string; isKept?: boolean; isLate?: boolean },
) => {
  const { state, kind, reason, isKept = false, isLate } = to;
  const { id } = booking;
  const changed = { id, version, state, ...(isKept ? { reason } : {}), isLate };
  if (!store.setState(db, changed)) throw refuse("Conflict");
  addEvent({ of: "booking", id, kind, from: booking.state, to: state, reason });
  return { id, version: version + 1 };
};

/** Something happened to a booking that stays as it is. */
const noted = (
  { db, refuse, addEvent }: AnyCommandContext,
  { id, version }: { id: string; version: number },
  event: { kind: string; reason: string; details: unknown },
) => {
  if (!store.touchBooking(db, { id, version })) throw refuse("Conflict");
  addEvent({ of: "booking", id, ...event });
  return { id, version: version + 1 };
};

const cancelled = (context: AnyCommandContext, booking: store.KeptBooking, version: number, reason: string) => {
  const { db, refuse, addEvent } = context;
  const session = sessionIn(context, booking.sessionId);
  const done = step(context, booking, version, { state: "cancelled", kind: "bookingCancelled", reason, isKept: true });
  tellings.dropTelling(db, booking.id);
  // A session that was made for it alone ends with it.
  if (session.kind === "own" && session.state === "open") {
    if (!sessions.cancelSession(db, { id: session.id, version: session.version, reason })) throw refuse("Conflict");
    sessions.releaseHolds(db, session.id);
    addEvent({ of: "session", id: session.id, kind: "sessionCancelled", from: "open", to: "cancelled", reason });
  }
  return done;
};

const wantedIn = (input: Wanted): Wanted => {
  const { party, residentId, householdId, organisationId, name, contactName, phone } = input;
  const { headCount, channel, purpose, note, overruleReason } = input;
  const who = { party, residentId, householdId, organisationId, name, contactName, phone };
  return { ...who, headCount, channel, purpose, note, overruleReason };
};

export const bookingsOperations: Handlers<typeof bookingsContract> = {
  "booking.findPlaces": ({ db }, { serviceId, fromDay, toDay }) => {
    const rows = sessions.sessionsOf(db, {
      from: instantAt(fromDay),
      to: instantAt(addDays(toDay, 1)),
      serviceId,
      roomId: null,
      withCancelled: false,
      limit: mostListed + 1,
    });
    return {
      sessions: withPlaces(db, sessionLines(db, rows.slice(0, mostListed))),
      isCut: rows.length > mostListed,
    };
  },

  "booking.judge": (context, { serviceId, startAt, endAt, party, residentId, householdId, exceptBookingId }) => {
    const { db, today, refuse } = context;
    const service = findService(db, serviceId);
    if (!service) throw refuse("NotFound");
    const judgement = judged(
      context,
      service,
      { residentId, householdId, isGroup: party === "group" },
      { startAt, endAt },
      exceptBookingId,
    );
    const last = residentId === null ? [] : store.bookingsOfResident(db, residentId, lastShown);
    return {
      ...judgement,
      noShowCount:
        residentId === null ? 0 : store.noShowCount(db, residentId, instantAt(addDays(today, -monthsOfNoShows))),
      lastServices: bookingLines(db, last, today).map(({ serviceName, startAt: at, state }) => ({
        serviceName,
        startAt: at,
        state,
      })),
    };
  },

  "booking.sessionBookings": (context, { sessionId }) => {
    const { db, today, refuse } = context;
    const [session] = withPlaces(db, sessionLines(db, [sessionIn(context, sessionId)]));
    if (!session) throw refuse("NotFound");
    return { session, bookings: bookingLinesWithCalls(db, store.bookingsOfSession(db, sessionId), today) };
  },

  "booking.booking": (context, { id }) => {
    const { db, today, refuse } = context;
    const [line] = bookingLinesWithCalls(db, [bookingIn(context, id)], today);
    if (!line) throw refuse("NotFound");
    const accounts = accountNames(db);
    const events = timelineOf(db, "booking", id).map(({ at, kind, recordedBy, reason }) => ({
      at,
      kind,
      recordedByName: accounts.get(recordedBy ?? "") ?? "",
      reason,
    }));
    return { ...line, events };
  },

  "booking.bookingsOf": ({ db, today }, { residentId }) => ({
    bookings: bookingLines(db, store.bookingsOfResident(db, residentId, mostOfResident), today),
    noShowCount: store.noShowCount(db, residentId, instantAt(addDays(today, -monthsOfNoShows))),
  }),

  "booking.listAsked": ({ db, now, today }) => ({
    bookings: bookingLines(db, store.askedBookings(db, now), today),
  }),

  "booking.book": (context, { sessionId, own, isWaitingFine, ...input }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const wanted = wantedIn(input);
    let session: sessions.KeptSession;
    if (own === null) {
      session = sessionIn(context, sessionId ?? "");
      if (session.kind === "own") throw refuse("NoPlaceLeft");
    } else {
      const { serviceId, startAt, endAt, ...needs } = own;
      const service = serviceOfSession(context, { serviceId });
      if (service.isRetired) throw refuse("ServiceIsRetired");
      if (startAt <= now) throw refuse("SessionIsPast");
      checkNeeds(context, needs);
      const id = newId();
      const at = { startAt, endAt, placeCount: Math.max(wanted.headCount, 1), note: "" };
      sessions.insertSession(db, { id, serviceId, planId: null, kind: "own", plannedDate: null, turn: null, ...at });
      holdAll(context, id, needs, { startAt, endAt });
      addEvent({ of: "session", id, kind: "sessionAdded", to: "open" });
      session = sessionIn(context, id);
    }
    const { id, year, number, state, approval } = placeIn(context, session, wanted, {
      isWaitingFine: isWaitingFine && own === null,
      enrolmentId: null,
    });
    const place = store.waitingFor(db, session.id).findIndex((waiting) => waiting.id === id);
    const waitingPlace = place < 0 ? null : place + 1;
    return { id, version: 1, numberText: bookingNumber({ year, number }), state, approval, waitingPlace };
  },

  "booking.enrol": (context, { planId, ...input }) => {
    const { db, now, refuse } = context;
    const plan = findPlan(db, planId);
    if (!plan) throw refuse("NotFound");
    if (plan.lessonCount === null) throw refuse("NotACourse");
    const lessons = sessionsOfPlan(db, planId, now);
    let enrolmentId = "";
    for (const { id } of lessons) {
      const placed = placeIn(context, sessionIn(context, id), wantedIn(input), { isWaitingFine: false, enrolmentId });
      if (enrolmentId === "") enrolmentId = placed.id;
    }
    if (enrolmentId === "") throw refuse("CourseIsOver");
    return { id: enrolmentId, lessonCount: lessons.length };
  },

  "booking.moveBooking": (context, { id, version, sessionId, overruleReason, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const { booking, session: from } = placedIn(context, id);
    if (!rules.isOpen(booking.state) || from.kind === "own") throw refuse("BookingIsOver");
    const to = sessionIn(context, sessionId);
    if (to.serviceId !== from.serviceId || to.kind === "own") throw refuse("OtherService");
    if (to.state === "cancelled") throw refuse("SessionIsCancelled");
    if (to.endAt <= now) throw refuse("SessionIsOver");
    if (store.sameBooking(db, sessionId, booking) !== undefined) throw refuse("AlreadyBooked");
    const service = serviceOfSession(context, to);
    if (service.isRetired) throw refuse("ServiceIsRetired");
    const overruling = checkObjections(context, service, booking, to, overruleReason, { exceptBookingId: id });
    if (!hasPlaceFor(context, to, booking.headCount) || store.waitingFor(db, sessionId).length > 0)
      throw refuse("NoPlaceLeft");
    if (!store.setSession(db, { id, version, sessionId, ...overruling })) throw refuse("Conflict");
    tellings.dropTelling(db, id);
    addEvent({
      of: "booking",
      id,
      kind: "bookingMoved",
      from: booking.state,
      to: "booked",
      reason,
      details: { fromSessionId: from.id },
    });
    return { id, version: version + 1 };
  },

  "booking.cancelBooking": (context, { id, version, reason }) => {
    const { db, now, refuse } = context;
    const { booking, session } = placedIn(context, id);
    // Whoever did not come did not cancel.
    const isMissed = booking.state === "booked" && session.endAt <= now;
    if (!rules.isOpen(booking.state) || isMissed) throw refuse("BookingIsOver");
    const done = cancelled(context, booking, version, reason);
    const [next] = booking.state === "booked" ? store.waitingFor(db, booking.sessionId) : [];
    return { ...done, nextWaitingId: next?.id ?? null };
  },

  "booking.leaveCourse": (context, { enrolmentId, reason }) => {
    const { db, now, refuse } = context;
    const ahead = store
      .bookingsOfEnrolment(db, enrolmentId)
      .filter((booking) => rules.isOpen(booking.state) && sessionIn(context, booking.sessionId).startAt > now);
    if (ahead.length === 0) throw refuse("CourseIsOver");
    for (const booking of ahead) cancelled(context, booking, booking.version, reason);
    return { id: enrolmentId, cancelledCount: ahead.length };
  },

  "booking.checkIn": (context, { id, version }) => {
    const { db, now, today, refuse } = context;
    const { booking, session } = placedIn(context, id);
    const problem = rules.checkInProblem({ ...session, ...booking }, today);
    if (problem) throw refuse(problem);
    // Whoever is here knows.
    tellings.dropTelling(db, id);
    const isLate = now > session.startAt;
    return { ...step(context, booking, version, { state: "arrived", kind: "checkedIn", isLate }), isLate };
  },

  "booking.markServed": (context, { id, version, fetchedBy }) => {
    const { booking, session } = placedIn(context, id);
    const problem = rules.servedProblem({ ...session, ...booking }, context.now);
    if (problem) throw context.refuse(problem);
    const reason = fetchedBy === "" ? "" : `${fetchedBy}接走`;
    return step(context, booking, version, { state: "served", kind: "served", reason, isKept: true });
  },

  "booking.markNoShow": (context, { id, version }) => {
    const { booking, session } = placedIn(context, id);
    const problem = rules.noShowProblem({ ...session, ...booking }, context.now);
    if (problem) throw context.refuse(problem);
    return step(context, booking, version, { state: "noShow", kind: "noShow" });
  },

  "booking.undoAttendance": (context, { id, version }) => {
    const { booking, session } = placedIn(context, id);
    const state = rules.undoneState(booking.state);
    if (state === null) throw context.refuse("NoAttendanceToUndo");
    // Somebody else may have got the place meanwhile.
    if (booking.state === "noShow" && !hasPlaceFor(context, session, booking.headCount))
      throw context.refuse("NoPlaceLeft");
    return step(context, booking, version, {
      state,
      kind: "attendanceUndone",
      reason: "",
      isKept: true,
      isLate: false,
    });
  },

  "booking.approveBooking": (context, { id, version }) => {
    const { db, refuse, addEvent } = context;
    const booking = bookingIn(context, id);
    if (booking.approval !== "asked" || !rules.isOpen(booking.state)) throw refuse("NotAsked");
    if (!store.setApproved(db, { id, version })) throw refuse("Conflict");
    addEvent({ of: "booking", id, kind: "approved" });
    return { id, version: version + 1 };
  },

  "booking.recordWaitingCall": (context, { id, version, outcome, words }) => {
    const { db, now, newId, caller, refuse } = context;
    const booking = bookingIn(context, id);
    if (booking.state !== "waiting") throw refuse("NotWaiting");
    const called =
      outcome === "gaveUp"
        ? step(context, booking, version, { state: "gaveUp", kind: "waitingCalled", reason: words })
        : noted(context, { id, version }, { kind: "waitingCalled", reason: words, details: { outcome } });
    store.insertCall(db, { id: newId(), bookingId: id, at: now, calledBy: caller.accountId, outcome, words });
    return called;
  },

  "booking.takePlace": (context, { id, version, passOverReason, overruleReason }) => {
    const { db, now, refuse, addEvent } = context;
    const { booking, session } = placedIn(context, id);
    if (booking.state !== "waiting") throw refuse("NotWaiting");
    if (session.state === "cancelled") throw refuse("SessionIsCancelled");
    if (session.endAt <= now) throw refuse("SessionIsOver");
    if (!hasPlaceFor(context, session, booking.headCount)) throw refuse("NoPlaceLeft");
    const before = rules.waitLonger(store.waitingFor(db, session.id), id);
    if (before.length > 0 && passOverReason === "") throw refuse("OthersWaitLonger");
    // Since it waits, another may have come to stand beside it; how long before is no matter for who was asked.
    const reason = overruleReason === "" ? booking.overruleReason : overruleReason;
    const overruling = checkObjections(context, serviceOfSession(context, session), booking, session, reason, {
      exceptBookingId: id,
      by: "asked",
    });
    if (!store.setSession(db, { id, version, sessionId: session.id, ...overruling })) throw refuse("Conflict");
    addEvent({ of: "booking", id, kind: "placeTaken", from: "waiting", to: "booked", reason: passOverReason });
    return { id, version: version + 1 };
  },

  "booking.revealPhone": (context, { id }) => {
    const { db, addEvent } = context;
    const booking = bookingIn(context, id);
    const phone = phoneOf(db, booking);
    addEvent({ of: "booking", id, kind: "phoneRevealed" });
    return { phone };
  },

  "booking.listTellings": ({ db, today }) => ({ tellings: tellingLines(db, tellings.openTellings(db), today) }),

  "booking.recordTelling": (context, { id, isReached, words }) => {
    const { db, now, refuse, addEvent } = context;
    const telling = tellings.findTelling(db, id);
    if (!telling) throw refuse("NotFound");
    if (telling.toldAt !== null) throw refuse("AlreadyTold");
    tellings.recordTry(db, id, isReached ? now : null);
    const reason = `${isReached ? "已通知" : "未接"}：${words === "" ? telling.why : words}`;
    addEvent({ of: "booking", id: telling.bookingId, kind: "toldOf", reason });
    return { id };
  },
};
