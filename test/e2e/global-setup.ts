import { basename, dirname } from "node:path";
import { build } from "vite";
import { ensureBuilt } from "../../build/ensure-built.ts";
import { deskHostPath, projectFolder } from "./desk-host-child.ts";

/** Builds the page and the programs where they are older than their sources, and the journeys' own host. */
export default async (): Promise<void> => {
  await ensureBuilt(projectFolder);
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: "warn",
    build: {
      ssr: "test/support/desk-host.ts",
      // Not into out/, which goes into the package as it is.
      outDir: dirname(deskHostPath),
      emptyOutDir: true,
      target: "node22",
      rolldownOptions: { output: { entryFileNames: basename(deskHostPath) } },
    },
  });
};
