import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Id, Saved, Version } from "./resource-contract.ts";

/** 让出: a room that was taken and that nobody comes to can be given to others; only ever by a person. */
export const releaseContract = {
  "booking.unclaimedRooms": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      rooms: z.array(
        z.object({
          sessionId: z.string(),
          version: z.int(),
          roomName: z.string(),
          startAt: Instant,
          endAt: Instant,
          names: z.array(z.string()),
          waitedMinutes: z.int(),
        }),
      ),
    }),
  }),
  /** Whoever took it did not come, and from now on it is free. */
  "booking.releaseRoom": command({
    needs: "clerk",
    input: z.object({ sessionId: Id, version: Version }),
    output: Saved,
    fails: ["RoomNotUnclaimed"],
  }),
} satisfies Contract;
