import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openCentre } from "#app/centre.ts";
import { StartProblem } from "#core/start-problem.ts";
import { centreFolder } from "./default-folder.ts";
import { driveJobs } from "./drive-jobs.ts";
import { openHttpHost } from "./http.ts";
import { openAddress } from "./open-address.ts";

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      port: { type: "string", default: "0" },
      demo: { type: "boolean", default: false },
      open: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("--port 应为 0 到 65535 的整数。");
  return { folder: values.data ?? centreFolder(values.demo), port, isDemo: values.demo, opensBrowser: values.open };
};

const start = async () => {
  const { folder, port, opensBrowser } = readArguments();
  const centre = openCentre(folder, { workerUrl: new URL("./file-worker.js", import.meta.url) });
  driveJobs(centre.core);
  const pageFolder = fileURLToPath(new URL("../renderer", import.meta.url));
  const host = await openHttpHost(centre.core, { port, pageFolder });
  process.stdout.write(
    `数据文件夹：${folder}\n请在浏览器打开：${host.newLaunchAddress()}\n（按回车键给出新的地址，按 Ctrl+C 关闭）\n`,
  );
  if (opensBrowser) openAddress(host.newLaunchAddress());
  process.stdin.on("data", () => process.stdout.write(`请在浏览器打开：${host.newLaunchAddress()}\n`));

  let isClosing = false;
  const close = async () => {
    if (isClosing) return;
    isClosing = true;
    await host.close();
    centre.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void close());
};

start().catch((error: unknown) => {
  const code = (error as { code?: string }).code;
  if (error instanceof StartProblem) process.stderr.write(`${error.sentence}\n`);
  else if (code === "EADDRINUSE") process.stderr.write("这个端口已被其他程序占用，请换一个 --port。\n");
  else process.stderr.write(`没有启动：${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
