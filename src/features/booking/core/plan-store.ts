import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Plan } from "../plan-contract.ts";

export type KeptPlan = Omit<
  Plan,
  "serviceName" | "recurrenceWords" | "roomName" | "providerIds" | "providerNames" | "madeCount"
>;

export const plansOf = (db: ReadableDatabase, serviceId: string | null, withRetired: boolean): KeptPlan[] =>
  db.all<KeptPlan>(
    `SELECT * FROM service_plans WHERE (:serviceId IS NULL OR serviceId = :serviceId)
       AND (isRetired = 0 OR :withRetired = 1)
     ORDER BY isRetired, id`,
    { serviceId, withRetired },
  );

export const findPlan = (db: ReadableDatabase, id: string): KeptPlan | undefined =>
  db.one<KeptPlan>("SELECT * FROM service_plans WHERE id = :id", { id });

export const planProviders = (db: ReadableDatabase, planIds: readonly string[]): Map<string, string[]> => {
  const rows = db.all<{ planId: string; providerId: string }>(
    `SELECT p.* FROM json_each(:planIds) j JOIN plan_providers p ON p.planId = j.value`,
    { planIds: JSON.stringify(planIds) },
  );
  const byPlan = Map.groupBy(rows, ({ planId }) => planId);
  return new Map([...byPlan].map(([planId, of]) => [planId, of.map(({ providerId }) => providerId)]));
};

const putProviders = (db: WritableDatabase, planId: string, providerIds: readonly string[]): void => {
  db.run("DELETE FROM plan_providers WHERE planId = :planId", { planId });
  for (const providerId of providerIds)
    db.run("INSERT INTO plan_providers (planId, providerId) VALUES (:planId, :providerId)", { planId, providerId });
};

export const insertPlan = (
  db: WritableDatabase,
  { providerIds, ...plan }: Omit<KeptPlan, "madeUntil" | "isRetired" | "version"> & { providerIds: readonly string[] },
): void => {
  db.run(
    `INSERT INTO service_plans (id, serviceId, recurrence, fromDate, toDate, startMinute, durationMinutes, breakMinutes,
       sessionCount, placeCount, onHolidays, roomId, lessonCount, title, madeUntil, isRetired, version)
     VALUES (:id, :serviceId, :recurrence, :fromDate, :toDate, :startMinute, :durationMinutes, :breakMinutes,
       :sessionCount, :placeCount, :onHolidays, :roomId, :lessonCount, :title, NULL, 0, 1)`,
    plan,
  );
  putProviders(db, plan.id, providerIds);
};

/** False when someone else saved first. */
export const updatePlan = (
  db: WritableDatabase,
  { providerIds, ...plan }: Omit<KeptPlan, "serviceId" | "madeUntil"> & { providerIds: readonly string[] },
): boolean => {
  const isSaved =
    db.run(
      `UPDATE service_plans SET recurrence = :recurrence, fromDate = :fromDate, toDate = :toDate,
         startMinute = :startMinute, durationMinutes = :durationMinutes, breakMinutes = :breakMinutes,
         sessionCount = :sessionCount, placeCount = :placeCount, onHolidays = :onHolidays, roomId = :roomId,
         lessonCount = :lessonCount, title = :title, isRetired = :isRetired, version = version + 1
       WHERE id = :id AND version = :version`,
      plan,
    ) === 1;
  if (isSaved) putProviders(db, plan.id, providerIds);
  return isSaved;
};

export const setMadeUntil = (
  db: WritableDatabase,
  plan: Pick<KeptPlan, "id" | "version"> & { madeUntil: Day },
): boolean =>
  db.run(
    `UPDATE service_plans SET madeUntil = max(coalesce(madeUntil, :madeUntil), :madeUntil), version = version + 1
     WHERE id = :id AND version = :version`,
    plan,
  ) === 1;

type Turned = { plannedDate: Day; turn: number };

/** Turns that were made already, whether they stand or were cancelled since. */
export const madeTurns = (db: ReadableDatabase, planId: string): (Turned & { isCancelled: boolean })[] =>
  db.all(
    `SELECT plannedDate, turn, state = 'cancelled' AS isCancelled FROM sessions WHERE planId = :planId
     ORDER BY plannedDate, turn`,
    { planId },
  );

export const skippedTurns = (db: ReadableDatabase, planId: string): (Turned & { reason: string })[] =>
  db.all("SELECT plannedDate, turn, reason FROM plan_skips WHERE planId = :planId", { planId });

export const insertSkip = (db: WritableDatabase, skip: Turned & { planId: string; reason: string }): void => {
  db.run(
    `INSERT INTO plan_skips (planId, plannedDate, turn, reason) VALUES (:planId, :plannedDate, :turn, :reason)
     ON CONFLICT DO NOTHING`,
    skip,
  );
};

/** Sessions of plans that stand, by plan. */
export const madeCounts = (db: ReadableDatabase): Map<string, number> =>
  new Map(
    db
      .all<{ planId: string; count: number }>(
        `SELECT planId, count(*) AS count FROM sessions WHERE planId IS NOT NULL AND state = 'open' GROUP BY planId`,
      )
      .map(({ planId, count }) => [planId, count]),
  );

export const planTitles = (db: ReadableDatabase, planIds: readonly string[]): Map<string, string> =>
  new Map(
    db
      .all<{ id: string; title: string }>(
        "SELECT id, title FROM service_plans WHERE id IN (SELECT value FROM json_each(:planIds))",
        { planIds: JSON.stringify(planIds) },
      )
      .map(({ id, title }) => [id, title]),
  );

/** Of courses: which lesson a session is, those that were cancelled not counted. */
export const lessonsOf = (db: ReadableDatabase, planIds: readonly string[]): Map<string, number> =>
  new Map(
    db
      .all<{ id: string; lesson: number }>(
        `SELECT s.id, row_number() OVER (PARTITION BY s.planId ORDER BY s.startAt, s.id) AS lesson
         FROM json_each(:planIds) j JOIN service_plans p ON p.id = j.value AND p.lessonCount IS NOT NULL
         JOIN sessions s ON s.planId = p.id AND s.state = 'open'`,
        { planIds: JSON.stringify(planIds) },
      )
      .map(({ id, lesson }) => [id, lesson]),
  );

export const sessionsOfPlan = (
  db: ReadableDatabase,
  planId: string,
  from: Instant,
): { id: string; startAt: Instant }[] =>
  db.all(
    `SELECT id, startAt FROM sessions WHERE planId = :planId AND state = 'open' AND startAt >= :from
     ORDER BY startAt, id`,
    { planId, from },
  );

/** Plans in use that will hold a room or a provider. */
export const plansHolding = (db: ReadableDatabase, kind: "room" | "provider", id: string): number =>
  db.one<{ count: number }>(
    kind === "room"
      ? "SELECT count(*) AS count FROM service_plans WHERE roomId = :id AND isRetired = 0"
      : `SELECT count(*) AS count FROM plan_providers pp JOIN service_plans p ON p.id = pp.planId
         WHERE pp.providerId = :id AND p.isRetired = 0`,
    { id },
  )?.count ?? 0;
