import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { ensureBuilt } from "../../build/ensure-built.ts";

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
await ensureBuilt(root);
await build({
  root,
  configFile: false,
  logLevel: "warn",
  build: {
    ssr: join(root, "test/bench/run.ts"),
    outDir,
    emptyOutDir: true,
    rolldownOptions: { external: /^better-sqlite3$/ },
  },
});
const { runBench } = (await import(pathToFileURL(join(outDir, "run.js")).href)) as typeof import("./run.ts");
await runBench({
  workerUrl: pathToFileURL(join(root, "out/main/file-worker.js")),
  resultPath: join(root, "out/bench.json"),
  only: values.only,
  smallCount: Number(values.small),
  largeCount: Number(values.large),
});
