import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCentre } from "#app/centre.ts";
import { migrations } from "#app/migrations.ts";
import { instantOf } from "#base/dates.ts";
import { readManifest } from "#core/backup-manifest.ts";
import { BackupProblem } from "#core/backup-problem.ts";
import { backUp, wholly } from "#core/backup-write.ts";
import { openCentreFolder } from "#core/centre-folder.ts";
import { databasePathOf, filesPathOf, setAsidePathOf, stagingPathOf, swapPathOf } from "#core/centre-paths.ts";
import { schemaVersionOf } from "#core/migrate.ts";
import { startMs, workerUrl } from "../support/community.ts";
import { type KeptCentre, openKept } from "../support/kept-centre.ts";
import { temporaryFolder } from "../support/sample-core.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

const voidsIn = ({ test: { db } }: KeptCentre) =>
  db.all("SELECT series, year, fromValue, toValue, reason FROM void_numbers ORDER BY series, year, fromValue");

const setAsides = (centre: KeptCentre) => centre.own().filter(({ kind }) => kind === "setAside");

/** Closes the program for a look at its file by itself. */
const soundnessOf = (centre: KeptCentre) => {
  centre.test.core.close();
  const problems = problemsOfDatabase(databasePathOf(centre.test.folder));
  centre.test.restart();
  return problems;
};

const noticeOf = (centre: KeptCentre) => centre.test.openDesk().ok("system.state", {}).notice;

describe("a restore", () => {
  test("puts the centre back to the backup; what stood there is set aside, and everybody signs in again", async () => {
    const centre = await openKept();
    centre.register("一", ["甲"]);
    const { path } = await centre.backUp();
    centre.register("二", ["乙"]);
    const clerk = centre.test.as("clerk");
    expect(await centre.restore(path)).toBeNull();
    expect(clerk.code("system.settings", {}), "the old session is gone").toBe("NotSignedIn");
    expect(noticeOf(centre)).toMatch(/^数据已恢复到 2026年11月20日 09:00 的备份，请重新登录。恢复之前的数据没有删除/);
    expect(centre.titles()).toEqual(["一"]);
    expect(noticeOf(centre), "whoever signed in has seen it").toBe("");
    const [aside] = setAsides(centre);
    expect(aside).toMatchObject({ madeAt: centre.test.now(), place: "花园社区", fileCount: 2 });
    expect(problemsOfDatabase(join(aside?.id ?? "", "centre.sqlite"))).toEqual([]);
    expect(soundnessOf(centre)).toEqual([]);
    expect([existsSync(stagingPathOf(centre.test.folder)), existsSync(swapPathOf(centre.test.folder))]).toEqual([
      false,
      false,
    ]);
  });

  test("leaves an audit row and an event in the restored file, and its asking in the one set aside", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    const manifest = readManifest(path);
    centre.register("之后");
    await centre.restore(path);
    const row = centre.test.db.one<{ accountId: string; payload: string }>(
      `SELECT a.accountId, p.payload FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id
       WHERE a.operation = 'system.restoreBackup'`,
    );
    expect(row?.accountId).toBe(centre.test.accountIds.admin);
    expect(JSON.parse(row?.payload ?? "")).toMatchObject({
      madeAt: manifest?.madeAt,
      auditId: manifest?.auditId,
      auditHash: manifest?.auditHash,
      gaps: [{ series: "诉", year: 2026, fromValue: 1, toValue: 1 }],
      areNumbersKnown: true,
    });
    expect(
      centre.test.db.all("SELECT kind, recordedBy FROM events WHERE subjectKind = 'centre' AND subjectId = 'centre'"),
    ).toEqual([{ kind: "restored", recordedBy: centre.test.accountIds.admin }]);
    const aside = readFileSync(join(setAsides(centre)[0]?.id ?? "", "manifest.json"), "utf8");
    expect(JSON.parse(aside).counts.audit_log).toBeGreaterThan(manifest?.counts.audit_log ?? 0);
    expect(JSON.stringify(centre.test.db.all("SELECT payload FROM audit_payloads")), "no PIN stays").not.toContain(
      '"pin"',
    );
  });

  test("gives no number twice: those given since the backup are void, and the next goes on above them", async () => {
    const centre = await openKept();
    for (const content of ["一", "二", "三"]) centre.register(content);
    const { path } = await centre.backUp();
    for (const content of ["四", "五"]) centre.register(content);
    await centre.restore(path);
    expect(voidsIn(centre)).toEqual([{ series: "诉", year: 2026, fromValue: 4, toValue: 5, reason: "恢复备份" }]);
    expect(centre.register("六").numberText).toBe("诉〔2026〕6号");
    expect(soundnessOf(centre)).toEqual([]);
  });

  test("counts series and years that the backup did not have yet", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    centre.register("今年");
    centre.test.setClock("2027-01-05T01:00:00.000Z");
    centre.register("明年一");
    centre.register("明年二");
    await centre.restore(path);
    expect(voidsIn(centre)).toMatchObject([
      { year: 2026, fromValue: 1, toValue: 1 },
      { year: 2027, fromValue: 1, toValue: 2 },
    ]);
    expect(centre.register("明年三").numberText).toBe("诉〔2027〕3号");
  });

  test("brings back files that the centre has lost or spoilt, and leaves those that only the other file names", async () => {
    const centre = await openKept();
    const { id } = centre.register("一", ["甲", "乙"]);
    const { path } = await centre.backUp();
    centre.register("二", ["丙"]);
    const store = filesPathOf(centre.test.folder);
    const [lost = "", spoilt = ""] = readManifest(path)?.files ?? [];
    rmSync(join(store, lost));
    writeFileSync(join(store, spoilt), "spoilt");
    await centre.restore(path);
    const { attachments } = centre.test.as("clerk").ok("council.appeal", { id });
    expect(attachments).toHaveLength(2);
    expect(await centre.check((await centre.backUp()).path)).toBeNull();
    expect(readdirSync(store)).toHaveLength(3);
  });

  test("stops what runs: an import under way stays with the file that is set aside", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    centre.test.db.run(`INSERT INTO stored_files VALUES (:sha256, 1, :at)`, {
      sha256: "a".repeat(64),
      at: centre.test.now(),
    });
    centre.test.db.run(
      `INSERT INTO imports (id, kind, fileName, sha256, state, choices, readCount, takenCount, knownCount, refusedCount,
         startedAt, startedBy) VALUES ('i', 'categories', 'x.xlsx', :sha256, 'running', '{}', 0, 0, 0, 0, :at, :by)`,
      { sha256: "a".repeat(64), at: centre.test.now(), by: centre.test.accountIds.admin },
    );
    await centre.restore(path);
    expect(centre.test.db.all("SELECT id FROM imports")).toEqual([]);
    await centre.restore(setAsides(centre)[0]?.id ?? "");
    expect(centre.test.db.all("SELECT id, state FROM imports")).toEqual([{ id: "i", state: "takenBack" }]);
  });
});

