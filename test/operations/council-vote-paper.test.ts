import { describe, expect, test } from "vitest";
import { votePaperContract } from "#features/council/vote-paper-contract.ts";
import {
  addTopic,
  auditedBy,
  closedTo,
  commandsOf,
  itemOf,
  meetingOf,
  namesByNeed,
  openCouncil,
  planMeeting,
  startMeeting,
} from "../support/council.ts";
import { countVote, openVote, votesOf } from "../support/vote.ts";

const inSession = () => {
  const council = openCouncil();
  const topicId = addTopic(council, []);
  const id = startMeeting(council.secretary, [topicId]);
  return { ...council, topicId, id, itemId: itemOf(council.secretary, id, topicId) };
};

type Sitting = ReturnType<typeof inSession>;

const print = (
  { secretary, id }: Sitting,
  voteId: string,
  paper: "ballots" | "counting" | "signatures",
  spareCount = 0,
) => secretary.ok("council.printVotePaper", { id, voteId, paper, spareCount });

const problemsOf = (sitting: Sitting, name: string, input: object) => {
  const reply = sitting.secretary.raw(name, { id: sitting.id, version: 1, ...input });
  return reply.ok ? "ok" : reply.fields ? reply.fields.map(({ path, message }) => `${path}：${message}`) : reply.code;
};

const tellers = { countedBy: "何俊杰", watchedBy: "周敏慧" };

