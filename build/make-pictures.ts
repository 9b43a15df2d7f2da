import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { pictureBookings } from "./picture-bookings.ts";
import { pictureStations } from "./picture-stations.ts";
import { findChromium } from "./programs.ts";

/** Takes the pictures of the user guide from the demonstration: `npm run pictures`. */
const root = resolve(import.meta.dirname, "..");
const pictures = join(root, "docs/pictures");

const startHost = (folder: string, more: string[]): Promise<{ address: string; stop(): Promise<void> }> =>
  new Promise((done, failed) => {
    const host = spawn(process.execPath, [join(root, "out/main/serve.js"), "--data", folder, ...more]);
    // Whatever stops the pictures stops the host.
    process.once("exit", () => host.kill());
    let said = "";
    host.stdout.on("data", (text) => {
      said += text;
      const [address] = /http:\S+/.exec(said) ?? [];
      if (!address) return;
      const stop = () =>
        new Promise<void>((ended) => {
          host.once("exit", () => ended());
          host.kill("SIGTERM");
        });
      done({ address, stop });
    });
    host.once("exit", () => failed(new Error(`The host did not start: ${said}`)));
  });

const newPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  return context.newPage();
};

const take = async (page: Page, name: string) => {
  await page
    .getByLabel(/^正在(?:打开|读取)$/)
    .first()
    .waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  // What the pointer was left on would look chosen.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
};

const openFirst = async (page: Page) => {
  await page.locator("tr[data-id]").first().click();
  await page.getByRole("region", { name: "打开的记录" }).waitFor();
};

/** The reader's data lies elsewhere than that of the pictures. */
const showElsewhere = async (page: Page, folder: string) => {
  await page.route("**/ask/system.listBackups", async (route) => {
    const response = await route.fetch();
    const json: unknown = JSON.parse(await response.text(), (_key, value: unknown) =>
      typeof value === "string" && value.startsWith(folder)
        ? `D:\\小板凳${value.slice(folder.length).replaceAll("/", "\\")}`
        : value,
    );
    await route.fulfill({ response, json });
  });
};

/** The meeting that is to come: its agenda, its notice; and a quarrel that was settled. */
const pictureMeetings = async (page: Page, go: (path: string) => Promise<unknown>) => {
  const open = async (...texts: string[]) => {
    await go("/council/meetings");
    const rows = page.locator("tr[data-id]");
    await texts
      .reduce((found, hasText) => found.filter({ hasText }), rows)
      .first()
      .click();
    await page.getByRole("region", { name: "打开的记录" }).waitFor();
  };
  await open("已通知");
  await take(page, "meeting");
  await page.getByRole("region", { name: "议程顺序" }).scrollIntoViewIfNeeded();
  await take(page, "meeting-agenda");
  await page.getByRole("button", { name: "通知、议程、签到表" }).click();
  await page.getByText("回　执").first().waitFor();
  await take(page, "meeting-notice");
  await open("邻里调解会", "纪要已印发");
  await page.getByRole("region", { name: "调解协议" }).scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "打印协议书" }).waitFor();
  await take(page, "meeting-agreement");
  await go("/council/meeting-templates");
  await page.locator("tr[data-id]").first().waitFor();
  await take(page, "meeting-templates");
};

/** The meeting that was called sits: some have come, one has the floor, and words are being written down. */
const pictureSession = async (page: Page, go: (path: string) => Promise<unknown>) => {
  await go("/council/meetings");
  await page.locator("tr[data-id]").filter({ hasText: "已通知" }).first().click();
  await page.getByRole("button", { name: "开会" }).click();
  await page.getByRole("button", { name: "全屏记录" }).click();
  await page.getByRole("heading", { level: 2, name: /^一、/ }).waitFor();
  const { keyboard } = page;
  await keyboard.press("F4");
  for (let place = 1; place <= 16; place += 1) {
    await keyboard.type(String(place));
    await keyboard.press("Enter");
    await page
      .getByRole("status", { name: "刚记下的" })
      .filter({ hasText: `${place} ` })
      .waitFor();
  }
  await keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { level: 2, name: /^二、/ }).waitFor();
  await keyboard.press("F9");
  await keyboard.type("5");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: /^下一位/ }).waitFor();
  await keyboard.press("F2");
  await keyboard.type("3");
  await keyboard.press("Enter");
  await page.getByText(/正在发言$/).waitFor();
  await keyboard.type("同意，但是要留出消防通道");
  await take(page, "session");
  const opening = page.context().waitForEvent("page");
  await keyboard.press("Alt+s");
  const hall = await opening;
  await hall.setViewportSize({ width: 1280, height: 720 });
  await hall.getByRole("heading", { level: 2, name: /^二、/ }).waitFor();
  await take(hall, "screen");
  await pictureVote(page);
};

