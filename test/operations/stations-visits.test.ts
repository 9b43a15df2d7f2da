import { describe, expect, test } from "vitest";
import { needContract } from "#features/stations/need-contract.ts";
import { roundContract } from "#features/stations/round-contract.ts";
import { visitContract } from "#features/stations/visit-contract.ts";
import { addResident } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, refusalOf } from "../support/council.ts";
import { addStation, openStations, type Stations, stationOf, today, visitCounts } from "../support/stations.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const dayIn = ({ clerk, stationId }: Stations, day = today) => clerk.ok("stations.visitDay", { stationId, day });

describe("who came in", () => {
  test("is counted one by one, by whoever sits there", () => {
    const stations = openStations();
    const { clerk, director, stationId } = stations;
    const one = { stationId, day: today, visitor: "rider" as const };
    clerk.ok("stations.countVisitor", one);
    director.ok("stations.countVisitor", one);
    clerk.ok("stations.countVisitor", { ...one, visitor: "elder" });
    expect(dayIn(stations)).toMatchObject({ counts: { rider: 2, elder: 1, other: 0 }, total: 3, version: 3 });
    expect(stationOf(stations)).toMatchObject({ todayCount: 3, lastTallyDate: today });
    expect(fieldsOf(clerk, "stations.countVisitor", { ...one, day: "2026-11-21" })).toEqual(["day"]);
  });

  test("is typed at the end of a day, and put right with a reason that keeps what it was", () => {
    const stations = openStations();
    const { clerk, stationId } = stations;
    const typed = { stationId, day: today, version: 0, counts: { ...visitCounts, cleaner: 12, rider: 3 } };
    clerk.ok("stations.tallyDay", typed);
    expect(codeOf(clerk, "stations.tallyDay", typed)).toBe("Conflict");
    const right = { ...typed, version: 1, counts: { ...visitCounts, cleaner: 10, elder: 1, rider: 3 } };
    expect(codeOf(clerk, "stations.tallyDay", right)).toBe("CorrectionNeedsReason");
    clerk.ok("stations.tallyDay", { ...right, reason: "数错了" });
    expect(dayIn(stations)).toMatchObject({ total: 14, version: 2, counts: { cleaner: 10, elder: 1, rider: 3 } });
    const corrections = dayIn(stations).corrections.map(({ visitor, fromCount, toCount }) => ({
      visitor,
      fromCount,
      toCount,
    }));
    expect(corrections).toHaveLength(2);
    expect(corrections).toEqual(
      expect.arrayContaining([
        { visitor: "cleaner", fromCount: 12, toCount: 10 },
        { visitor: "elder", fromCount: 0, toCount: 1 },
      ]),
    );
    expect(stationOf(stations).visitDays).toEqual([{ day: today, count: 14, correctionCount: 2 }]);
    clerk.ok("stations.tallyDay", { ...right, version: 2 });
    expect(dayIn(stations).corrections).toHaveLength(2);
  });

  test("may be nobody, which is a tally too", () => {
    const stations = openStations();
    const { clerk, stationId, test: core } = stations;
    core.advance({ days: 4 });
    expect(clerk.ok("stations.needs", {}).tallies).toEqual([
      { stationId, stationName: "东门驿站", days: 4, lastDate: null },
    ]);
    clerk.ok("stations.tallyDay", { stationId, day: "2026-11-23", version: 0, counts: visitCounts });
    expect(clerk.ok("stations.needs", {}).tallies).toEqual([]);
    expect(stationOf(stations).visitDays).toEqual([{ day: "2026-11-23", count: 0, correctionCount: 0 }]);
  });

  test("is not written of a station that is retired, or of none", () => {
    const { clerk, secretary, stationId } = openStations();
    secretary.ok("stations.retireStation", { id: stationId, version: 1, reason: "拆了" });
    const one = { stationId, day: today, visitor: "rider" };
    expect(codeOf(clerk, "stations.countVisitor", one)).toBe("StationRetired");
    expect(codeOf(clerk, "stations.countVisitor", { ...one, stationId: "x" })).toBe("NotFound");
    const typed = { stationId, day: today, version: 0, counts: visitCounts };
    expect(codeOf(clerk, "stations.tallyDay", typed)).toBe("StationRetired");
  });
});

