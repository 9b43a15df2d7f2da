import type { Day } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { organisationsById } from "#features/people/core/organisation-store.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { residentRowsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { Booking } from "../booking-contract.ts";
import { bookingNumber } from "../numbers.ts";
import { ageText } from "../who-may.ts";
import { callsOf, type KeptBooking, waitingFor } from "./booking-store.ts";
import { servicesById } from "./service-store.ts";
import { sessionsById } from "./session-store.ts";
import { tellingsOf } from "./telling-store.ts";

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
const nowhere = { estateId: null, buildingId: null, unitId: null };

/** Where whoever is booked lives, by the register: of each booking the home. */
export const homeLabelsOf = (
  db: ReadableDatabase,
  rows: readonly Pick<KeptBooking, "id" | "residentId" | "householdId">[],
): Map<string, string> => {
  const residents = residentRowsById(db, distinct(rows.map(({ residentId }) => residentId)));
  return placeLabelsOf(
    db,
    rows.map(({ id, residentId, householdId }) => ({
      id,
      ...nowhere,
      householdId: householdId ?? residents.get(residentId ?? "")?.householdId ?? null,
    })),
  );
};

/** Bookings as the desk reads them: each person called as on the register today, phones masked. */
export const bookingLines = (db: ReadableDatabase, rows: readonly KeptBooking[], today: Day): Booking[] => {
  const residents = residentRowsById(db, distinct(rows.map(({ residentId }) => residentId)));
  const units = organisationsById(db, distinct(rows.map(({ organisationId }) => organisationId)));
  const homes = homeLabelsOf(db, rows);
  const sessions = sessionsById(db, distinct(rows.map(({ sessionId }) => sessionId)));
  const services = servicesById(db, distinct([...sessions.values()].map(({ serviceId }) => serviceId)));
  const accounts = accountNames(db);
  const tellings = tellingsOf(
    db,
    rows.map(({ id }) => id),
  );
  const waitingIn = distinct(rows.map(({ state, sessionId }) => (state === "waiting" ? sessionId : null)));
  const places = new Map(
    waitingIn.flatMap((sessionId) => waitingFor(db, sessionId).map(({ id }, at) => [id, at + 1] as const)),
  );
  return rows.map(({ year, number, phone, waitingAt: _waitingAt, bookedBy, ...row }) => {
    const resident = residents.get(row.residentId ?? "");
    const session = sessions.get(row.sessionId);
    const age = resident ? ageText(resident.birthDate, today) : "";
    const home = homes.get(row.id) ?? "";
    const name = resident?.name ?? units.get(row.organisationId ?? "")?.name ?? row.name;
    return {
      ...row,
      numberText: bookingNumber({ year, number }),
      serviceName: services.get(session?.serviceId ?? "")?.name ?? "",
      startAt: session?.startAt ?? row.bookedAt,
      endAt: session?.endAt ?? row.bookedAt,
      name: row.party === "household" ? home : name,
      detail: row.party === "household" ? "" : [age, home].filter((part) => part !== "").join(" "),
      maskedPhone: maskPhone(phone !== "" ? phone : (resident?.phone ?? "")),
      waitingPlace: places.get(row.id) ?? null,
      bookedByName: accounts.get(bookedBy) ?? "",
      tellWords: tellings.get(row.id) ?? "",
    };
  });
};

/** Whom to call: what was left with the booking, else what the register has. */
export const phoneOf = (
  db: ReadableDatabase,
  { phone, residentId }: Pick<KeptBooking, "phone" | "residentId">,
): string =>
  phone !== "" || residentId === null ? phone : (residentRowsById(db, [residentId]).get(residentId)?.phone ?? "");

/** The same with the calls to whoever waited. */
export const bookingLinesWithCalls = (db: ReadableDatabase, rows: readonly KeptBooking[], today: Day) => {
  const accounts = accountNames(db);
  const calls = callsOf(
    db,
    rows.map(({ id }) => id),
  );
  return bookingLines(db, rows, today).map((line) => ({
    ...line,
    calls: (calls.get(line.id) ?? []).map(({ at, calledBy, outcome, words }) => ({
      at,
      outcome,
      words,
      calledByName: accounts.get(calledBy) ?? "",
    })),
  }));
};
