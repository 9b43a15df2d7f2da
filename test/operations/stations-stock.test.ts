import { describe, expect, test } from "vitest";
import { supplyContract } from "#features/stations/supply-contract.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";
import { addStation, addSupply, openStations, type Stations, stationOf, supplyOf, today } from "../support/stations.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;
const eventsOf = ({ clerk }: Stations, supplyId: string) => clerk.ok("stations.stockEvents", { supplyId }).events;
const refill = (stations: Stations, quantity: number, more: object = {}) =>
  stations.clerk.ok("stations.refill", { supplyId: stations.waterId, happenedDate: today, quantity, ...more });
const takeOut = <M extends object>(stations: Stations, quantity: number, more: M = {} as M) => ({
  supplyId: stations.waterId,
  happenedDate: today,
  quantity,
  ...more,
});

describe("what is left of a supply", () => {
  test("is the sum of what happened to it", () => {
    const stations = openStations();
    const { clerk, waterId, unit } = stations;
    expect(supplyOf(stations, waterId)).toMatchObject({ stock: 0, lastNumber: 0, lots: [], isLow: true });
    expect(refill(stations, 24, { organisationId: unit.leadOrganisationId, source: "爱心捐赠" }).stock).toBe(24);
    clerk.ok("stations.takeOut", takeOut(stations, 10, { reason: "中午送水" }));
    clerk.ok("stations.discard", takeOut(stations, 1, { reason: "瓶子破了" }));
    clerk.ok("stations.countStock", { supplyId: waterId, counted: 12, seenNumber: 3, reason: "少一瓶，没记" });
    expect(supplyOf(stations, waterId)).toMatchObject({ stock: 12, lastNumber: 4, isLow: false });
    expect(eventsOf(stations, waterId)).toMatchObject([
      { number: 4, kind: "count", quantity: -1, counted: 12, stock: 12, reason: "少一瓶，没记" },
      { number: 3, kind: "discard", quantity: -1, stock: 13, reason: "瓶子破了" },
      { number: 2, kind: "use", quantity: -10, stock: 14 },
      {
        number: 1,
        kind: "refill",
        quantity: 24,
        stock: 24,
        source: "第一物业，爱心捐赠",
        recordedByName: expect.any(String),
      },
    ]);
  });

  test("is written nowhere else, and what happened is never written over", () => {
    const { test: core } = openStations();
    const columns = core.db.all<{ name: string }>("SELECT name FROM pragma_table_info('station_supplies')");
    expect(columns.map(({ name }) => name)).not.toContain("stock");
    const stations = openStations();
    refill(stations, 3);
    for (const table of ["stock_events", "stock_lots"]) {
      expect(() => stations.test.db.run(`UPDATE ${table} SET quantity = 5`)).toThrow("only ever added to");
      expect(() => stations.test.db.run(`DELETE FROM ${table}`)).toThrow("only ever added to");
    }
  });

  test("never is below nothing, today or on the day that is written in later", () => {
    const stations = openStations();
    const { clerk, waterId } = stations;
    expect(codeOf(clerk, "stations.takeOut", takeOut(stations, 1))).toBe("NotEnoughStock");
    refill(stations, 5);
    expect(codeOf(clerk, "stations.takeOut", takeOut(stations, 6))).toBe("NotEnoughStock");
    expect(codeOf(clerk, "stations.discard", takeOut(stations, 6, { reason: "坏了" }))).toBe("NotEnoughStock");
    const yesterday = takeOut(stations, 1, { happenedDate: "2026-11-19" });
    expect(codeOf(clerk, "stations.takeOut", yesterday)).toBe("NotEnoughThen");
    refill(stations, 4, { happenedDate: "2026-11-18" });
    clerk.ok("stations.takeOut", yesterday);
    expect(codeOf(clerk, "stations.takeOut", { ...yesterday, quantity: 4 })).toBe("NotEnoughThen");
    expect(codeOf(clerk, "stations.discard", { ...yesterday, quantity: 4, reason: "坏了" })).toBe("NotEnoughThen");
    expect(supplyOf(stations, waterId).stock).toBe(8);
    expect(fieldsOf(clerk, "stations.takeOut", takeOut(stations, 1, { happenedDate: "2026-11-21" }))).toEqual([
      "happenedDate",
    ]);
  });

  test("is what the second of two clerks finds who take the last one at once", () => {
    const stations = openStations();
    const { clerk, director, waterId } = stations;
    refill(stations, 1);
    const replies = [clerk, director].map((desk) => desk.raw("stations.takeOut", takeOut(stations, 1)));
    expect(replies.map((reply) => (reply.ok ? "ok" : reply.code))).toEqual(["ok", "NotEnoughStock"]);
    expect(supplyOf(stations, waterId).stock).toBe(0);
  });
});

