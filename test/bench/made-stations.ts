import { addDays, instantAt } from "#base/dates.ts";
import { insertRound } from "#features/stations/core/round-store.ts";
import { insertStation } from "#features/stations/core/station-store.ts";
import { insertStockEvent, insertSupply } from "#features/stations/core/supply-store.ts";
import { putCount, touchVisitDay } from "#features/stations/core/visit-store.ts";
import { visitors } from "#features/stations/visit-contract.ts";
import type { Making } from "./made-town.ts";

const stationCount = 30;
const kept = ["饮用水", "雪糕", "藿香正气水", "创可贴", "充电线", "一次性雨衣"];
const dayCount = 365;
const lastDay = "2026-11-19";

const blank = { counted: null, source: "", organisationId: null, reason: "", undoesId: null };

/** Stations that were refilled and used for a year, tallied day by day and gone round once a week. */
export const makeStations = ({ db, chance, newId }: Making, recordedBy: string, atMs: number): void => {
  for (let number = 1; number <= stationCount; number += 1) {
    const stationId = newId(atMs);
    insertStation(db, {
      id: stationId,
      name: `${number}号驿站`,
      kind: number % 5 === 0 ? "fridge" : "rest",
      place: `人民路 ${number} 号`,
      organisationId: null,
      keeperContactId: null,
      keeperResidentId: null,
      openHours: "8:00–18:00",
      languages: "",
      seasonFromMonth: null,
      seasonToMonth: null,
      tallyEveryDays: 1,
      roundEveryDays: 7,
      sinceDate: "2025-11-01",
    });
    const supplyIds = kept.map((name, at) => {
      const id = newId(atMs);
      insertSupply(db, { id, stationId, name, unit: "件", leastCount: 40, isDated: at % 2 === 1 });
      return id;
    });
    for (let back = dayCount; back >= 0; back -= 1) {
      const day = addDays(lastDay, -back);
      const recorded = { recordedAt: instantAt(day, "18:00"), recordedBy };
      touchVisitDay(db, { stationId, day, ...recorded });
      for (const visitor of visitors) putCount(db, { stationId, day, visitor, count: chance.int(0, 30) });
      if (back % 7 === 0)
        insertRound(db, {
          ...recorded,
          id: newId(atMs),
          stationId,
          roundDate: day,
          walkerContactId: null,
          walkerResidentId: null,
          found: back % 21 === 0 ? "饮水机有水垢" : "",
          isMendNeeded: false,
        });
      for (const [at, supplyId] of supplyIds.entries()) {
        if (back % 7 !== at) continue;
        const bestBeforeDate = at % 2 === 1 ? addDays(day, 200) : "";
        const event = { ...blank, ...recorded, supplyId, happenedDate: day };
        insertStockEvent(db, { ...event, id: newId(atMs), kind: "refill" }, [{ bestBeforeDate, quantity: 20 }]);
        insertStockEvent(db, { ...event, id: newId(atMs), kind: "use" }, [{ bestBeforeDate, quantity: -19 }]);
      }
    }
  }
};