describe("a round", () => {
  test("says who went and what was found; what is to be mended waits until it is", () => {
    const stations = openStations();
    const { clerk, stationId, unit, test: core } = stations;
    core.advance({ days: 8 });
    expect(stationOf(stations).roundMissingDays).toBe(8);
    expect(clerk.ok("stations.needs", {}).rounds).toMatchObject([{ stationId, days: 8, lastDate: null }]);
    const round = { stationId, roundDate: "2026-11-27" };
    const walkerResidentId = addResident(clerk, "王大爷");
    clerk.ok("stations.logRound", { ...round, walkerResidentId });
    expect(clerk.ok("stations.needs", {})).toMatchObject({ rounds: [], toMend: [] });
    expect(codeOf(clerk, "stations.logRound", { ...round, isMendNeeded: true })).toBe("FoundNeedsWords");
    const broken = { ...round, roundDate: "2026-11-28", found: "饮水机不热", isMendNeeded: true };
    const { id } = clerk.ok("stations.logRound", { ...broken, walkerContactId: unit.responsibleId });
    clerk.ok("stations.logRound", round);
    expect(stationOf(stations)).toMatchObject({ lastRoundDate: "2026-11-28", toMendCount: 1 });
    expect(stationOf(stations).rounds.map(({ walkerName }) => walkerName)).toEqual([
      "第一物业经理",
      clerk.ok("system.state", {}).signedIn?.name,
      "王大爷",
    ]);
    expect(clerk.ok("stations.needs", {}).toMend).toMatchObject([
      { id, stationName: "东门驿站", found: "饮水机不热", walkerName: "第一物业经理" },
    ]);
    const mended = { id, version: 1, mendNote: "换了加热管" };
    expect(codeOf(clerk, "stations.markMended", { ...mended, version: 2 })).toBe("Conflict");
    clerk.ok("stations.markMended", mended);
    expect(codeOf(clerk, "stations.markMended", { ...mended, version: 2 })).toBe("NothingToMend");
    expect(codeOf(clerk, "stations.markMended", { ...mended, id: "x" })).toBe("NotFound");
    expect(stationOf(stations)).toMatchObject({ toMendCount: 0, rounds: [{ mendNote: "换了加热管" }, {}, {}] });
  });

  test.each([
    [{ walkerContactId: "x" }, "walkerContactId"],
    [{ walkerResidentId: "x" }, "walkerResidentId"],
    [{ roundDate: "2026-11-21" }, "roundDate"],
  ])("with %j is told at %s", (wrong, path) => {
    const { clerk, stationId } = openStations();
    expect(fieldsOf(clerk, "stations.logRound", { stationId, roundDate: today, ...wrong })).toEqual([path]);
  });

  test("is of one who went, and of a station in use", () => {
    const { clerk, secretary, stationId, unit } = openStations();
    const round = { stationId, roundDate: today };
    const two = { walkerContactId: unit.responsibleId, walkerResidentId: addResident(clerk, "王大爷") };
    expect(fieldsOf(clerk, "stations.logRound", { ...round, ...two })).toEqual(["walkerResidentId"]);
    expect(codeOf(clerk, "stations.logRound", { ...round, stationId: "x" })).toBe("NotFound");
    secretary.ok("stations.retireStation", { id: stationId, version: 1, reason: "拆了" });
    expect(codeOf(clerk, "stations.logRound", round)).toBe("StationRetired");
  });
});

test("figures are visits by station and month, for everybody to read", () => {
  const stations = openStations();
  const { clerk, viewer, secretary, stationId } = stations;
  const other = addStation(secretary, "西门驿站");
  const put = (id: string, day: string, counts: object) =>
    clerk.ok("stations.tallyDay", { stationId: id, day, version: 0, counts: { ...visitCounts, ...counts } });
  put(stationId, "2026-10-30", { cleaner: 5 });
  put(stationId, "2026-11-01", { cleaner: 2, rider: 4 });
  put(stationId, "2026-11-02", {});
  put(other, "2026-11-02", { elder: 1 });
  const figures = viewer.ok("stations.figures", { fromMonth: "2026-10", toMonth: "2026-11" });
  expect(figures).toMatchObject({
    total: 12,
    months: [
      { month: "2026-10", count: 5, dayCount: 1 },
      { month: "2026-11", count: 7, dayCount: 3 },
    ],
    stations: [
      { name: "东门驿站", count: 11, dayCount: 3, months: [{ count: 5 }, { month: "2026-11", count: 6, dayCount: 2 }] },
      { name: "西门驿站", count: 1, months: [{ month: "2026-11", count: 1, dayCount: 1 }] },
    ],
  });
  expect(figures.months[1]?.visitors).toContainEqual({ visitor: "rider", count: 4 });
  expect(viewer.ok("stations.figures", { fromMonth: "2026-12", toMonth: "2026-12" })).toMatchObject({
    total: 0,
    months: [],
    stations: [],
  });
  expect(fieldsOf(viewer, "stations.figures", { fromMonth: "2026-11", toMonth: "2026-10" })).toEqual(["toMonth"]);
  expect(fieldsOf(viewer, "stations.figures", { fromMonth: "2020-01", toMonth: "2026-10" })).toEqual(["toMonth"]);
});

