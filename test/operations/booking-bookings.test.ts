import { describe, expect, test } from "vitest";
import { bookingsContract } from "#features/booking/booking-contract.ts";
import { weekly } from "#features/booking/recurrence.ts";
import { addResident, addRoom, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

type Centre = ReturnType<typeof openBooking>;

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const tuesday = "2026-11-24";
const nothing = { roomId: null, providerIds: [], equipment: [] };

/** A session of two places on Tuesday at nine, and three who might want it. */
const openSession = (more: Parameters<typeof addService>[1] = {}) => {
  const centre = openBooking();
  const { clerk, secretary } = centre;
  const serviceId = addService(secretary, { name: "义诊", category: "health", placeCount: 2, ...more });
  const at = { serviceId, ...spanOn(tuesday, "09:00", "10:00"), placeCount: 2 };
  const { id: sessionId } = clerk.ok("booking.addSession", at);
  const people = ["赵大妈", "钱大爷", "孙师傅"].map((name) => addResident(clerk, name));
  return { ...centre, serviceId, sessionId, people, at };
};
type Opened = ReturnType<typeof openSession>;

const book = ({ clerk, sessionId, people }: Opened, who = 0, more: object = {}) =>
  clerk.ok("booking.book", { sessionId, residentId: people[who] ?? null, ...more });

const bookingOf = ({ clerk }: Centre, id: string) => clerk.ok("booking.booking", { id });
const inSession = ({ clerk, sessionId }: Opened) => clerk.ok("booking.sessionBookings", { sessionId });

describe("booking a place", () => {
  test("gives a number, takes a place and says who came to the desk", () => {
    const opened = openSession();
    const { clerk } = opened;
    expect(book(opened)).toMatchObject({
      numberText: "约〔2026〕1号",
      state: "booked",
      approval: "none",
      waitingPlace: null,
    });
    const { session, bookings } = inSession(opened);
    expect(session).toMatchObject({ takenCount: 1, arrivedCount: 0, waitingCount: 0, askedCount: 0 });
    expect(bookings).toMatchObject([
      {
        name: "赵大妈",
        detail: "70 岁",
        maskedPhone: "138****0000",
        headCount: 1,
        channel: "window",
        state: "booked",
        calls: [],
      },
    ]);
    expect(clerk.ok("booking.findPlaces", { fromDay: tuesday, toDay: tuesday }).sessions).toMatchObject([
      { serviceName: "义诊", takenCount: 1, placeCount: 2 },
    ]);
  });

  test("for somebody on no register, a household and a group", () => {
    const opened = openSession({ parties: ["person", "household", "group"], maxHeadCount: 2 });
    const { clerk, sessionId, unit, householdId } = { ...opened, householdId: addHome(opened) };
    clerk.ok("booking.book", { sessionId, name: "路过的李女士", phone: "13911112222" });
    clerk.ok("booking.book", { sessionId, party: "household", householdId });
    expect(inSession(opened).bookings).toMatchObject([
      { name: "路过的李女士", maskedPhone: "139****2222" },
      { party: "household", name: "幸福小区1号楼101室" },
    ]);
    const other = clerk.ok("booking.addSession", { ...opened.at, ...spanOn(tuesday, "14:00", "15:00") });
    clerk.ok("booking.book", {
      sessionId: other.id,
      party: "group",
      organisationId: unit.leadOrganisationId,
      headCount: 2,
    });
    expect(clerk.ok("booking.sessionBookings", { sessionId: other.id }).bookings).toMatchObject([{ name: "第一物业" }]);
  });

  test("is refused where it does not fit, whatever reason is given", () => {
    const opened = openSession({ parties: ["person"], maxHeadCount: 2 });
    const { clerk, sessionId, people } = opened;
    const wrong = (more: object) => codeOf(clerk, "booking.book", { sessionId, overruleReason: "破例", ...more });
    expect(wrong({})).toBe("PartyNeedsOne");
    expect(wrong({ party: "group", name: "合唱队" })).toBe("PartyNotFitting");
    expect(wrong({ residentId: people[0], headCount: 3 })).toBe("TooManyHeads");
    expect(wrong({ residentId: people[0], sessionId: "x" })).toBe("NotFound");
    expect(fieldsOf(clerk, "booking.book", { sessionId, residentId: "x" })).toEqual(["residentId"]);
    expect(fieldsOf(clerk, "booking.book", { residentId: people[0] })).toEqual(["sessionId"]);
    book(opened);
    expect(wrong({ residentId: people[0] })).toBe("AlreadyBooked");
    expect(wrong({ residentId: people[1], headCount: 2 })).toBe("NoPlaceLeft");
  });

  test("ends with the session, and needs one that takes place", () => {
    const opened = openSession();
    const { clerk, sessionId, people, test: core } = opened;
    clerk.ok("booking.cancelSession", { id: sessionId, version: 1, reason: "医生有事" });
    expect(codeOf(clerk, "booking.book", { sessionId, residentId: people[0] })).toBe("SessionIsCancelled");
    const other = clerk.ok("booking.addSession", opened.at);
    core.advance({ minutes: 60 * 24 * 5 });
    expect(codeOf(clerk, "booking.book", { sessionId: other.id, residentId: people[0] })).toBe("SessionIsOver");
  });
});

const addHome = ({ clerk }: Centre): string =>
  clerk.ok("people.addPlace", { estateName: "幸福小区", buildingName: "1号楼", unitName: "", room: "101" })
    .householdId ?? "";

describe("what speaks against a booking", () => {
  const asked = {
    whoMay: { minAge: 60 },
    quotas: [{ per: "person" as const, period: "month" as const, count: 1 }],
  };

  test("is told with its reason, and overruled by a person with another", () => {
    const opened = openSession(asked);
    const { clerk, sessionId, serviceId, at } = opened;
    const young = addResident(clerk, "小李", { birthDate: "1990-05-01" });
    const judged = clerk.ok("booking.judge", { serviceId, residentId: young, ...spanOn(tuesday, "09:00", "10:00") });
    expect(judged).toMatchObject({
      verdict: "mayNot",
      reasons: [{ verdict: "mayNot", words: "要满 60 岁：现在 36 岁，还差 24 年" }],
      objections: [{ kind: "notEligible" }],
      quotaWords: ["每人每月 1 次，已约 0 次"],
    });
    const refusal = refusalOf(clerk, "booking.book", { sessionId, residentId: young });
    expect(refusal).toMatchObject({ code: "NeedsOverruling", details: { objections: [{ kind: "notEligible" }] } });
    const { id } = clerk.ok("booking.book", { sessionId, residentId: young, overruleReason: "陪父亲来，父亲行动不便" });
    expect(bookingOf(opened, id)).toMatchObject({
      overruled: [{ kind: "notEligible", words: "要满 60 岁：现在 36 岁，还差 24 年" }],
      overruleReason: "陪父亲来，父亲行动不便",
    });
    // A reason that nothing called for is not kept.
    const fine = book(opened, 0, { overruleReason: "老人" });
    expect(bookingOf(opened, fine.id)).toMatchObject({ overruled: [], overruleReason: "" });
    const next = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-26", "09:00", "10:00") });
    expect(refusalOf(clerk, "booking.book", { sessionId: next.id, residentId: opened.people[0] })).toMatchObject({
      details: { objections: [{ kind: "overQuota", words: "每人每月 1 次，已经约了 1 次" }] },
    });
    const december = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-12-01", "09:00", "10:00") });
    clerk.ok("booking.book", { sessionId: december.id, residentId: opened.people[0] });
  });

  test("counts a quota of the home over everybody in it", () => {
    const quotas = [{ per: "household" as const, period: "week" as const, count: 1 }];
    const opened = openSession({ quotas });
    const householdId = addHome(opened);
    const [father, mother] = ["父", "母"].map((name) => addResident(opened.clerk, name, { householdId }));
    const { clerk, sessionId } = opened;
    clerk.ok("booking.book", { sessionId, residentId: father });
    expect(refusalOf(clerk, "booking.book", { sessionId, residentId: mother })).toMatchObject({
      details: { objections: [{ kind: "overQuota", words: "每户每周 1 次，已经约了 1 次" }] },
    });
  });

  test("also is what somebody has at the same time, and when it is booked too late", () => {
    const opened = openSession({ minNoticeMinutes: 24 * 60 * 7 });
    const { clerk, people, secretary, serviceId } = opened;
    const other = addService(secretary, { name: "理发", category: "life" });
    const session = clerk.ok("booking.addSession", {
      ...opened.at,
      serviceId: other,
      ...spanOn(tuesday, "09:30", "10:30"),
    });
    clerk.ok("booking.book", { sessionId: session.id, residentId: people[0] });
    const at = { serviceId, residentId: people[0] ?? "", ...spanOn(tuesday, "09:00", "10:00") };
    expect(clerk.ok("booking.judge", at).objections).toEqual([
      { kind: "tooLate", words: "要提前 7 天约" },
      { kind: "sameTime", words: "这个时间已约“理发”（09:30–10:30）" },
    ]);
  });
});

describe("whoever misses it", () => {
  test("is counted and shown the next time, and refused nothing", () => {
    const opened = openSession();
    const { clerk, test: core, serviceId, people, at } = opened;
    const { id } = book(opened);
    expect(codeOf(clerk, "booking.markNoShow", { id, version: 1 })).toBe("SessionNotBegun");
    core.advance({ minutes: 60 * 24 * 4 + 30 });
    clerk.ok("booking.markNoShow", { id, version: 1 });
    const judged = clerk.ok("booking.judge", {
      serviceId,
      residentId: people[0] ?? "",
      ...spanOn("2026-11-27", "09:00", "10:00"),
    });
    expect(judged).toMatchObject({
      noShowCount: 1,
      objections: [],
      lastServices: [{ serviceName: "义诊", state: "noShow" }],
    });
    const next = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-27", "09:00", "10:00") });
    clerk.ok("booking.book", { sessionId: next.id, residentId: people[0] ?? "" });
    expect(clerk.ok("booking.bookingsOf", { residentId: people[0] ?? "" })).toMatchObject({
      noShowCount: 1,
      bookings: [{ state: "booked" }, { state: "noShow" }],
    });
  });
});

describe("those who wait", () => {
  const full = () => {
    const opened = openSession();
    const [first, second] = [book(opened, 0), book(opened, 1)];
    const waiting = book(opened, 2, { isWaitingFine: true });
    return { ...opened, first, second, waiting };
  };

  test("stand in their order; a place that comes free is theirs first", () => {
    const opened = full();
    const { clerk, sessionId, first, waiting } = opened;
    const later = addResident(clerk, "周阿姨");
    expect(waiting).toMatchObject({ state: "waiting", waitingPlace: 1 });
    expect(codeOf(clerk, "booking.book", { sessionId, residentId: later })).toBe("NoPlaceLeft");
    const last = clerk.ok("booking.book", { sessionId, residentId: later, isWaitingFine: true });
    expect(last.waitingPlace).toBe(2);
    expect(codeOf(clerk, "booking.takePlace", { id: waiting.id, version: 1 })).toBe("NoPlaceLeft");
    expect(clerk.ok("booking.cancelBooking", { id: first.id, version: 1, reason: "有事" })).toMatchObject({
      nextWaitingId: waiting.id,
    });
    // The place is free, and yet not for whoever comes in now.
    const passer = addResident(clerk, "吴师傅");
    expect(codeOf(clerk, "booking.book", { sessionId, residentId: passer })).toBe("NoPlaceLeft");
    expect(codeOf(clerk, "booking.takePlace", { id: last.id, version: 1 })).toBe("OthersWaitLonger");
    clerk.ok("booking.recordWaitingCall", { id: waiting.id, version: 1, outcome: "notReached", words: "占线" });
    clerk.ok("booking.takePlace", { id: last.id, version: 1 });
    expect(inSession(opened).bookings.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "钱大爷 booked",
      "周阿姨 booked",
      "孙师傅 waiting",
      "赵大妈 cancelled",
    ]);
    expect(bookingOf(opened, waiting.id)).toMatchObject({
      calls: [{ outcome: "notReached", words: "占线" }],
      waitingPlace: 1,
    });
  });

  test("give up when they are asked, and are passed over only with a reason", () => {
    const opened = full();
    const { clerk, first, waiting, sessionId } = opened;
    const later = clerk.ok("booking.book", {
      sessionId,
      residentId: addResident(clerk, "周阿姨"),
      isWaitingFine: true,
    });
    clerk.ok("booking.cancelBooking", { id: first.id, version: 1, reason: "有事" });
    clerk.ok("booking.takePlace", { id: later.id, version: 1, passOverReason: "急诊转来" });
    expect(bookingOf(opened, later.id).events.at(-1)).toMatchObject({ kind: "placeTaken", reason: "急诊转来" });
    clerk.ok("booking.recordWaitingCall", { id: waiting.id, version: 1, outcome: "gaveUp", words: "不来了" });
    expect(bookingOf(opened, waiting.id)).toMatchObject({ state: "gaveUp" });
    const call = { id: waiting.id, version: 2, outcome: "told" };
    expect(codeOf(clerk, "booking.recordWaitingCall", call)).toBe("NotWaiting");
    expect(codeOf(clerk, "booking.takePlace", { id: waiting.id, version: 2 })).toBe("NotWaiting");
  });

  test("get no more than others by waiting in two places", () => {
    const quotas = [{ per: "person" as const, period: "month" as const, count: 1 }];
    const opened = openSession({ quotas });
    const { clerk, people, at } = opened;
    book(opened, 0);
    book(opened, 1);
    const other = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-26", "09:00", "10:00") });
    const waiting = book(opened, 2, { isWaitingFine: true });
    clerk.ok("booking.book", { sessionId: other.id, residentId: people[2] ?? "" });
    const [first] = inSession(opened).bookings;
    clerk.ok("booking.cancelBooking", { id: first?.id ?? "", version: 1, reason: "有事" });
    expect(refusalOf(clerk, "booking.takePlace", { id: waiting.id, version: 1 })).toMatchObject({
      code: "NeedsOverruling",
      details: { objections: [{ kind: "overQuota" }] },
    });
    clerk.ok("booking.takePlace", { id: waiting.id, version: 1, overruleReason: "医生要求复诊" });
    expect(bookingOf(opened, waiting.id)).toMatchObject({
      state: "booked",
      overruleReason: "医生要求复诊",
      waitingPlace: null,
    });
  });

  test("do not wait where a service has no waiting list", () => {
    const opened = openSession({ hasWaitingList: false });
    book(opened, 0);
    book(opened, 1);
    expect(
      codeOf(opened.clerk, "booking.book", {
        sessionId: opened.sessionId,
        residentId: opened.people[2],
        isWaitingFine: true,
      }),
    ).toBe("NoPlaceLeft");
  });
});

