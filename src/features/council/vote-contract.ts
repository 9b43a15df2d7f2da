import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, requiredLine, requiredText } from "#base/text.ts";
import { Id, Version } from "./appeal-contract.ts";
import { entitlements, seatWays } from "./meeting-people-contract.ts";

export const voteMethods = ["hands", "paper", "signature"] as const;
export const voteBases = ["present", "entitled", "cast"] as const;
/** Of a signature, which is not anonymous. */
export const choices = ["for", "against", "abstain"] as const;
export const voteStates = ["open", "counted", "calledOff"] as const;

/** One count of a vote. A recount is the next edition; the last one holds. */
export const VoteCount = z.object({
  edition: z.int(),
  forCount: z.int(),
  againstCount: z.int(),
  abstainCount: z.int(),
  invalidCount: z.int(),
  /** 发出 and 收回 of paper ballots. */
  handedOutCount: z.int().nullable(),
  returnedCount: z.int().nullable(),
  isPassed: z.boolean(),
  /** Of the counting sheet or the list of signatures that it was keyed back from. */
  sheetCode: z.string(),
  reason: z.string(),
  countedBy: z.string(),
  watchedBy: z.string(),
  at: Instant,
});
export type VoteCount = z.infer<typeof VoteCount>;

export const Vote = z.object({
  id: z.string(),
  question: z.string(),
  method: z.enum(voteMethods),
  base: z.enum(voteBases),
  state: z.enum(voteStates),
  openedAt: Instant,
  callOffReason: z.string(),
  /** Who may vote and how many votes are cast: as it is now while the vote is open, as it was from the count on. */
  entitledBy: z.enum(entitlements),
  entitledCount: z.int(),
  presentCount: z.int(),
  /** Of those present, cast by somebody of the home, and by the holder of a proxy. */
  relativeCount: z.int(),
  proxyCount: z.int(),
  /** Ballots that were printed. */
  printedCount: z.int(),
  counts: z.array(VoteCount),
  version: z.int(),
});
export type Vote = z.infer<typeof Vote>;

export const VoteSeat = z.object({
  position: z.int(),
  name: z.string(),
  home: z.string(),
  way: z.enum(seatWays),
  castByName: z.string(),
  /** By the count that holds; null where it was not signed for. */
  choice: z.enum(choices).nullable(),
});
export type VoteSeat = z.infer<typeof VoteSeat>;

const OfVote = z.object({ id: Id, voteId: Id, version: Version });
const Count = z.int({ error: "请填写票数" }).min(0, "票数不能为负").max(100_000);
const Counted = OfVote.extend({
  forCount: Count,
  againstCount: Count,
  abstainCount: Count,
  invalidCount: Count.default(0),
  handedOutCount: Count.nullable().default(null),
  returnedCount: Count.nullable().default(null),
  /** 计票单. */
  sheetCode: optionalLine("表单号", 10),
  countedBy: optionalLine("计票人", 40),
  watchedBy: optionalLine("监票人", 40),
});
const CountOf = z.object({ id: z.string(), edition: z.int(), isPassed: z.boolean() });

/** A matter is put to the vote, and then counted or called off. What it is counted by stands from the beginning. */
export const voteContract = {
  "council.voteSeats": query({
    needs: "clerk",
    input: z.object({ id: Id, voteId: Id }),
    output: z.object({ seats: z.array(VoteSeat) }),
  }),
  "council.openVote": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      itemId: Id,
      question: requiredLine("表决事项", 200),
      method: z.enum(voteMethods),
      base: z.enum(voteBases),
    }),
    output: z.object({ id: z.string(), voteId: z.string() }),
    fails: ["MeetingNotInSession", "ItemNotATopic", "ItemIsDecided", "VoteIsOpen"],
  }),
  "council.callOffVote": command({
    needs: "secretary",
    input: OfVote.extend({ reason: requiredText("撤销表决的理由", 500) }),
    output: z.object({ id: z.string() }),
    fails: ["MeetingNotInSession", "VoteNotOpen"],
  }),
  "council.countVote": command({
    needs: "secretary",
    input: Counted,
    output: CountOf,
    fails: ["MeetingNotInSession", "VoteNotOpen", "MoreVotesThanPresent", "VoteIsSigned", "NoSuchSheet"],
  }),
  /** 复核: the same vote counted once more; who was entitled stays as it was. */
  "council.recountVote": command({
    needs: "secretary",
    input: Counted.extend({ reason: requiredText("复核的理由", 500) }),
    output: CountOf,
    fails: [
      "MeetingNotInSession",
      "VoteNotCounted",
      "VoteIsOpen",
      "ItemIsDecided",
      "MoreVotesThanPresent",
      "VoteIsSigned",
      "NoSuchSheet",
    ],
  }),
} satisfies Contract;
