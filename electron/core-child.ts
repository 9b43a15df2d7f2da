import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebFrameMain } from "electron";
import { corePortGiven } from "./channels.ts";
import { FromCoreProcess, type OfferedBackup, type ToCoreProcess } from "./core-messages.ts";

export type CoreChild = {
  /** Gives a page its own line to the core. */
  offerPort(frame: WebFrameMain): void;
  /** Opens a folder that was refused, from a backup. */
  restore(backup: string): void;
  /** Resolves when the core has put everything in its file, or when the time for that is over. */
  close(): Promise<void>;
};

type Notices = {
  /** The centre's folder could not be opened; a backup may help. */
  onRefused(sentence: string, backup: OfferedBackup | null): void;
  /** The core answers again after it died or was refused; pages need fresh ports. */
  onRestarted(): void;
  /** The core died twice and stays away. */
  onLost(): void;
};

/** Long enough for a checkpoint on a slow disk, short enough that nobody pulls the plug. */
const closingLimitMs = 10_000;

/** Runs the core in a process of its own, and once more when that process dies. `onceArgv` is for the first run only. */
export const runCore = (
  entry: string,
  argv: readonly string[],
  notices: Notices,
  onceArgv: readonly string[] = [],
): CoreChild => {
  let isClosing = false;
  let hasDied = false;
  let child: UtilityProcess | undefined;
  let whenGone: Promise<void> = Promise.resolve();

  const say = (message: ToCoreProcess, ports: Electron.MessagePortMain[] = []) => child?.postMessage(message, ports);

  const launch = (given: readonly string[]) => {
    let wasRefused = false;
    const launched = utilityProcess.fork(entry, [...given], { serviceName: "xiaobandeng-core", stdio: "inherit" });
    child = launched;
    launched.on("message", (raw: unknown) => {
      const message = FromCoreProcess.parse(raw);
      if (message.state === "refused") notices.onRefused(message.sentence, message.backup);
      else if (wasRefused) notices.onRestarted();
      wasRefused = message.state === "refused";
    });
    whenGone = new Promise((resolve) => {
      launched.on("exit", () => {
        child = undefined;
        resolve();
        if (isClosing) return;
        if (hasDied) return notices.onLost();
        hasDied = true;
        launch(argv);
        notices.onRestarted();
      });
    });
  };
  launch([...argv, ...onceArgv]);

  return {
    offerPort: (frame) => {
      const { port1, port2 } = new MessageChannelMain();
      say("serve", [port1]);
      frame.postMessage(corePortGiven, null, [port2]);
    },
    restore: (backup) => say({ restore: backup }),
    close: async () => {
      isClosing = true;
      say("close");
      let timer: NodeJS.Timeout | undefined;
      const whenTimeIsOver = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closingLimitMs);
      });
      await Promise.race([whenGone, whenTimeIsOver]);
      clearTimeout(timer);
      child?.kill();
    },
  };
};
