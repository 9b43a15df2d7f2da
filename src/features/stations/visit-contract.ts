import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine } from "#base/text.ts";
import { Id } from "#features/booking/resource-contract.ts";

/** Who comes in, by sort and never by name. */
export const visitors = ["cleaner", "rider", "outdoor", "elder", "child", "other"] as const;
export type Visitor = (typeof visitors)[number];

const Count = z.int({ error: "请填写人次" }).min(0, "不能小于 0").max(5000, "最多 5000 人次");
export const VisitCounts = z.record(z.enum(visitors), z.int());
export type VisitCounts = z.infer<typeof VisitCounts>;

const OfDay = { stationId: Id, day: Day };
/** 0 where nothing was tallied on that day. */
const Tallied = z.object({ id: z.string(), version: z.int() });

export const visitContract = {
  "stations.visitDay": query({
    needs: "clerk",
    input: z.object(OfDay),
    output: z.object({
      counts: VisitCounts,
      total: z.int(),
      version: z.int(),
      recordedAt: Instant.nullable(),
      recordedByName: z.string(),
      corrections: z.array(
        z.object({
          id: z.string(),
          visitor: z.enum(visitors),
          fromCount: z.int(),
          toCount: z.int(),
          reason: z.string(),
          correctedAt: Instant,
          correctedByName: z.string(),
        }),
      ),
    }),
  }),
  /** One more of a sort, as somebody comes in; whoever counts beside adds to the same. */
  "stations.countVisitor": command({
    needs: "clerk",
    input: z.object({ ...OfDay, visitor: z.enum(visitors) }),
    output: Tallied,
    fails: ["StationRetired"],
  }),
  /** The day as it was typed at its end; whatever stood there and is changed needs a reason, and is kept. */
  "stations.tallyDay": command({
    needs: "clerk",
    input: z.object({
      ...OfDay,
      version: z.int().min(0),
      counts: z.record(z.enum(visitors), Count),
      reason: optionalLine("为什么改", 100),
    }),
    output: Tallied,
    fails: ["StationRetired", "CorrectionNeedsReason"],
  }),
} satisfies Contract;
