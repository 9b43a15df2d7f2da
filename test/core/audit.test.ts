import { describe, expect, test } from "vitest";
import { verifyAuditPart } from "#core/audit.ts";
import { openTestCore } from "../support/test-core.ts";

/** Six rows of ordinary work, and the triggers gone: what somebody with the file in hands can do. */
const tampered = () => {
  const core = openTestCore();
  const admin = core.as("admin");
  for (let version = 1; version <= 4; version += 1)
    admin.ok("system.changeSettings", { ...admin.ok("system.settings", {}), version });
  const { file } = core;
  const rows = Number(file.prepare("SELECT count(*) FROM audit_log").pluck().get());
  const triggers = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'audit%'");
  for (const name of triggers.pluck().all()) file.exec(`DROP TRIGGER ${name}`);
  const verdict = () => admin.ok("system.verifyAudit", {});
  expect(verdict()).toMatchObject({ checked: rows, brokenAt: null });
  return { ...core, file, rows, verdict };
};

describe("the chain finds", () => {
  test.each([
    ["the time", "UPDATE audit_log SET at = '2026-11-19T01:00:00.000Z' WHERE id = 3"],
    ["the account", "UPDATE audit_log SET accountId = 'x' WHERE id = 3"],
    ["the operation", "UPDATE audit_log SET operation = 'system.lock' WHERE id = 3"],
    ["the subject", "UPDATE audit_log SET subjectId = 'x' WHERE id = 3"],
    ["the request", "UPDATE audit_log SET requestId = NULL WHERE id = 3"],
    ["the hash of the payload", "UPDATE audit_log SET payloadHash = 'x' WHERE id = 3"],
    ["the link", "UPDATE audit_log SET previousHash = 'x' WHERE id = 3"],
    ["the hash", "UPDATE audit_log SET hash = 'x' WHERE id = 3"],
    ["the payload", "UPDATE audit_payloads SET payload = json_set(payload, '$.name', 'x') WHERE auditId = 3"],
    ["the salt", "UPDATE audit_payloads SET salt = 'x' WHERE auditId = 3"],
    ["a payload emptied without an erasing", "UPDATE audit_payloads SET payload = NULL WHERE auditId = 3"],
    ["a payload taken away", "DELETE FROM audit_payloads WHERE auditId = 3"],
  ])("a change of %s", (_case, sql) => {
    const { file, verdict } = tampered();
    expect(file.prepare(sql).run().changes).toBe(1);
    expect(verdict().brokenAt).toBe(3);
  });

  test("a row taken away, at the row behind it", () => {
    const { file, verdict } = tampered();
    file.pragma("foreign_keys = OFF");
    file.exec("DELETE FROM audit_payloads WHERE auditId = 3; DELETE FROM audit_log WHERE id = 3");
    expect(verdict()).toMatchObject({ checked: 2, brokenAt: 4 });
  });

  test("the first row taken away", () => {
    const { file, verdict } = tampered();
    file.pragma("foreign_keys = OFF");
    file.exec("DELETE FROM audit_payloads WHERE auditId = 1; DELETE FROM audit_log WHERE id = 1");
    expect(verdict()).toMatchObject({ checked: 0, brokenAt: 2 });
  });

  test("two rows that changed places", () => {
    const { file, verdict } = tampered();
    file.pragma("foreign_keys = OFF");
    file.exec(`UPDATE audit_log SET id = -3 WHERE id = 3; UPDATE audit_log SET id = 3 WHERE id = 4;
      UPDATE audit_log SET id = 4 WHERE id = -3`);
    expect(verdict().brokenAt).toBe(3);
  });
});

describe("the chain stands", () => {
  test("after an erasing that names the row of its own", () => {
    const { file, verdict, rows } = tampered();
    file
      .prepare("UPDATE audit_payloads SET salt = NULL, payload = NULL, reply = NULL, erasedBy = ? WHERE auditId = 3")
      .run(rows);
    expect(verdict()).toMatchObject({ checked: rows, brokenAt: null });
  });

  test("read in parts as in one", () => {
    const { db, rows, verdict } = tampered();
    const parts: number[] = [];
    let afterId: number | null = 0;
    let hash = "";
    while (afterId !== null) {
      const part = verifyAuditPart(db, afterId, 2);
      expect(part.brokenAt).toBeNull();
      parts.push(part.checked);
      hash = part.hash;
      afterId = part.lastId;
    }
    expect(parts.reduce((sum, checked) => sum + checked, 0)).toBe(rows);
    expect(hash).toBe(verdict().hash);
  });

  test("read on from a row that was taken away it does not", () => {
    const { file, db } = tampered();
    file.pragma("foreign_keys = OFF");
    file.exec("DELETE FROM audit_payloads WHERE auditId = 2; DELETE FROM audit_log WHERE id = 2");
    expect(verifyAuditPart(db, 2, 10).brokenAt).toBe(3);
  });
});

describe("the file itself refuses", () => {
  test.each([
    ["to drop a row", "DELETE FROM audit_log WHERE id = 1", /append-only/],
    ["to change a row", "UPDATE audit_log SET at = '' WHERE id = 1", /append-only/],
    ["to drop a payload", "DELETE FROM audit_payloads WHERE auditId = 1", /append-only/],
    ["to change a payload", "UPDATE audit_payloads SET payload = '{}' WHERE auditId = 1", /only be emptied/],
    [
      "to empty a payload without naming the erasing",
      "UPDATE audit_payloads SET salt = NULL, payload = NULL, reply = NULL WHERE auditId = 1",
      /only be emptied/,
    ],
    [
      "to name an erasing that is not there",
      "UPDATE audit_payloads SET salt = NULL, payload = NULL, reply = NULL, erasedBy = 99999 WHERE auditId = 1",
      /FOREIGN KEY/,
    ],
    [
      "to replace a row",
      "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log WHERE id = 1",
      /append-only|FOREIGN/,
    ],
    [
      "to replace a payload",
      "INSERT OR REPLACE INTO audit_payloads (auditId, salt, payload, reply) VALUES (1, 's', 'p', 'r')",
      /append-only/,
    ],
  ])("%s", (_case, sql, message) => {
    const { file } = openTestCore();
    expect(() => file.exec(sql)).toThrow(message);
  });
});