describe("a restore is undone", () => {
  test("by restoring what it set aside; numbers go on growing", async () => {
    const centre = await openKept();
    centre.register("一", ["甲"]);
    const { path } = await centre.backUp();
    centre.register("二", ["乙"]);
    await centre.restore(path);
    centre.register("三");
    centre.test.advance({ minutes: 5 });
    expect(await centre.restore(setAsides(centre)[0]?.id ?? "")).toBeNull();
    expect(noticeOf(centre)).not.toContain("编号");
    expect(centre.titles()).toEqual(["一", "二"]);
    // 2 stands on a record again, 3 was given by the file that has just been put away.
    expect(voidsIn(centre)).toEqual([{ series: "诉", year: 2026, fromValue: 3, toValue: 3, reason: "恢复备份" }]);
    expect(centre.register("四").numberText).toBe("诉〔2026〕4号");
    expect(soundnessOf(centre)).toEqual([]);
    expect(setAsides(centre)).toHaveLength(2);
  });

  test("and the same backup restored twice gives the same centre, with the numbers of both", async () => {
    const centre = await openKept();
    centre.register("一");
    const { path } = await centre.backUp();
    centre.register("二");
    await centre.restore(path);
    centre.register("三");
    await centre.restore(path);
    expect(centre.titles()).toEqual(["一"]);
    expect(voidsIn(centre)).toMatchObject([{ fromValue: 2, toValue: 3 }]);
    expect(centre.register("四").numberText).toBe("诉〔2026〕4号");
    expect(setAsides(centre)).toHaveLength(2);
    expect(soundnessOf(centre)).toEqual([]);
  });
});

