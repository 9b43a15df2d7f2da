import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { pathToFileURL } from "node:url";
import type { MessagePort } from "node:worker_threads";
import type { BridgeMessage } from "./parent-port.ts";

export type CoreUnderTest = EventEmitter & {
  readonly pid: number;
  readonly entry: string;
  readonly argv: readonly string[];
  postMessage(data: unknown, ports?: MessagePort[]): void;
  kill(): boolean;
  isRunning(): boolean;
  /** What it wrote to its error output. */
  complaints(): string;
  /** As the operating system would. */
  signal(name: "SIGKILL" | "SIGSTOP"): void;
  readonly whenGone: Promise<void>;
};

const bridge = pathToFileURL(`${import.meta.dirname}/parent-port.ts`).href;

/** `utilityProcess.fork` in plain Node: the same program in a child process, its ports carried over by the bridge. */
export const forkCore = (entry: string, argv: string[]): CoreUnderTest => {
  const child = fork(entry, argv, {
    execArgv: ["--import", bridge],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The core process did not start");
  const lines: MessagePort[] = [];
  const say = (message: BridgeMessage) => {
    if (child.connected) child.send(message);
  };
  const core: CoreUnderTest = Object.assign(new EventEmitter(), {
    pid,
    entry,
    argv,
    postMessage: (data: unknown, ports: MessagePort[] = []) => {
      const numbers = ports.map((port) => {
        const line = lines.push(port) - 1;
        port.on("message", (told: unknown) => say({ kind: "line", line, data: told }));
        port.on("close", () => say({ kind: "lineClosed", line }));
        return line;
      });
      say({ kind: "main", data, lines: numbers });
    },
    complaints: () => complaints,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => child.kill("SIGTERM"),
    signal: (name: "SIGKILL" | "SIGSTOP") => {
      process.kill(pid, name);
    },
    whenGone: new Promise<void>((resolve) => child.once("close", () => resolve())),
  });
  child.on("message", (message: BridgeMessage) => {
    if (message.kind === "main") core.emit("message", message.data);
    else if (message.kind === "line") lines[message.line]?.postMessage(message.data);
  });
  child.on("exit", (code) => {
    for (const line of lines) line.close();
    core.emit("exit", code ?? 1);
  });
  return core;
};
