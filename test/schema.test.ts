import { expect, test } from "vitest";
import { migrations } from "#app/migrations.ts";
import { openSqlite } from "#core/database.ts";
import { migrate, pendingMigrations } from "#core/migrate.ts";

type Entry = { type: string; name: string; table: string; sql: string };
type Table = { name: string; type: "table" | "virtual" | "shadow" | "view"; isStrict: number; isWithoutRowid: number };
type ForeignKey = { id: number; column: string };
type Column = { name: string; type: string; pk: number };

const file = openSqlite(":memory:");
migrate(file, pendingMigrations(file, migrations));

const tables = (
  file
    .prepare(
      `SELECT name, type, strict AS isStrict, wr AS isWithoutRowid FROM pragma_table_list
       WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all() as Table[]
).filter(({ type }) => type !== "shadow");
const ordinary = tables.filter(({ type }) => type === "table").map(({ name }) => name);

const entries = (
  file
    .prepare("SELECT type, name, tbl_name AS 'table', sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    .all() as Entry[]
).filter(({ table }) => tables.some(({ name }) => name === table));

const sqlOf = (table: string) => entries.find(({ type, name }) => type === "table" && name === table)?.sql ?? "";
const columnsOf = (table: string) => file.pragma(`table_info(${table})`) as Column[];

const columns = ordinary.flatMap((table) => columnsOf(table).map(({ name }) => ({ table, name })));

const foreignKeysOf = (table: string): string[][] => {
  const rows = file
    .prepare('SELECT id, "from" AS "column" FROM pragma_foreign_key_list(?) ORDER BY id, seq')
    .all(table) as ForeignKey[];
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((parts) => parts.map(({ column }) => column));
};

/** The columns of each index that can answer for every row with a value: whole ones, and partial ones WHERE x IS NOT NULL. */
const indexesOf = (table: string): string[][] => {
  const list = file.pragma(`index_list(${table})`) as { name: string; partial: number }[];
  const found = list
    .map(({ name, partial }) => ({
      partial,
      sql: entries.find((entry) => entry.name === name)?.sql ?? "",
      columns: (file.pragma(`index_info(${name})`) as { name: string }[]).map((column) => column.name),
    }))
    .filter(({ partial, sql, columns }) => partial === 0 || new RegExp(`WHERE ${columns[0]} IS NOT NULL$`).test(sql))
    .map(({ columns }) => columns);
  const rowid = columnsOf(table).filter(({ pk, type }) => pk > 0 && type === "INTEGER");
  return rowid.length === 1 ? [...found, rowid.map(({ name }) => name)] : found;
};

test("the schema is the one to read", async () => {
  const text = entries.map(({ sql }) => `${sql};\n`).join("\n");
  await expect(text).toMatchFileSnapshot("./schema.snapshot.sql");
});

test("every table is STRICT", () => {
  const lax = tables.filter(({ type, isStrict }) => type === "table" && isStrict === 0);
  expect(lax).toEqual([]);
});

test("tables are snake_case, columns camelCase", () => {
  expect(ordinary.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
  expect(columns.filter(({ name }) => !/^[a-z][a-zA-Z0-9]*$/.test(name))).toEqual([]);
});

test("every foreign key has an index behind it", () => {
  const bare = ordinary.flatMap((table) => {
    const indexes = indexesOf(table);
    const isBacked = (key: readonly string[]) =>
      indexes.some((index) => key.every((column) => index.slice(0, key.length).includes(column)));
    return foreignKeysOf(table)
      .filter((key) => !isBacked(key))
      .map((key) => `${table} (${key.join(", ")})`);
  });
  expect(bare).toEqual([]);
});

test("every state is one of the states named in a CHECK", () => {
  const named = columns.filter(({ name }) => name === "state");
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ table }) => !/\bCHECK\s*\(\s*state IN \(/.test(sqlOf(table)))).toEqual([]);
});

test("every yes/no column is 0 or 1", () => {
  const yesNo = columns.filter(({ name }) => /^(?:is|has|can)[A-Z]/.test(name));
  expect(yesNo.length).toBeGreaterThan(0);
  const open = yesNo.filter(
    ({ table, name }) => !new RegExp(`CHECK\\s*\\(\\s*${name} IN \\(0, 1\\)`).test(sqlOf(table)),
  );
  expect(open).toEqual([]);
});
