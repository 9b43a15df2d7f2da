import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./ensure-built.ts";
import { hasDisplay, insteadSentence, type Machine, windowProblem } from "./ways-to-run.ts";

const root = join(import.meta.dirname, "..");
const argv = process.argv.slice(2);
const machine: Machine = { platform: process.platform, isRoot: process.getuid?.() === 0, env: process.env };

/** A slow network must not keep the desk from opening. */
const fetchingLimitMs = 20_000;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

type Ending = { code: number | null; signal: NodeJS.Signals | null; wasAsked: boolean };

/** Runs until the program ends, and hands it every signal that is meant for it. */
const untilEnded = (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve, reject) => {
    let wasAsked = false;
    const forward = (signal: NodeJS.Signals) => {
      wasAsked = true;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve({ code, signal, wasAsked });
    });
  });

const leaveLike = ({ code, signal }: Ending): never =>
  process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));

/** Electron's own installer ends at once where the binary is there, and fetches it otherwise. */
const hasElectron = async (): Promise<boolean> => {
  const installer = spawn(process.execPath, [join(root, "node_modules", "electron", "install.js")], {
    stdio: "ignore",
    timeout: fetchingLimitMs,
    killSignal: "SIGKILL",
  });
  const ending = await untilEnded(installer);
  return ending.wasAsked ? leaveLike(ending) : ending.code === 0;
};

const runInBrowser = async (problem: string): Promise<never> => {
  process.stdout.write(`${insteadSentence(problem)}\n`);
  const opens = hasDisplay(machine) ? ["--open"] : [];
  const host = join(root, "out", "main", "serve.js");
  return leaveLike(await untilEnded(spawn(process.execPath, [host, ...argv, ...opens], { stdio: "inherit" })));
};

const runInWindow = async (): Promise<never> => {
  const electron = createRequire(import.meta.url)("electron") as unknown as string;
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const ending = await untilEnded(spawn(electron, [root, ...argv], { stdio: "inherit", env }));
  // Chromium ends itself by a signal where the system forbids its sandbox.
  if (ending.signal !== null && !ending.wasAsked) return runInBrowser("系统不允许桌面窗口的沙盒运行");
  return leaveLike(ending);
};

try {
  await ensureBuilt(root);
  const problem =
    windowProblem(machine) ??
    ((await hasElectron()) ? null : "这台电脑上没有桌面窗口要用的 Electron，20 秒内也没有下载到");
  await (problem === null ? runInWindow() : runInBrowser(problem));
} catch (error) {
  process.stderr.write(`没有启动：${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