/** Ballots are called out, and the characters grow. */
const pictureVote = async (page: Page) => {
  const { keyboard } = page;
  await page.bringToFront();
  await keyboard.press("F6");
  const asking = page.getByRole("dialog", { name: /^表决/ });
  await asking.getByText("纸票", { exact: true }).click();
  await keyboard.press("Control+Enter");
  const counting = page.getByRole("dialog", { name: /^计票/ });
  await counting.getByLabel("发出").fill("16");
  await counting.getByLabel("收回").fill("16");
  await counting.getByLabel("唱票").fill("1112111311011");
  await counting.getByRole("img", { name: "唱票的正字" }).waitFor();
  await take(page, "vote");
};

/** A neighbour comes with what somebody has come with, so that the page has something to find. */
const registerTheSame = async (page: Page) => {
  const content = page.getByText("诉求内容", { exact: true }).locator("xpath=following-sibling::*[1]");
  const said = await content.innerText();
  await page.keyboard.press("F2");
  await page.getByLabel("诉求内容").fill(`我也来说这件事：${said}`);
  await page.getByText("求助", { exact: true }).click();
  await page
    .getByText(/都提到/)
    .first()
    .waitFor();
};

const chooseHome = async (page: Page) => {
  for (const step of ["小区", "楼栋", "单元", "户"])
    await page.getByRole("listbox", { name: step }).getByRole("option").first().click();
};

const pictureFirstRun = async (browser: Browser, folder: string) => {
  const host = await startHost(folder, []);
  const page = await newPage(browser);
  await page.goto(host.address);
  await page.getByText("欢迎使用").waitFor();
  await take(page, "first-run");
  await host.stop();
};

const pictureDemo = async (browser: Browser, folder: string) => {
  const host = await startHost(folder, ["--demo"]);
  const page = await newPage(browser);
  const go = (path: string) => page.goto(`${new URL("/", host.address).href}#${path}`);
  await showElsewhere(page, folder);
  await page.goto(host.address);
  await page.getByRole("radio").first().click();
  await page.keyboard.type("1234");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^今日/ }).waitFor();
  await take(page, "today");

  for (const [name, path] of [
    ["appeal", "/council/appeals?view=all"],
    ["topic", "/council/topics?view=all"],
    ["task", "/council/tasks"],
    ["follow-up", "/council/follow-ups"],
    ["promises", "/council/promises"],
    ["person", "/people/residents"],
    ["backups", "/system/backups"],
  ] as const) {
    await go(path);
    await openFirst(page);
    await take(page, name);
  }
  await go("/council/follow-ups?view=over");
  await openFirst(page);
  await page.keyboard.press("F8");
  await page.getByRole("dialog").getByRole("region", { name: "评事" }).waitFor();
  await take(page, "trace");
  await page.keyboard.press("Escape");
  await go("/council/tasks?as=board");
  await page.getByRole("region", { name: "办理中" }).waitFor();
  await take(page, "task-board");
  await go("/council/tasks?view=parked");
  await openFirst(page);
  await take(page, "task-parked");
  await go("/council/handover");
  await page.getByRole("button", { name: "写交接单" }).click();
  await page.getByRole("heading", { name: /^答应了要回话的/ }).waitFor();
  await take(page, "handover");
  await pictureMeetings(page, go);
  await go("/council/appeals?view=all");
  await openFirst(page);
  await registerTheSame(page);
  await take(page, "register");

  await go("/people/places");
  await chooseHome(page);
  await take(page, "places");
  for (const [name, path] of [
    ["import", "/import?kind=appeals"],
    ["task-sheet", "/council/task-sheet"],
  ] as const) {
    await go(path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await take(page, name);
  }
  await pictureBookings({ page, go, take, openFirst });
  await pictureStations({ page, go, take, openFirst });
  await pictureSession(page, go);
  await host.stop();
};

const folder = mkdtempSync(join(tmpdir(), "xbd-pictures-"));
const isRoot = process.getuid?.() === 0;
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: isRoot ? ["--no-sandbox"] : [],
});
try {
  await pictureFirstRun(browser, join(folder, "empty"));
  await pictureDemo(browser, join(folder, "demo"));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

// A whole meeting is pictured by the journey that holds it.
const journey = spawnSync(
  process.execPath,
  [join(root, "node_modules/@playwright/test/cli.js"), "test", "whole-meeting"],
  { cwd: root, stdio: "inherit", env: { ...process.env, XBD_PICTURES: pictures } },
);
process.exitCode = journey.status ?? 1;
