import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Centre, openCentre } from "#app/centre.ts";
import { databasePathOf } from "#core/centre-folder.ts";
import type { Core } from "#core/core.ts";
import { driveJobs } from "#host/drive-jobs.ts";
import { type HttpHost, openHttpHost } from "#host/http.ts";
import { type ServedPort, servePort } from "#host/port.ts";
import type { ToCore } from "#host/protocol.ts";
import { countingRandom, freshCommunity, people, startMs } from "./community.ts";
import type { FromHost, HostWork, HostWorkName, Sitter, ToHost } from "./desk-messages.ts";

/*
 * The program behind the browser's journeys: real cores in folders of their own, served over HTTP and by port. It is
 * built before the journeys and given the folder of the built page and worker.
 */

type Running = {
  centre: Centre;
  folder: string;
  /** One host for each sitter, since a host opens every session the same way. */
  hosts: Map<Sitter, Promise<HttpHost>>;
  log: string[];
  nowMs: number;
};
type OpenPort = { centre: string; served: ServedPort; hear(message: unknown): void; leave(): void };

const send = (message: FromHost) => process.send?.(message);

const builtFolder = process.argv[2] ?? "";
const community = freshCommunity();
const centres = new Map<string, Running>();
const ports = new Map<string, OpenPort>();
let lastCentre = 0;

const runningOf = (name: string): Running => {
  const running = centres.get(name);
  if (!running) throw new Error(`There is no centre ${name}`);
  return running;
};

/** The same core, where every new session starts with somebody signed in. */
const seated = (core: Core, sitter: Sitter): Core => ({
  ...core,
  openSession: () => {
    const sessionId = core.openSession();
    if (sitter === "nobody") return sessionId;
    const { pin } = people[sitter];
    const reply = core.handle(sessionId, "system.signIn", { accountId: community.accountIds[sitter], pin });
    if (!reply.ok || !(reply.value as { isSignedIn: boolean }).isSignedIn)
      throw new Error(`${sitter} could not sign in: ${JSON.stringify(reply)}`);
    return sessionId;
  },
});

const open = ({ isEmpty }: HostWork["open"]["ask"]): string => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-journey-"));
  if (!isEmpty) writeFileSync(databasePathOf(folder), community.bytes);
  const log: string[] = [];
  const running: Omit<Running, "centre"> = { folder, hosts: new Map(), log, nowMs: startMs };
  const centre = openCentre(folder, {
    workerUrl: pathToFileURL(join(builtFolder, "main/file-worker.js")),
    clock: () => running.nowMs,
    random: countingRandom(),
    log: ({ operation, error }) => log.push(`${operation}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  driveJobs(centre.core);
  lastCentre += 1;
  const name = `centre-${lastCentre}`;
  // Whoever sat there has to sign in again, as at any desk.
  centre.onReplaced((core) => {
    driveJobs(core);
    for (const host of running.hosts.values()) void host.then(({ serve }) => serve(core));
    for (const port of ports.values()) if (port.centre === name) port.served.serve(core);
  });
  centres.set(name, Object.assign(running, { centre }));
  return name;
};

const address = async ({ centre: name, sitter }: HostWork["address"]["ask"]): Promise<string> => {
  const { centre, hosts } = runningOf(name);
  const pageFolder = join(builtFolder, "renderer");
  const host = hosts.get(sitter) ?? openHttpHost(seated(centre.core, sitter), { port: 0, pageFolder });
  hosts.set(sitter, host);
  return (await host).newLaunchAddress();
};

const openPort = ({ centre: name, sitter, port }: HostWork["port"]["ask"]): null => {
  const listeners: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  const served = servePort(seated(runningOf(name).centre.core, sitter), {
    post: (said) => send({ port, said }),
    onMessage: (listener) => listeners.push(listener),
    onClose: (listener) => closers.push(listener),
  });
  ports.set(port, {
    centre: name,
    served,
    hear: (message) => {
      for (const listener of listeners) listener(message);
    },
    leave: () => {
      for (const close of closers) close();
      ports.delete(port);
    },
  });
  return null;
};

const close = async ({ centre: name }: HostWork["close"]["ask"]): Promise<string[]> => {
  const { centre, hosts, folder, log } = runningOf(name);
  for (const host of hosts.values()) await (await host).close();
  centre.close();
  rmSync(folder, { recursive: true });
  centres.delete(name);
  return log;
};

const works: {
  [N in HostWorkName]: (ask: HostWork[N]["ask"]) => HostWork[N]["answer"] | Promise<HostWork[N]["answer"]>;
} = {
  open,
  address,
  port: openPort,
  ask: ({ centre, sitter, name, input }) => {
    const core = seated(runningOf(centre).centre.core, sitter);
    return core.handle(core.openSession(), name, input);
  },
  advance: ({ centre, ms }) => {
    runningOf(centre).nowMs += ms;
    return null;
  },
  close,
};

process.on("message", (message: ToHost) => {
  if ("say" in message) return ports.get(message.port)?.hear(message.say satisfies ToCore);
  if ("leave" in message) return ports.get(message.port)?.leave();
  const { id, work, ask } = message;
  Promise.resolve()
    .then(() => (works[work] as (ask: unknown) => unknown)(ask))
    .then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});
process.on("disconnect", () => process.exit(0));
