import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { ensureBuilt } from "../../build/ensure-built.ts";
import { findChromium } from "../../build/programs.ts";

/*
 * npm run bench [-- --only queries --only commands]: builds the program and the bench, as the program itself is built,
 * and runs it. Nothing here judges; the table says which figure misses its aim.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    small: { type: "string", default: "1000" },
    large: { type: "string", default: "100000" },
  },
});

const root = join(import.meta.dirname, "../..");
const outDir = join(root, "node_modules", ".cache", "bench");
const chromiumPath = findChromium();
if (chromiumPath === undefined) throw new Error("The bench needs a Chromium; npm test tells how to get one.");
await ensureBuilt(root);
await build({
  root,
  configFile: false,
  logLevel: "warn",
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    rolldownOptions: {
      external: /^better-sqlite3$|^@playwright/,
      input: ["run", "frame-server"].map((name) => join(root, "test/bench", `${name}.ts`)),
    },
  },
});
const { runBench } = (await import(pathToFileURL(join(outDir, "run.js")).href)) as typeof import("./run.ts");
await runBench({
  workerUrl: pathToFileURL(join(root, "out/main/file-worker.js")),
  resultPath: join(outDir, "result.json"),
  only: values.only,
  smallCount: Number(values.small),
  largeCount: Number(values.large),
  scripts: {
    serveScript: join(root, "out/main/serve.js"),
    frameScript: join(outDir, "frame-server.js"),
    pageFolder: join(root, "out/renderer"),
    chromiumPath,
  },
});
