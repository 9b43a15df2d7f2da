import type { Caller, Handlers, QueryContext } from "#core/contexts.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { followUpContract } from "../follow-up-contract.ts";
import { levelMapping, satisfactionOfLevel } from "../follow-up-rules.ts";
import { satisfactionLevelWords, tryWayWords } from "../follow-up-words.ts";
import { followUpOutcome, tryProblem } from "../task-rules.ts";
import * as store from "./follow-up-store.ts";
import { followUpLines } from "./lines.ts";
import { refreshStages } from "./link-store.ts";
import { closeWhenHeard, redoTask } from "./rounds.ts";
import { askerOf, visibleAppeal, visibleTask } from "./visibility.ts";

/** A follow-up whose task and whose reporter the caller may see. */
const visibleFollowUp = (
  context: Pick<QueryContext<never>, "db" | "refuse"> & { caller: Caller },
  id: string,
): store.KeptFollowUp => {
  const followUp = store.findFollowUp(context.db, id);
  if (!followUp) throw context.refuse("NotFound");
  visibleTask(context, followUp.taskId);
  visibleAppeal(context, followUp.appealId);
  return followUp;
};

export const followUpOperations: Handlers<typeof followUpContract> = {
  "council.listFollowUps": (context, { states, after, limit }) => {
    const { rows, nextAfter } = store.followUpPage(context.db, states, askerOf(context.caller), { after, limit });
    return { followUps: followUpLines(context, rows), nextAfter };
  },

  "council.followUp": (context, { id }) => {
    const { db, refuse } = context;
    visibleFollowUp(context, id);
    const row = store.findFollowUpRow(db, id);
    const [line] = row ? followUpLines(context, [row]) : [];
    if (!line) throw refuse("NotFound");
    const names = accountNames(db);
    return {
      ...line,
      tries: store.triesOf(db, id).map((tryNow) => ({ ...tryNow, triedByName: names.get(tryNow.triedBy) ?? "" })),
    };
  },

  "council.recordTry": (context, { id, version, way, isReached, note, isSolved, satisfaction, words }) => {
    const { db, now, newId, caller, refuse, addEvent } = context;
    const followUp = visibleFollowUp(context, id);
    const problem = tryProblem(followUp, { isReached, isSolved, satisfaction });
    if (problem) throw refuse(problem);
    const level = isReached ? satisfaction : null;
    const outcome = followUpOutcome({ isReached, isSolved, triesBefore: followUp.tryCount });
    store.insertTry(db, { id: newId(), followUpId: id, at: now, triedBy: caller.accountId, way, isReached, note });
    const isSaved = store.updateFollowUp(db, {
      id,
      version,
      // Unsolved is an answer too: the follow-up is over, and the task begins anew.
      state: outcome === "redone" ? "evaluated" : outcome,
      tryCount: followUp.tryCount + 1,
      endedAt: outcome === "open" ? null : now,
      isSolved: isReached ? isSolved : null,
      satisfaction: level && satisfactionOfLevel(level),
      level,
      levelMapping: level === null ? "" : levelMapping,
      words: isReached ? words : "",
    });
    if (!isSaved) throw refuse("Conflict");
    const said = isReached
      ? `${tryWayWords[way]}联系上：${isSolved ? "已解决" : "未解决"}，${level ? satisfactionLevelWords[level] : ""}${words === "" ? "" : `。“${words}”`}`
      : `${tryWayWords[way]}未联系上${note === "" ? "" : `：${note}`}`;
    const details = { appealIds: [followUp.appealId] };
    addEvent({ of: "task", id: followUp.taskId, kind: "followUpTried", reason: said, details });
    addEvent({ of: "appeal", id: followUp.appealId, kind: "followUpTried", reason: said });
    if (outcome === "redone")
      redoTask(context, followUp.taskId, followUp.appealId, words || note || "诉求人表示没有解决");
    const isClosed = outcome !== "redone" && closeWhenHeard(context, followUp.taskId);
    refreshStages(db, [followUp.appealId]);
    return { id, isRedone: outcome === "redone", isClosed };
  },
};
