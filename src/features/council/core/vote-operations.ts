import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { voteContract } from "../vote-contract.ts";
import * as rules from "../vote-rules.ts";
import { countSentenceOf } from "../vote-sentence.ts";
import { voteBaseWords, voteMethodWords } from "../vote-words.ts";
import { itemIn, meetingIn } from "./meeting-lookup.ts";
import { type KeptItem, type KeptMeeting, resolutionsOf } from "./meeting-store.ts";
import { discuss } from "./topic-discussed.ts";
import { findTopic } from "./topic-store.ts";
import { maySeeTopic } from "./visibility.ts";
import { seatLinesOf, turnoutNow, votesByItem } from "./vote-lines.ts";
import * as store from "./vote-store.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse" | "caller">;

/**
 * A vote of a meeting with its item; one on a confidential topic is not found by whoever may not see that, and one that
 * a colleague went on with is a conflict.
 */
const voteIn = (context: Finding, meetingId: string, voteId: string, version?: number) => {
  const { db, caller, refuse } = context;
  const vote = store.findVote(db, voteId);
  if (vote?.meetingId !== meetingId) throw refuse("NotFound");
  const item = itemIn(context, meetingId, vote.itemId);
  const topic = item.topicId === null ? undefined : findTopic(db, item.topicId);
  if (topic && !maySeeTopic(caller, topic)) throw refuse("NotFound");
  if (version !== undefined && version !== vote.version) throw refuse("Conflict");
  return { vote, item };
};

const outcomeOf = (context: Finding, meetingId: string, itemId: string) =>
  resolutionsOf(context.db, meetingId).find((resolution) => resolution.itemId === itemId)?.outcome ?? null;

const addVoteEvent = (
  { addEvent }: AnyCommandContext,
  meeting: KeptMeeting,
  item: KeptItem,
  event: { kind: string; reason: string },
) => addEvent({ of: "meeting", id: meeting.id, ...event, details: { topicId: item.topicId } });

type Counts = Omit<store.KeptCount, "voteId" | "edition" | "isPassed" | "at">;

/** Judges one count on who was there and on its ballots, and keeps it as the next edition. */
const keepCount = (
  context: AnyCommandContext,
  vote: store.KeptVote,
  turnout: { entitledCount: number; presentCount: number },
  { edition, ...counts }: Counts & { edition: number },
) => {
  const { db, now, refuse, refuseField } = context;
  const ballots = rules.ballotProblem(vote.method, counts, null);
  if (ballots) throw refuseField(ballots.field, ballots.message);
  if (rules.isMoreThanPresent(counts, turnout.presentCount)) throw refuse("MoreVotesThanPresent");
  const tellers = vote.method === "paper" || edition > 1 ? rules.tellersProblem(counts) : null;
  if (tellers) throw refuseField(tellers.field, tellers.message);
  const isPassed = rules.isVotePassed({ ...counts, ...turnout, base: vote.base });
  const count = { ...counts, voteId: vote.id, edition, isPassed, at: now };
  store.insertCount(db, count);
  return count;
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
    const outcome = outcomeOf(context, id, itemId);
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
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const { vote, item } = voteIn(context, id, voteId, version);
    const problem = rules.countingProblem(meeting, vote);
    if (problem) throw refuse(problem);
    const { seats, ...turnout } = turnoutNow(db, meeting);
    const { entitledBy, entitledCount } = turnout;
    if (!store.updateVote(db, { id: voteId, version }, { state: "counted", entitledBy, entitledCount }))
      throw refuse("Conflict");
    for (const seat of seats) store.insertSeat(db, { ...seat, voteId });
    const count = keepCount(context, vote, turnout, { ...counts, edition: 1, reason: "" });
    const sentence = countSentenceOf({ ...turnout, base: vote.base, counts: [count] }, count);
    addVoteEvent(context, meeting, item, { kind: "voteCounted", reason: `${vote.question}：${sentence}` });
    return { id, edition: 1, isPassed: count.isPassed };
  },

  "council.recountVote": (context, { id, voteId, version, ...counts }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const { vote, item } = voteIn(context, id, voteId, version);
    const votes = votesByItem(db, meeting).get(item.id) ?? [];
    const outcome = outcomeOf(context, id, item.id);
    const problem = rules.recountingProblem(meeting, { kind: item.kind, outcome }, vote, votes);
    if (problem) throw refuse(problem);
    if (!store.updateVote(db, { id: voteId, version }, {})) throw refuse("Conflict");
    const shown = votes.find((other) => other.id === voteId);
    if (!shown) throw refuse("NotFound");
    const edition = shown.counts.length + 1;
    const count = keepCount(context, vote, shown, { ...counts, edition });
    const sentence = countSentenceOf(shown, count);
    addVoteEvent(context, meeting, item, {
      kind: "voteRecounted",
      reason: `${vote.question}：${sentence}${counts.reason}（${counts.countedBy}计票，${counts.watchedBy}监票）`,
    });
    return { id, edition, isPassed: count.isPassed };
  },
};
