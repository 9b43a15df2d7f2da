import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Lot } from "../stock-rules.ts";
import type { StockKind, Supply } from "../supply-contract.ts";

export const suppliesOf = (db: ReadableDatabase, stationIds: readonly string[], withRetired: boolean): Supply[] =>
  db.all(
    `SELECT * FROM station_supplies
     WHERE stationId IN (SELECT value FROM json_each(:stationIds)) AND (isRetired = 0 OR :withRetired = 1)
     ORDER BY isRetired, rowid`,
    { stationIds: JSON.stringify(stationIds), withRetired },
  );

export const findSupply = (db: ReadableDatabase, id: string): Supply | undefined =>
  db.one("SELECT * FROM station_supplies WHERE id = :id", { id });

export const supplyNamed = (db: ReadableDatabase, stationId: string, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM station_supplies WHERE stationId = :stationId AND name = :name", {
    stationId,
    name,
  })?.id;

export const insertSupply = (db: WritableDatabase, supply: Omit<Supply, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO station_supplies (id, stationId, name, unit, leastCount, isDated, isRetired, version)
     VALUES (:id, :stationId, :name, :unit, :leastCount, :isDated, 0, 1)`,
    supply,
  );
};

/** False when someone else saved first. */
export const updateSupply = (db: WritableDatabase, supply: Omit<Supply, "stationId">): boolean =>
  db.run(
    `UPDATE station_supplies SET name = :name, unit = :unit, leastCount = :leastCount, isDated = :isDated,
       isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    supply,
  ) === 1;

export type StockTotal = { stock: number; lastNumber: number };

/** The sum of the events of each; those that nothing happened to are left out. */
export const stocksOf = (db: ReadableDatabase, supplyIds: readonly string[]): Map<string, StockTotal> =>
  new Map(
    db
      .all<StockTotal & { supplyId: string }>(
        `SELECT supplyId, sum(quantity) AS stock,
           (SELECT max(last.number) FROM stock_events last WHERE last.supplyId = e.supplyId) AS lastNumber
         FROM stock_events e WHERE supplyId IN (SELECT value FROM json_each(:supplyIds)) GROUP BY supplyId`,
        { supplyIds: JSON.stringify(supplyIds) },
      )
      .map((row) => [row.supplyId, row]),
  );

/** What is left of each best-before day, soonest first. */
export const lotsOf = (db: ReadableDatabase, supplyIds: readonly string[]): Map<string, Lot[]> => {
  const rows = db.all<Lot & { supplyId: string }>(
    `SELECT supplyId, bestBeforeDate, sum(quantity) AS quantity FROM stock_lots
     WHERE supplyId IN (SELECT value FROM json_each(:supplyIds))
     GROUP BY supplyId, bestBeforeDate HAVING sum(quantity) <> 0 ORDER BY supplyId, bestBeforeDate = '', bestBeforeDate`,
    { supplyIds: JSON.stringify(supplyIds) },
  );
  return Map.groupBy(rows, ({ supplyId }) => supplyId);
};

/** The least there was at the end of a day or of any day after it. */
export const lowestSince = (db: ReadableDatabase, supplyId: string, day: Day): number =>
  db.one<{ lowest: number | null }>(
    `WITH by_day AS (SELECT happenedDate, sum(sum(quantity)) OVER (ORDER BY happenedDate) AS total
       FROM stock_events WHERE supplyId = :supplyId GROUP BY happenedDate)
     SELECT min(total) AS lowest FROM by_day
     WHERE happenedDate >= (SELECT coalesce(max(happenedDate), '') FROM by_day WHERE happenedDate <= :day)
       AND EXISTS (SELECT 1 FROM by_day WHERE happenedDate <= :day)`,
    { supplyId, day },
  )?.lowest ?? 0;

export type KeptStockEvent = {
  id: string;
  supplyId: string;
  number: number;
  kind: StockKind;
  quantity: number;
  happenedDate: Day;
  isUndone: boolean;
};

