import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { migrations } from "#app/migrations.ts";
import { backupsPathOf, databasePathOf, openCentreFolder } from "#core/centre-folder.ts";
import { copyProblem } from "#core/copy.ts";
import { openSqlite } from "#core/database.ts";
import { type Migration, migrate, orderedMigrations, pendingMigrations, schemaVersionOf } from "#core/migrate.ts";
import { temporaryFolder } from "../support/sample-core.ts";

const step = (number: number, sql: string): Migration => ({ number, name: `${number}-step`, sql });
const first = step(1, "CREATE TABLE parents (id TEXT PRIMARY KEY) STRICT");
const second = step(2, "CREATE TABLE children (id TEXT PRIMARY KEY, parentId TEXT REFERENCES parents (id)) STRICT");

const at = "2026-11-20T01:00:00.000Z";
const tablesOf = (path: string) => {
  const file = new Sqlite(path, { readonly: true });
  const names = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  file.close();
  return names;
};

/** Opens a folder with the given steps and closes it again. */
const openOnce = (folder: string, steps: readonly Migration[], work?: (file: Sqlite.Database) => void) => {
  const centre = openCentreFolder(folder, steps, at);
  work?.(centre.file);
  centre.file.close();
  centre.release();
};

const problemOf = (action: () => void): unknown => {
  try {
    action();
    return "none";
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  }
};

describe("the sequence", () => {
  test("is put in order by number", () => {
    expect(orderedMigrations([second, first])).toEqual([first, second]);
  });

  test.each([
    ["a gap", [step(1, ""), step(3, "")]],
    ["a number twice", [step(1, ""), step(2, ""), step(2, "")]],
    ["a start other than 1", [step(2, "")]],
  ])("%s is refused", (_case, steps) => {
    expect(() => orderedMigrations(steps)).toThrow(/missing or doubled/);
  });

  test("of the product is whole, and its names carry their numbers", () => {
    const ordered = orderedMigrations(migrations);
    expect(ordered.map(({ name }) => name)).toEqual(
      ordered.map(({ number }) => expect.stringMatching(new RegExp(`^${String(number).padStart(4, "0")}-[a-z-]+$`))),
    );
  });
});

describe("a step", () => {
  test("that fails leaves nothing of the steps before it", () => {
    const file = openSqlite(":memory:");
    const bad = step(2, "CREATE TABLE half (id TEXT) STRICT; INSERT INTO nowhere VALUES (1)");
    expect(() => migrate(file, [first, bad])).toThrow(/nowhere/);
    expect(file.prepare("SELECT count(*) FROM sqlite_schema").pluck().get()).toBe(0);
    expect(schemaVersionOf(file)).toBe(0);
    expect(file.pragma("foreign_keys", { simple: true })).toBe(1);
  });

  test("may rebuild a table that others point to, but not leave a pointer to nothing", () => {
    const file = openSqlite(":memory:");
    migrate(file, [first, second]);
    file.exec("INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c', 'p')");
    const rebuild = step(
      3,
      `CREATE TABLE fresh (id TEXT PRIMARY KEY, name TEXT) STRICT;
       INSERT INTO fresh (id) SELECT id FROM parents; DROP TABLE parents; ALTER TABLE fresh RENAME TO parents`,
    );
    migrate(file, [rebuild]);
    expect(file.prepare("SELECT * FROM parents").all()).toEqual([{ id: "p", name: null }]);
    expect(() => migrate(file, [step(4, "DELETE FROM parents")])).toThrow(/Foreign keys are broken/);
    expect(schemaVersionOf(file)).toBe(3);
    expect(file.prepare("SELECT count(*) FROM parents").pluck().get()).toBe(1);
    expect(() => file.exec("DELETE FROM parents"), "the keys are on again").toThrow(/FOREIGN KEY/);
  });

  test("runs once", () => {
    const file = openSqlite(":memory:");
    migrate(file, pendingMigrations(file, [first]));
    expect(pendingMigrations(file, [first, second])).toEqual([second]);
    migrate(file, pendingMigrations(file, [first, second]));
    expect(pendingMigrations(file, [first, second])).toEqual([]);
  });
});

describe("a centre's folder", () => {
  test("of an older program is copied, then migrated; the copy is whole and stays at the old version", () => {
    const folder = temporaryFolder();
    openOnce(folder, [first], (file) => file.exec("INSERT INTO parents VALUES ('p')"));
    openOnce(folder, [first, second], (file) => expect(schemaVersionOf(file)).toBe(2));
    expect(readdirSync(backupsPathOf(folder))).toEqual(["before-migration-1-2026-11-20-0900"]);
    const copy = join(backupsPathOf(folder), "before-migration-1-2026-11-20-0900", "centre.sqlite");
    expect(copyProblem(copy)).toBeNull();
    expect(tablesOf(copy)).toEqual(["parents"]);
    const file = new Sqlite(copy, { readonly: true });
    expect(file.prepare("SELECT id FROM parents").pluck().all()).toEqual(["p"]);
    file.close();
  });

  test("that is new or up to date is not copied", () => {
    const folder = temporaryFolder();
    openOnce(folder, [first, second]);
    openOnce(folder, [first, second]);
    expect(readdirSync(folder)).not.toContain("backups");
  });

  test("whose copy cannot be made is not migrated", () => {
    const folder = temporaryFolder();
    openOnce(folder, [first]);
    const before = readFileSync(databasePathOf(folder));
    writeFileSync(backupsPathOf(folder), "a file where the copies should go");
    expect(problemOf(() => openOnce(folder, [first, second]))).not.toBe("none");
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
  });

  test("whose step fails is left as it was, byte for byte", () => {
    const folder = temporaryFolder();
    openOnce(folder, [first], (file) => file.exec("INSERT INTO parents VALUES ('p')"));
    const before = readFileSync(databasePathOf(folder));
    const bad = step(2, "CREATE TABLE half (id TEXT) STRICT; INSERT INTO nowhere VALUES (1)");
    expect(problemOf(() => openOnce(folder, [first, bad]))).toBe("SQLITE_ERROR");
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
    openOnce(folder, [first, second], (file) =>
      expect(file.prepare("SELECT id FROM parents").pluck().all()).toEqual(["p"]),
    );
  });

  test("of a newer program is refused, byte for byte untouched", () => {
    const folder = temporaryFolder();
    openOnce(folder, [first, second]);
    const before = readFileSync(databasePathOf(folder));
    expect(problemOf(() => openOnce(folder, [first]))).toBe("NewerFile");
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
    openOnce(folder, [first, second], (file) => expect(schemaVersionOf(file)).toBe(2));
  });

  test("with the file of another program is refused, byte for byte untouched", () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const other = new Sqlite(databasePathOf(folder));
    other.exec("CREATE TABLE theirs (id INTEGER)");
    other.close();
    const before = readFileSync(databasePathOf(folder));
    expect(problemOf(() => openOnce(folder, [first]))).toBe("NotACentre");
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
  });
});
