import type { Handlers } from "#core/contexts.ts";
import { agreedDayWords } from "../task-clock.ts";
import type { taskContract } from "../task-contract.ts";
import { decidingExtensionProblem, extensionProblem } from "../task-rules.ts";
import { askedExtension, decideExtension, insertExtension } from "./extension-store.ts";
import { dueNow } from "./parking-store.ts";
import { moveTask } from "./task-steps.ts";
import { visibleTask } from "./visibility.ts";

type Operations = Pick<typeof taskContract, "council.askExtension" | "council.decideExtension">;

export const extensionOperations: Handlers<Operations> = {
  "council.askExtension": (context, { id, version, newDueDate, reason }) => {
    const { db, now, newId, caller, refuse } = context;
    const task = visibleTask(context, id);
    const hasAskedExtension = askedExtension(db, task) !== undefined;
    const problem = extensionProblem({ ...task, hasAskedExtension }, newDueDate, now);
    if (problem) throw refuse(problem);
    insertExtension(db, {
      id: newId(),
      taskId: id,
      round: task.round,
      newDueDate,
      reason,
      askedAt: now,
      askedBy: caller.accountId,
    });
    const dayWords = agreedDayWords(newDueDate, task.clockStartAt);
    return moveTask(context, task, version, {}, { kind: "extensionAsked", reason: `延到${dayWords}：${reason}` });
  },

  "council.decideExtension": (context, { id, version, isApproved, isResidentTold, note }) => {
    const { db, now, caller, refuse } = context;
    const task = visibleTask(context, id);
    const asked = askedExtension(db, task);
    const hasAskedExtension = asked !== undefined;
    const problem = decidingExtensionProblem({ ...task, hasAskedExtension }, { isApproved, isResidentTold });
    if (problem || !asked) throw refuse(problem ?? "NoExtensionAsked");
    decideExtension(db, {
      id: asked.id,
      state: isApproved ? "approved" : "refused",
      decidedAt: now,
      decidedBy: caller.accountId,
      decisionNote: note,
    });
    if (!isApproved) return moveTask(context, task, version, {}, { kind: "extensionRefused", reason: note });
    const dayWords = agreedDayWords(asked.newDueDate, task.clockStartAt);
    return moveTask(
      context,
      task,
      version,
      { ...dueNow(db, task), isToBeRetold: false },
      {
        kind: "extensionApproved",
        reason: `延到${dayWords}，已告知居民${note === "" ? "" : `。${note}`}`,
        details: { newDueDate: asked.newDueDate },
      },
    );
  },
};
