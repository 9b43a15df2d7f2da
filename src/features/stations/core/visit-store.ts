import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Visitor } from "../visit-contract.ts";

export type KeptVisitDay = { recordedAt: Instant; recordedBy: string; version: number };
type OfDay = { stationId: string; day: Day };

export const findVisitDay = (db: ReadableDatabase, of: OfDay): KeptVisitDay | undefined =>
  db.one(
    "SELECT recordedAt, recordedBy, version FROM station_visit_days WHERE stationId = :stationId AND visitDate = :day",
    of,
  );

export const countsOfDay = (db: ReadableDatabase, of: OfDay): { visitor: Visitor; count: number }[] =>
  db.all("SELECT visitor, count FROM station_visits WHERE stationId = :stationId AND visitDate = :day", of);

/** The day as it was last written, one version on. */
export const touchVisitDay = (db: WritableDatabase, of: OfDay & { recordedAt: Instant; recordedBy: string }): void => {
  db.run(
    `INSERT INTO station_visit_days (stationId, visitDate, recordedAt, recordedBy, version)
     VALUES (:stationId, :day, :recordedAt, :recordedBy, 1)
     ON CONFLICT (stationId, visitDate)
       DO UPDATE SET recordedAt = :recordedAt, recordedBy = :recordedBy, version = version + 1`,
    of,
  );
};

export const putCount = (db: WritableDatabase, of: OfDay & { visitor: Visitor; count: number }): void => {
  if (of.count === 0)
    db.run("DELETE FROM station_visits WHERE stationId = :stationId AND visitDate = :day AND visitor = :visitor", of);
  else
    db.run(
      `INSERT INTO station_visits (stationId, visitDate, visitor, count) VALUES (:stationId, :day, :visitor, :count)
       ON CONFLICT (stationId, visitDate, visitor) DO UPDATE SET count = :count`,
      of,
    );
};

export type Correction = OfDay & {
  id: string;
  visitor: Visitor;
  fromCount: number;
  toCount: number;
  reason: string;
  correctedAt: Instant;
  correctedBy: string;
};

export const insertCorrection = (db: WritableDatabase, correction: Correction): void => {
  db.run(
    `INSERT INTO station_visit_corrections (id, stationId, visitDate, visitor, fromCount, toCount, reason, correctedAt,
       correctedBy)
     VALUES (:id, :stationId, :day, :visitor, :fromCount, :toCount, :reason, :correctedAt, :correctedBy)`,
    correction,
  );
};

export const correctionsOf = (db: ReadableDatabase, of: OfDay): Omit<Correction, "stationId" | "day">[] =>
  db.all(
    `SELECT id, visitor, fromCount, toCount, reason, correctedAt, correctedBy FROM station_visit_corrections
     WHERE stationId = :stationId AND visitDate = :day ORDER BY correctedAt DESC, id DESC`,
    of,
  );

/** The newest days that were tallied. */
export const visitDaysOf = (
  db: ReadableDatabase,
  of: { stationId: string; limit: number },
): { day: Day; count: number; correctionCount: number }[] =>
  db.all(
    `SELECT d.visitDate AS day,
       (SELECT coalesce(sum(v.count), 0) FROM station_visits v
        WHERE v.stationId = d.stationId AND v.visitDate = d.visitDate) AS count,
       (SELECT count(*) FROM station_visit_corrections c
        WHERE c.stationId = d.stationId AND c.visitDate = d.visitDate) AS correctionCount
     FROM station_visit_days d WHERE d.stationId = :stationId ORDER BY d.visitDate DESC LIMIT :limit`,
    of,
  );

/** How many came to each on one day. */
export const countsOn = (db: ReadableDatabase, stationIds: readonly string[], day: Day): Map<string, number> =>
  new Map(
    db
      .all<{ stationId: string; count: number }>(
        `SELECT stationId, sum(count) AS count FROM station_visits
         WHERE stationId IN (SELECT value FROM json_each(:stationIds)) AND visitDate = :day GROUP BY stationId`,
        { stationIds: JSON.stringify(stationIds), day },
      )
      .map((row) => [row.stationId, row.count]),
  );

type Months = { fromMonth: string; toMonth: string; stationId?: string | null };
// Station by station, so that what lies before the months is not read.
const ofMonths = (table: string) =>
  `stations s CROSS JOIN ${table} v ON v.stationId = s.id AND v.visitDate >= :fromMonth || '-01'
     AND v.visitDate <= :toMonth || '-31' WHERE :stationId IS NULL OR s.id = :stationId`;

export const visitsByMonth = (
  db: ReadableDatabase,
  of: Months,
): { stationId: string; month: string; visitor: Visitor; count: number }[] =>
  db.all(
    `SELECT v.stationId, substr(v.visitDate, 1, 7) AS month, v.visitor, sum(v.count) AS count
     FROM ${ofMonths("station_visits")} GROUP BY v.stationId, month, v.visitor`,
    { stationId: null, ...of },
  );

export const tallyDaysByMonth = (
  db: ReadableDatabase,
  of: Months,
): { stationId: string; month: string; dayCount: number }[] =>
  db.all(
    `SELECT v.stationId, substr(v.visitDate, 1, 7) AS month, count(*) AS dayCount
     FROM ${ofMonths("station_visit_days")} GROUP BY v.stationId, month`,
    { stationId: null, ...of },
  );
