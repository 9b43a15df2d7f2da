import { describe, expect, test } from "vitest";
import { bookingPaperContract } from "#features/booking/paper-contract.ts";
import { weekly } from "#features/booking/recurrence.ts";
import { addResident, addRoom, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

const tuesday = "2026-11-24";
const phone = "13812345678";

/** A morning for the elderly in a room with two places, one who has one, and one who waits. */
const openMorning = (more: Parameters<typeof addService>[1] = {}) => {
  const centre = openBooking();
  const { clerk, secretary, roomId } = centre;
  const homeId = clerk.ok("people.addPlace", {
    estateName: "幸福小区",
    buildingName: "3号楼",
    unitName: "",
    room: "502",
  }).householdId;
  const serviceId = addService(secretary, {
    name: "健康义诊",
    category: "health",
    placeCount: 1,
    roomId,
    bring: "身份证",
    consent: "我知道这是义诊，不代替看病。",
    whoMay: { minAge: 60, maxAge: null, audiences: [], isLivingHere: false },
    ...more,
  });
  const at = { serviceId, ...spanOn(tuesday, "09:00", "10:00"), placeCount: 1, roomId };
  const { id: sessionId } = clerk.ok("booking.addSession", at);
  const residentId = addResident(clerk, "王秀英", { phone, householdId: homeId });
  const booked = clerk.ok("booking.book", { sessionId, residentId });
  const waiting = clerk.ok("booking.book", {
    sessionId,
    residentId: addResident(clerk, "李大爷"),
    isWaitingFine: true,
  });
  return { ...centre, serviceId, sessionId, booked, waiting, residentId };
};

describe("the slip of a booking", () => {
  test("says what, when, where and what to bring, and names nobody whole", () => {
    const { clerk, booked } = openMorning();
    const slip = clerk.ok("booking.slip", { id: booked.id });
    expect(slip).toMatchObject({
      numberText: "约〔2026〕1号",
      partyLabel: "王*英",
      title: "健康义诊",
      state: "booked",
      times: [{ ...spanOn(tuesday, "09:00", "10:00"), lesson: null, roomName: "书画室" }],
      isAtHome: false,
      bring: "身份证",
      priceText: "免费",
      consent: "我知道这是义诊，不代替看病。",
    });
    const said = JSON.stringify(slip);
    for (const part of ["王秀英", phone, "138****", "502", "满 60", "60 岁"]) expect(said).not.toContain(part);
    const printed = clerk.ok("booking.printSlip", { id: booked.id });
    expect(printed.code).toMatch(/^[2-9A-Z]{5}$/);
    expect(clerk.ok("booking.booking", { id: booked.id }).events.at(-1)).toMatchObject({
      kind: "slipPrinted",
      reason: printed.code,
    });
  });

  test("of somebody who waits says in which place", () => {
    const { clerk, waiting } = openMorning();
    expect(clerk.ok("booking.slip", { id: waiting.id })).toMatchObject({ state: "waiting", waitingPlace: 1 });
    expect(refusalOf(clerk, "booking.slip", { id: "x" }).code).toBe("NotFound");
  });

  test("of a course names every lesson that is still to come", () => {
    const { clerk, secretary, serviceId, roomId, residentId, test: core } = openMorning();
    const { id: planId } = secretary.ok("booking.addPlan", {
      serviceId,
      title: "冬季班",
      recurrence: weekly([3]),
      fromDate: tuesday,
      startMinute: 540,
      durationMinutes: 60,
      placeCount: 5,
      roomId,
      lessonCount: 3,
    });
    secretary.ok("booking.makeSessions", { planId, version: 1, until: "2026-12-31" });
    const { id } = clerk.ok("booking.enrol", { planId, residentId, overruleReason: "老学员" });
    const { bookings } = clerk.ok("booking.bookingsOf", { residentId });
    const first = bookings.filter(({ enrolmentId }) => enrolmentId === id).at(-1);
    const slip = () => clerk.ok("booking.slip", { id: first?.id ?? "" });
    expect(slip().title).toBe("冬季班（健康义诊）");
    expect(slip().times.map(({ lesson }) => lesson)).toEqual([1, 2, 3]);
    core.advance({ days: 13 });
    expect(slip().times.map(({ lesson }) => lesson)).toEqual([1, 3]);
  });

  test("of a household says neither its name nor its room", () => {
    const { clerk, secretary } = openMorning();
    const serviceId = addService(secretary, { name: "家庭日", category: "activity", parties: ["household"] });
    const { householdId } = clerk.ok("people.addPlace", {
      estateName: "幸福小区",
      buildingName: "4号楼",
      unitName: "",
      room: "301",
    });
    const { id: sessionId } = clerk.ok("booking.addSession", {
      serviceId,
      ...spanOn(tuesday, "14:00", "15:00"),
      placeCount: 5,
    });
    const { id } = clerk.ok("booking.book", { sessionId, party: "household", householdId, contactName: "周阿姨" });
    expect(clerk.ok("booking.slip", { id }).partyLabel).toBe("一户居民（联系人 周*姨）");
  });
});

describe("the sheet of a day", () => {
  test("has a row for everybody who comes and none for who waits, and no phone and no home", () => {
    const { clerk, sessionId, booked } = openMorning();
    const sheet = clerk.ok("booking.daySheet", { day: tuesday });
    expect(sheet.sessions).toMatchObject([
      { id: sessionId, title: "健康义诊", hasPickUp: false, rows: [{ bookingId: booked.id, name: "王秀英" }] },
    ]);
    expect(JSON.stringify(sheet)).not.toMatch(/138|502|3号楼/);
    const { code } = clerk.ok("booking.printDaySheet", { day: tuesday });
    expect(clerk.ok("booking.booking", { id: booked.id }).events.at(-1)).toMatchObject({ reason: code });
    expect(refusalOf(clerk, "booking.printDaySheet", { day: "2026-11-25" }).code).toBe("NobodyOnSheet");
  });

  test("has a column for whoever fetches a child, and rows for those who come without a booking", () => {
    const { clerk, sessionId } = openMorning({ audiences: ["child"], placeCount: 5 });
    expect(clerk.ok("booking.daySheet", { day: tuesday, sessionId }).sessions).toMatchObject([
      { hasPickUp: true, blankCount: 0 },
    ]);
  });
});

describe("a list of phones", () => {
  test("shows them masked, and in full only on what is kept as printed", () => {
    const { clerk, booked } = openMorning();
    const of = { list: "day" as const, day: tuesday };
    expect(clerk.ok("booking.phoneList", of).rows).toMatchObject([
      { bookingId: booked.id, name: "王秀英", maskedPhone: "138****5678", why: "" },
    ]);
    const printed = clerk.ok("booking.printPhoneList", of);
    expect(printed.phones).toEqual([{ bookingId: booked.id, phone, ownPhone: "" }]);
    expect(clerk.ok("booking.booking", { id: booked.id }).events.at(-1)).toMatchObject({
      kind: "phoneRevealed",
      reason: `提醒电话单 ${tuesday} ${printed.code}`,
    });
    expect(refusalOf(clerk, "booking.printPhoneList", { ...of, day: "2026-11-25" }).code).toBe("NobodyOnSheet");
  });

  test("of who has to be told says what", () => {
    const { clerk } = openMorning();
    clerk.ok("booking.addBlackout", { scope: "centre", ...spanOn(tuesday, "08:00", "12:00"), reason: "停电" });
    const { rows } = clerk.ok("booking.phoneList", { list: "tellings" });
    expect(rows.map(({ name, why }) => `${name} ${why}`)).toEqual(["王秀英 全馆停用：停电", "李大爷 全馆停用：停电"]);
    expect(clerk.ok("booking.printPhoneList", { list: "tellings" }).phones).toHaveLength(2);
  });
});

test("a trip has whom to call of everybody who goes, and a seat for every head", () => {
  const { clerk, secretary } = openMorning();
  const serviceId = addService(secretary, { name: "一日游", category: "activity", placeCount: 40, maxHeadCount: 4 });
  const of = { serviceId, ...spanOn(tuesday, "07:30", "17:00"), placeCount: 40 };
  const { id: sessionId } = clerk.ok("booking.addSession", of);
  const own = addResident(clerk, "赵大爷", { phone: "13811112222" });
  const contact = { contactName: "女儿小芳", phone: "13933334444", headCount: 2 };
  clerk.ok("booking.book", { sessionId, residentId: own, ...contact });
  clerk.ok("booking.book", { sessionId, residentId: addResident(clerk, "钱奶奶", { phone: "13855556666" }) });
  const list = { list: "trip" as const, sessionId };
  expect(clerk.ok("booking.phoneList", list).rows).toMatchObject([
    { name: "赵大爷", contactName: "女儿小芳", headCount: 2, serviceName: "一日游" },
    { name: "钱奶奶", contactName: "", headCount: 1 },
  ]);
  expect(clerk.ok("booking.printPhoneList", list).phones).toMatchObject([
    { phone: "13933334444", ownPhone: "13811112222" },
    { phone: "13855556666", ownPhone: "" },
  ]);
  expect(fieldsOf(clerk, "booking.phoneList", { list: "trip" })).toEqual(["sessionId"]);
  expect(fieldsOf(clerk, "booking.phoneList", { list: "tellings", sessionId })).toEqual(["sessionId"]);
  expect(refusalOf(clerk, "booking.printPhoneList", { ...list, sessionId: "x" }).code).toBe("NobodyOnSheet");
});

test("the sheet at a door says what is on, and of a room that somebody took only that it is taken", () => {
  const { clerk, secretary, roomId } = openMorning();
  const serviceId = addService(secretary, { name: "活动室", category: "room", parties: ["group"] });
  const own = { serviceId, roomId, providerIds: [], equipment: [], ...spanOn(tuesday, "14:00", "16:00") };
  clerk.ok("booking.book", { own, party: "group", name: "合唱队", contactName: "周阿姨", phone } as never);
  const of = { roomId, fromDay: "2026-11-23", toDay: "2026-11-29" };
  const sheet = clerk.ok("booking.doorSheet", of);
  expect(sheet).toMatchObject({
    roomName: "书画室",
    days: [{ day: tuesday, turns: [{ words: "健康义诊" }, { words: "已约" }] }],
  });
  expect(JSON.stringify(sheet)).not.toMatch(/合唱队|周阿姨|王秀英|138/);
  expect(clerk.ok("booking.printDoorSheet", of).code).toMatch(/^[2-9A-Z]{5}$/);
  expect(refusalOf(clerk, "booking.doorSheet", { ...of, roomId: "x" }).code).toBe("NotFound");
  expect(clerk.ok("booking.doorSheet", { ...of, roomId: addRoom(secretary, "舞蹈室") }).days).toEqual([]);
});

test("whoever was here is sent on by whole name and age; what for is kept nowhere", () => {
  const { clerk, booked, test: core } = openMorning();
  const { id } = booked;
  const to = "区中医院";
  expect(refusalOf(clerk, "booking.referral", { id }).code).toBe("NotYetHere");
  expect(refusalOf(clerk, "booking.printReferral", { id, to }).code).toBe("NotYetHere");
  expect(refusalOf(clerk, "booking.referral", { id: "x" }).code).toBe("NotFound");
  core.setClock("2026-11-24T00:50:00.000Z");
  clerk.ok("booking.checkIn", { id, version: booked.version });
  expect(clerk.ok("booking.referral", { id })).toMatchObject({ name: "王秀英", serviceName: "健康义诊" });
  const { code } = clerk.ok("booking.printReferral", { id, to });
  const { events } = clerk.ok("booking.booking", { id });
  expect(events.at(-1)).toMatchObject({ kind: "referred", reason: `转到区中医院 ${code}` });
});

test("who may print, and every print is in the books", () => {
  expect(Object.keys(namesByNeed(bookingPaperContract))).toEqual(["clerk"]);
  const opened = openMorning();
  expect(closedTo(opened, bookingPaperContract)).toMatchObject({ viewer: 10, clerk: 0 });
  const audited = auditedBy(opened, bookingPaperContract, () => {
    const { clerk, booked, roomId } = opened;
    clerk.ok("booking.printSlip", { id: booked.id });
    clerk.ok("booking.printDaySheet", { day: tuesday });
    clerk.ok("booking.printPhoneList", { list: "day", day: tuesday });
    clerk.ok("booking.printDoorSheet", { roomId, fromDay: tuesday, toDay: tuesday });
    opened.test.setClock("2026-11-24T00:50:00.000Z");
    clerk.ok("booking.checkIn", { id: booked.id, version: booked.version });
    clerk.ok("booking.printReferral", { id: booked.id, to: "区中医院" });
  });
  expect(audited).toEqual(commandsOf(bookingPaperContract));
});
