import { join } from "node:path";
import { app, BrowserWindow, screen } from "electron";
import { pageAddress } from "./page-address.ts";
import { keepPlace, readPlace, smallestWindow, visiblePlace } from "./window-place.ts";

const screens = (): [Electron.Rectangle, ...Electron.Rectangle[]] => {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main.workArea, ...others.map(({ workArea }) => workArea)];
};

/** What every window of ours may and may not. */
export const pagePreferences = (preload: string): Electron.WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  // Dictionaries would be fetched from the network.
  spellcheck: false,
  devTools: !app.isPackaged,
});

export const reloadWhenGone = (window: BrowserWindow) => {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") window.webContents.reload();
  });
};

/** Opens the desk's window where it stood last time. */
export const openWindow = (preload: string): BrowserWindow => {
  const placePath = join(app.getPath("userData"), "window.json");
  const { isMaximized, ...bounds } = visiblePlace(readPlace(placePath), screens());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: app.getName(),
    backgroundColor: "#ffffff",
    webPreferences: pagePreferences(preload),
  });
  window.once("ready-to-show", () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on("close", () => keepPlace(placePath, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  reloadWhenGone(window);
  window.loadURL(pageAddress).catch((error: unknown) => console.error("The page did not load", error));
  return window;
};

export const bringToFront = (window: BrowserWindow) => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};
