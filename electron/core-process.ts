import { parseArgs } from "node:util";
import type { MessagePortMain } from "electron";
import { type Centre, openCentre } from "#app/centre.ts";
import { logTo, systemClock } from "#app/core.ts";
import { instantOf } from "#base/dates.ts";
import { StartProblem } from "#core/start-problem.ts";
import { driveJobs } from "#host/drive-jobs.ts";
import { type Port, servePort } from "#host/port.ts";
import { type FromCoreProcess, ToCoreProcess } from "./core-messages.ts";

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

let centre: Centre | undefined;

parentPort.on("message", ({ data, ports }) => {
  const message = ToCoreProcess.parse(data);
  if (message === "close") {
    centre?.close();
    process.exit(0);
  }
  const [port] = ports;
  if (!centre || !port) return;
  servePort(centre.core, portOf(port));
  port.start();
});

const { values } = parseArgs({ options: { data: { type: "string" }, demo: { type: "boolean", default: false } } });
try {
  const folder = values.data;
  if (folder === undefined) throw new Error("--data is missing");
  // An installed program has no console on which the last words of a dying process could be read.
  process.on("uncaughtExceptionMonitor", (error) =>
    logTo(folder)({ at: instantOf(systemClock()), operation: "core-process", error }),
  );
  centre = openCentre(folder, { workerUrl: new URL("./file-worker.js", import.meta.url) });
  driveJobs(centre.core);
  tell({ state: "opened" });
} catch (error) {
  // The process stays until it is told to go: leaving at once could lose the sentence on its way.
  const reason = error instanceof Error ? error.message : String(error);
  tell({ state: "refused", sentence: error instanceof StartProblem ? error.sentence : `没有启动：${reason}` });
}
