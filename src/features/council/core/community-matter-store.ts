import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { CommunityMatter } from "../community-matter-contract.ts";
import type { TaskBasis } from "../task-ownership-contract.ts";

const columns = `id, kind, number, title, keywords, categoryCodes, basis, office, officeAddress, officePhone, papers,
  isRetired, version`;

export const communityMattersOf = (db: ReadableDatabase, withRetired: boolean): CommunityMatter[] =>
  db.all<CommunityMatter>(
    `SELECT ${columns} FROM community_matters WHERE isRetired = 0 OR :withRetired = 1
     ORDER BY kind DESC, isRetired, number, id`,
    { withRetired },
  );

export const findCommunityMatter = (db: ReadableDatabase, id: string): CommunityMatter | undefined =>
  db.one<CommunityMatter>(`SELECT ${columns} FROM community_matters WHERE id = :id`, { id });

/** The matter in force under a number, but for one. */
export const matterUnder = (
  db: ReadableDatabase,
  at: { kind: CommunityMatter["kind"]; number: number; exceptId: string },
): Pick<CommunityMatter, "id" | "title"> | undefined =>
  db.one(
    `SELECT id, title FROM community_matters
     WHERE kind = :kind AND number = :number AND isRetired = 0 AND id <> :exceptId`,
    at,
  );

export const nextMatterNumber = (db: ReadableDatabase, kind: CommunityMatter["kind"]): number =>
  (db.one<{ number: number }>(
    "SELECT coalesce(max(number), 0) AS number FROM community_matters WHERE kind = :kind AND isRetired = 0",
    { kind },
  )?.number ?? 0) + 1;

type NewMatter = Omit<CommunityMatter, "isRetired" | "version"> & { importId: string | null };

export const insertCommunityMatter = (db: WritableDatabase, matter: NewMatter): void => {
  db.run(
    `INSERT INTO community_matters (id, kind, number, title, keywords, categoryCodes, basis, office, officeAddress,
       officePhone, papers, isRetired, importId, version)
     VALUES (:id, :kind, :number, :title, :keywords, :categoryCodes, :basis, :office, :officeAddress, :officePhone,
       :papers, 0, :importId, 1)`,
    matter,
  );
};

/** False when someone else saved first. */
export const updateCommunityMatter = (db: WritableDatabase, matter: Omit<CommunityMatter, "kind">): boolean =>
  db.run(
    `UPDATE community_matters SET number = :number, title = :title, keywords = :keywords,
       categoryCodes = :categoryCodes, basis = :basis, office = :office, officeAddress = :officeAddress,
       officePhone = :officePhone, papers = :papers, isRetired = :isRetired, retiredByImportId = NULL,
       version = version + 1
     WHERE id = :id AND version = :version`,
    matter,
  ) === 1;

/** The list that was in force gives way to the one of an import. */
export const retireForImport = (db: WritableDatabase, kind: CommunityMatter["kind"], importId: string): void => {
  db.run(
    `UPDATE community_matters SET isRetired = 1, retiredByImportId = :importId
     WHERE kind = :kind AND isRetired = 0 AND (importId IS NULL OR importId <> :importId)`,
    { kind, importId },
  );
};

/** Takes up again what an import put away, where the number is still free. */
export const reviveAfterImport = (db: WritableDatabase, importId: string, id: string | null): number =>
  db.run(
    `UPDATE community_matters SET isRetired = 0, retiredByImportId = NULL
     WHERE retiredByImportId = :importId AND (:id IS NULL OR id = :id) AND NOT EXISTS (
       SELECT 1 FROM community_matters o
       WHERE o.kind = community_matters.kind AND o.number = community_matters.number AND o.isRetired = 0)`,
    { importId, id },
  );

/** Takes back what an import wrote and nobody changed since; the rest stays and belongs to no import any more. */
export const takeMattersBack = (db: WritableDatabase, importId: string, limit: number): number => {
  const rows = db.all<{ id: string; version: number }>(
    "SELECT id, version FROM community_matters WHERE importId = :importId ORDER BY id LIMIT :limit",
    { importId, limit },
  );
  for (const { id, version } of rows)
    db.run(
      version === 1
        ? "DELETE FROM community_matters WHERE id = :id"
        : "UPDATE community_matters SET importId = NULL WHERE id = :id",
      { id },
    );
  return rows.length;
};

export const basisOf = (db: ReadableDatabase, taskId: string): TaskBasis | null =>
  db.one<TaskBasis>("SELECT document, fromWhom, receivedDate, upstreamDueDate FROM task_bases WHERE taskId = :taskId", {
    taskId,
  }) ?? null;

export const setBasis = (db: WritableDatabase, taskId: string, basis: TaskBasis): void => {
  db.run(
    `INSERT INTO task_bases (taskId, document, fromWhom, receivedDate, upstreamDueDate)
     VALUES (:taskId, :document, :fromWhom, :receivedDate, :upstreamDueDate)
     ON CONFLICT (taskId) DO UPDATE SET document = :document, fromWhom = :fromWhom, receivedDate = :receivedDate,
       upstreamDueDate = :upstreamDueDate`,
    { taskId, ...basis },
  );
};
