import type { AnyCommandContext } from "#core/contexts.ts";
import type { BookingState } from "../booking-contract.ts";
import * as store from "./booking-store.ts";
import { findSession } from "./session-store.ts";
import { dropTelling, putTelling, tellingsOfBlackout } from "./telling-store.ts";

/** Who still counts on a session, also whoever sat there before it began. */
const countsOn = (state: BookingState): boolean => state === "booked" || state === "waiting" || state === "arrived";

/** Everybody who is booked or waits in a session has to be told of it. */
export const tellSession = (
  context: AnyCommandContext,
  sessionId: string,
  why: string,
  blackoutId: string | null = null,
): void => {
  const { db, now, newId, addEvent } = context;
  for (const { id, state } of store.bookingsOfSession(db, sessionId)) {
    if (!countsOn(state)) continue;
    putTelling(db, { id: newId(), bookingId: id, blackoutId, why, madeAt: now });
    addEvent({ of: "booking", id, kind: "toTell", reason: why });
  }
};

/** The bookings of a session that is no more end with it. */
export const cancelBookingsOf = (context: AnyCommandContext, sessionId: string, reason: string): void => {
  const { db, refuse, addEvent } = context;
  for (const { id, version, state } of store.bookingsOfSession(db, sessionId)) {
    if (!countsOn(state)) continue;
    if (!store.setState(db, { id, version, state: "cancelled", reason })) throw refuse("Conflict");
    addEvent({ of: "booking", id, kind: "bookingCancelled", from: state, to: "cancelled", reason });
  }
};

/** Whoever had signed in for a session that is put off has not come to it. */
export const signOutOf = (context: AnyCommandContext, sessionId: string, reason: string): void => {
  const { db, refuse, addEvent } = context;
  for (const { id, version, state } of store.bookingsOfSession(db, sessionId)) {
    if (state !== "arrived") continue;
    if (!store.setState(db, { id, version, state: "booked", isLate: false })) throw refuse("Conflict");
    addEvent({ of: "booking", id, kind: "attendanceUndone", from: state, to: "booked", reason });
  }
};

/** Whom nobody told yet of a blackout that is none any more need not be; who was told has to hear that it goes on. */
export const takeBackTellings = (context: AnyCommandContext, blackoutId: string, said: string, why: string): void => {
  const { db, now, newId, addEvent } = context;
  for (const telling of tellingsOfBlackout(db, blackoutId)) {
    const { bookingId } = telling;
    if (telling.toldAt === null) {
      if (telling.why === said) dropTelling(db, bookingId);
      continue;
    }
    const booking = store.findBooking(db, bookingId);
    const session = booking && findSession(db, booking.sessionId);
    if (!booking || !countsOn(booking.state) || !session || session.endAt <= now) continue;
    putTelling(db, { id: newId(), bookingId, blackoutId: null, why, madeAt: now });
    addEvent({ of: "booking", id: bookingId, kind: "toTell", reason: why });
  }
};
