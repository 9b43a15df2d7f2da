import type { ReadableDatabase } from "#core/database.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { type Affected, type Coverage, coverageOf, type Voice } from "../coverage.ts";
import { councilSettingsOf } from "./council-rules-store.ts";
import * as store from "./opinion-store.ts";

/** The homes that a topic concerns, as they are written on the register. */
export const homesConcerned = (db: ReadableDatabase, topicId: string) => {
  const homes = store.homesOfScope(db, topicId);
  const labels = placeLabelsOf(db, homes);
  return homes.map(({ householdId }) => ({ householdId, address: labels.get(householdId) ?? "" }));
};

/** Whoever was heard, with the door of the register where the home stands there. */
export const voicesOn = (db: ReadableDatabase, topicId: string): Voice[] => {
  const voices = store.voicesOf(db, topicId).map((voice, at) => ({ ...voice, id: `${at}` }));
  const labels = placeLabelsOf(db, voices);
  return voices.map(({ id, way, householdId, address }) => ({ way, householdId, address: labels.get(id) ?? address }));
};

/** Null until somebody wrote down whom the topic concerns. */
export const affectedBy = (db: ReadableDatabase, topicId: string): Affected | null => {
  const scope = store.findScope(db, topicId);
  if (!scope) return null;
  if (scope.typedCount !== null) return { kind: "count", count: scope.typedCount };
  return { kind: "homes", homes: homesConcerned(db, topicId) };
};

export const coverageOfTopic = (db: ReadableDatabase, topicId: string): Coverage | null => {
  const affected = affectedBy(db, topicId);
  return affected && coverageOf(affected, voicesOn(db, topicId), councilSettingsOf(db).minCoveragePercent);
};
