import type { AppContract } from "#app/contract.ts";
import type { WrittenInputOf } from "#base/contract.ts";
import { instantAt } from "#base/dates.ts";
import { openCouncil } from "./council.ts";
import type { Desk } from "./test-core.ts";

type ServiceInput = WrittenInputOf<AppContract["booking.addService"]>;
type RoomInput = WrittenInputOf<AppContract["booking.addRoom"]>;

export const addRoom = (desk: Desk, name = "书画室", more: Partial<RoomInput> = {}): string =>
  desk.ok("booking.addRoom", { name, seatCount: 20, ...more }).id;

export const addEquipment = (desk: Desk, name = "投影仪", totalCount = 2): string =>
  desk.ok("booking.addEquipment", { name, totalCount }).id;

export const addProvider = (desk: Desk, name = "王老师", trade = "书法"): string =>
  desk.ok("booking.addProvider", { name, trade }).id;

export const addService = (desk: Desk, more: Partial<ServiceInput> = {}): string =>
  desk.ok("booking.addService", {
    name: "书法课",
    category: "course",
    mode: "visit",
    durationMinutes: 60,
    placeCount: 2,
    ...more,
  }).id;

/** A centre with one of each: a room, an equipment of two pieces, somebody who gives, and a service that needs them. */
export const openBooking = (at?: string) => {
  const centre = openCouncil(at);
  const { secretary } = centre;
  const roomId = addRoom(secretary);
  const equipmentId = addEquipment(secretary);
  const providerId = addProvider(secretary);
  const serviceId = addService(secretary, {
    roomId,
    providerIds: [providerId],
    equipment: [{ equipmentId, count: 1 }],
  });
  return { ...centre, roomId, equipmentId, providerId, serviceId };
};
export type Booking = ReturnType<typeof openBooking>;

/** From one clock time to another of a day in Shanghai. */
export const spanOn = (day: string, from: string, to: string) => ({
  startAt: instantAt(day, from),
  endAt: instantAt(day, to),
});

export const addResident = (
  desk: Desk,
  name: string,
  more: Partial<WrittenInputOf<AppContract["people.addResident"]>> = {},
): string => desk.ok("people.addResident", { name, phone: "13800000000", birthDate: "1956-03-01", ...more }).id;
