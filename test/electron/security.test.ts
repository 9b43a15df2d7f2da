import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { contentSecurityPolicy } from "#host/content-policy.ts";
import { projectFolder } from "../support/built.ts";
import { startedThings } from "./boot.ts";
import { builtScripts } from "./bundles.ts";
import { openPage } from "./page.ts";
import { frameAt, stoppable } from "./stub-window.ts";

// The twenty points of Electron's security checklist, in its order, each on the built program.

const started = startedThings();
afterEach(started.putAway);

const boot = async () => {
  const stub = await started.boot({ folder: started.folder() });
  const window = stub.windows[0];
  if (!window) throw new Error("No window was opened");
  const answer = async (address: string, method = "GET") => {
    const response = await stub.seen.pageHandler?.(new Request(address, { method }));
    if (!response) throw new Error("Nobody answers the page's addresses");
    return response;
  };
  return { stub, window, page: window.webContents, preferences: window.given.webPreferences ?? {}, answer };
};

const configuration = createRequire(import.meta.url)(join(projectFolder, "electron-builder.cjs")) as {
  electronFuses: Record<string, boolean>;
};

test("1. only secure content is loaded: the program's own, and nothing by http", async () => {
  const { page } = await boot();
  expect(page.mainFrame.url).toBe("app://bundle/index.html");
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*/);
  const { entry } = await builtScripts();
  expect(entry).not.toMatch(/loadURL\([^)]*http/);
});

test("2. no page has Node", async () => {
  const { preferences } = await boot();
  expect(preferences.nodeIntegration).toBe(false);
  expect(preferences.nodeIntegrationInWorker).not.toBe(true);
  expect(preferences.nodeIntegrationInSubFrames).not.toBe(true);
});

test("3. context isolation is on", async () => {
  const { preferences } = await boot();
  expect(preferences.contextIsolation).toBe(true);
});

test("4. every page is sandboxed, and no switch takes that away", async () => {
  const { stub, preferences } = await boot();
  expect(preferences.sandbox).toBe(true);
  expect(stub.seen.calls).toContain("enableSandbox");
  expect(stub.seen.switches).toEqual([["lang", "zh-CN"]]);
  const scripts = await builtScripts();
  for (const { code } of scripts.main) expect(code).not.toContain("no-sandbox");
});

test("5. every permission is refused, whether asked for or looked up", async () => {
  const { stub, page } = await boot();
  const { decideRequest, decideCheck, decideDevice } = stub.seen;
  for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "openExternal", "fileSystem"]) {
    const decided: boolean[] = [];
    decideRequest?.(page, permission, (isGranted: boolean) => decided.push(isGranted));
    expect(decided).toEqual([false]);
  }
  expect(decideCheck?.()).toBe(false);
  expect(decideDevice?.()).toBe(false);
  const download = stoppable({});
  stub.sessionEvents.emit("will-download", download);
  expect(download.defaultPrevented).toBe(true);
});

test("6. web security stays on", async () => {
  const { preferences } = await boot();
  expect(preferences.webSecurity).not.toBe(false);
  const { entry } = await builtScripts();
  expect(entry).not.toMatch(/disable-web-security|webSecurity/);
});

test("7. the page comes with the content policy of the other host, which allows no script but the program's", async () => {
  const { answer } = await boot();
  for (const address of ["app://bundle/index.html", "app://bundle/", "app://bundle/icon.svg", "app://bundle/absent"]) {
    const response = await answer(address);
    expect(response.headers.get("Content-Security-Policy")).toBe(contentSecurityPolicy);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  }
  const rules = new Map(contentSecurityPolicy.split("; ").map((rule) => [rule.split(" ")[0], rule]));
  expect(rules.get("default-src")).toBe("default-src 'none'");
  expect(rules.get("script-src")).toBe("script-src 'self'");
  expect(rules.get("frame-ancestors")).toBe("frame-ancestors 'none'");
});

test("8. insecure content is not allowed to run", async () => {
  const { preferences } = await boot();
  expect(preferences.allowRunningInsecureContent).not.toBe(true);
});

test("9. no experimental feature is on", async () => {
  const { preferences, stub } = await boot();
  expect(preferences.experimentalFeatures).not.toBe(true);
  expect(stub.seen.switches.flat()).not.toContain("enable-experimental-web-platform-features");
});

