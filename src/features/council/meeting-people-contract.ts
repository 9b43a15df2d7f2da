import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";

export const presences = ["invited", "present", "leave", "absent", "observer"] as const;
export type Presence = (typeof presences)[number];
export const meetingRoles = [
  "representative",
  "host",
  "recorder",
  "committee",
  "partyBranch",
  "ownersCommittee",
  "property",
  "partner",
  "subdistrict",
  "party",
  "professional",
  "guest",
] as const;
export type MeetingRole = (typeof meetingRoles)[number];
export const replies = ["none", "coming", "notComing"] as const;
/** 按人 or 按户: what one vote belongs to. */
export const entitlements = ["person", "household"] as const;
export const seatWays = ["self", "household", "proxy", "empty"] as const;

export const Attendance = z.object({
  id: z.string(),
  residentId: z.string().nullable(),
  contactId: z.string().nullable(),
  name: z.string(),
  /** A post or a place, to tell people of one name apart. */
  detail: z.string(),
  presence: z.enum(presences),
  role: z.enum(meetingRoles),
  isEntitled: z.boolean(),
  reply: z.enum(replies),
  householdId: z.string().nullable(),
  /** The home as it was typed, of somebody whose home is on no register. */
  address: z.string(),
  /** The home in words, from the register or as it was typed. */
  home: z.string(),
  householdCount: z.int(),
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
});
export type Attendance = z.infer<typeof Attendance>;

export const GivenProxy = z.object({ id: z.string(), giverId: z.string(), holderId: z.string(), writtenDate: Day });
export const Seat = z.object({ entitledId: z.string(), by: z.string().nullable(), way: z.enum(seatWays) });

const Invited = {
  role: z.enum(meetingRoles).default("representative"),
  isEntitled: z.boolean().default(false),
};

const OfMeeting = z.object({ id: Id });

/** Who is asked to a meeting, who comes, and who votes for whom. */
export const meetingPeopleContract = {
  "council.addAttendance": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      residentId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      name: optionalLine("姓名", 40),
      address: optionalLine("门牌", 60),
      presence: z.enum(presences),
      ...Invited,
      householdCount: z.int().min(0).max(1000).default(1),
    }),
    output: z.object({ id: z.string(), attendanceId: z.string() }),
    fails: [
      "MeetingIsMinuted",
      "MeetingIsOver",
      "ListIsFrozen",
      "AttendeeNeedsName",
      "AlreadyOnList",
      "MorePresentThanEntitled",
      "EntitledNeedsHousehold",
      "HouseholdHasEntitled",
      "DecisionNeedsPresence",
    ],
  }),
  /** A whole group at once; whoever is on the list already stays as they are. */
  "council.inviteGroup": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      group: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("unit"), organisationId: Id }),
        /** Of a body whoever serves on the day of the meeting, each in their own role there. */
        z.object({ kind: z.literal("body"), bodyId: Id }),
        z.object({ kind: z.literal("lastMeeting") }),
        z.object({ kind: z.literal("reporters") }),
        z.object({ kind: z.literal("signers") }),
      ]),
      ...Invited,
    }),
    output: z.object({ id: z.string(), addedCount: z.int(), knownCount: z.int(), withoutVoteCount: z.int() }),
    fails: ["MeetingIsMinuted", "MeetingIsOver", "ListIsFrozen", "GroupIsEmpty", "DecisionNeedsPresence"],
  }),
  "council.changeAttendance": command({
    needs: "secretary",
    input: z.object({ id: Id, attendanceId: Id, presence: z.enum(presences), hasLeft: z.boolean().default(false) }),
    output: OfMeeting,
    fails: ["MeetingIsMinuted", "MeetingIsOver", "MorePresentThanEntitled", "DecisionNeedsPresence"],
  }),
  /** What is given is changed, the rest stays. */
  "council.changeInvitee": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      attendanceId: Id,
      role: z.enum(meetingRoles).optional(),
      isEntitled: z.boolean().optional(),
      reply: z.enum(replies).optional(),
    }),
    output: OfMeeting,
    fails: [
      "MeetingIsMinuted",
      "MeetingIsOver",
      "ListIsFrozen",
      "EntitledNeedsHousehold",
      "HouseholdHasEntitled",
      "AttendeeHasProxy",
      "MorePresentThanEntitled",
      "DecisionNeedsPresence",
    ],
  }),
  "council.removeAttendance": command({
    needs: "secretary",
    input: z.object({ id: Id, attendanceId: Id }),
    output: OfMeeting,
    fails: [
      "MeetingIsMinuted",
      "MeetingIsOver",
      "ListIsFrozen",
      "AttendeeHasSpoken",
      "AttendeeHasSigned",
      "AttendeeHasProxy",
      "MorePresentThanEntitled",
      "DecisionNeedsPresence",
    ],
  }),
  /** 书面委托: somebody who cannot come gives the vote to somebody who does. */
  "council.addProxy": command({
    needs: "secretary",
    input: z.object({ id: Id, giverId: Id, holderId: Id, writtenDate: Day }),
    output: z.object({ id: z.string(), proxyId: z.string() }),
    fails: [
      "MeetingIsMinuted",
      "MeetingIsOver",
      "ListIsFrozen",
      "GiverNotEntitled",
      "ProxyToSelf",
      "ProxyIsGiven",
      "ProxyChain",
      "TooManyProxies",
    ],
  }),
  "council.withdrawProxy": command({
    needs: "secretary",
    input: z.object({ id: Id, proxyId: Id }),
    output: OfMeeting,
    fails: ["MeetingIsMinuted", "MeetingIsOver", "ListIsFrozen", "DecisionNeedsPresence"],
  }),
} satisfies Contract;
