import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, optionalText, requiredLine, Typed } from "#base/text.ts";
import { Choice, Id, Saved, Version } from "./place-contract.ts";

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

const OrganisationFields = {
  kind: z.enum(organisationKinds, { error: "请选择类别" }),
  name: requiredLine("单位名称", 60),
  address: optionalLine("地址", 100),
  note: optionalText("备注", 1000),
};

export const OrganisationInput = z.object({ ...OrganisationFields, phone: Phone });
export const OrganisationChange = z.object({
  ...OrganisationFields,
  id: Id,
  /** Absent: the phone stays. */
  phone: Phone.unwrap().optional(),
  isRetired: z.boolean(),
  version: Version,
});

/** A shop's number is often its owner's own, so that it is masked like a person's. */
export const Organisation = z.object({
  id: z.string(),
  kind: z.enum(organisationKinds),
  name: z.string(),
  maskedPhone: z.string(),
  address: z.string(),
  note: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Organisation = z.infer<typeof Organisation>;

const ContactFields = {
  residentId: Id.nullable().default(null),
  name: requiredLine("姓名", 40),
  post: optionalLine("职务", 40),
};

export const ContactInput = z.object({ ...ContactFields, organisationId: Id, phone: Phone });
export const ContactChange = z.object({
  ...ContactFields,
  residentId: Id.nullable(),
  id: Id,
  /** Absent: the phone stays. */
  phone: Phone.unwrap().optional(),
  isRetired: z.boolean(),
  version: Version,
});

export const Contact = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  residentId: z.string().nullable(),
  residentName: z.string(),
  name: z.string(),
  post: z.string(),
  /** The contact's own, or else that of the resident who the contact is. */
  maskedPhone: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Contact = z.infer<typeof Contact>;

export const ContactChoice = Choice.extend({
  organisationId: z.string(),
  organisationName: z.string(),
  post: z.string(),
});
export type ContactChoice = z.infer<typeof ContactChoice>;

export const organisationContract = {
  "people.listOrganisations": query({
    needs: "clerk",
    input: z.object({ typed: Typed.default(""), withRetired: z.boolean().default(false) }),
    output: z.object({ organisations: z.array(Organisation.extend({ contactCount: z.int() })) }),
  }),
  "people.findOrganisations": query({
    needs: "clerk",
    input: z.object({ typed: Typed.default(""), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ choices: z.array(Choice) }),
  }),
  "people.addOrganisation": command({
    needs: "clerk",
    input: OrganisationInput,
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeOrganisation": command({
    needs: "clerk",
    input: OrganisationChange,
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.listContacts": query({
    needs: "clerk",
    input: z.object({ organisationId: Id, withRetired: z.boolean().default(false) }),
    output: z.object({ contacts: z.array(Contact) }),
  }),
  "people.contact": query({ needs: "clerk", input: z.object({ id: Id }), output: Contact }),
  "people.findContacts": query({
    needs: "clerk",
    input: z.object({
      typed: Typed.default(""),
      organisationId: Id.nullable().default(null),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({ choices: z.array(ContactChoice) }),
  }),
  "people.addContact": command({ needs: "clerk", input: ContactInput, output: Saved }),
  "people.changeContact": command({ needs: "clerk", input: ContactChange, output: Saved }),
} satisfies Contract;
