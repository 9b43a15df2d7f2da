import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

export type HttpAnswer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string };

export type HttpAsk = {
  port: number;
  method?: string;
  /** Sent as it is written, which `fetch` would not do. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
  /** Ends the connection after the body though more was announced. */
  breaksOff?: boolean;
};

/** One request to this machine, with whatever headers and path a stranger might write. */
export const send = (ask: HttpAsk): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: ask.port,
        method: ask.method ?? "GET",
        path: ask.path,
        headers: ask.headers,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString("utf8") });
        });
      },
    );
    sent.on("error", reject);
    if (ask.breaksOff) {
      sent.write(ask.body ?? "", () => sent.destroy());
      return;
    }
    sent.end(ask.body);
  });

/** Opens the page as a browser does and answers with the cookie that it was given. */
export const launch = async (address: string): Promise<string> => {
  const { port, pathname, search } = new URL(address);
  const answer = await send({ port: Number(port), path: `${pathname}${search}` });
  const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0];
  if (answer.status !== 303 || cookie === undefined) throw new Error(`The launch was answered with ${answer.status}`);
  return cookie;
};

/** Listens to the change notices of a session; `close` ends the connection. */
export const listen = async (
  port: number,
  cookie: string,
  onNotice: (notice: { changed: string[]; isOwn: boolean }) => void,
): Promise<{ close(): void; ended: Promise<void> }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path: "/changes", headers: { cookie }, agent: false },
      (response) => {
        let rest = "";
        const ended = new Promise<void>((end) => response.on("close", () => end()));
        response.on("error", () => {});
        response.on("data", (chunk: Buffer) => {
          const parts = `${rest}${chunk.toString("utf8")}`.split("\n\n");
          rest = parts.pop() ?? "";
          for (const part of parts) if (part.startsWith("data: ")) onNotice(JSON.parse(part.slice("data: ".length)));
        });
        response.once("data", () => resolve({ close: () => sent.destroy(), ended }));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
