import { afterEach, expect, test } from "vitest";
import { startedThings } from "./boot.ts";
import { openPage } from "./page.ts";

const started = startedThings();
afterEach(() => started.putAway());

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const projector = { x: 1366, y: 0, width: 1920, height: 1080 };

const boot = async (displays = [laptop]) => {
  const stub = await started.boot({ folder: started.folder(), displays });
  const [desk] = stub.windows;
  if (!desk) throw new Error("No window was opened");
  const { bridge } = await openPage(stub, desk);
  return { stub, desk, bridge };
};

const path = "/council/screen?id=0198-ab";

test("the screen of the hall fills the other display, with the same guards as the desk", async () => {
  const { stub, desk, bridge } = await boot([laptop, projector]);
  expect(await bridge.openBeside(path)).toBe(true);
  expect(stub.windows).toHaveLength(2);
  const [, hall] = stub.windows;
  expect(hall?.given).toMatchObject({ ...projector, fullscreen: true });
  expect(hall?.given.webPreferences).toEqual(desk.given.webPreferences);
  expect(hall?.calls).toContain("removeMenu");
  expect(hall?.webContents.mainFrame.url).toBe(`app://bundle/index.html#${path}`);
  expect(hall?.webContents.openHandler?.({ url: "https://example.com/" })).toEqual({ action: "deny" });
});

test("with one display it is a window that can be moved, and Esc and F11 turn the full screen", async () => {
  const { stub, bridge } = await boot();
  await bridge.openBeside(path);
  const [, hall] = stub.windows;
  expect(hall?.given).toMatchObject({ width: 1280, height: 720, fullscreen: false });
  const press = (key: string) => hall?.webContents.emit("before-input-event", {}, { type: "keyDown", key });
  press("F11");
  expect(hall?.isFullScreen()).toBe(true);
  press("Escape");
  expect(hall?.isFullScreen()).toBe(false);
});

test("there is one of it: asked again, it shows the new page; closed, it opens anew", async () => {
  const { stub, bridge } = await boot();
  await bridge.openBeside(path);
  await bridge.openBeside("/council/screen?id=0198-cd");
  expect(stub.windows).toHaveLength(2);
  expect(stub.windows[1]?.webContents.mainFrame.url).toMatch(/cd$/);
  stub.windows[1]?.close();
  await bridge.openBeside(path);
  expect(stub.windows).toHaveLength(2);
  expect(stub.windows[1]?.webContents.mainFrame.url).toMatch(/ab$/);
});

test("it goes when the desk goes, and a page of it that died is loaded again", async () => {
  const { stub, desk, bridge } = await boot();
  await bridge.openBeside(path);
  const [, hall] = stub.windows;
  hall?.webContents.emit("render-process-gone", {}, { reason: "crashed" });
  expect(hall?.webContents.reloadCount).toBe(1);
  desk.close();
  expect(stub.windows).toEqual([]);
});
