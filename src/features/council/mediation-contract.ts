import { z } from "zod";
import { type Contract, command, FileHandle, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { requiredText } from "#base/text.ts";
import { Attachment, NewAttachment } from "#features/documents/contract.ts";
import { Id } from "./appeal-contract.ts";

export const signingWays = ["inPerson", "fingerprint", "agent"] as const;

const Person = z.object({ id: z.string(), name: z.string(), detail: z.string(), home: z.string() });

const Signature = z.object({
  attendanceId: z.string(),
  name: z.string(),
  signedDate: Day,
  way: z.enum(signingWays),
});

/** One wording of the agreement; signatures stand under the wording that was signed. */
export const Agreement = z.object({
  id: z.string(),
  edition: z.int(),
  dispute: z.string(),
  terms: z.string(),
  performBy: Day.nullable(),
  writtenAt: Instant,
  writtenByName: z.string(),
  signatures: z.array(Signature),
  scans: z.array(Attachment),
});
export type Agreement = z.infer<typeof Agreement>;

const Edition = z.int().min(0).max(1000);

export const mediationContract = {
  "council.agreement": query({
    needs: "secretary",
    input: z.object({ id: Id }),
    output: z.object({
      numberText: z.string(),
      title: z.string(),
      place: z.string(),
      hostName: z.string(),
      at: Instant,
      centreName: z.string(),
      parties: z.array(Person),
      professionals: z.array(Person),
      /** Whoever may still sign the newest wording. */
      signers: z.array(Person),
      /** The newest first. */
      editions: z.array(Agreement),
      /** What is missing before the mediation can end with what was passed. */
      problem: z.enum(["AgreementMissing", "PartiesMissing", "AgreementUnsigned"]).nullable(),
    }),
  }),
  /** A new wording: signatures do not go over to it. `edition` is the one that it follows, 0 for none. */
  "council.writeAgreement": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      edition: Edition,
      dispute: requiredText("纠纷事项", 2000),
      terms: requiredText("协议内容", 10_000),
      performBy: Day.nullable().default(null),
    }),
    output: z.object({ id: z.string(), edition: z.int() }),
    fails: ["NotAMediation", "AgreementNotOpen"],
  }),
  "council.signAgreement": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      edition: Edition,
      attendanceId: Id,
      signedDate: Day,
      way: z.enum(signingWays).default("inPerson"),
      attachments: z.array(NewAttachment).max(20).default([]),
    }),
    output: z.object({ id: z.string() }),
    fails: ["NotAMediation", "AgreementNotOpen", "AlreadySigned", "SignerNotInvolved"],
  }),
  /** A signature that was entered wrongly: the paper did not bear it. */
  "council.withdrawSignature": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      edition: Edition,
      attendanceId: Id,
      reason: requiredText("撤销签名的理由", 500),
    }),
    output: z.object({ id: z.string() }),
    fails: ["NotAMediation", "AgreementNotOpen"],
  }),
  "council.printAgreement": command({
    needs: "secretary",
    input: z.object({ id: Id, edition: Edition }),
    output: Printed,
    fails: ["NotAMediation"],
  }),
  "council.openAgreementScan": query({
    needs: "secretary",
    input: z.object({ id: Id }),
    output: z.object({ file: FileHandle }),
  }),
} satisfies Contract;
