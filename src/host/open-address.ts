import { spawn } from "node:child_process";

/** Shows an address in the person's own browser. It was printed too, so a machine without one loses nothing. */
export const openAddress = (address: string): void => {
  const [command, ...before] =
    process.platform === "win32"
      ? (["rundll32", "url.dll,FileProtocolHandler"] as const)
      : ([process.platform === "darwin" ? "open" : "xdg-open"] as const);
  const opening = spawn(command, [...before, address], { detached: true, stdio: "ignore" });
  opening.on("error", () => undefined);
  opening.unref();
};
