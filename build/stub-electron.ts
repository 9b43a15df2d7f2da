import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** An archive of Electron's format without a file in it: a JSON header between its own length fields. */
const emptyArchive = (): Buffer => {
  const header = Buffer.from(JSON.stringify({ files: {} }));
  const padded = Buffer.alloc(Math.ceil(header.length / 4) * 4);
  header.copy(padded);
  const lengths = Buffer.alloc(16);
  [4, padded.length + 8, padded.length + 4, header.length].forEach((length, index) => {
    lengths.writeUInt32LE(length, index * 4);
  });
  return Buffer.concat([lengths, padded]);
};

/** The marker, version and number of the fuses, and their states in the binary as it is delivered. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("010111101"),
]);

/** Writes a folder that the packager takes for an unpacked Electron of the installed version, without its binary. */
export const writeStubElectron = (folder: string): void => {
  const { version } = createRequire(import.meta.url)("electron/package.json") as { version: string };
  for (const part of ["resources", "locales"]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(
    join(folder, "electron"),
    Buffer.concat([Buffer.from("#!/bin/sh\nexit 0\n"), Buffer.alloc(64), fuseWire, Buffer.alloc(64)]),
  );
  chmodSync(join(folder, "electron"), 0o755);
  for (const name of ["LICENSE", "LICENSES.chromium.html", "locales/zh-CN.pak", "locales/en-US.pak", "locales/de.pak"])
    writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "version"), `v${version}`);
  writeFileSync(join(folder, "resources", "default_app.asar"), emptyArchive());
};
