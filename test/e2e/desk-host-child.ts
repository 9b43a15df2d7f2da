import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { FromHost, HostWork, HostWorkName, Sitter, ToHost } from "../support/desk-messages.ts";

export const projectFolder = join(import.meta.dirname, "../..");
/** Where the set-up of the journeys builds test/support/desk-host.ts. */
export const deskHostPath = join(projectFolder, "node_modules/.cache/desk-host/desk-host.mjs");

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void };
type Said = Extract<FromHost, { said: unknown }>["said"];

let child: ChildProcess | undefined;
const waiting = new Map<number, Waiting>();
const hearers = new Map<string, (said: Said) => void>();
let lastId = 0;

/** The program that keeps the cores, one for each worker of Playwright; it ends with the worker. */
const host = (): ChildProcess => {
  if (child) return child;
  const started = fork(deskHostPath, [join(projectFolder, "out")], { serialization: "advanced" });
  started.on("message", (message: FromHost) => {
    if ("said" in message) {
      hearers.get(message.port)?.(message.said);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ("error" in message) asked?.reject(new Error(message.error));
    else asked?.resolve(message.answer);
  });
  started.on("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The host of the journeys ended with ${code}`));
    waiting.clear();
    child = undefined;
  });
  child = started;
  return started;
};

const tell = (message: ToHost) => {
  host().send(message);
};

export const askHost = <N extends HostWorkName>(work: N, ask: HostWork[N]["ask"]): Promise<HostWork[N]["answer"]> =>
  new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve: (answer) => resolve(answer as HostWork[N]["answer"]), reject });
    tell({ id: lastId, work, ask } as ToHost);
  });

export type HostPort = { say(message: Extract<ToHost, { say: unknown }>["say"]): void; leave(): void };

let lastPort = 0;

/** A port of its own to a centre's core. */
export const openHostPort = async (centre: string, sitter: Sitter, hear: (said: Said) => void): Promise<HostPort> => {
  lastPort += 1;
  const port = `port-${lastPort}`;
  hearers.set(port, hear);
  await askHost("port", { centre, sitter, port });
  return {
    say: (message) => tell({ port, say: message }),
    leave: () => {
      hearers.delete(port);
      tell({ port, leave: true });
    },
  };
};
