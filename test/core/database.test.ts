import { describe, expect, test } from "vitest";
import { databaseOf, openSqlite } from "#core/database.ts";

const opened = () => {
  const file = openSqlite(":memory:");
  file.exec(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, isPublic INTEGER, hasKey INTEGER, canGo INTEGER) STRICT",
  );
  return { file, db: databaseOf(file) };
};

describe("a read that would write", () => {
  test.each([
    "INSERT INTO t (name) VALUES ('x') RETURNING id",
    "DELETE FROM t RETURNING id",
    "UPDATE t SET name = 'x'",
    "CREATE TABLE other (id INTEGER)",
    "PRAGMA user_version = 5",
  ])("throws: %s", (sql) => {
    const { file, db } = opened();
    db.run("INSERT INTO t (name) VALUES ('kept')");
    expect(() => db.all(sql)).toThrow(/A read must not write|not return data/);
    expect(() => db.one(sql)).toThrow(/A read must not write|not return data/);
    expect(db.all("SELECT name FROM t")).toEqual([{ name: "kept" }]);
    expect(file.pragma("user_version", { simple: true })).toBe(0);
  });
});

describe("values", () => {
  test("yes/no columns come back as booleans, also from an expression and as null", () => {
    const { db } = opened();
    db.run("INSERT INTO t (name, isPublic, hasKey, canGo) VALUES (:name, :isPublic, :hasKey, :canGo)", {
      name: "1",
      isPublic: true,
      hasKey: false,
      canGo: null,
    });
    const row = { id: 1, name: "1", isPublic: true, hasKey: false, canGo: null };
    expect(db.one("SELECT * FROM t")).toEqual(row);
    expect(db.all("SELECT * FROM t")).toEqual([row]);
    expect(db.one("SELECT count(*) > 0 AS hasAny, 1 AS island FROM t")).toEqual({ hasAny: true, island: 1 });
  });

  test("an absent value is NULL", () => {
    const { db } = opened();
    db.run("INSERT INTO t (name) VALUES (:name)", { name: undefined });
    expect(db.one("SELECT name FROM t")).toEqual({ name: null });
  });

  test("`one` without a row is undefined, `run` answers with the number of rows changed", () => {
    const { db } = opened();
    expect(db.one("SELECT 1 FROM t")).toBeUndefined();
    for (const name of ["a", "b", "c"]) db.run("INSERT INTO t (name) VALUES (:name)", { name });
    expect(db.run("UPDATE t SET name = 'x' WHERE name <> 'a'")).toBe(2);
    expect(db.run("UPDATE t SET name = 'x' WHERE name = 'nobody'")).toBe(0);
  });

  test("a parameter that the caller forgot is an error and not NULL", () => {
    const { db } = opened();
    expect(() => db.run("INSERT INTO t (name) VALUES (:name)", {})).toThrow(/Missing named parameter/);
  });
});

test("a file is opened as the product keeps it", () => {
  const { file } = opened();
  const settings = ["foreign_keys", "synchronous", "trusted_schema"].map((name) => file.pragma(name, { simple: true }));
  expect(settings).toEqual([1, 2, 0]);
});
