import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Phone, withoutIdNumbers } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredLine, Typed } from "#base/text.ts";
import { Choice, Id, Place, Saved, Version } from "./place-contract.ts";

export const genders = ["male", "female"] as const;
export const audiences = ["elder", "child", "hardship"] as const;
export const partyMemberKinds = ["registered", "workplace", "newSector", "mobile", "partner"] as const;
/** What the timeline can say of a change. */
export const residentFields = [
  "name",
  "gender",
  "birthDate",
  "phone",
  "home",
  "relation",
  "partyMember",
  "audienceTags",
  "note",
  "movedOutDate",
] as const;

export const AudienceTag = z.object({
  audience: z.enum(audiences),
  source: requiredLine("来源", 60),
  sinceDate: Day,
});
export type AudienceTag = z.infer<typeof AudienceTag>;

const audienceTags = z
  .array(AudienceTag)
  .max(3)
  .default([])
  .refine((tags) => new Set(tags.map(({ audience }) => audience)).size === tags.length, "同一类人群只登记一次");

const ResidentFields = {
  name: requiredLine("姓名", 40),
  gender: z.enum(genders).nullable().default(null),
  birthDate: Day.nullable().default(null),
  householdId: Id.nullable().default(null),
  relation: optionalLine("与户主关系", 20),
  partyMember: z.enum(partyMemberKinds).nullable().default(null),
  // ID numbers are not kept at all until they can be kept encrypted, and a note is where they slip in.
  note: optionalText("备注", 2000).refine(
    (note) => withoutIdNumbers(note) === note,
    "备注里有身份证号，本程序不保存身份证号，请删去",
  ),
  audienceTags,
};

export const ResidentInput = z.object({ ...ResidentFields, phone: Phone });
export const ResidentChange = z.object({
  ...ResidentFields,
  id: Id,
  version: Version,
  /** Absent: the phone stays, since the form never saw it unmasked. */
  phone: Phone.unwrap().optional(),
  movedOutDate: Day.nullable().default(null),
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
  isImporting: z.boolean(),
  /** Nothing of the person is here any more. */
  isErased: z.boolean(),
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
  /** Written by an import that is not over and can still be cancelled. */
  isImporting: z.boolean(),
});
export type ResidentLine = z.infer<typeof ResidentLine>;

export const ResidentChoice = Choice.extend({ maskedPhone: z.string(), place: Place.nullable() });
export type ResidentChoice = z.infer<typeof ResidentChoice>;

/** The last line of a page: where the next one begins. */
const After = z.object({ key: z.string().max(500), id: Id });

export const TimelineLine = z.object({
  id: z.int(),
  at: Instant,
  kind: z.string(),
  recordedByName: z.string(),
  actor: z.string(),
  reason: z.string(),
  /** Before and after in words; a phone is only named. */
  changes: z.array(z.object({ field: z.enum(residentFields), before: z.string(), after: z.string() })),
});
export type TimelineLine = z.infer<typeof TimelineLine>;

export const residentContract = {
  "people.listResidents": query({
    needs: "clerk",
    input: z.object({
      typed: Typed.default(""),
      gridId: Id.nullable().default(null),
      buildingId: Id.nullable().default(null),
      audience: z.enum(audiences).nullable().default(null),
      partyMember: z.enum(partyMemberKinds).nullable().default(null),
      withMovedOut: z.boolean().default(false),
      order: z.enum(["name", "place"]).default("name"),
      after: After.nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      residents: z.array(ResidentLine),
      nextAfter: After.nullable(),
      /** More people match what was typed than are shown. */
      isCut: z.boolean(),
    }),
  }),
  "people.findResidents": query({
    needs: "clerk",
    input: z.object({ typed: Typed.default(""), limit: z.int().min(1).max(50).default(12) }),
    output: z.object({ choices: z.array(ResidentChoice) }),
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
  /** Who looks like the one being added: the same name in the household or without one, or the same phone. */
  "people.findSameResidents": query({
    needs: "clerk",
    input: z.object({ name: z.string().max(100), phone: z.string().max(30), householdId: Id.nullable().default(null) }),
    output: z.object({ residents: z.array(ResidentLine) }),
  }),
  "people.addResident": command({ needs: "clerk", input: ResidentInput, output: Saved }),
  "people.changeResident": command({ needs: "clerk", input: ResidentChange, output: Saved }),
  "people.revealPhone": command({
    needs: "clerk",
    input: z.object({ id: Id, of: z.enum(["resident", "contact", "organisation"]) }),
    output: z.object({ phone: z.string() }),
  }),
} satisfies Contract;
