import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest } from "#core/backup-manifest.ts";
import { backupsPathOf, databasePathOf, filesPathOf } from "#core/centre-paths.ts";
import { openToRead } from "#core/copy.ts";
import { openKept, photoOf } from "../support/kept-centre.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const databaseIn = (backup: string) => join(backup, "centre.sqlite");

const titlesIn = (backup: string) => {
  const file = openToRead(databaseIn(backup));
  const titles = file.prepare("SELECT title FROM appeals ORDER BY title").pluck().all();
  file.close();
  return titles;
};

describe("a backup on request", () => {
  test("is a folder with the database, the files it names and what it says of itself", async () => {
    const centre = await openKept();
    centre.register("路灯坏了", ["灯", "杆"]);
    centre.test.as("admin");
    const newest = centre.test.db.one("SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1");
    const { path, problem } = await centre.backUp();
    expect(problem).toBeNull();
    expect(basename(path)).toBe("小板凳备份-花园社区-2026-11-20-0900");
    expect(readdirSync(path).sort()).toEqual(["centre.sqlite", "files", "manifest.json"]);
    expect(problemsOfDatabase(databaseIn(path))).toEqual([]);
    expect(titlesIn(path)).toEqual(["路灯坏了"]);
    const photos = ["灯", "杆"].map((text) => sha256(photoOf(text))).sort();
    expect(readdirSync(join(path, "files")).sort()).toEqual(photos);
    const manifest = readManifest(path);
    expect(manifest).toMatchObject({
      kind: "request",
      madeAt: centre.test.now(),
      madeBy: "周明",
      place: "花园社区",
      counts: { appeals: 1, attachments: 2, accounts: 6 },
      counters: [{ series: "诉", year: 2026, value: 1 }],
      files: photos,
      lostFiles: [],
    });
    expect({ id: manifest?.auditId, hash: manifest?.auditHash }).toEqual(newest);
    expect(await centre.check(path)).toBeNull();
  });

  test("is audited with its place and the hash that it carries", async () => {
    const centre = await openKept();
    const first = centre.test.db.one<{ id: number }>("SELECT max(id) AS id FROM audit_log")?.id ?? 0;
    const { path } = await centre.backUp();
    const row = centre.test.db.one<{ accountId: string; payload: string }>(
      `SELECT a.accountId, p.payload FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id
       WHERE a.id > :first AND a.operation = 'system.backUp'`,
      { first },
    );
    expect(row?.accountId).toBe(centre.test.accountIds.admin);
    expect(JSON.parse(row?.payload ?? "")).toMatchObject({ target: path, auditHash: readManifest(path)?.auditHash });
  });

  test("twice in a minute makes two", async () => {
    const centre = await openKept();
    const folder = centre.target();
    const names = [await centre.backUp(folder), await centre.backUp(folder)].map(({ path }) => basename(path));
    expect(names).toEqual(["小板凳备份-花园社区-2026-11-20-0900", "小板凳备份-花园社区-2026-11-20-0900-2"]);
  });

  test("shares no byte with the centre, so that a disk that spoils one leaves the other", async () => {
    const centre = await openKept();
    centre.register("路灯坏了", ["灯"]);
    const { path } = await centre.backUp();
    const name = sha256(photoOf("灯"));
    writeFileSync(join(filesPathOf(centre.test.folder), name), "spoilt");
    expect(readFileSync(join(path, "files", name)).equals(photoOf("灯"))).toBe(true);
    expect(await centre.check(path)).toBeNull();
  });

  test("is whole and of one moment while the desk goes on working", async () => {
    const centre = await openKept();
    const { test: core } = centre;
    for (let count = 0; count < 30; count += 1) centre.register(`之前${count}`, [`照片${count}`]);
    const folder = centre.target();
    core.as("admin").ok("system.backUp", { folder });
    const { jobs } = core.core;
    let wake = () => {};
    jobs.onWork(() => wake());
    let during = 0;
    while (jobs.list().some(({ state }) => state === "running")) {
      centre.register(`期间${during}`, [`新照片${during}`]);
      during += 1;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 5);
      });
      if (!jobs.step()) await woken;
    }
    expect(during).toBeGreaterThan(3);
    const path = join(folder, readdirSync(folder)[0] ?? "");
    expect(problemsOfDatabase(databaseIn(path))).toEqual([]);
    const titles = titlesIn(path) as string[];
    expect(titles.filter((title) => title.startsWith("之前"))).toHaveLength(30);
    // Some of the work done meanwhile may be in it: the first of it, without a hole.
    const included = titles.filter((title) => title.startsWith("期间")).length;
    expect(titles.filter((title) => title.startsWith("期间")).sort()).toEqual(
      Array.from({ length: included }, (_, index) => `期间${index}`).sort(),
    );
    expect(await centre.check(path)).toBeNull();
  });

  test("that is cancelled leaves nothing, and the next one is made", async () => {
    const centre = await openKept();
    for (let count = 0; count < 20; count += 1) centre.register(`路灯${count}`, [`照片${count}`]);
    const folder = centre.target();
    const { jobId } = centre.test.as("admin").ok("system.backUp", { folder });
    const { jobs } = centre.test.core;
    for (let count = 0; count < 3; count += 1) {
      jobs.step();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(centre.test.as("admin").code("system.cancelJob", { id: jobId })).toBe("ok");
    await centre.test.finishJobs();
    expect(jobs.find(jobId)).toMatchObject({ state: "cancelled", problem: null });
    expect(readdirSync(folder)).toEqual([]);
    expect((await centre.backUp(folder)).problem).toBeNull();
  });

  test("takes away what a killed one left in the same place, and nothing else", async () => {
    const centre = await openKept();
    const folder = centre.target();
    writeFileSync(join(folder, "小板凳备份-花园社区-2026-11-19-0800.partial"), "half");
    writeFileSync(join(folder, "小板凳备份-别的社区-2026-11-19-0800.partial"), "theirs");
    writeFileSync(join(folder, "照片.partial"), "theirs");
    await centre.backUp(folder);
    expect(readdirSync(folder).sort()).toEqual([
      "小板凳备份-别的社区-2026-11-19-0800.partial",
      "小板凳备份-花园社区-2026-11-20-0900",
      "照片.partial",
    ]);
  });

  test("names files that the centre has lost or spoilt, and copies all the others", async () => {
    const centre = await openKept();
    centre.register("路灯坏了", ["好", "丢", "坏"]);
    const store = filesPathOf(centre.test.folder);
    const [lost, spoilt] = ["丢", "坏"].map((text) => sha256(photoOf(text))) as [string, string];
    rmSync(join(store, lost));
    writeFileSync(join(store, spoilt), "spoilt");
    const { path, problem } = await centre.backUp();
    expect(problem).toBeNull();
    expect(readManifest(path)?.lostFiles).toEqual([lost, spoilt].sort());
    expect(readdirSync(join(path, "files"))).toEqual([sha256(photoOf("好"))]);
    expect(await centre.check(path)).toBeNull();
    expect(centre.test.as("admin").ok("system.backup", { id: path })).toMatchObject({
      fileCount: 1,
      lostFileCount: 2,
      isNewer: false,
    });
  });

  test("of a damaged database is not made, and says why", async () => {
    const centre = await openKept();
    for (let count = 0; count < 40; count += 1) centre.register(`路灯${count}`.repeat(200));
    const { file, folder } = centre.test;
    const root = Number(file.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'appeals'").pluck().get());
    const pageSize = Number(file.pragma("page_size", { simple: true }));
    centre.test.restart();
    centre.test.core.close();
    const bytes = readFileSync(databasePathOf(folder));
    bytes.fill(0xff, root * pageSize - pageSize, root * pageSize);
    writeFileSync(databasePathOf(folder), bytes);
    centre.test.restart();
    const { path, problem } = await centre.backUp();
    expect(path).toBe("");
    expect(problem).toMatch(/^没有备份成：现在的数据文件有损坏。/);
  });
});