describe("a time of one's own", () => {
  test("holds a room for one booking, waits for somebody's word where a group asks, and ends with it", () => {
    const centre = openBooking();
    const { clerk, secretary } = centre;
    const serviceId = addService(secretary, {
      name: "活动室",
      category: "room",
      parties: ["person", "group"],
      placeCount: 30,
    });
    const roomId = addRoom(secretary, "活动室", { seatCount: 30, isApprovalNeeded: true });
    const own = { ...nothing, serviceId, roomId, ...spanOn(tuesday, "14:00", "16:00") };
    const group = { party: "group", name: "合唱队", contactName: "周阿姨", phone: "13911112222", headCount: 20 };
    const booked = clerk.ok("booking.book", { own, ...group } as never);
    expect(booked).toMatchObject({ state: "booked", approval: "asked" });
    expect(refusalOf(clerk, "booking.book", { own, ...group, name: "舞蹈队" })).toMatchObject({
      code: "ResourceTaken",
      details: { conflicts: [{ words: "活动室 14:00–16:00 有“活动室”" }] },
    });
    expect(codeOf(clerk, "booking.approveBooking", { id: booked.id, version: 1 })).toBe("NotAllowed");
    expect(clerk.ok("booking.listAsked", {}).bookings).toMatchObject([{ id: booked.id, name: "合唱队" }]);
    secretary.ok("booking.approveBooking", { id: booked.id, version: 1 });
    expect(codeOf(secretary, "booking.approveBooking", { id: booked.id, version: 2 })).toBe("NotAsked");
    expect(clerk.ok("booking.listAsked", {}).bookings).toEqual([]);
    const { sessionId } = bookingOf(centre, booked.id);
    expect(codeOf(clerk, "booking.moveBooking", { id: booked.id, version: 2, sessionId })).toBe("BookingIsOver");
    expect(codeOf(clerk, "booking.book", { sessionId, ...group, name: "舞蹈队" })).toBe("NoPlaceLeft");
    clerk.ok("booking.cancelBooking", { id: booked.id, version: 2, reason: "改天" });
    clerk.ok("booking.book", { own, ...group, name: "舞蹈队" } as never);
    expect(
      clerk.ok("booking.listSessions", { fromDay: tuesday, toDay: tuesday, withCancelled: true }).sessions,
    ).toMatchObject([
      { kind: "own", state: "cancelled", reason: "改天" },
      { kind: "own", state: "open" },
    ]);
    const past = { ...own, ...spanOn("2026-11-19", "14:00", "16:00") };
    expect(codeOf(clerk, "booking.book", { own: past, ...group })).toBe("SessionIsPast");
    expect(fieldsOf(clerk, "booking.book", { own: { ...own, roomId: "x" }, ...group })).toEqual(["roomId"]);
  });
});