describe("who restores", () => {
  test("gives their own PIN again; a wrong one is counted and changes nothing", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    centre.register("之后");
    const admin = centre.test.as("admin");
    const wrong = () => admin.ok("system.restoreBackup", { id: path, pin: "9999" });
    expect([wrong(), wrong(), wrong()].map(({ jobId, waitSeconds }) => [jobId, waitSeconds])).toEqual([
      [null, 0],
      [null, 0],
      [null, 10],
    ]);
    expect(admin.ok("system.restoreBackup", { id: path, pin: "1005" })).toMatchObject({ jobId: null, waitSeconds: 10 });
    expect(centre.titles()).toEqual(["之后"]);
  });

  test("is an administrator and nobody else", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    for (const seat of ["viewer", "clerk", "secretary", "director"] as const) {
      const desk = centre.test.as(seat);
      expect(desk.code("system.restoreBackup", { id: path, pin: "1001" })).toBe("NotAllowed");
      expect(desk.code("system.listBackups", {})).toBe("NotAllowed");
      expect(desk.code("system.backup", { id: path })).toBe("NotAllowed");
      expect(desk.code("system.backUp", { folder: "/" })).toBe("NotAllowed");
      expect(desk.code("system.checkBackup", { id: path })).toBe("NotAllowed");
    }
  });

  test("whoever has an account since then has none in the backup, and nobody is signed in", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    centre.test.advance({ seconds: 1 });
    centre.test.as("admin").ok("system.addAccount", { name: "新来的", post: "", roles: ["admin"], pin: "4444" });
    await centre.restore(path);
    const { people, signedIn } = centre.test.openDesk().ok("system.state", {});
    expect([people.map(({ name }) => name).includes("新来的"), signedIn]).toEqual([false, null]);
  });
});

describe("a backup that cannot be restored is told by a sentence, and nothing changes", () => {
  const spoiled = async (spoil: (path: string) => void) => {
    const centre = await openKept();
    centre.register("一", ["甲"]);
    const { path } = await centre.backUp();
    centre.register("二");
    spoil(path);
    const problem = await centre.restore(path);
    expect(centre.titles()).toEqual(["一", "二"]);
    expect(setAsides(centre)).toEqual([]);
    expect(readdirSync(centre.test.folder)).not.toContain("restoring");
    expect(await centre.check(path)).toBe(problem);
    expect(centre.register("三").numberText).toBe("诉〔2026〕3号");
    return problem;
  };

  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
  };

  test("one flipped bit in its database", async () => {
    const problem = await spoiled((path) => flip(join(path, "centre.sqlite"), 70_000));
    expect(problem).toMatch(/^这份备份已损坏，或者被改动过/);
  });

  test("a cut-off database", async () => {
    const problem = await spoiled((path) => {
      const database = join(path, "centre.sqlite");
      writeFileSync(database, readFileSync(database).subarray(0, 50_000));
    });
    expect(problem).toMatch(/^这份备份已损坏/);
  });

  test("no database at all", async () => {
    expect(await spoiled((path) => rmSync(join(path, "centre.sqlite")))).toMatch(/^这份备份已损坏/);
  });

  test("another database than the one it describes", async () => {
    const problem = await spoiled((path) => {
      const manifest = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
      manifest.counts.appeals = 7;
      writeFileSync(join(path, "manifest.json"), JSON.stringify(manifest));
    });
    expect(problem).toMatch(/^这份备份已损坏，或者被改动过/);
  });

  test("a missing file", async () => {
    const problem = await spoiled((path) => rmSync(join(path, "files"), { recursive: true }));
    expect(problem).toMatch(/^这份备份缺了附件/);
  });

  test("a spoilt file", async () => {
    const problem = await spoiled((path) => {
      const [name = ""] = readdirSync(join(path, "files"));
      flip(join(path, "files", name), 8);
    });
    expect(problem).toMatch(/^这份备份缺了附件，或者附件已损坏/);
  });

  test("made by a newer program: refused before anything is asked of it", async () => {
    const centre = await openKept();
    const { path } = await centre.backUp();
    const manifest = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
    writeFileSync(join(path, "manifest.json"), JSON.stringify({ ...manifest, schemaVersion: migrations.length + 1 }));
    const admin = centre.test.as("admin");
    expect(admin.code("system.restoreBackup", { id: path, pin: "1005" })).toBe("BackupNewer");
    expect(admin.code("system.checkBackup", { id: path })).toBe("BackupNewer");
    expect(admin.ok("system.backup", { id: path }).isNewer).toBe(true);
  });

  test("no backup at all", async () => {
    const centre = await openKept();
    const admin = centre.test.as("admin");
    for (const id of ["", "backup", "/nowhere", "\u0000"]) {
      expect(admin.code("system.restoreBackup", { id, pin: "1005" })).toBe("NotFound");
      expect(admin.code("system.checkBackup", { id })).toBe("NotFound");
      expect(admin.code("system.backup", { id })).toBe("NotFound");
    }
  });
});

