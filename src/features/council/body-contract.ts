import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";
import { meetingStates } from "./meeting-contract.ts";
import { meetingRoles } from "./meeting-people-contract.ts";

/** 大党委, 大工委, 议事会, 红色业委会 */
export const bodyKinds = ["partyCommittee", "workCommittee", "council", "redOwners", "other"] as const;

/** Somebody in a body for a time; the end is the last day. */
export const BodyMember = z.object({
  id: z.string(),
  residentId: z.string().nullable(),
  contactId: z.string().nullable(),
  name: z.string(),
  /** The unit and post of a contact, 居民, or nothing. */
  detail: z.string(),
  post: z.string(),
  role: z.enum(meetingRoles),
  isEntitled: z.boolean(),
  termFrom: Day,
  termTo: Day.nullable(),
  isServing: z.boolean(),
});
export type BodyMember = z.infer<typeof BodyMember>;

export const Body = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(bodyKinds),
  note: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
  /** Those who serve first, then those who did, the latest first. */
  members: z.array(BodyMember),
});
export type Body = z.infer<typeof Body>;

export const BodyMeeting = z.object({
  id: z.string(),
  numberText: z.string(),
  title: z.string(),
  plannedAt: Instant,
  state: z.enum(meetingStates),
});

const BodyFields = {
  name: requiredLine("名称", 40),
  kind: z.enum(bodyKinds, { error: "请选择种类" }),
  note: optionalLine("说明", 200),
};

const Served = {
  post: optionalLine("职务", 40),
  role: z.enum(meetingRoles).default("committee"),
  isEntitled: z.boolean().default(true),
  termFrom: Day,
};

export const bodyContract = {
  "council.listBodies": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ bodies: z.array(Body) }),
  }),
  /** The meetings to which a body was asked as a whole, the latest first. */
  "council.listBodyMeetings": query({
    needs: "clerk",
    input: z.object({
      bodyId: Id,
      after: z.string().max(200).nullable().default(null),
      limit: z.int().min(1).max(100).default(10),
    }),
    output: z.object({ meetings: z.array(BodyMeeting), nextAfter: z.string().nullable() }),
  }),
  "council.addBody": command({
    needs: "secretary",
    input: z.object(BodyFields),
    output: Saved,
    fails: ["BodyNameTaken"],
  }),
  "council.changeBody": command({
    needs: "secretary",
    input: z.object({ ...BodyFields, id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["BodyNameTaken"],
  }),
  "council.addBodyMember": command({
    needs: "secretary",
    input: z.object({
      bodyId: Id,
      residentId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      name: optionalLine("姓名", 40),
      ...Served,
    }),
    output: z.object({ id: z.string() }),
    fails: ["AttendeeNeedsName", "AlreadyMember"],
  }),
  /** Puts right what was entered; who serves no more gets a last day. */
  "council.changeBodyMember": command({
    needs: "secretary",
    input: z.object({ id: Id, ...Served, termTo: Day.nullable() }),
    output: z.object({ id: z.string() }),
    fails: ["TermEndsBeforeItBegins", "AlreadyMember"],
  }),
} satisfies Contract;
