import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Sqlite from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { openCentre } from "#app/centre.ts";
import { migrations } from "#app/migrations.ts";
import type { Reply } from "#base/contract.ts";
import { backupsPathOf, databasePathOf, setAsidePathOf } from "#core/centre-paths.ts";
import { openToRead } from "#core/copy.ts";
import { startMs, workerUrl } from "../support/community.ts";
import { openKept } from "../support/kept-centre.ts";
import { temporaryFolder } from "../support/sample-core.ts";
import { killServed, openServed, putCommunity, startServed } from "../support/served-centre.ts";
import { openSmallDisk } from "../support/small-disk.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

/** A centre with a copy of yesterday and work of today, closed. */
let original: string;
let dailyNames: string[];
let rootPage: number;
let pageSize: number;

beforeAll(async () => {
  const centre = await openKept();
  centre.register("第一天", ["甲"]);
  centre.test.advance({ days: 1 });
  centre.register("第二天");
  await centre.test.finishJobs();
  for (let count = 0; count < 60; count += 1) centre.register(`第二天之后${count}${"长".repeat(1500)}`);
  const { file, folder } = centre.test;
  rootPage = Number(file.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'appeals'").pluck().get());
  pageSize = Number(file.pragma("page_size", { simple: true }));
  dailyNames = readdirSync(backupsPathOf(folder)).sort();
  centre.test.core.close();
  original = join(temporaryFolder(), "centre");
  cpSync(folder, original, { recursive: true });
});

const copied = () => {
  const folder = join(temporaryFolder(), "数据 文件夹");
  cpSync(original, folder, { recursive: true });
  return folder;
};

const damage = (folder: string, from: number, to: number) => {
  const bytes = readFileSync(databasePathOf(folder));
  bytes.fill(0xff, from, to);
  writeFileSync(databasePathOf(folder), bytes);
  return bytes;
};

/** Starts the program where it must not start; answers with what it said. */
const refusal = async (folder: string, ...given: string[]): Promise<string> => {
  const program = await startServed(["--data", folder, ...given]);
  expect(await program.ended, program.said()).toBe(1);
  return program.said();
};

const titlesIn = (folder: string) => {
  const file = openToRead(databasePathOf(folder));
  const titles = file.prepare("SELECT title FROM appeals ORDER BY title").pluck().all() as string[];
  file.close();
  return titles;
};

describe("a folder that the program must not touch", () => {
  test("with the file of a newer program is left byte for byte as it was", async () => {
    const folder = copied();
    const newer = new Sqlite(databasePathOf(folder));
    newer.pragma("journal_mode = DELETE");
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.close();
    const before = readFileSync(databasePathOf(folder));
    // The lock comes and goes with every start.
    const namesIn = () =>
      readdirSync(folder)
        .filter((name) => !name.startsWith("lock.sqlite"))
        .sort();
    const names = namesIn();
    expect(await refusal(folder)).toBe(
      "这份数据由更新版本的小板凳工作台保存。没有改动任何内容。请安装新版本后再打开。\n",
    );
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
    expect(namesIn()).toEqual(names);
  });

  test("with the file of another program is left byte for byte as it was, with whatever lies beside it", async () => {
    const folder = temporaryFolder();
    const other = new Sqlite(databasePathOf(folder));
    other.exec("CREATE TABLE theirs (id INTEGER); INSERT INTO theirs VALUES (1)");
    other.close();
    for (const name of ["backups", "restoring", "set-aside"]) {
      mkdirSync(join(folder, name));
      mkdirSync(join(folder, name, "theirs.partial"));
      writeFileSync(join(folder, name, "theirs.txt"), "theirs");
    }
    const before = readFileSync(databasePathOf(folder));
    expect(await refusal(folder)).toMatch(/^这个文件夹里的 centre\.sqlite 不是小板凳工作台的数据。没有改动任何内容。/);
    expect(readFileSync(databasePathOf(folder)).equals(before)).toBe(true);
    for (const name of ["backups", "restoring", "set-aside"])
      expect(readdirSync(join(folder, name)).sort()).toEqual(["theirs.partial", "theirs.txt"]);
  });

  test("that another program has open is left to it", async () => {
    const folder = copied();
    const first = openCentre(folder, { workerUrl, clock: () => startMs + 86_400_000, log: () => {} });
    const said = await refusal(folder);
    expect(said).toMatch(/^这个数据文件夹已经由另一个小板凳工作台打开。/);
    expect(await refusal(folder, "--restore", join(backupsPathOf(folder), dailyNames[0] ?? ""))).toBe(said);
    first.close();
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  });

  test("that is read-only is said to be so, and stays as it is", async () => {
    const sentence = /^没有权限写入数据文件夹。没有改动任何内容。请检查文件夹是否只读，或换一个文件夹。\n$/;
    const disk = await openSmallDisk(32);
    if (disk) {
      process.stdout.write("read-only: a read-only bind mount\n");
      cpSync(original, disk.seen, { recursive: true });
      disk.makeReadOnly();
      const program = await startServed(["--data", disk.path], disk);
      expect(await program.ended).toBe(1);
      expect(program.said()).toMatch(sentence);
      expect(problemsOfDatabase(disk.taken("centre.sqlite"))).toEqual([]);
      return;
    }
    // Modes do not bind root, but root can always mount.
    process.stdout.write("read-only: by the mode of the folder\n");
    const folder = copied();
    chmodSync(folder, 0o555);
    expect(await refusal(folder)).toMatch(sentence);
    chmodSync(folder, 0o755);
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  });
});

describe("a damaged file", () => {
  /** What the shell makes of the line that the program printed. */
  const argumentsIn = (line: string): string[] =>
    (line.replace(/^\s*npm start -- /, "").match(/'(?:[^']|'\\'')*'|\S+/g) ?? []).map((word) =>
      word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word,
    );

  test("is not opened; the line that is printed restores the newest copy, and the damaged file stays", async () => {
    const folder = copied();
    const damaged = damage(folder, 0, 100);
    const said = await refusal(folder);
    const lines = said.split("\n");
    expect(lines[0]).toBe("数据文件已损坏，打不开。没有改动任何内容。请从备份恢复。");
    expect(lines[2]).toBe("  2026年11月21日 09:00 的备份：");
    expect(readFileSync(databasePathOf(folder)).equals(damaged)).toBe(true);

    const program = await startServed(argumentsIn(lines[3] ?? ""));
    const address = await program.address(0);
    expect(address).toMatch(/^http/);
    await killServed(program);
    expect(titlesIn(folder)).toEqual(["第一天", "第二天"]);
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
    const [aside = ""] = readdirSync(setAsidePathOf(folder));
    expect(readFileSync(join(setAsidePathOf(folder), aside, "centre.sqlite")).equals(damaged)).toBe(true);
  });

  test.each([
    ["empty", (path: string) => writeFileSync(path, "")],
    ["gone", (path: string) => rmSync(path)],
  ])("or one that is %s is not taken for a new centre where copies lie", async (_how, lose) => {
    const folder = copied();
    for (const ending of ["-wal", "-shm"]) rmSync(`${databasePathOf(folder)}${ending}`, { force: true });
    lose(databasePathOf(folder));
    const said = await refusal(folder);
    const lines = said.split("\n");
    expect(lines[0]).toMatch(/^数据文件不见了或者是空的，而这个文件夹里有它的备份。没有改动任何内容。/);
    expect(existsSync(databasePathOf(folder)) ? readFileSync(databasePathOf(folder), "latin1") : "").toBe("");
    const program = await startServed(argumentsIn(lines[3] ?? ""));
    expect(await program.address(0)).toMatch(/^http/);
    await killServed(program);
    expect(titlesIn(folder)).toEqual(["第一天", "第二天"]);
  });

  test("without a copy beside it says where one may be, and one from elsewhere is taken", async () => {
    const folder = copied();
    const [name = ""] = dailyNames;
    const elsewhere = join(temporaryFolder(), name);
    cpSync(join(backupsPathOf(folder), name), elsewhere, { recursive: true });
    rmSync(backupsPathOf(folder), { recursive: true });
    damage(folder, 0, 100);
    expect(await refusal(folder)).toContain("这个数据文件夹里没有备份。");
    const program = await openServed(["--data", folder, "--restore", elsewhere]);
    const state = await (await program.openDesk()).ask("system.state", {});
    expect(state).toMatchObject({ ok: true, value: { communityName: "花园社区" } });
    expect((state as { value: { notice: string } }).value.notice).toContain("请对照纸上最后的编号");
    await killServed(program);
  });

  test("is not replaced by a backup that is not sound either", async () => {
    const folder = copied();
    const damaged = damage(folder, 0, 100);
    const backup = join(backupsPathOf(folder), dailyNames[0] ?? "");
    writeFileSync(join(backup, "centre.sqlite"), "x");
    expect(await refusal(folder, "--restore", backup)).toMatch(/^这份备份已损坏，或者被改动过，不能用来恢复。/);
    expect(await refusal(folder, "--restore", join(folder, "nothing"))).toBe("这个文件夹里没有小板凳工作台的备份。\n");
    expect(readFileSync(databasePathOf(folder)).equals(damaged)).toBe(true);
  });

  test("in the middle is told where it is met; the rest goes on, and a backup puts it right from inside", async () => {
    const folder = copied();
    damage(folder, (rootPage - 1) * pageSize, rootPage * pageSize);
    const log: unknown[] = [];
    const nowMs = startMs + 86_400_000;
    const centre = openCentre(folder, { workerUrl, clock: () => nowMs, log: ({ error }) => log.push(error) });
    const sessionId = { current: "" };
    const ask = (name: string, input: unknown): Reply => centre.core.handle(sessionId.current, name, input);
    const signIn = () => {
      sessionId.current = centre.core.openSession();
      const people = ask("system.state", {}) as { value: { people: { id: string; name: string }[] } };
      const accountId = people.value.people.find(({ name }) => name === "王建国")?.id;
      return ask("system.signIn", { accountId, pin: "1000" });
    };
    const finishJobs = async () => {
      const { jobs } = centre.core;
      const isLive = () => jobs.list().some(({ state }) => state === "running" || state === "cancelling");
      while (isLive()) if (!jobs.step()) await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    };
    expect(signIn()).toMatchObject({ ok: true, value: { isSignedIn: true } });
    expect(ask("council.listAppeals", {})).toEqual({ ok: false, code: "FileDamaged" });
    expect(ask("people.listPlaces", {})).toMatchObject({ ok: true });
    expect(log.length).toBeGreaterThan(0);

    const reply = ask("system.restoreBackup", { id: join(backupsPathOf(folder), dailyNames[1] ?? ""), pin: "1000" });
    expect(reply).toMatchObject({ ok: true });
    const replaced = new Promise((resolve) => centre.onReplaced(resolve));
    await finishJobs();
    await replaced;
    signIn();
    expect(ask("council.listAppeals", {})).toMatchObject({ ok: true });
    const listed = ask("system.listBackups", {}) as { value: { backups: { kind: string; id: string }[] } };
    const aside = listed.value.backups.find(({ kind }) => kind === "damaged");
    expect(aside).toBeDefined();
    // What cannot be read is kept, and not offered.
    expect(ask("system.restoreBackup", { id: aside?.id, pin: "1000" })).toEqual({ ok: false, code: "NotFound" });
    // Its numbers could still be read, and are not given again.
    const registered = ask("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: "恢复之后",
    });
    expect(registered).toMatchObject({ ok: true, value: { numberText: "诉〔2026〕63号" } });
    centre.close();
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  });
});

