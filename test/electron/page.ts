import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import type { DesktopBridge } from "#ui/desktop.ts";
import { type Door, portDoor } from "#ui/door.ts";
import { builtProgram } from "../support/built.ts";
import type { ElectronStub } from "./electron-stub.ts";
import type { StubWindow } from "./stub-window.ts";

type Told = { source: unknown; data: unknown; ports: MessagePort[] };

/** The page's side of a window: the built preload script in a bare context, and the real door over its ports. */
export const openPage = async (stub: ElectronStub, window: StubWindow) => {
  const { preload } = await builtProgram();
  const { webContents } = window;
  const listeners: ((told: Told) => void)[] = [];
  const fromMain = new Map<string, (event: { ports: MessagePort[] }) => void>();
  const exposed: Record<string, unknown> = {};
  const required: string[] = [];

  const page = {
    addEventListener: (_type: "message", listener: (told: Told) => void) => void listeners.push(listener),
    postMessage: (data: unknown, _target: string, ports: MessagePort[] = []) =>
      queueMicrotask(() => {
        for (const listener of listeners) listener({ source: page, data, ports });
      }),
  };
  webContents.mainFrame.receive = (channel, ports) =>
    fromMain.get(channel)?.({ ports: ports as unknown as MessagePort[] });
  const sender = () => ({ sender: webContents, senderFrame: webContents.mainFrame, ports: [] });

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value;
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: (event: { ports: MessagePort[] }) => void) =>
        void fromMain.set(channel, listener),
      send: (channel: string) => void stub.ipcEvents.emit(channel, sender()),
      invoke: async (channel: string, input: unknown) =>
        stub.invocable.get(channel)?.(sender(), structuredClone(input)),
    },
  };
  const requireInSandbox = (name: string) => {
    required.push(name);
    if (name !== "electron") throw new Error(`A sandboxed preload script cannot require ${name}`);
    return electron;
  };
  runInNewContext(readFileSync(preload, "utf8"), { window: page, require: requireInSandbox });

  const reached: boolean[] = [];
  const door: Door = portDoor((use) => {
    page.addEventListener("message", ({ source, data, ports: [port] }) => {
      if (source === page && data === "core-port" && port) use(port);
    });
    page.postMessage("core-port-wanted", "*");
  });
  const turns: (() => void)[] = [];
  door.onReach((isReached) => {
    reached.push(isReached);
    for (const turn of turns.splice(0)) turn();
  });
  /** Resolves when the page has been told this often whether the core answers. */
  const whenReached = async (count: number) => {
    while (reached.length < count) await new Promise<void>((resolve) => turns.push(resolve));
    return reached;
  };
  return { door, bridge: exposed.desktopBridge as DesktopBridge, exposed, required, whenReached };
};
