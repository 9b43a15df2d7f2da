import { choose, type Draw, on, type Step, type World } from "./council-world.ts";

type PrintedSheet = { code: string; voteId: string; id: string; version: number };

/** A paper that was printed for a vote, the latest first. */
const printedFor = (world: World, draw: Draw, kind: string): PrintedSheet | undefined =>
  choose(
    world.test.db.all<PrintedSheet>(
      `SELECT s.code, v.id AS voteId, i.meetingId AS id, v.version
       FROM printed_sheets s JOIN votes v ON v.id = s.subjects ->> 1 JOIN agenda_items i ON i.id = v.itemId
       WHERE s.kind = :kind AND (v.state <> 'calledOff' OR :isOdd = 1) ORDER BY s.rowid DESC`,
      { kind, isOdd: draw.isOdd },
    ),
    draw.isOdd ? draw.a : 0,
  );

const isBySignature = (world: World, voteId: string) =>
  world.test.db.one("SELECT 1 FROM votes WHERE id = :voteId AND method = 'signature'", { voteId }) !== undefined;

const tellers = (draw: Draw) => ({ countedBy: "甲", watchedBy: draw.b % 5 === 0 ? "甲" : "乙" });

/** Ballots come back at most as they went out, and now and then not so. */
const counted = (world: World, draw: Draw, voteId: string) => {
  const counts = { forCount: draw.c % 4, againstCount: draw.a % 2, abstainCount: 0 };
  const isPaper = world.test.db.one("SELECT 1 FROM votes WHERE id = :voteId AND method = 'paper'", { voteId });
  if (!isPaper || draw.b % 7 === 0) return counts;
  const invalidCount = draw.b % 2;
  const returnedCount = counts.forCount + counts.againstCount + (draw.isOdd ? 1 : invalidCount);
  const handedOutCount = returnedCount + (draw.c % 2);
  return { ...counts, invalidCount, returnedCount, handedOutCount, ...tellers(draw) };
};

/** Rows 1 and 2 for, 3 against, the rest not signed; now and then somebody signs twice. */
const signedRows = (draw: Draw) => ({
  forRows: choose(["1", "1-2", "1、2", ""], draw.c),
  againstRows: choose(["", "3", draw.isOdd ? "1" : ""], draw.b),
  abstainRows: "",
});

/** How a vote goes: put, printed for, counted or called off, counted once more. */
export const voteSteps = {
  openVote: on("meetings", ["inSession"], "council.openVote", (world, draw, id) => ({
    itemId: world.itemIn(id, draw)?.id ?? "x",
    question: "是否同意",
    method: choose(["hands", "hands", "paper", "signature"], draw.b),
    base: choose(["present", "entitled", "cast"], draw.c),
  })),
  printVotePaper: (world: World, draw: Draw) => {
    const vote = world.vote(draw, "open");
    if (!vote) return null;
    const paper = isBySignature(world, vote.voteId) ? "signatures" : choose(["ballots", "counting"], draw.b);
    return {
      name: "council.printVotePaper",
      input: { id: vote.id, voteId: vote.voteId, paper: draw.isOdd ? "ballots" : paper, spareCount: draw.c % 3 },
    };
  },
  countVote: (world: World, draw: Draw) => {
    const vote = world.vote(draw, "open");
    return vote ? { name: "council.countVote", input: { ...vote, ...counted(world, draw, vote.voteId) } } : null;
  },
  countSignatures: (world: World, draw: Draw) => {
    const sheet = printedFor(world, draw, "vote.signatures");
    const again = draw.b % 2 === 0 ? { reason: "有人疑问", ...tellers(draw) } : {};
    return sheet ? { name: "council.countSignatures", input: { ...sheet, ...signedRows(draw), ...again } } : null;
  },
  callOffVote: (world: World, draw: Draw) => {
    const vote = draw.b % 4 === 0 ? world.vote(draw, "open") : undefined;
    return vote ? { name: "council.callOffVote", input: { ...vote, reason: "改为纸票" } } : null;
  },
  recountVote: (world: World, draw: Draw) => {
    const vote = world.vote(draw, "counted");
    const counts = vote ? counted(world, draw, vote.voteId) : {};
    return vote
      ? { name: "council.recountVote", input: { ...vote, ...counts, ...tellers(draw), reason: "有人疑问" } }
      : null;
  },
} satisfies Record<string, Step>;
