import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packingProblems, packOffline } from "../../build/pack-check.ts";
import { forkCore } from "./core-fork.ts";

// Each packing runs the real packager, which reads all of node_modules.
const packingMs = 180_000;

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-pack-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("packing offline", () => {
  test(
    "makes a Linux program with its fuses set, whose core process runs from where it lies",
    async () => {
      const folder = newFolder();
      const packed = await packOffline(join(folder, "pack"), "linux");
      expect(packingProblems(packed, "linux")).toEqual([]);
      expect(packed.locales.sort()).toEqual(["en-US.pak", "zh-CN.pak"]);
      expect(packed.fuses).toMatchObject({
        RunAsNode: false,
        EnableCookieEncryption: true,
        EnableNodeOptionsEnvironmentVariable: false,
        EnableNodeCliInspectArguments: false,
        EnableEmbeddedAsarIntegrityValidation: true,
        OnlyLoadAppFromAsar: true,
        LoadBrowserProcessSpecificV8Snapshot: false,
        GrantFileProtocolExtraPrivileges: false,
      });
      const resources = join(packed.appFolder, "resources");
      expect(existsSync(join(resources, "resources", "page", "icon.svg"))).toBe(true);
      const entry = join(resources, "app.asar.unpacked", "out", "main", "core-process.js");
      const core = forkCore(entry, ["--data", join(folder, "centre")]);
      expect(await new Promise((resolve) => core.once("message", resolve))).toEqual({ state: "opened" });
      core.postMessage("close");
      await core.whenGone;
    },
    packingMs,
  );

  test(
    "takes along what Windows needs, and only that",
    async () => {
      const packed = await packOffline(newFolder(), "win");
      expect(packingProblems(packed, "win")).toEqual([]);
    },
    packingMs,
  );
});

describe("a package is refused", () => {
  const unpacked = (path: string) => ({ path, isUnpacked: true });
  const sound = {
    files: [
      "package.json",
      "out/main/main.js",
      "out/main/core-process.js",
      "out/main/file-worker.js",
      "out/preload/preload.cjs",
      "out/renderer/index.html",
      "node_modules/better-sqlite3/package.json",
      "node_modules/better-sqlite3/prebuilds/linux-arm64.node",
      "node_modules/better-sqlite3/prebuilds/linux-x64.node",
    ].map(unpacked),
    locales: ["zh-CN.pak"],
  };

  test("unless it is sound", () => {
    expect(packingProblems(sound, "linux")).toEqual([]);
  });

  test("with sources, tests or the other host in it", () => {
    for (const path of ["src/core/core.ts", "test/schema.test.ts", "out/main/serve.js", "out/main/main.js.map"])
      expect(packingProblems({ ...sound, files: [...sound.files, unpacked(path)] }, "linux")).toEqual([
        `${path} does not belong in the package`,
      ]);
  });

  test("when the core process lies only in the archive", () => {
    const files = sound.files.map((file) => ({ ...file, isUnpacked: file.path !== "out/main/core-process.js" }));
    expect(packingProblems({ ...sound, files }, "linux")).toEqual(["out/main/core-process.js is only in the archive"]);
  });

  test("with the database of another platform, or without a part", () => {
    expect(packingProblems(sound, "win")).toEqual(["database binaries are linux-arm64.node,linux-x64.node"]);
    const files = sound.files.filter(({ path }) => path !== "out/preload/preload.cjs");
    expect(packingProblems({ files, locales: [] }, "linux")).toEqual([
      "out/preload/preload.cjs is missing",
      "Chromium's Chinese texts are missing",
    ]);
  });
});
