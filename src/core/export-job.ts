import type { FileHandle } from "#base/contract.ts";
import type { ReadableDatabase } from "./database.ts";
import { type ExportCell, type ExportFormat, exportMediaTypes } from "./export-format.ts";
import type { WorkOutcome } from "./file-work.ts";
import type { StoredFile } from "./files.ts";
import { type Job, JobProblem } from "./jobs.ts";
import { queuedNote, type SeatedWorker } from "./worker-seats.ts";

/** One page of a list, read by key; `after` is null behind the last one. */
export type ExportPage<After> = { rows: ExportCell[][]; after: After | null };

export type ExportPlan<After> = {
  jobName: string;
  /** Without its ending. */
  fileName: string;
  sheetName: string;
  format: ExportFormat;
  titles: readonly string[];
  /** Called once in each slice, so it reads no more than a slice bears. */
  page(db: ReadableDatabase, after: After | null): ExportPage<After>;
};

type Waiting = { isAsked: boolean; failure: Error | undefined };

/**
 * Writes a list of any length into a file: pages are read between two requests of the desk, and the worker makes a
 * table of them. The result is the handle of the file, which nothing else names, so it is swept some day.
 */
export const exportJob = <After>(
  plan: ExportPlan<After>,
  outside: { worker: SeatedWorker; filesFolder: string; wake(): void },
): Job => {
  const { worker, filesFolder } = outside;
  const { format, sheetName, titles } = plan;
  const waiting: Waiting = { isAsked: false, failure: undefined };
  let phase: "begin" | "rows" | "end" = "begin";
  let after: After | null = null;
  let rowCount = 0;
  let stored: StoredFile | undefined;

  const settled = (outcome: WorkOutcome<"beginExport" | "exportRows" | "endExport">) => {
    waiting.isAsked = false;
    if ("problem" in outcome) waiting.failure = new JobProblem(outcome.problem);
    else if ("error" in outcome) waiting.failure = outcome.error;
    else if (outcome.answer) stored = outcome.answer;
    outside.wake();
  };

  const askNext = (db: ReadableDatabase) => {
    waiting.isAsked = true;
    if (phase === "begin") {
      phase = "rows";
      worker.ask("beginExport", { filesFolder, sheetName, titles, format }, settled);
    } else if (phase === "rows") {
      const page = plan.page(db, after);
      after = page.after;
      rowCount += page.rows.length;
      if (after === null) phase = "end";
      worker.ask("exportRows", { rows: page.rows }, settled);
    } else worker.ask("endExport", null, settled);
  };

  return {
    name: plan.jobName,
    step: ({ db }, tell) => {
      if (waiting.failure) throw waiting.failure;
      if (stored) return "done";
      if (!waiting.isAsked) askNext(db);
      tell({ done: rowCount, total: null, note: worker.isQueued ? queuedNote : "正在写表格" });
      return "waiting";
    },
    result: () => {
      const file: FileHandle = {
        sha256: stored?.sha256 ?? "",
        name: `${plan.fileName}.${format}`,
        mediaType: exportMediaTypes[format],
      };
      return { file, rowCount };
    },
    end: () => worker.end(),
  };
};
