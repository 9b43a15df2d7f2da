import type { ManifestHead } from "./backup-manifest.ts";
import { isFull } from "./backup-problem.ts";
import type { FileTask } from "./file-task.ts";
import { createFileWorker, type FileWorker, type WorkOutcome } from "./file-work.ts";
import { type Job, JobProblem, type JobSlice, type Progress } from "./jobs.ts";

export type TaskEnd = {
  /** What is left to do in the database once the worker is ready; may take several slices. */
  finish(slice: JobSlice, result: ManifestHead): "more" | "done";
  /** Removes what the worker left half-done; called when its thread is gone. Must not throw. */
  takeBack(): void;
  /** After the last slice was committed. */
  afterwards?(result: ManifestHead): void;
  /** What to say when the disk of the centre is too full even for a line in the audit log. */
  unrecorded: string;
};

/** A stick that hangs must not hold a thread for ever. */
const limit = {
  ms: 60 * 60_000,
  sentence: "用的时间太久，已经停下，没有留下半份。请换一个地方，或检查磁盘后再试。",
};

/** Drives a task of the worker thread: shows how far it is, can be cancelled, and takes back what it left. */
export const taskJob = (
  parts: { name: string; task: FileTask; path: string; workerUrl: URL; wake(): void } & TaskEnd,
): Job => {
  const { task, wake } = parts;
  let worker: FileWorker | undefined;
  let isEnding = false;
  let isGone = false;
  let isAsked = false;
  let progress: Progress = { done: 0, total: null, note: "" };
  let failure: Error | undefined;
  let result: ManifestHead | undefined;
  let isFinished = false;

  const told = <A>(outcome: { answer: A } | { problem: string } | { error: Error }, take: (answer: A) => void) => {
    isAsked = false;
    if ("answer" in outcome) take(outcome.answer);
    else failure = "problem" in outcome ? new JobProblem(outcome.problem) : outcome.error;
    wake();
  };

  const goOn = () => {
    isAsked = true;
    if (!worker) {
      worker = createFileWorker(parts.workerUrl, () => {}, limit);
      worker.ask("startTask", task, (outcome: WorkOutcome<"startTask">) => told(outcome, () => {}));
      return;
    }
    worker.ask("stepTask", null, (outcome: WorkOutcome<"stepTask">) =>
      told(outcome, (answer) => {
        if ("result" in answer) result = answer.result;
        else progress = answer.progress;
      }),
    );
  };

  const letGo = () => {
    if (!worker || isEnding) return;
    isEnding = true;
    worker.end(() => {
      if (!isFinished) parts.takeBack();
      isGone = true;
      wake();
    });
  };

  return {
    name: parts.name,
    step: (slice, tell) => {
      tell(progress);
      if (failure) throw failure;
      if (!result) {
        if (!isAsked) goOn();
        return "waiting";
      }
      const outcome = parts.finish(slice, result);
      isFinished = outcome === "done";
      return outcome;
    },
    // Whether there is room for a line in the log shows only when the slice is committed.
    explain: (error) => (result && isFull(error) ? parts.unrecorded : null),
    result: () => ({ path: parts.path, lostFileCount: result?.lostFiles.length ?? 0 }),
    undo: () => {
      isFinished = false;
      letGo();
      return worker && !isGone ? "waiting" : "done";
    },
    end: () => {
      letGo();
      if (result && isFinished) parts.afterwards?.(result);
    },
  };
};
