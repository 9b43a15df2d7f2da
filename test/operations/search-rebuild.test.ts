import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { composeCore, indexedKinds } from "#app/core.ts";
import { makeDemo } from "#app/demo/build.ts";
import { demoPin } from "#app/demo/staff.ts";
import { databaseOf, type SqliteFile } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { pendingJobs } from "#core/pending-jobs.ts";
import { index } from "#core/search.ts";
import { rebuildSearchJob } from "#core/search-rebuild.ts";
import { workerUrl } from "../support/community.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

const now = "2026-11-20T08:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "xbd-search-"));
afterAll(() => rmSync(folder, { recursive: true }));

const resultOf = <T>(steps: Generator<unknown, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** The words of every record, as the search holds them. */
const wordsIn = (file: SqliteFile): Map<string, string> => {
  const db = databaseOf(file);
  db.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'search_pieces', 'instance')");
  const rows = db.all<{ subjectId: string; words: string }>(
    `SELECT e.kind || ' ' || e.subjectId AS subjectId, group_concat(w.term, ' ' ORDER BY w.offset) AS words
     FROM search_entries e JOIN temp.words w ON w.doc = e.id GROUP BY e.id ORDER BY subjectId`,
  );
  return new Map(rows.map(({ subjectId, words }) => [subjectId, words]));
};

const sortAt = now;

const registerMany = ({ as }: TestCore, count: number) => {
  const desk = as("clerk");
  for (let number = 1; number <= count; number += 1)
    desk.ok("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: `第${number}盏路灯坏了`,
    });
};

const foundCount = ({ as }: TestCore) =>
  as("clerk").ok("council.listAppeals", { typed: "路灯", limit: 100 }).appeals.length;

/** The smallest slices of the rebuilding that is pending, whatever the speed of the machine, until it is there. */
const rebuildUntil = (centre: TestCore, place: string) => {
  const slice = { db: centre.db, now: centre.now(), audit: () => {}, isTimeUp: () => true };
  for (;;) {
    const [pending] = pendingJobs(centre.db);
    if (!pending) throw new Error("The rebuilding came to its end");
    if (pending.place.includes(place)) return pending.place;
    rebuildSearchJob(indexedKinds, pending).step(slice, () => {});
  }
};

/** Makes the words unreadable, as a worn disk does. */
const damageWords = ({ file }: TestCore) => {
  file.unsafeMode(true);
  file.exec("UPDATE search_pieces_data SET block = x'00ff00ff' WHERE id > 10");
  file.unsafeMode(false);
};

