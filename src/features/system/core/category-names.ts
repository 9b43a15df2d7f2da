import type { ReadableDatabase } from "#core/database.ts";

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
