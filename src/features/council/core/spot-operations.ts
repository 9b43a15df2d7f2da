import type { Handlers } from "#core/contexts.ts";
import type { taskSpotContract } from "../task-spot-contract.ts";
import { finishOperations } from "./finish-operations.ts";
import { followUpOperations } from "./follow-up-operations.ts";
import { followUpRowsOf } from "./follow-up-store.ts";
import { orderOperations } from "./order-operations.ts";
import { taskOperations } from "./task-operations.ts";
import { findTask } from "./task-store.ts";
import { visibleAppeal } from "./visibility.ts";

const evidence = "诉求人当场在现场办结单上签字";

export const spotOperations: Handlers<typeof taskSpotContract> = {
  "council.settleOnTheSpot": (context, { id, version, note, satisfaction, result, isSigned: _signed, ...words }) => {
    const { db, refuse } = context;
    const appeal = visibleAppeal(context, id);
    if (appeal.version !== version) throw refuse("Conflict");
    // Nobody can sign for somebody who left no name.
    if (appeal.voice === "anonymous") throw refuse("NotOnTheSpot");
    // Every refusal of the steps is one of this command's own, or cannot come about here.
    const within = context as never;
    const task = taskOperations["council.addDirectTask"](within, {
      ...words,
      measure: "",
      visibility: appeal.isConfidential ? "confidential" : "public",
      track: "immediate",
      urgency: appeal.urgency,
      gridId: appeal.gridId,
      onlinePlatform: "",
      onlineNumber: "",
      limit: { unit: "workdays", count: 1 },
      appealIds: [id],
      isDispatched: true,
      noMeetingReason: "",
      proposal: null,
      basis: null,
    });
    const step = () => ({ id: task.id, version: findTask(db, task.id)?.version ?? 0 });
    orderOperations["council.acceptTask"](within, { ...step(), actor: "" });
    finishOperations["council.finishTask"](within, {
      ...step(),
      actor: "",
      result,
      evidence,
      attachments: [],
      isResidentTold: true,
      onlineNumber: "",
    });
    const followUp = followUpRowsOf(db, task.id).find((row) => row.appealId === id && row.state === "open");
    const heard =
      followUp &&
      followUpOperations["council.recordTry"](within, {
        id: followUp.id,
        version: followUp.version,
        way: "desk",
        isReached: true,
        note: "",
        isSolved: true,
        satisfaction,
        words: note,
      });
    return { taskId: task.id, numberText: task.numberText, isClosed: heard?.isClosed ?? false };
  },
};
