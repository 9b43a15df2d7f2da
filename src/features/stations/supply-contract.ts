import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "#features/booking/resource-contract.ts";

/** 补充、领用、报废、盘点; an undo names the event that it takes back. */
export const stockKinds = ["refill", "use", "discard", "count", "undo"] as const;
export type StockKind = (typeof stockKinds)[number];

export const lotStates = ["fine", "soon", "expired"] as const;
export type LotState = (typeof lotStates)[number];

/** What is left of a supply with one best-before day; none where it was given without. */
export const LotLine = z.object({
  bestBeforeDate: Day.nullable(),
  quantity: z.int(),
  state: z.enum(lotStates),
});
export type LotLine = z.infer<typeof LotLine>;

export const Supply = z.object({
  id: z.string(),
  stationId: z.string(),
  name: z.string(),
  /** 瓶、盒、支 */
  unit: z.string(),
  leastCount: z.int(),
  isDated: z.boolean(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Supply = z.infer<typeof Supply>;

export const SupplyLine = Supply.extend({
  /** The sum of its events. */
  stock: z.int(),
  /** The number of its last event; a count says which one it has seen. */
  lastNumber: z.int(),
  lots: z.array(LotLine),
  isLow: z.boolean(),
});
export type SupplyLine = z.infer<typeof SupplyLine>;

export const SupplyFields = {
  name: requiredLine("物资名称", 20),
  unit: requiredLine("单位", 6),
  leastCount: z.int({ error: "请填写最少要有多少" }).min(0, "不能小于 0").max(10_000, "最多 10000"),
  isDated: z.boolean().default(false),
};

export const StockEventLine = z.object({
  id: z.string(),
  number: z.int(),
  kind: z.enum(stockKinds),
  quantity: z.int(),
  /** What there was afterwards. */
  stock: z.int(),
  counted: z.int().nullable(),
  happenedDate: Day,
  /** The unit that gave it, or whoever else. */
  source: z.string(),
  reason: z.string(),
  lots: z.array(z.object({ bestBeforeDate: Day.nullable(), quantity: z.int() })),
  /** Of an undo: the number of what it takes back. */
  undoesNumber: z.int().nullable(),
  isUndone: z.boolean(),
  recordedAt: Instant,
  recordedByName: z.string(),
});
export type StockEventLine = z.infer<typeof StockEventLine>;

const Quantity = z.int({ error: "请填写数量" }).min(1, "至少 1").max(100_000, "最多 100000");
const OfSupply = { supplyId: Id, happenedDate: Day, quantity: Quantity };
const Recorded = z.object({ id: z.string(), stock: z.int() });

export const supplyContract = {
  "stations.addSupply": command({
    needs: "secretary",
    input: z.object({ ...SupplyFields, stationId: Id }),
    output: Saved,
    fails: ["SupplyNameTaken"],
  }),
  "stations.changeSupply": command({
    needs: "secretary",
    input: z.object({ ...SupplyFields, id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["SupplyNameTaken", "UnitInUse", "StockNotEmpty"],
  }),
  /** What happened to a supply, newest first. */
  "stations.stockEvents": query({
    needs: "clerk",
    input: z.object({ supplyId: Id, beforeNumber: z.int().nullable().default(null) }),
    output: z.object({ events: z.array(StockEventLine), nextBefore: z.int().nullable() }),
  }),
  "stations.refill": command({
    needs: "clerk",
    input: z.object({
      ...OfSupply,
      source: optionalLine("谁给的", 60),
      organisationId: Id.nullable().default(null),
      bestBeforeDate: Day.nullable().default(null),
    }),
    output: Recorded,
    fails: ["StationRetired", "SupplyRetired", "CountedSince"],
  }),
  "stations.takeOut": command({
    needs: "clerk",
    input: z.object({ ...OfSupply, reason: optionalLine("备注", 60) }),
    output: Recorded,
    fails: ["NotEnoughStock", "NotEnoughThen", "OnlyExpiredLeft", "CountedSince"],
  }),
  "stations.discard": command({
    needs: "clerk",
    input: z.object({
      ...OfSupply,
      reason: requiredLine("报废原因", 60),
      /** Which ones; else those that end soonest. */
      bestBeforeDate: Day.nullable().default(null),
    }),
    output: Recorded,
    fails: ["NotEnoughStock", "NotEnoughThen", "LotNotThere", "CountedSince"],
  }),
  /** 盘点, today: whatever differs from the books needs a written reason. */
  "stations.countStock": command({
    needs: "clerk",
    input: z.object({
      supplyId: Id,
      counted: z.int({ error: "请填写盘到多少" }).min(0, "不能小于 0").max(100_000, "最多 100000"),
      seenNumber: z.int().min(0),
      reason: optionalLine("为什么不一样", 100),
      /** Of what was found over and above. */
      bestBeforeDate: Day.nullable().default(null),
    }),
    output: Recorded,
    fails: ["StockMoved", "DifferenceNeedsReason"],
  }),
  "stations.undoStock": command({
    needs: "clerk",
    input: z.object({ eventId: Id, reason: optionalLine("为什么撤回", 60) }),
    output: Recorded,
    fails: ["AlreadyUndone", "UndoStands", "CountedSince", "UsedSince"],
  }),
} satisfies Contract;
