import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Hearing } from "../coverage.ts";
import type { attitudes } from "../meeting-contract.ts";

export type KeptScope = {
  topicId: string;
  typedCount: number | null;
  reason: string;
  writtenAt: Instant;
  writtenBy: string;
  version: number;
};

export const findScope = (db: ReadableDatabase, topicId: string): KeptScope | undefined =>
  db.one<KeptScope>("SELECT * FROM topic_scopes WHERE topicId = :topicId", { topicId });

/** Takes the place of what was written before. */
export const saveScope = (db: WritableDatabase, scope: KeptScope): void => {
  db.run(
    `INSERT INTO topic_scopes (topicId, typedCount, reason, writtenAt, writtenBy, version)
     VALUES (:topicId, :typedCount, :reason, :writtenAt, :writtenBy, :version)
     ON CONFLICT (topicId) DO UPDATE SET typedCount = excluded.typedCount, reason = excluded.reason,
       writtenAt = excluded.writtenAt, writtenBy = excluded.writtenBy, version = excluded.version`,
    scope,
  );
  db.run("DELETE FROM topic_scope_places WHERE topicId = :topicId", { topicId: scope.topicId });
};

type ScopePlace = { id: string; topicId: string; buildingId: string | null; unitId: string | null };

export const insertScopePlace = (db: WritableDatabase, place: ScopePlace): void => {
  db.run(
    "INSERT INTO topic_scope_places (id, topicId, buildingId, unitId) VALUES (:id, :topicId, :buildingId, :unitId)",
    place,
  );
};

export const scopePlacesOf = (db: ReadableDatabase, topicId: string): ScopePlace[] =>
  db.all<ScopePlace>("SELECT * FROM topic_scope_places WHERE topicId = :topicId ORDER BY id", { topicId });

/** Every home of the places, once, in the order of the register. */
export const homesOfScope = (db: ReadableDatabase, topicId: string): { id: string; householdId: string }[] =>
  db.all(
    `SELECT h.id, h.id AS householdId FROM households h JOIN units u ON u.id = h.unitId
     WHERE u.id IN (SELECT p.unitId FROM topic_scope_places p WHERE p.topicId = :topicId)
       OR u.buildingId IN (SELECT p.buildingId FROM topic_scope_places p WHERE p.topicId = :topicId)
     ORDER BY u.buildingId, u.name, length(h.room), h.room`,
    { topicId },
  );

type KeptVoice = { way: Hearing; householdId: string | null; address: string };

/** Whoever was heard on a topic, each with the home that is known. */
export const voicesOf = (db: ReadableDatabase, topicId: string): KeptVoice[] =>
  db.all<KeptVoice>(
    `SELECT 'appeals' AS way, coalesce(r.householdId, a.householdId) AS householdId, '' AS address
     FROM topic_appeals l JOIN appeals lead ON lead.id = l.appealId
       JOIN appeals a ON a.id = lead.id OR a.leadId = lead.id LEFT JOIN residents r ON r.id = a.reporterId
     WHERE l.topicId = :topicId AND l.returnedAt IS NULL
     UNION ALL SELECT 'signers', s.householdId, s.address FROM topic_signers s
     WHERE s.topicId = :topicId AND s.withdrawnAt IS NULL
     UNION ALL SELECT 'meeting', p.householdId, p.address FROM agenda_items i JOIN statements s ON s.itemId = i.id
       JOIN attendances p ON p.id = s.attendanceId WHERE i.topicId = :topicId AND s.withdrawnAt IS NULL
     UNION ALL SELECT 'meeting', t.householdId, iif(t.householdId IS NULL, t.home, '') FROM agenda_items i
       JOIN votes v ON v.itemId = i.id JOIN vote_seats t ON t.voteId = v.id
     WHERE i.topicId = :topicId AND t.way <> 'empty'
     UNION ALL SELECT 'visits', o.householdId, o.address FROM opinions o
     WHERE o.topicId = :topicId AND o.withdrawnAt IS NULL`,
    { topicId },
  );

export type KeptOpinion = {
  id: string;
  topicId: string;
  householdId: string | null;
  address: string;
  attitude: (typeof attitudes)[number];
  words: string;
  heardDate: Day;
  heardBy: string;
  recordedAt: Instant;
  recordedBy: string;
};

export const opinionsOf = (db: ReadableDatabase, topicId: string): KeptOpinion[] =>
  db.all<KeptOpinion>(
    "SELECT * FROM opinions WHERE topicId = :topicId AND withdrawnAt IS NULL ORDER BY recordedAt, rowid",
    { topicId },
  );

export const insertOpinion = (db: WritableDatabase, opinion: KeptOpinion): void => {
  db.run(
    `INSERT INTO opinions (id, topicId, householdId, address, attitude, words, heardDate, heardBy, recordedAt, recordedBy)
     VALUES (:id, :topicId, :householdId, :address, :attitude, :words, :heardDate, :heardBy, :recordedAt, :recordedBy)`,
    opinion,
  );
};

/** False when the opinion is not of this topic or withdrawn already. */
export const withdrawOpinion = (db: WritableDatabase, topicId: string, id: string, at: Instant): boolean =>
  db.run("UPDATE opinions SET withdrawnAt = :at WHERE id = :id AND topicId = :topicId AND withdrawnAt IS NULL", {
    topicId,
    id,
    at,
  }) === 1;
