import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import type { Signer } from "../topic-signer-contract.ts";
import { countedSigners } from "../topic-signers.ts";

export type KeptSigner = {
  id: string;
  topicId: string;
  residentId: string | null;
  name: string;
  address: string;
  householdId: string | null;
  signedAt: Instant;
  recordedBy: string;
};

const standingSigners = (db: ReadableDatabase, topicIds: readonly string[]): KeptSigner[] =>
  db.all<KeptSigner>(
    `SELECT s.* FROM json_each(:topicIds) j JOIN topic_signers s ON s.topicId = j.value
     WHERE s.withdrawnAt IS NULL ORDER BY s.topicId, s.signedAt, s.rowid`,
    { topicIds: JSON.stringify(topicIds) },
  );

/** Each with the door as it is written on the register, where it stands there. */
const withDoors = (db: ReadableDatabase, signers: readonly KeptSigner[]): KeptSigner[] => {
  const rows = signers.map(({ id, householdId }) => ({
    id,
    estateId: null,
    buildingId: null,
    unitId: null,
    householdId,
  }));
  const labels = placeLabelsOf(db, rows);
  return signers.map((signer) => ({ ...signer, address: labels.get(signer.id) || signer.address }));
};

/** How many homes signed, by topic. */
export const signedHouseholdCounts = (db: ReadableDatabase, topicIds: readonly string[]): Map<string, number> => {
  const signers = withDoors(db, standingSigners(db, topicIds));
  return new Map(
    [...Map.groupBy(signers, (signer) => signer.topicId)].map(([topicId, own]) => [topicId, countedSigners(own).size]),
  );
};

export const signersOf = (db: ReadableDatabase, topicId: string): Signer[] => {
  const signers = withDoors(db, standingSigners(db, [topicId]));
  const counted = countedSigners(signers);
  const residents = residentsById(
    db,
    signers.flatMap(({ residentId }) => residentId ?? []),
  );
  return signers.map(({ id, residentId, name, address, signedAt }) => ({
    id,
    residentId,
    name: residentId === null ? name : (residents.get(residentId)?.name ?? ""),
    address,
    signedAt,
    isCounted: counted.has(id),
  }));
};

export const insertSigner = (db: WritableDatabase, signer: KeptSigner): void => {
  db.run(
    `INSERT INTO topic_signers (id, topicId, residentId, name, address, householdId, signedAt, recordedBy)
     VALUES (:id, :topicId, :residentId, :name, :address, :householdId, :signedAt, :recordedBy)`,
    signer,
  );
};

/** False when the signature is not of this topic or withdrawn already. */
export const withdrawSigner = (db: WritableDatabase, topicId: string, id: string, at: Instant): boolean =>
  db.run("UPDATE topic_signers SET withdrawnAt = :at WHERE id = :id AND topicId = :topicId AND withdrawnAt IS NULL", {
    topicId,
    id,
    at,
  }) === 1;
