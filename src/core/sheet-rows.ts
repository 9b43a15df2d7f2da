import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { SheetRow } from "./sheet-cells.ts";

const chunkBytes = 1024 * 1024;

/**
 * The rows of a sheet in a temporary file, so that 200,000 of them cost no memory and can be walked through again and
 * again. One line of JSON for each row.
 */
export const createRowFile = (path: string) => {
  const handle = openSync(path, "wx+", 0o600);
  let waiting: string[] = [];
  let waitingLength = 0;
  let rowCount = 0;

  const flush = () => {
    const bytes = Buffer.from(waiting.join(""));
    for (let written = 0; written < bytes.byteLength; ) written += writeSync(handle, bytes, written);
    waiting = [];
    waitingLength = 0;
  };

  return {
    append: (row: SheetRow): void => {
      const line = `${JSON.stringify(row)}\n`;
      waiting.push(line);
      waitingLength += line.length;
      rowCount += 1;
      if (waitingLength > chunkBytes) flush();
    },
    get rowCount() {
      return rowCount;
    },
    /** Every row from the first on. */
    *rows(): Generator<SheetRow> {
      flush();
      const decoder = new TextDecoder();
      const chunk = Buffer.alloc(chunkBytes);
      let text = "";
      for (let at = 0; ; ) {
        const count = readSync(handle, chunk, 0, chunkBytes, at);
        if (count === 0) return;
        at += count;
        const lines = (text + decoder.decode(chunk.subarray(0, count), { stream: true })).split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) yield JSON.parse(line) as SheetRow;
      }
    },
    remove: (): void => {
      closeSync(handle);
      rmSync(path, { force: true });
    },
  };
};

export type RowFile = ReturnType<typeof createRowFile>;
