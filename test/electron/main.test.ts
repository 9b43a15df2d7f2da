import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Unreached } from "#ui/door.ts";
import { setUpInput } from "../support/community.ts";
import { startedThings } from "./boot.ts";
import { openPage } from "./page.ts";
import { frameAt, type StubWindow, stoppable } from "./stub-window.ts";

const started = startedThings();
afterEach(async () => {
  vi.useRealTimers();
  await started.putAway();
});

const only = <T>(items: readonly T[]): T => {
  expect(items).toHaveLength(1);
  return items[0] as T;
};

const bootWithPage = async (folder = started.folder()) => {
  const stub = await started.boot({ folder });
  const window = only<StubWindow>(stub.windows);
  const page = await openPage(stub, window);
  return { folder, stub, window, page };
};

describe("the core process", () => {
  test("answers the page over a port that main handed on", async () => {
    const { page } = await bootWithPage();
    expect(await page.door.ask("system.state", {})).toMatchObject({ ok: true, value: { isSetUp: false } });
  });

  test("takes bytes and tells other pages what changed", async () => {
    const { page, stub, window } = await bootWithPage();
    await page.door.ask("system.setUp", setUpInput);
    const { door: other } = await openPage(stub, window);
    await other.ask("system.state", {});
    const told = new Promise((resolve) => other.onChange(resolve));
    expect(await page.door.putFile(new Blob(["茶话会照片"]))).toMatchObject({ ok: true, value: { byteCount: 15 } });
    await page.door.ask("system.lock", {});
    expect(await told).toEqual({ slices: ["system"], isOwn: false });
  });

  test("gives no port to a frame inside the page, nor to a foreign page", async () => {
    const { stub, window } = await bootWithPage();
    const { mainFrame } = window.webContents;
    for (const frame of [frameAt("app://bundle/index.html", mainFrame), frameAt("https://example.com/")]) {
      const received: string[] = [];
      frame.receive = (channel) => void received.push(channel);
      stub.ipcEvents.emit("core-port-wanted", { senderFrame: frame, sender: window.webContents, ports: [] });
      expect(received).toEqual([]);
    }
    expect(() =>
      stub.ipcEvents.emit("core-port-wanted", { senderFrame: null, sender: window.webContents, ports: [] }),
    ).not.toThrow();
  });

  test("is started again after a crash, and the page is told and goes on", async () => {
    const { page, stub } = await bootWithPage();
    await page.door.ask("system.setUp", setUpInput);
    stub.cores[0]?.signal("SIGKILL");
    expect(await page.whenReached(3)).toEqual([true, false, true]);
    expect(stub.cores).toHaveLength(2);
    expect(await page.door.ask("system.state", {})).toMatchObject({ ok: true, value: { isSetUp: true } });
  });

  test("writes its last words to the log of the centre's folder", async () => {
    const { page, stub, folder } = await bootWithPage();
    await page.door.ask("system.state", {});
    stub.cores[0]?.postMessage("nonsense");
    await page.whenReached(3);
    await stub.cores[0]?.whenGone;
    expect(stub.cores[0]?.complaints()).toContain("ZodError");
    const log = join(folder, "centre", "log");
    expect(readFileSync(join(log, only(readdirSync(log))), "utf8")).toMatch(/^\S+Z core-process .*ZodError/);
  });

  test("leaves no question unanswered when it dies", async () => {
    const { page, stub } = await bootWithPage();
    await page.door.ask("system.state", {});
    stub.cores[0]?.signal("SIGSTOP");
    const asked = page.door.ask("system.state", {});
    stub.cores[0]?.signal("SIGKILL");
    await expect(asked).rejects.toBeInstanceOf(Unreached);
  });

  test("stays away after a second crash, and the person decides", async () => {
    const { page, stub } = await bootWithPage();
    stub.person.messageBox = 0;
    stub.cores[0]?.signal("SIGKILL");
    await page.whenReached(3);
    stub.cores[1]?.signal("SIGKILL");
    expect(await stub.whenLeft).toBe(0);
    expect(stub.cores).toHaveLength(2);
    expect(only(stub.seen.boxes)).toMatchObject({
      message: "程序的数据部分停下了",
      buttons: ["重新打开", "退出"],
    });
    expect(stub.seen.calls).toContain("relaunch");
  });
});

describe("leaving", () => {
  test("waits until the core has written its checkpoint and let go of the folder", async () => {
    const { page, stub, folder } = await bootWithPage();
    await page.door.ask("system.setUp", setUpInput);
    const log = join(folder, "centre", "centre.sqlite-wal");
    expect(statSync(log).size).toBeGreaterThan(0);
    stub.quit();
    expect(stub.cores[0]?.isRunning()).toBe(true);
    expect(await stub.whenLeft).toBe(0);
    expect(stub.cores[0]?.isRunning()).toBe(false);
    expect(existsSync(log)).toBe(false);
    const { page: next } = await bootWithPage(folder);
    expect(await next.door.ask("system.state", {})).toMatchObject({ ok: true, value: { isSetUp: true } });
  });

  test("does not wait for ever for a core that hangs", async () => {
    const { page, stub } = await bootWithPage();
    await page.door.ask("system.state", {});
    stub.cores[0]?.signal("SIGSTOP");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    stub.quit();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await stub.whenLeft).toBe(0);
  });

  test("happens when the last window is closed", async () => {
    const { page, stub, window } = await bootWithPage();
    await page.door.ask("system.state", {});
    window.close();
    stub.appEvents.emit("window-all-closed");
    expect(await stub.whenLeft).toBe(0);
  });
});

