import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { taskSpotContract } from "../task-spot-contract.ts";
import { finishOperations } from "./finish-operations.ts";
import { followUpOperations } from "./follow-up-operations.ts";
import { followUpRowsOf } from "./follow-up-store.ts";
import { orderOperations } from "./order-operations.ts";
import { taskOperations } from "./task-operations.ts";
import { findTask } from "./task-store.ts";
import { visibleAppeal } from "./visibility.ts";

const evidence = "诉求人当场在现场办结单上签字";

type SpotContext = Parameters<Handlers<typeof taskSpotContract>["council.settleOnTheSpot"]>[0];
type SpotCode = Parameters<SpotContext["refuse"]>[0];

const ownCodes: readonly string[] = [
  ...taskSpotContract["council.settleOnTheSpot"].fails,
  "NotFound",
  "Conflict",
  "NotAllowed",
];
const isOwnCode = (code: string): code is SpotCode => ownCodes.includes(code);

/** The steps refuse in their own words. What this command does not declare cannot come about within it. */
const withinSpot = (context: SpotContext): AnyCommandContext => ({
  ...context,
  refuse: (code, details) => {
    if (!isOwnCode(code)) throw new Error(`${code} cannot come about on the spot`);
    return context.refuse(code, details);
  },
});

export const spotOperations: Handlers<typeof taskSpotContract> = {
  "council.settleOnTheSpot": (context, { id, version, note, satisfaction, result, isSigned: _signed, ...words }) => {
    const { db, refuse } = context;
    const appeal = visibleAppeal(context, id);
    if (appeal.version !== version) throw refuse("Conflict");
    // Nobody can sign for somebody who left no name.
    if (appeal.voice === "anonymous") throw refuse("NotOnTheSpot");
    const within = withinSpot(context);
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
      isProposalSeen: false,
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
