import { parseArgs } from "node:util";
import type { MessagePortMain } from "electron";
import { type Centre, openCentre } from "#app/centre.ts";
import { logTo, systemClock } from "#app/core.ts";
import { instantOf } from "#base/dates.ts";
import { BackupProblem } from "#core/backup-problem.ts";
import { isMendedByBackup, StartProblem } from "#core/start-problem.ts";
import { driveJobs } from "#host/drive-jobs.ts";
import { type Port, type ServedPort, servePort } from "#host/port.ts";
import { momentOf, newestBackups } from "#host/start-sentence.ts";
import { type FromCoreProcess, type OfferedBackup, ToCoreProcess } from "./core-messages.ts";

const { parentPort } = process;

const tell = (message: FromCoreProcess) => parentPort.postMessage(message);

const portOf = (port: MessagePortMain): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on("message", ({ data }) => listener(data));
  },
  onClose: (listener) => {
    port.on("close", listener);
  },
});

const { values } = parseArgs({
  options: { data: { type: "string" }, demo: { type: "boolean", default: false }, restore: { type: "string" } },
});
const workerUrl = new URL("./file-worker.js", import.meta.url);
const servedPorts = new Set<ServedPort>();
const triedBackups = new Set<string>();
let centre: Centre | undefined;

/** The newest copy that was not tried in vain. */
const offered = (folder: string): OfferedBackup | null => {
  const backup = newestBackups(folder).find(({ path }) => !triedBackups.has(path));
  return backup ? { path: backup.path, madeAt: momentOf(backup) } : null;
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof StartProblem || error instanceof BackupProblem) return error.sentence;
  return `没有启动：${error instanceof Error ? error.message : String(error)}`;
};

/**
 * Asks for what the button of the first run asks for, so that the page tells how far it is. A folder that holds a
 * centre refuses; where it fails otherwise, the button stands there still.
 */
const makeDemo = ({ core }: Centre) => {
  const session = core.openSession();
  core.handle(session, "system.openDemo", {});
  core.closeSession(session);
};

const open = (restoreFrom: string | undefined) => {
  const folder = values.data;
  try {
    if (folder === undefined) throw new Error("--data is missing");
    if (restoreFrom !== undefined) triedBackups.add(restoreFrom);
    centre = openCentre(folder, { workerUrl, restoreFrom });
    driveJobs(centre.core);
    centre.onReplaced((core) => {
      driveJobs(core);
      for (const port of servedPorts) port.serve(core);
    });
    if (values.demo) makeDemo(centre);
    tell({ state: "opened" });
  } catch (error) {
    // The process stays until it is told to go: leaving at once could lose the sentence on its way.
    const mayHelp = error instanceof BackupProblem || (error instanceof StartProblem && isMendedByBackup(error));
    const backup = mayHelp && folder !== undefined ? offered(folder) : null;
    tell({ state: "refused", sentence: sentenceOf(error), backup });
  }
};

parentPort.on("message", ({ data, ports }) => {
  const message = ToCoreProcess.parse(data);
  if (message === "close") {
    centre?.close();
    process.exit(0);
  }
  if (message !== "serve") {
    if (!centre) open(message.restore);
    return;
  }
  const [port] = ports;
  if (!centre || !port) return;
  const served = servePort(centre.core, portOf(port));
  servedPorts.add(served);
  port.on("close", () => servedPorts.delete(served));
  port.start();
});

const { data: dataFolder } = values;
// An installed program has no console on which the last words of a dying process could be read.
if (dataFolder !== undefined)
  process.on("uncaughtExceptionMonitor", (error) =>
    logTo(dataFolder)({ at: instantOf(systemClock()), operation: "core-process", error }),
  );
open(values.restore);
