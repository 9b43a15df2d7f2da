import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { signingWays } from "../mediation-contract.ts";

export type KeptAgreement = {
  id: string;
  meetingId: string;
  edition: number;
  dispute: string;
  terms: string;
  performBy: Day | null;
  writtenAt: Instant;
  writtenBy: string;
};

/** The newest wording first. */
export const agreementsOf = (db: ReadableDatabase, meetingId: string): KeptAgreement[] =>
  db.all<KeptAgreement>("SELECT * FROM agreements WHERE meetingId = :meetingId ORDER BY edition DESC", { meetingId });

export const insertAgreement = (db: WritableDatabase, agreement: KeptAgreement): void => {
  db.run(
    `INSERT INTO agreements (id, meetingId, edition, dispute, terms, performBy, writtenAt, writtenBy)
     VALUES (:id, :meetingId, :edition, :dispute, :terms, :performBy, :writtenAt, :writtenBy)`,
    agreement,
  );
};

export type KeptSignature = {
  agreementId: string;
  attendanceId: string;
  signedDate: Day;
  way: (typeof signingWays)[number];
};

export const signaturesOf = (db: ReadableDatabase, meetingId: string): KeptSignature[] =>
  db.all<KeptSignature>(
    `SELECT s.* FROM agreements a JOIN agreement_signatures s ON s.agreementId = a.id
     WHERE a.meetingId = :meetingId ORDER BY s.signedDate, s.attendanceId`,
    { meetingId },
  );

export const hasSigned = (db: ReadableDatabase, attendanceId: string): boolean =>
  db.one("SELECT 1 FROM agreement_signatures WHERE attendanceId = :attendanceId", { attendanceId }) !== undefined;

/** False when there is none. */
export const deleteSignature = (
  db: WritableDatabase,
  signature: Pick<KeptSignature, "agreementId" | "attendanceId">,
): boolean =>
  db.run(
    "DELETE FROM agreement_signatures WHERE agreementId = :agreementId AND attendanceId = :attendanceId",
    signature,
  ) === 1;

export const insertSignature = (db: WritableDatabase, signature: KeptSignature): void => {
  db.run(
    `INSERT INTO agreement_signatures (agreementId, attendanceId, signedDate, way)
     VALUES (:agreementId, :attendanceId, :signedDate, :way)`,
    signature,
  );
};
