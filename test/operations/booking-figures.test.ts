import { describe, expect, test } from "vitest";
import { figureContract } from "#features/booking/figure-contract.ts";
import { addResident, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const day = "2026-11-24";
const november = { fromDay: "2026-11-01", toDay: "2026-11-30" };
const quarter = { fromDay: "2026-10-01", toDay: "2026-12-31" };

/** A health service with a session on Tuesday, and homes in a grid and in none. */
const openFigures = () => {
  const centre = openBooking();
  const { clerk, secretary, test: core } = centre;
  const health = addService(secretary, {
    name: "义诊",
    category: "health",
    audiences: ["elder"],
    parties: ["person", "household", "group"],
    placeCount: 200,
    maxHeadCount: 50,
  });
  const grid = clerk.ok("people.addGrid", { name: "第一网格" }).id;
  const home = (buildingName: string, room: string) => {
    const at = { estateName: "幸福小区", buildingName, unitName: "", room };
    const { householdId, buildingId } = clerk.ok("people.addPlace", at);
    if (householdId === null || buildingId === null) throw new Error("No home was made");
    if (buildingName === "3号楼")
      core.db.run("UPDATE buildings SET gridId = :grid WHERE id = :buildingId", { grid, buildingId });
    return householdId;
  };
  const session = (on = day, from = "09:00", to = "10:00", serviceId = health) =>
    clerk.ok("booking.addSession", { serviceId, ...spanOn(on, from, to), placeCount: 100 }).id;
  const book = (sessionId: string, who: object) => clerk.ok("booking.book", { sessionId, ...who }).id;
  const come = (id: string) => clerk.ok("booking.checkIn", { id, version: 1 });
  return { ...centre, health, grid, home, session, book, come };
};
type Opened = ReturnType<typeof openFigures>;

const figures = ({ clerk }: Opened, of: object = november) => clerk.ok("booking.figures", { ...november, ...of });
const sum = (lines: readonly { count: number | null }[]) => lines.reduce((total, { count }) => total + (count ?? 0), 0);
const countsOf = (lines: readonly { key: string; count: number | null }[]) =>
  Object.fromEntries(lines.filter(({ count }) => count !== 0).map(({ key, count }) => [key, count]));

describe("服务人次", () => {
  test("are whoever came, and fit together by service, category, grid and age", () => {
    const opened = openFigures();
    const { clerk, secretary, home, session, book, come, health, grid, test: core } = opened;
    const [morning, evening] = [session(), session(day, "18:00", "19:00")];
    const cut = addService(secretary, { name: "理发", category: "life", placeCount: 20 });
    const barber = session(day, "11:00", "12:00", cut);
    const elder = { audienceTags: [{ audience: "elder" as const, source: "走访", sinceDate: "2026-01-01" }] };
    const zhao = addResident(clerk, "赵大妈", { householdId: home("3号楼", "101"), ...elder });
    const qian = addResident(clerk, "钱先生", { householdId: home("9号楼", "102"), birthDate: "1990-01-01" });
    const household = home("3号楼", "103");
    const came = [
      book(morning, { residentId: zhao, headCount: 3 }),
      book(morning, { residentId: qian }),
      book(morning, { party: "household", householdId: household, headCount: 2 }),
      book(morning, { party: "group", name: "老年大学", headCount: 10 }),
      book(barber, { residentId: zhao }),
    ];
    const missed = book(morning, { name: "李女士" });
    const cancelled = book(morning, { name: "孙师傅" });
    book(morning, { name: "周先生" });
    book(evening, { name: "吴先生" });
    clerk.ok("booking.cancelBooking", { id: cancelled, version: 1, reason: "有事" });
    core.setClock("2026-11-24T03:30:00.000Z");
    for (const id of came) come(id);
    clerk.ok("booking.markNoShow", { id: missed, version: 1 });
    clerk.ok("booking.markServed", { id: came[0] ?? "", version: 2 });

    const found = figures(opened);
    expect(found).toMatchObject({
      isGuarded: false,
      total: 17,
      byService: [
        { id: health, count: 16, cameCount: 4, missedCount: 1 },
        { id: cut, count: 1, cameCount: 1, missedCount: 0 },
      ],
      bookings: { came: 5, missed: 1, unrecorded: 1, ahead: 1, cancelled: 1, waiting: 0 },
    });
    expect(countsOf(found.byCategory)).toEqual({ health: 16, life: 1 });
    expect(countsOf(found.byMode)).toEqual({ visit: 17 });
    // 赵大妈 twice and the household of two in the grid; whom she brought is known to nobody.
    expect(countsOf(found.byGrid)).toEqual({ [grid]: 4, none: 13 });
    expect(countsOf(found.byAge)).toEqual({ adult: 1, seventies: 2, unknown: 14 });
    // Of those on no register the service says whom it is for.
    expect(countsOf(found.byAudience)).toEqual({ elder: 16, none: 1 });
    for (const lines of [found.byService, found.byCategory, found.byMode, found.byGrid, found.byAge])
      expect(sum(lines)).toBe(found.total);

    const behind = (
      attendance: "came" | "missed" | "unrecorded" | "ahead" | "cancelled" | "waiting",
      more: object = {},
    ) => {
      const { bookings, totalCount } = clerk.ok("booking.figureBookings", { ...november, attendance, ...more });
      expect(bookings).toHaveLength(totalCount);
      return bookings.map(({ name }) => name);
    };
    expect(behind("missed")).toEqual(["李女士"]);
    expect(behind("cancelled")).toEqual(["孙师傅"]);
    expect(behind("unrecorded")).toEqual(["周先生"]);
    expect(behind("ahead")).toEqual(["吴先生"]);
    expect(behind("came", { serviceId: cut })).toEqual(["赵大妈"]);
    expect(behind("came", { category: "health" })).toHaveLength(4);
    expect(behind("came")).toHaveLength(found.bookings.came);
  });

  test("of nothing are nothing", () => {
    const opened = openFigures();
    expect(figures(opened)).toMatchObject({ total: 0, byService: [], bookings: { came: 0, missed: 0 } });
    expect(sum(figures(opened).byGrid)).toBe(0);
  });

  test("count somebody who was merged under who they are now, and somebody erased all the same", () => {
    const opened = openFigures();
    const { clerk, home, session, book, come, grid, test: core } = opened;
    const morning = session();
    const kept = addResident(clerk, "赵大妈", { householdId: home("3号楼", "101") });
    const twice = addResident(clerk, "赵大妈", { birthDate: null });
    const erased = addResident(clerk, "钱大爷", { householdId: home("3号楼", "102") });
    const ids = [kept, twice, erased].map((residentId) => book(morning, { residentId }));
    core.setClock("2026-11-24T01:30:00.000Z");
    for (const id of ids) come(id);
    core.db.run("UPDATE residents SET mergedInto = :kept WHERE id = :twice", { kept, twice });
    core.db.run("UPDATE residents SET name = '', birthDate = NULL, householdId = NULL WHERE id = :erased", { erased });
    const found = figures(opened);
    expect(found.total).toBe(3);
    expect(countsOf(found.byGrid)).toEqual({ [grid]: 2, none: 1 });
    expect(countsOf(found.byAge)).toEqual({ seventies: 2, unknown: 1 });
    // Two entries of one person are one person.
    expect(figures(opened, { isForPublic: true }).byGrid.find(({ key }) => key === grid)?.count).toBeNull();
  });

  test("take a home that somebody came back from, and an errand that was done", () => {
    const opened = openFigures();
    const { clerk, secretary, test: core } = opened;
    const resident = addResident(clerk, "赵大妈");
    const own = (name: string, category: "life" | "errand", mode: "deliver" | "visit", from: string, to: string) => {
      const serviceId = addService(secretary, { name, category, mode, placeCount: 1 });
      const at = { serviceId, ...spanOn(day, from, to), roomId: null, providerIds: [], equipment: [] };
      return clerk.ok("booking.book", { own: at, residentId: resident }).id;
    };
    const visit = own("上门理发", "life", "deliver", "09:00", "09:30");
    const errand = own("代缴水费", "errand", "visit", "09:40", "09:50");
    core.setClock("2026-11-24T02:30:00.000Z");
    expect(figures(opened)).toMatchObject({ total: 0, bookings: { unrecorded: 2 } });
    clerk.ok("booking.confirmReturn", { bookingId: visit, version: 0 });
    clerk.ok("booking.checkIn", { id: errand, version: 1 });
    clerk.ok("booking.markServed", { id: errand, version: 2 });
    const found = figures(opened);
    expect(found).toMatchObject({ total: 2, bookings: { came: 2, unrecorded: 0 } });
    expect(countsOf(found.byMode)).toEqual({ visit: 1, deliver: 1 });
    expect(countsOf(found.byCategory)).toEqual({ life: 1, errand: 1 });
    expect(clerk.ok("booking.figureBookings", { ...november, attendance: "came" }).totalCount).toBe(2);
  });

  test("belong to the day in Shanghai", () => {
    const opened = openFigures();
    const { session, book, come, test: core } = opened;
    const last = book(session("2026-12-31", "23:00", "23:30"), { name: "除夕" });
    const first = book(session("2027-01-01", "00:00", "00:30"), { name: "元旦" });
    core.setClock("2026-12-31T16:10:00.000Z");
    for (const id of [last, first]) come(id);
    expect(figures(opened, quarter).total).toBe(1);
    expect(figures(opened, { fromDay: "2027-01-01", toDay: "2027-03-31" }).total).toBe(1);
    expect(figures(opened, { fromDay: "2026-12-31", toDay: "2027-01-01" }).total).toBe(2);
  });

  test("hold back few people from the public and from who only looks", () => {
    const opened = openFigures();
    const { clerk, viewer, home, session, book, come, grid, test: core } = opened;
    const morning = session();
    const resident = addResident(clerk, "赵大妈", { householdId: home("3号楼", "101") });
    const ids = [
      book(morning, { residentId: resident }),
      book(morning, { party: "group", name: "学校", headCount: 9 }),
    ];
    core.setClock("2026-11-24T01:30:00.000Z");
    for (const id of ids) come(id);
    expect(countsOf(figures(opened).byGrid)).toEqual({ [grid]: 1, none: 9 });
    const guarded = { isGuarded: true, total: 10 };
    expect(figures(opened, { isForPublic: true })).toMatchObject(guarded);
    const looked = viewer.ok("booking.figures", november);
    expect(looked).toMatchObject(guarded);
    // The nine would give the one away.
    expect(looked.byGrid.map(({ count }) => count)).toEqual([null, null]);
    expect(looked.byAge.filter(({ count }) => count !== 0).map(({ count }) => count)).toEqual([null, null]);
    expect(JSON.stringify(looked)).not.toMatch(/赵大妈|学校|138/);
  });

  test("are asked for a time that has an end", () => {
    const { clerk } = openFigures();
    expect(fieldsOf(clerk, "booking.figures", { fromDay: "2026-11-02", toDay: "2026-11-01" })).toEqual(["toDay"]);
    expect(fieldsOf(clerk, "booking.figures", { fromDay: "2016-11-02", toDay: "2026-11-01" })).toEqual(["toDay"]);
  });
});

describe("送服务名单", () => {
  const openAlone = () => {
    const opened = openFigures();
    const { clerk, home } = opened;
    const alone = (name: string, room: string, more: object = {}) =>
      addResident(clerk, name, { householdId: home("3号楼", room), ...more });
    const [never, past, lately] = [alone("甲大妈", "101"), alone("乙大爷", "102"), alone("丙奶奶", "103")];
    // Two in one home, somebody young, somebody without a home.
    alone("丁大爷", "104");
    alone("丁大妈", "104");
    alone("戊先生", "105", { birthDate: "1990-01-01" });
    addResident(clerk, "己大爷");
    return { ...opened, never, past, lately, alone };
  };
  const list = ({ clerk }: Opened, more: object = {}) => clerk.ok("booking.outreach", { ...quarter, ...more });
  const names = (opened: Opened, more: object = {}) => list(opened, more).people.map(({ name }) => name);

  test("has who lives alone and was not served this quarter, whoever waits longest first", () => {
    const opened = openAlone();
    const { clerk, session, book, come, past, lately, never, grid, test: core } = opened;
    expect(list(opened)).toMatchObject({ candidateCount: 3, servedCount: 0 });
    const served = book(session(), { residentId: lately });
    const before = session(day, "14:00", "15:00");
    const missed = book(before, { residentId: past });
    book(session("2026-11-27"), { residentId: never });
    core.setClock("2026-11-24T07:30:00.000Z");
    come(served);
    clerk.ok("booking.markNoShow", { id: missed, version: 1 });
    expect(list(opened)).toMatchObject({
      candidateCount: 3,
      servedCount: 1,
      isCut: false,
      people: [
        {
          residentId: never,
          name: "甲大妈",
          age: 70,
          gridName: "第一网格",
          buildingName: "幸福小区3号楼",
          placeLabel: "幸福小区3号楼101室",
          maskedPhone: "138****0000",
          lastAt: null,
          comingServiceName: "义诊",
        },
        { name: "乙大爷", lastAt: null, comingAt: null },
      ],
    });
    // A quarter on, the one who came has been served before: the others still stand first.
    core.setClock("2027-01-05T01:00:00.000Z");
    const next = { fromDay: "2027-01-01", toDay: "2027-03-31" };
    expect(names(opened, next)).toEqual(["甲大妈", "乙大爷", "丙奶奶"]);
    expect(list(opened, next).people[2]).toMatchObject({ lastServiceName: "义诊", lastAt: "2026-11-24T01:00:00.000Z" });
    // Looking back, who came then is not on it.
    expect(names(opened)).toEqual(["甲大妈", "乙大爷"]);
    expect(names(opened, { gridId: grid })).toEqual(["甲大妈", "乙大爷"]);
    expect(names(opened, { gridId: "x" })).toEqual([]);
    // Somebody who saw the doctor has not had a haircut.
    expect(names(opened, { category: "life" })).toContain("丙奶奶");
  });

  test("has who may have a service and did not have it, by the register and whoever they live with", () => {
    const opened = openAlone();
    const { clerk, secretary, session, book, come, never, home, test: core } = opened;
    const bath = addService(secretary, {
      name: "助浴",
      category: "life",
      whoMay: { minAge: 60, maxAge: 75, audiences: [], isLivingHere: true },
    });
    const aid = addService(secretary, {
      name: "困难帮扶",
      category: "care",
      whoMay: { minAge: null, maxAge: null, audiences: ["hardship"], isLivingHere: false },
    });
    const anybody = addService(secretary, { name: "电影", category: "activity" });
    addResident(clerk, "庚先生", {
      householdId: home("3号楼", "106"),
      birthDate: "1990-01-01",
      audienceTags: [{ audience: "hardship", source: "民政", sinceDate: "2026-01-01" }],
    });
    addResident(clerk, "辛大爷", { householdId: home("3号楼", "107"), birthDate: "1949-03-01" });
    expect(names(opened, { serviceId: bath })).toEqual(["甲大妈", "乙大爷", "丙奶奶", "丁大爷", "丁大妈"]);
    expect(list(opened, { serviceId: bath })).toMatchObject({
      serviceName: "助浴",
      whoMayWords: "60 至 75 岁，本社区住户",
    });
    expect(names(opened, { serviceId: aid })).toEqual(["庚先生"]);
    expect(refusalOf(clerk, "booking.outreach", { ...quarter, serviceId: anybody }).code).toBe("AnybodyMay");
    expect(refusalOf(clerk, "booking.outreach", { ...quarter, serviceId: "x" }).code).toBe("NotFound");
    // Another service does not count.
    const seen = book(session(), { residentId: never });
    core.setClock("2026-11-24T07:30:00.000Z");
    come(seen);
    expect(names(opened, { serviceId: bath })).toContain("甲大妈");
    expect(names(opened)).not.toContain("甲大妈");
  });

  test("takes a service under an entry that was merged, and one to the home", () => {
    const opened = openAlone();
    const { clerk, session, book, come, never, past, test: core } = opened;
    const twice = addResident(clerk, "甲大妈");
    const home = core.db.one<{ householdId: string }>("SELECT householdId FROM residents WHERE id = :past", { past });
    const ids = [
      book(session(), { residentId: twice }),
      book(session(day, "11:00", "12:00"), { party: "household", householdId: home?.householdId }),
    ];
    core.setClock("2026-11-24T03:30:00.000Z");
    for (const id of ids) come(id);
    core.db.run("UPDATE residents SET mergedInto = :never WHERE id = :twice", { never, twice });
    expect(names(opened)).toEqual(["丙奶奶"]);
  });

  test("forgets who moved out, and has whoever is left behind", () => {
    const opened = openAlone();
    const { never, test: core } = opened;
    const leave = (where: string, of: object = {}) =>
      core.db.run(`UPDATE residents SET movedOutDate = '2026-11-01' WHERE ${where}`, { ...of });
    leave("id = :never", { never });
    leave("name = '丁大妈'");
    expect(names(opened)).toEqual(["乙大爷", "丙奶奶", "丁大爷"]);
  });

  test("is printed with the phones, and that is kept", () => {
    const opened = openAlone();
    const { clerk, never, past, lately } = opened;
    const printed = clerk.ok("booking.printOutreach", quarter);
    expect(printed.code).toMatch(/^[2-9A-Z]{5}$/);
    expect(printed.phones).toEqual([never, past, lately].map((residentId) => ({ residentId, phone: "13800000000" })));
    expect(codeOf(clerk, "booking.printOutreach", { ...quarter, gridId: "x" })).toBe("NobodyToReach");
  });
});

test("who may, and every command is in the books", () => {
  expect(namesByNeed(figureContract)).toEqual({
    viewer: ["figures"],
    clerk: ["figureBookings", "outreach", "printOutreach"],
  });
  const opened = openFigures();
  expect(closedTo(opened, figureContract)).toMatchObject({ viewer: 3, clerk: 0, admin: 3 });
  const audited = auditedBy(opened, figureContract, () => {
    addResident(opened.clerk, "赵大妈", { householdId: opened.home("3号楼", "101") });
    opened.clerk.ok("booking.printOutreach", quarter);
  });
  expect(audited).toEqual(commandsOf(figureContract));
});
