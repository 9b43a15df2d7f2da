import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Reply } from "#base/contract.ts";
import type { Core } from "#core/core.ts";
import { openHttpHost } from "#host/http.ts";
import { type Port, servePort } from "#host/port.ts";
import type { FromCore, ToCore } from "#host/protocol.ts";
import { launch, listen, send } from "./http-visitor.ts";

export type Notice = { changed: string[]; isOwn: boolean };
export type GivenFile = { name: string; mediaType: string; text: string };

/** A page behind a door, as far as it speaks with the core. */
export type Visitor = {
  ask(name: string, input: unknown, requestId?: string): Promise<Reply>;
  put(bytes: Uint8Array): Promise<Reply>;
  get(name: string, input: unknown): Promise<Reply<GivenFile>>;
  /** The next change that the page is told of. */
  notice(): Promise<Notice>;
  leave(): Promise<void>;
};

export type OpenDoor = { visit(): Promise<Visitor>; close(): Promise<void> };
export type DoorName = "in process" | "by port" | "by HTTP";

const queue = <T>() => {
  const come: T[] = [];
  const waiting: ((value: T) => void)[] = [];
  return {
    push: (value: T) => {
      const next = waiting.shift();
      if (next) next(value);
      else come.push(value);
    },
    next: (): Promise<T> => {
      const first = come.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
};

/** Bytes have a route of their own only where there is a door. */
const noBytes = async (): Promise<never> => {
  throw new Error("No bytes without a door");
};

const inProcess = (core: Core): OpenDoor => ({
  visit: async () => {
    const sessionId = core.openSession();
    const notices = queue<Notice>();
    const stop = core.onChange(({ slices, bySession }) =>
      notices.push({ changed: slices, isOwn: bySession === sessionId }),
    );
    return {
      ask: async (name, input, requestId) => core.handle(sessionId, name, input, requestId),
      put: noBytes,
      get: noBytes,
      notice: notices.next,
      leave: async () => {
        stop();
        core.closeSession(sessionId);
      },
    };
  },
  close: async () => {},
});

/** The core's side of a port as Node has it. */
export const nodePort = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => port.on("message", listener),
  onClose: (listener) => port.on("close", listener),
});

const byPort = (core: Core): OpenDoor => {
  const ports = new Set<MessagePort>();
  return {
    visit: async () => {
      const { port1, port2 } = new MessageChannel();
      servePort(core, nodePort(port2));
      ports.add(port1);
      const notices = queue<Notice>();
      const waiting = new Map<number, (message: { reply: Reply; bytes?: ArrayBuffer }) => void>();
      port1.on("message", (message: FromCore) => {
        if ("changed" in message) notices.push(message);
        else waiting.get(message.id)?.(message);
      });
      let lastId = 0;
      const say = (message: Omit<ToCore, "id">) =>
        new Promise<{ reply: Reply; bytes?: ArrayBuffer }>((resolve) => {
          lastId += 1;
          waiting.set(lastId, resolve);
          port1.postMessage({ ...message, id: lastId });
        });
      return {
        ask: async (name, input, requestId) => (await say({ ask: name, input, requestId } as Omit<ToCore, "id">)).reply,
        put: async (bytes) => (await say({ put: true, bytes: bytes.slice().buffer } as Omit<ToCore, "id">)).reply,
        get: async (name, input) => {
          const { reply, bytes } = await say({ get: name, input } as Omit<ToCore, "id">);
          if (!reply.ok || !bytes) return reply as Reply<GivenFile>;
          const { name: fileName, mediaType } = reply.value as { name: string; mediaType: string };
          return { ok: true, value: { name: fileName, mediaType, text: Buffer.from(bytes).toString("utf8") } };
        },
        notice: notices.next,
        leave: async () => {
          const gone = new Promise((resolve) => port2.once("close", resolve));
          port1.close();
          ports.delete(port1);
          await gone;
        },
      };
    },
    close: async () => {
      for (const port of ports) port.close();
    },
  };
};

const byHttp = async (core: Core): Promise<OpenDoor> => {
  const host = await openHttpHost(core, { port: 0, pageFolder: import.meta.dirname });
  const origin = `http://127.0.0.1:${host.port}`;
  const open = new Set<{ close(): void }>();
  return {
    visit: async () => {
      const cookie = await launch(host.newLaunchAddress());
      const notices = queue<Notice>();
      const stream = await listen(host.port, cookie, notices.push);
      open.add(stream);
      const headers = { cookie, origin };
      const post = (path: string, body: unknown) =>
        send({ port: host.port, method: "POST", path, headers, body: JSON.stringify(body) });
      return {
        ask: async (name, input, requestId) => JSON.parse((await post(`/ask/${name}`, { input, requestId })).text),
        put: async (bytes) =>
          JSON.parse((await send({ port: host.port, method: "PUT", path: "/files", headers, body: bytes })).text),
        get: async (name, input) => {
          const answer = await post(`/files/${name}`, { input });
          const fileName = answer.headers["x-file-name"];
          if (fileName === undefined) return JSON.parse(answer.text);
          const value = {
            name: decodeURIComponent(String(fileName)),
            mediaType: String(answer.headers["x-file-type"]),
            text: answer.text,
          };
          return { ok: true, value };
        },
        notice: notices.next,
        leave: async () => stream.close(),
      };
    },
    close: async () => {
      for (const stream of open) stream.close();
      await host.close();
    },
  };
};

export const openDoor = async (name: DoorName, core: Core): Promise<OpenDoor> =>
  name === "in process" ? inProcess(core) : name === "by port" ? byPort(core) : byHttp(core);
