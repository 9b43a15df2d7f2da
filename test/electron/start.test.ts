import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { hasDisplay, windowProblem } from "../../build/ways-to-run.ts";
import { builtProgram, projectFolder } from "../support/built.ts";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-start-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const tellsArguments = (name: string) => `console.log("${name}", ...process.argv.slice(2));`;
const waitsForSignal =
  'process.on("SIGTERM", () => { console.log("told"); process.exit(3); }); setInterval(() => {}, 1e6);';

type Parts = { installer: string; window: string; host: string };

/** A project whose host and window only say how they were called; the start command is the real one. */
const writeProject = (parts: Partial<Parts>): string => {
  const folder = newFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  mkdirSync(join(folder, "build"));
  for (const name of ["start.ts", "ensure-built.ts", "ways-to-run.ts"])
    copyFileSync(join(projectFolder, "build", name), join(folder, "build", name));
  // Electron is given the folder and runs its main module; Node does the same with a folder.
  write("package.json", JSON.stringify({ type: "module", main: "./window.js" }));
  write("window.js", parts.window ?? tellsArguments("window"));
  write("node_modules/electron/install.js", parts.installer ?? "");
  write("node_modules/electron/package.json", JSON.stringify({ main: "./index.js" }));
  write("node_modules/electron/index.js", "module.exports = process.execPath;");
  for (const path of [
    "main/main.js",
    "main/core-process.js",
    "main/file-worker.js",
    "preload/preload.cjs",
    "renderer/index.html",
  ])
    write(`out/${path}`, "");
  write("out/main/serve.js", parts.host ?? tellsArguments("host"));
  return folder;
};

const asUser = (id: number) => ["--import", `data:text/javascript,process.getuid=()=>${id}`];

const start = (folder: string, argv: string[], machine: { userId: number; display: string }) => {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [...asUser(machine.userId), join(folder, "build/start.ts"), ...argv], {
    env: { ...env, DISPLAY: machine.display },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      for (const listener of listeners) listener();
    });
  const whenEnded = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, said })),
  );
  const whenSaid = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (pattern.test(said)) resolve(said);
      };
      listeners.add(look);
      child.on("close", () => reject(new Error(`Ended after: ${said}`)));
      look();
    });
  return { child, whenEnded, whenSaid };
};

const desk = { userId: 1000, display: ":0" };

describe("whether a window can be opened", () => {
  const linux = { platform: "linux", isRoot: false, env: {} } as const;

  test("depends on the user and on a screen", () => {
    expect(windowProblem({ ...linux, env: { DISPLAY: ":0" } })).toBeNull();
    expect(windowProblem({ ...linux, env: { WAYLAND_DISPLAY: "wayland-0" } })).toBeNull();
    expect(windowProblem({ ...linux, platform: "win32" })).toBeNull();
    expect(windowProblem(linux)).toMatch("没有图形界面");
    expect(windowProblem({ ...linux, isRoot: true, env: { DISPLAY: ":0" } })).toMatch("root");
    expect(hasDisplay({ platform: "linux", env: { DISPLAY: "" } })).toBe(false);
  });
});

describe("npm start", () => {
  test("opens the window with the same arguments where it can, and ends with its code", async () => {
    const folder = writeProject({ window: `${tellsArguments("window")} process.exitCode = 7;` });
    const { code, said } = await start(folder, ["--data", "/desk", "--demo"], desk).whenEnded;
    expect(said).toBe("window --data /desk --demo\n");
    expect(code).toBe(7);
  });

  test("says in one line that root gets no window, and serves the same program", async () => {
    const { code, said } = await start(writeProject({}), ["--port", "4317"], { userId: 0, display: ":0" }).whenEnded;
    expect(said).toBe(
      "当前是 root 用户，桌面窗口不能以 root 运行，改用浏览器打开同一个程序。\nhost --port 4317 --open\n",
    );
    expect(code).toBe(0);
  });

  test("opens no browser where there is no screen", async () => {
    const { said } = await start(writeProject({}), [], { userId: 1000, display: "" }).whenEnded;
    expect(said).toBe("没有图形界面，打不开桌面窗口，改用浏览器打开同一个程序。\nhost\n");
  });

  test("goes on in the browser when Electron cannot be had", async () => {
    const { said } = await start(writeProject({ installer: "process.exit(1);" }), ["--demo"], desk).whenEnded;
    expect(said).toBe(
      "这台电脑上没有桌面窗口要用的 Electron，20 秒内也没有下载到，改用浏览器打开同一个程序。\nhost --demo --open\n",
    );
  });

  test("goes on in the browser when the system ends the window's process", async () => {
    const folder = writeProject({ window: 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1e6);' });
    const { said, code } = await start(folder, [], desk).whenEnded;
    expect(said).toBe("系统不允许桌面窗口的沙盒运行，改用浏览器打开同一个程序。\nhost --open\n");
    expect(code).toBe(0);
  });

  test("hands a signal on and ends as the program ends", async () => {
    for (const [part, machine] of [
      ["window", desk],
      ["host", { userId: 0, display: "" }],
    ] as const) {
      const folder = writeProject({ [part]: `${waitsForSignal} console.log("running");` });
      const { child, whenSaid, whenEnded } = start(folder, [], machine);
      await whenSaid(/running/);
      child.kill("SIGTERM");
      const { said, code } = await whenEnded;
      expect(said).toMatch(/told\n$/);
      expect(code).toBe(3);
    }
  });

  test("builds first, and says so in Chinese when it cannot", async () => {
    const folder = writeProject({});
    rmSync(join(folder, "out/main/main.js"));
    const { said, code } = await start(folder, [], desk).whenEnded;
    expect(said).toMatch(/^没有启动：/);
    expect(code).toBe(1);
  });

  test("prints the address of the real program and leaves its folder in order", async () => {
    await builtProgram();
    const centre = join(newFolder(), "centre");
    const { child, whenSaid, whenEnded } = start(projectFolder, ["--data", centre], { userId: 0, display: "" });
    const said = await whenSaid(/Ctrl\+C/);
    expect(said.split("\n").slice(0, 2)).toEqual([
      "当前是 root 用户，桌面窗口不能以 root 运行，改用浏览器打开同一个程序。",
      `数据文件夹：${centre}`,
    ]);
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\w+/.exec(said)?.[0];
    expect(address).toBeDefined();
    expect((await fetch(address ?? "", { redirect: "manual" })).status).toBe(303);
    child.kill("SIGTERM");
    expect((await whenEnded).code).toBe(0);
  });
});
