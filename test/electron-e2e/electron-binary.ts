import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const projectFolder = join(import.meta.dirname, "../..");

/** Electron's program where it is installed. Asking the package itself would fetch it from the network. */
export const electronPath = (): string | null => {
  const folder = join(projectFolder, "node_modules", "electron");
  const note = join(folder, "path.txt");
  if (!existsSync(note)) return null;
  const path = join(folder, "dist", readFileSync(note, "utf8"));
  return existsSync(path) ? path : null;
};
