import { describe, expect, test } from "vitest";
import { visitContract } from "#features/booking/visit-contract.ts";
import { addProvider, addResident, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, namesByNeed, refusalOf } from "../support/council.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const day = "2026-11-24";

/** Two homes of one building that a barber goes to on Tuesday, one after the other. */
const openRound = () => {
  const centre = openBooking();
  const { clerk, secretary } = centre;
  const barber = addProvider(secretary, "刘师傅", "理发");
  const serviceId = addService(secretary, {
    name: "上门理发",
    category: "life",
    mode: "deliver",
    placeCount: 1,
    isTwoPersonVisit: true,
  });
  const homeOf = (room: string) =>
    clerk.ok("people.addPlace", { estateName: "幸福小区", buildingName: "3号楼", unitName: "", room }).householdId;
  const book = (name: string, room: string, from: string, to: string, providerIds = [barber]) => {
    const residentId = addResident(clerk, name, { householdId: homeOf(room) });
    const own = { serviceId, ...spanOn(day, from, to), roomId: null, providerIds, equipment: [] };
    return clerk.ok("booking.book", { own, residentId }).id;
  };
  const [later, first] = [book("赵大妈", "201", "10:00", "10:30"), book("钱大爷", "102", "09:00", "09:30")];
  return { ...centre, serviceId, barber, book, first, later };
};
type Round = ReturnType<typeof openRound>;
const visitsOf = ({ clerk }: Round, more: object = {}) => clerk.ok("booking.homeVisits", { day, ...more });

describe("the homes of a day", () => {
  test("stand with where they are, who goes, and whether enough do", () => {
    const round = openRound();
    expect(visitsOf(round)).toMatchObject({
      visits: [
        {
          bookingId: round.first,
          version: 0,
          name: "钱大爷",
          address: "幸福小区3号楼102室",
          isAddressOwn: false,
          hasLift: null,
          maskedPhone: "138****0000",
          stage: "ahead",
          providerNames: ["刘师傅"],
          isTwoPersonVisit: true,
          isShortOfPeople: true,
        },
        { bookingId: round.later, name: "赵大妈" },
      ],
      lateCount: 0,
    });
    expect(visitsOf(round, { providerId: round.providerId }).visits).toEqual([]);
    expect(visitsOf(round, { day: "2026-11-25" }).visits).toEqual([]);
    const helped = round.book("孙师傅", "301", "14:00", "15:00", [round.barber, round.providerId]);
    expect(visitsOf(round).visits.find(({ bookingId }) => bookingId === helped)).toMatchObject({
      isShortOfPeople: false,
    });
  });

  test("are described: another address, a lift, how one gets in", () => {
    const round = openRound();
    const { clerk, first } = round;
    const home = { bookingId: first, address: "女儿家，花园里5号楼", hasLift: false, doorNote: "门禁按 102" };
    clerk.ok("booking.describeHome", { ...home, version: 0 });
    expect(codeOf(clerk, "booking.describeHome", { ...home, version: 0 })).toBe("Conflict");
    expect(visitsOf(round).visits[0]).toMatchObject({
      address: "女儿家，花园里5号楼",
      isAddressOwn: true,
      hasLift: false,
      doorNote: "门禁按 102",
      version: 1,
    });
    clerk.ok("booking.describeHome", { ...home, version: 1, address: "", hasLift: null });
    expect(visitsOf(round).visits[0]).toMatchObject({
      address: "幸福小区3号楼102室",
      isAddressOwn: false,
      hasLift: null,
    });
  });

  test("are gone to in the order that somebody says", () => {
    const round = openRound();
    round.clerk.ok("booking.orderVisits", { day, bookingIds: [round.later, round.first] });
    expect(visitsOf(round).visits.map(({ bookingId, turn }) => [bookingId, turn])).toEqual([
      [round.later, 1],
      [round.first, 2],
    ]);
  });

  test("are only those that a service goes to, and that are not off", () => {
    const round = openRound();
    const { clerk, secretary, first } = round;
    const inside = addService(secretary, { name: "量血压", category: "health" });
    const session = clerk.ok("booking.addSession", {
      serviceId: inside,
      ...spanOn(day, "14:00", "15:00"),
      placeCount: 2,
    });
    const { id: bookingId } = clerk.ok("booking.book", { sessionId: session.id, name: "李女士" });
    const home = { version: 0, address: "", doorNote: "" };
    expect(codeOf(clerk, "booking.describeHome", { ...home, bookingId })).toBe("NotAHomeVisit");
    expect(codeOf(clerk, "booking.describeHome", { ...home, bookingId: "x" })).toBe("NotFound");
    clerk.ok("booking.cancelBooking", { id: first, version: 1, reason: "住院了" });
    expect(codeOf(clerk, "booking.describeHome", { ...home, bookingId: first })).toBe("NotAHomeVisit");
    expect(codeOf(clerk, "booking.orderVisits", { day, bookingIds: [round.later, first] })).toBe("NotAHomeVisit");
    expect(visitsOf(round).visits).toHaveLength(1);
  });
});

