import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { voteContract } from "../vote-contract.ts";
import * as rules from "../vote-rules.ts";
import { voteBaseWords, voteMethodWords } from "../vote-words.ts";
import { itemIn, meetingIn } from "./meeting-lookup.ts";
import { discuss } from "./topic-discussed.ts";
import {
  addVoteEvent,
  beginFirstCount,
  beginRecount,
  keepCount,
  outcomeOf,
  sheetOfVote,
  voteIn,
} from "./vote-count.ts";
import { seatLinesOf, votesByItem } from "./vote-lines.ts";
import * as store from "./vote-store.ts";

/** What is keyed back by hand: never of signatures, which count themselves, and a sheet is one of this vote. */
const checkTyped = (
  context: AnyCommandContext,
  { vote }: ReturnType<typeof beginFirstCount>,
  { sheetCode }: { sheetCode: string },
): void => {
  if (vote.method === "signature") throw context.refuse("VoteIsSigned");
  if (sheetCode !== "") sheetOfVote(context, vote, { code: sheetCode, kind: "vote.counting" });
};

/** A matter before a meeting, put to the vote and counted. */
export const voteOperations: Handlers<typeof voteContract> = {
  "council.voteSeats": (context, { id, voteId }) => {
    const meeting = meetingIn(context, id);
    const { vote } = voteIn(context, id, voteId);
    return { seats: seatLinesOf(context.db, meeting, vote) };
  },

  "council.openVote": (context, { id, itemId, question, method, base }) => {
    const { db, now, newId, refuse } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const votes = votesByItem(db, meeting).get(itemId) ?? [];
    const outcome = outcomeOf(db, id, itemId);
    const problem = rules.openingVoteProblem(meeting, { kind: item.kind, outcome }, votes);
    if (problem) throw refuse(problem);
    const voteId = newId();
    store.insertVote(db, { id: voteId, itemId, question, method, base, openedAt: now });
    discuss(context, item, meeting);
    const reason = `${question}（${voteMethodWords[method]}，按${voteBaseWords[base]}过半）`;
    addVoteEvent(context, meeting, item, { kind: "voteOpened", reason });
    return { id, voteId };
  },

  "council.callOffVote": (context, { id, voteId, version, reason }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const { vote, item } = voteIn(context, id, voteId, version);
    const problem = rules.countingProblem(meeting, vote);
    if (problem) throw refuse(problem);
    if (!store.updateVote(db, { id: voteId, version }, { state: "calledOff", callOffReason: reason }))
      throw refuse("Conflict");
    addVoteEvent(context, meeting, item, { kind: "voteCalledOff", reason: `${vote.question}：${reason}` });
    return { id };
  },

  "council.countVote": (context, { id, voteId, version, ...counts }) => {
    const counting = beginFirstCount(context, { id, voteId, version });
    checkTyped(context, counting, counts);
    return keepCount(context, counting, { ...counts, sheetCode: counts.sheetCode.toUpperCase(), reason: "" });
  },

  "council.recountVote": (context, { id, voteId, version, ...counts }) => {
    const counting = beginRecount(context, { id, voteId, version });
    checkTyped(context, counting, counts);
    return keepCount(context, counting, { ...counts, sheetCode: counts.sheetCode.toUpperCase() });
  },
};