test("10. no Blink feature is on", async () => {
  const { preferences, stub } = await boot();
  expect(preferences.enableBlinkFeatures).toBeUndefined();
  expect(stub.seen.switches.flat()).not.toContain("enable-blink-features");
});

test("11. no webview allows popups: there is none", async () => {
  const { preferences } = await boot();
  expect(preferences.webviewTag).not.toBe(true);
  const { page } = await builtScripts();
  for (const { code } of page) expect(code).not.toMatch(/<webview|allowpopups/);
});

test("12. a webview that appears all the same is not attached", async () => {
  const { page } = await boot();
  const attaching = stoppable({});
  page.emit("will-attach-webview", attaching, {}, {});
  expect(attaching.defaultPrevented).toBe(true);
});

test("13. no page leads away from the program", async () => {
  const { page } = await boot();
  for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
    for (const [url, isStopped] of [
      ["app://bundle/index.html", false],
      ["https://example.com/", true],
      ["file:///etc/passwd", true],
      ["app://bundle.example.com/", true],
      ["app://other/index.html", true],
      ["javascript:alert(1)", true],
    ] as const) {
      const leaving = stoppable({ url });
      page.emit(name, leaving);
      expect(leaving.defaultPrevented).toBe(isStopped);
    }
  }
});

test("14. no page opens a window, not even of our own", async () => {
  const { page } = await boot();
  for (const url of ["https://example.com/", "app://bundle/index.html", "about:blank"])
    expect(page.openHandler?.({ url })).toEqual({ action: "deny" });
});

test("15. nothing is handed to the system to open: the shell is not even imported", async () => {
  const { entry, preload } = await builtScripts();
  for (const code of [entry, preload]) expect(code).not.toMatch(/openExternal|openPath|\bshell\b/);
});

test("16. Electron is pinned to one exact version of a line that is still kept up", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
    devDependencies: { electron: string };
  };
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number(devDependencies.electron.split(".")[0])).toBeGreaterThanOrEqual(45);
});

test("17. the sender of every message is checked", async () => {
  const { stub, page } = await boot();
  const foreign = frameAt("https://example.com/");
  const received: string[] = [];
  foreign.receive = (channel) => void received.push(channel);
  expect(stub.ipcEvents.eventNames()).toEqual(["core-port-wanted"]);
  stub.ipcEvents.emit("core-port-wanted", { sender: page, senderFrame: foreign });
  expect(received).toEqual([]);
  expect(stub.invocable.size).toBe(5);
  for (const handler of stub.invocable.values())
    expect(() => handler({ sender: page, senderFrame: foreign }, undefined)).toThrow("Refused");
});

test("18. pages come from the program's own scheme, which never leaves the page's folder", async () => {
  const { stub, answer } = await boot();
  expect(stub.seen.schemes).toEqual([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  const index = await answer("app://bundle/index.html");
  expect(index.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(await index.text()).toContain('<div id="root">');
  for (const path of [
    "..%2f..%2fpackage.json",
    "%2e%2e/main/main.js",
    "..%2fmain%2fmain.js",
    "assets%2f..%2f..%2fmain",
  ]) {
    const response = await answer(`app://bundle/${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  }
  expect((await answer("app://bundle/%ff")).status).toBe(400);
  expect((await answer("app://other/index.html")).status).toBe(403);
  expect((await answer("app://bundle/index.html", "POST")).status).toBe(403);
  const { entry } = await builtScripts();
  expect(entry).not.toMatch(/loadFile|file:\/\//);
});

test("19. the fuses are set: no Node mode, no debugger, only the checked archive", () => {
  expect(configuration.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test("20. the page sees five abilities of the desktop and nothing of Electron", async () => {
  const { stub, window } = await boot();
  const { exposed, required } = await openPage(stub, window);
  expect(required).toEqual(["electron"]);
  expect(Object.keys(exposed)).toEqual(["desktopBridge"]);
  const abilities = exposed.desktopBridge as Record<string, (...given: unknown[]) => unknown>;
  expect(Object.keys(abilities).sort()).toEqual(["chooseFolder", "openBeside", "print", "saveFile", "savePdf"]);
  for (const ability of Object.values(abilities)) expect(ability).toBeTypeOf("function");
});
