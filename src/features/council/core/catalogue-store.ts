import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Matter } from "../catalogue-contract.ts";

export const mattersOf = (db: ReadableDatabase, withRetired: boolean): Matter[] =>
  db.all<Matter>(
    `SELECT id, number, title, keywords, categoryCodes, basis, isRetired, version FROM deliberation_matters
     WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, number, id`,
    { withRetired },
  );

/** The matter in force under a number, but for one. */
export const deliberationUnder = (
  db: ReadableDatabase,
  number: number,
  exceptId: string,
): Pick<Matter, "id" | "title"> | undefined =>
  db.one("SELECT id, title FROM deliberation_matters WHERE number = :number AND isRetired = 0 AND id <> :exceptId", {
    number,
    exceptId,
  });

export const hasMatter = (db: ReadableDatabase, id: string): boolean =>
  db.one("SELECT 1 FROM deliberation_matters WHERE id = :id", { id }) !== undefined;

export const nextDeliberationNumber = (db: ReadableDatabase): number =>
  (db.one<{ number: number }>("SELECT coalesce(max(number), 0) AS number FROM deliberation_matters WHERE isRetired = 0")
    ?.number ?? 0) + 1;

export const insertMatter = (
  db: WritableDatabase,
  matter: Omit<Matter, "isRetired" | "version"> & { importId: string | null },
): void => {
  db.run(
    `INSERT INTO deliberation_matters (id, number, title, keywords, categoryCodes, basis, isRetired, importId, version)
     VALUES (:id, :number, :title, :keywords, :categoryCodes, :basis, 0, :importId, 1)`,
    matter,
  );
};

/** False when someone else saved first. */
export const updateMatter = (db: WritableDatabase, matter: Matter): boolean =>
  db.run(
    `UPDATE deliberation_matters SET number = :number, title = :title, keywords = :keywords,
       categoryCodes = :categoryCodes, basis = :basis, isRetired = :isRetired, retiredByImportId = NULL,
       version = version + 1
     WHERE id = :id AND version = :version`,
    matter,
  ) === 1;

/** The catalogue that was in force gives way to the one of an import. */
export const retireCatalogueFor = (db: WritableDatabase, importId: string): void => {
  db.run(
    `UPDATE deliberation_matters SET isRetired = 1, retiredByImportId = :importId
     WHERE isRetired = 0 AND (importId IS NULL OR importId <> :importId)`,
    { importId },
  );
};

/** Takes up again what an import put away, where the number is still free. */
export const reviveCatalogueAfter = (db: WritableDatabase, importId: string, id: string | null): number =>
  db.run(
    `UPDATE deliberation_matters SET isRetired = 0, retiredByImportId = NULL
     WHERE retiredByImportId = :importId AND (:id IS NULL OR id = :id) AND NOT EXISTS (
       SELECT 1 FROM deliberation_matters o WHERE o.number = deliberation_matters.number AND o.isRetired = 0)`,
    { importId, id },
  );

/** Takes back what an import wrote and nobody changed since; the rest stays and belongs to no import any more. */
export const takeCatalogueBack = (db: WritableDatabase, importId: string, limit: number): number => {
  const rows = db.all<{ id: string; version: number }>(
    "SELECT id, version FROM deliberation_matters WHERE importId = :importId ORDER BY id LIMIT :limit",
    { importId, limit },
  );
  for (const { id, version } of rows)
    db.run(
      version === 1
        ? "DELETE FROM deliberation_matters WHERE id = :id"
        : "UPDATE deliberation_matters SET importId = NULL WHERE id = :id",
      { id },
    );
  return rows.length;
};