describe("moving and cancelling", () => {
  test("keeps the number, and gives the old place back", () => {
    const opened = openSession();
    const { clerk, at } = opened;
    const other = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-25", "09:00", "10:00") });
    const { id } = book(opened);
    clerk.ok("booking.moveBooking", { id, version: 1, sessionId: other.id, reason: "周二要去医院" });
    expect(bookingOf(opened, id)).toMatchObject({
      sessionId: other.id,
      state: "booked",
      version: 2,
      numberText: "约〔2026〕1号",
    });
    expect(inSession(opened).session.takenCount).toBe(0);
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 2, sessionId: other.id })).toBe("AlreadyBooked");
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 1, sessionId: opened.sessionId })).toBe("Conflict");
    clerk.ok("booking.cancelBooking", { id, version: 2, reason: "不来了" });
    expect(codeOf(clerk, "booking.cancelBooking", { id, version: 3, reason: "不来了" })).toBe("BookingIsOver");
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 3, sessionId: opened.sessionId })).toBe("BookingIsOver");
  });

  test("goes to no other service, and to no place that is taken or waited for", () => {
    const opened = openSession();
    const { clerk, secretary, at, people } = opened;
    const haircut = addService(secretary, { name: "理发", category: "life" });
    const foreign = clerk.ok("booking.addSession", { ...at, serviceId: haircut });
    const fullOne = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-25", "09:00", "10:00"), placeCount: 1 });
    clerk.ok("booking.book", { sessionId: fullOne.id, residentId: people[1] ?? "" });
    const { id } = book(opened);
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 1, sessionId: foreign.id })).toBe("OtherService");
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 1, sessionId: fullOne.id })).toBe("NoPlaceLeft");
    clerk.ok("booking.cancelSession", { id: fullOne.id, version: 1, reason: "停诊" });
    expect(codeOf(clerk, "booking.moveBooking", { id, version: 1, sessionId: fullOne.id })).toBe("SessionIsCancelled");
  });
});

