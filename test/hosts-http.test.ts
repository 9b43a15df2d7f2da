import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type HttpHost, openHttpHost } from "#host/http.ts";
import { people } from "./support/community.ts";
import { type HttpAsk, launch, listen, send } from "./support/http-visitor.ts";
import { openSampleCore, temporaryFolder } from "./support/sample-core.ts";
import { openTestCore } from "./support/test-core.ts";

const hosts: HttpHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

/** A page to serve, and beside its folder a file that nobody may have. */
const pageFolder = join(temporaryFolder(), "page");
mkdirSync(join(pageFolder, "assets"), { recursive: true });
writeFileSync(join(pageFolder, "index.html"), "<!doctype html><title>page</title>");
writeFileSync(join(pageFolder, "icon.svg"), "<svg/>");
writeFileSync(join(pageFolder, "assets", "entry-1a2b.js"), "1;");
writeFileSync(join(dirname(pageFolder), "outside.txt"), "not to be had");

const opened = async (core: Parameters<typeof openHttpHost>[0]) => {
  const host = await openHttpHost(core, { port: 0, pageFolder });
  hosts.push(host);
  const origin = `http://127.0.0.1:${host.port}`;
  const cookie = await launch(host.newLaunchAddress());
  const headers = { cookie, origin };
  const sendTo = (ask: Omit<HttpAsk, "port">) => send({ port: host.port, ...ask });
  const ask = async (name: string, input: unknown, extra: HttpAsk["headers"] = {}) =>
    sendTo({
      method: "POST",
      path: `/ask/${name}`,
      headers: { ...headers, ...extra },
      body: JSON.stringify({ input }),
    });
  return { host, origin, cookie, headers, sendTo, ask };
};
const openedCentre = () => opened(openTestCore().core);

describe("who knocks", () => {
  test("opens the page once with an address; the cookie is no script's to read and no other site's to send", async () => {
    const { host, sendTo } = await openedCentre();
    const address = new URL(host.newLaunchAddress());
    expect(address.hostname).toBe("127.0.0.1");
    const path = `${address.pathname}${address.search}`;
    const first = await sendTo({ path });
    expect([first.status, first.headers.location]).toEqual([303, "/"]);
    expect(first.headers["set-cookie"]).toEqual([
      expect.stringMatching(new RegExp(`^xbd-${host.port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`)),
    ]);
    const again = await sendTo({ path });
    expect([again.status, again.headers["set-cookie"]]).toEqual([403, undefined]);
    expect(again.text).toContain("请从新的地址打开");
  });

  test("sees the page with the cookie, also at an address that was used already", async () => {
    const { host, sendTo, cookie } = await openedCentre();
    const page = await sendTo({ path: "/", headers: { cookie } });
    expect([page.status, page.text]).toEqual([200, "<!doctype html><title>page</title>"]);
    expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    expect(page.headers["cache-control"]).toBe("no-store");
    const used = new URL(host.newLaunchAddress()).searchParams.get("token");
    await sendTo({ path: `/?token=${used}` });
    const reloaded = await sendTo({ path: `/?token=${used}`, headers: { cookie } });
    expect([reloaded.status, reloaded.headers.location]).toEqual([303, "/"]);
  });

  test.each([
    ["without a cookie", {}],
    ["with a made-up cookie", { cookie: `xbd=${"0".repeat(64)}` }],
  ])("%s is told how to get in, and answered nothing", async (_case, headers) => {
    const { host, sendTo, origin } = await openedCentre();
    const named = { ...headers, origin };
    const page = await sendTo({ path: "/", headers });
    expect([page.status, page.headers["content-type"]]).toEqual([403, "text/html; charset=utf-8"]);
    expect(page.text).toContain("请回到启动窗口按一下回车键");
    for (const path of ["/ask/system.state", "/files/system.state"]) {
      const reply = await sendTo({ method: "POST", path, headers: named, body: "{}" });
      expect(JSON.parse(reply.text)).toEqual({ ok: false, code: "Closed" });
    }
    const put = await sendTo({ method: "PUT", path: "/files", headers: named, body: "x" });
    expect(JSON.parse(put.text)).toEqual({ ok: false, code: "Closed" });
    const stream = await sendTo({ path: "/changes", headers: named });
    expect(stream.headers["content-type"]).not.toContain("event-stream");
    expect(host.port).toBeGreaterThan(0);
  });

  test.each(["", "x", "0".repeat(48)])("the token %j opens nothing", async (token) => {
    const { sendTo } = await openedCentre();
    const answer = await sendTo({ path: `/?token=${token}` });
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
  });

  test("a cookie of one program opens no other", async () => {
    const [first, second] = [await openedCentre(), await openedCentre()];
    const answer = await second.sendTo({ path: "/", headers: { cookie: first.cookie } });
    expect(answer.status).toBe(403);
  });

  test.each(["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]"])(
    "under the name %j is turned away, whatever they bring",
    async (name) => {
      const { host, sendTo, headers } = await openedCentre();
      const token = new URL(host.newLaunchAddress()).search;
      for (const path of ["/", `/${token}`, "/assets/entry-1a2b.js", "/changes"]) {
        const answer = await sendTo({ path, headers: { ...headers, host: name } });
        expect([answer.status, answer.text, answer.headers["set-cookie"]]).toEqual([403, "地址不对", undefined]);
      }
    },
  );

  test.each(["http://evil.example", "null", "https://127.0.0.1", "http://localhost:1", ""])(
    "from the page %j is turned away",
    async (origin) => {
      const { ask, sendTo, headers } = await openedCentre();
      const answer = await ask("system.state", {}, { origin });
      expect([answer.status, answer.text]).toEqual([403, "来源不对"]);
      const page = await sendTo({ path: "/", headers: { ...headers, origin } });
      expect(page.status).toBe(403);
    },
  );

  test("from no page at all may not ask: a browser always names its page", async () => {
    const { sendTo, cookie } = await openedCentre();
    for (const [method, path] of [
      ["POST", "/ask/system.state"],
      ["POST", "/files/system.state"],
      ["PUT", "/files"],
    ] as const) {
      const answer = await sendTo({ method, path, headers: { cookie }, body: "{}" });
      expect([answer.status, answer.text]).toEqual([403, "来源不对"]);
    }
  });
});

