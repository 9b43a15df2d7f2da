import type { itemKinds } from "./meeting-agenda-contract.ts";
import type { MeetingState, Outcome } from "./meeting-contract.ts";
import { hasQuorum } from "./meeting-rules.ts";
import type { Vote, VoteCount, voteMethods } from "./vote-contract.ts";

type Counted = Pick<VoteCount, "forCount" | "againstCount" | "abstainCount" | "invalidCount">;
type Ground = Pick<Vote, "base" | "presentCount" | "entitledCount">;

/** Of how many more than half must be for it. An invalid ballot is a vote cast. */
export const voteBaseCount = (vote: Ground & Counted): number => {
  if (vote.base === "present") return vote.presentCount;
  if (vote.base === "entitled") return vote.entitledCount;
  return castCount(vote);
};

export const castCount = (count: Counted): number =>
  count.forCount + count.againstCount + count.abstainCount + count.invalidCount;

/** 赞成须过基数的一半。 */
export const isVotePassed = (vote: Ground & Counted): boolean => vote.forCount * 2 > voteBaseCount(vote);

/** The count that holds. */
export const lastCountOf = (vote: Pick<Vote, "counts">): VoteCount | null => vote.counts.at(-1) ?? null;

type Life = Pick<Vote, "state">;

export const openVoteOf = <V extends Life>(votes: readonly V[]): V | null =>
  votes.find(({ state }) => state === "open") ?? null;

/** The vote that decides: the last that was counted. */
export const decidingVoteOf = <V extends Life>(votes: readonly V[]): V | null =>
  votes.findLast(({ state }) => state === "counted") ?? null;

type Item = { kind: (typeof itemKinds)[number]; outcome: Outcome | null };

/** What was put off may be voted on again before the meeting ends. */
const isDecided = (item: Item): boolean => item.outcome !== null && item.outcome !== "deferred";

export const openingVoteProblem = (meeting: { state: MeetingState }, item: Item, votes: readonly Life[]) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (item.kind !== "topic") return "ItemNotATopic";
  if (isDecided(item)) return "ItemIsDecided";
  return openVoteOf(votes) ? "VoteIsOpen" : null;
};

export const countingProblem = (meeting: { state: MeetingState }, vote: Life) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  return vote.state === "open" ? null : "VoteNotOpen";
};

/** What has been decided by a count is not counted again from under the decision. */
export const recountingProblem = (meeting: { state: MeetingState }, item: Item, vote: Life, votes: readonly Life[]) => {
  if (meeting.state !== "inSession") return "MeetingNotInSession";
  if (vote.state !== "counted") return "VoteNotCounted";
  if (openVoteOf(votes)) return "VoteIsOpen";
  return isDecided(item) ? "ItemIsDecided" : null;
};

export const isMoreThanPresent = (count: Counted, presentCount: number): boolean => castCount(count) > presentCount;

type Papers = Counted & Pick<VoteCount, "handedOutCount" | "returnedCount" | "countedBy" | "watchedBy">;
type FieldProblem = { field: keyof Papers; message: string };

/**
 * 收回 ≤ 发出 ≤ 打印, and what was counted is what came back. `printedCount` is null where the program printed none:
 * ballots written by hand have no number of their own.
 */
export const ballotProblem = (
  method: (typeof voteMethods)[number],
  count: Papers,
  printedCount: number | null,
): FieldProblem | null => {
  const { handedOutCount, returnedCount, invalidCount } = count;
  if (method !== "paper") {
    if (invalidCount > 0) return { field: "invalidCount", message: "只有纸票才有无效票" };
    return null;
  }
  if (handedOutCount === null) return { field: "handedOutCount", message: "请填写发出几张" };
  if (returnedCount === null) return { field: "returnedCount", message: "请填写收回几张" };
  if (printedCount !== null && handedOutCount > printedCount)
    return { field: "handedOutCount", message: `发出 ${handedOutCount} 张，比打印的 ${printedCount} 张多` };
  if (returnedCount > handedOutCount)
    return { field: "returnedCount", message: `收回 ${returnedCount} 张，比发出的 ${handedOutCount} 张多` };
  const cast = castCount(count);
  if (cast !== returnedCount) {
    const sum = `赞成 ${count.forCount} + 反对 ${count.againstCount} + 弃权 ${count.abstainCount} + 无效 ${invalidCount} = ${cast}`;
    return { field: "returnedCount", message: `${sum}，和收回的 ${returnedCount} 张对不上` };
  }
  return null;
};

/** Ballots and a recount name who counted and who watched. */
export const tellersProblem = (count: Pick<Papers, "countedBy" | "watchedBy">): FieldProblem | null => {
  if (count.countedBy === "") return { field: "countedBy", message: "请填写计票人" };
  if (count.watchedBy === "") return { field: "watchedBy", message: "请填写监票人" };
  return count.countedBy === count.watchedBy ? { field: "watchedBy", message: "监票的和计票的要是两个人" } : null;
};

/** Whether 通过 may stand on a vote: more than half for it, and more than half there when it was counted. */
export const hasVoteQuorum = (vote: Pick<Vote, "presentCount" | "entitledCount">): boolean =>
  hasQuorum(vote.presentCount, vote.entitledCount);