describe("the day itself", () => {
  test("signs in, late or not, completes, and takes each step back", () => {
    const opened = openSession();
    const { clerk, test: core } = opened;
    const { id } = book(opened);
    expect(codeOf(clerk, "booking.checkIn", { id, version: 1 })).toBe("NotToday");
    core.advance({ minutes: 60 * 24 * 4 - 10 });
    expect(clerk.ok("booking.checkIn", { id, version: 1 })).toMatchObject({ isLate: false, version: 2 });
    expect(codeOf(clerk, "booking.checkIn", { id, version: 2 })).toBe("NotBooked");
    expect(codeOf(clerk, "booking.markServed", { id, version: 2 })).toBe("SessionNotBegun");
    clerk.ok("booking.undoAttendance", { id, version: 2 });
    core.advance({ minutes: 20 });
    expect(clerk.ok("booking.checkIn", { id, version: 3 })).toMatchObject({ isLate: true });
    clerk.ok("booking.markServed", { id, version: 4 });
    clerk.ok("booking.undoAttendance", { id, version: 5 });
    expect(bookingOf(opened, id)).toMatchObject({ state: "arrived", version: 6 });
    clerk.ok("booking.undoAttendance", { id, version: 6 });
    expect(codeOf(clerk, "booking.undoAttendance", { id, version: 7 })).toBe("NoAttendanceToUndo");
    expect(codeOf(clerk, "booking.markServed", { id, version: 7 })).toBe("NotArrived");
    clerk.ok("booking.markNoShow", { id, version: 7 });
    expect(codeOf(clerk, "booking.markNoShow", { id, version: 8 })).toBe("NotBooked");
  });

  test("a child goes home with somebody who is written down, and not any more when that is taken back", () => {
    const opened = openSession();
    const { clerk, test: core } = opened;
    const { id } = book(opened);
    core.advance({ minutes: 60 * 24 * 4 + 10 });
    clerk.ok("booking.checkIn", { id, version: 1 });
    clerk.ok("booking.markServed", { id, version: 2, fetchedBy: "奶奶王秀英" });
    expect(bookingOf(opened, id)).toMatchObject({ state: "served", reason: "奶奶王秀英接走" });
    expect(clerk.ok("booking.booking", { id }).events.at(-1)).toMatchObject({
      kind: "served",
      reason: "奶奶王秀英接走",
    });
    clerk.ok("booking.undoAttendance", { id, version: 3 });
    expect(bookingOf(opened, id)).toMatchObject({ state: "arrived", reason: "" });
  });

  test("whoever sits there early is told like the others when it is put off or called off", () => {
    const opened = openSession();
    const { clerk, test: core, sessionId } = opened;
    const [first, second] = [book(opened, 0), book(opened, 1)];
    core.advance({ minutes: 60 * 24 * 4 - 30 });
    clerk.ok("booking.checkIn", { id: first.id, version: 1 });
    const later = { ...nothing, ...spanOn(tuesday, "14:00", "15:00"), reason: "医生路上堵车" };
    clerk.ok("booking.moveSession", { id: sessionId, version: 1, ...later });
    expect(bookingOf(opened, first.id)).toMatchObject({
      state: "booked",
      tellWords: "改到 11-24 周二 14:00：医生路上堵车",
    });
    clerk.ok("booking.checkIn", { id: first.id, version: 3 });
    clerk.ok("booking.cancelSession", { id: sessionId, version: 2, reason: "医生病了" });
    expect([first, second].map(({ id }) => bookingOf(opened, id).state)).toEqual(["cancelled", "cancelled"]);
    expect(clerk.ok("booking.listTellings", {}).tellings).toHaveLength(2);
  });

  test("whoever did not come did not cancel", () => {
    const opened = openSession();
    const { id } = book(opened);
    opened.test.advance({ minutes: 60 * 24 * 5 });
    expect(codeOf(opened.clerk, "booking.cancelBooking", { id, version: 1, reason: "补取消" })).toBe("BookingIsOver");
    opened.clerk.ok("booking.markNoShow", { id, version: 1 });
  });

  test("two calls to one who waits at one moment are one", () => {
    const opened = openSession();
    book(opened, 0);
    book(opened, 1);
    const { id } = book(opened, 2, { isWaitingFine: true });
    opened.clerk.ok("booking.recordWaitingCall", { id, version: 1, outcome: "told" });
    expect(codeOf(opened.clerk, "booking.recordWaitingCall", { id, version: 1, outcome: "notReached" })).toBe(
      "Conflict",
    );
  });

  test("a place given away meanwhile is not taken back", () => {
    const opened = openSession();
    const { clerk, test: core } = opened;
    const first = book(opened, 0);
    book(opened, 1);
    core.advance({ minutes: 60 * 24 * 4 + 15 });
    clerk.ok("booking.markNoShow", { id: first.id, version: 1 });
    book(opened, 2);
    expect(codeOf(clerk, "booking.undoAttendance", { id: first.id, version: 2 })).toBe("NoPlaceLeft");
  });
});

