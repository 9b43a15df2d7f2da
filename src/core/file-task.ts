import { type CheckOrder, checkTask } from "./backup-check.ts";
import type { ManifestHead } from "./backup-manifest.ts";
import { type BackupOrder, backUp, type TaskProgress } from "./backup-write.ts";
import { type StageOrder, stageRestore } from "./restore-stage.ts";

/** Long work with copies of a centre: the worker thread takes one turn after the other and tells between them. */
export type FileTask =
  | { task: "backUp"; order: BackupOrder }
  | { task: "check"; order: CheckOrder }
  | { task: "stage"; order: StageOrder };

export type TaskStep = { progress: TaskProgress } | { result: ManifestHead };

const taskOf = (asked: FileTask): Generator<TaskProgress, ManifestHead> => {
  if (asked.task === "backUp") return backUp(asked.order);
  return asked.task === "check" ? checkTask(asked.order) : stageRestore(asked.order);
};

/** Long enough that few words are said, short enough that a bar moves. */
const stepMs = 200;

/** Takes turns for a while. */
export const startTask = (asked: FileTask): (() => TaskStep) => {
  const task = taskOf(asked);
  return () => {
    const startedMs = performance.now();
    for (;;) {
      const turn = task.next();
      if (turn.done) return { result: turn.value };
      // What the first turn is about may take as long as all the others together, and is told before it begins.
      if (turn.value.total === null || performance.now() - startedMs > stepMs) return { progress: turn.value };
    }
  };
};