export const findStockEvent = (db: ReadableDatabase, id: string): KeptStockEvent | undefined =>
  db.one(
    `SELECT e.id, e.supplyId, e.number, e.kind, e.quantity, e.happenedDate,
       EXISTS (SELECT 1 FROM stock_events u WHERE u.undoesId = e.id) AS isUndone
     FROM stock_events e WHERE e.id = :id`,
    { id },
  );

/** The last count that was not taken back. */
export const lastCountOf = (
  db: ReadableDatabase,
  supplyId: string,
): { number: number; happenedDate: Day } | undefined =>
  db.one(
    `SELECT e.number, e.happenedDate FROM stock_events e WHERE e.supplyId = :supplyId AND e.kind = 'count'
       AND NOT EXISTS (SELECT 1 FROM stock_events u WHERE u.undoesId = e.id)
     ORDER BY e.number DESC LIMIT 1`,
    { supplyId },
  );

export const lotsOfEvent = (db: ReadableDatabase, eventId: string): Lot[] =>
  db.all("SELECT bestBeforeDate, quantity FROM stock_lots WHERE eventId = :eventId ORDER BY bestBeforeDate", {
    eventId,
  });

export type NewStockEvent = {
  id: string;
  supplyId: string;
  kind: StockKind;
  counted: number | null;
  happenedDate: Day;
  source: string;
  organisationId: string | null;
  reason: string;
  undoesId: string | null;
  recordedAt: string;
  recordedBy: string;
};

/** An event with how it falls on best-before days; its quantity is their sum. */
export const insertStockEvent = (db: WritableDatabase, event: NewStockEvent, lots: readonly Lot[]): void => {
  db.run(
    `INSERT INTO stock_events (id, supplyId, number, kind, quantity, counted, happenedDate, source, organisationId,
       reason, undoesId, recordedAt, recordedBy)
     VALUES (:id, :supplyId, (SELECT coalesce(max(number), 0) + 1 FROM stock_events WHERE supplyId = :supplyId), :kind,
       :quantity, :counted, :happenedDate, :source, :organisationId, :reason, :undoesId, :recordedAt, :recordedBy)`,
    { ...event, quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0) },
  );
  for (const { bestBeforeDate, quantity } of lots)
    db.run(
      `INSERT INTO stock_lots (eventId, bestBeforeDate, supplyId, quantity)
       VALUES (:eventId, :bestBeforeDate, :supplyId, :quantity)`,
      { eventId: event.id, supplyId: event.supplyId, bestBeforeDate, quantity },
    );
};

export type StockEventRow = KeptStockEvent &
  Pick<NewStockEvent, "counted" | "source" | "organisationId" | "reason" | "recordedAt" | "recordedBy"> & {
    stock: number;
    undoesNumber: number | null;
  };

/** Newest first, each with what there was after it. */
export const stockEventPage = (
  db: ReadableDatabase,
  of: { supplyId: string; beforeNumber: number | null; limit: number },
): StockEventRow[] =>
  db.all(
    `WITH running AS (SELECT id, sum(quantity) OVER (ORDER BY number) AS stock FROM stock_events WHERE supplyId = :supplyId)
     SELECT e.id, e.supplyId, e.number, e.kind, e.quantity, e.counted, e.happenedDate, e.source, e.organisationId,
       e.reason, e.recordedAt, e.recordedBy, running.stock,
       EXISTS (SELECT 1 FROM stock_events u WHERE u.undoesId = e.id) AS isUndone,
       (SELECT b.number FROM stock_events b WHERE b.id = e.undoesId) AS undoesNumber
     FROM stock_events e JOIN running ON running.id = e.id
     WHERE e.supplyId = :supplyId AND (:beforeNumber IS NULL OR e.number < :beforeNumber)
     ORDER BY e.number DESC LIMIT :limit`,
    of,
  );

export const lotsByEvent = (db: ReadableDatabase, eventIds: readonly string[]): Map<string, Lot[]> =>
  Map.groupBy(
    db.all<Lot & { eventId: string }>(
      `SELECT eventId, bestBeforeDate, quantity FROM stock_lots WHERE eventId IN (SELECT value FROM json_each(:eventIds))
       ORDER BY bestBeforeDate`,
      { eventIds: JSON.stringify(eventIds) },
    ),
    ({ eventId }) => eventId,
  );
