import type { AnyCommandContext } from "#core/contexts.ts";
import { numberText } from "../numbers.ts";
import { appealIdsBehindTask, refreshStages } from "./link-store.ts";
import { indexTask, type KeptTask, updateTask } from "./task-store.ts";

export const taskNumber = (task: { year: number; number: number }) => numberText("办", task.year, task.number);

/** Saves a change of a task, says so on its timeline, and refreshes what its appeals show. */
export const moveTask = (
  context: AnyCommandContext,
  task: KeptTask,
  version: number,
  change: Partial<KeptTask>,
  event: { kind: string; actor?: string; reason?: string; details?: unknown },
): { id: string; version: number } => {
  const { db, refuse, addEvent } = context;
  if (!updateTask(db, { id: task.id, version }, change)) throw refuse("Conflict");
  addEvent({
    of: "task",
    id: task.id,
    ...(change.state !== undefined && { from: task.state, to: change.state }),
    ...event,
  });
  if (change.onlineNumber !== undefined && change.onlineNumber !== task.onlineNumber)
    indexTask(db, { ...task, ...change });
  if (change.state !== undefined) refreshStages(db, appealIdsBehindTask(db, task));
  return { id: task.id, version: version + 1 };
};
