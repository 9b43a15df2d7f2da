import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { runningImportIds } from "#features/system/core/import-store.ts";

export type ImportedAppeal = { id: string; series: string; year: number; number: number; version: number };

/** Whether an appeal of this centre bears that number, 诉〔2026〕12号. */
export const isOwnNumber = (db: ReadableDatabase, text: string): boolean => {
  const found = /^([诉史])〔(\d{4})〕(\d+)号$/.exec(text);
  if (!found) return false;
  const [, series = "", year, number] = found;
  const asked = { series, year: Number(year), number: Number(number) };
  return (
    db.one("SELECT 1 FROM appeals WHERE series = :series AND year = :year AND number = :number", asked) !== undefined
  );
};

export const appealBySource = (db: ReadableDatabase, sourceKey: string): { sourceDigest: string } | undefined =>
  db.one("SELECT sourceDigest FROM appeals WHERE sourceKey = :sourceKey", { sourceKey });

export const appealsOfImport = (db: ReadableDatabase, importId: string, limit: number): ImportedAppeal[] =>
  db.all("SELECT id, series, year, number, version FROM appeals WHERE importId = :importId ORDER BY id LIMIT :limit", {
    importId,
    limit,
  });

/** Which of these are rows of an import that is not over. */
export const importingAmong = (db: ReadableDatabase, ids: readonly string[]): Set<string> => {
  const importIds = runningImportIds(db);
  if (importIds.length === 0) return new Set();
  const rows = db.all<{ id: string }>(
    `SELECT a.id FROM json_each(:ids) j JOIN appeals a ON a.id = j.value
     WHERE a.importId IN (SELECT value FROM json_each(:importIds))`,
    { ids: JSON.stringify(ids), importIds: JSON.stringify(importIds) },
  );
  return new Set(rows.map(({ id }) => id));
};

export const deleteAppeal = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM appeals WHERE id = :id", { id });
};

/** An appeal that a colleague has worked on since stays, though its import is taken back. */
export const keepAppeal = (db: WritableDatabase, id: string): void => {
  db.run("UPDATE appeals SET importId = NULL WHERE id = :id", { id });
};

export const gridIdByName = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM grids WHERE name = :name", { name })?.id;
