import type { AppContract } from "#app/contract.ts";
import type { WrittenInputOf } from "#base/contract.ts";
import type { Vote } from "#features/council/vote-contract.ts";
import { meetingOf } from "./council.ts";
import type { Desk } from "./test-core.ts";

type Asked = Partial<WrittenInputOf<AppContract["council.openVote"]>>;
type Counted = Partial<WrittenInputOf<AppContract["council.countVote"]>>;

export const votesOf = (desk: Desk, id: string, itemId: string): Vote[] =>
  meetingOf(desk, id).items.find((item) => item.id === itemId)?.votes ?? [];

const noVotes = { forCount: 0, againstCount: 0, abstainCount: 0 };

export const asked = { question: "是否同意划线", method: "hands" as const, base: "present" as const };

export const openVote = (desk: Desk, id: string, itemId: string, more: Asked = {}): string =>
  desk.ok("council.openVote", { id, itemId, ...asked, ...more }).voteId;

export const countVote = (desk: Desk, id: string, voteId: string, counts: Counted) =>
  desk.ok("council.countVote", { id, voteId, version: 1, ...noVotes, ...counts });

/** A matter put to the vote and counted by hands. */
export const takeVote = (desk: Desk, id: string, itemId: string, counts: Counted, more: Asked = {}) =>
  countVote(desk, id, openVote(desk, id, itemId, more), counts);
