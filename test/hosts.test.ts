import { mkdirSync } from "node:fs";
import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "#base/contract.ts";
import type { Core } from "#core/core.ts";
import { servePort } from "#host/port.ts";
import { people, setUpInput } from "./support/community.ts";
import { type DoorName, nodePort, type OpenDoor, openDoor } from "./support/doors.ts";
import { openSampleCore } from "./support/sample-core.ts";
import { openTestCore } from "./support/test-core.ts";

const doorNames: DoorName[] = ["in process", "by port", "by HTTP"];
const requestId = "0198a5c0-0000-7000-8000-00000000000a";

const opened: OpenDoor[] = [];
afterEach(async () => {
  for (const door of opened.splice(0)) await door.close();
});
const doorTo = async (name: DoorName, core: Core): Promise<OpenDoor> => {
  const door = await openDoor(name, core);
  opened.push(door);
  return door;
};

/** A morning at two desks, and everything that was said to them. */
const morning = async (name: DoorName): Promise<unknown[]> => {
  const { core } = openTestCore({ isEmpty: true });
  const door = await doorTo(name, core);
  const [first, second] = [await door.visit(), await door.visit()];
  const said: unknown[] = [];
  const say = async (reply: Promise<Reply>) => {
    const value = await reply;
    said.push(value);
    return value.ok ? (value.value as Record<string, string>) : {};
  };

  await say(first.ask("system.state", {}));
  await say(first.ask("system.setUp", { ...setUpInput, name: "" }));
  const { accountId } = await say(first.ask("system.setUp", setUpInput));
  said.push(await first.notice(), await second.notice());
  await say(second.ask("system.settings", {}));
  const newcomer = { name: "齉龘🦆", post: "　前台\n", roles: ["clerk"], pin: "4321" };
  const { id } = await say(first.ask("system.addAccount", newcomer, requestId));
  await say(first.ask("system.addAccount", newcomer, requestId));
  await say(first.ask("system.addAccount", newcomer));
  await say(second.ask("system.signIn", { accountId: id, pin: "0000" }));
  await say(second.ask("system.signIn", { accountId: id, pin: "4321" }));
  await say(second.ask("system.listAccounts", {}));
  await say(second.ask("system.saveDraft", { form: "诉求", body: { 内容: '“引号”"\\\u2028\0' } }));
  await say(second.ask("system.draft", { form: "诉求" }));
  await say(first.ask("system.draft", { form: "诉求" }));
  await say(first.ask("system.lock", {}));
  await say(first.ask("system.settings", {}));
  await say(first.ask("system.signIn", { accountId, pin: people.first.pin }));
  await say(first.ask("system.settings", {}));
  await say(first.ask("system.nothing", {}));
  for (const input of [null, 5, "text", [], { limit: "x" }]) await say(first.ask("system.listAudit", input));
  await say(first.ask("system.state", undefined));
  await say(second.ask("system.signOut", {}));
  await say(second.ask("system.settings", {}));
  return said;
};

test.each(doorNames)("%s the same is said, word for word", async (name) => {
  const said = await morning(name);
  expect(said.length).toBeGreaterThan(25);
  expect(JSON.parse(JSON.stringify(said))).toEqual(JSON.parse(JSON.stringify(await morning("in process"))));
});