test("a restore that is cancelled while it is prepared leaves nothing", async () => {
  const centre = await openKept();
  for (let count = 0; count < 20; count += 1) centre.register(`路灯${count}`, [`照片${count}`]);
  const { path } = await centre.backUp();
  const admin = centre.test.as("admin");
  const { jobId } = admin.ok("system.restoreBackup", { id: path, pin: "1005" });
  centre.test.core.jobs.step();
  admin.ok("system.cancelJob", { id: jobId ?? "" });
  await centre.test.finishJobs();
  await new Promise((resolve) => setImmediate(resolve));
  expect(centre.test.core.jobs.find(jobId ?? "")).toMatchObject({ state: "cancelled" });
  expect(admin.ok("system.state", {}).signedIn, "the desk stays").not.toBeNull();
  expect(existsSync(stagingPathOf(centre.test.folder))).toBe(false);
  expect(existsSync(setAsidePathOf(centre.test.folder)) ? readdirSync(setAsidePathOf(centre.test.folder)) : []).toEqual(
    [],
  );
});

test("a change of databases that breaks at the last moment leaves the centre as it was, and says so", async () => {
  const centre = await openKept();
  centre.register("一");
  const { path } = await centre.backUp();
  centre.register("二");
  // Something stands where the note of the change would be written.
  mkdirSync(`${swapPathOf(centre.test.folder)}.partial`);
  await centre.restore(path);
  expect(noticeOf(centre)).toMatch(/^没有恢复：/);
  expect(centre.titles()).toEqual(["一", "二"]);
  expect(centre.register("三").numberText).toBe("诉〔2026〕3号");
  expect(setAsides(centre)).toEqual([]);
  expect(centre.test.takeLog()).toHaveLength(1);
  expect(soundnessOf(centre)).toEqual([]);
});

describe("a restore before anybody works in the folder", () => {
  const openFrom = (folder: string, restoreFrom?: string) =>
    openCentre(folder, { workerUrl, clock: () => startMs, log: () => {}, restoreFrom });

  test("fills an empty folder, and says that later numbers are not known here", async () => {
    const centre = await openKept();
    centre.register("一", ["甲"]);
    const { path } = await centre.backUp();
    const folder = join(temporaryFolder(), "新电脑");
    const opened = openFrom(folder, path);
    const { core } = opened;
    const state = core.handle(core.openSession(), "system.state", {});
    expect(state).toMatchObject({ ok: true, value: { communityName: "花园社区" } });
    expect((state as { value: { notice: string } }).value.notice).toContain("请对照纸上最后的编号");
    opened.close();
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
    expect(readdirSync(filesPathOf(folder))).toEqual(readManifest(path)?.files);
    expect(existsSync(setAsidePathOf(folder)) ? readdirSync(setAsidePathOf(folder)) : []).toEqual([]);
  });

  test("brings a backup of an older program up to date", () => {
    const older = migrations.filter(({ number }) => number < migrations.length);
    const source = temporaryFolder();
    const { file, release } = openCentreFolder(source, older, instantOf(startMs));
    const [backup, folder] = [join(temporaryFolder(), "backup"), temporaryFolder()];
    wholly(
      backUp({
        database: databasePathOf(source),
        files: filesPathOf(source),
        target: backup,
        kind: "request",
        madeAt: instantOf(startMs),
        madeBy: "",
        place: "花园社区",
      }),
    );
    file.close();
    release();
    expect(readManifest(backup)?.schemaVersion).toBe(migrations.length - 1);
    const opened = openFrom(folder, backup);
    expect(schemaVersionOf(opened.folder.file)).toBe(migrations.length);
    opened.close();
    expect(readManifest(backup)?.schemaVersion).toBe(migrations.length - 1);
  });

  test("is refused by a sentence where the backup is not sound, and opens nothing", async () => {
    const centre = await openKept();
    centre.register("一");
    const { path } = await centre.backUp();
    rmSync(join(path, "centre.sqlite"));
    const { folder } = centre.test;
    centre.test.core.close();
    const copy = join(temporaryFolder(), "centre");
    cpSync(folder, copy, { recursive: true });
    const before = readFileSync(databasePathOf(copy));
    expect(() => openFrom(copy, path)).toThrow(BackupProblem);
    expect(readFileSync(databasePathOf(copy)).equals(before)).toBe(true);
    openFrom(copy).close();
  });
});
