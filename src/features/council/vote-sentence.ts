import type { Vote, VoteCount } from "./vote-contract.ts";
import { hasVoteQuorum, lastCountOf } from "./vote-rules.ts";
import { voteBaseWords } from "./vote-words.ts";

type Spoken = Pick<
  Vote,
  "base" | "entitledBy" | "entitledCount" | "presentCount" | "relativeCount" | "proxyCount" | "counts"
>;

export const voteUnitWords: Record<Vote["entitledBy"], string> = { person: "人", household: "户" };

/** 应到21户，到会17户（其中委托1户） */
export const turnoutSentence = (vote: Omit<Spoken, "base" | "counts">): string => {
  const unit = voteUnitWords[vote.entitledBy];
  const represented = [
    ...(vote.relativeCount > 0 ? [`家人代表${vote.relativeCount}${unit}`] : []),
    ...(vote.proxyCount > 0 ? [`委托${vote.proxyCount}${unit}`] : []),
  ].join("、");
  return `应到${vote.entitledCount}${unit}，到会${vote.presentCount}${unit}${represented && `（其中${represented}）`}`;
};

const countWords = (count: VoteCount): string =>
  [
    `赞成${count.forCount}、反对${count.againstCount}、弃权${count.abstainCount}`,
    ...(count.invalidCount > 0 ? [`无效${count.invalidCount}`] : []),
  ].join("、");

const resultWords = (vote: Spoken, count: VoteCount): string => {
  if (!count.isPassed) return "赞成没有过半，不通过";
  return hasVoteQuorum(vote) ? "通过" : "赞成过半，但到会没有过半，不能通过";
};

/** One count in one sentence, as it stands in the minutes. */
export const countSentenceOf = (vote: Spoken, count: VoteCount): string => {
  const ballots =
    count.handedOutCount === null ? "" : `；发出纸票${count.handedOutCount}张，收回${count.returnedCount}张`;
  const edition = count.edition === 1 ? "" : `第${count.edition}次计票，`;
  return `${turnoutSentence(vote)}${ballots}；${edition}按${voteBaseWords[vote.base]}过半计，${countWords(count)}，${resultWords(vote, count)}。`;
};

/** What a vote came to by the count that holds; empty while it is not counted. */
export const voteSentence = (vote: Spoken): string => {
  const count = lastCountOf(vote);
  return count ? countSentenceOf(vote, count) : "";
};
