import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Id } from "./appeal-contract.ts";

export const turnStates = ["waiting", "speaking", "done", "dropped"] as const;
export type TurnState = (typeof turnStates)[number];

export const Turn = z.object({
  id: z.string(),
  itemId: z.string(),
  attendanceId: z.string(),
  state: z.enum(turnStates),
  askedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type Turn = z.infer<typeof Turn>;

const OfTurn = z.object({ id: Id, turnId: Id });
const Done = z.object({ id: z.string() });

export const turnContract = {
  /** Where a meeting is: at which item, how long each has taken, who speaks and who waits. */
  "council.session": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({
      currentItemId: z.string().nullable(),
      /** Seconds that an item has taken until now, or until the meeting ended. */
      used: z.array(z.object({ itemId: z.string(), seconds: z.int() })),
      turns: z.array(Turn),
      /** By what the people on the list are found: their place on it, and the initials of their names in pinyin. */
      people: z.array(z.object({ attendanceId: z.string(), place: z.int(), initials: z.string() })),
      now: Instant,
    }),
  }),
  "council.openItem": command({
    needs: "secretary",
    input: z.object({ id: Id, itemId: Id }),
    output: Done,
    fails: ["MeetingNotInSession"],
  }),
  /** Puts somebody into the order; whoever speaks at once has the floor from now. */
  "council.askToSpeak": command({
    needs: "secretary",
    input: z.object({ id: Id, itemId: Id, attendanceId: Id, isNow: z.boolean().default(false) }),
    output: z.object({ id: z.string(), turnId: z.string() }),
    fails: ["MeetingNotInSession", "SpeakerNotPresent", "AlreadyInOrder"],
  }),
  "council.giveFloor": command({
    needs: "secretary",
    input: OfTurn,
    output: Done,
    fails: ["MeetingNotInSession", "TurnIsOver"],
  }),
  /** Somebody has spoken, or no longer wants to. */
  "council.endTurn": command({
    needs: "secretary",
    input: OfTurn,
    output: Done,
    fails: ["MeetingNotInSession", "TurnIsOver"],
  }),
} satisfies Contract;
