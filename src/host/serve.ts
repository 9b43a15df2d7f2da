import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Centre, openCentre } from "#app/centre.ts";
import { demoPin } from "#app/demo/staff.ts";
import { StartProblem } from "#core/start-problem.ts";
import { centreFolder } from "./default-folder.ts";
import { driveJobs } from "./drive-jobs.ts";
import { ensureDemo } from "./ensure-demo.ts";
import { openHttpHost } from "./http.ts";
import { openAddress } from "./open-address.ts";
import { startSentence } from "./start-sentence.ts";

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      port: { type: "string", default: "0" },
      demo: { type: "boolean", default: false },
      open: { type: "boolean", default: false },
      restore: { type: "string" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("--port 应为 0 到 65535 的整数。");
  const { data, demo: isDemo, open: opensBrowser } = values;
  const restoreFrom = values.restore === undefined ? undefined : resolve(values.restore);
  return { folder: data ?? centreFolder(isDemo), data, port, isDemo, opensBrowser, restoreFrom };
};

/** Ends the program with a sentence where the folder cannot be opened. */
const openOrTell = (given: ReturnType<typeof readArguments>, workerUrl: URL): Centre => {
  try {
    return openCentre(given.folder, { workerUrl, restoreFrom: given.restoreFrom });
  } catch (error) {
    const sentence = startSentence(error, given);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
};

/** One line in the console that counts up; where nobody watches, only the last word. */
const makeDemo = async (folder: string, workerUrl: URL) => {
  const { stdout } = process;
  let shown = "";
  const isMade = await ensureDemo(folder, workerUrl, ({ percent, note }) => {
    const line = `正在建演示社区：${percent}% ${note}`;
    if (stdout.isTTY && line !== shown) stdout.write(`\r\x1b[K${line}`);
    shown = line;
  });
  if (stdout.isTTY && isMade) stdout.write("\r\x1b[K");
  if (isMade) stdout.write("演示社区已建好，里面的人和事都是编的。\n");
};

/** What was asked for as a demonstration may be somebody's own centre, which is opened as it is. */
const demoSentence = ({ core }: Centre): string => {
  const sessionId = core.openSession();
  const reply = core.handle(sessionId, "system.state", {});
  core.closeSession(sessionId);
  const isDemo = reply.ok && (reply.value as { isDemo: boolean }).isDemo;
  return isDemo
    ? `演示账号的 PIN 都是 ${demoPin}。`
    : "这个文件夹里是正式使用的数据，没有建演示社区。要看演示，请换一个文件夹。";
};

const start = async () => {
  const given = readArguments();
  const { folder, port, isDemo, opensBrowser } = given;
  const workerUrl = new URL("./file-worker.js", import.meta.url);
  if (isDemo && given.restoreFrom === undefined) await makeDemo(folder, workerUrl);
  const centre = openOrTell(given, workerUrl);
  if (isDemo) process.stdout.write(`${demoSentence(centre)}\n`);
  driveJobs(centre.core);
  const pageFolder = fileURLToPath(new URL("../renderer", import.meta.url));
  const host = await openHttpHost(centre.core, { port, pageFolder });
  centre.onReplaced((core) => {
    driveJobs(core);
    host.serve(core);
  });
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
  else if (code?.startsWith("ERR_PARSE_ARGS"))
    process.stderr.write(
      "命令里有不认识的写法。可以写：--data 文件夹、--port 端口、--demo、--restore 备份的文件夹。\n",
    );
  else if (code === "EADDRINUSE") process.stderr.write("这个端口已被其他程序占用，请换一个 --port。\n");
  else process.stderr.write(`没有启动：${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
