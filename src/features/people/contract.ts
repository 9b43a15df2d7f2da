import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";

const Id = z.string().min(1).max(64);
const Version = z.int().min(1);
const Saved = z.object({ id: z.string(), version: z.int() });
const Limit = z.int().min(1).max(200).default(50);
const Typed = z.string().max(100).default("");

export const genders = ["male", "female"] as const;
export const audiences = ["elder", "child", "hardship"] as const;
export const partyMemberKinds = ["registered", "workplace", "newSector", "mobile", "partner"] as const;
export const organisationKinds = [
  "community",
  "subdistrict",
  "department",
  "property",
  "ownersCommittee",
  "partner",
  "merchant",
  "social",
] as const;
export const gridPosts = ["gridLeader", "gridWorker", "buildingLeader", "unitLeader"] as const;

/** One thing to choose in a form: a name and what tells it from others of that name. */
export const Choice = z.object({ id: z.string(), label: z.string(), detail: z.string() });
export type Choice = z.infer<typeof Choice>;

export const Grid = z.object({
  id: Id,
  name: requiredLine("网格名称", 40),
  note: optionalText("备注", 500),
  version: Version,
});
export const Estate = z.object({
  id: Id,
  name: requiredLine("小区名称", 40),
  note: optionalText("备注", 500),
  version: Version,
});
export const Building = z.object({
  id: Id,
  estateId: Id,
  gridId: Id.nullable(),
  name: requiredLine("楼栋", 20),
  version: Version,
});
export const Unit = z.object({ id: Id, buildingId: Id, name: optionalLine("单元", 20), version: Version });
export const Household = z.object({
  id: Id,
  unitId: Id,
  room: requiredLine("房号", 20),
  note: optionalText("备注", 500),
  version: Version,
});

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

const ResidentFields = {
  name: requiredLine("姓名", 40),
  gender: z.enum(genders).nullable().default(null),
  birthDate: Day.nullable().default(null),
  householdId: Id.nullable().default(null),
  relation: optionalLine("与户主关系", 20),
  partyMember: z.enum(partyMemberKinds).nullable().default(null),
  note: optionalText("备注", 2000),
};
const AudienceTag = z.object({
  audience: z.enum(audiences),
  source: requiredLine("来源", 60),
  sinceDate: Day,
});
export const ResidentInput = z.object({
  ...ResidentFields,
  phone: Phone,
  audienceTags: z.array(AudienceTag).max(3).default([]),
});

/** A resident as the screen sees one: the phone masked until somebody with the right asks. */
export const Resident = z.object({
  id: z.string(),
  name: z.string(),
  gender: z.enum(genders).nullable(),
  birthDate: z.string().nullable(),
  age: z.int().nullable(),
  maskedPhone: z.string(),
  householdId: z.string().nullable(),
  place: Place.nullable(),
  gridName: z.string(),
  relation: z.string(),
  partyMember: z.enum(partyMemberKinds).nullable(),
  note: z.string(),
  movedOutDate: z.string().nullable(),
  audienceTags: z.array(z.object({ audience: z.enum(audiences), source: z.string(), sinceDate: z.string() })),
  createdAt: Instant,
  version: z.int(),
});
export type Resident = z.infer<typeof Resident>;

export const ResidentLine = z.object({
  id: z.string(),
  name: z.string(),
  age: z.int().nullable(),
  maskedPhone: z.string(),
  placeLabel: z.string(),
  gridName: z.string(),
  partyMember: z.enum(partyMemberKinds).nullable(),
  audiences: z.array(z.enum(audiences)),
  isMovedOut: z.boolean(),
});

export const Organisation = z.object({
  id: Id,
  kind: z.enum(organisationKinds),
  name: requiredLine("单位名称", 60),
  phone: Phone,
  address: optionalLine("地址", 100),
  note: optionalText("备注", 1000),
  isRetired: z.boolean().default(false),
  version: Version,
});
export type Organisation = z.infer<typeof Organisation>;

export const ContactInput = z.object({
  organisationId: Id,
  residentId: Id.nullable().default(null),
  name: requiredLine("姓名", 40),
  post: optionalLine("职务", 40),
  phone: Phone,
});
export const Contact = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  residentId: z.string().nullable(),
  name: z.string(),
  post: z.string(),
  maskedPhone: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});

export const GridPost = z.object({
  id: z.string(),
  post: z.enum(gridPosts),
  /** 第一网格, 3号楼, 3号楼2单元 */
  placeLabel: z.string(),
  holderName: z.string(),
  contactId: z.string().nullable(),
  residentId: z.string().nullable(),
  fromDate: z.string(),
  toDate: z.string().nullable(),
  version: z.int(),
});

const TimelineLine = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  recordedByName: z.string(),
  actor: z.string(),
  reason: z.string(),
});

