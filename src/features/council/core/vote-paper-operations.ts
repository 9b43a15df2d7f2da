import type { CommandContext, Handlers } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { headingOf } from "../meeting-agenda.ts";
import type { votePaperContract } from "../vote-paper-contract.ts";
import { countingProblem } from "../vote-rules.ts";
import { countsOfChoices, signedChoices } from "../vote-signatures.ts";
import { votePaperWords } from "../vote-words.ts";
import { agendaOf } from "./agenda-lines.ts";
import { meetingIn, meetingNumber } from "./meeting-lookup.ts";
import { paperText } from "./paper-text.ts";
import { addVoteEvent, beginFirstCount, beginRecount, keepCount, sheetOfVote, voteIn } from "./vote-count.ts";
import { seatLinesOf, turnoutNow } from "./vote-lines.ts";
import * as store from "./vote-store.ts";

/** Which paper goes with which way of voting. */
const papersOf = {
  hands: [],
  paper: ["ballots", "counting"],
  signature: ["signatures"],
} as const satisfies Record<store.KeptVote["method"], readonly string[]>;

/** A list to sign lies where everybody reads it. */
const withoutRoom = (home: string): string =>
  paperText(home, { names: [], publicPhones: [] }).replace("（房号略）", "");

type Signing = CommandContext<never, "secretary">;

/** The seats by the people on a signed sheet: whoever came onto the list or left it since has no row. */
const seatsOnSheet = (db: Signing["db"], voteId: string, attendanceIds: readonly string[]) => {
  const seats = new Map(store.seatsOfVote(db, voteId).map((seat) => [seat.attendanceId, seat]));
  return attendanceIds.map((id) => seats.get(id));
};

export const votePaperOperations: Handlers<typeof votePaperContract> = {
  "council.votePaper": (context, { id, voteId }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const { vote, item } = voteIn(context, id, voteId);
    const community = findCommunity(db);
    const line = agendaOf(context, meeting, new Map()).find((other) => other.id === item.id);
    const { entitledCount, presentCount } = turnoutNow(db, meeting);
    return {
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      numberText: meetingNumber(meeting),
      meetingTitle: meeting.title,
      plannedAt: meeting.plannedAt,
      place: meeting.place,
      heading: line ? headingOf(line) : "",
      question: vote.question,
      method: vote.method,
      base: vote.base,
      entitledBy: meeting.entitledBy,
      entitledCount,
      presentCount,
      printedCount: store.printedBallotsOf(db, voteId),
      seats: seatLinesOf(db, meeting, vote).map((seat) => ({ ...seat, home: withoutRoom(seat.home) })),
    };
  },

  "council.printVotePaper": (context, { id, voteId, paper, spareCount }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const { vote, item } = voteIn(context, id, voteId);
    const problem = countingProblem(meeting, vote);
    if (problem) throw refuse(problem);
    if (!papersOf[vote.method].some((fitting) => fitting === paper)) throw refuse("VoteHasOtherPaper");
    const { seats, presentCount } = turnoutNow(db, meeting);
    const ballotCount = paper === "ballots" ? presentCount + spareCount : 0;
    if (paper === "ballots" && ballotCount === 0) throw refuse("NothingToPrint");
    if (paper === "signatures" && seats.length === 0) throw refuse("NothingToPrint");
    const firstNumber = store.printedBallotsOf(db, voteId) + 1;
    const rows = paper === "signatures" ? seats.map(({ attendanceId }) => attendanceId) : [];
    const title = `${meetingNumber(meeting)} ${votePaperWords[paper]}`;
    const printed = addSheet(context, { kind: `vote.${paper}`, title, subjectIds: [id, voteId, ...rows] });
    if (ballotCount > 0) store.insertBallotPrint(db, { code: printed.code, voteId, firstNumber, ballotCount });
    const numbers = ballotCount > 0 ? `，${firstNumber}–${firstNumber + ballotCount - 1} 号共 ${ballotCount} 张` : "";
    addVoteEvent(context, meeting, item, {
      kind: "votePaperPrinted",
      reason: `${votePaperWords[paper]} ${printed.code}${numbers}`,
    });
    return { ...printed, firstNumber, ballotCount };
  },

  "council.countSignatures": (context, { id, voteId, version, code, reason, countedBy, watchedBy, ...typed }) => {
    const { db, refuse, refuseField } = context;
    const { vote: found } = voteIn(context, id, voteId, version);
    if (found.method !== "signature") throw refuse("NotBySignature");
    const begin = found.state === "counted" ? beginRecount : beginFirstCount;
    const counting = begin(context, { id, voteId, version });
    const rows = seatsOnSheet(db, voteId, sheetOfVote(context, found, { code, kind: "vote.signatures" }));
    const signed = signedChoices(typed, rows.length);
    if (!signed.ok) throw refuseField(signed.field, signed.message);
    for (const [row, choice] of signed.choices) {
      const seat = rows[row - 1];
      const field = `${choice}Rows` as const;
      if (!seat) throw refuseField(field, `第 ${row} 行的人不在计票时的名单里`);
      if (seat.way === "empty") throw refuseField(field, `第 ${row} 行（${seat.name}）没有到会，也没有人代投`);
    }
    const counts = countsOfChoices(signed.choices.values());
    const kept = keepCount(context, counting, {
      ...counts,
      invalidCount: 0,
      handedOutCount: null,
      returnedCount: null,
      sheetCode: code.toUpperCase(),
      reason,
      countedBy,
      watchedBy,
    });
    for (const [row, choice] of signed.choices)
      store.insertChoice(db, { voteId, edition: kept.edition, position: rows[row - 1]?.position ?? 0, choice });
    return kept;
  },
};
