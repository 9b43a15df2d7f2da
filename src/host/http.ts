import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Reply } from "#base/contract.ts";
import type { Core } from "#core/core.ts";
import { contentSecurityPolicy } from "./content-policy.ts";
import { findPageFile } from "./page-file.ts";
import { handedFile, putFailure } from "./port.ts";

export type HttpHost = {
  /** `http://127.0.0.1:4317/?token=…`; each address opens the page once. */
  newLaunchAddress(): string;
  readonly port: number;
  /** Serves another core from now on; open pages start again from the sign-in. */
  serve(core: Core): void;
  close(): Promise<void>;
};

const largestAskBytes = 8 * 1024 * 1024;

const Ask = z.object({ input: z.unknown().optional(), requestId: z.string().optional() });

const usedAddress = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>小板凳工作台</title>
<body style="font:18px/1.8 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em"><h1>请从新的地址打开</h1>
<p>每个启动地址只能打开一次，这一个已经用过，或者程序重新启动过。</p>
<p>请回到启动窗口按一下回车键，会给出一个新的地址；也可以关掉程序再启动一次。已经保存的内容都在。</p></body></html>`;

const isSame = (given: string, expected: string) =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const readText = async (request: IncomingMessage, limit: number): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.byteLength;
    if (byteCount > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** Serves the page and the core on 127.0.0.1. Port 0 takes a free one. */
export const openHttpHost = async (
  firstCore: Core,
  options: { port: number; pageFolder: string },
): Promise<HttpHost> => {
  let core = firstCore;
  const launchTokens = new Set<string>();
  /** Cookie value → the core's session. Both are random; the core's id never leaves this process. */
  let sessionsByCookie = new Map<string, string>();
  const streams = new Set<{ response: ServerResponse; stop(): void }>();

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  // Cookies are shared between the ports of one host, so the name tells which program it belongs to.
  const cookieName = `xbd-${port}`;

  const plainHeaders = {
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  };

  const sendText = (response: ServerResponse, status: number, type: string, text: string) => {
    response.writeHead(status, { ...plainHeaders, "Content-Type": type });
    response.end(text);
  };
  const sendReply = (response: ServerResponse, reply: Reply) =>
    sendText(response, 200, "application/json; charset=utf-8", JSON.stringify(reply));

  const sendPage = async (response: ServerResponse, path: string) => {
    const file = findPageFile(options.pageFolder, path);
    if (!file) {
      sendText(response, 404, "text/plain; charset=utf-8", "没有这个页面");
      return;
    }
    const bytes = await readFile(file.path);
    response.writeHead(200, {
      ...plainHeaders,
      "Content-Type": file.mediaType,
      // Built files carry a hash in their names.
      "Cache-Control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store",
    });
    response.end(bytes);
  };

  const launch = (response: ServerResponse, token: string) => {
    const known = [...launchTokens].find((candidate) => isSame(token, candidate));
    if (known === undefined) return false;
    launchTokens.delete(known);
    const cookie = randomBytes(32).toString("hex");
    sessionsByCookie.set(cookie, core.openSession());
    response.writeHead(303, {
      ...plainHeaders,
      Location: "/",
      "Set-Cookie": `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`,
    });
    response.end();
    return true;
  };

  const streamChanges = (response: ServerResponse, sessionId: string) => {
    response.writeHead(200, { ...plainHeaders, "Content-Type": "text/event-stream; charset=utf-8" });
    // A browser waits three seconds before it comes back; after a restore the desk should not.
    response.write("retry: 500\n:\n\n");
    const stop = core.onChange(({ slices, bySession }) =>
      response.write(`data: ${JSON.stringify({ changed: slices, isOwn: bySession === sessionId })}\n\n`),
    );
    const stream = { response, stop };
    streams.add(stream);
    response.on("close", () => {
      stop();
      streams.delete(stream);
    });
  };

  const takeFile = async (request: IncomingMessage, response: ServerResponse, sessionId: string) => {
    if (!core.mayAddFiles(sessionId)) return sendReply(response, { ok: false, code: "NotAllowed" });
    try {
      const writer = core.files.begin();
      try {
        for await (const chunk of request as AsyncIterable<Buffer>) writer.write(chunk);
        if (!request.complete) throw new Error("The upload broke off");
        return sendReply(response, { ok: true, value: writer.finish() });
      } catch (error) {
        writer.abort();
        throw error;
      }
    } catch (error) {
      return sendReply(response, putFailure(error));
    }
  };

  const giveFile = async (response: ServerResponse, sessionId: string, name: string, input: unknown) => {
    const found = handedFile(core, sessionId, name, input);
    if (!found.ok) return sendReply(response, found);
    // Read before the first word of the answer, so that a file held by another program is told and not broken off.
    const bytes = await readFile(found.value.path).catch(() => undefined);
    if (!bytes) return sendReply(response, { ok: false, code: "DiskFailed" });
    response.writeHead(200, {
      ...plainHeaders,
      "Content-Type": "application/octet-stream",
      "X-File-Name": encodeURIComponent(found.value.name),
      "X-File-Type": found.value.mediaType,
    });
    response.end(bytes);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A foreign name that resolves to this machine must not reach the desk (DNS rebinding).
    if (request.headers.host !== host) return sendText(response, 403, "text/plain; charset=utf-8", "地址不对");
    const origin = request.headers.origin;
    if (origin !== undefined && origin !== `http://${host}`)
      return sendText(response, 403, "text/plain; charset=utf-8", "来源不对");
    const url = new URL(request.url ?? "/", `http://${host}`);
    const path = decodeURIComponent(url.pathname);
    const token = url.searchParams.get("token");
    if (path === "/" && token !== null && launch(response, token)) return;
    const cookie = cookieOf(request, cookieName);
    const sessionId = cookie === undefined ? undefined : sessionsByCookie.get(cookie);
    if (path === "/" && request.method === "GET") {
      if (sessionId === undefined) return sendText(response, 403, "text/html; charset=utf-8", usedAddress);
      if (token !== null) {
        response.writeHead(303, { ...plainHeaders, Location: "/" });
        response.end();
        return;
      }
      return sendPage(response, path);
    }
    if (request.method === "GET" && (path.startsWith("/assets/") || path === "/icon.svg"))
      return sendPage(response, path);
    if (sessionId === undefined) return sendReply(response, { ok: false, code: "Closed" });
    if (request.method === "GET" && path === "/changes") return streamChanges(response, sessionId);
    // Whatever changes something must come from our own page; a browser always names it.
    if (origin === undefined) return sendText(response, 403, "text/plain; charset=utf-8", "来源不对");
    if (request.method === "PUT" && path === "/files") return takeFile(request, response, sessionId);
    if (request.method !== "POST") return sendText(response, 404, "text/plain; charset=utf-8", "没有这个页面");
    const text = await readText(request, largestAskBytes);
    if (text === undefined) {
      return sendReply(response, { ok: false, code: "InvalidInput", fields: [{ path: "", message: "内容太长" }] });
    }
    let ask: z.infer<typeof Ask>;
    try {
      ask = Ask.parse(JSON.parse(text));
    } catch {
      return sendReply(response, { ok: false, code: "InvalidInput", fields: [{ path: "", message: "请求格式不对" }] });
    }
    if (path.startsWith("/files/")) return giveFile(response, sessionId, path.slice("/files/".length), ask.input);
    if (path.startsWith("/ask/")) {
      return sendReply(response, core.handle(sessionId, path.slice("/ask/".length), ask.input, ask.requestId));
    }
    return sendText(response, 404, "text/plain; charset=utf-8", "没有这个页面");
  };

  return {
    port,
    newLaunchAddress: () => {
      const token = randomBytes(24).toString("hex");
      launchTokens.add(token);
      return `http://${host}/?token=${token}`;
    },
    serve: (nextCore) => {
      core = nextCore;
      sessionsByCookie = new Map([...sessionsByCookie.keys()].map((cookie) => [cookie, core.openSession()]));
      for (const { response, stop } of streams) {
        stop();
        response.end();
      }
    },
    close: () =>
      new Promise((resolve) => {
        for (const { response, stop } of streams) {
          stop();
          response.end();
        }
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
