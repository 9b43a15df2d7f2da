import type { Day } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { Errand, errandContract } from "../errand-contract.ts";
import { bookingLines } from "./booking-lines.ts";
import { bookingsById, findBooking } from "./booking-store.ts";
import * as store from "./errand-store.ts";
import { findService } from "./service-store.ts";
import { sessionLines } from "./session-lines.ts";
import { findSession, sessionsById } from "./session-store.ts";

const mostListed = 200;

const errandLines = (db: ReadableDatabase, bookingIds: readonly string[], today: Day): Errand[] => {
  const rows = bookingsById(db, bookingIds);
  const errands = store.errandsOf(db, bookingIds);
  const documents = Map.groupBy(store.documentsOf(db, bookingIds), ({ bookingId }) => bookingId);
  const sessionIds = [...new Set(rows.map(({ sessionId }) => sessionId))];
  const sessions = new Map(sessionLines(db, [...sessionsById(db, sessionIds).values()]).map((line) => [line.id, line]));
  const accounts = accountNames(db);
  return bookingLines(db, rows, today).map((booking) => {
    const own = (documents.get(booking.id) ?? []).map(({ id, name, receivedAt, receivedBy, ...returned }) => ({
      id,
      name,
      receivedAt,
      receivedByName: accounts.get(receivedBy) ?? "",
      returnedAt: returned.returnedAt,
      returnedByName: accounts.get(returned.returnedBy ?? "") ?? "",
      returnedTo: returned.returnedTo,
    }));
    const errand = errands.get(booking.id);
    return {
      bookingId: booking.id,
      version: errand?.version ?? 0,
      numberText: booking.numberText,
      serviceName: booking.serviceName,
      startAt: booking.startAt,
      endAt: booking.endAt,
      state: booking.state,
      name: booking.name,
      detail: booking.detail,
      residentId: booking.residentId,
      maskedPhone: booking.maskedPhone,
      matter: errand?.matter ?? "",
      office: errand?.office ?? "",
      providerNames: sessions.get(booking.sessionId)?.providerNames ?? [],
      note: booking.note,
      documents: own,
      heldCount: own.filter(({ returnedAt }) => returnedAt === null).length,
    };
  });
};

const isErrand = (db: ReadableDatabase, bookingId: string): boolean => {
  const booking = findBooking(db, bookingId);
  const session = booking && findSession(db, booking.sessionId);
  return session !== undefined && findService(db, session.serviceId)?.category === "errand";
};

/** An errand that is not off. */
const checkErrand = ({ db, refuse }: Pick<QueryContext<"NotAnErrand">, "db" | "refuse">, bookingId: string): void => {
  const booking = findBooking(db, bookingId);
  if (!booking) throw refuse("NotFound");
  if (!isErrand(db, bookingId) || booking.state === "cancelled" || booking.state === "gaveUp")
    throw refuse("NotAnErrand");
};

export const errandOperations: Handlers<typeof errandContract> = {
  "booking.listErrands": ({ db, today }, { isOver }) => {
    const ids = store.errandBookings(db, isOver, mostListed + 1);
    return {
      errands: errandLines(db, ids.slice(0, mostListed), today),
      isCut: ids.length > mostListed,
      heldCount: store.heldDocumentCount(db),
    };
  },

  "booking.errand": ({ db, today, refuse }, { bookingId }) => {
    const [line] = isErrand(db, bookingId) ? errandLines(db, [bookingId], today) : [];
    if (!line) throw refuse("NotFound");
    const community = findCommunity(db);
    return {
      ...line,
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centrePhone: community?.centrePhone ?? "",
    };
  },

  "booking.describeErrand": (context, { bookingId, version, matter, office }) => {
    const { db, refuse, addEvent } = context;
    checkErrand(context, bookingId);
    if (!store.putErrand(db, { bookingId, version, matter, office })) throw refuse("Conflict");
    addEvent({
      of: "booking",
      id: bookingId,
      kind: "errandDescribed",
      reason: office === "" ? matter : `${matter}（${office}）`,
    });
    return { id: bookingId, version: version + 1 };
  },

  "booking.receiveDocuments": (context, { bookingId, names }) => {
    const { db, now, newId, caller, addEvent } = context;
    checkErrand(context, bookingId);
    for (const name of names)
      store.insertDocument(db, { id: newId(), bookingId, name, receivedAt: now, receivedBy: caller.accountId });
    addEvent({ of: "booking", id: bookingId, kind: "documentsReceived", reason: names.join("、") });
    return { id: bookingId };
  },

  // Papers go back whatever became of the errand.
  "booking.returnDocuments": ({ db, now, caller, refuse, addEvent }, { bookingId, documentIds, returnedTo }) => {
    const names = new Map(store.documentsOf(db, [bookingId]).map(({ id, name }) => [id, name]));
    const returned = { bookingId, returnedTo, returnedAt: now, returnedBy: caller.accountId };
    for (const id of documentIds) if (!store.returnDocument(db, { ...returned, id })) throw refuse("DocumentNotHere");
    const said = documentIds.map((id) => names.get(id) ?? "").join("、");
    addEvent({
      of: "booking",
      id: bookingId,
      kind: "documentsReturned",
      actor: returnedTo,
      reason: returnedTo === "" ? said : `${said}，${returnedTo}取走`,
    });
    return { id: bookingId };
  },

  "booking.printAuthorisation": (context, { bookingId }) => {
    const { db, refuse, addEvent } = context;
    checkErrand(context, bookingId);
    if ((store.errandsOf(db, [bookingId]).get(bookingId)?.matter ?? "") === "") throw refuse("ErrandNeedsMatter");
    const printed = addSheet(context, { kind: "authorisation", title: "授权委托书", subjectIds: [bookingId] });
    addEvent({ of: "booking", id: bookingId, kind: "authorisationPrinted", reason: printed.code });
    return printed;
  },
};
