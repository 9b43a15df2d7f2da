import { join } from "node:path";
import { ensureBuilt } from "../../build/ensure-built.ts";

export const projectFolder = join(import.meta.dirname, "../..");

let building: Promise<void> | undefined;

/** The built program, built anew when its sources have changed. */
export const builtProgram = async () => {
  building ??= ensureBuilt(projectFolder);
  await building;
  const at = (path: string) => join(projectFolder, "out", path);
  return {
    mainFolder: at("main"),
    main: at("main/main.js"),
    coreProcess: at("main/core-process.js"),
    serve: at("main/serve.js"),
    preload: at("preload/preload.cjs"),
    pageFolder: at("renderer"),
  };
};
