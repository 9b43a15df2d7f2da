import { expect, test } from "vitest";
import { releaseContract } from "#features/booking/release-contract.ts";
import { addRoom, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, refusalOf } from "../support/council.ts";

const day = "2026-11-20";
const nothing = { providerIds: [], equipment: [] };

/** A choir that took a room from ten to noon; it is nine, and the room waits for a quarter of an hour. */
const openTaken = () => {
  const centre = openBooking("2026-11-20T01:00:00.000Z");
  const { clerk, secretary, test: core } = centre;
  const serviceId = addService(secretary, { name: "活动室", category: "room", parties: ["person", "group"] });
  const roomId = addRoom(secretary, "活动室", { seatCount: 30, releaseMinutes: 15, isApprovalNeeded: false });
  const own = { ...nothing, serviceId, roomId, ...spanOn(day, "10:00", "12:00") };
  const booked = clerk.ok("booking.book", { own, party: "group", name: "合唱队", contactName: "周阿姨" } as never);
  const { sessionId } = clerk.ok("booking.booking", { id: booked.id });
  const goTo = (time: string) => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    core.advance({ hours: hours - 9, minutes });
  };
  const unclaimed = () => clerk.ok("booking.unclaimedRooms", {}).rooms;
  return { ...centre, serviceId, roomId, own, booked, sessionId, goTo, unclaimed };
};

test("a room that nobody comes to is shown after its minutes, and given to others by a person", () => {
  const { clerk, own, booked, sessionId, goTo, unclaimed } = openTaken();
  expect(unclaimed()).toEqual([]);
  expect(refusalOf(clerk, "booking.releaseRoom", { sessionId, version: 1 }).code).toBe("RoomNotUnclaimed");
  goTo("10:20");
  expect(unclaimed()).toMatchObject([{ sessionId, roomName: "活动室", names: ["合唱队"], waitedMinutes: 20 }]);
  const later = { ...own, ...spanOn(day, "10:30", "11:30") };
  expect(refusalOf(clerk, "booking.book", { own: later, name: "李女士" }).code).toBe("ResourceTaken");
  clerk.ok("booking.releaseRoom", { sessionId, version: 1 });
  expect(unclaimed()).toEqual([]);
  expect(clerk.ok("booking.booking", { id: booked.id })).toMatchObject({ state: "noShow" });
  clerk.ok("booking.book", { own: later, name: "李女士" });
  expect(refusalOf(clerk, "booking.releaseRoom", { sessionId, version: 2 }).code).toBe("RoomNotUnclaimed");
  expect(refusalOf(clerk, "booking.releaseRoom", { sessionId: "x", version: 1 }).code).toBe("NotFound");
});

test("whoever has come keeps the room, and of two clerks one releases it", () => {
  const { clerk, booked, sessionId, goTo, unclaimed } = openTaken();
  goTo("10:20");
  expect(refusalOf(clerk, "booking.releaseRoom", { sessionId, version: 9 }).code).toBe("Conflict");
  clerk.ok("booking.checkIn", { id: booked.id, version: booked.version });
  expect(unclaimed()).toEqual([]);
  expect(refusalOf(clerk, "booking.releaseRoom", { sessionId, version: 1 }).code).toBe("RoomNotUnclaimed");
});

test("who may release, and it is in the books", () => {
  const opened = openTaken();
  expect(closedTo(opened, releaseContract)).toMatchObject({ viewer: 2, clerk: 0 });
  const audited = auditedBy(opened, releaseContract, () => {
    opened.goTo("10:20");
    opened.clerk.ok("booking.releaseRoom", { sessionId: opened.sessionId, version: 1 });
  });
  expect(audited).toEqual(commandsOf(releaseContract));
});
