import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "#features/booking/resource-contract.ts";
import { RoundLine } from "./round-contract.ts";
import { SupplyFields, SupplyLine } from "./supply-contract.ts";

export const stationKinds = ["rest", "fridge", "pomegranate"] as const;
export type StationKind = (typeof stationKinds)[number];

/** Outside its season nothing is asked of a station. */
export const stationStates = ["open", "offSeason", "retired"] as const;
export type StationState = (typeof stationStates)[number];

const Month = z.int().min(1, "月份是 1 到 12").max(12, "月份是 1 到 12").nullable();
const EveryDays = z.int().min(1, "至少 1 天").max(366, "最多 366 天").nullable();

export const Station = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(stationKinds),
  /** 人民路 12 号社区服务站门口 */
  place: z.string(),
  organisationId: z.string().nullable(),
  keeperContactId: z.string().nullable(),
  keeperResidentId: z.string().nullable(),
  openHours: z.string(),
  /** 蒙古语、汉语: what can be spoken there; on the card of a station, and of nobody. */
  languages: z.string(),
  seasonFromMonth: Month,
  seasonToMonth: Month,
  tallyEveryDays: EveryDays,
  roundEveryDays: EveryDays,
  sinceDate: Day,
  isRetired: z.boolean(),
  version: z.int(),
});
export type Station = z.infer<typeof Station>;

/** A station as a list shows it. */
export const StationLine = Station.extend({
  state: z.enum(stationStates),
  organisationName: z.string(),
  keeperName: z.string(),
  supplyCount: z.int(),
  /** Of its supplies: under their least; past or near their day. Nothing outside its season. */
  lowCount: z.int(),
  datedCount: z.int(),
  lastTallyDate: Day.nullable(),
  lastRoundDate: Day.nullable(),
  /** Days that a tally or a round is missing for; null while it is not. */
  tallyMissingDays: z.int().nullable(),
  roundMissingDays: z.int().nullable(),
  toMendCount: z.int(),
  todayCount: z.int(),
});
export type StationLine = z.infer<typeof StationLine>;

const StationFields = {
  name: requiredLine("名称", 30),
  kind: z.enum(stationKinds, { error: "请选一种" }),
  place: requiredLine("地点", 60),
  organisationId: Id.nullable().default(null),
  keeperContactId: Id.nullable().default(null),
  keeperResidentId: Id.nullable().default(null),
  openHours: optionalLine("开放时间", 60),
  languages: optionalLine("能说什么话", 40),
  seasonFromMonth: Month.default(null),
  seasonToMonth: Month.default(null),
  tallyEveryDays: EveryDays.default(3),
  roundEveryDays: EveryDays.default(7),
};

export const stationContract = {
  "stations.listStations": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ stations: z.array(StationLine) }),
  }),
  "stations.station": query({
    needs: "clerk",
    input: z.object({ id: Id, withRetired: z.boolean().default(false) }),
    output: StationLine.extend({
      supplies: z.array(SupplyLine),
      /** Newest first. */
      rounds: z.array(RoundLine),
      visitDays: z.array(z.object({ day: Day, count: z.int(), correctionCount: z.int() })),
      events: z.array(z.object({ at: Instant, kind: z.string(), recordedByName: z.string(), reason: z.string() })),
    }),
  }),
  "stations.addStation": command({
    needs: "secretary",
    input: z.object({
      ...StationFields,
      /** 冰新一夏: what a station of its kind usually keeps, made along with it. */
      supplies: z.array(z.object(SupplyFields)).max(20, "最多 20 种物资").default([]),
    }),
    output: Saved,
    fails: ["StationNameTaken", "SupplyNameTaken"],
  }),
  "stations.changeStation": command({
    needs: "secretary",
    input: z.object({ ...StationFields, id: Id, version: Version }),
    output: Saved,
    fails: ["StationNameTaken"],
  }),
  "stations.retireStation": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, reason: requiredLine("为什么停用", 100) }),
    output: Saved,
    fails: ["StationRetired"],
  }),
  /** Whatever it lacked meanwhile is not asked for. */
  "stations.bringBackStation": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["StationInUse"],
  }),
} satisfies Contract;