describe("a course", () => {
  const openCourse = () => {
    const centre = openBooking();
    const { clerk, secretary, serviceId } = centre;
    const plan = { recurrence: weekly([2]), fromDate: tuesday, startMinute: 540, durationMinutes: 60, placeCount: 1 };
    const { id: planId } = secretary.ok("booking.addPlan", { ...plan, serviceId, title: "冬季班", lessonCount: 3 });
    secretary.ok("booking.makeSessions", { planId, version: 1, until: "2026-12-31" });
    return { ...centre, planId, residentId: addResident(clerk, "赵大妈") };
  };

  test("is enrolled in once for all its lessons, and left for those to come", () => {
    const { clerk, planId, residentId, test: core } = openCourse();
    const { id, lessonCount } = clerk.ok("booking.enrol", { planId, residentId });
    expect(lessonCount).toBe(3);
    const { bookings } = clerk.ok("booking.bookingsOf", { residentId });
    expect(bookings.map(({ enrolmentId, numberText }) => [enrolmentId, numberText])).toEqual([
      [id, "约〔2026〕3号"],
      [id, "约〔2026〕2号"],
      [id, "约〔2026〕1号"],
    ]);
    core.advance({ minutes: 60 * 24 * 5 });
    expect(clerk.ok("booking.leaveCourse", { enrolmentId: id, reason: "搬家" })).toMatchObject({ cancelledCount: 2 });
    expect(codeOf(clerk, "booking.leaveCourse", { enrolmentId: id, reason: "搬家" })).toBe("CourseIsOver");
  });

  test("is near or far by its first lesson: the others come with it", () => {
    const { clerk, secretary } = openBooking();
    const serviceId = addService(secretary, { name: "太极拳", placeCount: 2, maxDaysAhead: 7 });
    const plan = { recurrence: weekly([2]), startMinute: 540, durationMinutes: 60, placeCount: 2, lessonCount: 4 };
    const enrolling = (fromDate: string, title: string) => {
      const { id: planId } = secretary.ok("booking.addPlan", { ...plan, serviceId, fromDate, title });
      secretary.ok("booking.makeSessions", { planId, version: 1, until: "2027-03-31" });
      return { planId, residentId: addResident(clerk, title) };
    };
    expect(clerk.ok("booking.enrol", enrolling(tuesday, "冬季班")).lessonCount).toBe(4);
    const farAway = enrolling("2027-01-05", "春季班");
    expect(refusalOf(clerk, "booking.enrol", farAway)).toMatchObject({
      code: "NeedsOverruling",
      details: { objections: [{ kind: "tooFarAhead" }] },
    });
    expect(clerk.ok("booking.enrol", { ...farAway, overruleReason: "提前开班" }).lessonCount).toBe(4);
  });

  test("counts once against a quota, whatever lessons it has in the time", () => {
    const { clerk, secretary } = openBooking();
    const quotas = [{ per: "person" as const, period: "month" as const, count: 1 }];
    const serviceId = addService(secretary, { name: "太极拳", placeCount: 2, quotas });
    const plan = {
      recurrence: weekly([2]),
      fromDate: "2026-11-24",
      durationMinutes: 60,
      placeCount: 2,
      lessonCount: 5,
    };
    const courseAt = (startMinute: number, title: string) => {
      const { id } = secretary.ok("booking.addPlan", { ...plan, serviceId, startMinute, title });
      secretary.ok("booking.makeSessions", { planId: id, version: 1, until: "2027-03-31" });
      return id;
    };
    const [early, late] = [courseAt(540, "上午班"), courseAt(840, "下午班")];
    const residentId = addResident(clerk, "赵大妈");
    expect(clerk.ok("booking.enrol", { planId: early, residentId }).lessonCount).toBe(5);
    expect(refusalOf(clerk, "booking.enrol", { planId: late, residentId })).toMatchObject({
      code: "NeedsOverruling",
      details: { objections: [{ kind: "overQuota", words: "每人每月 1 次，已经约了 1 次" }] },
    });
    // One lesson at another time is still the same course.
    const [last] = clerk.ok("booking.bookingsOf", { residentId }).bookings;
    const [other] = clerk
      .ok("booking.listSessions", { fromDay: "2026-12-22", toDay: "2026-12-22" })
      .sessions.filter(({ planId }) => planId === late);
    const moved = { id: last?.id ?? "", version: 1, sessionId: other?.id ?? "", reason: "那天要体检" };
    expect(clerk.raw("booking.moveBooking", moved)).toMatchObject({ ok: true });
  });

  test("is enrolled in whole or not at all", () => {
    const { clerk, secretary, planId, residentId, serviceId } = openCourse();
    const [lesson] = clerk.ok("booking.findPlaces", { serviceId, fromDay: "2026-12-01", toDay: "2026-12-01" }).sessions;
    clerk.ok("booking.book", { sessionId: lesson?.id ?? "", residentId: addResident(clerk, "钱大爷") });
    expect(codeOf(clerk, "booking.enrol", { planId, residentId })).toBe("NoPlaceLeft");
    expect(clerk.ok("booking.bookingsOf", { residentId }).bookings).toEqual([]);
    const plan = { recurrence: weekly([2]), fromDate: tuesday, startMinute: 840, durationMinutes: 60, placeCount: 1 };
    const goesOn = secretary.ok("booking.addPlan", { ...plan, serviceId });
    expect(codeOf(clerk, "booking.enrol", { planId: goesOn.id, residentId })).toBe("NotACourse");
    const unmade = secretary.ok("booking.addPlan", { ...plan, serviceId, title: "春季班", lessonCount: 3 });
    expect(codeOf(clerk, "booking.enrol", { planId: unmade.id, residentId })).toBe("CourseIsOver");
    expect(codeOf(clerk, "booking.enrol", { planId: "x", residentId })).toBe("NotFound");
  });
});

