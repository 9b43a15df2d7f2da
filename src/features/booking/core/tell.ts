import type { AnyCommandContext } from "#core/contexts.ts";
import { isOpen } from "../booking-rules.ts";
import * as store from "./booking-store.ts";

/** Everybody who is booked or waits in a session has to be told of it. */
export const tellSession = (context: AnyCommandContext, sessionId: string, why: string): void => {
  const { db, now, newId, addEvent } = context;
  for (const { id, state } of store.bookingsOfSession(db, sessionId)) {
    if (!isOpen(state)) continue;
    store.putTelling(db, { id: newId(), bookingId: id, why, madeAt: now });
    addEvent({ of: "booking", id, kind: "toTell", reason: why });
  }
};

/** The bookings of a session that is no more end with it. */
export const cancelBookingsOf = (context: AnyCommandContext, sessionId: string, reason: string): void => {
  const { db, refuse, addEvent } = context;
  for (const { id, version, state } of store.bookingsOfSession(db, sessionId)) {
    if (!isOpen(state)) continue;
    if (!store.setState(db, { id, version, state: "cancelled", reason })) throw refuse("Conflict");
    addEvent({ of: "booking", id, kind: "bookingCancelled", from: state, to: "cancelled", reason });
  }
};
