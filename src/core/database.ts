import Sqlite from "better-sqlite3";

export type SqlValue = string | number | boolean | null | undefined;
export type Params = Readonly<Record<string, SqlValue>>;
export type SqliteFile = Sqlite.Database;

/** What a query may do. A column named `isX`, `hasX` or `canX` comes back as a boolean. */
export interface ReadableDatabase {
  one<Row>(sql: string, params?: Params): Row | undefined;
  all<Row>(sql: string, params?: Params): Row[];
}

/** What a command may do besides. */
export interface WritableDatabase extends ReadableDatabase {
  /** The number of rows changed. */
  run(sql: string, params?: Params): number;
}

/**
 * Opens a file as the product keeps it: WAL, every commit on the disk before it is acknowledged. A buffer is the
 * content of a file, opened in memory.
 */
export const openSqlite = (path: string | Buffer): SqliteFile => {
  const file = new Sqlite(path);
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.pragma("foreign_keys = ON");
  file.pragma("trusted_schema = OFF");
  // Otherwise INSERT OR REPLACE would take a row away without asking the triggers that keep it.
  file.pragma("recursive_triggers = ON");
  file.pragma("temp_store = MEMORY");
  file.pragma("cache_size = -32000");
  return file;
};

type Prepared = { statement: Sqlite.Statement; yesNoColumns: readonly string[] };

const yesNo = /^(?:is|has|can)[A-Z]/;

const bound = (params: Params): Record<string, string | number | null> => {
  const values: Record<string, string | number | null> = {};
  for (const key in params) {
    const value = params[key];
    values[key] = value === undefined ? null : value === true ? 1 : value === false ? 0 : value;
  }
  return values;
};

/** Statements are prepared once per SQL text. */
export const databaseOf = (file: SqliteFile): WritableDatabase => {
  const prepared = new Map<string, Prepared>();

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = file.prepare(sql);
    const yesNoColumns = statement.reader
      ? statement
          .columns()
          .map((column) => column.name)
          .filter((name) => yesNo.test(name))
      : [];
    const fresh = { statement, yesNoColumns };
    prepared.set(sql, fresh);
    return fresh;
  };

  const reading = (sql: string): Prepared => {
    const found = prepare(sql);
    if (!found.statement.readonly) throw new Error(`A read must not write: ${sql}`);
    return found;
  };

  const withYesNo = (row: unknown, names: readonly string[]) => {
    const record = row as Record<string, unknown>;
    for (const name of names) if (record[name] !== null) record[name] = record[name] === 1;
    return row;
  };

  return {
    one: <Row>(sql: string, params: Params = {}) => {
      const { statement, yesNoColumns } = reading(sql);
      const row = statement.get(bound(params));
      return (row === undefined ? undefined : withYesNo(row, yesNoColumns)) as Row | undefined;
    },
    all: <Row>(sql: string, params: Params = {}) => {
      const { statement, yesNoColumns } = reading(sql);
      const rows = statement.all(bound(params));
      if (yesNoColumns.length > 0) for (const row of rows) withYesNo(row, yesNoColumns);
      return rows as Row[];
    },
    run: (sql: string, params: Params = {}) => prepare(sql).statement.run(bound(params)).changes,
  };
};
