import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Id } from "./appeal-contract.ts";
import { itemKinds } from "./meeting-agenda-contract.ts";
import { attitudes, meetingStates, outcomes } from "./meeting-contract.ts";
import { entitlements } from "./meeting-people-contract.ts";
import { VoteCount } from "./vote-contract.ts";

const OfMeeting = z.object({ id: Id });

/** Every text is masked as on paper for the public; what is internal or confidential keeps its place and says nothing. */
export const ScreenItem = z.object({
  id: z.string(),
  numeral: z.string(),
  isUnder: z.boolean(),
  kind: z.enum(itemKinds),
  title: z.string(),
  isHidden: z.boolean(),
  outcome: z.enum(outcomes).nullable(),
});
export type ScreenItem = z.infer<typeof ScreenItem>;

export const ScreenNow = z.object({
  itemId: z.string(),
  /** Seconds that the item has taken, at the time of the answer. */
  usedSeconds: z.int(),
  plannedMinutes: z.int().nullable(),
  speaking: z.object({ name: z.string(), startedAt: Instant }).nullable(),
  waiting: z.array(z.string()),
  /** How many have spoken, by attitude; each person counts once, with what was said last. */
  heard: z.record(z.enum(attitudes), z.int()),
  /** The vote under way, without a count until there is one, or else the vote that decides. */
  vote: z
    .object({
      question: z.string(),
      sentence: z.string(),
      count: VoteCount.pick({ forCount: true, againstCount: true, abstainCount: true }).nullable(),
    })
    .nullable(),
  outcome: z.object({ outcome: z.enum(outcomes), wording: z.string() }).nullable(),
  /** Of 上期任务回头看: the public tasks in their public wording. */
  tasks: z.array(
    z.object({ numberText: z.string(), wording: z.string(), unitName: z.string(), stateText: z.string() }),
  ),
});
export type ScreenNow = z.infer<typeof ScreenNow>;

export const screenContract = {
  /** Puts a meeting on the screen of the hall: from now on anybody in the room reads it. */
  "council.openScreen": command({
    needs: "secretary",
    input: OfMeeting,
    output: z.object({ id: z.string() }),
    fails: ["MeetingIsOver"],
  }),
  "council.closeScreen": command({ needs: "secretary", input: OfMeeting, output: z.object({ id: z.string() }) }),
  /**
   * What the hall sees. It hangs on a wall, so it answers whoever asks, also while the desk is locked, and shows nothing
   * of a meeting that nobody put there.
   */
  "council.screen": query({
    needs: "nobody",
    input: OfMeeting,
    output: z.object({
      title: z.string(),
      place: z.string(),
      plannedAt: Instant,
      state: z.enum(meetingStates),
      entitledBy: z.enum(entitlements),
      entitledCount: z.int(),
      presentCount: z.int(),
      hasQuorum: z.boolean(),
      items: z.array(ScreenItem),
      /** Null until the meeting sits, and where it is at something that is not for the hall. */
      current: ScreenNow.nullable(),
      currentItemId: z.string().nullable(),
      now: Instant,
    }),
  }),
} satisfies Contract;
