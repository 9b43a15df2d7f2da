import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { seatWays } from "./meeting-people-contract.ts";
import type { choices, voteBases, voteContract, voteMethods, voteStates } from "./vote-contract.ts";
import type { VotePaper, votePaperContract } from "./vote-paper-contract.ts";

export const voteMethodWords: Words<typeof voteMethods> = { hands: "举手", paper: "纸票", signature: "签字" };

export const voteBaseWords: Words<typeof voteBases> = { present: "到会", entitled: "应到", cast: "投票" };

export const voteStateWords: Words<typeof voteStates> = { open: "表决中", counted: "已计票", calledOff: "已撤销" };

export const choiceWords: Words<typeof choices> = { for: "赞成", against: "反对", abstain: "弃权" };

export const votePaperWords: Record<VotePaper, string> = {
  ballots: "表决票",
  counting: "计票单",
  signatures: "签字表决表",
};

export const seatWayWords: Words<typeof seatWays> = {
  self: "本人",
  household: "家人代表",
  proxy: "书面委托",
  empty: "没有投票",
};

type VoteFail = FailsOf<typeof voteContract> | FailsOf<typeof votePaperContract>;

export const voteRefusals: Record<
  Exclude<VoteFail, "MeetingNotInSession" | "NoSuchSheet" | "NothingToPrint">,
  string
> = {
  ItemNotATopic: "只有议题可以表决。",
  ItemIsDecided: "这一项已有结果。要重新表决或复核，请先把结果改为“暂缓再议”。",
  VoteIsOpen: "这一项的表决还没有计票。请先计票，或撤销表决。",
  VoteNotOpen: "这次表决已经计票或撤销了。",
  VoteNotCounted: "这次表决还没有计过票。",
  MoreVotesThanPresent: "票数之和超过了到会的票数。",
  VoteIsSigned: "签字表决的票数从签字表上来，请按序号登记签字。",
  NotBySignature: "这次表决不是签字表决。",
  VoteHasOtherPaper: "这次表决不用这种纸：纸票用表决票和计票单，签字用签字表决表。",
};

export const voteEventWords: Record<string, string> = {
  voteOpened: "开始表决",
  voteCalledOff: "撤销表决",
  voteCounted: "计票",
  voteRecounted: "复核计票",
  votePaperPrinted: "打印",
};

/** What a person did, as the audit log names it. */
export const voteOperationWords: Record<
  CommandName<typeof voteContract> | CommandName<typeof votePaperContract>,
  string
> = {
  "council.openVote": "开始表决",
  "council.callOffVote": "撤销表决",
  "council.countVote": "计票",
  "council.recountVote": "复核计票",
  "council.printVotePaper": "打印表决用纸",
  "council.countSignatures": "登记表决签字",
};