describe("who has to be told", () => {
  test("is everybody booked in what was moved, closed or cancelled, with why", () => {
    const opened = openSession();
    const { clerk, sessionId, at } = opened;
    book(opened, 0);
    book(opened, 1);
    clerk.ok("booking.addBlackout", { scope: "centre", ...spanOn(tuesday, "08:00", "12:00"), reason: "停电" });
    const open = () => clerk.ok("booking.listTellings", {}).tellings;
    expect(open().map(({ why, booking }) => `${booking.name} ${why}`)).toEqual([
      "赵大妈 全馆停用：停电",
      "钱大爷 全馆停用：停电",
    ]);
    const to = { ...nothing, ...spanOn("2026-11-25", "09:00", "10:00") };
    clerk.ok("booking.moveSession", { id: sessionId, version: 1, ...to, reason: "停电" });
    expect(open().map(({ why }) => why)).toEqual(["改到 11-25 周三 09:00：停电", "改到 11-25 周三 09:00：停电"]);
    const [first, second] = open();
    clerk.ok("booking.recordTelling", { id: first?.id ?? "", isReached: false });
    expect(open()[0]).toMatchObject({ tryCount: 1, booking: { tellWords: "改到 11-25 周三 09:00：停电" } });
    clerk.ok("booking.recordTelling", { id: first?.id ?? "", isReached: true, words: "知道了" });
    expect(open()).toHaveLength(1);
    expect(codeOf(clerk, "booking.recordTelling", { id: first?.id ?? "", isReached: true })).toBe("AlreadyTold");
    expect(codeOf(clerk, "booking.recordTelling", { id: "x", isReached: true })).toBe("NotFound");
    // Whoever cancels knows.
    const other = second?.booking ?? { id: "", version: 0 };
    clerk.ok("booking.cancelBooking", { id: other.id, version: other.version, reason: "那天没空" });
    expect(open()).toEqual([]);
    clerk.ok("booking.cancelSession", { id: sessionId, version: 2, reason: "医生病了" });
    expect(open().map(({ why, booking }) => [why, booking.state, booking.reason])).toEqual([
      ["取消：医生病了", "cancelled", "场次取消：医生病了"],
    ]);
    expect(
      clerk.ok("booking.findPlaces", { serviceId: at.serviceId, fromDay: tuesday, toDay: "2026-11-30" }).sessions,
    ).toEqual([]);
  });
});

