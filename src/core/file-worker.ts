import { parentPort } from "node:worker_threads";
import { BackupProblem } from "./backup-problem.ts";
import { type ExportCell, storeTable } from "./export.ts";
import { startTask, type TaskStep } from "./file-task.ts";
import type { FromFileWorker, ToFileWorker, Work, WorkName } from "./file-work.ts";
import { createFileStore, type StoredFile } from "./files.ts";
import { type ImportSheet, openImportSheet } from "./import-sheet.ts";
import { SheetProblem } from "./sheet-problem.ts";

/*
 * Entry of the worker thread: unzips, parses, checks, cuts search pieces, writes tables, copies and checks copies. It
 * never writes to the database, and reads it only to copy it.
 */
if (!parentPort) throw new Error("This is the entry of a worker thread");
const port = parentPort;
const post = (message: FromFileWorker) => port.postMessage(message);

let sheet: ImportSheet | undefined;
let step: (() => TaskStep) | undefined;
const refusals = new Map<number, string>();
let table:
  | { push(row: readonly ExportCell[] | null): void; used: () => Promise<void>; stored: Promise<StoredFile> }
  | undefined;

const openSheet = (): ImportSheet => {
  if (!sheet) throw new Error("No file was opened");
  return sheet;
};

/** A table that is fed from outside while it is being written. */
const beginTable = ({
  filesFolder,
  sheetName,
  titles,
  format,
}: Work["beginExport"]["ask"]): NonNullable<typeof table> => {
  const rows: (readonly ExportCell[] | null)[] = [];
  let wake = () => {};
  let askForMore = () => {};
  async function* fed() {
    for (;;) {
      const batch = rows.splice(0);
      for (const row of batch) {
        if (row === null) return;
        yield row;
      }
      askForMore();
      if (rows.length > 0) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  const stored = storeTable(createFileStore(filesFolder), { sheetName, titles, rows: fed() }, format);
  return {
    push: (row) => {
      rows.push(row);
      wake();
    },
    // Whoever feeds faster than the disk takes is held back here; a writer that failed lets go.
    used: async () => {
      const isUsed = new Promise<void>((resolve) => {
        askForMore = resolve;
      });
      await Promise.race([isUsed, stored]);
    },
    stored,
  };
};

const work: { [N in WorkName]: (ask: Work[N]["ask"]) => Promise<Work[N]["answer"]> } = {
  open: async (ask) => {
    sheet = await openImportSheet(ask, (done) => post({ done }));
    return null;
  },
  map: (ask) => openSheet().map(ask),
  next: async ({ rowCount, refused }) => {
    for (const [row, reason] of refused) refusals.set(row, reason);
    return openSheet().next(rowCount);
  },
  writeRefused: ({ refused }) => {
    for (const [row, reason] of refused) refusals.set(row, reason);
    return openSheet().writeRefused(refusals);
  },
  beginExport: async (ask) => {
    table = beginTable(ask);
    return null;
  },
  exportRows: async ({ rows }) => {
    // An empty list gives the writer nothing that it could call out for more after.
    if (rows.length === 0) return null;
    for (const row of rows) table?.push(row);
    await table?.used();
    return null;
  },
  endExport: async () => {
    if (!table) throw new Error("No table was begun");
    table.push(null);
    return table.stored;
  },
  startTask: async (asked) => {
    step = startTask(asked);
    return null;
  },
  stepTask: async () => {
    if (!step) throw new Error("No task was started");
    return step();
  },
};

const answer = async ({ id, name, ask }: ToFileWorker): Promise<void> => {
  try {
    post({ id, answer: await (work[name] as (ask: unknown) => Promise<Work[WorkName]["answer"]>)(ask) });
  } catch (error) {
    if (error instanceof SheetProblem || error instanceof BackupProblem) post({ id, problem: error.sentence });
    else post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};

// One at a time and in the order asked.
let last = Promise.resolve();
port.on("message", (message: ToFileWorker) => {
  last = last.then(() => answer(message));
});
