import type { Handlers } from "#core/contexts.ts";
import type { appealContract } from "../appeal-contract.ts";
import { mergingProblem } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import { findAppeal, mergedInto, updateAppeal } from "./appeal-store.ts";
import { acceptBecause } from "./decision-operations.ts";
import { finishedTaskIdsOf, refreshStages } from "./link-store.ts";
import { alignFollowUps } from "./rounds.ts";
import { visibleAppeal } from "./visibility.ts";

type Operations = Pick<typeof appealContract, "council.mergeAppeals" | "council.unmergeAppeal">;

const numberOf = (appeal: { series: string; year: number; number: number }) =>
  numberText(appeal.series, appeal.year, appeal.number);

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join("；");

export const mergeOperations: Handlers<Operations> = {
  "council.mergeAppeals": (context, { leadId, ids, reason }) => {
    const { db, refuse, addEvent } = context;
    // The reason speaks of all of them.
    const details = { appealIds: [leadId, ...ids] };
    const merged: { id: string; version: number }[] = [];
    for (const id of new Set(ids)) {
      const lead = visibleAppeal(context, leadId);
      const appeal = visibleAppeal(context, id);
      const problem = mergingProblem(lead, { ...appeal, mergedCount: mergedInto(db, id).length });
      if (problem) throw refuse(problem, { id });
      // One matter from now on: what was taken on for one of them is taken on.
      if (appeal.state === "accepted") acceptBecause(context, lead, "并入一条已受理的诉求");
      if (!updateAppeal(db, appeal, { leadId })) throw refuse("Conflict");
      merged.push({ id, version: appeal.version + 1 });
      addEvent({ of: "appeal", id, kind: "merged", reason: joined(numberOf(lead), reason), details });
      addEvent({ of: "appeal", id: leadId, kind: "mergedIn", reason: joined(numberOf(appeal), reason), details });
    }
    // A reporter who joins while the follow-up is under way is asked as well.
    for (const taskId of finishedTaskIdsOf(db, leadId)) alignFollowUps(context, taskId);
    refreshStages(db, [leadId]);
    return { id: leadId, merged };
  },

  "council.unmergeAppeal": (context, { id, version, reason }) => {
    const { db, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    const { leadId } = appeal;
    if (leadId === null) throw refuse("NotMerged");
    const lead = findAppeal(db, leadId);
    const finished = finishedTaskIdsOf(db, leadId);
    if (!updateAppeal(db, { id, version }, { leadId: null })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "unmerged",
      reason: joined(lead ? numberOf(lead) : "", reason),
      details: { appealIds: [leadId] },
    });
    addEvent({
      of: "appeal",
      id: leadId,
      kind: "unmergedOut",
      reason: joined(numberOf(appeal), reason),
      details: { appealIds: [id] },
    });
    // Whoever stands behind a task no more is not asked about it.
    for (const taskId of finished) alignFollowUps(context, taskId);
    refreshStages(db, [id, leadId]);
    return { id, version: version + 1 };
  },
};