describe("a folder for a backup is refused", () => {
  const refusalOf = async (folderIn: (centre: Awaited<ReturnType<typeof openKept>>) => string) => {
    const centre = await openKept();
    const reply = centre.test.as("admin")("system.backUp", { folder: folderIn(centre) });
    expect(reply).toMatchObject({ ok: false, code: "InvalidInput", fields: [{ path: "folder" }] });
    return reply.ok ? "" : reply.fields?.[0]?.message;
  };

  test.each([
    ["without a whole path", () => "备份", "请写完整的文件夹路径"],
    ["without a name", () => "   ", "请写完整的文件夹路径"],
    ["that is not there", () => "/nowhere/at/all", "没有这个文件夹"],
  ])("%s", async (_case, folderIn, words) => {
    expect(await refusalOf(folderIn)).toMatch(words);
  });

  test("that is a file", async () => {
    const words = await refusalOf((centre) => {
      const path = join(centre.target(), "文件");
      writeFileSync(path, "");
      return path;
    });
    expect(words).toMatch("没有这个文件夹");
  });

  test("inside the centre's own, also by another name for it", async () => {
    expect(await refusalOf(({ test: { folder } }) => folder)).toMatch("程序自己的数据文件夹");
    expect(await refusalOf(({ test: { folder } }) => backupsPathOf(folder))).toMatch("程序自己的数据文件夹");
    const words = await refusalOf((centre) => {
      const link = join(centre.target(), "link");
      symlinkSync(centre.test.folder, link);
      return link;
    });
    expect(words).toMatch("程序自己的数据文件夹");
  });
});

test("one at a time: a second one, a check or a restore is told to wait", async () => {
  const centre = await openKept();
  const { path } = await centre.backUp();
  const admin = centre.test.as("admin");
  admin.ok("system.backUp", { folder: centre.target() });
  expect(admin.code("system.backUp", { folder: centre.target() })).toBe("BackupRunning");
  expect(admin.code("system.checkBackup", { id: path })).toBe("BackupRunning");
  expect(admin.code("system.restoreBackup", { id: path, pin: "1005" })).toBe("BackupRunning");
  expect(admin.ok("system.listBackups", {}).runningJobId).not.toBeNull();
  await centre.test.finishJobs();
  expect(admin.ok("system.listBackups", {}).runningJobId).toBeNull();
});

test("closing the program in the middle of a backup leaves a copy that is not taken for one", async () => {
  const centre = await openKept();
  for (let count = 0; count < 20; count += 1) centre.register(`路灯${count}`, [`照片${count}`]);
  const folder = centre.target();
  centre.test.as("admin").ok("system.backUp", { folder });
  centre.test.core.jobs.step();
  centre.test.restart();
  await centre.test.finishJobs();
  expect(
    centre.test
      .as("admin")
      .ok("system.listBackups", { folder })
      .backups.filter(({ kind }) => kind === "request"),
  ).toEqual([]);
  await centre.backUp(folder);
  expect(readdirSync(folder)).toEqual(["小板凳备份-花园社区-2026-11-20-0900"]);
  expect(existsSync(join(folder, "小板凳备份-花园社区-2026-11-20-0900", "manifest.json"))).toBe(true);
});
