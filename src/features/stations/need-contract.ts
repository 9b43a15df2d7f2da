import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { Id } from "#features/booking/resource-contract.ts";
import { RoundLine } from "./round-contract.ts";
import { lotStates } from "./supply-contract.ts";
import { visitors } from "./visit-contract.ts";

const OfSupply = {
  supplyId: z.string(),
  supplyName: z.string(),
  unit: z.string(),
  stationId: z.string(),
  stationName: z.string(),
};

/** A supply under its least. */
export const LowSupply = z.object({
  ...OfSupply,
  stock: z.int(),
  leastCount: z.int(),
  missingCount: z.int(),
  isDated: z.boolean(),
});
export type LowSupply = z.infer<typeof LowSupply>;

/** What is past its day, or near it. */
export const DatedLot = z.object({
  ...OfSupply,
  id: z.string(),
  bestBeforeDate: Day,
  quantity: z.int(),
  state: z.enum(lotStates),
});
export type DatedLot = z.infer<typeof DatedLot>;

export const MissingLine = z.object({
  stationId: z.string(),
  stationName: z.string(),
  days: z.int(),
  lastDate: Day.nullable(),
});
export type MissingLine = z.infer<typeof MissingLine>;

export const Needs = z.object({
  low: z.array(LowSupply),
  dated: z.array(DatedLot),
  tallies: z.array(MissingLine),
  rounds: z.array(MissingLine),
  toMend: z.array(RoundLine.extend({ stationName: z.string() })),
});
export type Needs = z.infer<typeof Needs>;

const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, "月份格式应为 2026-11");
const longestMonths = 36;
const monthsIn = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1;

export const VisitMonth = z.object({
  month: z.string(),
  count: z.int(),
  /** Days that somebody tallied. */
  dayCount: z.int(),
  visitors: z.array(z.object({ visitor: z.enum(visitors), count: z.int() })),
});

export const needContract = {
  /** What waits to be done, of the stations that are in their season. */
  "stations.needs": query({ needs: "clerk", input: z.object({}), output: Needs }),
  /** 服务人次 by station and month. */
  "stations.figures": query({
    needs: "viewer",
    input: z
      .object({ fromMonth: Month, toMonth: Month })
      .refine(({ fromMonth, toMonth }) => fromMonth <= toMonth && monthsIn(fromMonth, toMonth) <= longestMonths, {
        path: ["toMonth"],
        message: "结束要在开始之后，最长三年",
      }),
    output: z.object({
      centreName: z.string(),
      total: z.int(),
      months: z.array(VisitMonth),
      stations: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          count: z.int(),
          dayCount: z.int(),
          months: z.array(z.object({ month: z.string(), count: z.int(), dayCount: z.int() })),
        }),
      ),
    }),
  }),
  /** 月报: what a station took in, gave out and has left, and who came. */
  "stations.monthSheet": query({
    needs: "clerk",
    input: z.object({ stationId: Id, month: Month }),
    output: z.object({
      centreName: z.string(),
      stationName: z.string(),
      place: z.string(),
      keeperName: z.string(),
      organisationName: z.string(),
      supplies: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          unit: z.string(),
          before: z.int(),
          refilled: z.int(),
          used: z.int(),
          discarded: z.int(),
          /** What counts found over or short. */
          difference: z.int(),
          after: z.int(),
        }),
      ),
      /** Why something was thrown away or differed, as it was written. */
      remarks: z.array(z.object({ day: Day, supplyName: z.string(), words: z.string() })),
      gifts: z.array(z.object({ source: z.string(), words: z.string() })),
      visitors: z.array(z.object({ visitor: z.enum(visitors), count: z.int() })),
      visitCount: z.int(),
      tallyDayCount: z.int(),
      rounds: z.array(RoundLine),
    }),
  }),
  "stations.printMonth": command({
    needs: "clerk",
    input: z.object({ stationId: Id, month: Month }),
    output: Printed,
    fails: ["MonthNotBegun"],
  }),
  /** 补货清单 to take along; of what is missing today, so nobody needs to find it again. */
  "stations.refillList": query({
    needs: "clerk",
    input: z.object({ stationId: Id.nullable().default(null) }),
    output: z.object({
      centreName: z.string(),
      stations: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          place: z.string(),
          keeperName: z.string(),
          low: z.array(LowSupply),
          dated: z.array(DatedLot),
        }),
      ),
    }),
  }),
} satisfies Contract;