describe.each(doorNames.slice(1))("%s", (name) => {
  test("whoever changes something and whoever looks on are both told", async () => {
    const { core } = openTestCore();
    const door = await doorTo(name, core);
    const [first, second] = [await door.visit(), await door.visit()];
    core.handle(core.openSession(), "system.signIn", { accountId: "x", pin: "0000" });
    expect(await first.notice()).toEqual({ changed: ["system"], isOwn: false });
    expect(await second.notice()).toEqual({ changed: ["system"], isOwn: false });
    await first.ask("system.signIn", { accountId: "x", pin: "0000" });
    expect([await first.notice(), await second.notice()]).toEqual([
      { changed: ["system"], isOwn: true },
      { changed: ["system"], isOwn: false },
    ]);
  });

  test("many questions at once are each answered with their own answer", async () => {
    const { core } = openTestCore();
    const visitor = await (await doorTo(name, core)).visit();
    await visitor.ask("system.signIn", { accountId: openTestCore().accountIds.clerk, pin: people.clerk.pin });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => visitor.ask("system.saveDraft", { form: `f${n}`, body: n })),
    );
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => visitor.ask("system.draft", { form: `f${n}` })),
    );
    expect(replies.map((reply) => (reply.ok ? (reply.value as { body: number }).body : reply.code))).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
  });

  test("bytes come back as they went, with their name", async () => {
    const { core } = openSampleCore();
    const visitor = await (await doorTo(name, core)).visit();
    await visitor.ask("sample.signIn", { role: "clerk" });
    const stored = await visitor.put(new TextEncoder().encode("照片的内容"));
    expect(stored).toMatchObject({ ok: true, value: { byteCount: 15 } });
    const { sha256 } = stored.ok ? (stored.value as { sha256: string }) : { sha256: "" };
    expect(await visitor.get("sample.file", { sha256 })).toEqual({
      ok: true,
      value: { name: "照片 1.png", mediaType: "image/png", text: "照片的内容" },
    });
  });

  test("bytes are neither taken from nor given to whoever may not", async () => {
    const { core, files } = openSampleCore();
    const { sha256 } = files.put(new TextEncoder().encode("x"));
    const visitor = await (await doorTo(name, core)).visit();
    expect(await visitor.put(new Uint8Array(1))).toEqual({ ok: false, code: "NotAllowed" });
    expect(await visitor.get("sample.file", { sha256 })).toEqual({ ok: false, code: "NotSignedIn" });
    await visitor.ask("sample.signIn", { role: "viewer" });
    expect(await visitor.put(new Uint8Array(1))).toEqual({ ok: false, code: "NotAllowed" });
    expect(await visitor.get("sample.file", { sha256 })).toEqual({ ok: false, code: "NotAllowed" });
  });

  test("bytes that cannot be read are said to be so, and the door still stands", async () => {
    const { core, files } = openSampleCore();
    const visitor = await (await doorTo(name, core)).visit();
    await visitor.ask("sample.signIn", { role: "clerk" });
    const sha256 = "a".repeat(64);
    // A folder in the place of a file, as a file held by another program would be.
    mkdirSync(files.pathOf(sha256));
    expect(await visitor.get("sample.file", { sha256 })).toEqual({ ok: false, code: "DiskFailed" });
    expect(await visitor.ask("sample.notes", {})).toMatchObject({ ok: true });
  });

  test("nothing is given that no query hands out, and nothing that is not there", async () => {
    const { core } = openSampleCore();
    const visitor = await (await doorTo(name, core)).visit();
    await visitor.ask("sample.signIn", { role: "clerk" });
    expect(await visitor.get("sample.notes", {})).toEqual({ ok: false, code: "NotFound" });
    expect(await visitor.get("sample.file", { sha256: "0".repeat(64) })).toEqual({ ok: false, code: "NotFound" });
    expect(await visitor.get("sample.file", { sha256: "../centre.sqlite" })).toMatchObject({ ok: false });
    expect(await visitor.get("sample.file", {})).toMatchObject({ ok: false, code: "InvalidInput" });
    expect(await visitor.ask("sample.signIn", { role: "clerk" }), "the door still stands").toMatchObject({ ok: true });
  });
});

describe("by port", () => {
  test("the session ends with the port", async () => {
    const { core, accountIds } = openTestCore();
    const door = await doorTo("by port", core);
    const visitor = await door.visit();
    await visitor.ask("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin });
    const sessionIds: string[] = [];
    const stop = core.onChange(({ bySession }) => sessionIds.push(bySession));
    await visitor.ask("system.lock", {});
    stop();
    await visitor.leave();
    expect(core.handle(sessionIds[0] ?? "", "system.state", {})).toEqual({ ok: false, code: "NotSignedIn" });
  });

  test("nonsense is answered as nonsense where it can be, and passed over where it cannot", async () => {
    const { core } = openSampleCore();
    const { port1, port2 } = new MessageChannel();
    servePort(core, nodePort(port2));
    const replies = new Map<number, Reply>();
    port1.on("message", ({ id, reply }: { id: number; reply: Reply }) => replies.set(id, reply));
    for (const message of [null, 5, "text", [], {}, { id: "1", ask: "sample.notes" }]) port1.postMessage(message);
    const asked = [{ ask: "sample.notes" }, {}, { ask: 5 }, { get: null }, { put: true }, { put: true, bytes: -1 }];
    asked.forEach((message, id) => {
      port1.postMessage({ ...message, id });
    });
    await expect.poll(() => replies.size).toBe(asked.length);
    expect([...replies.values()].map((reply) => (reply.ok ? "ok" : reply.code))).toEqual([
      "NotSignedIn",
      "InvalidInput",
      "InvalidInput",
      "InvalidInput",
      "NotAllowed",
      "NotAllowed",
    ]);
    port1.close();
  });
});

test("a port that is served by another core starts again from the sign-in, and its page is told", async () => {
  const [first, second] = [openTestCore(), openTestCore()];
  const { port1, port2 } = new MessageChannel();
  const served = servePort(first.core, nodePort(port2));
  const said: { id?: number; reply?: Reply; changed?: string[] }[] = [];
  port1.on("message", (message) => said.push(message));
  const ask = async (id: number, name: string, input: unknown) => {
    port1.postMessage({ id, ask: name, input });
    await expect.poll(() => said.find((message) => message.id === id)).toBeDefined();
    return said.find((message) => message.id === id)?.reply;
  };
  await ask(1, "system.signIn", { accountId: first.accountIds.clerk, pin: people.clerk.pin });
  expect(await ask(2, "system.settings", {})).toMatchObject({ ok: true });
  said.length = 0;
  served.serve(second.core);
  await expect.poll(() => said).toEqual([{ changed: ["system"], isOwn: false }]);
  expect(await ask(3, "system.settings", {})).toEqual({ ok: false, code: "NotSignedIn" });
  // What happens to the core that was put away is no longer this page's business.
  said.length = 0;
  first.as("clerk");
  second.as("clerk");
  await expect.poll(() => said).toEqual([{ changed: ["system"], isOwn: false }]);
  port1.close();
});