describe("a count", () => {
  test("needs a reason for a difference and none where there is none", () => {
    const stations = openStations();
    const { clerk, waterId } = stations;
    refill(stations, 5);
    const count = { supplyId: waterId, counted: 7, seenNumber: 1 };
    expect(codeOf(clerk, "stations.countStock", count)).toBe("DifferenceNeedsReason");
    clerk.ok("stations.countStock", { ...count, counted: 5 });
    expect(clerk.ok("stations.countStock", { ...count, seenNumber: 2, reason: "捐的没登记" }).stock).toBe(7);
  });

  test("is not taken of a stock that moved meanwhile", () => {
    const stations = openStations();
    const { clerk, director, waterId } = stations;
    refill(stations, 5);
    director.ok("stations.takeOut", takeOut(stations, 2));
    const count = { supplyId: waterId, counted: 5, seenNumber: 1 };
    expect(codeOf(clerk, "stations.countStock", count)).toBe("StockMoved");
  });

  test("settles what was before it", () => {
    const stations = openStations();
    const { clerk, waterId } = stations;
    const { id: eventId } = refill(stations, 5, { happenedDate: "2026-11-18" });
    const counted = clerk.ok("stations.countStock", { supplyId: waterId, counted: 5, seenNumber: 1 });
    expect(codeOf(clerk, "stations.undoStock", { eventId })).toBe("CountedSince");
    const before = { happenedDate: "2026-11-19" };
    for (const name of ["stations.refill", "stations.takeOut"])
      expect(codeOf(clerk, name, takeOut(stations, 1, before))).toBe("CountedSince");
    expect(codeOf(clerk, "stations.discard", takeOut(stations, 1, { ...before, reason: "坏" }))).toBe("CountedSince");
    clerk.ok("stations.undoStock", { eventId: counted.id });
    clerk.ok("stations.undoStock", { eventId });
    expect(supplyOf(stations, waterId).stock).toBe(0);
  });
});

describe("an undo", () => {
  test("is an event that names what it takes back, once", () => {
    const stations = openStations();
    const { clerk, waterId } = stations;
    refill(stations, 5);
    const used = clerk.ok("stations.takeOut", takeOut(stations, 2));
    const undone = clerk.ok("stations.undoStock", { eventId: used.id, reason: "记错了" });
    expect(undone.stock).toBe(5);
    expect(eventsOf(stations, waterId)).toMatchObject([
      { number: 3, kind: "undo", quantity: 2, undoesNumber: 2, isUndone: false, reason: "记错了" },
      { number: 2, kind: "use", quantity: -2, isUndone: true },
      { number: 1, isUndone: false },
    ]);
    expect(codeOf(clerk, "stations.undoStock", { eventId: used.id })).toBe("AlreadyUndone");
    expect(codeOf(clerk, "stations.undoStock", { eventId: undone.id })).toBe("UndoStands");
    expect(codeOf(clerk, "stations.undoStock", { eventId: "x" })).toBe("NotFound");
  });

  test("does not take back what was used since", () => {
    const stations = openStations();
    const { clerk } = stations;
    const { id: eventId } = refill(stations, 5);
    clerk.ok("stations.takeOut", takeOut(stations, 1));
    expect(codeOf(clerk, "stations.undoStock", { eventId })).toBe("UsedSince");
  });
});

describe("what has its day", () => {
  const give = ({ clerk, medicineId }: Stations, quantity: number, bestBeforeDate: string, happenedDate = today) =>
    clerk.ok("stations.refill", { supplyId: medicineId, happenedDate, quantity, bestBeforeDate });

  test("comes with it, goes by it, and is warned of", () => {
    const stations = openStations();
    const { clerk, medicineId, test: core } = stations;
    const of = { supplyId: medicineId, happenedDate: today, quantity: 1 };
    expect(fieldsOf(clerk, "stations.refill", of)).toEqual(["bestBeforeDate"]);
    expect(fieldsOf(clerk, "stations.refill", { ...of, bestBeforeDate: "2026-11-19" })).toEqual(["bestBeforeDate"]);
    give(stations, 3, "2027-06-01");
    give(stations, 2, "2026-11-25");
    clerk.ok("stations.takeOut", { ...of, quantity: 1 });
    expect(supplyOf(stations, medicineId).lots).toEqual([
      { bestBeforeDate: "2026-11-25", quantity: 1, state: "soon" },
      { bestBeforeDate: "2027-06-01", quantity: 3, state: "fine" },
    ]);
    expect(stationOf(stations)).toMatchObject({ datedCount: 1, lowCount: 1 });
    core.advance({ days: 6 });
    const later = { ...of, happenedDate: "2026-11-26" };
    expect(supplyOf(stations, medicineId).lots[0]).toMatchObject({ quantity: 1, state: "expired" });
    expect(codeOf(clerk, "stations.takeOut", { ...later, quantity: 4 })).toBe("OnlyExpiredLeft");
    clerk.ok("stations.takeOut", { ...later, quantity: 3 });
    expect(codeOf(clerk, "stations.discard", { ...later, reason: "过期", bestBeforeDate: "2027-06-01" })).toBe(
      "LotNotThere",
    );
    clerk.ok("stations.discard", { ...later, reason: "过期", bestBeforeDate: "2026-11-25" });
    expect(supplyOf(stations, medicineId)).toMatchObject({ stock: 0, lots: [] });
  });

  test("stands with it where a count found more", () => {
    const stations = openStations();
    const { clerk, medicineId } = stations;
    const count = { supplyId: medicineId, counted: 2, seenNumber: 0, reason: "别处搬来" };
    expect(fieldsOf(clerk, "stations.countStock", count)).toEqual(["bestBeforeDate"]);
    clerk.ok("stations.countStock", { ...count, bestBeforeDate: "2027-01-31" });
    expect(supplyOf(stations, medicineId).lots).toEqual([{ bestBeforeDate: "2027-01-31", quantity: 2, state: "fine" }]);
  });

  test("is not taken back where that very day's was used since", () => {
    const stations = openStations();
    const { clerk, medicineId } = stations;
    const { id: eventId } = give(stations, 2, "2026-12-01");
    give(stations, 5, "2027-06-01");
    clerk.ok("stations.takeOut", { supplyId: medicineId, happenedDate: today, quantity: 1 });
    expect(codeOf(clerk, "stations.undoStock", { eventId })).toBe("UsedSince");
  });
});

