import { insertPlan } from "#features/booking/core/plan-store.ts";
import * as resources from "#features/booking/core/resource-store.ts";
import { insertService } from "#features/booking/core/service-store.ts";
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

/** Rooms, people who give something, and a catalogue of it. */
export const makeServices = ({ db, chance, newId }: Making, atMs: number): void => {
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
      insertPlan(db, {
        ...needs,
        id: newId(atMs),
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
    }
};
