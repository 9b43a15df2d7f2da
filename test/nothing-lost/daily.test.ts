import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { backupsPathOf, filesPathOf } from "#core/centre-paths.ts";
import { openKept, photoOf } from "../support/kept-centre.ts";
import { problemsOfDatabase } from "../support/soundness.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

const copiesOf = ({ folder }: TestCore) =>
  existsSync(backupsPathOf(folder)) ? readdirSync(backupsPathOf(folder)).sort() : [];

describe("the copy of the day", () => {
  test("is made by itself when the program opens", async () => {
    const test = openTestCore({ isOnDisk: true });
    expect(copiesOf(test)).toEqual([]);
    await test.finishJobs();
    expect(copiesOf(test)).toEqual(["daily-2026-11-20-0900"]);
    const [copy] = test.as("admin").ok("system.listBackups", {}).backups;
    expect(copy).toMatchObject({ kind: "daily", madeBy: "", place: "花园社区", madeAt: test.now() });
    expect(problemsOfDatabase(join(copy?.id ?? "", "centre.sqlite"))).toEqual([]);
  });

  test("is made once a day, however often the program opens and whatever is done", async () => {
    const { test, register } = await openKept();
    test.advance({ hours: 3 });
    test.restart();
    await test.finishJobs();
    register("路灯坏了");
    await test.finishJobs();
    expect(copiesOf(test)).toEqual(["daily-2026-11-20-0900"]);
  });

  test("is made at the first work of a new day where the program stayed open", async () => {
    const { test, register } = await openKept();
    test.setClock("2026-11-20T15:50:00.000Z");
    register("半夜");
    test.setClock("2026-11-20T16:10:00.000Z");
    await test.finishJobs();
    expect(copiesOf(test)).toHaveLength(1);
    register("第二天");
    await test.finishJobs();
    expect(copiesOf(test)).toEqual(["daily-2026-11-20-0900", "daily-2026-11-21-0010"]);
  });

  test("is not made of a centre that was not set up, and is made once it is", async () => {
    const test = openTestCore({ isOnDisk: true, isEmpty: true });
    await test.finishJobs();
    expect(copiesOf(test)).toEqual([]);
    test.openDesk().ok("system.setUp", {
      name: "花园社区",
      subdistrict: "幸福街道",
      centreName: "花园社区党群服务中心",
      centrePhone: "",
      accountName: "王建国",
      pin: "1000",
    });
    await test.finishJobs();
    expect(copiesOf(test)).toEqual(["daily-2026-11-20-0900"]);
  });

  test("that cannot be made is tried again within the day, though not at every click, and the page can say why", async () => {
    const { test, register } = await openKept();
    const backups = backupsPathOf(test.folder);
    rmSync(backups, { recursive: true });
    writeFileSync(backups, "a file where the copies should go");
    test.advance({ days: 1 });
    register("一");
    await test.finishJobs();
    const failures = () => test.core.jobs.list().filter(({ state }) => state === "failed").length;
    expect(failures()).toBe(1);
    expect(test.as("admin").ok("system.listBackups", {})).toMatchObject({ newestDailyAt: null });
    expect(test.as("admin").ok("system.listBackups", {}).dailyProblem).not.toBeNull();
    test.advance({ minutes: 30 });
    register("二");
    await test.finishJobs();
    expect(failures()).toBe(1);
    rmSync(backups);
    test.advance({ minutes: 31 });
    register("三");
    await test.finishJobs();
    expect(copiesOf(test)).toEqual(["daily-2026-11-21-1001"]);
    expect(test.as("admin").ok("system.listBackups", {}).dailyProblem).toBeNull();
    test.takeLog();
  });

  test("shares the bytes of its files with the centre: a copy a day costs no room", async () => {
    const { test, register } = await openKept();
    register("路灯坏了", ["灯"]);
    test.advance({ days: 1 });
    register("又坏了");
    await test.finishJobs();
    const [sha256 = ""] = readdirSync(filesPathOf(test.folder));
    const copy = join(backupsPathOf(test.folder), "daily-2026-11-21-0900", "files", sha256);
    expect(statSync(copy).ino).toBe(statSync(join(filesPathOf(test.folder), sha256)).ino);
  });

  test("pushes out the oldest once it is made and checked", async () => {
    const { test, register } = await openKept();
    const backups = backupsPathOf(test.folder);
    for (let day = 1; day <= 19; day += 1) {
      const at = instantAt(`2026-11-${String(day).padStart(2, "0")}`, "09:00");
      const older = join(backups, `daily-${at.slice(0, 10)}-0900`);
      cpSync(join(backups, "daily-2026-11-20-0900"), older, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(older, "manifest.json"), "utf8"));
      writeFileSync(join(older, "manifest.json"), JSON.stringify({ ...manifest, madeAt: at }));
    }
    mkdirSync(join(backups, "put here by a person"));
    test.advance({ days: 1 });
    register("路灯坏了");
    await test.finishJobs();
    // Fourteen days from the 8th, and Sunday the 1st; the 7th is in a week that the 8th stands for.
    const days = ["01", ...Array.from({ length: 14 }, (_, index) => String(index + 8).padStart(2, "0"))];
    expect(copiesOf(test)).toEqual([...days.map((day) => `daily-2026-11-${day}-0900`), "put here by a person"]);
  });

  test("is made whichever way the clock jumps, and what it dated wrongly stands in nobody's way", async () => {
    const { test, register } = await openKept();
    const work = async (at: string) => {
      test.setClock(at);
      if (test.as("first").ok("system.state", {}).isClockSetBack) test.as("first").ok("system.acceptClock", {});
      register(at);
      await test.finishJobs();
    };
    await work("2031-03-01T01:00:00.000Z");
    await work("2026-11-21T01:00:00.000Z");
    await work("2026-11-22T01:00:00.000Z");
    expect(copiesOf(test)).toEqual([
      "daily-2026-11-20-0900",
      "daily-2026-11-21-0900",
      "daily-2026-11-22-0900",
      "daily-2031-03-01-0900",
    ]);
    expect(test.as("viewer").ok("system.storage", {})).toMatchObject({
      newestDailyAt: "2026-11-22T01:00:00.000Z",
      isBackupLate: false,
    });
  });
});