describe("what is asked", () => {
  test("a refusal travels as 200, so that the browser logs no error", async () => {
    const { ask } = await openedCentre();
    const answer = await ask("system.settings", {});
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { ok: false, code: "NotSignedIn" }]);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test.each(["", "{", "null", "[]", '"text"', '{"requestId":5}', "\u0000"])("%j is no question", async (body) => {
    const { sendTo, headers } = await openedCentre();
    const answer = await sendTo({ method: "POST", path: "/ask/system.state", headers, body });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { ok: false, code: "InvalidInput", fields: [{ path: "", message: "请求格式不对" }] },
    ]);
  });

  test("eight megabytes are enough; more is refused with a sentence, and the desk goes on", async () => {
    const { ask } = await openedCentre();
    const limit = 8 * 1024 * 1024;
    const whole = await ask("system.settings", "x".repeat(limit - 100));
    expect(JSON.parse(whole.text)).toEqual({ ok: false, code: "NotSignedIn" });
    const tooLong = await ask("system.settings", "x".repeat(limit * 2));
    expect(JSON.parse(tooLong.text)).toEqual({
      ok: false,
      code: "InvalidInput",
      fields: [{ path: "", message: "内容太长" }],
    });
    expect((await ask("system.state", {})).status).toBe(200);
  });

  test.each([
    ["GET", "/ask/system.state"],
    ["DELETE", "/ask/system.state"],
    ["POST", "/"],
    ["POST", "/else"],
    ["PUT", "/ask/system.state"],
    ["GET", "/files"],
  ])("%s %s is nowhere", async (method, path) => {
    const { sendTo, headers } = await openedCentre();
    const answer = await sendTo({ method, path, headers, body: method === "GET" ? undefined : "{}" });
    expect([answer.status, answer.text]).toEqual([404, "没有这个页面"]);
  });
});

