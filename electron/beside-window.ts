import { BrowserWindow, type Rectangle, screen } from "electron";
import { pageAddress } from "./page-address.ts";
import { bringToFront, pagePreferences, reloadWhenGone } from "./window.ts";

/** Shows a page, `/council/screen?id=…`, in the second window. */
export type ShowBeside = (opener: BrowserWindow, path: string) => Promise<void>;

const usualSize = { width: 1280, height: 720 };

/** The whole of a screen on which the desk does not stand; null where there is one screen only. */
const otherScreen = (opener: BrowserWindow): Rectangle | null => {
  const own = screen.getDisplayMatching(opener.getBounds());
  return screen.getAllDisplays().find(({ id }) => id !== own.id)?.bounds ?? null;
};

/** The second window, for the hall. There is one of it, and it goes when the desk's window goes. */
export const besideWindow = (preload: string): ShowBeside => {
  let beside: BrowserWindow | null = null;

  const open = (opener: BrowserWindow): BrowserWindow => {
    const place = otherScreen(opener);
    const window = new BrowserWindow({
      ...(place ?? usualSize),
      fullscreen: place !== null,
      title: "大屏",
      backgroundColor: "#ffffff",
      webPreferences: pagePreferences(preload),
    });
    window.removeMenu();
    reloadWhenGone(window);
    window.webContents.on("before-input-event", (_event, { type, key }) => {
      if (type !== "keyDown") return;
      if (key === "Escape") window.setFullScreen(false);
      if (key === "F11") window.setFullScreen(!window.isFullScreen());
    });
    const close = () => window.close();
    opener.once("closed", close);
    window.once("closed", () => {
      opener.removeListener("closed", close);
      beside = null;
    });
    return window;
  };

  return async (opener, path) => {
    if (beside) bringToFront(beside);
    beside ??= open(opener);
    await beside.loadURL(`${pageAddress}#${path}`);
  };
};
