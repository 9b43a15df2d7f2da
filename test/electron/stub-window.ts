import { EventEmitter } from "node:events";
import type { MessagePort } from "node:worker_threads";
import type { BrowserWindowConstructorOptions } from "electron";

/** A frame as main sees it; the page under test takes what main sends through `receive`. */
export type StubFrame = {
  url: string;
  parent: StubFrame | null;
  receive: ((channel: string, ports: MessagePort[]) => void) | null;
  postMessage(channel: string, message: unknown, ports?: MessagePort[]): void;
};

export const frameAt = (url: string, parent: StubFrame | null = null): StubFrame => {
  const frame: StubFrame = {
    url,
    parent,
    receive: null,
    postMessage: (channel, _message, ports = []) => frame.receive?.(channel, ports),
  };
  return frame;
};

/** An event that its listener may stop. */
export const stoppable = <T extends object>(more: T) => {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
};

export type StubContents = EventEmitter & {
  mainFrame: StubFrame;
  openHandler: ((details: { url: string }) => { action: string }) | null;
  /** What the printer answers. */
  printer: [isPrinted: boolean, reason: string];
  printed: Electron.WebContentsPrintOptions[];
  pdfs: Electron.PrintToPDFOptions[];
  reloadCount: number;
};

export type StubWindow = EventEmitter & {
  given: BrowserWindowConstructorOptions;
  webContents: StubContents;
  calls: string[];
  minimize(): void;
  isFullScreen(): boolean;
  close(): void;
};

const openContents = (): StubContents => {
  const page: StubContents = Object.assign(new EventEmitter(), {
    mainFrame: frameAt("about:blank"),
    openHandler: null,
    printer: [true, ""] as [boolean, string],
    printed: [],
    pdfs: [],
    reloadCount: 0,
    setWindowOpenHandler: (handler: NonNullable<StubContents["openHandler"]>) => {
      page.openHandler = handler;
    },
    reload: () => {
      page.reloadCount += 1;
    },
    print: (how: Electron.WebContentsPrintOptions, done: (isPrinted: boolean, reason: string) => void) => {
      page.printed.push(how);
      done(...page.printer);
    },
    printToPDF: async (how: Electron.PrintToPDFOptions) => {
      page.pdfs.push(how);
      return Buffer.from("%PDF-1.7 stub");
    },
  });
  return page;
};

export const openStubWindow = (given: BrowserWindowConstructorOptions): StubWindow => {
  const webContents = openContents();
  const calls: string[] = [];
  const note = (call: string) => () => void calls.push(call);
  let isMinimized = false;
  let isFullScreen = given.fullscreen === true;
  const window: StubWindow = Object.assign(new EventEmitter(), {
    given,
    webContents,
    calls,
    loadURL: async (address: string) => {
      webContents.mainFrame.url = address;
    },
    show: note("show"),
    focus: note("focus"),
    maximize: note("maximize"),
    restore: note("restore"),
    minimize: () => {
      isMinimized = true;
    },
    isMinimized: () => isMinimized,
    isMaximized: () => calls.includes("maximize"),
    removeMenu: note("removeMenu"),
    setFullScreen: (isOn: boolean) => {
      isFullScreen = isOn;
    },
    isFullScreen: () => isFullScreen,
    getBounds: () => ({ x: given.x ?? 0, y: given.y ?? 0, width: given.width ?? 0, height: given.height ?? 0 }),
    getNormalBounds: () => ({ x: given.x, y: given.y, width: given.width, height: given.height }),
    close: () => {
      window.emit("close", stoppable({}));
      window.emit("closed");
    },
  });
  return window;
};