describe("files of the page", () => {
  test("come with their kind, and are kept by the browser since their names carry a hash", async () => {
    const { sendTo } = await openedCentre();
    const script = await sendTo({ path: "/assets/entry-1a2b.js" });
    expect([script.status, script.text, script.headers["content-type"]]).toEqual([
      200,
      "1;",
      "text/javascript; charset=utf-8",
    ]);
    expect(script.headers["cache-control"]).toContain("immutable");
    expect((await sendTo({ path: "/icon.svg" })).headers["content-type"]).toBe("image/svg+xml");
  });

  test.each([
    "/../outside.txt",
    "/assets/../../outside.txt",
    "/assets/%2e%2e/%2e%2e/outside.txt",
    "/assets/..%2f..%2foutside.txt",
    "/assets/..%5c..%5coutside.txt",
    "/assets/%2e%2e%2f%2e%2e%2foutside.txt",
    "//assets/../../outside.txt",
    "/assets/%00",
    "/assets/",
    "/assets",
    "/index.html",
    "/package.json",
    "/%E0%A4%A",
    "/assets/%",
  ])("%s gives nothing away", async (path) => {
    const { sendTo, headers } = await openedCentre();
    const answer = await sendTo({ path, headers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain("not to be had");
    expect((await sendTo({ path: "/icon.svg" })).status, "the host still stands").toBe(200);
  });
});

describe("bytes", () => {
  const openedSample = async (largestFileBytes?: number) => {
    const sample = openSampleCore({ largestFileBytes });
    const host = await opened(sample.core);
    await host.ask("sample.signIn", { role: "clerk" });
    const put = (body: Uint8Array, breaksOff = false) =>
      host.sendTo({
        method: "PUT",
        path: "/files",
        headers: { ...host.headers, "content-length": body.byteLength + (breaksOff ? 9 : 0) },
        body,
        breaksOff,
      });
    return { ...sample, ...host, put, names: () => readdirSync(dirname(sample.files.pathOf("0".repeat(64)))) };
  };

  test("past the limit are refused with a sentence, and nothing of them stays", async () => {
    const { put, names } = await openedSample(1000);
    const answer = await put(new Uint8Array(5_000_000));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { ok: false, code: "InvalidInput", fields: [{ path: "", message: "文件太大，最多 100 MB" }] },
    ]);
    expect(names()).toEqual([]);
    expect(JSON.parse((await put(new Uint8Array(1000))).text)).toMatchObject({ ok: true });
  });

  test("that are not allowed are refused although they are long", async () => {
    const { sendTo, headers, ask } = await openedSample();
    await ask("sample.signIn", { role: "viewer" });
    const answer = await sendTo({ method: "PUT", path: "/files", headers, body: new Uint8Array(5_000_000) });
    expect(JSON.parse(answer.text)).toEqual({ ok: false, code: "NotAllowed" });
  });

  test("that break off half-way leave nothing", async () => {
    const { put, names, files } = await openedSample();
    await expect(put(new Uint8Array(1000), true)).rejects.toThrow();
    await expect.poll(names).toEqual([]);
    expect(files.has("0".repeat(64))).toBe(false);
  });
});

describe("the stream of changes", () => {
  test("tells another session of what one of them changed", async () => {
    const core = openTestCore();
    const { host, ask, cookie } = await opened(core.core);
    const other = await launch(host.newLaunchAddress());
    const told: unknown[] = [];
    const [own, others] = await Promise.all([
      listen(host.port, cookie, (notice) => told.push(["own", notice])),
      listen(host.port, other, (notice) => told.push(["other", notice])),
    ]);
    await ask("system.signIn", { accountId: core.accountIds.clerk, pin: people.clerk.pin });
    await expect.poll(() => told).toHaveLength(2);
    expect(told).toContainEqual(["own", { changed: ["system"], isOwn: true }]);
    expect(told).toContainEqual(["other", { changed: ["system"], isOwn: false }]);
    own.close();
    others.close();
  });

  test("ends when another core is served; the cookie stays, signed out", async () => {
    const [first, second] = [openTestCore(), openTestCore()];
    const { host, ask, cookie } = await opened(first.core);
    await ask("system.signIn", { accountId: first.accountIds.clerk, pin: people.clerk.pin });
    const stream = await listen(host.port, cookie, () => {});
    host.serve(second.core);
    await stream.ended;
    expect(JSON.parse((await ask("system.settings", {})).text)).toEqual({ ok: false, code: "NotSignedIn" });
    expect(JSON.parse((await ask("system.state", {})).text)).toMatchObject({ ok: true, value: { signedIn: null } });
  });
});

test("a port that is taken is said to be so", async () => {
  const { host } = await openedCentre();
  await expect(openHttpHost(openTestCore().core, { port: host.port, pageFolder })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
