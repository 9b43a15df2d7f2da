import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Matter } from "../catalogue-contract.ts";

export const mattersOf = (db: ReadableDatabase, withRetired: boolean): Matter[] =>
  db.all<Matter>(
    `SELECT id, number, title, keywords, basis, isRetired, version FROM deliberation_matters
     WHERE isRetired = 0 OR :withRetired = 1 ORDER BY number`,
    { withRetired },
  );

export const isNumberTaken = (db: ReadableDatabase, number: number, exceptId: string): boolean =>
  db.one("SELECT 1 FROM deliberation_matters WHERE number = :number AND id <> :exceptId", { number, exceptId }) !==
  undefined;

export const hasMatter = (db: ReadableDatabase, id: string): boolean =>
  db.one("SELECT 1 FROM deliberation_matters WHERE id = :id", { id }) !== undefined;

export const insertMatter = (db: WritableDatabase, matter: Omit<Matter, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO deliberation_matters (id, number, title, keywords, basis, isRetired, version)
     VALUES (:id, :number, :title, :keywords, :basis, 0, 1)`,
    matter,
  );
};

/** False when someone else saved first. */
export const updateMatter = (db: WritableDatabase, matter: Matter): boolean =>
  db.run(
    `UPDATE deliberation_matters SET number = :number, title = :title, keywords = :keywords, basis = :basis,
       isRetired = :isRetired, version = version + 1 WHERE id = :id AND version = :version`,
    matter,
  ) === 1;
