import { addDays, type Day, dayOf, instantAt } from "#base/dates.ts";
import { maskName } from "#base/privacy.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findResident } from "#features/people/core/resident-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { Booking } from "../booking-contract.ts";
import type { bookingPaperContract, phoneLists } from "../paper-contract.ts";
import { phoneListWords } from "../paper-words.ts";
import { priceKindWords } from "../service-words.ts";
import { sessionTitle } from "../session-title.ts";
import { ageText } from "../who-may.ts";
import { bookingLines, phoneOf } from "./booking-lines.ts";
import * as store from "./booking-store.ts";
import { findRoom } from "./resource-store.ts";
import { findService } from "./service-store.ts";
import { sessionLines } from "./session-lines.ts";
import { findSession, sessionsById, sessionsOf } from "./session-store.ts";
import { openTellings } from "./telling-store.ts";

type Asking = Pick<QueryContext<never>, "db" | "now" | "today" | "refuse">;
type Referring = Pick<QueryContext<"NotYetHere">, "db" | "today" | "refuse" | "caller">;

const mostSessions = 500;
/** Whoever comes without a booking signs too; a course and a group are full by themselves. */
const blankRows = 3;

const centreOf = (db: ReadableDatabase) => {
  const community = findCommunity(db);
  return {
    communityName: community?.name ?? "",
    centreName: community?.centreName ?? "",
    centrePhone: community?.centrePhone ?? "",
  };
};

/** A person masked, a group by its name, a household without its room. */
const labelOnPaper = ({ party, name, contactName }: Booking): string => {
  if (party === "group") return name;
  if (party === "household") return contactName === "" ? "一户居民" : `一户居民（联系人 ${maskName(contactName)}）`;
  return maskName(name);
};

/** What is still ahead of an enrolment, or the one time of a booking. */
const timesOf = (db: ReadableDatabase, booking: store.KeptBooking, now: string) => {
  const own = booking.enrolmentId === null ? [booking] : store.bookingsOfEnrolment(db, booking.enrolmentId);
  const standing = own.filter(({ id, state }) => id === booking.id || state === "booked" || state === "waiting");
  const sessions = sessionsById(
    db,
    standing.map(({ sessionId }) => sessionId),
  );
  const lines = sessionLines(db, [...sessions.values()]).filter(
    ({ id, endAt }) => id === booking.sessionId || endAt > now,
  );
  return lines.sort((one, other) => (one.startAt < other.startAt ? -1 : 1));
};

const slipOf = ({ db, now, today, refuse }: Asking, id: string) => {
  const booking = store.findBooking(db, id);
  if (!booking) throw refuse("NotFound");
  const [line] = bookingLines(db, [booking], today);
  const session = findSession(db, booking.sessionId);
  const service = session && findService(db, session.serviceId);
  const times = timesOf(db, booking, now);
  const own = times.find(({ id: sessionId }) => sessionId === booking.sessionId);
  if (!line || !service || !own) throw refuse("NotFound");
  const community = findCommunity(db);
  return {
    numberText: line.numberText,
    partyLabel: labelOnPaper(line),
    headCount: line.headCount,
    title: own.courseTitle === "" ? service.name : `${own.courseTitle}（${service.name}）`,
    state: line.state,
    approval: line.approval,
    waitingPlace: line.waitingPlace,
    times: times.map(({ startAt, endAt, lesson, roomName }) => ({ startAt, endAt, lesson, roomName })),
    isAtHome: service.mode === "deliver",
    providerNames: own.providerNames,
    bring: service.bring,
    priceText: [priceKindWords[service.priceKind], service.price].filter((part) => part !== "").join(" "),
    consent: service.consent,
    clerkName: line.bookedByName,
    centreName: community?.centreName ?? "",
    centreAddress: community?.centreAddress ?? "",
    centrePhone: community?.centrePhone ?? "",
    openingHours: community?.openingHours ?? "",
  };
};

/** Of one person who came: whom one can send on. */
const referralOf = ({ db, today, refuse, caller }: Referring, id: string) => {
  const booking = store.findBooking(db, id);
  if (!booking) throw refuse("NotFound");
  const [line] = bookingLines(db, [booking], today);
  if (line?.party !== "person" || (line.state !== "arrived" && line.state !== "served")) throw refuse("NotYetHere");
  const resident = booking.residentId === null ? undefined : findResident(db, booking.residentId);
  return {
    ...centreOf(db),
    numberText: line.numberText,
    name: line.name,
    ageText: ageText(resident?.birthDate ?? null, today),
    serviceName: line.serviceName,
    startAt: line.startAt,
    clerkName: accountNames(db).get(caller.accountId) ?? "",
  };
};

const isComing = ({ state }: { state: string }): boolean =>
  state === "booked" || state === "arrived" || state === "served";

const nameOnSheet = ({ party, name, contactName }: Booking): string =>
  party === "household" ? contactName || "一户居民" : name;

const sessionsOnDay = (db: ReadableDatabase, day: Day) =>
  sessionsOf(db, {
    from: instantAt(day),
    to: instantAt(addDays(day, 1)),
    serviceId: null,
    roomId: null,
    withCancelled: false,
    limit: mostSessions,
  });

