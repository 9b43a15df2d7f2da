import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Station } from "../station-contract.ts";

export const stationsOf = (db: ReadableDatabase, withRetired: boolean): Station[] =>
  db.all("SELECT * FROM stations WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, kind DESC, name, id", {
    withRetired,
  });

export const findStation = (db: ReadableDatabase, id: string): Station | undefined =>
  db.one("SELECT * FROM stations WHERE id = :id", { id });

export const stationNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM stations WHERE name = :name", { name })?.id;

export const insertStation = (db: WritableDatabase, station: Omit<Station, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO stations (id, name, kind, place, organisationId, keeperContactId, keeperResidentId, openHours, languages,
       seasonFromMonth, seasonToMonth, tallyEveryDays, roundEveryDays, sinceDate, isRetired, version)
     VALUES (:id, :name, :kind, :place, :organisationId, :keeperContactId, :keeperResidentId, :openHours, :languages,
       :seasonFromMonth, :seasonToMonth, :tallyEveryDays, :roundEveryDays, :sinceDate, 0, 1)`,
    station,
  );
};

/** False when someone else saved first. */
export const updateStation = (db: WritableDatabase, station: Omit<Station, "isRetired" | "sinceDate">): boolean =>
  db.run(
    `UPDATE stations SET name = :name, kind = :kind, place = :place, organisationId = :organisationId,
       keeperContactId = :keeperContactId, keeperResidentId = :keeperResidentId, openHours = :openHours, languages = :languages,
       seasonFromMonth = :seasonFromMonth, seasonToMonth = :seasonToMonth, tallyEveryDays = :tallyEveryDays,
       roundEveryDays = :roundEveryDays, version = version + 1
     WHERE id = :id AND version = :version`,
    station,
  ) === 1;

export const setRetired = (
  db: WritableDatabase,
  of: { id: string; version: number; isRetired: boolean; sinceDate: Day },
): boolean =>
  db.run(
    `UPDATE stations SET isRetired = :isRetired, sinceDate = :sinceDate, version = version + 1
     WHERE id = :id AND version = :version`,
    of,
  ) === 1;

type LastDone = { stationId: string; lastTallyDate: Day | null; lastRoundDate: Day | null };

/** When each was last tallied and gone round. */
export const lastDoneOf = (db: ReadableDatabase, ids: readonly string[]): Map<string, LastDone> =>
  new Map(
    db
      .all<LastDone>(
        `SELECT j.value AS stationId,
           (SELECT max(v.visitDate) FROM station_visit_days v WHERE v.stationId = j.value) AS lastTallyDate,
           (SELECT max(r.roundDate) FROM station_rounds r WHERE r.stationId = j.value) AS lastRoundDate
         FROM json_each(:ids) j`,
        { ids: JSON.stringify(ids) },
      )
      .map((row) => [row.stationId, row]),
  );
