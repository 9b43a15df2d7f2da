import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const sources = [
  "src",
  "electron",
  "resources/page",
  "electron.vite.config.ts",
  "postcss.config.cjs",
  "package.json",
  "package-lock.json",
];

const products = [
  "out/main/main.js",
  "out/main/core-process.js",
  "out/main/serve.js",
  "out/main/file-worker.js",
  "out/preload/preload.cjs",
  "out/renderer/index.html",
];

/** The newest change below a path. A folder counts too, because it changes when a file goes away. */
const newestMs = (path: string): number => {
  if (!existsSync(path) || path.endsWith(".test.ts")) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stat.mtimeMs);
};

/** Whether everything in out/ was built after the last change to what it is built from. */
export const isBuilt = (root: string): boolean => {
  const paths = products.map((path) => join(root, path));
  if (!paths.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  return sources.every((path) => newestMs(join(root, path)) <= oldest);
};

/** A build takes seconds; a lock older than this was left by one that was killed. */
const staleLockMs = 120_000;

const withLock = async (folder: string, work: () => Promise<void>) => {
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
    const isStale = existsSync(folder) && Date.now() - statSync(folder).mtimeMs > staleLockMs;
    if (isStale) rmdirSync(folder);
    else await wait(100);
  }
  try {
    await work();
  } finally {
    rmdirSync(folder);
  }
};

/** Builds the program where out/ is missing or older than its sources; several may ask at the same time. */
export const ensureBuilt = async (root: string): Promise<void> => {
  if (isBuilt(root)) return;
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  await withLock(join(cache, "build.lock"), async () => {
    if (isBuilt(root)) return;
    const startedAt = new Date();
    const builder = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
    await promisify(execFile)(process.execPath, [builder, "build"], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    // What is changed while the build runs is not in it.
    for (const path of products) utimesSync(join(root, path), startedAt, startedAt);
  });
};
