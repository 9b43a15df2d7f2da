import { describe, expect, test } from "vitest";
import { stationContract } from "#features/stations/station-contract.ts";
import { addResident } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";
import { addStation, openStations, type Stations, stationOf, supplyOf } from "../support/stations.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const listOf = ({ clerk }: Stations, withRetired = false) =>
  clerk.ok("stations.listStations", { withRetired }).stations;

const station = { name: "西门冰柜", kind: "fridge" as const, place: "西门岗亭" };

describe("a station", () => {
  test("has who keeps it, and one name", () => {
    const stations = openStations();
    const { clerk, secretary, unit } = stations;
    const keeperResidentId = addResident(clerk, "王大爷");
    const kept = { ...station, organisationId: unit.leadOrganisationId, keeperResidentId };
    const { id } = secretary.ok("stations.addStation", kept);
    expect(codeOf(secretary, "stations.addStation", station)).toBe("StationNameTaken");
    expect(clerk.ok("stations.station", { id })).toMatchObject({
      organisationName: "第一物业",
      keeperName: "王大爷",
      state: "open",
      sinceDate: "2026-11-20",
      events: [{ kind: "added" }],
    });
    const change = { ...station, id, version: 1, keeperContactId: unit.responsibleId };
    secretary.ok("stations.changeStation", change);
    expect(codeOf(secretary, "stations.changeStation", change)).toBe("Conflict");
    expect(codeOf(secretary, "stations.changeStation", { ...change, version: 2, name: "东门驿站" })).toBe(
      "StationNameTaken",
    );
    expect(clerk.ok("stations.station", { id })).toMatchObject({ organisationName: "", keeperName: "第一物业经理" });
  });

  test("of 红石榴 says what can be spoken there", () => {
    const { clerk, secretary } = openStations();
    const of = { name: "红石榴驿站", kind: "pomegranate" as const, place: "一楼大厅", languages: "蒙古语、汉语" };
    const { id } = secretary.ok("stations.addStation", of);
    expect(clerk.ok("stations.station", { id })).toMatchObject(of);
    secretary.ok("stations.changeStation", { ...of, id, version: 1, languages: "蒙古语" });
    expect(clerk.ok("stations.station", { id })).toMatchObject({ languages: "蒙古语" });
  });

  test.each([
    [{ organisationId: "x" }, "organisationId"],
    [{ keeperContactId: "x" }, "keeperContactId"],
    [{ keeperResidentId: "x" }, "keeperResidentId"],
    [{ seasonFromMonth: 5 }, "seasonToMonth"],
    [{ seasonToMonth: 9 }, "seasonFromMonth"],
    [{ seasonFromMonth: 5, seasonToMonth: 13 }, "seasonToMonth"],
  ])("with %j is told at %s", (wrong, path) => {
    const { secretary } = openStations();
    expect(fieldsOf(secretary, "stations.addStation", { ...station, ...wrong })).toEqual([path]);
  });

  test("has one keeper", () => {
    const { clerk, secretary, unit } = openStations();
    const two = { keeperContactId: unit.responsibleId, keeperResidentId: addResident(clerk, "王大爷") };
    expect(fieldsOf(secretary, "stations.addStation", { ...station, ...two })).toEqual(["keeperResidentId"]);
  });

  test("is set up with what its kind keeps", () => {
    const { clerk, secretary } = openStations();
    const ice = { name: "雪糕", unit: "支", leastCount: 50, isDated: true };
    const supplies = [ice, { name: "矿泉水", unit: "瓶", leastCount: 48 }];
    expect(codeOf(secretary, "stations.addStation", { ...station, supplies: [ice, ice] })).toBe("SupplyNameTaken");
    const { id } = secretary.ok("stations.addStation", { ...station, supplies });
    expect(clerk.ok("stations.station", { id }).supplies).toMatchObject([{ ...ice, stock: 0 }, { name: "矿泉水" }]);
  });

  test("is asked for nothing outside its season, and the days begin anew with the next", () => {
    const stations = openStations();
    const { clerk, secretary, test: core } = stations;
    const supplies = [{ name: "雪糕", unit: "支", leastCount: 50 }];
    const season = { seasonFromMonth: 5, seasonToMonth: 9 };
    const { id } = secretary.ok("stations.addStation", { ...station, ...season, supplies });
    expect(listOf(stations)).toMatchObject([
      { name: "东门驿站", state: "open", lowCount: 2 },
      { id, state: "offSeason", supplyCount: 1, lowCount: 0, tallyMissingDays: null, roundMissingDays: null },
    ]);
    const needs = () => clerk.ok("stations.needs", {});
    expect(needs().low.map(({ stationName }) => stationName)).not.toContain("西门冰柜");
    core.setClock("2027-05-09T01:00:00.000Z");
    expect(listOf(stations).find((line) => line.id === id)).toMatchObject({
      state: "open",
      lowCount: 1,
      tallyMissingDays: 8,
      roundMissingDays: 8,
    });
    expect(needs().low).toContainEqual({
      supplyId: expect.any(String),
      supplyName: "雪糕",
      unit: "支",
      stationId: id,
      stationName: "西门冰柜",
      stock: 0,
      leastCount: 50,
      missingCount: 50,
      isDated: false,
    });
  });

  test("is retired with a reason and brought back; what it lacked meanwhile is not asked for", () => {
    const stations = openStations();
    const { clerk, secretary, stationId: id, waterId, test: core } = stations;
    secretary.ok("stations.retireStation", { id, version: 1, reason: "岗亭拆了" });
    expect(codeOf(secretary, "stations.retireStation", { id, version: 2, reason: "岗亭拆了" })).toBe("StationRetired");
    expect(listOf(stations)).toEqual([]);
    expect(listOf(stations, true)).toMatchObject([{ id, state: "retired", lowCount: 0 }]);
    const refill = { supplyId: waterId, happenedDate: "2026-11-20", quantity: 1 };
    expect(codeOf(clerk, "stations.refill", refill)).toBe("StationRetired");
    core.advance({ days: 100 });
    expect(codeOf(secretary, "stations.bringBackStation", { id, version: 1 })).toBe("Conflict");
    secretary.ok("stations.bringBackStation", { id, version: 2 });
    expect(codeOf(secretary, "stations.bringBackStation", { id, version: 3 })).toBe("StationInUse");
    expect(stationOf(stations)).toMatchObject({ state: "open", roundMissingDays: null, tallyMissingDays: null });
    expect(stationOf(stations).events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["added", ""],
      ["supplyAdded", "饮用水"],
      ["supplyAdded", "藿香正气水"],
      ["retired", "岗亭拆了"],
      ["broughtBack", ""],
    ]);
  });
});

