import { readFileSync, writeFileSync } from "node:fs";
import type { Rectangle } from "electron";
import { z } from "zod";

export const WindowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

/** 1366×768 at 125 % leaves about 1092×614 for a window. */
export const smallestWindow = { width: 960, height: 560 };
const usualWindow = { width: 1440, height: 900 };

const sharedArea = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const between = (low: number, value: number, high: number) => Math.min(Math.max(low, value), Math.max(low, high));

/** Where the window opens: where it was, as far as that can still be seen. The first screen is the main one. */
export const visiblePlace = (kept: WindowPlace | null, screens: readonly [Rectangle, ...Rectangle[]]): WindowPlace => {
  const wanted = kept ?? { x: 0, y: 0, ...usualWindow, isMaximized: false };
  const nearest = screens.reduce((best, screen) =>
    sharedArea(wanted, screen) > sharedArea(wanted, best) ? screen : best,
  );
  const screen = kept ? nearest : screens[0];
  const width = between(smallestWindow.width, wanted.width, screen.width);
  const height = between(smallestWindow.height, wanted.height, screen.height);
  const isSeen = kept !== null && sharedArea(wanted, screen) > 0;
  const left = isSeen ? wanted.x : screen.x + Math.floor((screen.width - width) / 2);
  const top = isSeen ? wanted.y : screen.y + Math.floor((screen.height - height) / 2);
  return {
    x: between(screen.x, left, screen.x + screen.width - width),
    y: between(screen.y, top, screen.y + screen.height - height),
    width,
    height,
    // A screen no larger than the usual window is better used whole.
    isMaximized: kept?.isMaximized ?? (screen.width <= usualWindow.width || screen.height <= usualWindow.height),
  };
};

/** The place kept at the last closing, or null when there is none that can be read. */
export const readPlace = (path: string): WindowPlace | null => {
  try {
    return WindowPlace.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
};

/** A window that forgets its place is no reason to keep anyone from closing it. */
export const keepPlace = (path: string, place: WindowPlace): void => {
  try {
    writeFileSync(path, JSON.stringify(place));
  } catch (error) {
    console.error("The window's place was not kept", error);
  }
};