describe("paper ballots", () => {
  test("are as many as votes are cast, and spare ones; a reprint goes on numbering", () => {
    const sitting = inSession();
    const { secretary, id, itemId } = sitting;
    const voteId = openVote(secretary, id, itemId, { method: "paper" });
    expect(secretary.ok("council.votePaper", { id, voteId })).toMatchObject({
      question: "是否同意划线",
      heading: "二、小区停车怎么管",
      presentCount: 3,
      printedCount: 0,
    });
    expect(print(sitting, voteId, "ballots", 2)).toMatchObject({ firstNumber: 1, ballotCount: 5 });
    expect(print(sitting, voteId, "ballots")).toMatchObject({ firstNumber: 6, ballotCount: 3 });
    expect(votesOf(secretary, id, itemId)).toMatchObject([{ printedCount: 8 }]);
    expect(meetingOf(secretary, id).events.at(-1)?.reason).toMatch(/^表决票 \w{5}，6–8 号共 3 张$/);
    expect(print(sitting, voteId, "counting")).toMatchObject({ ballotCount: 0 });
    expect(secretary.code("council.printVotePaper", { id, voteId, paper: "signatures" })).toBe("VoteHasOtherPaper");
    expect(secretary.code("council.votePaper", { id, voteId: "x" })).toBe("NotFound");
  });

  test("are not printed for nobody, for hands, or when the vote is over", () => {
    const { secretary, ...council } = openCouncil();
    const topicId = addTopic({ secretary, director: council.director }, []);
    const id = planMeeting(secretary, [topicId]);
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const itemId = itemOf(secretary, id, topicId);
    const ballots = (voteId: string, paper = "ballots") => {
      const reply = secretary.raw("council.printVotePaper", { id, voteId, paper });
      return reply.ok ? "ok" : reply.code;
    };
    const voteId = openVote(secretary, id, itemId, { method: "paper" });
    expect(ballots(voteId)).toBe("NothingToPrint");
    secretary.ok("council.callOffVote", { id, voteId, version: 1, reason: "没有人" });
    expect(ballots(voteId)).toBe("VoteNotOpen");
    const byHands = openVote(secretary, id, itemId);
    expect(ballots(byHands)).toBe("VoteHasOtherPaper");
    countVote(secretary, id, byHands, {});
    const bySignature = openVote(secretary, id, itemId, { method: "signature" });
    expect(ballots(bySignature, "signatures")).toBe("NothingToPrint");
  });

  test("fit together, or the sentence says which sum does not", () => {
    const sitting = inSession();
    const { secretary, id, itemId } = sitting;
    const voteId = openVote(secretary, id, itemId, { method: "paper" });
    const { code } = print(sitting, voteId, "counting");
    print(sitting, voteId, "ballots", 1);
    const fit = { voteId, forCount: 1, againstCount: 1, abstainCount: 0, invalidCount: 1, ...tellers, sheetCode: code };
    const count = (more: object) => problemsOf(sitting, "council.countVote", { ...fit, ...more });
    expect(count({})).toEqual(["handedOutCount：请填写发出几张"]);
    expect(count({ handedOutCount: 5, returnedCount: 3 })).toEqual(["handedOutCount：发出 5 张，比打印的 4 张多"]);
    expect(count({ handedOutCount: 3, returnedCount: 4 })).toEqual(["returnedCount：收回 4 张，比发出的 3 张多"]);
    expect(count({ handedOutCount: 4, returnedCount: 2 })).toEqual([
      "returnedCount：赞成 1 + 反对 1 + 弃权 0 + 无效 1 = 3，和收回的 2 张对不上",
    ]);
    expect(count({ handedOutCount: 4, returnedCount: 4, forCount: 2 })).toBe("MoreVotesThanPresent");
    expect(count({ handedOutCount: 3, returnedCount: 3, countedBy: "" })).toEqual(["countedBy：请填写计票人"]);
    expect(count({ handedOutCount: 3, returnedCount: 3, sheetCode: "ZZZZZ" })).toBe("NoSuchSheet");
    expect(count({ handedOutCount: 3, returnedCount: 3, sheetCode: code.toLowerCase() })).toBe("ok");
    expect(votesOf(secretary, id, itemId)[0]?.counts).toMatchObject([
      { handedOutCount: 3, returnedCount: 3, invalidCount: 1, isPassed: false, sheetCode: code, ...tellers },
    ]);
    const again = {
      ...fit,
      version: 2,
      forCount: 2,
      invalidCount: 0,
      handedOutCount: 3,
      returnedCount: 3,
      reason: "复核",
    };
    expect(problemsOf(sitting, "council.recountVote", { ...again, sheetCode: "ZZZZZ" })).toBe("NoSuchSheet");
    expect(problemsOf(sitting, "council.recountVote", again)).toBe("ok");
    expect(votesOf(secretary, id, itemId)[0]?.counts.map(({ isPassed }) => isPassed)).toEqual([false, true]);
  });

  test("of one vote do not count another", () => {
    const sitting = inSession();
    const { secretary, id, itemId } = sitting;
    const first = openVote(secretary, id, itemId, { method: "paper" });
    const { code } = print(sitting, first, "counting");
    secretary.ok("council.callOffVote", { id, voteId: first, version: 1, reason: "问法要改" });
    const voteId = openVote(secretary, id, itemId, { method: "paper" });
    const ballots = { handedOutCount: 3, returnedCount: 3, forCount: 3, againstCount: 0, abstainCount: 0 };
    expect(problemsOf(sitting, "council.countVote", { voteId, ...ballots, ...tellers, sheetCode: code })).toBe(
      "NoSuchSheet",
    );
    // Written by hand, without a sheet of the program.
    expect(problemsOf(sitting, "council.countVote", { voteId, ...ballots, ...tellers })).toBe("ok");
  });
});

