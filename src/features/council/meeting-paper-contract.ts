import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";
import { meetingKinds } from "./meeting-kinds.ts";
import { entitlements, meetingRoles } from "./meeting-people-contract.ts";

/** 会议通知, the agenda for everybody, the agenda for the table, 签到表. */
export const meetingPapers = ["notice", "publicAgenda", "agenda", "signIn"] as const;
export type MeetingPaper = (typeof meetingPapers)[number];

const PaperItem = z.object({
  id: z.string(),
  numeral: z.string(),
  title: z.string(),
  startsAt: Instant,
  plannedMinutes: z.int().nullable(),
  responsibleName: z.string(),
  /** On the agenda for the table: what was looked into before, or the written reason why not. */
  preparation: z.string(),
});

/** A line of a paper for one person or one home. */
const Addressee = z.object({
  id: z.string(),
  name: z.string(),
  detail: z.string(),
  /** With the door on what is brought to it, the building alone on what lies about. */
  home: z.string(),
  role: z.enum(meetingRoles),
  isEntitled: z.boolean(),
});

export const meetingPaperContract = {
  "council.meetingPaper": query({
    needs: "clerk",
    input: z.object({ id: Id, paper: z.enum(meetingPapers) }),
    output: z.object({
      communityName: z.string(),
      centreName: z.string(),
      centreAddress: z.string(),
      centrePhone: z.string(),
      numberText: z.string(),
      kind: z.enum(meetingKinds),
      title: z.string(),
      place: z.string(),
      hostName: z.string(),
      plannedAt: Instant,
      plannedMinutes: z.int().nullable(),
      entitledBy: z.enum(entitlements),
      items: z.array(PaperItem),
      people: z.array(Addressee),
      /** Items that are not for everybody and were left out. */
      leftOutCount: z.int(),
      /** Personal data in what everybody would read; printing is refused while a reason is missing. */
      findings: z.array(
        z.object({ title: z.string(), kind: z.string(), text: z.string(), canBeConfirmed: z.boolean() }),
      ),
    }),
  }),
  "council.printMeetingPaper": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      paper: z.enum(meetingPapers),
      /** Empty sheets or rows behind those with a name. */
      blankCount: z.int().min(0).max(200).default(0),
      /** Why names and rooms that were found are no personal data; a secretary's word. */
      confirmedBecause: optionalLine("理由", 100),
    }),
    output: Printed,
    fails: ["PersonalDataOnPaper", "NothingToPrint", "MeetingIsOver"],
  }),
  /** 按签到表登记: the rows that were signed, by the numbers on the sheet. */
  "council.keySignIn": command({
    needs: "secretary",
    input: z.object({ id: Id, code: requiredLine("表单号", 10), rows: requiredLine("签了名的序号", 400) }),
    output: z.object({ id: z.string(), presentCount: z.int(), knownCount: z.int() }),
    fails: ["MeetingIsMinuted", "MeetingIsOver", "NoSuchSheet", "MorePresentThanEntitled", "DecisionNeedsPresence"],
  }),
} satisfies Contract;
