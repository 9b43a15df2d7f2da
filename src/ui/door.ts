import type { Reply } from "#base/contract.ts";

export type ChangeNotice = { slices: string[]; isOwn: boolean };

/** The page's one way to the core. */
export type Door = {
  /** Rejects only when the core cannot be reached. */
  ask(name: string, input: unknown, requestId?: string): Promise<Reply>;
  /** Asks while the page is going, and hears no answer. */
  leaveBehind(name: string, input: unknown): void;
  putFile(bytes: Blob): Promise<Reply<{ sha256: string; byteCount: number }>>;
  /** The bytes that a query hands out. */
  getFile(name: string, input: unknown): Promise<Reply<{ name: string; blob: Blob }>>;
  onChange(listener: (notice: ChangeNotice) => void): () => void;
  /** Tells whether the core answers; called at each change of that. */
  onReach(listener: (isReached: boolean) => void): () => void;
};

export class Unreached extends Error {}

const emitter = <T>() => {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    on: (listener: (value: T) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};

const readFileReply = async (response: Response): Promise<Reply<{ name: string; blob: Blob }>> => {
  const name = response.headers.get("X-File-Name");
  if (name === null) return (await response.json()) as Reply<{ name: string; blob: Blob }>;
  const type = response.headers.get("X-File-Type") ?? "application/octet-stream";
  const bytes = await response.arrayBuffer();
  return { ok: true, value: { name: decodeURIComponent(name), blob: new Blob([bytes], { type }) } };
};

/** The door of the Node host. */
export const httpDoor = (): Door => {
  const changes = emitter<ChangeNotice>();
  const reach = emitter<boolean>();
  const source = new EventSource("/changes");
  source.onmessage = (event: MessageEvent<string>) => {
    const { changed, isOwn } = JSON.parse(event.data) as { changed: string[]; isOwn: boolean };
    changes.emit({ slices: changed, isOwn });
  };
  source.onopen = () => reach.emit(true);
  source.onerror = () => reach.emit(false);

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(path, init);
      if (!response.ok) throw new Unreached();
      return response;
    } catch (error) {
      throw error instanceof Unreached ? error : new Unreached();
    }
  };
  const post = (path: string, body: unknown) => send(path, { method: "POST", body: JSON.stringify(body) });

  return {
    ask: async (name, input, requestId) => (await post(`/ask/${name}`, { input, requestId })).json() as Promise<Reply>,
    leaveBehind: (name, input) => {
      const body = JSON.stringify({ input });
      // The browser carries no more than 64 KB past the end of a page, and a character may take four of them.
      void send(`/ask/${name}`, { method: "POST", body, keepalive: body.length < 16_000 }).catch(() => {});
    },
    putFile: async (bytes) =>
      (await send("/files", { method: "PUT", body: bytes })).json() as Promise<
        Reply<{ sha256: string; byteCount: number }>
      >,
    getFile: async (name, input) => readFileReply(await post(`/files/${name}`, { input })),
    onChange: changes.on,
    onReach: reach.on,
  };
};

type FromPort =
  | { id: number; reply: Reply; bytes?: ArrayBuffer }
  | { changed: string[]; isOwn: boolean }
  | { isReached: boolean };

/** The door of the desktop: a port straight to the core process. A fresh port replaces one whose core has died. */
export const portDoor = (nextPort: (use: (port: MessagePort) => void) => void): Door => {
  const changes = emitter<ChangeNotice>();
  const reach = emitter<boolean>();
  const waiting = new Map<
    number,
    { resolve(message: { reply: Reply; bytes?: ArrayBuffer }): void; reject(error: Error): void }
  >();
  let port: MessagePort | undefined;
  const early: { message: unknown; transfer: Transferable[] }[] = [];
  let lastId = 0;

  const lose = () => {
    for (const { reject } of waiting.values()) reject(new Unreached());
    waiting.clear();
    port = undefined;
    reach.emit(false);
  };

  nextPort((fresh) => {
    if (port) lose();
    port = fresh;
    fresh.onmessage = (event: MessageEvent<FromPort>) => {
      const message = event.data;
      if ("changed" in message) changes.emit({ slices: message.changed, isOwn: message.isOwn });
      else if ("id" in message) {
        waiting.get(message.id)?.resolve(message);
        waiting.delete(message.id);
      }
    };
    fresh.addEventListener("close", () => {
      if (port === fresh) lose();
    });
    fresh.start();
    reach.emit(true);
    for (const { message, transfer } of early.splice(0)) fresh.postMessage(message, transfer);
  });

  const send = (message: Record<string, unknown>, transfer: Transferable[] = []) =>
    new Promise<{ reply: Reply; bytes?: ArrayBuffer }>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      const whole = { ...message, id: lastId };
      if (port) port.postMessage(whole, transfer);
      else early.push({ message: whole, transfer });
    });

  return {
    ask: async (name, input, requestId) => (await send({ ask: name, input, requestId })).reply,
    leaveBehind: (name, input) => void send({ ask: name, input }).catch(() => {}),
    putFile: async (blob) => {
      const bytes = await blob.arrayBuffer();
      return (await send({ put: true, bytes }, [bytes])).reply as Reply<{ sha256: string; byteCount: number }>;
    },
    getFile: async (name, input) => {
      const { reply, bytes } = await send({ get: name, input });
      if (!reply.ok || !bytes) return reply as Reply<{ name: string; blob: Blob }>;
      const value = reply.value as { name: string; mediaType: string };
      return { ok: true, value: { name: value.name, blob: new Blob([bytes], { type: value.mediaType }) } };
    },
    onChange: changes.on,
    onReach: reach.on,
  };
};
