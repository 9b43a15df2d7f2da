import { inflateRawSync } from "node:zlib";
import { SheetProblem } from "./sheet-problem.ts";

export type ZipEntry = {
  name: string;
  method: number;
  byteCount: number;
  compressedByteCount: number;
  /** The sizes stand after the packed bytes as well. */
  hasDescriptor: boolean;
  headerAt: number;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const zip64 = 0xffffffff;

/** What a spreadsheet may unfold to: 200,000 rows of long text fit, a zip bomb does not. */
const largestUnfoldedBytes = 400 * 1024 * 1024;
/** The strings of a workbook are held in memory at once, unlike its rows. */
const largestStringsBytes = 160 * 1024 * 1024;
/** Text of a real workbook shrinks to a tenth or a fiftieth; nothing but a bomb shrinks to this part of its size. */
const steepestRatio = 400;
const mostEntries = 5_000;

const endOfDirectory = (view: DataView): number => {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at;
  throw new SheetProblem("BrokenFile");
};

/** The directory of a zip file. Throws a SheetProblem where it is broken or asks for a password. */
export const zipEntries = (bytes: Uint8Array): ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 22) throw new SheetProblem("BrokenFile");
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // Archives of four gigabytes do not pass the door, so nothing honest needs the long form of the directory.
  if (count > mostEntries || at === zip64) throw new SheetProblem("TooLarge");
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== entrySignature) throw new SheetProblem("BrokenFile");
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) === 1) throw new SheetProblem("HasPassword");
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      compressedByteCount: view.getUint32(at + 20, true),
      byteCount: view.getUint32(at + 24, true),
      hasDescriptor: (flags & 8) === 8,
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
};

/**
 * Refuses an archive by what its directory declares. The reader holds every entry to its declared size, so a directory
 * that lies is cut off there; one that declares nothing would not be, and is refused here.
 */
export const refuseBomb = (entries: readonly ZipEntry[]): void => {
  let unfolded = 0;
  let packed = 0;
  for (const { name, byteCount, compressedByteCount, method, hasDescriptor } of entries) {
    if (name.endsWith("/")) continue;
    if (method !== 0 && method !== 8) throw new SheetProblem("BrokenFile");
    const declaresNothing = byteCount === 0 ? compressedByteCount > 2 : compressedByteCount === 0;
    if (declaresNothing || (compressedByteCount === 0 && hasDescriptor)) throw new SheetProblem("BrokenFile");
    unfolded += byteCount;
    packed += compressedByteCount;
    if (/sharedStrings\.xml$/i.test(name) && byteCount > largestStringsBytes) throw new SheetProblem("TooLarge");
  }
  if (unfolded > largestUnfoldedBytes) throw new SheetProblem("TooLarge");
  if (unfolded > 20 * 1024 * 1024 && unfolded > packed * steepestRatio) throw new SheetProblem("TooLarge");
};

/** One small entry as text. */
export const zipText = (bytes: Uint8Array, entry: ZipEntry, limit = 4 * 1024 * 1024): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headerAt } = entry;
  if (headerAt + 30 > bytes.byteLength || view.getUint32(headerAt, true) !== localSignature)
    throw new SheetProblem("BrokenFile");
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const packed = bytes.subarray(start, start + entry.compressedByteCount);
  try {
    return new TextDecoder().decode(entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: limit }));
  } catch (error) {
    throw new SheetProblem("BrokenFile", error);
  }
};
