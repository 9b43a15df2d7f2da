import { mkdtempSync, rmSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { builtProgram } from "../support/built.ts";
import { createElectronStub, type ElectronStub, type StubOptions } from "./electron-stub.ts";

const stubKey = Symbol.for("electron-stub");
const shared = globalThis as unknown as Record<symbol, ElectronStub["electron"]>;
let bootCount = 0;

// The real package would try to fetch Electron's binary as soon as it is imported.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron"
      ? { url: `electron-stub:${bootCount}`, format: "module", shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    if (!url.startsWith("electron-stub:")) return next(url, context);
    const names = Object.keys(shared[stubKey] ?? {}).join(", ");
    const source = `export const { ${names} } = globalThis[Symbol.for("electron-stub")];`;
    return { format: "module", source, shortCircuit: true };
  },
});

// The test runner transforms what its files import; the built program has to run as it is.
const { importAsItIs } = createRequire(import.meta.url)(
  "./import-as-it-is.ts",
) as typeof import("./import-as-it-is.ts");

/** Runs the built main module in this process under the stub, as if started with these arguments. */
export const bootMain = async (options: StubOptions & { argv?: string[] }): Promise<ElectronStub> => {
  const { main } = await builtProgram();
  const stub = createElectronStub(options);
  shared[stubKey] = stub.electron;
  bootCount += 1;
  const { argv } = process;
  process.argv = ["electron", ".", ...(options.argv ?? ["--data", join(options.folder, "centre")])];
  try {
    await importAsItIs(`${pathToFileURL(main).href}?boot=${bootCount}`);
  } finally {
    process.argv = argv;
  }
  // Electron tells that it is ready only after the module has been evaluated.
  await new Promise((resolve) => setImmediate(resolve));
  return stub;
};

/** Folders and programs of one test, put away after it. */
export const startedThings = () => {
  const folders: string[] = [];
  const stubs: ElectronStub[] = [];
  return {
    folder: () => {
      const folder = mkdtempSync(join(tmpdir(), "xbd-electron-"));
      folders.push(folder);
      return folder;
    },
    boot: async (options: Parameters<typeof bootMain>[0]) => {
      const stub = await bootMain(options);
      stubs.push(stub);
      return stub;
    },
    putAway: async () => {
      for (const { cores, quit, whenLeft } of stubs.splice(0)) {
        // A core that is killed while nobody leaves would be started again.
        quit();
        for (const core of cores) if (core.isRunning()) core.signal("SIGKILL");
        await Promise.all(cores.map(({ whenGone }) => whenGone));
        await whenLeft;
      }
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
    },
  };
};
