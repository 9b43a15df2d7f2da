import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { optionalLine, optionalText, requiredLine, Typed } from "#base/text.ts";
import { buildingNameOf, roomOf, unitNameOf } from "./rules.ts";

export const Id = z.string().min(1).max(64);
export const Version = z.int().min(1);
export const Saved = z.object({ id: z.string(), version: z.int() });

/** One thing to choose in a form: a name and what tells it from others of that name. */
export const Choice = z.object({ id: z.string(), label: z.string(), detail: z.string() });
export type Choice = z.infer<typeof Choice>;

export const Estate = z.object({
  id: Id,
  name: requiredLine("小区名称", 40),
  note: optionalText("备注", 500),
  version: Version,
});
export type Estate = z.infer<typeof Estate>;

export const Building = z.object({
  id: Id,
  estateId: Id,
  gridId: Id.nullable(),
  /** 3号楼; a bare number becomes one. */
  name: requiredLine("楼栋", 20).transform(buildingNameOf).pipe(z.string()),
  version: Version,
});
export type Building = z.infer<typeof Building>;

/** 2单元; unnamed where a building has no units. */
export const Unit = z.object({
  id: Id,
  buildingId: Id,
  name: optionalLine("单元", 20).transform(unitNameOf).pipe(z.string()),
  version: Version,
});
export type Unit = z.infer<typeof Unit>;

export const Household = z.object({
  id: Id,
  unitId: Id,
  room: requiredLine("房号", 20).transform(roomOf).pipe(z.string()),
  note: optionalText("备注", 500),
  version: Version,
});
export type Household = z.infer<typeof Household>;

/** Where something is: as far down the address ladder as it is known, and the grid it lies in. */
export const Place = z.object({
  estateId: z.string().nullable(),
  buildingId: z.string().nullable(),
  unitId: z.string().nullable(),
  householdId: z.string().nullable(),
  gridId: z.string().nullable(),
  /** 幸福小区3号楼2单元501室 */
  label: z.string(),
});
export type Place = z.infer<typeof Place>;

export const PlaceChoice = Choice.extend({ place: Place });
export type PlaceChoice = z.infer<typeof PlaceChoice>;

/** An address as one types it; what of it does not exist yet is made. */
export const NewPlace = z
  .object({
    estateName: Estate.shape.name,
    buildingName: optionalLine("楼栋", 20).transform(buildingNameOf).pipe(z.string()),
    unitName: Unit.shape.name,
    room: optionalLine("房号", 20).transform(roomOf).pipe(z.string()),
  })
  .refine((place) => place.buildingName !== "" || (place.unitName === "" && place.room === ""), {
    path: ["buildingName"],
    message: "有单元或房号时，请填写楼栋",
  });

export const placeContract = {
  "people.listPlaces": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      estates: z.array(Estate),
      buildings: z.array(Building.extend({ gridName: z.string(), householdCount: z.int() })),
      units: z.array(Unit.extend({ householdCount: z.int() })),
    }),
  }),
  "people.listHouseholds": query({
    needs: "clerk",
    input: z.object({ unitId: Id }),
    output: z.object({ households: z.array(Household.extend({ residentNames: z.array(z.string()) })) }),
  }),
  /** By estate, building, `3-2-501` or pinyin initials; anything from an estate down to a household. */
  "people.findPlaces": query({
    needs: "clerk",
    input: z.object({
      typed: Typed.default(""),
      onlyHouseholds: z.boolean().default(false),
      limit: z.int().min(1).max(50).default(12),
    }),
    output: z.object({ choices: z.array(PlaceChoice) }),
  }),
  "people.addEstate": command({
    needs: "clerk",
    input: Estate.pick({ name: true, note: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  /** The search follows a new name in a job, since an estate may hold thousands of homes. */
  "people.changeEstate": command({ needs: "clerk", input: Estate, output: Saved, fails: ["NameTaken"] }),
  "people.addBuilding": command({
    needs: "clerk",
    input: Building.pick({ estateId: true, gridId: true, name: true }).extend({
      /** 1单元, 2单元 … made with it; none makes one unnamed unit for its households. */
      unitCount: z.int().min(0).max(20, "最多 20 个单元").default(0),
    }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeBuilding": command({ needs: "clerk", input: Building, output: Saved, fails: ["NameTaken"] }),
  "people.addUnit": command({
    needs: "clerk",
    input: Unit.pick({ buildingId: true, name: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeUnit": command({
    needs: "clerk",
    input: Unit.omit({ buildingId: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.addHousehold": command({
    needs: "clerk",
    input: Household.pick({ unitId: true, room: true, note: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeHousehold": command({
    needs: "clerk",
    input: Household.omit({ unitId: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  /** Finds an address or makes what is missing of it, for a form that must not be left. */
  "people.addPlace": command({ needs: "clerk", input: NewPlace, output: Place }),
} satisfies Contract;
