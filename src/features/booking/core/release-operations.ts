import { addHours, epochMsOf } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import { isUnclaimed } from "../booking-rules.ts";
import type { releaseContract } from "../release-contract.ts";
import { bookingLines } from "./booking-lines.ts";
import { bookingsOfSession, setState } from "./booking-store.ts";
import { findRoom } from "./resource-store.ts";
import { sessionLines } from "./session-lines.ts";
import { findSession, type KeptSession, sessionsOf, shortenHolds, shortenSession } from "./session-store.ts";

const mostAtOnce = 500;

/** What was taken and stands empty now, with the room that it keeps from others. */
const unclaimedAmong = ({ db, now }: Pick<QueryContext<never>, "db" | "now">, sessions: readonly KeptSession[]) =>
  sessionLines(
    db,
    sessions.filter(({ kind }) => kind === "own"),
  ).flatMap((line) => {
    const room = line.roomId === null ? undefined : findRoom(db, line.roomId);
    const bookings = bookingsOfSession(db, line.id);
    const states = bookings.map(({ state }) => state);
    return room && isUnclaimed(line, room.releaseMinutes, states, now) ? [{ line, bookings }] : [];
  });

export const releaseOperations: Handlers<typeof releaseContract> = {
  "booking.unclaimedRooms": (context) => {
    const { db, now, today } = context;
    const running = { from: now, to: addHours(now, 1 / 60), serviceId: null, roomId: null, withCancelled: false };
    const found = unclaimedAmong(context, sessionsOf(db, { ...running, limit: mostAtOnce }));
    return {
      rooms: found.map(({ line, bookings }) => ({
        sessionId: line.id,
        version: line.version,
        roomName: line.roomName,
        startAt: line.startAt,
        endAt: line.endAt,
        names: bookingLines(
          db,
          bookings.filter(({ state }) => state === "booked"),
          today,
        ).map(({ name }) => name),
        waitedMinutes: Math.floor((epochMsOf(now) - epochMsOf(line.startAt)) / 60_000),
      })),
    };
  },

  "booking.releaseRoom": (context, { sessionId, version }) => {
    const { db, now, refuse, addEvent } = context;
    const session = findSession(db, sessionId);
    if (!session) throw refuse("NotFound");
    const [found] = unclaimedAmong(context, [session]);
    if (!found) throw refuse("RoomNotUnclaimed");
    if (!shortenSession(db, { id: sessionId, version, endAt: now })) throw refuse("Conflict");
    shortenHolds(db, sessionId, now);
    for (const booking of found.bookings) {
      if (booking.state !== "booked") continue;
      const { id } = booking;
      if (!setState(db, { id, version: booking.version, state: "noShow" })) throw refuse("Conflict");
      addEvent({ of: "booking", id, kind: "noShow", from: "booked", to: "noShow", reason: "没人来，房间让出" });
    }
    addEvent({ of: "session", id: sessionId, kind: "roomReleased", details: { endAt: session.endAt } });
    return { id: sessionId, version: version + 1 };
  },
};
