import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

export const syncFile = (path: string): void => {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Puts the names in a folder on the disk, so that a rename outlives a power cut. */
export const syncFolder = (folder: string): void => {
  // Windows cannot open a folder; NTFS journals the rename by itself.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some network and USB file systems know no such thing.
    if (!["EINVAL", "ENOTSUP", "EPERM"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    closeSync(handle);
  }
};

const pieceBytes = 1024 * 1024;

/** Must not be asked of a database that is open: closing any handle of it drops SQLite's locks. */
export const sha256Of = (path: string): string => {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(pieceBytes);
  const handle = openSync(path, "r");
  try {
    for (;;) {
      const byteCount = readSync(handle, piece);
      if (byteCount === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, byteCount));
    }
  } finally {
    closeSync(handle);
  }
};

/** Whether a file is there, can be read to its end, and is what its name says. */
export const isFileSound = (path: string, sha256: string): boolean => {
  try {
    return sha256Of(path) === sha256;
  } catch (error) {
    if (["ENOENT", "EIO"].includes((error as { code?: string }).code ?? "")) return false;
    throw error;
  }
};

/** A second name for the same bytes where the file system can, else a copy. For files that are never written again. */
export const linkOrCopy = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch {
    copyWhole(from, to);
  }
};

/** A copy with bytes of its own, on the disk once this returns. */
export const copyWhole = (from: string, to: string): void => {
  copyFileSync(from, to);
  syncFile(to);
};

/** Writes a small file so that it is there whole or not at all. */
export const writeWhole = (path: string, text: string): void => {
  const partial = `${path}.partial`;
  try {
    writeFileSync(partial, text);
    syncFile(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
};

/** Bytes that may still be written where a folder lies. */
export const freeBytesOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