describe("system.rebuildSearch", () => {
  test("writes again, of every kind, what the desks had written, and takes out what belongs to nothing", () => {
    const file = resultOf(makeDemo({ now, workerUrl, size: { share: 0.02, months: 2 } }, folder));
    const log: unknown[] = [];
    const core = composeCore(
      { file, files: createFileStore(join(folder, "files")) },
      {
        clock: () => Date.parse(now),
        random: (count) => new Uint8Array(count).fill(7),
        workerUrl,
        log: (entry) => log.push(entry),
      },
    );
    const before = wordsIn(file);
    expect(new Set([...before.keys()].map((key) => key.split(" ")[0]))).toEqual(
      new Set([
        "estate",
        "building",
        "unit",
        "household",
        "organisation",
        "contact",
        "resident",
        "appeal",
        "topic",
        "meeting",
        "task",
        "promise",
      ]),
    );
    const db = databaseOf(file);
    db.run("DELETE FROM search_pieces WHERE rowid % 3 = 0");
    db.run("DELETE FROM search_pieces WHERE rowid % 5 = 0");
    db.run("DELETE FROM search_entries WHERE id % 5 = 0");
    index(db, { kind: "resident", subjectId: "nobody", sortAt, isConfidential: false, pieces: "没有这个人" });
    expect(wordsIn(file)).not.toEqual(before);
    const sessionId = core.openSession();
    const admin = db.one<{ id: string }>("SELECT id FROM accounts WHERE roles LIKE '%admin%' AND isActive = 1");
    core.handle(sessionId, "system.signIn", { accountId: admin?.id, pin: demoPin });
    expect(core.handle(sessionId, "system.rebuildSearch", {}).ok).toBe(true);
    while (core.jobs.step()) expect(log).toEqual([]);
    expect(wordsIn(file)).toEqual(before);
    expect(core.jobs.list()).toMatchObject([
      { state: "done", problem: null, result: { writtenCount: before.size, removedCount: 1 } },
    ]);
    core.close();
  });

  test("is the administrator's, is written down, and runs once however often it is asked for", async () => {
    const centre = openTestCore();
    registerMany(centre, 3);
    expect(centre.as("director").code("system.rebuildSearch", {})).toBe("NotAllowed");
    const admin = centre.as("admin");
    const { jobId } = admin.ok("system.rebuildSearch", {});
    expect(admin.ok("system.rebuildSearch", {}).jobId).toBe(jobId);
    expect(admin.ok("system.searchState", {})).toEqual({ runningJobId: jobId, isIncomplete: false });
    const before = centre.db.one<{ id: number }>("SELECT max(id) AS id FROM audit_log")?.id ?? 0;
    await centre.finishJobs();
    expect(admin.ok("system.searchState", {})).toEqual({ runningJobId: null, isIncomplete: false });
    const rows = centre.db.all("SELECT operation FROM audit_log WHERE id > :before", { before });
    expect(rows).toEqual([{ operation: "system.rebuildSearch" }]);
    expect(foundCount(centre)).toBe(3);
    const again = admin.ok("system.rebuildSearch", {}).jobId;
    expect(again).not.toBe(jobId);
    await centre.finishJobs();
    expect(foundCount(centre)).toBe(3);
  });

  test("finds everything meanwhile, and goes on after a kill where it was", async () => {
    const centre = openTestCore({ isOnDisk: true });
    registerMany(centre, 30);
    const { jobId } = centre.as("admin").ok("system.rebuildSearch", {});
    const placeOf = () => pendingJobs(centre.db)[0]?.place ?? "";
    const place = rebuildUntil(centre, '"writtenCount":10');
    expect(foundCount(centre)).toBe(30);
    centre.restart();
    expect(placeOf()).toBe(place);
    expect(centre.as("admin").ok("system.job", { id: jobId }).state).toBe("running");
    await centre.finishJobs();
    const records = centre.db.one<{ count: number }>("SELECT count(*) AS count FROM search_entries")?.count;
    expect(centre.core.jobs.find(jobId)?.result).toEqual({ writtenCount: records, removedCount: 0 });
    expect(placeOf()).toBe("");
    expect(foundCount(centre)).toBe(30);
    centre.restart();
    expect(centre.core.jobs.find(jobId)).toBeUndefined();
  });

  test("cancelled, leaves a whole search and nothing to go on with", async () => {
    const centre = openTestCore({ isOnDisk: true });
    registerMany(centre, 30);
    const { jobId } = centre.as("admin").ok("system.rebuildSearch", {});
    centre.as("admin").ok("system.cancelJob", { id: jobId });
    await centre.finishJobs();
    expect(foundCount(centre)).toBe(30);
    expect(centre.db.all("SELECT * FROM pending_jobs")).toEqual([]);
  });

  test("makes damaged words from nothing, and says so until it is done, at the next start if it is stopped", async () => {
    const centre = openTestCore({ isOnDisk: true });
    registerMany(centre, 40);
    damageWords(centre);
    expect(centre.as("clerk").code("council.listAppeals", { typed: "路灯" })).toBe("FileDamaged");
    centre.takeLog();
    const admin = centre.as("admin");
    const { jobId } = admin.ok("system.rebuildSearch", {});
    rebuildUntil(centre, '"isEmptied":true');
    centre.restart();
    expect(centre.as("admin").ok("system.searchState", {})).toEqual({ runningJobId: jobId, isIncomplete: true });
    expect(centre.as("clerk").ok("system.search", { typed: "路灯" }).isIncomplete).toBe(true);
    centre.as("admin").ok("system.cancelJob", { id: jobId });
    await centre.finishJobs();
    expect(centre.as("admin").ok("system.searchState", {})).toEqual({ runningJobId: null, isIncomplete: true });
    centre.restart();
    await centre.finishJobs();
    expect(centre.as("admin").ok("system.searchState", {})).toEqual({ runningJobId: null, isIncomplete: false });
    expect(centre.as("clerk").ok("system.search", { typed: "路灯" }).isIncomplete).toBe(false);
    expect(foundCount(centre)).toBe(40);
  });
});

test("an estate's new name comes into the search though the program is killed on the way", async () => {
  const centre = openTestCore({ isOnDisk: true });
  const clerk = centre.as("clerk");
  const names = { estateName: "幸福小区", buildingName: "3", unitName: "2", room: "501" };
  const { estateId } = clerk.ok("people.addPlace", names);
  clerk.ok("people.changeEstate", { id: estateId ?? "", name: "和平里", version: 1 });
  centre.restart();
  const labels = (typed: string) =>
    centre
      .as("clerk")
      .ok("people.findPlaces", { typed, onlyHouseholds: true })
      .choices.map(({ label }) => label);
  expect(labels("和平里")).toEqual([]);
  await centre.finishJobs();
  expect(labels("和平里")).toEqual(["和平里3号楼2单元501室"]);
  expect(labels("幸福小区")).toEqual([]);
  centre.restart();
  expect(centre.core.jobs.list().map(({ name }) => name)).not.toContain("people.refreshEstate");
});
