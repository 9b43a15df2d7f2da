import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "#features/booking/resource-contract.ts";

/** 巡查: somebody went and looked. */
export const RoundLine = z.object({
  id: z.string(),
  stationId: z.string(),
  roundDate: Day,
  walkerName: z.string(),
  /** Nothing where all was well. */
  found: z.string(),
  isMendNeeded: z.boolean(),
  mendNote: z.string(),
  mendedAt: Instant.nullable(),
  mendedByName: z.string(),
  recordedByName: z.string(),
  version: z.int(),
});
export type RoundLine = z.infer<typeof RoundLine>;

export const roundContract = {
  "stations.logRound": command({
    needs: "clerk",
    input: z.object({
      stationId: Id,
      roundDate: Day,
      /** Whoever went, where it was not whoever writes it down. */
      walkerContactId: Id.nullable().default(null),
      walkerResidentId: Id.nullable().default(null),
      found: optionalLine("看到什么", 200),
      isMendNeeded: z.boolean().default(false),
    }),
    output: Saved,
    fails: ["StationRetired", "FoundNeedsWords"],
  }),
  "stations.markMended": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version, mendNote: requiredLine("怎么处理的", 200) }),
    output: Saved,
    fails: ["NothingToMend"],
  }),
} satisfies Contract;
