import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from "electron";
import { type CoreUnderTest, forkCore } from "./core-fork.ts";
import { openStubWindow, type StubWindow, stoppable } from "./stub-window.ts";

type Real = typeof import("electron");
type Part<P extends keyof Real, M extends keyof Real[P]> = Pick<Real[P], M>;

/** What the person answers to the dialogs. */
export type Person = { messageBox: number; savePath: string | null; folder: string | null };

export type StubOptions = {
  folder: string;
  isPackaged?: boolean;
  isSecondStart?: boolean;
  displays?: { x: number; y: number; width: number; height: number }[];
};

// The many overloads of `on` cannot be spelled by a stub; the program's calls are checked against the real types.
const listeningTo = (emitter: EventEmitter) => emitter.on.bind(emitter) as never;

/** The part of Electron that the desktop shell uses, with everything that it was told written down. */
export const createElectronStub = (options: StubOptions) => {
  const paths = new Map<string, string>();
  for (const name of ["appData", "documents", "userData"]) paths.set(name, join(options.folder, name));
  for (const path of paths.values()) mkdirSync(path, { recursive: true });

  const person: Person = { messageBox: 0, savePath: null, folder: null };
  const windows: StubWindow[] = [];
  const cores: CoreUnderTest[] = [];
  const invocable = new Map<string, (event: unknown, input: unknown) => unknown>();
  const appEvents = new EventEmitter();
  const ipcEvents = new EventEmitter();
  const sessionEvents = new EventEmitter();
  const seen = {
    calls: [] as string[],
    switches: [] as string[][],
    lockedWith: undefined as unknown,
    schemes: [] as Electron.CustomScheme[],
    pageHandler: undefined as ((request: Request) => Response | Promise<Response>) | undefined,
    boxes: [] as { message: string; detail: string; buttons: string[] }[],
    saveDialogs: [] as Electron.SaveDialogOptions[],
    menu: [] as MenuItemConstructorOptions[],
    decideRequest: undefined as ((...given: unknown[]) => void) | undefined,
    decideCheck: undefined as (() => boolean) | undefined,
    decideDevice: undefined as (() => boolean) | undefined,
    checksSpelling: true,
  };
  let leave: (code: number) => void = () => undefined;
  const whenLeft = new Promise<number>((resolve) => {
    leave = resolve;
  });
  const note = (call: string) => () => void seen.calls.push(call);

  /** Electron closes the windows first; then the program may ask to wait. */
  const quit = () => {
    appEvents.emit("before-quit", stoppable({}));
    for (const window of [...windows]) window.close();
    const last = stoppable({});
    appEvents.emit("will-quit", last);
    if (!last.defaultPrevented) leave(0);
  };

  // The program says `new`, so these two are no arrow functions.
  function BrowserWindow(given: BrowserWindowConstructorOptions) {
    const window = openStubWindow(given);
    windows.push(window);
    window.on("closed", () => {
      windows.splice(windows.indexOf(window), 1);
    });
    appEvents.emit("web-contents-created", stoppable({}), window.webContents);
    return window;
  }
  function MessageChannelMain() {
    return new MessageChannel();
  }

  const electron = {
    app: {
      isPackaged: options.isPackaged ?? false,
      commandLine: {
        appendSwitch: (...given: string[]) => void seen.switches.push(given),
      } as Electron.CommandLine,
      enableSandbox: note("enableSandbox"),
      exit: (code = 0) => leave(code),
      getName: () => "小板凳工作台",
      getPath: (name) => paths.get(name) ?? options.folder,
      getVersion: () => "0.0.0",
      on: listeningTo(appEvents),
      quit,
      relaunch: note("relaunch"),
      requestSingleInstanceLock: (told) => {
        seen.lockedWith = told;
        return options.isSecondStart !== true;
      },
      setAboutPanelOptions: note("setAboutPanelOptions"),
      setPath: (name, path) => {
        mkdirSync(path, { recursive: true });
        paths.set(name, path);
      },
      whenReady: async () => undefined,
    } satisfies Part<
      "app",
      | "isPackaged"
      | "commandLine"
      | "enableSandbox"
      | "exit"
      | "getName"
      | "getPath"
      | "getVersion"
      | "on"
      | "quit"
      | "relaunch"
      | "requestSingleInstanceLock"
      | "setAboutPanelOptions"
      | "setPath"
      | "whenReady"
    >,
    BrowserWindow: Object.assign(BrowserWindow, {
      getAllWindows: () => windows,
      fromWebContents: (page: unknown) => windows.find(({ webContents }) => webContents === page) ?? null,
    }),
    dialog: {
      showErrorBox: (message, detail) => void seen.boxes.push({ message, detail, buttons: [] }),
      showMessageBox: async (...given: unknown[]) => {
        const { message, detail = "", buttons = [] } = given.at(-1) as Electron.MessageBoxOptions;
        seen.boxes.push({ message, detail, buttons });
        return { response: person.messageBox, checkboxChecked: false };
      },
      showOpenDialog: async () => ({
        canceled: person.folder === null,
        filePaths: person.folder === null ? [] : [person.folder],
      }),
      showSaveDialog: async (...given: unknown[]) => {
        seen.saveDialogs.push(given.at(-1) as Electron.SaveDialogOptions);
        return { canceled: person.savePath === null, filePath: person.savePath ?? "" };
      },
    } satisfies Part<"dialog", "showErrorBox" | "showMessageBox" | "showOpenDialog" | "showSaveDialog">,
    ipcMain: {
      handle: (channel, listener) =>
        void invocable.set(channel, listener as (event: unknown, input: unknown) => unknown),
      on: listeningTo(ipcEvents),
    } satisfies Part<"ipcMain", "handle" | "on">,
    Menu: {
      buildFromTemplate: (template) => ({ items: template }) as unknown as Electron.Menu,
      setApplicationMenu: (menu) => {
        seen.menu = (menu?.items ?? []) as unknown as MenuItemConstructorOptions[];
      },
    } satisfies Part<"Menu", "buildFromTemplate" | "setApplicationMenu">,
    MessageChannelMain,
    protocol: {
      handle: (_scheme, handler) => {
        seen.pageHandler = handler as (request: Request) => Response | Promise<Response>;
      },
      registerSchemesAsPrivileged: (schemes) => void seen.schemes.push(...schemes),
    } satisfies Part<"protocol", "handle" | "registerSchemesAsPrivileged">,
    screen: {
      getAllDisplays: () =>
        (options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }]).map(
          (workArea, id) => ({ id, workArea, bounds: workArea }) as Electron.Display,
        ),
      // Where the window's upper left corner stands.
      getDisplayMatching: ({ x, y }) =>
        electron.screen
          .getAllDisplays()
          .find(
            ({ bounds }) =>
              x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height,
          ) as Electron.Display,
      getPrimaryDisplay: () => electron.screen.getAllDisplays()[0] as Electron.Display,
    } as Part<"screen", "getAllDisplays" | "getDisplayMatching" | "getPrimaryDisplay">,
    session: {
      defaultSession: {
        on: listeningTo(sessionEvents),
        setPermissionRequestHandler: (decide) => {
          seen.decideRequest = decide as unknown as typeof seen.decideRequest;
        },
        setPermissionCheckHandler: (decide) => {
          seen.decideCheck = decide as unknown as typeof seen.decideCheck;
        },
        setDevicePermissionHandler: (decide) => {
          seen.decideDevice = decide as unknown as typeof seen.decideDevice;
        },
        setSpellCheckerEnabled: (isOn) => {
          seen.checksSpelling = isOn;
        },
      } satisfies Pick<
        Electron.Session,
        | "on"
        | "setPermissionRequestHandler"
        | "setPermissionCheckHandler"
        | "setDevicePermissionHandler"
        | "setSpellCheckerEnabled"
      >,
    },
    utilityProcess: {
      fork: (entry: string, argv: string[] = []) => {
        const core = forkCore(entry, argv);
        cores.push(core);
        return core;
      },
    },
  };

  return { electron, person, windows, cores, invocable, appEvents, ipcEvents, sessionEvents, seen, whenLeft, quit };
};

export type ElectronStub = ReturnType<typeof createElectronStub>;
