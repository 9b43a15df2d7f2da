/** What decides how the program can be shown on this machine. */
export type Machine = {
  platform: NodeJS.Platform;
  isRoot: boolean;
  env: Partial<Record<string, string>>;
};

/** Only Linux comes without a screen in the ordinary course of things. */
export const hasDisplay = ({ platform, env }: Pick<Machine, "platform" | "env">): boolean =>
  platform !== "linux" || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);

/** Why no window of its own can be opened here, before anyone looks for Electron; null when nothing stands against it. */
export const windowProblem = (machine: Machine): string | null => {
  // Chromium's sandbox, which this program never gives up, does not run as root.
  if (machine.isRoot) return "当前是 root 用户，桌面窗口不能以 root 运行";
  if (!hasDisplay(machine)) return "没有图形界面，打不开桌面窗口";
  return null;
};

/** The one line that says what happens instead. */
export const insteadSentence = (problem: string): string => `${problem}，改用浏览器打开同一个程序。`;
