import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these programs that is installed, or undefined. */
export const findProgram = (...names: readonly string[]): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);

/** The browser of the journeys: the one that is named, or the one that is installed. */
export const findChromium = (): string | undefined =>
  process.env.CHROMIUM_PATH ?? findProgram("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
