import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll } from "vitest";
import type { Reply } from "#base/contract.ts";
import { databasePathOf } from "#core/centre-paths.ts";
import { builtProgram } from "./built.ts";
import { type Community, freshCommunity, people, type Seat } from "./community.ts";
import { launch, send } from "./http-visitor.ts";

/** The built program in a process of its own, and a desk that speaks to it over HTTP. */
export type ServedCentre = {
  readonly child: ChildProcess;
  readonly port: number;
  said(): string;
  /** Resolves with the code when the process is gone. */
  readonly ended: Promise<number | null>;
  /** A session of its own, signed out. */
  openDesk(): Promise<ServedDesk>;
  signIn(seat: Seat): Promise<ServedDesk>;
};

export type ServedDesk = {
  ask(name: string, input: unknown, requestId?: string): Promise<Reply>;
  put(bytes: Uint8Array): Promise<Reply>;
};

let kept: Community | undefined;
/** Accounts with their PINs, at the machine's own time: the built program asks its clock. */
export const servedCommunity = (): Community => {
  kept ??= freshCommunity(Date.now() - 60_000);
  return kept;
};

/** Puts a centre that is set up into a folder. */
export const putCommunity = (folder: string): void => writeFileSync(databasePathOf(folder), servedCommunity().bytes);

/** How the program is started: straight, or by a command that stands before it. */
export type Starter = { before?: readonly string[]; nodeArguments?: readonly string[]; env?: NodeJS.ProcessEnv };

const children = new Set<ChildProcess>();
// A test that broke off must leave no program behind.
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

export const startServed = async (
  given: readonly string[],
  { before = [], nodeArguments = [], env = {} }: Starter = {},
) => {
  const { serve } = await builtProgram();
  const [command = "", ...rest] = [...before, process.execPath, ...nodeArguments, serve, ...given];
  const child = spawn(command, rest, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
  children.add(child);
  child.on("close", () => children.delete(child));
  let text = "";
  let isOver = false;
  const turns: (() => void)[] = [];
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const turn = () => {
    for (const wake of turns.splice(0)) wake();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      turn();
    });
  void ended.then(() => {
    isOver = true;
    turn();
  });
  /** The address that was printed so many times before it. */
  const address = async (index: number): Promise<string> => {
    for (;;) {
      const found = text.match(/http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+(?=\s)/g)?.[index];
      if (found !== undefined) return found;
      if (isOver) throw new Error(`The program ended: ${text}`);
      await new Promise<void>((resolve) => turns.push(resolve));
    }
  };
  return { child, said: () => text, ended, address };
};

/** Starts the program and waits until it serves. */
export const openServed = async (given: readonly string[], starter?: Starter): Promise<ServedCentre> => {
  const started = await startServed(given, starter);
  const port = Number(new URL(await started.address(0)).port);
  const origin = `http://127.0.0.1:${port}`;
  let lastOpened: Promise<unknown> = Promise.resolve();
  let desks = 0;

  /** One after the other: each press of Enter gives one more address, and each address opens one session. */
  const nextCookie = (): Promise<string> => {
    const opened = lastOpened.then(async () => {
      const index = desks;
      desks += 1;
      if (index > 0) started.child.stdin.write("\n");
      return launch(await started.address(index));
    });
    lastOpened = opened.catch(() => {});
    return opened;
  };

  const openDesk = async (): Promise<ServedDesk> => {
    const headers = { cookie: await nextCookie(), origin };
    return {
      ask: async (name, input, requestId) => {
        const body = JSON.stringify({ input, requestId });
        return JSON.parse((await send({ port, method: "POST", path: `/ask/${name}`, headers, body })).text);
      },
      put: async (bytes) =>
        JSON.parse((await send({ port, method: "PUT", path: "/files", headers, body: bytes })).text),
    };
  };

  return {
    ...started,
    port,
    openDesk,
    signIn: async (seat) => {
      const desk = await openDesk();
      const { accountIds } = servedCommunity();
      const reply = await desk.ask("system.signIn", { accountId: accountIds[seat], pin: people[seat].pin });
      if (!reply.ok || !(reply.value as { isSignedIn: boolean }).isSignedIn)
        throw new Error(`${seat} could not sign in: ${JSON.stringify(reply)}`);
      return desk;
    },
  };
};

/** Ends a program as a power cut of its process would. */
export const killServed = async ({ child, ended }: Pick<ServedCentre, "child" | "ended">): Promise<void> => {
  child.kill("SIGKILL");
  await ended;
};
