import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "../../build/ensure-built.ts";
import { windowProblem } from "../../build/ways-to-run.ts";
import { electronPath, projectFolder } from "./electron-binary.ts";

const problem =
  electronPath() === null
    ? "这里没有装 Electron"
    : windowProblem({ platform: process.platform, isRoot: process.getuid?.() === 0, env: process.env });

if (problem !== null) console.log(`${problem}，桌面窗口的测试没有运行。`);
else {
  await ensureBuilt(projectFolder);
  const playwright = join(projectFolder, "node_modules", "@playwright", "test", "cli.js");
  const configuration = join(projectFolder, "playwright-electron.config.ts");
  const { status } = spawnSync(process.execPath, [playwright, "test", "--config", configuration], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
