import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { backupsPathOf, databasePathOf, setAsidePathOf } from "#core/centre-paths.ts";
import { setUpInput } from "../support/community.ts";
import { startedThings } from "./boot.ts";
import type { ElectronStub } from "./electron-stub.ts";
import { openPage } from "./page.ts";

const started = startedThings();
afterEach(started.putAway);

const pageOf = async (stub: ElectronStub) => {
  const [window] = stub.windows;
  if (!window) throw new Error("No window was opened");
  return openPage(stub, window);
};

type Listed = { value: { backups: { id: string; kind: string }[]; runningJobId: string | null } };

/** A centre that was set up, with its copy of the day, in a window that is open. */
const openSetUp = async () => {
  const folder = started.folder();
  const stub = await started.boot({ folder });
  const page = await pageOf(stub);
  await page.door.ask("system.setUp", setUpInput);
  const listed = async () => (await page.door.ask("system.listBackups", {})) as Listed;
  await expect.poll(async () => (await listed()).value.backups, { timeout: 20_000 }).toHaveLength(1);
  await expect.poll(async () => (await listed()).value.runningJobId).toBeNull();
  const backup = (await listed()).value.backups[0]?.id ?? "";
  return { folder, centre: join(folder, "centre"), stub, page, backup };
};

const closed = async () => {
  const { folder, centre, stub, backup } = await openSetUp();
  stub.quit();
  await stub.whenLeft;
  return { folder, centre, backup };
};

const damage = (centre: string): Buffer => {
  const bytes = readFileSync(databasePathOf(centre));
  bytes.fill(0xff, 0, 100);
  writeFileSync(databasePathOf(centre), bytes);
  return bytes;
};

test("a damaged centre is offered its newest copy, and opens from it while the window waits", async () => {
  const { folder, centre } = await closed();
  const damaged = damage(centre);
  const stub = await started.boot({ folder });
  stub.person.messageBox = 0;
  const page = await pageOf(stub);
  await page.whenReached(2);
  expect(await page.door.ask("system.state", {})).toMatchObject({
    ok: true,
    value: { isSetUp: true, communityName: "花园社区", notice: expect.stringMatching(/^数据已恢复到/) },
  });
  expect(stub.seen.boxes).toHaveLength(1);
  expect(stub.seen.boxes[0]).toMatchObject({ message: "没有打开数据", buttons: ["从最近的备份恢复", "退出"] });
  expect(stub.seen.boxes[0]?.detail).toMatch(
    /^数据文件已损坏，打不开。[\s\S]*最近核对过的备份是 \d{4}年.*现在的文件会留存/,
  );
  const [aside = ""] = readdirSync(setAsidePathOf(centre));
  expect(readFileSync(join(setAsidePathOf(centre), aside, "centre.sqlite")).equals(damaged)).toBe(true);
});

test("whoever would rather not is let go, and nothing has changed", async () => {
  const { folder, centre } = await closed();
  const damaged = damage(centre);
  const stub = await started.boot({ folder });
  stub.person.messageBox = 1;
  expect(await stub.whenLeft).toBe(0);
  expect(readFileSync(databasePathOf(centre)).equals(damaged)).toBe(true);
});

test("a copy that is not sound is not offered twice", async () => {
  const { folder, centre, backup } = await closed();
  damage(centre);
  writeFileSync(join(backup, "centre.sqlite"), "x");
  const stub = await started.boot({ folder });
  stub.person.messageBox = 0;
  expect(await stub.whenLeft).toBe(0);
  expect(stub.seen.boxes.map(({ buttons }) => buttons)).toEqual([["从最近的备份恢复", "退出"], ["退出"]]);
  expect(stub.seen.boxes[1]?.detail).toMatch(/^这份备份已损坏/);
});

test("a folder without a copy is only told", async () => {
  const folder = started.folder();
  mkdirSync(join(folder, "centre"));
  writeFileSync(databasePathOf(join(folder, "centre")), Buffer.alloc(8192, "not a database "));
  const stub = await started.boot({ folder });
  expect(await stub.whenLeft).toBe(0);
  expect(stub.seen.boxes.map(({ buttons }) => buttons)).toEqual([["退出"]]);
});

test("a backup named at the start is restored once: a core that dies afterwards starts without it", async () => {
  const { folder, centre, backup } = await closed();
  const stub = await started.boot({ folder, argv: ["--data", centre, "--restore", backup] });
  const page = await pageOf(stub);
  await page.door.ask("system.state", {});
  expect(readdirSync(setAsidePathOf(centre))).toHaveLength(1);
  expect(stub.cores[0]?.argv).toEqual(["--data", centre, "--restore", backup]);
  stub.cores[0]?.signal("SIGKILL");
  await page.whenReached(3);
  await page.door.ask("system.state", {});
  expect(stub.cores[1]?.argv).toEqual(["--data", centre]);
  expect(readdirSync(setAsidePathOf(centre))).toHaveLength(1);
});

test("a restore from inside brings every open page back to the sign-in, over the port it has", async () => {
  const { page, stub, centre } = await openSetUp();
  const other = await pageOf(stub);
  await other.door.ask("system.state", {});
  const told = new Promise((resolve) => other.door.onChange(resolve));
  const [name = ""] = readdirSync(backupsPathOf(centre));
  const reply = await page.door.ask("system.restoreBackup", {
    id: join(backupsPathOf(centre), name),
    pin: setUpInput.pin,
  });
  expect(reply).toMatchObject({ ok: true });
  await expect
    .poll(async () => (await page.door.ask("system.settings", {})) as { code?: string }, { timeout: 20_000 })
    .toMatchObject({ code: "NotSignedIn" });
  expect(await told).toMatchObject({ slices: ["system"] });
  for (const { door } of [page, other])
    expect(await door.ask("system.state", {})).toMatchObject({
      ok: true,
      value: { signedIn: null, notice: expect.stringMatching(/^数据已恢复到/) },
    });
  expect(stub.cores, "the process stays").toHaveLength(1);
});
