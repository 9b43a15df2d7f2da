import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { Id, Version } from "./appeal-contract.ts";
import { entitlements } from "./meeting-people-contract.ts";
import { VoteSeat, voteBases, voteMethods } from "./vote-contract.ts";

/** 纸票, 计票单, 签字表. */
export const votePapers = ["ballots", "counting", "signatures"] as const;
export type VotePaper = (typeof votePapers)[number];

const Rows = optionalText("序号", 400);

export const votePaperContract = {
  "council.votePaper": query({
    needs: "secretary",
    input: z.object({ id: Id, voteId: Id }),
    output: z.object({
      communityName: z.string(),
      centreName: z.string(),
      numberText: z.string(),
      meetingTitle: z.string(),
      plannedAt: Instant,
      place: z.string(),
      heading: z.string(),
      question: z.string(),
      method: z.enum(voteMethods),
      base: z.enum(voteBases),
      entitledBy: z.enum(entitlements),
      entitledCount: z.int(),
      /** Votes that are cast now: as many ballots are wanted. */
      presentCount: z.int(),
      /** Ballots that were printed before; the next one has the number after it. */
      printedCount: z.int(),
      seats: z.array(VoteSeat),
    }),
  }),
  /** Each print of ballots goes on numbering; what was printed before stays printed. */
  "council.printVotePaper": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      voteId: Id,
      paper: z.enum(votePapers),
      spareCount: z.int().min(0).max(200).default(0),
    }),
    output: Printed.extend({ firstNumber: z.int(), ballotCount: z.int() }),
    fails: ["MeetingNotInSession", "VoteNotOpen", "VoteHasOtherPaper", "NothingToPrint"],
  }),
  /**
   * The signatures of a printed list, by its row numbers. Who chose what is kept; how many follows from it. Of a vote
   * that was counted it is a recount, and wants a reason and two names.
   */
  "council.countSignatures": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      voteId: Id,
      version: Version,
      code: requiredLine("表单号", 10),
      forRows: Rows,
      againstRows: Rows,
      abstainRows: Rows,
      countedBy: optionalLine("计票人", 40),
      watchedBy: optionalLine("监票人", 40),
      reason: optionalText("复核的理由", 500),
    }),
    output: z.object({ id: z.string(), edition: z.int(), isPassed: z.boolean() }),
    fails: [
      "MeetingNotInSession",
      "VoteNotOpen",
      "VoteNotCounted",
      "VoteIsOpen",
      "ItemIsDecided",
      "NotBySignature",
      "NoSuchSheet",
    ],
  }),
} satisfies Contract;