test("月报 adds up, and what was taken back stands on neither side", () => {
  const stations = openStations();
  const { clerk, stationId, waterId: supplyId, unit } = stations;
  const of = (happenedDate: string, quantity: number) => ({ supplyId, happenedDate, quantity });
  clerk.ok("stations.refill", of("2026-10-20", 30));
  clerk.ok("stations.takeOut", of("2026-10-25", 8));
  const gift = { organisationId: unit.leadOrganisationId };
  clerk.ok("stations.refill", { ...of("2026-11-03", 24), ...gift });
  clerk.ok("stations.refill", { ...of("2026-11-04", 6), ...gift });
  const wrong = clerk.ok("stations.takeOut", of("2026-11-05", 20));
  clerk.ok("stations.undoStock", { eventId: wrong.id });
  clerk.ok("stations.takeOut", of("2026-11-05", 2));
  clerk.ok("stations.discard", { ...of("2026-11-06", 1), reason: "漏了" });
  clerk.ok("stations.countStock", { supplyId, counted: 47, seenNumber: 8, reason: "少两瓶" });
  clerk.ok("stations.tallyDay", { stationId, day: "2026-11-05", version: 0, counts: { ...visitCounts, rider: 9 } });
  clerk.ok("stations.logRound", { stationId, roundDate: "2026-11-06", found: "干净" });
  const sheet = clerk.ok("stations.monthSheet", { stationId, month: "2026-11" });
  expect(sheet).toMatchObject({
    stationName: "东门驿站",
    supplies: [
      { name: "饮用水", before: 22, refilled: 30, used: 2, discarded: 1, difference: -2, after: 47 },
      { name: "藿香正气水", before: 0, after: 0 },
    ],
    gifts: [{ source: "第一物业", words: "饮用水 30 瓶" }],
    remarks: [
      { day: "2026-11-06", supplyName: "饮用水", words: "报废 1 瓶：漏了" },
      { day: "2026-11-20", supplyName: "饮用水", words: "盘少 2 瓶：少两瓶" },
    ],
    visitCount: 9,
    tallyDayCount: 1,
    rounds: [{ found: "干净" }],
  });
  expect(clerk.ok("stations.monthSheet", { stationId, month: "2026-10" }).supplies[0]).toMatchObject({
    before: 0,
    refilled: 30,
    used: 8,
    after: 22,
  });
  expect(codeOf(clerk, "stations.monthSheet", { stationId: "x", month: "2026-10" })).toBe("NotFound");
  const printed = clerk.ok("stations.printMonth", { stationId, month: "2026-11" });
  expect(printed.code).toMatch(/^[2-9A-Z]{5}$/);
  expect(stationOf(stations).events.at(-1)).toMatchObject({
    kind: "monthPrinted",
    reason: `2026-11 表单号 ${printed.code}`,
  });
  expect(codeOf(clerk, "stations.printMonth", { stationId, month: "2026-12" })).toBe("MonthNotBegun");
  expect(codeOf(clerk, "stations.printMonth", { stationId: "x", month: "2026-11" })).toBe("NotFound");
});

test("who may, and every command is in the books", () => {
  const stations = openStations();
  expect(closedTo(stations, visitContract)).toMatchObject({ viewer: 3, clerk: 0 });
  expect(closedTo(stations, roundContract)).toMatchObject({ viewer: 2, clerk: 0 });
  expect(closedTo(stations, needContract)).toMatchObject({ viewer: 4, clerk: 0 });
  const { clerk, stationId } = stations;
  const visited = auditedBy(stations, visitContract, () => {
    clerk.ok("stations.countVisitor", { stationId, day: today, visitor: "rider" });
    clerk.ok("stations.tallyDay", { stationId, day: "2026-11-19", version: 0, counts: visitCounts });
  });
  expect(visited).toEqual(commandsOf(visitContract));
  const walked = auditedBy(stations, roundContract, () => {
    const round = { stationId, roundDate: today, found: "灯坏了", isMendNeeded: true };
    const { id } = clerk.ok("stations.logRound", round);
    clerk.ok("stations.markMended", { id, version: 1, mendNote: "换了" });
  });
  expect(walked).toEqual(commandsOf(roundContract));
  const printed = auditedBy(stations, needContract, () => {
    clerk.ok("stations.printMonth", { stationId, month: "2026-11" });
  });
  expect(printed).toEqual(commandsOf(needContract));
});
