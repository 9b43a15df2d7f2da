import { addDays, clockOf, instantAt, instantOf } from "#base/dates.ts";
import { nextNumber } from "#core/numbers.ts";
import type { BookingState } from "#features/booking/booking-contract.ts";
import { insertBlackout, insertHit } from "#features/booking/core/blackout-store.ts";
import { bookingsOfSession, insertBooking } from "#features/booking/core/booking-store.ts";
import { insertPlan } from "#features/booking/core/plan-store.ts";
import * as resources from "#features/booking/core/resource-store.ts";
import { insertService } from "#features/booking/core/service-store.ts";
import { heldAt, insertSession } from "#features/booking/core/session-store.ts";
import { putTelling } from "#features/booking/core/telling-store.ts";
import { bookingSeries } from "#features/booking/numbers.ts";
import { weekly } from "#features/booking/recurrence.ts";
import { type ServiceCategory, serviceCategories } from "#features/booking/service-contract.ts";
import type { Making } from "./made-town.ts";

const roomCount = 50;
const providerCount = 40;
const perCategory = 6;

const madeService = (category: ServiceCategory, number: number) => ({
  name: `${category} ${number}`,
  category,
  mode: "visit" as const,
  audiences: number % 2 === 0 ? ["elder" as const] : [],
  parties: ["person" as const],
  durationMinutes: 30 + 15 * (number % 4),
  placeCount: 4 + number * 2,
  maxHeadCount: 2,
  bring: "",
  whoMay: { minAge: number % 3 === 0 ? 60 : null, maxAge: null, audiences: [], isLivingHere: false },
  quotas: [{ per: "person" as const, period: "month" as const, count: 4 }],
  minNoticeMinutes: 0,
  maxDaysAhead: 90,
  priceKind: "free" as const,
  price: "",
  subsidySource: "",
  consent: "",
  isApprovalNeeded: false,
  hasWaitingList: true,
  isTwoPersonVisit: false,
  note: "",
});

const weekCount = 12;
const perSession = 3;
const firstDay = "2026-09-28";

export type MadeBooking = {
  sessionId: string;
  residentId: string;
  bookedBy: string;
  at: number;
  state?: BookingState;
};

export const makeBooking = ({ db, newId }: Making, { at, ...of }: MadeBooking): void => {
  const bookedAt = instantOf(at);
  insertBooking(db, {
    ...of,
    id: newId(at),
    year: 2026,
    number: nextNumber(db, bookingSeries, 2026),
    party: "person",
    householdId: null,
    organisationId: null,
    name: "",
    contactName: "",
    phone: "",
    headCount: 1,
    channel: "window",
    state: of.state ?? "booked",
    approval: "none",
    isLate: false,
    waitingAt: null,
    enrolmentId: null,
    overruled: [],
    overruleReason: "",
    purpose: "",
    note: "",
    reason: "",
    bookedAt,
  });
};

/** Rooms, people who give something, a catalogue of it, and who has booked. */
export const makeServices = (making: Making, bookedBy: string, atMs: number): void => {
  const { db, chance, newId } = making;
  const residentIds = db.all<{ id: string }>("SELECT id FROM residents ORDER BY id LIMIT 400").map(({ id }) => id);
  const roomIds = Array.from({ length: roomCount }, (_, number) => {
    const id = newId(atMs);
    const name = `${1 + Math.floor(number / 10)}0${1 + (number % 10)}室`;
    resources.insertRoom(db, {
      id,
      name,
      place: "",
      seatCount: 30,
      uses: "",
      isApprovalNeeded: false,
      releaseMinutes: null,
    });
    return id;
  });
  const providerIds = Array.from({ length: providerCount }, (_, number) => {
    const id = newId(atMs);
    const nowhere = { organisationId: null, contactId: null, residentId: null };
    resources.insertProvider(db, { ...nowhere, id, kind: "named", name: `${number + 1}号老师`, trade: "" });
    return id;
  });
  for (const category of serviceCategories)
    for (let number = 1; number <= perCategory; number += 1) {
      const needs = { roomId: chance.pick(roomIds), providerIds: [chance.pick(providerIds)] };
      const id = newId(atMs);
      insertService(db, { ...madeService(category, number), ...needs, id, equipment: [] });
      const planId = newId(atMs);
      insertPlan(db, {
        ...needs,
        id: planId,
        serviceId: id,
        title: "",
        recurrence: weekly([1 + (number % 6)]),
        fromDate: "2026-11-01",
        toDate: null,
        startMinute: 540 + 30 * number,
        durationMinutes: 30,
        breakMinutes: 0,
        sessionCount: 4,
        placeCount: 4,
        onHolidays: "skip",
        lessonCount: null,
      });
      for (let week = 0; week < weekCount; week += 1) {
        const sessionId = newId(atMs);
        const day = addDays(firstDay, 7 * week + (number % 6));
        const startAt = instantAt(day, clockOf(540 + 30 * number));
        const endAt = instantAt(day, clockOf(570 + 30 * number));
        const at = { startAt, endAt, placeCount: 4, note: "" };
        insertSession(db, {
          ...at,
          id: sessionId,
          serviceId: id,
          planId,
          kind: "planned",
          plannedDate: day,
          turn: 1,
        });
        for (let place = 0; place < perSession; place += 1)
          makeBooking(making, {
            sessionId,
            residentId: chance.pick(residentIds),
            bookedBy,
            at: atMs,
            state: day < "2026-11-20" ? "served" : "booked",
          });
      }
    }
  makeBlackout(making, bookedBy, atMs, roomIds[0] ?? "");
};

/** A room that is closed for a month, with the sessions that it met and whom to tell. */
const makeBlackout = ({ db, newId }: Making, createdBy: string, atMs: number, roomId: string): void => {
  const id = newId(atMs);
  const span = { startAt: instantAt("2026-11-23"), endAt: instantAt("2026-12-23") };
  insertBlackout(db, {
    ...span,
    id,
    scope: "room",
    resourceId: roomId,
    reason: "粉刷",
    createdAt: instantOf(atMs),
    createdBy,
  });
  for (const { sessionId } of heldAt(db, "room", roomId, span, null)) {
    insertHit(db, id, sessionId);
    for (const booking of bookingsOfSession(db, sessionId))
      putTelling(db, {
        id: newId(atMs),
        bookingId: booking.id,
        blackoutId: id,
        why: "停用：粉刷",
        madeAt: instantOf(atMs),
      });
  }
};