describe("starting", () => {
  test("tells in Chinese why a folder cannot be opened, and leaves", async () => {
    const { folder, page } = await bootWithPage();
    await page.door.ask("system.state", {});
    const second = await started.boot({ folder });
    expect(await second.whenLeft).toBe(0);
    expect(only(second.seen.boxes)).toEqual({
      message: "没有打开数据",
      detail: "这个数据文件夹已经由另一个小板凳工作台打开。请先关掉那一个，或换到那个窗口使用。",
      buttons: ["退出"],
    });
  });

  test("opens the folder of the profile when none is named, and another one for the demonstration", async () => {
    for (const [argv, profile] of [
      [[], "xiaobandeng"],
      [["--demo"], "xiaobandeng-demo"],
    ] as const) {
      const folder = started.folder();
      const stub = await started.boot({ folder, argv: [...argv] });
      const expected = join(folder, "appData", profile, "centre");
      expect(only(stub.cores).argv.slice(0, 2)).toEqual(["--data", expected]);
      expect(only(stub.cores).argv.includes("--demo")).toBe(argv.length > 0);
    }
  });

  test("takes no folder from an argument that names none", async () => {
    const stub = await started.boot({ folder: started.folder(), argv: ["--data"] });
    expect(await stub.whenLeft).toBe(1);
    expect(only(stub.seen.boxes).detail).toBe("--data 和 --restore 后面要写一个文件夹的路径。");
    expect(stub.cores).toEqual([]);
  });

  test("a second time brings the first window to the front and opens nothing", async () => {
    const second = await started.boot({ folder: started.folder(), isSecondStart: true });
    expect(await second.whenLeft).toBe(0);
    expect(second.windows).toEqual([]);
    expect(second.cores).toEqual([]);

    const { stub, window, folder } = await bootWithPage();
    window.minimize();
    stub.appEvents.emit("second-instance", {}, [], "/", { folder: join(folder, "centre") });
    expect(window.calls).toEqual(["restore", "show", "focus"]);
    expect(stub.seen.boxes).toEqual([]);
    stub.appEvents.emit("second-instance", {}, [], "/", { folder: "/another" });
    expect(only(stub.seen.boxes).message).toBe("已经打开了另一个数据文件夹");
  });

  test("leaves Chromium's own switches alone", async () => {
    const folder = started.folder();
    const argv = ["--remote-debugging-port=0", "--data", join(folder, "here"), "--inspect=0"];
    const stub = await started.boot({ folder, argv });
    expect(only(stub.cores).argv).toEqual(["--data", join(folder, "here")]);
  });
});

describe("the window", () => {
  test("is shown once it has something to show, and remembers its place", async () => {
    const { folder, stub, window } = await bootWithPage();
    expect(window.given).toMatchObject({ show: false, width: 1440, height: 900 });
    window.emit("ready-to-show");
    expect(window.calls).toContain("show");
    const kept = join(folder, "appData", "xiaobandeng", "window.json");
    window.close();
    expect(JSON.parse(readFileSync(kept, "utf8"))).toMatchObject({ width: 1440, height: 900, isMaximized: false });
    stub.quit();
    await stub.whenLeft;
    writeFileSync(kept, JSON.stringify({ x: 100, y: 80, width: 1200, height: 700, isMaximized: true }));
    const next = only((await started.boot({ folder })).windows);
    expect(next.given).toMatchObject({ x: 100, y: 80, width: 1200, height: 700 });
    next.emit("ready-to-show");
    expect(next.calls).toEqual(["maximize", "show"]);
  });

  test("shows its page again when the page's process dies", async () => {
    const { window } = await bootWithPage();
    window.webContents.emit("render-process-gone", stoppable({}), { reason: "crashed" });
    expect(window.webContents.reloadCount).toBe(1);
  });

  test("lets the core go when Windows ends the session", async () => {
    const { stub, window, page } = await bootWithPage();
    await page.door.ask("system.state", {});
    window.emit("session-end");
    await only(stub.cores).whenGone;
    expect(stub.seen.boxes).toEqual([]);
  });
});

describe("the menu", () => {
  const labels = (menu: readonly Electron.MenuItemConstructorOptions[]): string[] =>
    menu.flatMap(({ label, submenu }) => [
      ...(label === undefined ? [] : [label]),
      ...(Array.isArray(submenu) ? labels(submenu) : []),
    ]);

  test("is in Chinese throughout", async () => {
    const { stub } = await bootWithPage();
    const all = labels(stub.seen.menu);
    expect(stub.seen.menu.map(({ label }) => label?.slice(0, 2))).toEqual(["文件", "编辑", "视图", "窗口", "帮助"]);
    for (const label of all) expect(label.replace(/\(&[A-Z]\)$/, "")).toMatch(/^[\p{Script=Han}…]+$/u);
    const items = stub.seen.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const item of items) expect(item.label !== undefined || item.type === "separator").toBe(true);
  });

  test("offers neither reloading nor a look inside once installed", async () => {
    const inside = ["重新载入页面", "开发者工具"];
    const { stub } = await bootWithPage();
    expect(labels(stub.seen.menu)).toEqual(expect.arrayContaining(inside));
    const installed = await started.boot({ folder: started.folder(), isPackaged: true });
    for (const label of inside) expect(labels(installed.seen.menu)).not.toContain(label);
    expect(only(installed.windows).given.webPreferences?.devTools).toBe(false);
  });
});
