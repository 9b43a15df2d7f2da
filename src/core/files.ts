import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { syncFolder } from "./disk.ts";

export type StoredFile = { sha256: string; byteCount: number };

export type FileWriter = {
  /** Throws `FileTooLarge` past the limit, after which the writer is aborted. */
  write(chunk: Uint8Array): void;
  finish(): StoredFile;
  abort(): void;
};

export type FileStore = {
  readonly folder: string;
  has(sha256: string): boolean;
  pathOf(sha256: string): string;
  begin(): FileWriter;
  put(bytes: Uint8Array): StoredFile;
  /** Removes what no record names and nobody touched since `beforeMs`, of these names; answers with how many. */
  sweep(isNamed: (sha256: string) => boolean, beforeMs: number, names?: readonly string[]): number;
};

export class FileTooLarge extends Error {
  readonly code = "FileTooLarge";
}

/** 100 MB: a long import fits, a film does not. */
export const largestFileBytes = 100 * 1024 * 1024;

const incoming = /^incoming-/;
const ownName = /^[0-9a-f]{64}$/;

/** A folder of files named by their content. A name appears only once its bytes are on the disk. */
export const createFileStore = (folder: string, limit = largestFileBytes): FileStore => {
  mkdirSync(folder, { recursive: true });
  const pathOf = (sha256: string) => {
    if (!ownName.test(sha256)) throw new Error("Not a file name of this store");
    return join(folder, sha256);
  };

  const begin = (): FileWriter => {
    const temporary = join(folder, `incoming-${randomUUID()}`);
    const handle = openSync(temporary, "wx", 0o600);
    const hash = createHash("sha256");
    let byteCount = 0;
    let isOpen = true;
    const abort = () => {
      if (!isOpen) return;
      isOpen = false;
      closeSync(handle);
      rmSync(temporary, { force: true });
    };
    return {
      write: (chunk) => {
        byteCount += chunk.byteLength;
        if (byteCount > limit) {
          abort();
          throw new FileTooLarge();
        }
        try {
          for (let written = 0; written < chunk.byteLength; ) written += writeSync(handle, chunk, written);
        } catch (error) {
          abort();
          throw error;
        }
        hash.update(chunk);
      },
      finish: () => {
        const sha256 = hash.digest("hex");
        try {
          fsyncSync(handle);
        } catch (error) {
          abort();
          throw error;
        }
        isOpen = false;
        closeSync(handle);
        renameSync(temporary, pathOf(sha256));
        syncFolder(folder);
        return { sha256, byteCount };
      },
      abort,
    };
  };

  return {
    folder,
    has: (sha256) => ownName.test(sha256) && existsSync(pathOf(sha256)),
    pathOf,
    begin,
    put: (bytes) => {
      const writer = begin();
      writer.write(bytes);
      return writer.finish();
    },
    sweep: (isNamed, beforeMs, names = readdirSync(folder)) => {
      let removed = 0;
      for (const name of names) {
        const isOurs = incoming.test(name) || ownName.test(name);
        if (!isOurs || isNamed(name)) continue;
        const stat = statSync(join(folder, name), { throwIfNoEntry: false });
        if (!stat || stat.mtimeMs >= beforeMs) continue;
        rmSync(join(folder, name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
};