describe("the warning on today's page", () => {
  test("comes when the newest copy is two days old, and goes with the next", async () => {
    const { test, register } = await openKept();
    const isLate = () => test.as("viewer").ok("system.storage", {}).isBackupLate;
    expect(isLate()).toBe(false);
    test.advance({ days: 2 });
    expect(isLate()).toBe(false);
    test.advance({ minutes: 1 });
    expect(isLate()).toBe(true);
    register("路灯坏了");
    await test.finishJobs();
    expect(isLate()).toBe(false);
  });

  test("comes two days after the first run where no copy could ever be made", async () => {
    const { test } = await openKept();
    rmSync(backupsPathOf(test.folder), { recursive: true });
    expect(test.as("viewer").ok("system.storage", {}).isBackupLate).toBe(false);
    test.advance({ days: 3 });
    expect(test.as("viewer").ok("system.storage", {}).isBackupLate).toBe(true);
  });
});

describe("files that no record names", () => {
  test("go after thirty days, with the copy of the day and not before it", async () => {
    const { test, register } = await openKept();
    register("路灯坏了", ["名"]);
    const old = test.core.files.put(photoOf("旧")).sha256;
    const fresh = test.core.files.put(photoOf("新")).sha256;
    const store = filesPathOf(test.folder);
    const age = (name: string, days: number) => {
      const seconds = Date.parse(test.now()) / 1000 - days * 86_400;
      utimesSync(join(store, name), seconds, seconds);
    };
    for (const name of readdirSync(store)) age(name, 31);
    age(fresh, 28);
    register("今天");
    await test.finishJobs();
    expect(readdirSync(store)).toHaveLength(3);
    test.advance({ days: 1 });
    register("明天");
    await test.finishJobs();
    expect(readdirSync(store)).toHaveLength(2);
    expect(test.core.files.has(old)).toBe(false);
    expect(test.core.files.has(fresh)).toBe(true);
  });
});
