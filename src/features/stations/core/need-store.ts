import type { ReadableDatabase } from "#core/database.ts";

export type MonthSums = {
  supplyId: string;
  before: number;
  refilled: number;
  used: number;
  discarded: number;
  difference: number;
};

/** What a month did to each supply of a station; what was taken back counts on the side that it takes back from. */
export const monthSums = (db: ReadableDatabase, of: { stationId: string; month: string }): MonthSums[] =>
  db.all(
    `WITH own AS (
       SELECT e.supplyId, e.quantity, e.happenedDate, coalesce(u.kind, e.kind) AS kind,
         e.happenedDate >= :month || '-01' AS isWithin
       FROM station_supplies s JOIN stock_events e ON e.supplyId = s.id LEFT JOIN stock_events u ON u.id = e.undoesId
       WHERE s.stationId = :stationId AND e.happenedDate <= :month || '-31')
     SELECT supplyId, sum(iif(isWithin, 0, quantity)) AS before,
       sum(iif(isWithin AND kind = 'refill', quantity, 0)) AS refilled,
       -sum(iif(isWithin AND kind = 'use', quantity, 0)) AS used,
       -sum(iif(isWithin AND kind = 'discard', quantity, 0)) AS discarded,
       sum(iif(isWithin AND kind = 'count', quantity, 0)) AS difference
     FROM own GROUP BY supplyId`,
    of,
  );

export type MonthWords = {
  id: string;
  supplyName: string;
  unit: string;
  kind: "refill" | "discard" | "count";
  quantity: number;
  day: string;
  source: string;
  organisationId: string | null;
  reason: string;
};

/** Gifts, what was thrown away and what differed, unless it was taken back. */
export const monthWords = (db: ReadableDatabase, of: { stationId: string; month: string }): MonthWords[] =>
  db.all(
    `SELECT e.id, s.name AS supplyName, s.unit, e.kind, e.quantity, e.happenedDate AS day, e.source, e.organisationId,
       e.reason
     FROM station_supplies s JOIN stock_events e ON e.supplyId = s.id
     WHERE s.stationId = :stationId AND e.happenedDate >= :month || '-01' AND e.happenedDate <= :month || '-31'
       AND NOT EXISTS (SELECT 1 FROM stock_events u WHERE u.undoesId = e.id)
       AND ((e.kind = 'refill' AND (e.source <> '' OR e.organisationId IS NOT NULL)) OR e.kind = 'discard'
         OR (e.kind = 'count' AND e.quantity <> 0))
     ORDER BY e.happenedDate, s.id, e.number`,
    of,
  );
