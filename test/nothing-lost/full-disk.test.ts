import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { knownVersion } from "#app/migrations.ts";
import type { Reply } from "#base/contract.ts";
import { checkBackup } from "#core/backup-check.ts";
import { wholly } from "#core/backup-write.ts";
import { databasePathOf } from "#core/centre-paths.ts";
import { asWork, boardOf, boardRow } from "../support/appeal-sheets.ts";
import { openKept, photoOf } from "../support/kept-centre.ts";
import { temporaryFolder } from "../support/sample-core.ts";
import { killServed, openServed, putCommunity, type ServedDesk, startServed } from "../support/served-centre.ts";
import { beginImport } from "../support/sheets.ts";
import { openSmallDisk } from "../support/small-disk.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

const appeal = (content: string) => ({
  voice: "anonymous" as const,
  channel: "window" as const,
  nature: "help" as const,
  content,
});

const register = (desk: ServedDesk, content: string) =>
  desk.ask("council.registerAppeal", appeal(content), randomUUID());

const value = <V>(reply: Reply): V => {
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply)}`);
  return reply.value as V;
};

/** Everything that is running in the program has come to its end. */
const untilIdle = async (admin: ServedDesk): Promise<void> => {
  for (;;) {
    const listed = value<{ runningJobId: string | null }>(await admin.ask("system.listBackups", {}));
    if (listed.runningJobId === null) return;
    await pause(20);
  }
};

const jobOf = async (desk: ServedDesk, id: string) => {
  for (;;) {
    const job = value<{ state: string; problem: string | null }>(await desk.ask("system.job", { id }));
    if (job.state !== "running" && job.state !== "cancelling") return job;
    await pause(20);
  }
};

const titlesOf = async (desk: ServedDesk): Promise<string[]> =>
  value<{ appeals: { title: string }[] }>(await desk.ask("council.listAppeals", { limit: 200 }))
    .appeals.map(({ title }) => title)
    .sort();

describe("a disk that is full to the last byte", () => {
  const announce = (isMounted: boolean) =>
    // Which of its two ways a test took has to be seen by whoever reads its result.
    process.stdout.write(isMounted ? "full disk: a tmpfs of its own\n" : "full disk: by max_page_count only\n");

  test("refuses what it cannot keep, keeps what it acknowledged, and goes on once there is room", async () => {
    const disk = await openSmallDisk(8);
    announce(disk !== null);
    if (!disk) return byPageCount();
    putCommunity(disk.seen);
    const program = await openServed(["--data", disk.path], disk);
    const [clerk, admin] = [await program.signIn("clerk"), await program.signIn("admin")];
    await untilIdle(admin);
    expect(await register(clerk, "之前")).toMatchObject({ ok: true });
    const giveBack = disk.fill();

    const acknowledged: string[] = ["之前"];
    for (let count = 0; count < 40; count += 1) {
      const reply = await register(clerk, `满${count}${"x".repeat(8000)}`);
      if (reply.ok) acknowledged.push(`满${count}`);
      else expect(reply).toEqual({ ok: false, code: "DiskFull" });
    }
    expect(acknowledged.length, "some of it was refused").toBeLessThan(40);
    expect(await clerk.put(photoOf("照片".repeat(5000)))).toEqual({ ok: false, code: "DiskFull" });
    expect(await admin.ask("system.storage", {})).toMatchObject({ ok: true, value: { isDiskNearlyFull: true } });
    expect((await titlesOf(clerk)).length, "reading goes on").toBe(acknowledged.length);

    // The most wanted moment for a copy elsewhere is this one.
    const target = temporaryFolder();
    const { jobId } = value<{ jobId: string }>(await admin.ask("system.backUp", { folder: target }, randomUUID()));
    const job = await jobOf(admin, jobId);
    const [name = ""] = readdirSync(target);
    expect(wholly(checkBackup({ backup: join(target, name), knownVersion })).counts.appeals).toBe(acknowledged.length);
    expect(job).toMatchObject({
      state: "failed",
      problem: "备份已经做好，但这台电脑的磁盘已满，没能记入操作记录。请清理磁盘。",
    });

    // Killed while the disk is full, and started again: a sentence, and no harm.
    await killServed(program);
    const refused = await startServed(["--data", disk.path], disk);
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toMatch(/^磁盘已满，无法打开数据。没有改动任何内容。/);
    giveBack();
    const again = await openServed(["--data", disk.path], disk);
    const desk = await again.signIn("clerk");
    const kept = await titlesOf(desk);
    for (const title of acknowledged) expect(kept.some((each) => each.startsWith(title))).toBe(true);
    expect(kept).toHaveLength(acknowledged.length);
    expect(await register(desk, "之后")).toMatchObject({ ok: true });
    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
    expect(problemsOfDatabase(disk.taken("centre.sqlite"))).toEqual([]);
  });

  /** The same as far as it goes without a disk of its own. */
  const byPageCount = async () => {
    const centre = await openKept();
    centre.register("之前");
    const { file } = centre.test;
    file.pragma(`max_page_count = ${file.pragma("page_count", { simple: true })}`);
    const desk = centre.test.as("clerk");
    expect(desk.code("council.registerAppeal", appeal("满".repeat(9000)))).toBe("DiskFull");
    file.pragma("max_page_count = 1073741823");
    expect(centre.titles()).toEqual(["之前"]);
    centre.test.takeLog();
  };

  test("stops an import and takes it back, without a disk of its own", async () => {
    const centre = await openKept();
    centre.register("之前");
    const { test: core } = centre;
    const rows = Array.from({ length: 900 }, (_, index) => boardRow(index + 1, `第${index}件${"长".repeat(60)}`));
    const { file } = core;
    file.pragma(`max_page_count = ${Number(file.pragma("page_count", { simple: true })) + 100}`);
    const desk = core.as("clerk");
    const id = await beginImport(core, { desk, kind: "appeals", bytes: await boardOf(...rows), choices: asWork });
    await core.finishJobs();
    const job = core.core.jobs.find(id);
    expect(job).toMatchObject({ state: "failed", problem: "DiskFull" });
    file.pragma("max_page_count = 1073741823");
    core.restart();
    await core.finishJobs();
    expect(core.as("clerk").ok("system.import", { id }).state).toBe("takenBack");
    expect(centre.titles()).toEqual(["之前"]);
    expect(core.takeLog().length).toBeGreaterThan(0);
    core.core.close();
    expect(problemsOfDatabase(databasePathOf(core.folder))).toEqual([]);
    core.restart();
  });

  test("keeps the copy of the day from being made, says so, and the desk goes on", async () => {
    const disk = await openSmallDisk(6);
    announce(disk !== null);
    if (!disk) return byPageCount();
    putCommunity(disk.seen);
    // Room for the program to open, and none for a copy of what it holds.
    const filler = join(disk.seen, "most");
    const { bavail, bsize } = statfsSync(disk.seen);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 300 * 1024));
    const program = await openServed(["--data", disk.path], disk);
    const [clerk, admin] = [await program.signIn("clerk"), await program.signIn("admin")];
    await untilIdle(admin);
    const listed = value<{ dailyProblem: string | null; newestDailyAt: string | null }>(
      await admin.ask("system.listBackups", {}),
    );
    expect(listed.dailyProblem).toMatch(/^没有备份成：放备份的磁盘已满。没有留下半份。/);
    expect(listed.newestDailyAt).toBeNull();
    expect(readdirSync(join(disk.seen, "backups"))).toEqual([]);
    expect(await register(clerk, "路灯坏了")).toMatchObject({ ok: true });
    expect(await titlesOf(clerk)).toEqual(["路灯坏了"]);
    await killServed(program);
  });
});

describe("a backup onto a disk", () => {
  test("that is too small is refused before it begins; one that fills up meanwhile is left without a trace", async () => {
    const disk = await openSmallDisk(48);
    if (!disk) {
      process.stdout.write("full target: this machine lets nobody mount; the refusal alone is shown\n");
      const centre = await openKept();
      const reply = centre.test.as("admin")("system.backUp", { folder: "/nowhere" });
      expect(reply).toMatchObject({ ok: false });
      return;
    }
    const data = temporaryFolder();
    putCommunity(data);
    const program = await openServed(["--data", data], disk);
    const [clerk, admin] = [await program.signIn("clerk"), await program.signIn("admin")];
    await untilIdle(admin);
    for (let count = 0; count < 12; count += 1) {
      const photo = Buffer.concat([photoOf(String(count)), randomBytes(2 * 1024 * 1024)]);
      const { sha256 } = value<{ sha256: string }>(await clerk.put(photo));
      const attachments = [{ sha256, name: "照片.png" }];
      value(await clerk.ask("council.registerAppeal", { ...appeal(`第${count}件`), attachments }, randomUUID()));
    }

    const { jobId } = value<{ jobId: string }>(await admin.ask("system.backUp", { folder: disk.path }, randomUUID()));
    const giveBack = disk.fill();
    const job = await jobOf(admin, jobId);
    expect(job).toMatchObject({ state: "failed" });
    expect(job.problem).toMatch(/^没有备份成：放备份的磁盘已满。没有留下半份。/);
    expect(readdirSync(disk.seen)).toEqual(["filler"]);

    const refused = await admin.ask("system.backUp", { folder: disk.path }, randomUUID());
    expect(refused).toMatchObject({ ok: false, code: "InvalidInput", fields: [{ path: "folder" }] });
    expect(JSON.stringify(refused)).toContain("空间不够");
    giveBack();
    const { jobId: next } = value<{ jobId: string }>(
      await admin.ask("system.backUp", { folder: disk.path }, randomUUID()),
    );
    expect(await jobOf(admin, next)).toMatchObject({ state: "done", problem: null });
    const [name = ""] = readdirSync(disk.seen);
    expect(wholly(checkBackup({ backup: disk.taken(name), knownVersion })).fileCount).toBe(12);
    await killServed(program);
  });
});
