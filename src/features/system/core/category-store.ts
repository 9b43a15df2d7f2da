import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Category } from "../category-contract.ts";

/** Names of categories for a list; `path` is the whole way down, 物业管理 / 电梯. */
export const categoriesByCode = (
  db: ReadableDatabase,
  codes: readonly string[],
): Map<string, { name: string; path: string }> =>
  new Map(
    db
      .all<{ code: string; name: string; path: string }>(
        "SELECT code, name, path FROM categories WHERE code IN (SELECT value FROM json_each(:codes))",
        { codes: JSON.stringify(codes) },
      )
      .map(({ code, name, path }) => [code, { name, path }]),
  );

export const categoriesOf = (db: ReadableDatabase, withRetired: boolean): Category[] =>
  db.all(
    `SELECT code, parentCode, level, name, path, isRetired, version FROM categories
     WHERE isRetired = 0 OR :withRetired = 1 ORDER BY code`,
    { withRetired },
  );

export const findCategory = (db: ReadableDatabase, code: string): Category | undefined =>
  db.one("SELECT code, parentCode, level, name, path, isRetired, version FROM categories WHERE code = :code", { code });

/** A category's own code and those of all below it. */
export const codesBelow = (db: ReadableDatabase, code: string): string[] =>
  db
    .all<{ code: string }>(
      `WITH RECURSIVE below (code) AS (
         SELECT :code UNION ALL SELECT c.code FROM categories c JOIN below b ON c.parentCode = b.code
       ) SELECT code FROM below`,
      { code },
    )
    .map((row) => row.code);

/** A category's own code and those of all above it, the nearest first. */
export const codesAbove = (db: ReadableDatabase, code: string): string[] =>
  db
    .all<{ code: string }>(
      `WITH RECURSIVE above (code, parentCode, step) AS (
         SELECT code, parentCode, 0 FROM categories WHERE code = :code
         UNION ALL SELECT c.code, c.parentCode, a.step + 1 FROM categories c JOIN above a ON c.code = a.parentCode
       ) SELECT code FROM above ORDER BY step`,
      { code },
    )
    .map((row) => row.code);

export const isPathTaken = (db: ReadableDatabase, path: string, exceptCode: string): boolean =>
  db.one("SELECT 1 FROM categories WHERE path = :path AND code <> :exceptCode", { path, exceptCode }) !== undefined;

/** False when someone else saved first. */
export const updateCategory = (
  db: WritableDatabase,
  category: Pick<Category, "code" | "name" | "path" | "isRetired" | "version">,
): boolean =>
  db.run(
    `UPDATE categories SET name = :name, path = :path, isRetired = :isRetired, version = version + 1
     WHERE code = :code AND version = :version`,
    category,
  ) === 1;

/** A renamed category takes the paths of all below it along. */
export const movePathsBelow = (db: WritableDatabase, oldPath: string, newPath: string): void => {
  db.run(
    `UPDATE categories SET path = :newPath || substr(path, length(:oldPath) + 1)
     WHERE substr(path, 1, length(:oldPath) + 3) = :oldPath || ' / '`,
    { oldPath, newPath },
  );
};

/** Retires what lies below a category, or takes back into use what lies above it, when it goes that way itself. */
export const retireAlong = (db: WritableDatabase, { path, isRetired }: Pick<Category, "path" | "isRetired">): void => {
  db.run(
    isRetired
      ? "UPDATE categories SET isRetired = 1 WHERE substr(path, 1, length(:path) + 3) = :path || ' / '"
      : "UPDATE categories SET isRetired = 0 WHERE substr(:path, 1, length(path) + 3) = path || ' / '",
    { path },
  );
};

/** A page of all categories by code. */
export const categoriesAfter = (db: ReadableDatabase, after: string | null, limit: number): Category[] =>
  db.all(
    `SELECT code, parentCode, level, name, path, isRetired, version FROM categories
     WHERE :after IS NULL OR code > :after ORDER BY code LIMIT :limit`,
    { after, limit },
  );

export const categoryAt = (db: ReadableDatabase, path: string): Category | undefined =>
  db.one("SELECT code, parentCode, level, name, path, isRetired, version FROM categories WHERE path = :path", { path });

export const insertCategory = (
  db: WritableDatabase,
  category: Omit<Category, "isRetired" | "version"> & { importId: string | null },
): void => {
  db.run(
    `INSERT INTO categories (code, parentCode, level, name, path, isRetired, importId, version)
     VALUES (:code, :parentCode, :level, :name, :path, 0, :importId, 1)`,
    category,
  );
};

/** A code that is free: two digits for each level, counted on behind what stands under the same parent. */
export const nextCode = (db: ReadableDatabase, parentCode: string | null): string => {
  const prefix = parentCode === null ? "" : `${parentCode}-`;
  const taken = db
    .all<{ code: string }>("SELECT code FROM categories WHERE parentCode IS :parentCode", { parentCode })
    .map(({ code }) => (code.startsWith(prefix) ? Number(code.slice(prefix.length)) : Number.NaN))
    .filter((value) => Number.isInteger(value));
  for (let value = Math.max(0, ...taken) + 1; ; value += 1) {
    const code = `${prefix}${String(value).padStart(2, "0")}`;
    if (!findCategory(db, code)) return code;
  }
};

/** The lowest levels first, as they have to be deleted. */
export const codesOfImport = (db: ReadableDatabase, importId: string, limit: number): string[] =>
  db
    .all<{ code: string }>(
      "SELECT code FROM categories WHERE importId = :importId ORDER BY level DESC, code DESC LIMIT :limit",
      { importId, limit },
    )
    .map(({ code }) => code);

export const deleteCategory = (db: WritableDatabase, code: string): void => {
  db.run("DELETE FROM categories WHERE code = :code", { code });
};

/** Keeps a category that somebody uses already, though its import is taken back. */
export const keepCategory = (db: WritableDatabase, code: string): void => {
  db.run("UPDATE categories SET importId = NULL WHERE code = :code", { code });
};

/**
 * The code of the category that some names mean, from the top down: the path itself, or a code, or a name that only
 * one category bears.
 */
export const categoryNamed = (db: ReadableDatabase, names: readonly string[]): string | undefined => {
  const path = names.join(" / ");
  const last = names.at(-1) ?? "";
  const found = categoryAt(db, path)?.code ?? findCategory(db, last)?.code;
  if (found !== undefined) return found;
  const bearers = db.all<{ code: string }>("SELECT code FROM categories WHERE name = :last LIMIT 2", { last });
  return bearers.length === 1 ? bearers[0]?.code : undefined;
};