describe("a kind of supply", () => {
  test("has one name in a station, and keeps its unit once something happened to it", () => {
    const stations = openStations();
    const { secretary, stationId, waterId } = stations;
    const water = { name: "饮用水", unit: "瓶", leastCount: 10 };
    expect(codeOf(secretary, "stations.addSupply", { ...water, stationId })).toBe("SupplyNameTaken");
    addSupply(secretary, addStation(secretary, "西门驿站"), "饮用水");
    const change = { ...water, id: waterId, version: 1, isRetired: false };
    secretary.ok("stations.changeSupply", { ...change, unit: "桶" });
    expect(codeOf(secretary, "stations.changeSupply", change)).toBe("Conflict");
    refill(stations, 5);
    expect(codeOf(secretary, "stations.changeSupply", { ...change, version: 2 })).toBe("UnitInUse");
    expect(codeOf(secretary, "stations.changeSupply", { ...change, version: 2, unit: "桶", name: "藿香正气水" })).toBe(
      "SupplyNameTaken",
    );
    expect(codeOf(secretary, "stations.changeSupply", { ...change, version: 2, unit: "桶", isRetired: true })).toBe(
      "StockNotEmpty",
    );
  });

  test("is retired when nothing is left, and then is not refilled", () => {
    const stations = openStations();
    const { clerk, secretary, waterId } = stations;
    const change = { id: waterId, version: 1, name: "饮用水", unit: "瓶", leastCount: 10, isRetired: true };
    secretary.ok("stations.changeSupply", change);
    expect(codeOf(clerk, "stations.refill", takeOut(stations, 1))).toBe("SupplyRetired");
    expect(stationOf(stations).supplies.map(({ name }) => name)).toEqual(["藿香正气水"]);
    const all = clerk.ok("stations.station", { id: stations.stationId, withRetired: true }).supplies;
    expect(all.map(({ name }) => name)).toEqual(["藿香正气水", "饮用水"]);
  });
});

test("what happened is read page by page", () => {
  const stations = openStations();
  const { clerk, waterId: supplyId } = stations;
  for (let round = 0; round < 51; round += 1) refill(stations, 1);
  const first = clerk.ok("stations.stockEvents", { supplyId });
  expect(first.events).toHaveLength(50);
  expect(first.nextBefore).toBe(2);
  const { events, nextBefore } = clerk.ok("stations.stockEvents", { supplyId, beforeNumber: first.nextBefore });
  expect(events).toMatchObject([{ number: 1, stock: 1 }]);
  expect(nextBefore).toBeNull();
});

test("who may, and every command is in the books", () => {
  expect(namesByNeed(supplyContract)).toMatchObject({ secretary: ["addSupply", "changeSupply"] });
  const stations = openStations();
  expect(closedTo(stations, supplyContract)).toMatchObject({ viewer: 8, clerk: 2, secretary: 0 });
  const audited = auditedBy(stations, supplyContract, () => {
    const { clerk, secretary, stationId, waterId } = stations;
    const id = addSupply(secretary, stationId, "充电线");
    secretary.ok("stations.changeSupply", {
      id,
      version: 1,
      name: "充电线",
      unit: "根",
      leastCount: 1,
      isRetired: false,
    });
    refill(stations, 5);
    clerk.ok("stations.takeOut", takeOut(stations, 1));
    const { id: eventId } = clerk.ok("stations.discard", takeOut(stations, 1, { reason: "破了" }));
    clerk.ok("stations.undoStock", { eventId });
    clerk.ok("stations.countStock", { supplyId: waterId, counted: 4, seenNumber: 4 });
  });
  expect(audited).toEqual(commandsOf(supplyContract));
});