export const peopleContract = {
  // Places
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
  /** By estate, building, `3-2-501` or pinyin initials; anything from a building down to a household. */
  "people.findPlaces": query({
    needs: "clerk",
    input: z.object({ typed: Typed, limit: z.int().min(1).max(50).default(12) }),
    output: z.object({ choices: z.array(Choice.extend({ place: Place })) }),
  }),
  "people.addEstate": command({
    needs: "clerk",
    input: Estate.pick({ name: true, note: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeEstate": command({ needs: "clerk", input: Estate, output: Saved, fails: ["NameTaken"] }),
  "people.addBuilding": command({
    needs: "clerk",
    input: Building.pick({ estateId: true, gridId: true, name: true }).extend({
      /** 1单元, 2单元 … made with it. */
      unitCount: z.int().min(0).max(20).default(0),
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

  // Grids and posts
  "people.listGrids": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({
      grids: z.array(
        Grid.extend({
          householdCount: z.int(),
          residentCount: z.int(),
          buildingCount: z.int(),
          leaderNames: z.array(z.string()),
          workerNames: z.array(z.string()),
        }),
      ),
    }),
  }),
  "people.addGrid": command({
    needs: "clerk",
    input: Grid.pick({ name: true, note: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeGrid": command({ needs: "clerk", input: Grid, output: Saved, fails: ["NameTaken"] }),
  "people.listGridPosts": query({
    needs: "clerk",
    input: z.object({ gridId: Id, withEnded: z.boolean().default(false) }),
    output: z.object({ posts: z.array(GridPost) }),
  }),
  "people.givePost": command({
    needs: "secretary",
    input: z.object({
      post: z.enum(gridPosts),
      gridId: Id.nullable().default(null),
      buildingId: Id.nullable().default(null),
      unitId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      residentId: Id.nullable().default(null),
      fromDate: Day,
    }),
    output: Saved,
    fails: ["PostNeedsPlaceAndHolder", "PostDoesNotFitPlace"],
  }),
  "people.endPost": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, toDate: Day }),
    output: Saved,
    fails: ["PostEndsBeforeStart"],
  }),

  // Residents
  "people.listResidents": query({
    needs: "clerk",
    input: z.object({
      typed: Typed,
      gridId: Id.nullable().default(null),
      buildingId: Id.nullable().default(null),
      audience: z.enum(audiences).nullable().default(null),
      partyMember: z.enum(partyMemberKinds).nullable().default(null),
      withMovedOut: z.boolean().default(false),
      /** The last line of the page before, as `nextAfter` gave it. */
      after: z.string().max(200).nullable().default(null),
      limit: Limit,
    }),
    output: z.object({ residents: z.array(ResidentLine), nextAfter: z.string().nullable() }),
  }),
  "people.findResidents": query({
    needs: "clerk",
    input: z.object({ typed: Typed, limit: z.int().min(1).max(50).default(12) }),
    output: z.object({ choices: z.array(Choice.extend({ maskedPhone: z.string(), place: Place.nullable() })) }),
  }),
  "people.resident": query({ needs: "clerk", input: z.object({ id: Id }), output: Resident }),
  "people.listHouseholdMembers": query({
    needs: "clerk",
    input: z.object({ householdId: Id }),
    output: z.object({ residents: z.array(ResidentLine.extend({ relation: z.string() })) }),
  }),
  "people.residentTimeline": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ events: z.array(TimelineLine) }),
  }),
  /** Who looks like the one being added: the same name in the household, or the same phone. */
  "people.findSameResidents": query({
    needs: "clerk",
    input: z.object({ name: z.string().max(100), phone: z.string().max(30), householdId: Id.nullable().default(null) }),
    output: z.object({ residents: z.array(ResidentLine) }),
  }),
  "people.addResident": command({ needs: "clerk", input: ResidentInput, output: Saved }),
  "people.changeResident": command({
    needs: "clerk",
    input: z.object({
      ...ResidentFields,
      id: Id,
      version: Version,
      /** Absent: the phone stays, since the form never saw it unmasked. */
      phone: Phone.unwrap().optional(),
      audienceTags: z.array(AudienceTag).max(3).default([]),
      movedOutDate: Day.nullable().default(null),
    }),
    output: Saved,
  }),
  "people.revealPhone": command({
    needs: "clerk",
    input: z.object({ id: Id, of: z.enum(["resident", "contact"]) }),
    output: z.object({ phone: z.string() }),
  }),

  // Organisations and their people
  "people.listOrganisations": query({
    needs: "viewer",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ organisations: z.array(Organisation.extend({ contactCount: z.int() })) }),
  }),
  "people.findOrganisations": query({
    needs: "clerk",
    input: z.object({ typed: Typed, limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ choices: z.array(Choice) }),
  }),
  "people.addOrganisation": command({
    needs: "clerk",
    input: Organisation.omit({ id: true, version: true, isRetired: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeOrganisation": command({ needs: "clerk", input: Organisation, output: Saved, fails: ["NameTaken"] }),
  "people.listContacts": query({
    needs: "clerk",
    input: z.object({ organisationId: Id, withRetired: z.boolean().default(false) }),
    output: z.object({ contacts: z.array(Contact) }),
  }),
  "people.findContacts": query({
    needs: "clerk",
    input: z.object({
      typed: Typed,
      organisationId: Id.nullable().default(null),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({ choices: z.array(Choice.extend({ organisationId: z.string(), post: z.string() })) }),
  }),
  "people.addContact": command({ needs: "clerk", input: ContactInput, output: Saved }),
  "people.changeContact": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      version: Version,
      name: requiredLine("姓名", 40),
      post: optionalLine("职务", 40),
      /** Absent: the phone stays. */
      phone: Phone.unwrap().optional(),
      isRetired: z.boolean(),
    }),
    output: Saved,
  }),
} satisfies Contract;