describe("a clock that was set back", () => {
  const offset = ["--import", pathToFileURL(join(import.meta.dirname, "../support/clock-offset.ts")).href];
  const behind = (days: number) => ({
    nodeArguments: offset,
    env: { CLOCK_OFFSET: String(-days * 86_400_000) },
  });
  const appeal = { voice: "anonymous", channel: "window", nature: "help", content: "路灯坏了" };

  test("keeps the desk from saving with a sentence, loses nothing, and goes on once somebody says it is right", async () => {
    const folder = temporaryFolder();
    putCommunity(folder);
    const first = await openServed(["--data", folder]);
    const clerk = await first.signIn("clerk");
    expect(await clerk.ask("council.registerAppeal", appeal)).toMatchObject({ ok: true });
    first.child.kill("SIGTERM");
    await first.ended;

    const back = await openServed(["--data", folder], behind(3));
    const [desk, director, admin] = [
      await back.signIn("clerk"),
      await back.signIn("director"),
      await back.signIn("admin"),
    ];
    expect(await desk.ask("system.state", {})).toMatchObject({ ok: true, value: { isClockSetBack: true } });
    expect(await desk.ask("council.registerAppeal", appeal)).toEqual({ ok: false, code: "ClockSetBack" });
    expect(await desk.ask("council.listAppeals", {})).toMatchObject({ ok: true, value: { appeals: [{}] } });
    expect(await desk.ask("system.saveDraft", { form: "appeal", body: { content: "写了一半" } })).toMatchObject({
      ok: true,
    });
    expect(await desk.ask("system.acceptClock", {})).toEqual({ ok: false, code: "NotAllowed" });
    // A copy of what there is can be made at any time.
    await expect
      .poll(async () => (await admin.ask("system.listBackups", {})) as { value: { runningJobId: string | null } })
      .toMatchObject({ value: { runningJobId: null } });
    const target = temporaryFolder();
    expect(await admin.ask("system.backUp", { folder: target })).toMatchObject({ ok: true });
    await expect.poll(() => readdirSync(target).filter((name) => !name.endsWith(".partial"))).toHaveLength(1);

    expect(await director.ask("system.acceptClock", {})).toMatchObject({ ok: true });
    expect(await desk.ask("council.registerAppeal", appeal)).toMatchObject({
      ok: true,
      value: { numberText: expect.stringMatching(/2号$/) },
    });
    back.child.kill("SIGTERM");
    await back.ended;
    expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  });
});
