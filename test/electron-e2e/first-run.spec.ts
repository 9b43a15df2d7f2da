import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, expect, test } from "@playwright/test";
import { electronPath, projectFolder } from "./electron-binary.ts";
import { firstRun } from "./first-run.ts";

const folder = mkdtempSync(join(tmpdir(), "xbd-window-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = async () => {
  const program = await _electron.launch({
    executablePath: electronPath() ?? "",
    args: [projectFolder, "--data", join(folder, "centre")],
    env: { ...process.env, APPDATA: folder, XDG_CONFIG_HOME: folder } as Record<string, string>,
  });
  return { program, page: await program.firstWindow() };
};

test("the first run in the real window, and everything is there after leaving", async () => {
  const first = await open();
  await firstRun(first.page);
  expect(await first.page.evaluate(() => Object.keys(window))).toContain("desktopBridge");
  expect(await first.page.evaluate(() => "require" in window || "process" in window)).toBe(false);
  await first.program.close();

  const second = await open();
  await expect(second.page.getByText("王建国").first()).toBeVisible();
  await second.program.close();
});

test("a core process that is killed comes back, and the page goes on", async () => {
  const { program, page } = await open();
  await expect(page.getByText("王建国").first()).toBeVisible();
  const corePid = () =>
    program.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === "xiaobandeng-core")?.pid ?? 0);
  const before = await corePid();
  expect(before).toBeGreaterThan(0);
  process.kill(before, "SIGKILL");
  await expect.poll(corePid).not.toBe(before);
  await page.reload();
  await expect(page.getByText("王建国").first()).toBeVisible();
  await program.close();
});
