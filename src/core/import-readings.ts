import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createFileWorker, type MapAsk, type SheetPreview } from "./file-work.ts";
import type { FileStore } from "./files.ts";
import type { ImportShape } from "./import-kind.ts";
import { type Job, JobProblem } from "./jobs.ts";
import { queuedNote, type SeatedWorker, type Seats, seatedWorker } from "./worker-seats.ts";

/** A file that a person is about to import, read by a worker thread of its own. */
export type Reading = {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly worker: SeatedWorker;
  isBusy: boolean;
  /** Rows done so far of what is being read or checked. */
  done: number;
  preview: SheetPreview | null;
  /** The choices by which the rows were judged last. */
  choices: MapAsk["choices"];
  /** The sentence of what is wrong with the file as it was asked for last. */
  problem: string | null;
  error: Error | null;
  /** Rows flow into the database from here on. */
  isImporting: boolean;
};

export type NewReading = Pick<Reading, "id" | "kind" | "accountId" | "sha256" | "fileName"> & { shape: ImportShape };

export type Readings = {
  /** Starts reading; undefined when too many files are being read already. */
  open(reading: NewReading, ask: MapAsk): Reading | undefined;
  find(id: string): Reading | undefined;
  /** Reads the sheet again in another way; not while it is busy. */
  map(reading: Reading, ask: MapAsk): void;
  close(id: string): void;
  closeAll(): void;
};

const mostReadings = 3;
const idleMs = 30 * 60_000;

const rowsName = /^reading-/;

/** Rows of a file that a killed program left behind are personal data without an owner. */
const removeLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder)) if (rowsName.test(name)) rmSync(join(folder, name), { force: true });
};

/** The files that are being read. `wake` is called whenever one of them has something new to tell. */
export const createReadings = (
  workerUrl: URL,
  files: Pick<FileStore, "folder" | "pathOf">,
  wake: () => void,
  seats: Seats,
): Readings => {
  const byId = new Map<string, Reading & { timer: NodeJS.Timeout; rowsPath: string }>();
  removeLeftovers(files.folder);

  const close = (id: string) => {
    const reading = byId.get(id);
    if (!reading) return;
    byId.delete(id);
    clearTimeout(reading.timer);
    if (reading.isBusy) Object.assign(reading, { isBusy: false, problem: "已经停下，不再读这个文件。" });
    wake();
    reading.worker.end(() => rmSync(reading.rowsPath, { force: true }));
  };

  const makeRoom = (accountId: string): boolean => {
    for (const reading of [...byId.values()])
      if (reading.accountId === accountId && !reading.isImporting) close(reading.id);
    return byId.size < mostReadings;
  };

  const settle = (reading: Reading, outcome: { problem: string } | { error: Error } | { answer: SheetPreview }) => {
    reading.isBusy = false;
    reading.done = 0;
    if ("answer" in outcome) reading.preview = outcome.answer;
    else if ("problem" in outcome) reading.problem = outcome.problem;
    else reading.error = outcome.error;
    wake();
  };

  const map = (reading: Reading, ask: MapAsk) => {
    Object.assign(reading, { isBusy: true, problem: null, error: null, choices: ask.choices });
    byId.get(reading.id)?.timer.refresh();
    reading.worker.ask("map", ask, (outcome) => settle(reading, outcome));
  };

  return {
    open: ({ shape, ...named }, ask) => {
      if (!makeRoom(named.accountId)) return undefined;
      const start = () =>
        createFileWorker(workerUrl, (done) => {
          reading.done = done;
          wake();
        });
      const worker = seatedWorker(seats, { sits: "whileAsked", start, wake });
      const timer = setTimeout(() => {
        if (!reading.isImporting) close(reading.id);
      }, idleMs);
      timer.unref();
      const reading: Reading & { timer: NodeJS.Timeout; rowsPath: string } = {
        ...named,
        worker,
        timer,
        rowsPath: join(files.folder, `reading-${named.id}`),
        isBusy: true,
        done: 0,
        preview: null,
        choices: ask.choices,
        problem: null,
        error: null,
        isImporting: false,
      };
      byId.set(reading.id, reading);
      const source = { path: files.pathOf(named.sha256), fileName: named.fileName, filesFolder: files.folder };
      worker.ask("open", { ...source, rowsPath: reading.rowsPath, shape }, (outcome) => {
        if ("answer" in outcome) map(reading, ask);
        else settle(reading, outcome);
      });
      return reading;
    },
    find: (id) => byId.get(id),
    map,
    close,
    closeAll: () => {
      for (const id of [...byId.keys()]) close(id);
    },
  };
};

/** Waits for a reading, so that it shows progress and can be cancelled like any long work. */
export const readingJob = (name: string, reading: Reading, readings: Readings): Job => ({
  name,
  step: (_slice, tell) => {
    tell({ done: reading.done, total: null, note: reading.worker.isQueued ? queuedNote : "正在读表格" });
    if (reading.isBusy) return "waiting";
    if (reading.problem !== null) throw new JobProblem(reading.problem);
    if (reading.error !== null) throw reading.error;
    return "done";
  },
  end: () => {
    if (reading.isBusy) readings.close(reading.id);
  },
});