const daySheetOf = ({ db, today }: Asking, day: Day, sessionId: string | null) => {
  const rows = sessionsOnDay(db, day).filter(({ id }) => sessionId === null || id === sessionId);
  const lines = sessionLines(db, rows).filter(({ mode, category }) => mode === "visit" && category !== "errand");
  const forChildren = new Map(
    [...new Set(lines.map(({ serviceId }) => serviceId))].map((id) => [
      id,
      findService(db, id)?.audiences.includes("child") ?? false,
    ]),
  );
  const sessions = lines.map((line) => {
    const bookings = bookingLines(db, store.bookingsOfSession(db, line.id).filter(isComing), today);
    return {
      id: line.id,
      title: sessionTitle(line),
      startAt: line.startAt,
      endAt: line.endAt,
      roomName: line.roomName,
      providerNames: line.providerNames,
      hasPickUp: forChildren.get(line.serviceId) ?? false,
      rows: bookings.map((booking) => ({
        bookingId: booking.id,
        name: nameOnSheet(booking),
        headCount: booking.headCount,
      })),
      blankCount: line.kind === "own" ? 0 : Math.min(blankRows, Math.max(0, line.placeCount - bookings.length)),
    };
  });
  return { ...centreOf(db), sessions };
};

type PhoneList = { list: (typeof phoneLists)[number]; day: Day | null; sessionId: string | null };

const phoneRowsOf = ({ db, today }: Asking, { list, day, sessionId }: PhoneList) => {
  const tellings = list === "tellings" ? openTellings(db) : [];
  const why = new Map(tellings.map((telling) => [telling.bookingId, telling.why]));
  const keptOf = {
    tellings: () => store.bookingsById(db, [...why.keys()]),
    trip: () => store.bookingsOfSession(db, sessionId ?? "").filter(isComing),
    day: () =>
      sessionsOnDay(db, day ?? today).flatMap(({ id }) =>
        store.bookingsOfSession(db, id).filter(({ state }) => state === "booked"),
      ),
  };
  const kept = keptOf[list]();
  const rows = bookingLines(db, kept, today).map((line) => ({
    bookingId: line.id,
    name: line.name,
    contactName: line.contactName,
    headCount: line.headCount,
    maskedPhone: line.maskedPhone,
    serviceName: line.serviceName,
    startAt: line.startAt,
    why: why.get(line.id) ?? "",
  }));
  return { kept, rows };
};

export const bookingPaperOperations: Handlers<typeof bookingPaperContract> = {
  "booking.slip": (context, { id }) => slipOf(context, id),

  "booking.printSlip": (context, { id }) => {
    const { numberText } = slipOf(context, id);
    const printed = addSheet(context, { kind: "bookingSlip", title: `预约单 ${numberText}`, subjectIds: [id] });
    context.addEvent({ of: "booking", id, kind: "slipPrinted", reason: printed.code });
    return printed;
  },

  "booking.referral": (context, { id }) => referralOf(context, id),

  "booking.printReferral": (context, { id, to }) => {
    const { numberText } = referralOf(context, id);
    const printed = addSheet(context, { kind: "referral", title: `转介单 ${numberText}`, subjectIds: [id] });
    context.addEvent({ of: "booking", id, kind: "referred", reason: `转到${to} ${printed.code}` });
    return printed;
  },

  "booking.daySheet": (context, { day, sessionId }) => daySheetOf(context, day, sessionId),

  "booking.printDaySheet": (context, { day, sessionId }) => {
    const { sessions } = daySheetOf(context, day, sessionId);
    const subjectIds = sessions.flatMap(({ rows }) => rows.map(({ bookingId }) => bookingId));
    if (sessions.length === 0) throw context.refuse("NobodyOnSheet");
    const printed = addSheet(context, { kind: "daySheet", title: `当日服务表 ${day}`, subjectIds });
    for (const id of subjectIds) context.addEvent({ of: "booking", id, kind: "daySheetPrinted", reason: printed.code });
    return printed;
  },

  "booking.phoneList": (context, of) => ({ ...centreOf(context.db), rows: phoneRowsOf(context, of).rows }),

  "booking.printPhoneList": (context, of) => {
    const { db, refuse, addEvent } = context;
    const { kept } = phoneRowsOf(context, of);
    if (kept.length === 0) throw refuse("NobodyOnSheet");
    const title = `${phoneListWords[of.list]}${of.day === null ? "" : ` ${of.day}`}`;
    const printed = addSheet(context, { kind: "phoneList", title, subjectIds: kept.map(({ id }) => id) });
    for (const { id } of kept)
      addEvent({ of: "booking", id, kind: "phoneRevealed", reason: `${title} ${printed.code}` });
    const phones = kept.map((booking) => {
      const phone = phoneOf(db, booking);
      const ownPhone = phoneOf(db, { ...booking, phone: "" });
      return { bookingId: booking.id, phone, ownPhone: ownPhone === phone ? "" : ownPhone };
    });
    return { ...printed, phones };
  },

  "booking.doorSheet": ({ db, refuse }, { roomId, fromDay, toDay }) => {
    const room = findRoom(db, roomId);
    if (!room) throw refuse("NotFound");
    const at = { from: instantAt(fromDay), to: instantAt(addDays(toDay, 1)), serviceId: null, roomId };
    const lines = sessionLines(db, sessionsOf(db, { ...at, withCancelled: false, limit: mostSessions }));
    const byDay = Map.groupBy(lines, ({ startAt }) => dayOf(startAt));
    return {
      ...centreOf(db),
      roomName: room.name,
      uses: room.uses,
      days: [...byDay].map(([day, of]) => ({
        day,
        turns: of.map((line) => ({
          startAt: line.startAt,
          endAt: line.endAt,
          // Who has taken a room for themselves is nobody's business at the door.
          words: line.kind === "own" ? "已约" : sessionTitle(line),
        })),
      })),
    };
  },

  "booking.printDoorSheet": (context, { roomId, fromDay, toDay }) => {
    const room = findRoom(context.db, roomId);
    if (!room) throw context.refuse("NotFound");
    const title = `门口安排表 ${room.name} ${fromDay}${fromDay === toDay ? "" : ` 到 ${toDay}`}`;
    return addSheet(context, { kind: "doorSheet", title, subjectIds: [roomId] });
  },
};
