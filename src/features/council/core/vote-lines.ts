import type { ReadableDatabase } from "#core/database.ts";
import { isHereNow, seatsOf } from "../meeting-seats.ts";
import type { Vote } from "../vote-contract.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { listOf } from "./meeting-list.ts";
import type { KeptMeeting } from "./meeting-store.ts";
import * as store from "./vote-store.ts";

type Meeting = Pick<KeptMeeting, "id" | "entitledBy" | "entitledCount">;

/**
 * Whose votes there are now, and who casts them, in words. Where the list names nobody as entitled, whoever is there
 * has one.
 */
const seatLinesNow = (db: ReadableDatabase, list: ReturnType<typeof listOf>): Omit<store.KeptSeat, "voteId">[] => {
  const people = new Map(attendanceLines(db, list.people).map((person) => [person.id, person]));
  const listed = seatsOf(list);
  const heads = list.people.filter(isHereNow).map(({ id }) => ({ entitledId: id, by: id, way: "self" as const }));
  return (listed.length > 0 ? listed : heads).map(({ entitledId, by, way }, at) => {
    const person = people.get(entitledId);
    return {
      position: at + 1,
      attendanceId: entitledId,
      householdId: person?.householdId ?? null,
      name: person?.name ?? "",
      home: person?.home ?? "",
      way,
      castByName: by === null ? "" : (people.get(by)?.name ?? ""),
    };
  });
};

/** How many votes there are and how they are cast. */
const turnoutOf = (ways: readonly { way: store.KeptSeat["way"]; count: number }[]) => {
  const countOf = (...named: readonly store.KeptSeat["way"][]) =>
    ways.filter(({ way }) => named.includes(way)).reduce((sum, { count }) => sum + count, 0);
  return {
    presentCount: countOf("self", "household", "proxy"),
    relativeCount: countOf("household"),
    proxyCount: countOf("proxy"),
  };
};

/** The seats of a meeting as they are now, with how many are entitled. */
export const turnoutNow = (db: ReadableDatabase, meeting: Meeting) => {
  const list = listOf(db, meeting);
  const seats = seatLinesNow(db, list);
  const isFromList = list.people.some(({ isEntitled }) => isEntitled);
  return {
    seats,
    entitledBy: meeting.entitledBy,
    entitledCount: isFromList ? seats.length : meeting.entitledCount,
    ...turnoutOf(seats.map(({ way }) => ({ way, count: 1 }))),
  };
};

/** Whose votes stand in a vote: frozen from the count on, until then as they are. */
export const seatLinesOf = (db: ReadableDatabase, meeting: Meeting, vote: store.KeptVote) => {
  if (vote.state !== "counted") return seatLinesNow(db, listOf(db, meeting)).map((seat) => ({ ...seat, choice: null }));
  const edition = store.editionsOf(db, vote.id);
  const choices = new Map(store.choicesOfVote(db, vote.id, edition).map(({ position, choice }) => [position, choice]));
  return store.seatsOfVote(db, vote.id).map((seat) => ({ ...seat, choice: choices.get(seat.position) ?? null }));
};

/** The votes of a meeting by their item. */
export const votesByItem = (db: ReadableDatabase, meeting: Meeting): Map<string, Vote[]> => {
  const votes = store.votesOf(db, meeting.id);
  if (votes.length === 0) return new Map();
  const counts = Map.groupBy(store.countsOfVotes(db, meeting.id), ({ voteId }) => voteId);
  const ways = Map.groupBy(store.waysOfVotes(db, meeting.id), ({ voteId }) => voteId);
  const printed = new Map(store.printedBallots(db, meeting.id).map(({ voteId, count }) => [voteId, count]));
  const now = votes.some(({ state }) => state !== "counted") ? turnoutNow(db, meeting) : null;
  const lines = votes.map(({ entitledBy, entitledCount, ...vote }) => {
    const live = { entitledBy: meeting.entitledBy, entitledCount: 0, ...now };
    const turnout =
      entitledBy === null || entitledCount === null
        ? { presentCount: 0, relativeCount: 0, proxyCount: 0, ...live }
        : { entitledBy, entitledCount, ...turnoutOf(ways.get(vote.id) ?? []) };
    return { ...vote, ...turnout, printedCount: printed.get(vote.id) ?? 0, counts: counts.get(vote.id) ?? [] };
  });
  return Map.groupBy(lines, ({ itemId }) => itemId);
};
