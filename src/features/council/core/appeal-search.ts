import type { WritableDatabase } from "#core/database.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { appealPieces, indexAppeal, type KeptAppeal, reporterOf } from "./appeal-store.ts";

/** Writes an appeal into the search as it stands. */
export const indexAppealAgain = (db: WritableDatabase, appeal: KeptAppeal): void => {
  const reporter = reporterOf(db, appeal);
  const pieces = appealPieces({
    ...appeal,
    reporterName: appeal.voice === "anonymous" ? "" : reporter.name,
    reporterPhone: reporter.phone,
    placeLabel: `${placeLabelsOf(db, [appeal]).get(appeal.id) ?? ""} ${appeal.placeNote}`,
  });
  indexAppeal(db, appeal, pieces);
};
