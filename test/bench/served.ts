import { type ChildProcess, spawn } from "node:child_process";
import type { Reply } from "#base/contract.ts";
import { people } from "../support/community.ts";
import { launch, send } from "../support/http-visitor.ts";
import type { MadeCentre } from "./made-centre.ts";

/** A process that serves pages, and the address that it printed. */
export type Served = { address: string; end(): Promise<void> };

/** Starts a script and waits for the address that it prints. */
export const serve = (script: string, given: readonly string[]): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [script, ...given], { stdio: ["pipe", "pipe", "inherit"] });
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text)?.[0];
      if (address === undefined) return;
      const end = async () => {
        child.kill("SIGTERM");
        await gone;
      };
      resolve({ address, end });
    });
    void gone.then(() => reject(new Error(`${script} ended before it served: ${text}`)));
  });

/** A desk over HTTP, signed in as the one who may do everything. */
export const signedIn = async (address: string, made: MadeCentre) => {
  const { port, origin } = new URL(address);
  const headers = { cookie: await launch(address), origin };
  const value = (text: string): unknown => {
    const reply = JSON.parse(text) as Reply;
    if (!reply.ok) throw new Error(`Refused: ${text}`);
    return reply.value;
  };
  const ask = async (name: string, input: unknown, requestId?: string): Promise<unknown> => {
    const body = JSON.stringify({ input, requestId });
    return value((await send({ port: Number(port), method: "POST", path: `/ask/${name}`, headers, body })).text);
  };
  const put = async (body: Uint8Array): Promise<string> => {
    const { text } = await send({ port: Number(port), method: "PUT", path: "/files", headers, body });
    return (value(text) as { sha256: string }).sha256;
  };
  await ask("system.signIn", { accountId: made.accountIds.first, pin: people.first.pin });
  return { ask, put };
};
