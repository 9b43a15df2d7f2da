import { longDay } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { ownershipWords } from "../appeal-words.ts";
import { basisProblem, type Ownership, ownershipOfTask, ownershipProblem } from "../ownership.ts";
import type { TaskBasis, taskOwnershipContract } from "../task-ownership-contract.ts";
import { isTaskOver, ownershipFixedProblem } from "../task-rules.ts";
import { appealsById, type KeptAppeal } from "./appeal-store.ts";
import { setBasis } from "./community-matter-store.ts";
import { appealIdsOfTask, tasksOfAppeal } from "./link-store.ts";
import { moveTask } from "./task-steps.ts";
import { findTask } from "./task-store.ts";
import { visibleTask } from "./visibility.ts";

const changeWords = (from: Ownership, to: Ownership, reason: string) =>
  [`${ownershipWords[from]} → ${ownershipWords[to]}`, reason].filter((part) => part !== "").join("；");

/** Notes the new ownership of an appeal; the tasks that are not over follow their appeals. */
export const noteOwnership = (
  context: AnyCommandContext,
  appeal: KeptAppeal,
  from: Ownership,
  reason: string,
): void => {
  const { db, addEvent } = context;
  addEvent({
    of: "appeal",
    id: appeal.id,
    kind: "ownershipChanged",
    reason: changeWords(from, appeal.ownership, reason),
  });
  for (const { id } of tasksOfAppeal(db, appeal.id)) {
    const task = findTask(db, id);
    if (!task || ownershipFixedProblem(task.state)) continue;
    const appealIds = appealIdsOfTask(db, id);
    const ownership = ownershipOfTask(appealsById(db, appealIds).map((one) => one.ownership));
    if (!appealIds.includes(appeal.id) || ownership === task.ownership) continue;
    moveTask(
      context,
      task,
      task.version,
      { ownership },
      {
        kind: "ownershipChanged",
        reason: changeWords(task.ownership, ownership, reason),
        details: { appealIds: [appeal.id] },
      },
    );
  }
};

const basisWords = ({ document, fromWhom, receivedDate, upstreamDueDate }: TaskBasis) =>
  `${fromWhom} ${document}，${longDay(receivedDate)}收到${upstreamDueDate === null ? "" : `，上级要求${longDay(upstreamDueDate)}前办结`}`;

export const noteBasis = (context: AnyCommandContext, taskId: string, basis: TaskBasis): void => {
  setBasis(context.db, taskId, basis);
  context.addEvent({ of: "task", id: taskId, kind: "basisRecorded", reason: basisWords(basis) });
};

export const ownershipOperations: Handlers<typeof taskOwnershipContract> = {
  "council.recordBasis": (context, { id, version, ...basis }) => {
    const { db, today, refuse } = context;
    const task = visibleTask(context, id);
    const problem = (isTaskOver(task.state) ? "TaskIsOver" : null) ?? basisProblem(task.ownership, basis, today);
    if (problem) throw refuse(problem);
    setBasis(db, id, basis);
    return moveTask(context, task, version, {}, { kind: "basisRecorded", reason: basisWords(basis) });
  },

  "council.changeTaskOwnership": (context, { id, version, ownership, reason }) => {
    const task = visibleTask(context, id);
    const problem = ownershipFixedProblem(task.state) ?? ownershipProblem(task.ownership, ownership);
    if (problem) throw context.refuse(problem);
    return moveTask(
      context,
      task,
      version,
      { ownership },
      {
        kind: "ownershipChanged",
        reason: changeWords(task.ownership, ownership, reason),
      },
    );
  },
};
