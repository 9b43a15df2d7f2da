import { Worker } from "node:worker_threads";
import type { Instant } from "#base/dates.ts";
import type { ExportCell, ExportFormat } from "./export.ts";
import type { FileTask, TaskStep } from "./file-task.ts";
import type { StoredFile } from "./files.ts";
import type { ImportedRow, ImportShape } from "./import-kind.ts";
import type { Heading, Mapping } from "./import-mapping.ts";
import { SheetProblem } from "./sheet-problem.ts";

export type ShownRow = { number: number; texts: string[] };
export type GoodRow = { number: number; texts: Record<string, string> };
export type BadRow = GoodRow & { problems: string[] };

/** What an import would do with a sheet, before anything is written. */
export type SheetPreview = {
  sheetNames: string[];
  sheet: string;
  heading: Heading;
  firstRows: ShownRow[];
  mapping: Mapping;
  doubles: string[];
  readCount: number;
  badCount: number;
  goodRows: GoodRow[];
  badRows: BadRow[];
};

export type MapAsk = {
  /** Null: the sheet that looks most like it. */
  sheet: string | null;
  /** Null: the row that looks most like a heading. */
  headingRow: number | null;
  /** Null: by the headings. */
  mapping: Mapping | null;
  choices: Readonly<Record<string, string>>;
  now: Instant;
};

export type Batch = { rows: ImportedRow[]; badCount: number; isEnd: boolean };

/** What the worker thread can be asked, and what it answers. */
export type Work = {
  open: {
    ask: {
      path: string;
      fileName: string;
      filesFolder: string;
      /** Where the rows may be kept meanwhile; whoever ends the worker removes it. */
      rowsPath: string;
      shape: ImportShape;
    };
    answer: null;
  };
  map: { ask: MapAsk; answer: SheetPreview };
  /** The next rows; `refused` are rows of earlier batches that the core would not take. */
  next: { ask: { rowCount: number; refused: [row: number, reason: string][] }; answer: Batch };
  /** Writes the refused rows with their reasons; null where there is none. */
  writeRefused: { ask: { refused: [row: number, reason: string][] }; answer: StoredFile | null };
  beginExport: {
    ask: { filesFolder: string; sheetName: string; titles: readonly string[]; format: ExportFormat };
    answer: null;
  };
  exportRows: { ask: { rows: readonly (readonly ExportCell[])[] }; answer: null };
  endExport: { ask: null; answer: StoredFile };
  /** Begins a task; each `stepTask` then goes on with it for a moment. */
  startTask: { ask: FileTask; answer: null };
  stepTask: { ask: null; answer: TaskStep };
};
export type WorkName = keyof Work;

export type ToFileWorker = { [N in WorkName]: { id: number; name: N; ask: Work[N]["ask"] } }[WorkName];
export type FromFileWorker =
  | { id: number; answer: Work[WorkName]["answer"] }
  /** A sentence for the person; the file is to blame. */
  | { id: number; problem: string }
  /** The program is to blame. */
  | { id: number; error: string }
  | { done: number };

export type WorkOutcome<N extends WorkName> = { answer: Work[N]["answer"] } | { problem: string } | { error: Error };

export type FileWorker = {
  /** Calls back once, later; also when the worker dies or takes too long. */
  ask<N extends WorkName>(name: N, ask: Work[N]["ask"], then: (outcome: WorkOutcome<N>) => void): void;
  /** Ends the thread; `then` is called once it is gone and has let go of its files. */
  end(then?: () => void): void;
};

/** A worker that reads a file must not bring the program down: it has its own heap, and this is all of it. */
const heapMb = 900;

export type AskLimit = { ms: number; sentence: string };
const readingLimit: AskLimit = { ms: 5 * 60_000, sentence: new SheetProblem("TookTooLong").sentence };

const deathOutcome = (error: unknown): { problem: string } | { error: Error } =>
  (error as { code?: unknown } | null)?.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { problem: new SheetProblem("TooLarge").sentence }
    : { error: error instanceof Error ? error : new Error(String(error)) };

/** Starts a worker thread for one file. `onProgress` is told how many rows are done. */
export const createFileWorker = (
  workerUrl: URL,
  onProgress: (done: number) => void,
  limit: AskLimit = readingLimit,
): FileWorker => {
  const worker = new Worker(workerUrl, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const waiting = new Map<number, { call(outcome: WorkOutcome<never>): void; timer: NodeJS.Timeout }>();
  let lastId = 0;
  let isOver = false;

  const settle = (id: number, outcome: unknown) => {
    const found = waiting.get(id);
    if (!found) return;
    waiting.delete(id);
    clearTimeout(found.timer);
    found.call(outcome as WorkOutcome<never>);
  };
  const die = (outcome: { problem: string } | { error: Error }) => {
    isOver = true;
    for (const id of [...waiting.keys()]) settle(id, outcome);
  };

  worker.on("message", (message: FromFileWorker) => {
    if ("done" in message) onProgress(message.done);
    else if ("answer" in message) settle(message.id, { answer: message.answer });
    else if ("problem" in message) settle(message.id, { problem: message.problem });
    else settle(message.id, { error: new Error(message.error) });
  });
  worker.on("error", (error) => die(deathOutcome(error)));
  worker.on("exit", (code) => die({ error: new Error(`The file worker ended with ${code}`) }));
  // A quiet worker must not keep a closing program alive.
  worker.unref();

  return {
    ask: (name, ask, then) => {
      if (isOver) {
        queueMicrotask(() => then({ error: new Error("The file worker is gone") }));
        return;
      }
      lastId += 1;
      const id = lastId;
      const timer = setTimeout(() => {
        settle(id, { problem: limit.sentence });
        isOver = true;
        void worker.terminate();
      }, limit.ms);
      timer.unref();
      waiting.set(id, { call: then as (outcome: WorkOutcome<never>) => void, timer });
      worker.postMessage({ id, name, ask });
    },
    end: (then = () => {}) => {
      isOver = true;
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      void worker.terminate().then(then);
    },
  };
};
