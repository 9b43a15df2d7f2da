import { describe, expect, test } from "vitest";
import { resourceContract } from "#features/booking/resource-contract.ts";
import { serviceContract } from "#features/booking/service-contract.ts";
import { addEquipment, addProvider, addRoom, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

const serviceOf = ({ clerk }: ReturnType<typeof openBooking>, id: string) => clerk.ok("booking.service", { id });

describe("rooms, equipment and providers", () => {
  test("are listed; what is retired only when asked for", () => {
    const { clerk, secretary, roomId, unit } = openBooking();
    secretary.ok("booking.addProvider", { organisationId: unit.leadOrganisationId, trade: "义诊" });
    secretary.ok("booking.addProvider", { contactId: unit.responsibleId });
    secretary.ok("booking.changeRoom", { id: roomId, version: 1, name: "书画室", seatCount: 20, isRetired: true });
    expect(clerk.ok("booking.listResources", {})).toMatchObject({
      rooms: [],
      equipment: [{ name: "投影仪", totalCount: 2, version: 1 }],
      providers: [
        { name: "王老师", kind: "named", trade: "书法" },
        { name: "第一物业", kind: "unit", trade: "义诊" },
        { name: "第一物业经理", kind: "contact", detail: "第一物业 经理" },
      ],
    });
    expect(clerk.ok("booking.listResources", { withRetired: true }).rooms).toMatchObject([
      { name: "书画室", isRetired: true, version: 2 },
    ]);
  });

  test("tell before they go out of use which sessions and plans still count on them", () => {
    const { clerk, secretary, roomId, equipmentId, providerId, serviceId, test: core } = openBooking();
    const ahead = (kind: "room" | "equipment" | "provider", id: string) => clerk.ok("booking.heldAhead", { kind, id });
    expect(ahead("room", roomId)).toEqual({ sessionCount: 0, headCount: 0, planCount: 0, sessions: [] });
    const needs = { roomId, providerIds: [providerId], equipment: [{ equipmentId, count: 1 }] };
    const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"];
    const ids = days.map((day) => {
      const span = spanOn(day, "09:00", "10:00");
      return clerk.ok("booking.addSession", { ...needs, serviceId, ...span, placeCount: 2 }).id;
    });
    clerk.ok("booking.book", { sessionId: ids[1] ?? "", name: "李女士" });
    // The first of them is over by then.
    core.setClock("2026-11-23T03:00:00.000Z");
    const plan = { recurrence: "FREQ=WEEKLY;BYDAY=TU", fromDate: "2027-01-05", startMinute: 540, durationMinutes: 60 };
    secretary.ok("booking.addPlan", { ...plan, serviceId, roomId, providerIds: [providerId], placeCount: 2 });
    for (const [kind, id] of [
      ["room", roomId],
      ["equipment", equipmentId],
      ["provider", providerId],
    ] as const)
      expect(ahead(kind, id)).toMatchObject({
        sessionCount: 6,
        headCount: 1,
        planCount: kind === "equipment" ? 0 : 1,
        sessions: days.slice(1, 6).map((day) => ({ title: "书法课", ...spanOn(day, "09:00", "10:00") })),
      });
  });

  test("a provider who lives here keeps the name of the register", () => {
    const { clerk, secretary } = openBooking();
    const { id } = clerk.ok("people.addResident", { name: "赵大妈", phone: "" });
    secretary.ok("booking.addProvider", { residentId: id, trade: "理发" });
    expect(clerk.ok("booking.listResources", {}).providers.at(-1)).toMatchObject({ name: "赵大妈", detail: "居民" });
  });

  test("have a name of their own, and one of a kind only", () => {
    const { secretary, roomId, equipmentId, unit } = openBooking();
    const other = addRoom(secretary, "舞蹈室");
    const thing = addEquipment(secretary, "音响", 1);
    expect(refusalOf(secretary, "booking.addRoom", { name: " 书画室 ", seatCount: 1 })).toMatchObject({
      code: "RoomNameTaken",
    });
    const room = { id: other, version: 1, name: "书画室", seatCount: 5, isRetired: false };
    expect(refusalOf(secretary, "booking.changeRoom", room)).toMatchObject({ code: "RoomNameTaken" });
    expect(refusalOf(secretary, "booking.addEquipment", { name: "音响", totalCount: 1 })).toMatchObject({
      code: "EquipmentNameTaken",
    });
    const speaker = { id: equipmentId, version: 1, name: "音响", totalCount: 1, isRetired: false };
    expect(refusalOf(secretary, "booking.changeEquipment", speaker)).toMatchObject({ code: "EquipmentNameTaken" });
    expect(refusalOf(secretary, "booking.addProvider", {})).toMatchObject({ code: "ProviderNeedsOne" });
    const both = { name: "甲", contactId: unit.responsibleId };
    expect(refusalOf(secretary, "booking.addProvider", both)).toMatchObject({ code: "ProviderNeedsOne" });
    expect(refusalOf(secretary, "booking.addProvider", { name: "王老师" })).toMatchObject({ code: "ProviderKnown" });
    expect(fieldsOf(secretary, "booking.addProvider", { residentId: "x" })).toEqual(["residentId"]);
    expect(fieldsOf(secretary, "booking.addProvider", { contactId: "x" })).toEqual(["contactId"]);
    expect(fieldsOf(secretary, "booking.addProvider", { organisationId: "x" })).toEqual(["organisationId"]);
    const stale = { id: roomId, version: 9, name: "书画室", seatCount: 5, isRetired: false };
    expect(refusalOf(secretary, "booking.changeRoom", stale)).toMatchObject({ code: "Conflict" });
    expect(refusalOf(secretary, "booking.changeRoom", { ...stale, id: "x" })).toMatchObject({ code: "NotFound" });
    expect(refusalOf(secretary, "booking.changeEquipment", { ...speaker, id: "x" })).toMatchObject({
      code: "NotFound",
    });
    expect(refusalOf(secretary, "booking.changeEquipment", { ...speaker, id: thing, version: 3 })).toMatchObject({
      code: "Conflict",
    });
    expect(refusalOf(secretary, "booking.changeProvider", { id: "x", version: 1, isRetired: true })).toMatchObject({
      code: "NotFound",
    });
  });
});

describe("a service", () => {
  test("says what it needs and who may, and is listed by category, audience and mode", () => {
    const centre = openBooking();
    const { clerk, secretary, serviceId } = centre;
    const haircut = addService(secretary, {
      name: "上门理发",
      category: "life",
      mode: "deliver",
      audiences: ["elder", "hardship"],
      parties: ["person", "household"],
      whoMay: { minAge: 60, isLivingHere: true },
      quotas: [{ per: "person", period: "month", count: 1 }],
      priceKind: "lowFee",
      price: "每次 5 元",
      subsidySource: "为老服务资金",
      isTwoPersonVisit: true,
    });
    expect(serviceOf(centre, serviceId)).toMatchObject({
      roomName: "书画室",
      providerNames: ["王老师"],
      equipmentNames: ["投影仪"],
      parties: ["person"],
      whoMay: { minAge: null, maxAge: null, audiences: [], isLivingHere: false },
      quotas: [],
      version: 1,
    });
    expect(serviceOf(centre, haircut)).toMatchObject({
      whoMay: { minAge: 60, isLivingHere: true },
      quotas: [{ per: "person", period: "month", count: 1 }],
      isTwoPersonVisit: true,
      price: "每次 5 元",
    });
    const names = (filters: object) => clerk.ok("booking.listServices", filters).services.map(({ name }) => name);
    expect(names({})).toEqual(["书法课", "上门理发"]);
    expect(names({ category: "life" })).toEqual(["上门理发"]);
    // What is for everybody is for children, too.
    expect(names({ audience: "child" })).toEqual(["书法课"]);
    expect(names({ mode: "deliver" })).toEqual(["上门理发"]);
  });

  test("is changed whole, and retired", () => {
    const centre = openBooking();
    const { clerk, secretary, serviceId } = centre;
    const { roomName: _r, providerNames: _p, equipmentNames: _e, ...kept } = serviceOf(centre, serviceId);
    const other = addProvider(secretary, "李老师");
    secretary.ok("booking.changeService", { ...kept, providerIds: [other], equipment: [], isRetired: true });
    expect(serviceOf(centre, serviceId)).toMatchObject({ providerNames: ["李老师"], equipment: [], version: 2 });
    expect(clerk.ok("booking.listServices", {}).services).toEqual([]);
    expect(clerk.ok("booking.listServices", { withRetired: true }).services).toHaveLength(1);
    expect(refusalOf(secretary, "booking.changeService", kept)).toMatchObject({ code: "Conflict" });
    expect(refusalOf(secretary, "booking.changeService", { ...kept, id: "x" })).toMatchObject({ code: "NotFound" });
  });

  test("has a name of its own, a price where it costs something, and asks for nothing that is not there", () => {
    const { secretary, roomId, equipmentId } = openBooking();
    const chess = { name: "棋牌", category: "activity", mode: "visit", durationMinutes: 60, placeCount: 4 };
    const other = addService(secretary, { ...chess, name: "茶话", category: "activity", mode: "visit" });
    expect(refusalOf(secretary, "booking.addService", { ...chess, name: "书法课" })).toMatchObject({
      code: "ServiceNameTaken",
    });
    expect(
      refusalOf(secretary, "booking.changeService", {
        ...chess,
        name: "书法课",
        id: other,
        version: 1,
        isRetired: false,
      }),
    ).toMatchObject({ code: "ServiceNameTaken" });
    expect(refusalOf(secretary, "booking.addService", { ...chess, priceKind: "lowFee" })).toMatchObject({
      code: "PriceNeedsWords",
    });
    const wrong = (more: object) => fieldsOf(secretary, "booking.addService", { ...chess, ...more });
    expect(wrong({ roomId: "x" })).toEqual(["roomId"]);
    expect(wrong({ roomId, mode: "deliver" })).toEqual(["roomId"]);
    expect(wrong({ roomId, placeCount: 21 })).toEqual(["placeCount"]);
    expect(wrong({ providerIds: ["x"] })).toEqual(["providerIds"]);
    expect(wrong({ equipment: [{ equipmentId: "x", count: 1 }] })).toEqual(["equipment"]);
    expect(wrong({ equipment: [{ equipmentId, count: 3 }] })).toEqual(["equipment"]);
    expect(wrong({ whoMay: { minAge: 60, maxAge: 14 } })).toEqual(["whoMay.maxAge"]);
    expect(wrong({ name: "" })).toEqual(["name"]);
    expect(wrong({ placeCount: 0 })).toEqual(["placeCount"]);
  });
});

test("who may, and every command is in the books", () => {
  const part = { ...resourceContract, ...serviceContract };
  expect(namesByNeed(part)).toEqual({
    clerk: ["heldAhead", "listResources", "listServices", "service"],
    secretary: commandsOf(part).map((name) => name.slice("booking.".length)),
  });
  const centre = openBooking();
  expect(closedTo(centre, part)).toMatchObject({ viewer: 12, clerk: 8, secretary: 0 });
  const audited = auditedBy(centre, part, () => {
    const { secretary } = centre;
    const room = { name: "棋牌室", seatCount: 8 };
    const { id } = secretary.ok("booking.addRoom", room);
    secretary.ok("booking.changeRoom", { ...room, id, version: 1, isRetired: true });
    const thing = { name: "血压计", totalCount: 3 };
    const equipment = secretary.ok("booking.addEquipment", thing);
    secretary.ok("booking.changeEquipment", { ...thing, ...equipment, isRetired: true });
    const provider = secretary.ok("booking.addProvider", { name: "刘医生" });
    secretary.ok("booking.changeProvider", { ...provider, isRetired: true });
    const service = { name: "量血压", category: "health", mode: "visit", durationMinutes: 10, placeCount: 1 } as const;
    const added = secretary.ok("booking.addService", service);
    secretary.ok("booking.changeService", { ...service, ...added, isRetired: false });
  });
  expect(audited).toEqual(commandsOf(part));
});
