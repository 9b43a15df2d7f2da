import { type Dirent, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addDays, type Day, dayOf, type Instant, timeOf, weekdayOf } from "#base/dates.ts";
import { type BackupKind, type ManifestHead, readManifestHead } from "./backup-manifest.ts";

export type BackupLine = ManifestHead & { path: string };

/** Nothing where there is no such folder. */
const entriesOf = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "")) return [];
    throw error;
  }
};

/** A folder chosen by hand may hold anything; no more than this is looked at. */
const mostEntries = 500;

/** The backups in a folder, or the folder itself where it is one; the newest first. */
export const backupsIn = (folder: string): BackupLine[] => {
  const at = (path: string): BackupLine[] => {
    const head = readManifestHead(path);
    return head ? [{ ...head, path }] : [];
  };
  const own = at(folder);
  if (own.length > 0) return own;
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".partial"))
    .slice(0, mostEntries)
    .flatMap(({ name }) => at(join(folder, name)))
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
};

const dailyName = "daily-";
export const migrationName = "before-migration-";
export const dailyNameOf = (at: Instant): string => `${dailyName}${stampOf(at)}`;

/** `2026-11-20-0900` */
export const stampOf = (at: Instant): string => `${dayOf(at)}-${timeOf(at).replace(":", "")}`;

/** The daily copies of a folder, the newest first, each read only when it is asked for. */
export function* dailyBackupsIn(folder: string): Generator<BackupLine, void> {
  const names = entriesOf(folder).map(({ name }) => name);
  // The names carry the time, so that the newest is found without reading them all.
  for (const name of names
    .filter((each) => each.startsWith(dailyName))
    .sort()
    .reverse()) {
    const head = name.endsWith(".partial") ? undefined : readManifestHead(join(folder, name));
    if (head?.kind === "daily") yield { ...head, path: join(folder, name) };
  }
}

/** A path that nothing has yet. */
export const freePath = (folder: string, name: string): string => {
  const isFree = (path: string) => !existsSync(path) && !existsSync(`${path}.partial`);
  let path = join(folder, name);
  for (let count = 2; !isFree(path); count += 1) path = join(folder, `${name}-${count}`);
  return path;
};

/** What a killed program left half-written. */
export const removePartials = (folder: string, beginning: string): void => {
  for (const { name } of entriesOf(folder))
    if (name.startsWith(beginning) && name.endsWith(".partial"))
      rmSync(join(folder, name), { recursive: true, force: true });
};

/** The same in the centre's own folder. */
export const removeUnfinishedBackups = (folder: string): void => {
  for (const beginning of [dailyName, migrationName]) removePartials(folder, beginning);
};

const keptDays = 14;
const keptWeeks = 8;
const keptMigrations = 5;

const weekOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

type Dated = { path: string; kind: BackupKind; madeAt: Instant; schemaVersion: number };

/** The first of each key, in order. */
const firstOfEach = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
  [...new Map([...items].reverse().map((item) => [keyOf(item), item])).values()].reverse();

/**
 * The paths that may go: fourteen days are kept, then one of each of eight weeks, and five from before migrations. What
 * counts is the order and not the age, so that a clock that runs ahead takes nothing away; what it dated into the
 * future counts apart, so that it pushes out nothing when the clock is right again.
 */
export const outdatedBackups = (backups: readonly Dated[], now: Instant): string[] => {
  const newest = [...backups].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const daily = newest.filter(({ kind }) => kind === "daily");
  const migrations = newest.filter(({ kind }) => kind === "beforeMigration");
  const isAhead = ({ madeAt }: Dated) => madeAt > now;
  const byDay = (some: readonly Dated[]) => firstOfEach(some, ({ madeAt }) => dayOf(madeAt));
  const days = byDay(daily.filter((backup) => !isAhead(backup)));
  const recent = days.slice(0, keptDays);
  const recentWeeks = new Set(recent.map(({ madeAt }) => weekOf(dayOf(madeAt))));
  const older = days.slice(keptDays).filter(({ madeAt }) => !recentWeeks.has(weekOf(dayOf(madeAt))));
  const kept = new Set([
    ...recent,
    ...firstOfEach(older, ({ madeAt }) => weekOf(dayOf(madeAt))).slice(0, keptWeeks),
    ...byDay(daily.filter(isAhead)).slice(0, keptDays),
    // A migration that fails again and again must not push out the copies made before others.
    ...firstOfEach(migrations, ({ schemaVersion }) => String(schemaVersion)).slice(0, keptMigrations),
  ]);
  return newest
    .filter((backup) => (backup.kind === "daily" || backup.kind === "beforeMigration") && !kept.has(backup))
    .map(({ path }) => path);
};

/** Removes the outdated backups of the centre's own folder, one at each turn. */
export function* pruneBackups(folder: string, now: Instant): Generator<void, void> {
  for (const path of outdatedBackups(backupsIn(folder), now)) {
    yield;
    rmSync(path, { recursive: true, force: true });
  }
}
