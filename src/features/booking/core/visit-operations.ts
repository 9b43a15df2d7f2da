import { addDays, type Day, instantAt } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { HomeVisit, visitContract } from "../visit-contract.ts";
import { inVisitOrder, isShortOfPeople, visitStageOf } from "../visit-rules.ts";
import { bookingLines, homeLabelsOf, phoneOf } from "./booking-lines.ts";
import { bookingsById, findBooking } from "./booking-store.ts";
import { findService } from "./service-store.ts";
import { sessionLines } from "./session-lines.ts";
import { findSession, sessionsById } from "./session-store.ts";
import * as store from "./visit-store.ts";

type Asking = Pick<QueryContext<never>, "db" | "now" | "today">;

const visitLines = ({ db, now, today }: Asking, day: Day, providerId: string | null): HomeVisit[] => {
  const found = store.visitBookings(db, { from: instantAt(day), to: instantAt(addDays(day, 1)), providerId });
  const keys = new Map(found.map(({ id, placeKey }) => [id, placeKey]));
  const rows = bookingsById(db, [...keys.keys()]);
  const homes = homeLabelsOf(db, rows);
  const kept = store.visitsOf(db, [...keys.keys()]);
  const sessions = new Map(
    sessionLines(db, [...sessionsById(db, [...new Set(rows.map(({ sessionId }) => sessionId))]).values()]).map(
      (line) => [line.id, line],
    ),
  );
  const accounts = accountNames(db);
  const lines = bookingLines(db, rows, today).map((booking) => {
    const visit = kept.get(booking.id);
    const session = sessions.get(booking.sessionId);
    const isTwoPersonVisit = session ? (findService(db, session.serviceId)?.isTwoPersonVisit ?? false) : false;
    const providerNames = session?.providerNames ?? [];
    const returnedAt = visit?.returnedAt ?? null;
    return {
      bookingId: booking.id,
      bookingVersion: booking.version,
      version: visit?.version ?? 0,
      numberText: booking.numberText,
      serviceName: booking.serviceName,
      startAt: booking.startAt,
      endAt: booking.endAt,
      state: booking.state,
      stage: visitStageOf({ ...booking, returnedAt }, now),
      name: booking.name,
      residentId: booking.residentId,
      contactName: booking.contactName,
      maskedPhone: booking.maskedPhone,
      address: visit && visit.address !== "" ? visit.address : (homes.get(booking.id) ?? ""),
      isAddressOwn: (visit?.address ?? "") !== "",
      hasLift: visit?.hasLift ?? null,
      doorNote: visit?.doorNote ?? "",
      turn: visit?.turn ?? null,
      note: booking.note,
      providerNames,
      isTwoPersonVisit,
      isShortOfPeople: isShortOfPeople(isTwoPersonVisit, providerNames.length),
      returnedAt,
      returnedByName: accounts.get(visit?.returnedBy ?? "") ?? "",
      returnNote: visit?.returnNote ?? "",
      placeKey: keys.get(booking.id) ?? "",
    };
  });
  return inVisitOrder(lines).map(({ placeKey: _placeKey, ...line }) => line);
};

/** A booking that goes to a home and is not off. */
const visitedIn = ({ db, refuse }: Pick<QueryContext<"NotAHomeVisit">, "db" | "refuse">, bookingId: string) => {
  const booking = findBooking(db, bookingId);
  if (!booking) throw refuse("NotFound");
  const session = findSession(db, booking.sessionId);
  const isOn = ["booked", "arrived", "served", "noShow"].includes(booking.state);
  if (!session || !isOn || findService(db, session.serviceId)?.mode !== "deliver") throw refuse("NotAHomeVisit");
  return { booking, session };
};

export const visitOperations: Handlers<typeof visitContract> = {
  "booking.homeVisits": (context, { day, providerId }) => {
    const visits = visitLines(context, day, providerId);
    return { visits, lateCount: visits.filter(({ stage }) => stage === "late").length };
  },

  "booking.describeHome": (context, { bookingId, version, address, hasLift, doorNote }) => {
    const { db, refuse, addEvent } = context;
    visitedIn(context, bookingId);
    if (!store.putVisit(db, bookingId, version, { address, hasLift, doorNote })) throw refuse("Conflict");
    addEvent({ of: "booking", id: bookingId, kind: "homeDescribed", reason: address });
    return { id: bookingId, version: version + 1 };
  },

  "booking.orderVisits": (context, { day, bookingIds }) => {
    const { db } = context;
    for (const [at, bookingId] of bookingIds.entries()) {
      visitedIn(context, bookingId);
      const version = store.visitsOf(db, [bookingId]).get(bookingId)?.version ?? 0;
      store.putVisit(db, bookingId, version, { turn: at + 1 });
    }
    return { id: day };
  },

  "booking.printRoute": (context, { day, providerId }) => {
    const { db, refuse, addEvent } = context;
    const visits = visitLines(context, day, providerId);
    if (visits.length === 0) throw refuse("NobodyToVisit");
    const subjectIds = visits.map(({ bookingId }) => bookingId);
    const printed = addSheet(context, { kind: "visitRoute", title: `上门路线单 ${day}`, subjectIds });
    const phones = bookingsById(db, subjectIds).map((booking) => ({
      bookingId: booking.id,
      phone: phoneOf(db, booking),
    }));
    for (const id of subjectIds)
      addEvent({ of: "booking", id, kind: "phoneRevealed", reason: `上门路线单 ${printed.code}` });
    return { ...printed, phones };
  },

  "booking.confirmReturn": (context, { bookingId, version, note }) => {
    const { db, now, caller, refuse, addEvent } = context;
    const { session } = visitedIn(context, bookingId);
    if (now < session.startAt) throw refuse("SessionNotBegun");
    if ((store.visitsOf(db, [bookingId]).get(bookingId)?.returnedAt ?? null) !== null) throw refuse("AlreadyBack");
    const returned = { returnedAt: now, returnedBy: caller.accountId, returnNote: note };
    if (!store.putVisit(db, bookingId, version, returned)) throw refuse("Conflict");
    addEvent({ of: "booking", id: bookingId, kind: "returned", reason: note });
    return { id: bookingId, version: version + 1 };
  },
};
