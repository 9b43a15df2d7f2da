import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { audiences } from "#features/people/resident-contract.ts";
import { Id, Saved, Version } from "./resource-contract.ts";

// The screen asks for them here: it looks across slices only at other screens.
export { audiences };

export const serviceCategories = [
  "health",
  "life",
  "care",
  "errand",
  "course",
  "activity",
  "childCare",
  "consult",
  "room",
  "other",
] as const;
export type ServiceCategory = (typeof serviceCategories)[number];

/** 找服务: the resident comes. 送服务: the centre goes to the home. */
export const serviceModes = ["visit", "deliver"] as const;
export const priceKinds = ["free", "lowFee", "market"] as const;
/** Who a booking may be for. */
export const partyKinds = ["person", "household", "group"] as const;
export type PartyKind = (typeof partyKinds)[number];
export const quotaPeriods = ["day", "week", "month", "quarter", "year"] as const;
export type QuotaPeriod = (typeof quotaPeriods)[number];

/** Who may: everything that is said must hold; of the audiences one is enough. Nothing said: anybody. */
export const WhoMay = z.object({
  minAge: z.int().min(0).max(130).nullable().default(null),
  maxAge: z.int().min(0).max(130).nullable().default(null),
  audiences: z.array(z.enum(audiences)).max(3).default([]),
  /** Only whoever is on the register with a home here. */
  isLivingHere: z.boolean().default(false),
});
export type WhoMay = z.infer<typeof WhoMay>;

/** 每人每月 2 次 */
export const Quota = z.object({
  per: z.enum(["person", "household"]),
  period: z.enum(quotaPeriods),
  count: z.int().min(1, "至少 1 次").max(366, "最多 366 次"),
});
export type Quota = z.infer<typeof Quota>;

export const NeededEquipment = z.object({ equipmentId: Id, count: z.int().min(1).max(1000) });
export type NeededEquipment = z.infer<typeof NeededEquipment>;

export const Service = z.object({
  id: z.string(),
  name: z.string(),
  category: z.enum(serviceCategories),
  mode: z.enum(serviceModes),
  audiences: z.array(z.enum(audiences)),
  parties: z.array(z.enum(partyKinds)),
  durationMinutes: z.int(),
  placeCount: z.int(),
  maxHeadCount: z.int(),
  roomId: z.string().nullable(),
  providerIds: z.array(z.string()),
  equipment: z.array(NeededEquipment),
  bring: z.string(),
  whoMay: WhoMay,
  quotas: z.array(Quota),
  minNoticeMinutes: z.int(),
  maxDaysAhead: z.int(),
  priceKind: z.enum(priceKinds),
  price: z.string(),
  subsidySource: z.string(),
  consent: z.string(),
  isApprovalNeeded: z.boolean(),
  hasWaitingList: z.boolean(),
  isTwoPersonVisit: z.boolean(),
  note: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Service = z.infer<typeof Service>;

export const ServiceLine = Service.extend({
  /** By which the desk finds it, too. */
  initials: z.string(),
  roomName: z.string(),
  providerNames: z.array(z.string()),
  equipmentNames: z.array(z.string()),
});
export type ServiceLine = z.infer<typeof ServiceLine>;

const different = <T>(values: readonly T[], key: (value: T) => string): boolean =>
  new Set(values.map(key)).size === values.length;

const ServiceFields = {
  name: requiredLine("项目名称", 40),
  category: z.enum(serviceCategories, { error: "请选择类别" }),
  mode: z.enum(serviceModes, { error: "请选择是来中心还是上门" }),
  audiences: z.array(z.enum(audiences)).max(3).default([]),
  parties: z.array(z.enum(partyKinds)).min(1, "请选择谁可以约").max(3).default(["person"]),
  durationMinutes: z
    .int({ error: "请填写时长" })
    .min(5, "至少 5 分钟")
    .max(24 * 60, "最多 24 小时"),
  placeCount: z.int({ error: "请填写名额" }).min(1, "至少 1 个名额").max(2000, "最多 2000 个名额"),
  /** 带家属: how many one booking may bring, the booker counted. */
  maxHeadCount: z.int().min(1, "至少 1 人").max(500, "最多 500 人").default(1),
  roomId: Id.nullable().default(null),
  providerIds: z
    .array(Id)
    .max(10, "最多 10 位")
    .default([])
    .refine((ids) => different(ids, (id) => id), "同一位写了两次"),
  equipment: z
    .array(NeededEquipment)
    .max(10)
    .default([])
    .refine((needed) => different(needed, ({ equipmentId }) => equipmentId), "同一种设备写了两次"),
  bring: optionalLine("要带什么", 200),
  whoMay: WhoMay.default({ minAge: null, maxAge: null, audiences: [], isLivingHere: false }).refine(
    ({ minAge, maxAge }) => minAge === null || maxAge === null || minAge <= maxAge,
    { path: ["maxAge"], message: "最大年龄比最小年龄还小" },
  ),
  quotas: z
    .array(Quota)
    .max(6)
    .default([])
    .refine((quotas) => different(quotas, ({ per, period }) => `${per} ${period}`), "同样的限次写了两条"),
  /** So long before the beginning the last booking is taken; the desk may overrule it with a reason. */
  minNoticeMinutes: z
    .int()
    .min(0)
    .max(30 * 24 * 60)
    .default(0),
  maxDaysAhead: z.int().min(0).max(366, "最多提前一年").default(60),
  priceKind: z.enum(priceKinds).default("free"),
  price: optionalLine("价格", 40),
  subsidySource: optionalLine("补贴来源", 60),
  /** 知情同意, as it is printed to be signed; empty where nothing is signed. */
  consent: optionalText("知情同意", 2000),
  isApprovalNeeded: z.boolean().default(false),
  hasWaitingList: z.boolean().default(true),
  /** 双人上门 */
  isTwoPersonVisit: z.boolean().default(false),
  note: optionalLine("说明", 200),
};

export const serviceContract = {
  "booking.listServices": query({
    needs: "clerk",
    input: z.object({
      category: z.enum(serviceCategories).nullable().default(null),
      audience: z.enum(audiences).nullable().default(null),
      mode: z.enum(serviceModes).nullable().default(null),
      withRetired: z.boolean().default(false),
    }),
    output: z.object({ services: z.array(ServiceLine) }),
  }),
  "booking.service": query({ needs: "clerk", input: z.object({ id: Id }), output: ServiceLine }),
  "booking.addService": command({
    needs: "secretary",
    input: z.object(ServiceFields),
    output: Saved,
    fails: ["ServiceNameTaken", "PriceNeedsWords"],
  }),
  /** Sessions that stand already keep what they were made with. */
  "booking.changeService": command({
    needs: "secretary",
    input: z.object({ ...ServiceFields, id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["ServiceNameTaken", "PriceNeedsWords"],
  }),
} satisfies Contract;
