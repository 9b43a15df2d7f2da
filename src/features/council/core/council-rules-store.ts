import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { ConfirmRule, CouncilSettings } from "../council-rules-contract.ts";

export const councilSettingsOf = (db: ReadableDatabase): CouncilSettings & { version: number } => {
  const row = db.one<CouncilSettings & { version: number }>(
    "SELECT manyReportersCount, manyAppealsCount, lookBackDays, maxProxiesPerHolder, minCoveragePercent, version FROM council_settings WHERE id = 1",
  );
  if (!row) throw new Error("The one row of the council's settings is missing");
  return row;
};

/** False when someone else saved first. */
export const updateSettings = (db: WritableDatabase, settings: CouncilSettings & { version: number }): boolean =>
  db.run(
    `UPDATE council_settings SET manyReportersCount = :manyReportersCount, manyAppealsCount = :manyAppealsCount,
       lookBackDays = :lookBackDays, maxProxiesPerHolder = :maxProxiesPerHolder,
       minCoveragePercent = :minCoveragePercent, version = version + 1 WHERE id = 1 AND version = :version`,
    settings,
  ) === 1;

export const confirmRulesOf = (db: ReadableDatabase): ConfirmRule[] =>
  db.all<ConfirmRule>(
    "SELECT id, kind, wording, minHouseholds, isActive, version FROM confirm_rules ORDER BY position, id",
  );

export const findConfirmRule = (db: ReadableDatabase, id: string): ConfirmRule | undefined =>
  db.one<ConfirmRule>("SELECT id, kind, wording, minHouseholds, isActive, version FROM confirm_rules WHERE id = :id", {
    id,
  });

export const insertConfirmRule = (
  db: WritableDatabase,
  rule: Pick<ConfirmRule, "id" | "kind" | "wording" | "minHouseholds">,
): void => {
  db.run(
    `INSERT INTO confirm_rules (id, kind, wording, minHouseholds, isActive, position, version)
     VALUES (:id, :kind, :wording, :minHouseholds, 1, (SELECT coalesce(max(position), 0) + 1 FROM confirm_rules), 1)`,
    rule,
  );
};

/** False when someone else saved first. */
export const updateConfirmRule = (
  db: WritableDatabase,
  rule: Pick<ConfirmRule, "id" | "wording" | "minHouseholds" | "isActive" | "version">,
): boolean =>
  db.run(
    `UPDATE confirm_rules SET wording = :wording, minHouseholds = :minHouseholds, isActive = :isActive,
       version = version + 1 WHERE id = :id AND version = :version`,
    rule,
  ) === 1;