describe("a blackout with people booked", () => {
  const openClosed = () => {
    const opened = openSession();
    book(opened, 0);
    book(opened, 1);
    const closed = { scope: "centre" as const, ...spanOn(tuesday, "08:00", "12:00"), reason: "停电" };
    expect(opened.clerk.ok("booking.blackoutHits", closed).sessions).toMatchObject([{ takenCount: 2 }]);
    const { id } = opened.clerk.ok("booking.addBlackout", closed);
    return { ...opened, blackoutId: id };
  };

  test("keeps what it met and who was told, whatever becomes of them", () => {
    const { clerk, sessionId, blackoutId } = openClosed();
    const [first, second] = clerk.ok("booking.blackout", { id: blackoutId }).tellings;
    clerk.ok("booking.recordTelling", { id: first?.id ?? "", isReached: true });
    clerk.ok("booking.recordTelling", { id: second?.id ?? "", isReached: false });
    clerk.ok("booking.moveSession", {
      id: sessionId,
      version: 1,
      ...nothing,
      ...spanOn("2026-11-25", "09:00", "10:00"),
      reason: "停电",
    });
    const after = clerk.ok("booking.blackout", { id: blackoutId });
    expect(after).toMatchObject({
      blackout: { id: blackoutId, reason: "停电" },
      sessions: [{ id: sessionId, takenCount: 2, startAt: spanOn("2026-11-25", "09:00", "10:00").startAt }],
    });
    // Who was told of the blackout has to be told of the new time as well; who was not is told of it instead.
    expect(after.tellings.map(({ why, toldAt, booking }) => [booking.name, why, toldAt !== null])).toEqual([
      ["赵大妈", "全馆停用：停电", true],
      ["钱大爷", "改到 11-25 周三 09:00：停电", false],
    ]);
    expect(clerk.ok("booking.listTellings", {}).tellings).toHaveLength(2);
    expect(codeOf(clerk, "booking.blackout", { id: "x" })).toBe("NotFound");
  });

  test("that is taken back: nobody is told of it any more, and who was told hears that it goes on", () => {
    const { clerk, blackoutId } = openClosed();
    const [first] = clerk.ok("booking.listTellings", {}).tellings;
    clerk.ok("booking.recordTelling", { id: first?.id ?? "", isReached: true });
    clerk.ok("booking.withdrawBlackout", { id: blackoutId, version: 1 });
    expect(clerk.ok("booking.listTellings", {}).tellings.map(({ why, booking }) => `${booking.name} ${why}`)).toEqual([
      "赵大妈 照常，原先说的不算了（全馆停用：停电）",
    ]);
  });

  test("and moved meanwhile: the new time is still to be told after it is taken back", () => {
    const { clerk, sessionId, blackoutId } = openClosed();
    const to = { ...nothing, ...spanOn("2026-11-25", "09:00", "10:00"), reason: "停电" };
    clerk.ok("booking.moveSession", { id: sessionId, version: 1, ...to });
    clerk.ok("booking.withdrawBlackout", { id: blackoutId, version: 1 });
    expect(clerk.ok("booking.listTellings", {}).tellings.map(({ why }) => why)).toEqual([
      "改到 11-25 周三 09:00：停电",
      "改到 11-25 周三 09:00：停电",
    ]);
  });
});

