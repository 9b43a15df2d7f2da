import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { setUpInput } from "../support/community.ts";
import { startedThings } from "./boot.ts";
import { openPage } from "./page.ts";

const started = startedThings();
afterEach(started.putAway);

/** The program in a window, and its page; what becomes of the making is the core's and is shown there. */
const bootWithPage = async (folder: string, argv: string[]) => {
  const stub = await started.boot({ folder, argv });
  const [window] = stub.windows;
  if (!window) throw new Error("No window was opened");
  return { stub, page: await openPage(stub, window) };
};

const making = (isRunning: boolean) => ({ ok: true, value: { isRunning, problem: null } });

test("the demonstration is made in its own folder, while the page already tells how far it is", async () => {
  const folder = started.folder();
  const { page, stub } = await bootWithPage(folder, ["--demo"]);
  expect(await page.door.ask("system.demoProgress", {})).toMatchObject(making(true));
  expect(await page.door.ask("system.state", {})).toMatchObject({ ok: true, value: { isSetUp: false } });
  expect(readdirSync(join(folder, "appData"))).toEqual(["xiaobandeng-demo"]);
  await expect
    .poll(
      async () => ((await page.door.ask("system.demoProgress", {})) as { value: { percent: number } }).value.percent,
    )
    .toBeGreaterThan(0);

  stub.cores[0]?.signal("SIGKILL");
  await page.whenReached(3);
  expect(await page.door.ask("system.demoProgress", {}), "begun anew").toMatchObject(making(true));
});

test("an empty folder stays empty where no demonstration was asked for", async () => {
  const folder = started.folder();
  const { page } = await bootWithPage(folder, ["--data", join(folder, "centre")]);
  expect(await page.door.ask("system.demoProgress", {})).toMatchObject(making(false));
});

test("a centre that is there is opened as it is, also when a demonstration was asked for", async () => {
  const folder = started.folder();
  const data = ["--data", join(folder, "centre")];
  const first = await bootWithPage(folder, data);
  await first.page.door.ask("system.setUp", setUpInput);
  first.stub.quit();
  await first.stub.whenLeft;
  const { page } = await bootWithPage(folder, [...data, "--demo"]);
  expect(await page.door.ask("system.demoProgress", {})).toMatchObject(making(false));
  expect(await page.door.ask("system.state", {})).toMatchObject({
    ok: true,
    value: { isSetUp: true, isDemo: false, communityName: setUpInput.name },
  });
});