describe("signatures", () => {
  test("are keyed back by row; how many follows from who", () => {
    const sitting = inSession();
    const { secretary, id, itemId } = sitting;
    const voteId = openVote(secretary, id, itemId, { method: "signature" });
    const typed = { voteId, version: 1, forCount: 3, againstCount: 0, abstainCount: 0 };
    expect(problemsOf(sitting, "council.countVote", typed)).toBe("VoteIsSigned");
    const { code } = print(sitting, voteId, "signatures");
    const third = meetingOf(secretary, id).attendances[2]?.id ?? "";
    secretary.ok("council.changeAttendance", { id, attendanceId: third, presence: "present", hasLeft: true });
    const key = (rows: object) => problemsOf(sitting, "council.countSignatures", { voteId, code, ...rows });
    expect(key({ forRows: "1、4" })).toEqual(["forRows：签字表上没有第 4 行"]);
    expect(key({ forRows: "1-2", againstRows: "2" })).toEqual(["againstRows：第 2 行既填在赞成里，又填在反对里"]);
    expect(key({ forRows: "1", abstainRows: "3" })).toEqual(["abstainRows：第 3 行的人不在计票时的名单里"]);
    expect(key({ forRows: "1", code: "ZZZZZ" })).toBe("NoSuchSheet");
    expect(key({ forRows: "1", againstRows: "2" })).toBe("ok");
    expect(votesOf(secretary, id, itemId)[0]?.counts).toMatchObject([
      { forCount: 1, againstCount: 1, abstainCount: 0, isPassed: false, sheetCode: code },
    ]);
    const seats = () =>
      secretary.ok("council.voteSeats", { id, voteId }).seats.map(({ name, choice }) => [name, choice]);
    expect(seats()).toEqual([
      ["代表甲", "for"],
      ["代表乙", "against"],
    ]);
    const again = { voteId, code, version: 2, forRows: "1-2" };
    expect(problemsOf(sitting, "council.countSignatures", { ...again, ...tellers })).toEqual([
      "reason：请填写复核的理由",
    ]);
    expect(problemsOf(sitting, "council.countSignatures", { ...again, ...tellers, reason: "看错一行" })).toBe("ok");
    expect(seats()).toEqual([
      ["代表甲", "for"],
      ["代表乙", "for"],
    ]);
    expect(problemsOf(sitting, "council.recountVote", { ...typed, version: 3, ...tellers, reason: "x" })).toBe(
      "VoteIsSigned",
    );
  });

  test("of a seat that nobody casts, or of a vote by hands, are refused", () => {
    const council = openCouncil();
    const { secretary } = council;
    const topicId = addTopic(council, []);
    const id = planMeeting(secretary, [topicId], { entitledCount: 0 });
    for (const name of ["甲", "乙"])
      secretary.ok("council.addAttendance", {
        id,
        name,
        presence: name === "甲" ? "present" : "invited",
        isEntitled: true,
      });
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const sitting = { ...council, id, topicId, itemId: itemOf(secretary, id, topicId) };
    const voteId = openVote(secretary, id, sitting.itemId, { method: "signature" });
    const { code } = print(sitting, voteId, "signatures");
    expect(problemsOf(sitting, "council.countSignatures", { voteId, code, forRows: "1-2" })).toEqual([
      "forRows：第 2 行（乙）没有到会，也没有人代投",
    ]);
    secretary.ok("council.callOffVote", { id, voteId, version: 1, reason: "改举手" });
    expect(problemsOf(sitting, "council.countSignatures", { voteId, version: 2, code, forRows: "1" })).toBe(
      "VoteNotOpen",
    );
    const byHands = openVote(secretary, id, sitting.itemId);
    expect(problemsOf(sitting, "council.countSignatures", { voteId: byHands, code, forRows: "1" })).toBe(
      "NotBySignature",
    );
  });
});

test("who may, and every command in the audit log", () => {
  const sitting = inSession();
  const { secretary, id, itemId } = sitting;
  expect(namesByNeed(votePaperContract)).toEqual({ secretary: ["countSignatures", "printVotePaper", "votePaper"] });
  expect(closedTo(sitting, votePaperContract)).toEqual({ viewer: 3, clerk: 3, secretary: 0, director: 0, admin: 3 });
  const audited = auditedBy(sitting, votePaperContract, () => {
    const voteId = openVote(secretary, id, itemId, { method: "signature" });
    const { code } = print(sitting, voteId, "signatures");
    secretary.ok("council.countSignatures", { id, voteId, version: 1, code, forRows: "1-3" });
  });
  expect(audited).toEqual(commandsOf(votePaperContract));
});
