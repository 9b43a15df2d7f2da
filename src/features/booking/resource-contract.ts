import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";

export const Id = z.string().min(1).max(64);
export const Version = z.int().min(1);
export const Saved = z.object({ id: z.string(), version: z.int() });

/** What a session can hold. */
export const resourceKinds = ["room", "equipment", "provider"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** A unit gives what its people give; a person may be a resident, or known here by name alone. */
export const providerKinds = ["unit", "contact", "resident", "named"] as const;

export const Room = z.object({
  id: z.string(),
  name: z.string(),
  /** 二楼东侧 */
  place: z.string(),
  seatCount: z.int(),
  /** 一室多用: what it is used for, as the door says it. */
  uses: z.string(),
  /** Whether a group from outside needs somebody's word for it. */
  isApprovalNeeded: z.boolean(),
  /** After so many minutes an unclaimed room may be given away; never by itself. */
  releaseMinutes: z.int().nullable(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Room = z.infer<typeof Room>;

export const Equipment = z.object({
  id: z.string(),
  name: z.string(),
  totalCount: z.int(),
  place: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Equipment = z.infer<typeof Equipment>;

export const Provider = z.object({
  id: z.string(),
  kind: z.enum(providerKinds),
  organisationId: z.string().nullable(),
  contactId: z.string().nullable(),
  residentId: z.string().nullable(),
  name: z.string(),
  /** The unit and post of a contact, 居民, or nothing. */
  detail: z.string(),
  /** 理发、书法、全科医生 */
  trade: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Provider = z.infer<typeof Provider>;

const RoomFields = {
  name: requiredLine("功能室名称", 30),
  place: optionalLine("位置", 40),
  seatCount: z.int({ error: "请填写能坐几个人" }).min(1, "至少能坐 1 个人").max(2000, "最多 2000 人"),
  uses: optionalLine("用途", 100),
  isApprovalNeeded: z.boolean().default(true),
  releaseMinutes: z.int().min(5, "至少 5 分钟").max(240, "最多 240 分钟").nullable().default(null),
};

const EquipmentFields = {
  name: requiredLine("设备名称", 30),
  totalCount: z.int({ error: "请填写有几件" }).min(1, "至少 1 件").max(1000, "最多 1000 件"),
  place: optionalLine("放在哪里", 40),
};

const ProviderFields = {
  organisationId: Id.nullable().default(null),
  contactId: Id.nullable().default(null),
  residentId: Id.nullable().default(null),
  name: optionalLine("姓名", 40),
  trade: optionalLine("会做什么", 60),
};

const Changed = { id: Id, version: Version, isRetired: z.boolean() };

export const resourceContract = {
  "booking.listResources": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({
      rooms: z.array(Room),
      equipment: z.array(Equipment),
      providers: z.array(Provider),
    }),
  }),
  /** What still counts on something that is to go out of use: the sessions to come that hold it, and its plans. */
  "booking.heldAhead": query({
    needs: "clerk",
    input: z.object({ kind: z.enum(resourceKinds), id: Id }),
    output: z.object({
      sessionCount: z.int(),
      /** People who are booked on them. */
      headCount: z.int(),
      planCount: z.int(),
      /** The next ones. */
      sessions: z.array(z.object({ id: z.string(), title: z.string(), startAt: Instant, endAt: Instant })),
    }),
  }),
  "booking.addRoom": command({
    needs: "secretary",
    input: z.object(RoomFields),
    output: Saved,
    fails: ["RoomNameTaken"],
  }),
  "booking.changeRoom": command({
    needs: "secretary",
    input: z.object({ ...RoomFields, ...Changed }),
    output: Saved,
    fails: ["RoomNameTaken"],
  }),
  "booking.addEquipment": command({
    needs: "secretary",
    input: z.object(EquipmentFields),
    output: Saved,
    fails: ["EquipmentNameTaken"],
  }),
  "booking.changeEquipment": command({
    needs: "secretary",
    input: z.object({ ...EquipmentFields, ...Changed }),
    output: Saved,
    fails: ["EquipmentNameTaken"],
  }),
  /** Exactly one of a unit, one of its people, a resident, or a name. */
  "booking.addProvider": command({
    needs: "secretary",
    input: z.object(ProviderFields),
    output: Saved,
    fails: ["ProviderNeedsOne", "ProviderKnown"],
  }),
  "booking.changeProvider": command({
    needs: "secretary",
    input: z.object({ ...Changed, trade: ProviderFields.trade }),
    output: Saved,
  }),
} satisfies Contract;
