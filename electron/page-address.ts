import type { WebFrameMain } from "electron";

export const pageScheme = "app";
export const pageHost = "bundle";
export const pageAddress = `${pageScheme}://${pageHost}/index.html`;

export const isOurAddress = (address: string): boolean => address.startsWith(`${pageScheme}://${pageHost}/`);

/** Only the window's own page may speak to main, never a frame inside it. */
export const isOurFrame = (frame: WebFrameMain | null): frame is WebFrameMain =>
  frame !== null && frame.parent === null && isOurAddress(frame.url);
