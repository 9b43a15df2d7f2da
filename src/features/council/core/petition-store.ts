import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { petitionStepKinds } from "../petition-contract.ts";
import type { Asker } from "./appeal-store.ts";

export type KeptPetition = {
  appealId: string;
  agentResidentId: string | null;
  agentContactId: string | null;
  agentAccountId: string | null;
  office: string;
  officeNumber: string;
  handedDate: Day;
  referenceDate: Day | null;
  isOver: boolean;
  version: number;
};

export type KeptPetitionStep = {
  id: string;
  appealId: string;
  kind: (typeof petitionStepKinds)[number];
  stepDate: Day;
  words: string;
  recordedAt: Instant;
  recordedBy: string;
};

export const findPetition = (db: ReadableDatabase, appealId: string): KeptPetition | undefined =>
  db.one("SELECT * FROM petitions WHERE appealId = :appealId", { appealId });

export const petitionStepsOf = (db: ReadableDatabase, appealId: string): KeptPetitionStep[] =>
  db.all("SELECT * FROM petition_steps WHERE appealId = :appealId ORDER BY recordedAt, id", { appealId });

export const insertPetition = (db: WritableDatabase, petition: Omit<KeptPetition, "version">): void => {
  db.run(
    `INSERT INTO petitions (appealId, agentResidentId, agentContactId, agentAccountId, office, officeNumber, handedDate,
       referenceDate, isOver, version)
     VALUES (:appealId, :agentResidentId, :agentContactId, :agentAccountId, :office, :officeNumber, :handedDate,
       :referenceDate, :isOver, 1)`,
    petition,
  );
};

/** False when someone else saved first. */
export const updatePetition = (db: WritableDatabase, petition: KeptPetition): boolean =>
  db.run(
    `UPDATE petitions SET agentResidentId = :agentResidentId, agentContactId = :agentContactId,
       agentAccountId = :agentAccountId, office = :office, officeNumber = :officeNumber, handedDate = :handedDate,
       referenceDate = :referenceDate, isOver = :isOver, version = version + 1
     WHERE appealId = :appealId AND version = :version`,
    petition,
  ) === 1;

export const insertPetitionStep = (db: WritableDatabase, step: KeptPetitionStep): void => {
  db.run(
    `INSERT INTO petition_steps (id, appealId, kind, stepDate, words, recordedAt, recordedBy)
     VALUES (:id, :appealId, :kind, :stepDate, :words, :recordedAt, :recordedBy)`,
    step,
  );
};

export const deletePetitionStep = (db: WritableDatabase, id: string): void => {
  db.run("DELETE FROM petition_steps WHERE id = :id", { id });
};

/** Those that go on, and those of them past their reference day. */
export const petitionCounts = (db: ReadableDatabase, today: Day, asker: Asker) =>
  db.one<{ petitions: number; latePetitions: number }>(
    `SELECT count(*) AS petitions, count(*) FILTER (WHERE p.referenceDate < :today) AS latePetitions
     FROM petitions p JOIN appeals a ON a.id = p.appealId
     WHERE p.isOver = 0 AND (a.isConfidential = 0 OR a.receivedBy = :accountId OR :seesConfidential = 1)`,
    { today, ...asker },
  ) ?? { petitions: 0, latePetitions: 0 };
