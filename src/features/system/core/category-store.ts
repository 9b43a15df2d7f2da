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
