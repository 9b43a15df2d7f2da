import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { entitlements, seatWays } from "../meeting-people-contract.ts";
import type { choices, VoteCount, voteBases, voteMethods, voteStates } from "../vote-contract.ts";

export type KeptVote = {
  id: string;
  itemId: string;
  question: string;
  method: (typeof voteMethods)[number];
  base: (typeof voteBases)[number];
  state: (typeof voteStates)[number];
  openedAt: Instant;
  callOffReason: string;
  /** Both null until it is counted. */
  entitledBy: (typeof entitlements)[number] | null;
  entitledCount: number | null;
  version: number;
};

/** In the order in which they were put. */
export const votesOf = (db: ReadableDatabase, meetingId: string): KeptVote[] =>
  db.all<KeptVote>(
    `SELECT v.* FROM votes v JOIN agenda_items i ON i.id = v.itemId WHERE i.meetingId = :meetingId
     ORDER BY v.openedAt, v.id`,
    { meetingId },
  );

export const findVote = (db: ReadableDatabase, id: string): (KeptVote & { meetingId: string }) | undefined =>
  db.one("SELECT v.*, i.meetingId FROM votes v JOIN agenda_items i ON i.id = v.itemId WHERE v.id = :id", { id });

export const insertVote = (
  db: WritableDatabase,
  vote: Pick<KeptVote, "id" | "itemId" | "question" | "method" | "base" | "openedAt">,
): void => {
  db.run(
    `INSERT INTO votes (id, itemId, question, method, base, state, openedAt, callOffReason, version)
     VALUES (:id, :itemId, :question, :method, :base, 'open', :openedAt, '', 1)`,
    vote,
  );
};

/** False when someone else saved first. */
export const updateVote = (
  db: WritableDatabase,
  { id, version }: Pick<KeptVote, "id" | "version">,
  change: Partial<Pick<KeptVote, "state" | "callOffReason" | "entitledBy" | "entitledCount">>,
): boolean => {
  const names = Object.keys(change).map((name) => `${name} = :${name}, `);
  return (
    db.run(`UPDATE votes SET ${names.join("")}version = version + 1 WHERE id = :id AND version = :version`, {
      ...change,
      id,
      version,
    }) === 1
  );
};

export type KeptCount = VoteCount & { voteId: string };

export const countsOfVotes = (db: ReadableDatabase, meetingId: string): KeptCount[] =>
  db.all<KeptCount>(
    `SELECT c.* FROM agenda_items i JOIN votes v ON v.itemId = i.id JOIN vote_counts c ON c.voteId = v.id
     WHERE i.meetingId = :meetingId ORDER BY c.voteId, c.edition`,
    { meetingId },
  );

/** How often a vote was counted; the last edition holds. */
export const editionsOf = (db: ReadableDatabase, voteId: string): number =>
  db.one<{ edition: number }>("SELECT coalesce(max(edition), 0) AS edition FROM vote_counts WHERE voteId = :voteId", {
    voteId,
  })?.edition ?? 0;

export const insertCount = (db: WritableDatabase, count: KeptCount): void => {
  db.run(
    `INSERT INTO vote_counts (voteId, edition, forCount, againstCount, abstainCount, invalidCount, handedOutCount,
       returnedCount, isPassed, sheetCode, reason, countedBy, watchedBy, at)
     VALUES (:voteId, :edition, :forCount, :againstCount, :abstainCount, :invalidCount, :handedOutCount,
       :returnedCount, :isPassed, :sheetCode, :reason, :countedBy, :watchedBy, :at)`,
    count,
  );
};

export type KeptSeat = {
  voteId: string;
  position: number;
  attendanceId: string;
  householdId: string | null;
  name: string;
  home: string;
  way: (typeof seatWays)[number];
  castByName: string;
};

export const seatsOfVote = (db: ReadableDatabase, voteId: string): KeptSeat[] =>
  db.all<KeptSeat>("SELECT * FROM vote_seats WHERE voteId = :voteId ORDER BY position", { voteId });

export const insertSeat = (db: WritableDatabase, seat: KeptSeat): void => {
  db.run(
    `INSERT INTO vote_seats (voteId, position, attendanceId, householdId, name, home, way, castByName)
     VALUES (:voteId, :position, :attendanceId, :householdId, :name, :home, :way, :castByName)`,
    seat,
  );
};

/** How many of the frozen votes were cast in each way. */
export const waysOfVotes = (
  db: ReadableDatabase,
  meetingId: string,
): { voteId: string; way: KeptSeat["way"]; count: number }[] =>
  db.all(
    `SELECT s.voteId, s.way, count(*) AS count FROM agenda_items i JOIN votes v ON v.itemId = i.id
     JOIN vote_seats s ON s.voteId = v.id WHERE i.meetingId = :meetingId GROUP BY s.voteId, s.way`,
    { meetingId },
  );

export type KeptChoice = { voteId: string; edition: number; position: number; choice: (typeof choices)[number] };

export const choicesOfVote = (db: ReadableDatabase, voteId: string, edition: number): KeptChoice[] =>
  db.all<KeptChoice>("SELECT * FROM vote_choices WHERE voteId = :voteId AND edition = :edition", { voteId, edition });

export const insertChoice = (db: WritableDatabase, choice: KeptChoice): void => {
  db.run(
    "INSERT INTO vote_choices (voteId, edition, position, choice) VALUES (:voteId, :edition, :position, :choice)",
    choice,
  );
};

export const insertBallotPrint = (
  db: WritableDatabase,
  print: { code: string; voteId: string; firstNumber: number; ballotCount: number },
): void => {
  db.run(
    `INSERT INTO ballot_prints (code, voteId, firstNumber, ballotCount)
     VALUES (:code, :voteId, :firstNumber, :ballotCount)`,
    print,
  );
};

/** How many ballots were printed for each vote of a meeting. */
export const printedBallots = (db: ReadableDatabase, meetingId: string): { voteId: string; count: number }[] =>
  db.all(
    `SELECT v.id AS voteId, sum(p.ballotCount) AS count FROM agenda_items i JOIN votes v ON v.itemId = i.id
     JOIN ballot_prints p ON p.voteId = v.id WHERE i.meetingId = :meetingId GROUP BY v.id`,
    { meetingId },
  );

export const printedBallotsOf = (db: ReadableDatabase, voteId: string): number =>
  db.one<{ count: number }>("SELECT coalesce(sum(ballotCount), 0) AS count FROM ballot_prints WHERE voteId = :voteId", {
    voteId,
  })?.count ?? 0;
