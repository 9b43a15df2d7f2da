import type { WritableDatabase } from "#core/database.ts";
import { isStillReferenced } from "#core/import-back.ts";
import { unindex } from "#core/search.ts";

/** What the imports of lists make, besides residents and homes. */
type MadeTable = "grid_posts" | "contacts" | "organisations" | "buildings" | "estates" | "grids";

/** Takes back what nobody changed and nothing refers to; the rest stays and belongs to no import any more. */
export const takeRowsBack = (db: WritableDatabase, table: MadeTable, importId: string, limit: number): number => {
  const rows = db.all<{ id: string; version: number }>(
    `SELECT id, version FROM ${table} WHERE importId = :importId ORDER BY id LIMIT :limit`,
    { importId, limit },
  );
  for (const { id, version } of rows) {
    const isHeld = version > 1 || isStillReferenced(() => void db.run(`DELETE FROM ${table} WHERE id = :id`, { id }));
    if (isHeld) db.run(`UPDATE ${table} SET importId = NULL WHERE id = :id`, { id });
    else unindex(db, id);
  }
  return rows.length;
};

/** Puts a building that has no grid into one. */
export const joinGrid = (
  db: WritableDatabase,
  building: { buildingId: string; gridId: string; importId: string },
): void => {
  db.run(
    `UPDATE buildings SET gridId = :gridId, gridImportId = :importId, version = version + 1
     WHERE id = :buildingId AND gridId IS NULL`,
    building,
  );
};

/** Takes buildings out of the grids into which an import put them, but for those that a person saved since. */
export const leaveGrids = (db: WritableDatabase, importId: string, limit: number): number =>
  db.run(
    // A building that the same import made in an earlier row goes back to how it was made.
    `UPDATE buildings SET gridId = NULL, gridImportId = NULL,
       version = CASE WHEN importId = :importId AND version = 2 THEN 1 ELSE version + 1 END
     WHERE id IN (SELECT id FROM buildings WHERE gridImportId = :importId ORDER BY id LIMIT :limit)`,
    { importId, limit },
  );
