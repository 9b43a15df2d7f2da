import type { AnyCommandContext, QueryContext } from "#core/contexts.ts";
import { findPrintedSheet } from "#features/documents/core/store.ts";
import type { Vote, VoteCount } from "../vote-contract.ts";
import * as rules from "../vote-rules.ts";
import { countSentenceOf } from "../vote-sentence.ts";
import { itemIn, meetingIn } from "./meeting-lookup.ts";
import { type KeptItem, type KeptMeeting, resolutionsOf } from "./meeting-store.ts";
import { findTopic } from "./topic-store.ts";
import { maySeeTopic } from "./visibility.ts";
import { turnoutNow, votesByItem } from "./vote-lines.ts";
import * as store from "./vote-store.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse" | "caller">;

/**
 * A vote of a meeting with its item; one on a confidential topic is not found by whoever may not see that, and one that
 * a colleague went on with is a conflict.
 */
export const voteIn = (context: Finding, meetingId: string, voteId: string, version?: number) => {
  const { db, caller, refuse } = context;
  const vote = store.findVote(db, voteId);
  if (vote?.meetingId !== meetingId) throw refuse("NotFound");
  const item = itemIn(context, meetingId, vote.itemId);
  const topic = item.topicId === null ? undefined : findTopic(db, item.topicId);
  if (topic && !maySeeTopic(caller, topic)) throw refuse("NotFound");
  if (version !== undefined && version !== vote.version) throw refuse("Conflict");
  return { vote, item };
};

export const outcomeOf = (db: QueryContext["db"], meetingId: string, itemId: string) =>
  resolutionsOf(db, meetingId).find((resolution) => resolution.itemId === itemId)?.outcome ?? null;

export const addVoteEvent = (
  { addEvent }: AnyCommandContext,
  meeting: KeptMeeting,
  item: KeptItem,
  event: { kind: string; reason: string },
) => addEvent({ of: "meeting", id: meeting.id, ...event, details: { topicId: item.topicId } });

type Counting = {
  meeting: KeptMeeting;
  item: KeptItem;
  vote: store.KeptVote;
  turnout: Omit<
    Vote,
    | "id"
    | "question"
    | "method"
    | "state"
    | "openedAt"
    | "callOffReason"
    | "printedCount"
    | "counts"
    | "version"
    | "base"
  >;
  edition: number;
};

type Asked = { id: string; voteId: string; version: number };

/** The first count of a vote: it is closed, and whose votes there are is frozen. */
export const beginFirstCount = (context: AnyCommandContext, { id, voteId, version }: Asked): Counting => {
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
  return { meeting, item, vote, turnout, edition: 1 };
};

/** A further count of a vote, by the seats that are frozen. */
export const beginRecount = (context: AnyCommandContext, { id, voteId, version }: Asked): Counting => {
  const { db, refuse } = context;
  const meeting = meetingIn(context, id);
  const { vote, item } = voteIn(context, id, voteId, version);
  const votes = votesByItem(db, meeting).get(item.id) ?? [];
  const outcome = outcomeOf(db, id, item.id);
  const problem = rules.recountingProblem(meeting, { kind: item.kind, outcome }, vote, votes);
  if (problem) throw refuse(problem);
  const turnout = votes.find((other) => other.id === voteId);
  if (!turnout || !store.updateVote(db, { id: voteId, version }, {})) throw refuse("Conflict");
  return { meeting, item, vote, turnout, edition: turnout.counts.length + 1 };
};

type Counts = Omit<VoteCount, "edition" | "isPassed" | "at">;

/** The sheet of a vote that something is keyed back from; its subjects behind the meeting and the vote. */
export const sheetOfVote = (
  { db, refuse }: Pick<AnyCommandContext, "db" | "refuse">,
  vote: Pick<store.KeptVote, "id">,
  { code, kind }: { code: string; kind: string },
): string[] => {
  const sheet = findPrintedSheet(db, code.toUpperCase());
  const [, voteId, ...subjects] = sheet?.subjectIds ?? [];
  if (sheet?.kind !== kind || voteId !== vote.id) throw refuse("NoSuchSheet");
  return subjects;
};

/** Judges one count on who was there and on its ballots, and keeps it as the next edition. */
export const keepCount = (context: AnyCommandContext, counting: Counting, counts: Counts) => {
  const { db, now, refuse, refuseField } = context;
  const { meeting, item, vote, turnout, edition } = counting;
  const printedCount = store.printedBallotsOf(db, vote.id);
  const ballots = rules.ballotProblem(vote.method, counts, printedCount === 0 ? null : printedCount);
  if (ballots) throw refuseField(ballots.field, ballots.message);
  if (rules.isMoreThanPresent(counts, turnout.presentCount)) throw refuse("MoreVotesThanPresent");
  const tellers = vote.method === "paper" || edition > 1 ? rules.tellersProblem(counts) : null;
  if (tellers) throw refuseField(tellers.field, tellers.message);
  if (edition > 1 && counts.reason === "") throw refuseField("reason", "请填写复核的理由");
  const isPassed = rules.isVotePassed({ ...counts, ...turnout, base: vote.base });
  const count = { ...counts, voteId: vote.id, edition, isPassed, at: now };
  store.insertCount(db, count);
  const sentence = countSentenceOf({ ...turnout, base: vote.base, counts: [count] }, count);
  const names = edition === 1 ? "" : `${counts.reason}（${counts.countedBy}计票，${counts.watchedBy}监票）`;
  const kind = edition === 1 ? "voteCounted" : "voteRecounted";
  addVoteEvent(context, meeting, item, { kind, reason: `${vote.question}：${sentence}${names}` });
  return { id: meeting.id, edition, isPassed };
};
