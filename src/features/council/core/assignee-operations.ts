import type { Handlers } from "#core/contexts.ts";
import { postHoldersNear } from "#features/people/core/grid-store.ts";
import { assigneesFrom } from "../task-assignee.ts";
import type { taskAssigneeContract } from "../task-assignee-contract.ts";
import { visibleAppeal } from "./visibility.ts";

export const assigneeOperations: Handlers<typeof taskAssigneeContract> = {
  "council.suggestAssignee": (context, { appealIds }) => {
    const holders = [...new Set(appealIds)].flatMap((id) =>
      postHoldersNear(context.db, visibleAppeal(context, id), context.today),
    );
    return { suggestions: assigneesFrom(holders) };
  },
};
