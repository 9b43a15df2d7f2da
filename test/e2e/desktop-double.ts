import type { Page } from "@playwright/test";
import { contentSecurityPolicy } from "#host/content-policy.ts";
import { findPageFile } from "#host/page-file.ts";
import type { Sitter } from "../support/desk-messages.ts";
import { type HostPort, openHostPort, projectFolder } from "./desk-host-child.ts";

/** Where the desktop's page stands here; a secure address, as the desktop's own is. */
export const desktopAddress = "https://desk.localhost/";

export type SavedFile = { name: string; bytes: Buffer };

declare global {
  interface Window {
    /** What the double's script and the test say to each other: texts, since bytes cannot cross. */
    deskSay(text: string): Promise<unknown>;
    deskHear(text: string): void;
  }
}

/**
 * Runs in the page before its own scripts, in the place of Electron's preload script: puts the bridge on the window
 * and hands over a port whenever one is wanted.
 */
const preloadDouble = () => {
  const toText = (message: unknown) =>
    JSON.stringify(message, (_key, value: unknown) => {
      if (!(value instanceof ArrayBuffer)) return value;
      let binary = "";
      for (const byte of new Uint8Array(value)) binary += String.fromCharCode(byte);
      return { base64: btoa(binary) };
    });
  const fromText = (text: string) =>
    JSON.parse(text, (_key, value: unknown) => {
      const base64 = (value as { base64?: unknown } | null)?.base64;
      if (typeof base64 !== "string") return value;
      return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
    });
  const ask = async <T>(name: string, given: object = {}) =>
    fromText(String(await window.deskSay(toText({ bridge: name, ...given })))) as T;

  Object.assign(window, {
    desktopBridge: {
      print: () => ask("print"),
      savePdf: (name: string) => ask("savePdf", { name }),
      saveFile: (name: string, bytes: ArrayBuffer) => ask("saveFile", { name, bytes }),
      chooseFolder: () => ask("chooseFolder"),
      openBeside: (path: string) => ask("openBeside", { path }),
    },
  });
  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data !== "core-port-wanted") return;
    const { port1, port2 } = new MessageChannel();
    window.deskHear = (text) => port1.postMessage(fromText(text));
    port1.onmessage = ({ data }) => void window.deskSay(toText({ toCore: data }));
    void window.deskSay(toText({ wantsPort: true })).then(() => window.postMessage("core-port", "*", [port2]));
  });
};

const toText = (message: unknown) =>
  JSON.stringify(message, (_key, value: unknown) =>
    value instanceof ArrayBuffer ? { base64: Buffer.from(value).toString("base64") } : value,
  );
const fromText = (text: string) =>
  JSON.parse(text, (_key, value: unknown) => {
    const base64 = (value as { base64?: unknown } | null)?.base64;
    return typeof base64 === "string" ? new Uint8Array(Buffer.from(base64, "base64")).buffer : value;
  });

export type DesktopDouble = {
  open(): Promise<void>;
  readonly prints: number;
  readonly saved: SavedFile[];
  leave(): void;
};

/** The page's desktop branch, with its port bridged to the real core and the machine's abilities played here. */
export const desktopDouble = async (page: Page, centre: string, sitter: Sitter): Promise<DesktopDouble> => {
  let port: HostPort | undefined;
  let prints = 0;
  const saved: SavedFile[] = [];

  const hear = (said: unknown) => {
    // A page that is gone, or on its way to another address, hears nothing.
    page.evaluate((text) => window.deskHear(text), toText(said)).catch(() => {});
  };
  const answerBridge = (name: string, given: { name?: string; bytes?: ArrayBuffer }) => {
    if (name === "print") prints += 1;
    if (name === "saveFile" && given.name !== undefined && given.bytes)
      saved.push({ name: given.name, bytes: Buffer.from(given.bytes) });
    return name === "chooseFolder" ? null : true;
  };

  await page.exposeFunction("deskSay", async (text: string) => {
    const message = fromText(text);
    if (message.wantsPort) {
      port?.leave();
      port = await openHostPort(centre, sitter, hear);
    } else if (message.toCore) port?.say(message.toCore);
    else return toText(answerBridge(message.bridge, message));
    return toText(null);
  });
  await page.addInitScript(preloadDouble);
  await page.route(`${desktopAddress}**`, async (route) => {
    const file = findPageFile(`${projectFolder}/out/renderer`, new URL(route.request().url()).pathname);
    if (!file) return route.fulfill({ status: 404 });
    const headers = { "Content-Type": file.mediaType, "Content-Security-Policy": contentSecurityPolicy };
    return route.fulfill({ path: file.path, headers });
  });
  return {
    open: async () => {
      await page.goto(desktopAddress);
    },
    get prints() {
      return prints;
    },
    saved,
    leave: () => port?.leave(),
  };
};
