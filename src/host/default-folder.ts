import { homedir } from "node:os";
import { join } from "node:path";

/** Where this machine's programs keep what they remember; the same place that Electron calls `appData`. */
const appDataFolder = (): string => {
  if (process.platform === "win32") return process.env.APPDATA ?? join(homedir(), "AppData", "Roaming");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
};

/** The demonstration lives beside the real thing, so that neither is ever taken for the other. */
export const profileName = (isDemo: boolean) => (isDemo ? "xiaobandeng-demo" : "xiaobandeng");

/** The centre that opens when no folder is named: the same one in the desktop window and in a browser. */
export const centreFolder = (isDemo: boolean, appData = appDataFolder()) =>
  join(appData, profileName(isDemo), "centre");
