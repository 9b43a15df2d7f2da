import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Change } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { afterCommits, openSampleCore, temporaryFolder } from "../support/sample-core.ts";

const requestId = "0198a5c0-0000-7000-8000-00000000000a";
const notesIn = (db: ReadableDatabase) => db.all("SELECT body FROM sample_notes ORDER BY id");
const auditIn = (db: ReadableDatabase) =>
  db.all<{ operation: string; payload: string }>(
    "SELECT a.operation, p.payload FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id ORDER BY a.id",
  );
const count = (db: ReadableDatabase) => auditIn(db).length;

beforeEach(() => {
  afterCommits.length = 0;
});

describe("one operation", () => {
  test("writes, leaves one audit row and one event, tells of it, and answers", () => {
    const { core, db, as } = openSampleCore();
    const clerk = as("clerk");
    const changes: Change[] = [];
    core.onChange((change) => changes.push(change));
    const before = count(db);
    const reply = clerk("sample.addNote", { body: "一" });
    const id = reply.ok ? (reply.value as { id: string }).id : "";
    expect(reply).toEqual({ ok: true, value: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    expect(notesIn(db)).toEqual([{ body: "一" }]);
    expect(auditIn(db).slice(before)).toEqual([
      { operation: "sample.addNote", payload: JSON.stringify({ body: "一", about: null }) },
    ]);
    expect(timelineOf(db, "note", id)).toMatchObject([{ kind: "added", recordedBy: "clerk", details: null }]);
    expect(changes).toEqual([{ slices: ["sample"], bySession: clerk.sessionId }]);
    expect(afterCommits).toEqual([id]);
  });

  test.each(["sample.nothing", "", "constructor", "__proto__", "toString", "hasOwnProperty"])(
    "%j is no operation",
    (name) => {
      const { core, as } = openSampleCore();
      expect(core.handle(as("clerk").sessionId, name, {})).toEqual({
        ok: false,
        code: "InvalidInput",
        fields: [{ path: "", message: "没有这个操作" }],
      });
    },
  );

  test("a session that was closed, or never was, is signed out", () => {
    const { core, as } = openSampleCore();
    const clerk = as("clerk");
    core.closeSession(clerk.sessionId);
    expect(clerk("sample.notes")).toEqual({ ok: false, code: "NotSignedIn" });
    expect(core.handle("made-up", "sample.notes", {})).toEqual({ ok: false, code: "NotSignedIn" });
  });

  test("names the slices that a command changes, each once", () => {
    const { core, as } = openSampleCore();
    const clerk = as("clerk");
    const changes: Change[] = [];
    const stop = core.onChange((change) => changes.push(change));
    clerk("sample.tellOthers");
    expect(changes).toEqual([{ slices: ["sample", "other"], bySession: clerk.sessionId }]);
    stop();
    clerk("sample.tellOthers");
    expect(changes).toHaveLength(1);
  });

  test("a quiet one leaves no audit row and tells nobody", () => {
    const { core, db, as } = openSampleCore();
    const clerk = as("clerk");
    const changes: Change[] = [];
    core.onChange((change) => changes.push(change));
    const before = count(db);
    expect(clerk("sample.keepQuiet", {}, requestId)).toEqual({ ok: true, value: { done: true } });
    expect([changes, count(db)]).toEqual([[], before]);
  });

  test("wrong input is named field by field, and nothing runs", () => {
    const { as, db } = openSampleCore();
    const reply = as("clerk")("sample.changeNote", { id: 5, version: "x" });
    expect(reply).toMatchObject({ ok: false, code: "InvalidInput" });
    expect(reply.ok ? [] : reply.fields?.map(({ path }) => path)).toEqual(["id", "body", "version"]);
    expect(notesIn(db)).toEqual([]);
  });

  test("who may not is refused before the input is looked at", () => {
    const { as } = openSampleCore();
    expect(as("viewer")("sample.addNote", "nonsense")).toEqual({ ok: false, code: "NotAllowed" });
    expect(as("nobody")("sample.addNote", "nonsense")).toEqual({ ok: false, code: "NotSignedIn" });
  });

  test("after closing, everything is answered with Closed", () => {
    const { core, as } = openSampleCore();
    const clerk = as("clerk");
    core.close();
    core.close();
    expect(clerk("sample.notes")).toEqual({ ok: false, code: "Closed" });
    expect(core.mayAddFiles(clerk.sessionId)).toBe(false);
  });

  test.each([
    ["nobody", false],
    ["viewer", false],
    ["admin", true],
    ["clerk", true],
    ["director", true],
  ] as const)("%s may add files: %s", (role, expected) => {
    const { core, as } = openSampleCore();
    expect(core.mayAddFiles(as(role).sessionId)).toBe(expected);
  });
});

describe("what is refused or breaks", () => {
  test("a declared refusal rolls back and carries its details", () => {
    const { as, db } = openSampleCore();
    const clerk = as("clerk");
    clerk("sample.addNote", { body: "一" });
    const before = count(db);
    expect(clerk("sample.addNote", { body: "一" })).toMatchObject({
      ok: false,
      code: "NoteTaken",
      details: { body: "一" },
    });
    expect(count(db)).toBe(before);
  });

  test.each([
    ["sample.breakAfterWriting", /broken on purpose/],
    ["sample.refuseUndeclared", /NobodyDeclaredThis/],
    ["sample.answerNonsense", /done/],
    ["sample.writeWhileReading", /A read must not write/],
  ] as const)("%s writes nothing, tells nobody, and is logged in full", (name, message) => {
    const { core, as, db, log } = openSampleCore();
    const clerk = as("clerk");
    clerk("sample.addNote", { body: "一" });
    afterCommits.length = 0;
    const before = count(db);
    const changes: Change[] = [];
    core.onChange((change) => changes.push(change));
    expect(clerk(name)).toEqual({ ok: false, code: "Internal" });
    expect(notesIn(db)).toEqual([{ body: "一" }]);
    expect([count(db), changes, afterCommits]).toEqual([before, [], []]);
    expect(log).toMatchObject([{ operation: name, error: { message: expect.stringMatching(message) } }]);
    expect(clerk("sample.addNote", { body: "二" }), "the engine goes on").toMatchObject({ ok: true });
  });

  test("what breaks after the commit is logged and does not deny what was saved", () => {
    const { core, as, db, log } = openSampleCore();
    const clerk = as("clerk");
    const changes: Change[] = [];
    core.onChange(() => {
      throw new Error("a listener broke");
    });
    core.onChange((change) => changes.push(change));
    expect(clerk("sample.breakAfterCommit")).toEqual({ ok: true, value: { done: true } });
    expect(notesIn(db)).toEqual([{ body: "whole" }]);
    expect(changes).toHaveLength(1);
    expect(log.map(({ error }) => (error as Error).message)).toEqual(["broken afterwards", "a listener broke"]);
  });

  test("who saves an old version is told so", () => {
    const { as } = openSampleCore();
    const clerk = as("clerk");
    const reply = clerk("sample.addNote", { body: "一" });
    const note = { id: reply.ok ? (reply.value as { id: string }).id : "", body: "二", version: 1 };
    expect(clerk("sample.changeNote", note)).toEqual({ ok: true, value: { id: note.id, version: 2 } });
    expect(clerk("sample.changeNote", note)).toMatchObject({ ok: false, code: "Conflict" });
  });

  test("a full disk is said to be one; nothing of the command is left, and the desk goes on once there is room", () => {
    const { as, db, file, log } = openSampleCore({ path: join(temporaryFolder(), "full.sqlite") });
    const clerk = as("clerk");
    clerk("sample.addNote", { body: "一" });
    const before = count(db);
    file.pragma(`max_page_count = ${file.pragma("page_count", { simple: true })}`);
    const body = "满".repeat(1_000_000);
    expect(clerk("sample.addNote", { body })).toEqual({ ok: false, code: "DiskFull" });
    expect(notesIn(db)).toEqual([{ body: "一" }]);
    expect([count(db), file.inTransaction, log.length]).toEqual([before, false, 1]);
    file.pragma("max_page_count = 1073741823");
    expect(clerk("sample.addNote", { body })).toMatchObject({ ok: true });
  });

  test("a folder that takes no writing is said to be one, and reading goes on", () => {
    const { as, file } = openSampleCore();
    const clerk = as("clerk");
    file.pragma("query_only = ON");
    expect(clerk("sample.addNote", { body: "一" })).toEqual({ ok: false, code: "DiskFailed" });
    expect(clerk("sample.notes")).toEqual({ ok: true, value: { notes: [] } });
  });

  test("a damaged page is said to be damage", () => {
    const path = join(temporaryFolder(), "damaged.sqlite");
    const first = openSampleCore({ path });
    for (let index = 0; index < 50; index += 1) first.as("clerk")("sample.addNote", { body: `${index}`.repeat(4000) });
    const root = first.db.one<{ rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'sample_notes'");
    const pageSize = Number(first.file.pragma("page_size", { simple: true }));
    first.core.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, ((root?.rootpage ?? 1) - 1) * pageSize, (root?.rootpage ?? 1) * pageSize);
    writeFileSync(path, bytes);
    const { as, log } = openSampleCore({ path });
    expect(as("clerk")("sample.notes")).toEqual({ ok: false, code: "FileDamaged" });
    expect(log).toHaveLength(1);
  });
});

describe("a request that is sent again", () => {
  test("is answered as before, and nothing happens twice", () => {
    const { core, as, db } = openSampleCore();
    const clerk = as("clerk");
    const first = clerk("sample.addNote", { body: "一" }, requestId);
    const before = count(db);
    const changes: Change[] = [];
    core.onChange((change) => changes.push(change));
    expect(clerk("sample.addNote", { body: "一" }, requestId)).toEqual(first);
    expect(notesIn(db)).toHaveLength(1);
    expect([count(db), changes]).toEqual([before, []]);
  });

  test("is answered as before even after the program has died", () => {
    const path = join(temporaryFolder(), "centre.sqlite");
    const first = openSampleCore({ path });
    const reply = first.as("clerk")("sample.addNote", { body: "一" }, requestId);
    first.core.close();
    const { as, db } = openSampleCore({ path });
    expect(as("clerk")("sample.addNote", { body: "一" }, requestId)).toEqual(reply);
    expect(notesIn(db)).toHaveLength(1);
  });

  test.each([
    ["with other input", "clerk", "sample.addNote", { body: "二" }],
    ["by another person", "secretary", "sample.addNote", { body: "一" }],
    ["for another operation", "clerk", "sample.tellOthers", {}],
  ] as const)("is refused %s", (_case, role, name, input) => {
    const { as, db } = openSampleCore();
    as("clerk")("sample.addNote", { body: "一" }, requestId);
    expect(as(role)(name, input, requestId)).toEqual({
      ok: false,
      code: "InvalidInput",
      fields: [{ path: "", message: "请求编号重复" }],
    });
    expect(notesIn(db)).toHaveLength(1);
  });

  test("is not found once its person was erased", () => {
    const { as, db } = openSampleCore();
    const clerk = as("clerk");
    clerk("sample.addNote", { body: "一" }, requestId);
    db.run(
      `UPDATE audit_payloads SET salt = NULL, payload = NULL, reply = NULL, erasedBy = auditId
       WHERE auditId = (SELECT id FROM audit_log WHERE requestId = :requestId)`,
      { requestId },
    );
    expect(clerk("sample.addNote", { body: "一" }, requestId)).toEqual({ ok: false, code: "NotFound" });
  });

  test("of a refused command is tried afresh", () => {
    const { as, db } = openSampleCore();
    const clerk = as("clerk");
    clerk("sample.addNote", { body: "一" });
    expect(clerk("sample.addNote", { body: "一" }, requestId)).toMatchObject({ code: "NoteTaken" });
    db.run("DELETE FROM sample_notes");
    expect(clerk("sample.addNote", { body: "一" }, requestId)).toMatchObject({ ok: true });
  });

  test("before sign-in no reply is kept: its number alone must not open another's answer", () => {
    const { as, db } = openSampleCore();
    as("nobody")("sample.signIn", { role: "clerk" }, requestId);
    as("nobody")("sample.signIn", { role: "clerk" }, requestId);
    const rows = db.all("SELECT requestId FROM audit_log");
    expect(rows).toEqual([{ requestId: null }, { requestId: null }]);
  });

  test.each(["", "short", "x'; DROP TABLE audit_log", "A".repeat(36), "a".repeat(65)])("%j is no number", (wrong) => {
    const { as } = openSampleCore();
    expect(as("clerk")("sample.addNote", { body: "一" }, wrong)).toMatchObject({
      ok: false,
      code: "InvalidInput",
      fields: [{ message: "请求编号格式不对" }],
    });
  });
});

describe("what reaches the audit log", () => {
  test("no secret, at any depth, and no ID number inside a text", () => {
    const { as, db } = openSampleCore();
    // A made-up number with a right check digit.
    const idNumber = "11010519491231002X";
    const about = [{ secret: "1234", kept: `身份证 ${idNumber}，电话 13800000000` }, { deep: { secret: ["a"] } }];
    as("clerk")("sample.addNote", { body: idNumber, about });
    const payload = JSON.parse(auditIn(db).at(-1)?.payload ?? "");
    expect(payload).toEqual({
      body: "110105********002X",
      about: [{ kept: "身份证 110105********002X，电话 13800000000" }, { deep: {} }],
    });
  });
});

describe("the clock", () => {
  test("a desk whose clock stood ahead when it was last touched still locks itself", () => {
    const { as, clock } = openSampleCore();
    clock.ms += 30 * 86_400_000;
    const clerk = as("clerk");
    clock.ms -= 30 * 86_400_000;
    expect(clerk("sample.notes")).toMatchObject({ ok: true });
    clock.ms += 11 * 60_000;
    expect(clerk("sample.notes")).toEqual({ ok: false, code: "Locked" });
  });
});
