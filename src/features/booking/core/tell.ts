import type { AnyCommandContext } from "#core/contexts.ts";
import type { BookingState } from "../booking-contract.ts";
import * as store from "./booking-store.ts";

/** Who still counts on a session, also whoever sat there before it began. */
const countsOn = (state: BookingState): boolean => state === "booked" || state === "waiting" || state === "arrived";

/** Everybody who is booked or waits in a session has to be told of it. */
export const tellSession = (context: AnyCommandContext, sessionId: string, why: string): void => {
  const { db, now, newId, addEvent } = context;
  for (const { id, state } of store.bookingsOfSession(db, sessionId)) {
    if (!countsOn(state)) continue;
    store.putTelling(db, { id: newId(), bookingId: id, why, madeAt: now });
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
