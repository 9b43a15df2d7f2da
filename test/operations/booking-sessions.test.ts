import { describe, expect, test } from "vitest";
import { blackoutContract } from "#features/booking/blackout-contract.ts";
import { planContract } from "#features/booking/plan-contract.ts";
import { weekly } from "#features/booking/recurrence.ts";
import { sessionContract } from "#features/booking/session-contract.ts";
import { addProvider, addRoom, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

type Centre = ReturnType<typeof openBooking>;

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;

const tuesday = "2026-11-24";

const needsOf = ({ roomId, providerId, equipmentId }: Centre) => ({
  roomId,
  providerIds: [providerId],
  equipment: [{ equipmentId, count: 1 }],
});

const sessionAt = (centre: Centre, day: string, from: string, to: string, more: object = {}) => ({
  serviceId: centre.serviceId,
  ...spanOn(day, from, to),
  placeCount: 2,
  ...needsOf(centre),
  ...more,
});

const addSession = (centre: Centre, day = tuesday, from = "09:00", to = "10:00", more: object = {}) =>
  centre.clerk.ok("booking.addSession", sessionAt(centre, day, from, to, more));

const sessionsOn = ({ clerk }: Centre, fromDay: string, toDay = fromDay, more: object = {}) =>
  clerk.ok("booking.listSessions", { fromDay, toDay, ...more }).sessions;

describe("a session", () => {
  test("holds its room, its people and its equipment", () => {
    const centre = openBooking();
    addSession(centre);
    expect(sessionsOn(centre, tuesday)).toMatchObject([
      {
        serviceName: "书法课",
        category: "course",
        kind: "planned",
        courseTitle: "",
        lesson: null,
        roomName: "书画室",
        providerNames: ["王老师"],
        equipmentNames: ["投影仪"],
        placeCount: 2,
        state: "open",
        version: 1,
      },
    ]);
    expect(sessionsOn(centre, "2026-11-25")).toEqual([]);
    expect(sessionsOn(centre, tuesday, tuesday, { roomId: centre.roomId })).toHaveLength(1);
    expect(sessionsOn(centre, tuesday, tuesday, { roomId: addRoom(centre.secretary, "舞蹈室") })).toEqual([]);
    expect(sessionsOn(centre, tuesday, tuesday, { serviceId: "x" })).toEqual([]);
  });

  test("is refused whole where one of them is taken, and says which and by what", () => {
    const centre = openBooking();
    const { clerk, secretary, equipmentId } = centre;
    addSession(centre);
    const refusal = refusalOf(clerk, "booking.addSession", sessionAt(centre, tuesday, "09:30", "10:30"));
    expect(refusal).toMatchObject({
      code: "ResourceTaken",
      details: {
        conflicts: [
          { resourceKind: "room", words: "书画室 09:00–10:00 有“书法课”" },
          { resourceKind: "provider", words: "王老师 09:00–10:00 有“书法课”" },
        ],
      },
    });
    expect(sessionsOn(centre, tuesday)).toHaveLength(1);
    const other = { roomId: addRoom(secretary, "舞蹈室"), providerIds: [addProvider(secretary, "李老师")] };
    addSession(centre, tuesday, "09:00", "10:00", other);
    const third = { roomId: null, providerIds: [] };
    expect(refusalOf(clerk, "booking.addSession", sessionAt(centre, tuesday, "09:59", "11:00", third))).toMatchObject({
      details: { conflicts: [{ resourceKind: "equipment", words: "投影仪要 1 件，共 2 件，已占 2 件" }] },
    });
    addSession(centre, tuesday, "09:00", "10:00", { ...third, equipment: [] });
    addSession(centre, tuesday, "10:00", "11:00", { ...third, equipment: [{ equipmentId, count: 2 }] });
  });

  test("lies ahead, is a day long at most, and needs what exists", () => {
    const centre = openBooking();
    const { clerk, secretary, serviceId } = centre;
    const add = (day: string, from: string, to: string, more: object = {}) =>
      refusalOf(clerk, "booking.addSession", sessionAt(centre, day, from, to, more));
    expect(add("2026-11-20", "08:00", "09:00").code).toBe("SessionIsPast");
    expect(add(tuesday, "10:00", "10:00").fields).toMatchObject([{ path: "endAt" }]);
    expect(add(tuesday, "09:00", "10:00", { serviceId: "x" }).code).toBe("NotFound");
    const wrong = (more: object) =>
      fieldsOf(clerk, "booking.addSession", sessionAt(centre, tuesday, "09:00", "10:00", more));
    expect(wrong({ roomId: "x" })).toEqual(["roomId"]);
    expect(wrong({ providerIds: ["x"] })).toEqual(["providerIds"]);
    expect(wrong({ equipment: [{ equipmentId: "x", count: 1 }] })).toEqual(["equipment"]);
    const {
      roomName: _r,
      providerNames: _p,
      equipmentNames: _e,
      ...kept
    } = clerk.ok("booking.service", { id: serviceId });
    secretary.ok("booking.changeService", { ...kept, isRetired: true });
    expect(add(tuesday, "09:00", "10:00").code).toBe("ServiceIsRetired");
  });

  test("is moved to another time and room, and gives back what it held", () => {
    const centre = openBooking();
    const { clerk, secretary } = centre;
    const { id } = addSession(centre);
    const dance = addRoom(secretary, "舞蹈室");
    const to = { ...needsOf(centre), roomId: dance, ...spanOn("2026-11-25", "14:00", "15:00"), reason: "王老师有事" };
    clerk.ok("booking.moveSession", { id, version: 1, ...to });
    expect(sessionsOn(centre, "2026-11-25")).toMatchObject([{ id, roomName: "舞蹈室", version: 2 }]);
    addSession(centre);
    // Half an hour later it is only in its own way.
    clerk.ok("booking.moveSession", { id, version: 2, ...to, ...spanOn("2026-11-25", "14:30", "15:30") });
    expect(codeOf(clerk, "booking.moveSession", { id, version: 2, ...to })).toBe("Conflict");
    const onto = { id, version: 3, ...to, ...needsOf(centre), ...spanOn(tuesday, "09:30", "10:30") };
    expect(codeOf(clerk, "booking.moveSession", onto)).toBe("ResourceTaken");
    expect(codeOf(clerk, "booking.moveSession", { ...onto, ...spanOn("2026-11-20", "08:00", "08:30") })).toBe(
      "SessionIsPast",
    );
    expect(codeOf(clerk, "booking.moveSession", { ...onto, id: "x" })).toBe("NotFound");
    expect(sessionsOn(centre, "2026-11-25")).toMatchObject([{ id, roomName: "舞蹈室", version: 3 }]);
  });

  test("is cancelled with a reason before it begins, and gives back what it held", () => {
    const centre = openBooking();
    const { clerk, test: core } = centre;
    const { id } = addSession(centre);
    clerk.ok("booking.cancelSession", { id, version: 1, reason: "老师生病" });
    expect(sessionsOn(centre, tuesday)).toEqual([]);
    expect(sessionsOn(centre, tuesday, tuesday, { withCancelled: true })).toMatchObject([
      { state: "cancelled", reason: "老师生病", roomId: null },
    ]);
    expect(codeOf(clerk, "booking.cancelSession", { id, version: 2, reason: "再一次" })).toBe("SessionIsCancelled");
    const move = { id, version: 2, ...needsOf(centre), ...spanOn(tuesday, "14:00", "15:00"), reason: "改" };
    expect(codeOf(clerk, "booking.moveSession", move)).toBe("SessionIsCancelled");
    const other = addSession(centre);
    core.advance({ minutes: 60 * 24 * 4 });
    expect(codeOf(clerk, "booking.cancelSession", { id: other.id, version: 1, reason: "晚了" })).toBe(
      "SessionHasBegun",
    );
  });
});

test("what is free at a time says by what the rest is taken", () => {
  const centre = openBooking();
  const { clerk, secretary } = centre;
  addRoom(secretary, "舞蹈室");
  const { id } = addSession(centre);
  const free = (more: object = {}) => clerk.ok("booking.whatIsFree", { ...spanOn(tuesday, "09:30", "09:45"), ...more });
  expect(free()).toMatchObject({
    closedWords: "",
    rooms: [
      { name: "书画室", takenWords: "09:00–10:00 有“书法课”" },
      { name: "舞蹈室", takenWords: "" },
    ],
    providers: [{ name: "王老师", takenWords: "09:00–10:00 有“书法课”" }],
    equipment: [{ name: "投影仪", freeCount: 1 }],
  });
  expect(free({ exceptSessionId: id }).rooms.every(({ takenWords }) => takenWords === "")).toBe(true);
  clerk.ok("booking.addBlackout", { scope: "centre", ...spanOn(tuesday, "08:00", "18:00"), reason: "停电" });
  clerk.ok("booking.addBlackout", {
    scope: "equipment",
    resourceId: centre.equipmentId,
    ...spanOn(tuesday, "08:00", "18:00"),
    reason: "送修",
  });
  expect(free()).toMatchObject({ closedWords: "全馆停用：停电", equipment: [{ freeCount: 0 }] });
});

describe("a blackout", () => {
  test("lists what it meets, lets nothing new in, and leaves what stands", () => {
    const centre = openBooking();
    const { clerk, roomId } = centre;
    addSession(centre);
    const closed = { scope: "room" as const, resourceId: roomId, ...spanOn(tuesday, "09:30", "18:00") };
    expect(clerk.ok("booking.blackoutHits", closed).sessions).toMatchObject([{ serviceName: "书法课" }]);
    expect(clerk.ok("booking.blackoutHits", { ...closed, ...spanOn(tuesday, "10:00", "18:00") }).sessions).toEqual([]);
    const { id } = clerk.ok("booking.addBlackout", { ...closed, reason: "粉刷" });
    expect(sessionsOn(centre, tuesday)).toHaveLength(1);
    expect(refusalOf(clerk, "booking.addSession", sessionAt(centre, tuesday, "14:00", "15:00"))).toMatchObject({
      code: "ResourceTaken",
      details: { conflicts: [{ resourceKind: "room", words: "书画室停用：粉刷" }] },
    });
    expect(clerk.ok("booking.listBlackouts", {}).blackouts).toMatchObject([
      { id, scope: "room", resourceName: "书画室", reason: "粉刷", withdrawnAt: null },
    ]);
    clerk.ok("booking.withdrawBlackout", { id, version: 1 });
    expect(codeOf(clerk, "booking.withdrawBlackout", { id, version: 2 })).toBe("BlackoutIsWithdrawn");
    addSession(centre, tuesday, "14:00", "15:00");
    expect(clerk.ok("booking.listBlackouts", {}).blackouts).toEqual([]);
    expect(clerk.ok("booking.listBlackouts", { withPast: true }).blackouts).toHaveLength(1);
  });

  test("of the whole centre meets every session, also one that holds nothing", () => {
    const centre = openBooking();
    const { clerk } = centre;
    addSession(centre, tuesday, "09:00", "10:00", { roomId: null, providerIds: [], equipment: [] });
    const closed = { scope: "centre" as const, ...spanOn(tuesday, "08:00", "12:00") };
    expect(clerk.ok("booking.blackoutHits", closed).sessions).toHaveLength(1);
    clerk.ok("booking.addBlackout", { ...closed, reason: "停电" });
    const nothing = { roomId: null, providerIds: [], equipment: [] };
    expect(codeOf(clerk, "booking.addSession", sessionAt(centre, tuesday, "11:00", "12:00", nothing))).toBe(
      "ResourceTaken",
    );
  });

  test("names what it closes, has a reason, and does not lie in the past", () => {
    const { clerk } = openBooking();
    const closed = { scope: "room", resourceId: "x", ...spanOn(tuesday, "08:00", "12:00"), reason: "粉刷" };
    expect(fieldsOf(clerk, "booking.addBlackout", closed)).toEqual(["resourceId"]);
    expect(fieldsOf(clerk, "booking.addBlackout", { ...closed, resourceId: null })).toEqual(["resourceId"]);
    expect(
      fieldsOf(clerk, "booking.addBlackout", { ...closed, scope: "centre", resourceId: null, reason: " " }),
    ).toEqual(["reason"]);
    const past = { scope: "centre", ...spanOn("2026-11-19", "08:00", "12:00"), reason: "停电" };
    expect(codeOf(clerk, "booking.addBlackout", past)).toBe("BlackoutIsPast");
    expect(codeOf(clerk, "booking.withdrawBlackout", { id: "x", version: 1 })).toBe("NotFound");
  });
});

describe("a plan", () => {
  const planFields = (centre: Centre, more: object = {}) => ({
    serviceId: centre.serviceId,
    recurrence: weekly([2, 4]),
    fromDate: "2026-11-23",
    startMinute: 540,
    durationMinutes: 60,
    placeCount: 2,
    roomId: centre.roomId,
    providerIds: [centre.providerId],
    ...more,
  });
  const addPlan = (centre: Centre, more: object = {}) =>
    centre.secretary.ok("booking.addPlan", planFields(centre, more));

  test("makes its sessions up to a day, and goes on from there", () => {
    const centre = openBooking();
    const { clerk, secretary } = centre;
    const { id } = addPlan(centre);
    expect(clerk.ok("booking.listPlans", {}).plans).toMatchObject([
      {
        id,
        serviceName: "书法课",
        recurrenceWords: "每周二、四",
        roomName: "书画室",
        providerNames: ["王老师"],
        madeCount: 0,
      },
    ]);
    const made = secretary.ok("booking.makeSessions", { planId: id, version: 1, until: "2026-12-03" });
    expect(made).toMatchObject({ madeCount: 4, skippedCount: 0, version: 2 });
    expect(sessionsOn(centre, "2026-11-23", "2026-12-10")).toMatchObject([
      { planId: id, equipmentNames: ["投影仪"] },
      {},
      {},
      {},
    ]);
    const again = { planId: id, version: 2, until: "2026-12-03" };
    expect(codeOf(secretary, "booking.makeSessions", again)).toBe("NothingToMake");
    expect(secretary.ok("booking.makeSessions", { ...again, until: "2026-12-10" })).toMatchObject({ madeCount: 2 });
    expect(clerk.ok("booking.listPlans", {}).plans).toMatchObject([
      { madeUntil: "2026-12-10", madeCount: 6, version: 3 },
    ]);
    expect(codeOf(secretary, "booking.makeSessions", { ...again, until: "2026-12-31" })).toBe("Conflict");
  });

  test("lists its conflicts date by date, and makes nothing while one has no choice", () => {
    const centre = openBooking();
    const { clerk, secretary } = centre;
    addSession(centre, "2026-11-26", "09:30", "10:30");
    clerk.ok("booking.addBlackout", { scope: "centre", ...spanOn("2026-12-01", "08:00", "18:00"), reason: "换届选举" });
    const { id } = addPlan(centre);
    const { turns } = clerk.ok("booking.previewSessions", { planId: id, until: "2026-12-03" });
    expect(turns.map(({ plannedDate, state, words }) => [plannedDate, state, words])).toEqual([
      ["2026-11-24", "new", ""],
      ["2026-11-26", "conflict", "书画室 09:30–10:30 有“书法课”；王老师 09:30–10:30 有“书法课”"],
      ["2026-12-01", "closed", "全馆停用：换届选举"],
      ["2026-12-03", "new", ""],
    ]);
    const make = { planId: id, version: 1, until: "2026-12-03" };
    expect(refusalOf(secretary, "booking.makeSessions", make)).toMatchObject({
      code: "ConflictsUndecided",
      details: { undecided: ["2026-11-26 1", "2026-12-01 1"] },
    });
    const skip = { plannedDate: "2026-12-01", turn: 1, way: "skip" };
    const dance = addRoom(secretary, "舞蹈室");
    const room = { plannedDate: "2026-11-26", turn: 1, way: "room", roomId: dance };
    // The room is free, and the teacher still is not.
    expect(codeOf(secretary, "booking.makeSessions", { ...make, choices: [skip, room] })).toBe("ResourceTaken");
    expect(sessionsOn(centre, "2026-11-24")).toEqual([]);
    const time = { plannedDate: "2026-11-26", turn: 1, way: "time", day: "2026-11-27", startMinute: 600 };
    const past = { ...time, day: "2026-11-19" };
    expect(codeOf(secretary, "booking.makeSessions", { ...make, choices: [skip, past] })).toBe("SessionIsPast");
    secretary.ok("booking.makeSessions", { ...make, choices: [skip, time] } as never);
    expect(sessionsOn(centre, "2026-11-27")).toHaveLength(1);
    expect(
      clerk.ok("booking.previewSessions", { planId: id, until: "2026-12-03" }).turns.map(({ state }) => state),
    ).toEqual(["made", "made", "skipped", "made"]);
  });

  test("in another room where only the room is taken", () => {
    const centre = openBooking();
    const { secretary } = centre;
    addSession(centre, tuesday, "09:30", "10:30", { providerIds: [] });
    const { id } = addPlan(centre);
    const choice = { plannedDate: tuesday, turn: 1, way: "room" as const, roomId: addRoom(secretary, "舞蹈室") };
    secretary.ok("booking.makeSessions", { planId: id, version: 1, until: tuesday, choices: [choice] });
    expect(sessionsOn(centre, tuesday).map(({ roomName }) => roomName)).toEqual(["舞蹈室", "书画室"]);
  });

  test("of a course skips the holidays, has its ten lessons and numbers them", () => {
    const centre = openBooking("2026-09-14T01:00:00.000Z");
    const { clerk, secretary } = centre;
    const course = { title: "秋季书法班", lessonCount: 10, recurrence: weekly([6]), fromDate: "2026-09-19" };
    const { id } = addPlan(centre, course);
    secretary.ok("booking.makeSessions", { planId: id, version: 1, until: "2026-12-31" });
    const lessons = sessionsOn(centre, "2026-09-14", "2026-12-31");
    expect(lessons).toHaveLength(10);
    expect(lessons[0]).toMatchObject({ courseTitle: "秋季书法班", lesson: 1 });
    expect(lessons.at(-1)).toMatchObject({ lesson: 10, startAt: spanOn("2026-12-05", "09:00", "10:00").startAt });
    const turns = clerk.ok("booking.previewSessions", { planId: id, until: "2026-12-31" }).turns;
    expect(turns.filter(({ state }) => state === "holiday").map(({ words }) => words)).toEqual(["中秋", "国庆节"]);
    // One that is cancelled is made up for at the end, once it is asked for.
    const [first] = lessons;
    clerk.ok("booking.cancelSession", { id: first?.id ?? "", version: 1, reason: "老师生病" });
    expect(secretary.ok("booking.makeSessions", { planId: id, version: 2, until: "2026-12-31" })).toMatchObject({
      madeCount: 1,
    });
    expect(sessionsOn(centre, "2026-12-12")).toMatchObject([{ lesson: 10 }]);
  });

  test("of a course has its lessons whatever is chosen for one of them, and none that was over before", () => {
    const centre = openBooking("2026-09-21T01:00:00.000Z");
    const { clerk, secretary } = centre;
    const course = { title: "秋季书法班", lessonCount: 3, recurrence: weekly([6]), fromDate: "2026-09-19" };
    const { id } = addPlan(centre, course);
    addSession(centre, "2026-10-17", "09:30", "10:30");
    const preview = (choices: readonly object[]) =>
      clerk.ok("booking.previewSessions", { planId: id, until: "2026-12-31", choices: choices as never }).turns;
    const said = (choices: readonly object[]) =>
      preview(choices).map(({ plannedDate, state, choiceWords }) => [plannedDate, state, choiceWords]);
    const holidays = [
      ["2026-09-26", "holiday", ""],
      ["2026-10-03", "holiday", ""],
    ];
    expect(said([])).toEqual([
      ...holidays,
      ["2026-10-10", "new", ""],
      ["2026-10-17", "conflict", ""],
      ["2026-10-24", "new", ""],
    ]);
    const skip = { plannedDate: "2026-10-17", turn: 1, way: "skip" };
    expect(said([skip]).at(-1)).toEqual(["2026-10-31", "new", ""]);
    const time = { ...skip, way: "time", day: "2026-10-17", startMinute: 600 };
    expect(said([time]).slice(3)).toEqual([
      ["2026-10-17", "conflict", "书画室 09:30–10:30 有“书法课”；王老师 09:30–10:30 有“书法课”"],
      ["2026-10-24", "new", ""],
    ]);
    expect(said([{ ...time, startMinute: 630 }]).at(3)).toEqual(["2026-10-17", "conflict", ""]);
    expect(
      said([{ ...time, day: "2026-09-20" }])
        .at(3)
        ?.at(-1),
    ).toBe("这个时间已经过去");
    const hold = { plannedDate: "2026-10-03", turn: 1, way: "hold" };
    expect(said([hold, skip]).at(-1)?.[0]).toBe("2026-10-24");
    secretary.ok("booking.makeSessions", { planId: id, version: 1, until: "2026-12-31", choices: [skip] as never });
    expect(sessionsOn(centre, "2026-09-21", "2026-12-31").flatMap(({ lesson }) => lesson ?? [])).toEqual([1, 2, 3]);
  });

  test("on a holiday all the same, where it is said", () => {
    const centre = openBooking("2026-09-28T01:00:00.000Z");
    const { secretary } = centre;
    const { id } = addPlan(centre, { recurrence: weekly([4]), fromDate: "2026-09-28" });
    const choices = [{ plannedDate: "2026-10-01", turn: 1, way: "hold" as const }];
    secretary.ok("booking.makeSessions", { planId: id, version: 1, until: "2026-10-08", choices });
    expect(sessionsOn(centre, "2026-10-01")).toHaveLength(1);
    expect(sessionsOn(centre, "2026-10-08")).toHaveLength(1);
  });

  test("is changed for what is to come, and retired", () => {
    const centre = openBooking();
    const { clerk, secretary, serviceId } = centre;
    const { id } = addPlan(centre);
    const { serviceId: _serviceId, ...fields } = planFields(centre, { startMinute: 600, providerIds: [] });
    secretary.ok("booking.changePlan", { ...fields, id, version: 1, isRetired: true });
    expect(clerk.ok("booking.listPlans", {}).plans).toEqual([]);
    expect(clerk.ok("booking.listPlans", { withRetired: true, serviceId }).plans).toMatchObject([
      { startMinute: 600, providerNames: [] },
    ]);
    expect(codeOf(secretary, "booking.makeSessions", { planId: id, version: 2, until: "2026-12-01" })).toBe(
      "PlanIsRetired",
    );
    expect(codeOf(secretary, "booking.changePlan", { ...fields, id, version: 1, isRetired: false })).toBe("Conflict");
    expect(codeOf(secretary, "booking.changePlan", { ...fields, id: "x", version: 1, isRetired: false })).toBe(
      "NotFound",
    );
  });

  test("says what is wrong with it", () => {
    const centre = openBooking();
    const { secretary } = centre;
    const wrong = (more: object) => codeOf(secretary, "booking.addPlan", planFields(centre, more));
    expect(wrong({ toDate: "2026-11-01" })).toBe("PlanEndsBeforeItBegins");
    expect(wrong({ lessonCount: 10 })).toBe("CourseNeedsTitle");
    expect(wrong({ sessionCount: 20 })).toBe("PlanRunsPastMidnight");
    expect(wrong({ serviceId: "x" })).toBe("NotFound");
    expect(fieldsOf(secretary, "booking.addPlan", planFields(centre, { recurrence: "每周二" }))).toEqual([
      "recurrence",
    ]);
    expect(fieldsOf(secretary, "booking.addPlan", planFields(centre, { roomId: "x" }))).toEqual(["roomId"]);
    const retired = addService(secretary, { name: "停了的" });
    const {
      roomName: _r,
      providerNames: _p,
      equipmentNames: _e,
      ...kept
    } = centre.clerk.ok("booking.service", { id: retired });
    secretary.ok("booking.changeService", { ...kept, isRetired: true });
    expect(wrong({ serviceId: retired })).toBe("ServiceIsRetired");
  });
});

test("who may, and every command is in the books", () => {
  const part = { ...planContract, ...sessionContract, ...blackoutContract };
  expect(namesByNeed(part)).toEqual({
    clerk: [
      "addBlackout",
      "addSession",
      "blackout",
      "blackoutHits",
      "cancelSession",
      "listBlackouts",
      "listPlans",
      "listSessions",
      "moveSession",
      "previewSessions",
      "whatIsFree",
      "withdrawBlackout",
    ],
    secretary: ["addPlan", "changePlan", "makeSessions"],
  });
  const centre = openBooking();
  expect(closedTo(centre, part)).toMatchObject({ viewer: 15, clerk: 3, secretary: 0 });
  const audited = auditedBy(centre, part, () => {
    const { clerk, secretary, serviceId } = centre;
    const session = addSession(centre);
    const move = { ...session, ...needsOf(centre), ...spanOn(tuesday, "14:00", "15:00"), reason: "改" };
    const moved = clerk.ok("booking.moveSession", move);
    clerk.ok("booking.cancelSession", { ...moved, reason: "取消" });
    const closed = { scope: "centre" as const, ...spanOn("2026-12-31", "08:00", "12:00"), reason: "盘点" };
    clerk.ok("booking.withdrawBlackout", clerk.ok("booking.addBlackout", closed));
    const plan = {
      recurrence: weekly([1]),
      fromDate: "2026-11-23",
      startMinute: 540,
      durationMinutes: 60,
      placeCount: 2,
    };
    const added = secretary.ok("booking.addPlan", { ...plan, serviceId });
    const changed = secretary.ok("booking.changePlan", { ...plan, ...added, isRetired: false });
    secretary.ok("booking.makeSessions", { planId: changed.id, version: changed.version, until: "2026-12-01" });
  });
  expect(audited).toEqual(commandsOf(part));
});
