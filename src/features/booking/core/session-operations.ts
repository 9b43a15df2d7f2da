import { addDays, instantAt, shortTime } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import { peakCount } from "../holding.ts";
import type { Needs, sessionContract } from "../session-contract.ts";
import { blackoutsAt } from "./blackout-store.ts";
import { checkNeeds, closedWords, heldWords, holdAll } from "./needs.ts";
import { providerLines } from "./provider-lines.ts";
import { equipmentOf, providersOf, roomsOf } from "./resource-store.ts";
import { findService } from "./service-store.ts";
import { sessionLines } from "./session-lines.ts";
import * as store from "./session-store.ts";
import { cancelBookingsOf, signOutOf, tellSession } from "./tell.ts";

const mostListed = 1500;

export const sessionIn = (
  { db, refuse }: Pick<QueryContext<never>, "db" | "refuse">,
  id: string,
): store.KeptSession => {
  const session = store.findSession(db, id);
  if (!session) throw refuse("NotFound");
  return session;
};

const needsIn = ({ roomId, providerIds, equipment }: Needs): Needs => ({ roomId, providerIds, equipment });

export const sessionOperations: Handlers<typeof sessionContract> = {
  "booking.listSessions": ({ db }, { fromDay, toDay, serviceId, roomId, withCancelled }) => {
    const rows = store.sessionsOf(db, {
      from: instantAt(fromDay),
      to: instantAt(addDays(toDay, 1)),
      serviceId,
      roomId,
      withCancelled,
      limit: mostListed + 1,
    });
    return { sessions: sessionLines(db, rows.slice(0, mostListed)), isCut: rows.length > mostListed };
  },

  "booking.whatIsFree": ({ db }, { startAt, endAt, exceptSessionId }) => {
    const span = { startAt, endAt };
    const blackouts = blackoutsAt(db, span);
    const centre = blackouts.find(({ scope }) => scope === "centre");
    const takenBy = (kind: "room" | "provider") => {
      const held = Map.groupBy(store.heldAt(db, kind, null, span, exceptSessionId), ({ resourceId }) => resourceId);
      return (id: string): string => {
        const closed = blackouts.find(({ resourceId }) => resourceId === id);
        const words = [...(closed ? [closedWords(closed)] : []), ...(held.get(id) ?? []).map(heldWords)];
        return words.join("；");
      };
    };
    const [roomTaken, providerTaken] = [takenBy("room"), takenBy("provider")];
    const things = Map.groupBy(
      store.heldAt(db, "equipment", null, span, exceptSessionId),
      ({ resourceId }) => resourceId,
    );
    return {
      closedWords: centre ? `全馆${closedWords(centre)}` : "",
      rooms: roomsOf(db, false).map(({ id, name, seatCount }) => ({ id, name, seatCount, takenWords: roomTaken(id) })),
      providers: providerLines(db, providersOf(db, false)).map(({ id, name, trade }) => ({
        id,
        name,
        trade,
        takenWords: providerTaken(id),
      })),
      equipment: equipmentOf(db, false).map(({ id, name, totalCount }) => ({
        id,
        name,
        freeCount: blackouts.some(({ resourceId }) => resourceId === id)
          ? 0
          : Math.max(0, totalCount - peakCount(things.get(id) ?? [], span)),
      })),
    };
  },

  "booking.addSession": (context, { serviceId, startAt, endAt, placeCount, note, ...needs }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const service = findService(db, serviceId);
    if (!service) throw refuse("NotFound");
    if (service.isRetired) throw refuse("ServiceIsRetired");
    if (startAt <= now) throw refuse("SessionIsPast");
    checkNeeds(context, needs);
    const id = newId();
    const at = { startAt, endAt, placeCount, note };
    store.insertSession(db, { id, serviceId, planId: null, kind: "planned", plannedDate: null, turn: null, ...at });
    holdAll(context, id, needsIn(needs), { startAt, endAt });
    addEvent({ of: "session", id, kind: "sessionAdded", to: "open" });
    return { id, version: 1 };
  },

  "booking.moveSession": (context, { id, version, startAt, endAt, reason, ...needs }) => {
    const { db, now, today, refuse, addEvent } = context;
    const session = sessionIn(context, id);
    if (session.state === "cancelled") throw refuse("SessionIsCancelled");
    if (startAt <= now || session.endAt <= now) throw refuse("SessionIsPast");
    checkNeeds(context, needs);
    if (!store.moveSession(db, { id, version, startAt, endAt })) throw refuse("Conflict");
    store.releaseHolds(db, id);
    holdAll(context, id, needsIn(needs), { startAt, endAt });
    addEvent({
      of: "session",
      id,
      kind: "sessionMoved",
      reason,
      details: { startAt: session.startAt, endAt: session.endAt },
    });
    signOutOf(context, id, `改期：${reason}`);
    const [line] = sessionLines(db, [{ ...session, startAt, endAt }]);
    const where = line && line.roomName !== "" ? `，在${line.roomName}` : "";
    tellSession(context, id, `改到 ${shortTime(startAt, today)}${where}：${reason}`);
    return { id, version: version + 1 };
  },

  "booking.cancelSession": (context, { id, version, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const session = sessionIn(context, id);
    if (session.state === "cancelled") throw refuse("SessionIsCancelled");
    if (session.startAt <= now) throw refuse("SessionHasBegun");
    if (!store.cancelSession(db, { id, version, reason })) throw refuse("Conflict");
    store.releaseHolds(db, id);
    tellSession(context, id, `取消：${reason}`);
    cancelBookingsOf(context, id, `场次取消：${reason}`);
    addEvent({ of: "session", id, kind: "sessionCancelled", from: "open", to: "cancelled", reason });
    return { id, version: version + 1 };
  },
};
