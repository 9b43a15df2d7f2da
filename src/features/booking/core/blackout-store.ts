import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Blackout } from "../blackout-contract.ts";
import type { Span } from "../holding.ts";

export type KeptBlackout = Omit<Blackout, "resourceName" | "createdByName"> & { createdBy: string };

/** Blackouts that touch a time and hold, of the centre and of everything in it. */
export const blackoutsAt = (db: ReadableDatabase, { startAt, endAt }: Span): KeptBlackout[] =>
  db.all<KeptBlackout>(
    `SELECT * FROM blackouts WHERE withdrawnAt IS NULL AND endAt > :startAt AND startAt < :endAt ORDER BY startAt, id`,
    { startAt, endAt },
  );

export const blackoutsFrom = (db: ReadableDatabase, from: Instant, withWithdrawn: boolean): KeptBlackout[] =>
  db.all<KeptBlackout>(
    `SELECT * FROM blackouts WHERE endAt > :from AND (withdrawnAt IS NULL OR :withWithdrawn = 1) ORDER BY startAt, id`,
    { from, withWithdrawn },
  );

export const findBlackout = (db: ReadableDatabase, id: string): KeptBlackout | undefined =>
  db.one<KeptBlackout>("SELECT * FROM blackouts WHERE id = :id", { id });

export const insertBlackout = (db: WritableDatabase, blackout: Omit<KeptBlackout, "withdrawnAt" | "version">): void => {
  db.run(
    `INSERT INTO blackouts (id, scope, resourceId, startAt, endAt, reason, withdrawnAt, createdAt, createdBy, version)
     VALUES (:id, :scope, :resourceId, :startAt, :endAt, :reason, NULL, :createdAt, :createdBy, 1)`,
    blackout,
  );
};

/** False when someone else saved first. */
export const withdrawBlackout = (
  db: WritableDatabase,
  blackout: Pick<KeptBlackout, "id" | "version"> & { withdrawnAt: Instant },
): boolean =>
  db.run(
    `UPDATE blackouts SET withdrawnAt = :withdrawnAt, version = version + 1
     WHERE id = :id AND version = :version AND withdrawnAt IS NULL`,
    blackout,
  ) === 1;

/** A session that a blackout met when it was said. */
export const insertHit = (db: WritableDatabase, blackoutId: string, sessionId: string): void => {
  db.run("INSERT INTO blackout_hits (blackoutId, sessionId) VALUES (:blackoutId, :sessionId)", {
    blackoutId,
    sessionId,
  });
};

export const hitSessionIds = (db: ReadableDatabase, blackoutId: string): string[] =>
  db
    .all<{ sessionId: string }>("SELECT sessionId FROM blackout_hits WHERE blackoutId = :blackoutId", { blackoutId })
    .map(({ sessionId }) => sessionId);
