import { createHash } from "node:crypto";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFileStore, FileTooLarge } from "#core/files.ts";
import { temporaryFolder } from "../support/sample-core.ts";

const opened = (limit?: number) => {
  const folder = join(temporaryFolder(), "files");
  return { folder, store: createFileStore(folder, limit) };
};
const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a file", () => {
  test("is named by its content, and the name appears only once the content is whole", () => {
    const { folder, store } = opened();
    const writer = store.begin();
    writer.write(bytes("花园"));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^incoming-/)]);
    writer.write(bytes("社区"));
    expect(store.has(sha256("花园社区"))).toBe(false);
    expect(writer.finish()).toEqual({ sha256: sha256("花园社区"), byteCount: 12 });
    expect(readdirSync(folder)).toEqual([sha256("花园社区")]);
    expect(readFileSync(store.pathOf(sha256("花园社区")), "utf8")).toBe("花园社区");
  });

  test("put twice is kept once", () => {
    const { folder, store } = opened();
    expect(store.put(bytes("同样"))).toEqual(store.put(bytes("同样")));
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("without a byte is a file too", () => {
    const { store } = opened();
    expect(store.put(bytes(""))).toEqual({ sha256: sha256(""), byteCount: 0 });
    expect(store.has(sha256(""))).toBe(true);
  });

  test("given up half-way leaves nothing, however often it is given up", () => {
    const { folder, store } = opened();
    const writer = store.begin();
    writer.write(bytes("half"));
    writer.abort();
    writer.abort();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("past the limit is refused and leaves nothing; up to the limit it is kept", () => {
    const { folder, store } = opened(10);
    const writer = store.begin();
    writer.write(new Uint8Array(10));
    expect(() => writer.write(new Uint8Array(1))).toThrow(FileTooLarge);
    writer.abort();
    expect(readdirSync(folder)).toEqual([]);
    expect(store.put(new Uint8Array(10)).byteCount).toBe(10);
  });

  test.each(["../lock.sqlite", "", "ABC", `${"a".repeat(64)}/x`, "A".repeat(64)])(
    "%j names no file of the store",
    (name) => {
      const { store } = opened();
      expect(() => store.pathOf(name)).toThrow(/Not a file name/);
      expect(store.has(name)).toBe(false);
    },
  );
});

describe("sweeping", () => {
  const day = 86_400_000;
  const nowMs = Date.parse("2026-11-20T01:00:00.000Z");
  const age = (path: string, days: number) =>
    utimesSync(path, (nowMs - days * day) / 1000, (nowMs - days * day) / 1000);

  test("removes what is old and named by nobody, and what an upload left behind; nothing else", () => {
    const { folder, store } = opened();
    const [named, old, fresh] = ["named", "old", "fresh"].map((text) => store.put(bytes(text)).sha256);
    if (named === undefined || old === undefined || fresh === undefined) throw new Error("three files");
    writeFileSync(join(folder, "incoming-left"), "half");
    writeFileSync(join(folder, "README.txt"), "put here by a person");
    for (const name of [named, old, "incoming-left", "README.txt"]) age(join(folder, name), 31);
    age(join(folder, fresh), 29);
    expect(store.sweep((sha) => sha === named, nowMs - 30 * day)).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([named, fresh, "README.txt"].sort());
  });
});
