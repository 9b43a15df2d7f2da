import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chanceOf } from "#app/demo/chance.ts";
import { migrations } from "#app/migrations.ts";
import { databasePathOf } from "#core/centre-folder.ts";
import { databaseOf, openSqlite, type SqliteFile } from "#core/database.ts";
import { migrate, pendingMigrations } from "#core/migrate.ts";
import { freshCommunity, type Seat } from "../support/community.ts";
import { makeAppeals } from "./made-appeals.ts";
import { makeMeals } from "./made-meals.ts";
import { makeServices } from "./made-services.ts";
import { makeStations } from "./made-stations.ts";
import { makeTown, makingOf, townOf } from "./made-town.ts";

/** Friday 2026-11-20, 15:00 in Shanghai: the made time ends here, and the desk asks a moment later. */
export const madeEndMs = Date.parse("2026-11-20T07:00:00.000Z");
/** Before the oldest appeal of the largest centre. */
const madeStartMs = Date.parse("2019-12-02T01:00:00.000Z");

export type MadeCentre = { folder: string; appealCount: number; accountIds: Readonly<Record<Seat, string>> };

/** Folds the log into the file, so that a copy of the one file is whole. */
const closeWhole = (file: SqliteFile): void => {
  file.pragma("wal_checkpoint(TRUNCATE)");
  file.close();
};

/** A set-up community with its residents and without any appeal. */
export const makeBase = (folder: string): MadeCentre => {
  const { bytes, accountIds } = freshCommunity(madeStartMs);
  mkdirSync(folder, { recursive: true });
  writeFileSync(databasePathOf(folder), bytes);
  const file = openSqlite(databasePathOf(folder));
  migrate(file, pendingMigrations(file, migrations));
  file.exec("UPDATE community SET idleMinutes = 120");
  file.exec("BEGIN IMMEDIATE");
  makeTown(makingOf(databaseOf(file), chanceOf("town")), madeStartMs);
  makeServices(makingOf(databaseOf(file), chanceOf("services")), accountIds.clerk, madeStartMs);
  makeMeals(makingOf(databaseOf(file), chanceOf("meals")), accountIds.clerk, madeStartMs);
  makeStations(makingOf(databaseOf(file), chanceOf("stations")), accountIds.clerk, madeStartMs);
  file.exec("COMMIT");
  closeWhole(file);
  return { folder, appealCount: 0, accountIds };
};

/** The same community after so many appeals. */
export const makeCentre = (
  base: MadeCentre,
  folder: string,
  appealCount: number,
  tell: (done: number) => void = () => {},
): MadeCentre => {
  const made = copyCentre(base, folder);
  const file = openSqlite(databasePathOf(folder));
  const making = makingOf(databaseOf(file), chanceOf(`appeals ${appealCount}`));
  const { clerk: clerkId, secretary: secretaryId } = base.accountIds;
  const world = { ...making, town: townOf(making.db), clerkId, secretaryId, endMs: madeEndMs };
  makeAppeals(world, file, appealCount, tell);
  closeWhole(file);
  return { ...made, appealCount };
};

/** A copy that may be written to without spoiling the one that is measured. */
export const copyCentre = (made: MadeCentre, folder: string): MadeCentre => {
  mkdirSync(join(folder, "files"), { recursive: true });
  copyFileSync(databasePathOf(made.folder), databasePathOf(folder));
  return { ...made, folder };
};
