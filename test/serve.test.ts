import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { builtProgram } from "./support/built.ts";
import { launch, send } from "./support/http-visitor.ts";
import { temporaryFolder } from "./support/sample-core.ts";
import { putCommunity } from "./support/served-centre.ts";

type Program = { child: ChildProcess; said(): string; ended: Promise<number | null> };

let serve: string;
beforeAll(async () => {
  ({ serve } = await builtProgram());
});

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

const start = (...given: string[]): Program => {
  const child = spawn(process.execPath, [serve, ...given], { stdio: "pipe" });
  running.push(child);
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return { child, said: () => chunks.join(""), ended: new Promise((resolve) => child.on("close", resolve)) };
};

const addressesOf = ({ said }: Program) => said().match(/http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+/g) ?? [];
const addressOf = async (program: Program, index = 0): Promise<string> => {
  await expect.poll(() => addressesOf(program)[index], { timeout: 20_000 }).toBeDefined();
  return addressesOf(program)[index] ?? "";
};

describe("the Node host", () => {
  test("says in Chinese where the data is and where to look, and serves the built page there", async () => {
    const folder = join(temporaryFolder(), "数据");
    const program = start("--data", folder);
    const address = await addressOf(program);
    expect(program.said()).toContain(`数据文件夹：${folder}`);
    const port = Number(new URL(address).port);
    const cookie = await launch(address);
    const page = await send({ port, path: "/", headers: { cookie } });
    expect(page.text).toContain("<title>小板凳工作台</title>");
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? "";
    expect((await send({ port, path: script })).headers["content-type"]).toContain("javascript");
    const state = await send({
      port,
      method: "POST",
      path: "/ask/system.state",
      headers: { cookie, origin: `http://127.0.0.1:${port}` },
      body: '{"input":{}}',
    });
    expect(JSON.parse(state.text)).toMatchObject({ ok: true, value: { isSetUp: false } });
  });

  test("gives a new address at a press of Enter", async () => {
    const program = start("--data", temporaryFolder());
    const first = await addressOf(program);
    program.child.stdin?.write("\n");
    const second = await addressOf(program, 1);
    expect(second).not.toBe(first);
    expect(await launch(second)).toMatch(/^xbd-/);
  });

  test("is refused the folder of another one, in a sentence", async () => {
    const folder = temporaryFolder();
    await addressOf(start("--data", folder));
    const second = start("--data", folder);
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/^这个数据文件夹已经由另一个小板凳工作台打开。.*\n$/);
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("at %s closes the file behind itself", async (signal) => {
    const folder = temporaryFolder();
    const program = start("--data", folder);
    const address = await addressOf(program);
    // An open page must not hold the program back.
    const cookie = await launch(address);
    void send({ port: Number(new URL(address).port), path: "/changes", headers: { cookie } }).catch(() => {});
    program.child.kill(signal);
    expect(await program.ended).toBe(0);
    expect(existsSync(join(folder, "centre.sqlite"))).toBe(true);
    expect(existsSync(join(folder, "centre.sqlite-wal"))).toBe(false);
  });

  test("that was killed opens again, with nothing in its way", async () => {
    const folder = temporaryFolder();
    const first = start("--data", folder);
    await addressOf(first);
    first.child.kill("SIGKILL");
    await first.ended;
    expect(await addressOf(start("--data", folder))).toMatch(/^http/);
  });

  test("says that a port is taken, or is none", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const taken = start("--data", temporaryFolder(), "--port", String((other.address() as { port: number }).port));
    expect(await taken.ended).toBe(1);
    expect(taken.said()).toBe("这个端口已被其他程序占用，请换一个 --port。\n");
    await new Promise((resolve) => other.close(resolve));
    const wrong = start("--data", temporaryFolder(), "--port", "wide");
    expect(await wrong.ended).toBe(1);
    expect(wrong.said()).toContain("--port 应为 0 到 65535 的整数。");
  });

  test("says what may be written where it does not know a word", async () => {
    const wrong = start("--dta", temporaryFolder());
    expect(await wrong.ended).toBe(1);
    expect(wrong.said()).toBe(
      "命令里有不认识的写法。可以写：--data 文件夹、--port 端口、--demo、--restore 备份的文件夹。\n",
    );
  });

  test("opens somebody's own centre as it is when a demonstration was asked for, and says so", async () => {
    const folder = temporaryFolder();
    putCommunity(folder);
    const program = start("--data", folder, "--demo");
    await addressOf(program);
    expect(program.said()).toContain("这个文件夹里是正式使用的数据，没有建演示社区。");
    expect(program.said()).not.toContain("PIN");
  });
});