test("补货清单 lists what is missing and what is near its day, station by station", () => {
  const stations = openStations();
  const { clerk, secretary, stationId, waterId, medicineId } = stations;
  addStation(secretary, "西门驿站");
  const happenedDate = "2026-11-20";
  clerk.ok("stations.refill", { supplyId: waterId, happenedDate, quantity: 4 });
  clerk.ok("stations.refill", { supplyId: medicineId, happenedDate, quantity: 3, bestBeforeDate: "2026-12-01" });
  const sheet = clerk.ok("stations.refillList", {});
  expect(sheet.stations).toMatchObject([
    {
      id: stationId,
      name: "东门驿站",
      place: "人民路 12 号",
      low: [{ supplyName: "饮用水", stock: 4, leastCount: 10, missingCount: 6 }],
      dated: [{ supplyName: "藿香正气水", bestBeforeDate: "2026-12-01", quantity: 3, state: "soon" }],
    },
  ]);
  expect(clerk.ok("stations.refillList", { stationId: "x" }).stations).toEqual([]);
  expect(supplyOf(stations, medicineId).isLow).toBe(false);
});

test("who may, and every command is in the books", () => {
  expect(namesByNeed(stationContract)).toMatchObject({ clerk: ["listStations", "station"] });
  const stations = openStations();
  expect(closedTo(stations, stationContract)).toMatchObject({ viewer: 6, clerk: 4, secretary: 0 });
  const audited = auditedBy(stations, stationContract, () => {
    const { secretary } = stations;
    const id = addStation(secretary, "西门驿站");
    secretary.ok("stations.changeStation", { ...station, id, version: 1 });
    secretary.ok("stations.retireStation", { id, version: 2, reason: "拆了" });
    secretary.ok("stations.bringBackStation", { id, version: 3 });
  });
  expect(audited).toEqual(commandsOf(stationContract));
});
