import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { ensureBuilt } from "./ensure-built.ts";
import { writeStubElectron } from "./stub-electron.ts";

const root = join(import.meta.dirname, "..");

export type Platform = "linux" | "win";
export type PackedFile = { path: string; isUnpacked: boolean };
export type Packed = { appFolder: string; files: PackedFile[]; locales: string[]; fuses: Record<string, boolean> };

type Entry = { files?: Record<string, Entry>; unpacked?: boolean };

const filesBelow = (entry: Entry, path: string): PackedFile[] =>
  entry.files
    ? Object.entries(entry.files).flatMap(([name, child]) => filesBelow(child, path === "" ? name : `${path}/${name}`))
    : [{ path, isUnpacked: entry.unpacked === true }];

const filesInArchive = (path: string): PackedFile[] => {
  const archive = readFileSync(path);
  return filesBelow(JSON.parse(archive.toString("utf8", 16, 16 + archive.readUInt32LE(12))) as Entry, "");
};

const fusesOf = async (executable: string): Promise<Record<string, boolean>> => {
  const wire = await getCurrentFuseWire(executable);
  const isNumbered = ([, index]: [string, unknown]): boolean => typeof index === "number";
  return Object.fromEntries(
    Object.entries(FuseV1Options)
      .filter(isNumbered)
      .map(([name, index]) => [name, wire[index as FuseV1Options] === "1".charCodeAt(0)]),
  );
};

/**
 * Packs the program into `folder` around a stub Electron, so that no binary and no network is needed. Only a Linux
 * folder can be made this way, so the file list of another platform is tried in its place.
 */
export const packOffline = async (folder: string, platform: Platform): Promise<Packed> => {
  await ensureBuilt(root);
  const electronDist = join(folder, "electron");
  const output = join(folder, "packed");
  const configuration = join(folder, "electron-builder.cjs");
  mkdirSync(folder, { recursive: true });
  writeStubElectron(electronDist);
  const changes = { electronDist, directories: { output, buildResources: join(root, "build") } };
  const general = JSON.stringify(join(root, "electron-builder.cjs"));
  writeFileSync(
    configuration,
    `const general = require(${general});
module.exports = { ...general, ...${JSON.stringify(changes)}, linux: { ...general.linux, files: general.${platform}.files } };
`,
  );
  const builder = join(root, "node_modules", "electron-builder", "cli.js");
  const argv = ["--linux", "dir", "--x64", "--publish", "never", "--config", configuration];
  await promisify(execFile)(process.execPath, [builder, ...argv], { cwd: root });
  const appFolder = join(output, "linux-unpacked");
  return {
    appFolder,
    files: filesInArchive(join(appFolder, "resources", "app.asar")),
    locales: readdirSync(join(appFolder, "locales")),
    fuses: await fusesOf(join(appFolder, "xiaobandeng")),
  };
};

const needed = [
  "package.json",
  "out/main/main.js",
  "out/main/core-process.js",
  "out/main/file-worker.js",
  "out/preload/preload.cjs",
  "out/renderer/index.html",
  "node_modules/better-sqlite3/package.json",
];

const binaries: Record<Platform, string[]> = {
  linux: ["linux-arm64.node", "linux-x64.node"],
  win: ["win32-arm64.node", "win32-x64.node"],
};

/** What is wrong with a package, one sentence each. */
export const packingProblems = (
  { files, locales }: Pick<Packed, "files" | "locales">,
  platform: Platform,
): string[] => {
  const paths = files.map(({ path }) => path);
  const foreign = paths.filter(
    (path) =>
      !/^(package\.json|out\/(main|preload|renderer)\/.+|node_modules\/better-sqlite3\/.+)$/.test(path) ||
      path === "out/main/serve.js" ||
      /\.(map|ts|gyp|c|cpp|h)$/.test(path),
  );
  const mustBeOutside = ({ path }: PackedFile) =>
    path === "package.json" || path.startsWith("out/main/") || path.startsWith("node_modules/better-sqlite3/");
  const found = paths.filter((path) => path.endsWith(".node")).map((path) => path.slice(path.lastIndexOf("/") + 1));
  return [
    ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...foreign.map((path) => `${path} does not belong in the package`),
    ...files
      .filter((file) => mustBeOutside(file) && !file.isUnpacked)
      .map(({ path }) => `${path} is only in the archive`),
    ...(found.sort().join() === binaries[platform].join() ? [] : [`database binaries are ${found.join()}`]),
    ...(locales.includes("zh-CN.pak") ? [] : ["Chromium's Chinese texts are missing"]),
  ];
};

const check = async () => {
  for (const platform of ["linux", "win"] as const) {
    const folder = mkdtempSync(join(tmpdir(), "xbd-pack-"));
    try {
      const packed = await packOffline(folder, platform);
      const problems = packingProblems(packed, platform);
      console.log(`${platform}: ${packed.files.length} files${problems.map((problem) => `\n  ${problem}`).join("")}`);
      if (problems.length > 0) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
};

if (import.meta.main) await check();