test("a phone is shown to whoever asks, and that is kept", () => {
  const opened = openSession();
  const { clerk, sessionId } = opened;
  const { id } = book(opened);
  expect(clerk.ok("booking.revealPhone", { id })).toEqual({ phone: "13800000000" });
  expect(bookingOf(opened, id).events.at(-1)).toMatchObject({ kind: "phoneRevealed" });
  const named = clerk.ok("booking.book", { sessionId, name: "李女士", phone: "13911112222" });
  expect(clerk.ok("booking.revealPhone", { id: named.id })).toEqual({ phone: "13911112222" });
});

test("who may, and every command is in the books", () => {
  const byNeed = namesByNeed(bookingsContract);
  expect(byNeed.secretary).toEqual(["approveBooking"]);
  expect(Object.keys(byNeed).sort()).toEqual(["clerk", "secretary"]);
  const opened = openSession();
  expect(closedTo(opened, bookingsContract)).toMatchObject({ viewer: 21, clerk: 1, secretary: 0 });
  const audited = auditedBy(opened, bookingsContract, () => {
    const { clerk, secretary, serviceId, sessionId, people, at, test: core } = opened;
    const [first, second, third] = people;
    const one = clerk.ok("booking.book", { sessionId, residentId: first ?? "" });
    clerk.ok("booking.book", { sessionId, residentId: second ?? "" });
    const waiting = clerk.ok("booking.book", { sessionId, residentId: third ?? "", isWaitingFine: true });
    const called = clerk.ok("booking.recordWaitingCall", { id: waiting.id, version: 1, outcome: "told" });
    clerk.ok("booking.cancelBooking", { id: one.id, version: 1, reason: "有事" });
    const taken = clerk.ok("booking.takePlace", called);
    clerk.ok("booking.revealPhone", { id: taken.id });
    const other = clerk.ok("booking.addSession", { ...at, ...spanOn("2026-11-25", "09:00", "10:00") });
    const moved = clerk.ok("booking.moveBooking", { ...taken, sessionId: other.id });
    clerk.ok("booking.addBlackout", { scope: "centre", ...spanOn("2026-11-25", "08:00", "18:00"), reason: "停电" });
    clerk.ok("booking.recordTelling", {
      id: clerk.ok("booking.listTellings", {}).tellings[0]?.id ?? "",
      isReached: true,
    });
    const asking = addService(secretary, { name: "大厅", category: "room", isApprovalNeeded: true });
    const own = { ...nothing, serviceId: asking, ...spanOn("2026-11-27", "09:00", "10:00") };
    const asked = clerk.ok("booking.book", { own, name: "李女士" });
    secretary.ok("booking.approveBooking", { id: asked.id, version: 1 });
    const plan = { recurrence: weekly([1]), fromDate: tuesday, startMinute: 540, durationMinutes: 60, placeCount: 2 };
    const course = secretary.ok("booking.addPlan", { ...plan, serviceId, title: "班", lessonCount: 2 });
    secretary.ok("booking.makeSessions", { planId: course.id, version: 1, until: "2026-12-31" });
    const enrolled = clerk.ok("booking.enrol", { planId: course.id, residentId: first ?? "" });
    clerk.ok("booking.leaveCourse", { enrolmentId: enrolled.id, reason: "搬家" });
    core.advance({ minutes: 60 * 24 * 5 + 10 });
    const arrived = clerk.ok("booking.checkIn", moved);
    const served = clerk.ok("booking.markServed", { id: arrived.id, version: arrived.version });
    const back = clerk.ok("booking.undoAttendance", served);
    const again = clerk.ok("booking.undoAttendance", back);
    clerk.ok("booking.markNoShow", again);
  });
  expect(audited).toEqual(commandsOf(bookingsContract));
});