describe("whoever went", () => {
  test("says that they are back; half an hour after the end it is asked about", () => {
    const round = openRound();
    const { clerk, first, test: core } = round;
    const back = { bookingId: first, version: 0, note: "一切都好" };
    expect(codeOf(clerk, "booking.confirmReturn", back)).toBe("SessionNotBegun");
    core.setClock("2026-11-24T01:10:00.000Z");
    expect(visitsOf(round).visits.map(({ stage }) => stage)).toEqual(["out", "ahead"]);
    core.setClock("2026-11-24T02:05:00.000Z");
    expect(visitsOf(round)).toMatchObject({ lateCount: 1, visits: [{ stage: "late" }, { stage: "out" }] });
    clerk.ok("booking.confirmReturn", back);
    expect(codeOf(clerk, "booking.confirmReturn", { ...back, version: 1 })).toBe("AlreadyBack");
    expect(visitsOf(round)).toMatchObject({ lateCount: 0, visits: [{ stage: "back", returnNote: "一切都好" }, {}] });
    const described = { bookingId: first, version: 0, address: "", doorNote: "" };
    expect(codeOf(clerk, "booking.describeHome", described)).toBe("Conflict");
  });
});

describe("上门路线单", () => {
  test("has the phones, and who saw them is kept", () => {
    const round = openRound();
    const { clerk, first } = round;
    const printed = clerk.ok("booking.printRoute", { day });
    expect(printed.code).toMatch(/^[2-9A-Z]{5}$/);
    expect(printed.phones).toContainEqual({ bookingId: first, phone: "13800000000" });
    expect(clerk.ok("booking.booking", { id: first }).events.at(-1)).toMatchObject({
      kind: "phoneRevealed",
      reason: `上门路线单 ${printed.code}`,
    });
    expect(codeOf(clerk, "booking.printRoute", { day: "2026-11-25" })).toBe("NobodyToVisit");
  });
});

test("who may, and every command is in the books", () => {
  expect(Object.keys(namesByNeed(visitContract))).toEqual(["clerk"]);
  const round = openRound();
  expect(closedTo(round, visitContract)).toMatchObject({ viewer: 5, clerk: 0 });
  const audited = auditedBy(round, visitContract, () => {
    const { clerk, first, test: core } = round;
    clerk.ok("booking.describeHome", { bookingId: first, version: 0 });
    clerk.ok("booking.orderVisits", { day, bookingIds: [first] });
    clerk.ok("booking.printRoute", { day });
    core.setClock("2026-11-24T02:05:00.000Z");
    clerk.ok("booking.confirmReturn", { bookingId: first, version: 2 });
  });
  expect(audited).toEqual(commandsOf(visitContract));
});
