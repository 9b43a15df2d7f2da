import { join } from "node:path";
import { build } from "vite";
import { ensureBuilt } from "../../build/ensure-built.ts";

/** Builds the page and the programs where they are older than their sources, and the journeys' own host. */
export default async (): Promise<void> => {
  const root = join(import.meta.dirname, "../..");
  await ensureBuilt(root);
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    build: { ssr: "test/support/desk-host.ts", outDir: "out/test", target: "node22", emptyOutDir: true },
  });
};
